"""What people put right in single articles, and the same as training data."""

import json
from collections.abc import Iterator

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from ifolge.model import wire
from ifolge.show.web.api.decisions import signed
from ifolge.show.web.api.paging import PROBLEMS, Cursor, Key, Limit, cut, offset_of, once
from ifolge.show.web.desk import Desk
from ifolge.show.web.pages import DeskHere, Editor, Reader
from ifolge.show.web.problems import Problem
from ifolge.show.web.shapes import CorrectionIn, Numbers, Page
from ifolge.store import corrections as kept_ones
from ifolge.store.corrections import Kept
from ifolge.store.text import storable

router = APIRouter(tags=["corrections"], responses=PROBLEMS)


@router.get("/corrections", response_model=Page[Kept], summary="List the corrections")
def corrections(
    desk: DeskHere, person: Reader, article: str = "", limit: Limit = 50, cursor: Cursor = ""
) -> Page[Kept]:
    """The corrections of one article, or of all, oldest first."""
    offset = offset_of(cursor)
    found = desk.read(
        lambda c: (
            kept_ones.history(c, article)[offset : offset + limit + 1]
            if article
            else kept_ones.every(c, limit + 1, offset)
        )
    )
    items, following = cut(found, offset, limit)
    return Page(items=items, next=following)


@router.post("/corrections", status_code=201, response_model=Numbers, summary="Put right")
def correct(desk: DeskHere, person: Editor, body: CorrectionIn, key: Key = None) -> Response:
    """Keep new values of fields of one attribution; each field gets a number."""
    author = signed(person, body.author)

    def work() -> Numbers:
        note = (author, storable(body.note))
        return Numbers(numbers=desk.put_right(body.article, body.attribution, body.changes, note))

    return once(desk, key, (person, "corrections", body), work)


@router.delete("/corrections/{number}", response_model=Kept, summary="Take a correction back")
def undo(desk: DeskHere, person: Editor, number: int, article: str, author: str = "") -> Kept:
    """The correction stays in the history, with who took it back."""
    if not 0 < number < 2**62:
        raise Problem(404, "problem.not_found", "correction")
    return desk.take_back(article, number, signed(person, author[:80]))


class JsonLines(StreamingResponse):
    """One object a line."""

    media_type = "application/jsonl"


@router.get("/training", response_class=JsonLines, summary="Corrected articles as training data")
def training(desk: DeskHere, person: Reader) -> Response:
    """Every article that somebody put right, one a line, in the format of the annotation."""
    return JsonLines(_lines(desk))


def _lines(desk: Desk) -> Iterator[str]:
    for name in desk.read(kept_ones.corrected_articles):
        try:
            report = desk.sheet(name).report
        except Problem:  # the reading was taken off the desk
            continue
        yield json.dumps(wire.to_document(report), ensure_ascii=False) + "\n"
