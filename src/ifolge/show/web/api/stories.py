"""Stories, their claims, and the independent origins behind each."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from ifolge.show.export.dossier_json import dossier_to_dict
from ifolge.show.web import lists
from ifolge.show.web.api.paging import PROBLEMS, Cursor, Limit, cut, offset_of
from ifolge.show.web.pages import DeskHere, Reader
from ifolge.show.web.problems import not_found
from ifolge.show.web.shapes import Page, StoryLine

router = APIRouter(tags=["stories"], responses=PROBLEMS)


@router.get("/stories", response_model=Page[StoryLine], summary="List the stories")
def stories(
    desk: DeskHere, person: Reader, limit: Limit = 50, cursor: Cursor = "", smallest: Limit = 2
) -> Page[StoryLine]:
    """The stories of at least `smallest` articles, those with the latest news first."""
    offset = offset_of(cursor)
    found = desk.read(lambda c: lists.stories(c, limit + 1, offset, smallest))
    items, following = cut(found, offset, limit)
    return Page(items=items, next=following)


@router.get("/stories/{story}", summary="What the articles of a story show together")
def story(desk: DeskHere, person: Reader, story: str) -> Response:
    """The dossier: claims with origins, copies, circles, history, each with its reasons.

    STORY is its number, or the name of one of its articles.
    """
    one = desk.tales.of(story, desk.settings.limits.long_patience)
    return JSONResponse(dossier_to_dict(one.dossier, str(one.number)))


@router.get("/claims/{claim}", summary="One claim")
def claim(desk: DeskHere, person: Reader, claim: str) -> Response:
    """One claim of a story, by "STORY.c3"."""
    name, _, wanted = claim.rpartition(".")
    one = desk.tales.of(name or claim, desk.settings.limits.long_patience)
    for found in dossier_to_dict(one.dossier, str(one.number))["claims"]:
        if found["id"] == wanted:
            return JSONResponse({"story": one.number, **found})
    raise not_found(claim)
