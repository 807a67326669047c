"""Stories: the list, one story with timeline and graph, one claim, two articles side by side."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from ifolge.errors import UsageError
from ifolge.model.claim import Claim, Decision, Verdict
from ifolge.show.export.dossier_html import dossier_to_html
from ifolge.show.export.dossier_json import dossier_to_json
from ifolge.show.export.graph_svg import graph_to_svg
from ifolge.show.export.graphml import dossier_to_graphml
from ifolge.show.export.timeline_svg import timeline_to_svg
from ifolge.show.messages import Messages
from ifolge.show.web import comparing, example, lists, page_article, tale
from ifolge.show.web.access import AUTHOR
from ifolge.show.web.api.paging import cut, offset_of
from ifolge.show.web.desk import Desk
from ifolge.show.web.pages import (
    DeskHere,
    Editor,
    Form,
    Reader,
    author_of,
    go,
    render,
    set_cookie,
    text_of,
    view_of,
)
from ifolge.show.web.problems import Problem, not_found
from ifolge.store.decisions import list_decisions
from ifolge.store.text import now, storable

router = APIRouter(include_in_schema=False)
_LINES = 50
_FIRST, _TURNS, _PART = 25, 30, 100  # articles and copies, changes; lines of the page of a part
_PARTS: dict[str, Callable[[tale.Tale], Sequence[object]]] = {
    "claims": lambda one: [*one.told, *one.single],
    "timeline": lambda one: one.turns(one.told),
    "articles": lambda one: one.in_time,
    "copies": lambda one: one.copies,
}


@router.get("/stories")
def stories(request: Request, desk: DeskHere, person: Reader, cursor: str = "") -> Response:
    """The stories with the latest news first; an empty archive offers the example."""
    offset = offset_of(cursor)
    found = desk.read(lambda connection: lists.stories(connection, _LINES + 1, offset, 2))
    lines, following = cut(found, offset, _LINES)
    return render(request, "stories.html", lines=lines, following=following, offset=offset)


@router.post("/example")
def load_example(request: Request, desk: DeskHere, person: Editor, form: Form) -> Response:
    """Put the example story into the archive."""
    job = desk.submit_to_archive(example.example_story)
    job.wait(desk.settings.limits.patience)
    if not job.done:
        return render(request, "wait.html", 202, job=job)
    return go("/stories")


@router.get("/stories/{story}")
def story(request: Request, desk: DeskHere, person: Reader, story: str) -> Response:
    """One story: its foremost claims, their timeline, and who had them from whom. The rest of a
    large one is a link away.
    """
    one = desk.tales.of(story)
    drawn = tale.graph(one, one.foremost, view_of(request).messages)
    return render(
        request, "story.html", tale=one, graph=drawn, source=f"/stories/{one.number}/graph",
        names={node["id"]: node for node in drawn["nodes"]}, address=page_article.address,
        turns=one.turns(one.foremost)[:_TURNS], reason=view_of(request).messages.reason,
        changes=sum(len(claim.history) for claim in one.told), most=_FIRST,
    )  # fmt: skip


@router.get("/stories/{story}/all/{part}")
def story_part(
    request: Request, desk: DeskHere, person: Reader, story: str, part: str, cursor: str = ""
) -> Response:
    """All claims, changes, articles or copies of a story, a page at a time."""
    one, offset = desk.tales.of(story), offset_of(cursor)
    if part not in _PARTS:
        raise not_found(part)
    every = _PARTS[part](one)
    shown, following = cut(every[offset : offset + _PART + 1], offset, _PART)
    return render(
        request, "story_part.html", tale=one, part=part, shown=shown, following=following,
        offset=offset, count=len(every), address=page_article.address,
        reason=view_of(request).messages.reason,
    )  # fmt: skip


@router.get("/stories/{story}/graph")
def story_graph(request: Request, desk: DeskHere, person: Reader, story: str) -> Response:
    """The graph of a story, for the picture."""
    one = desk.tales.of(story, desk.settings.limits.long_patience)
    return JSONResponse(tale.graph(one, one.foremost, view_of(request).messages))


@router.get("/stories/{story}/export/{format}")
def story_export(
    request: Request,
    desk: DeskHere,
    person: Reader,
    story: str,
    format: str,  # noqa: A002
) -> Response:
    """The story as a page to send, as JSON, as a graph for Gephi, or its pictures."""
    one, messages = (
        desk.tales.of(story, desk.settings.limits.long_patience),
        view_of(request).messages,
    )
    if format == "html":
        reports = desk.tales.archive.reports(one.number)
        body, media = dossier_to_html(one.dossier, reports, view_of(request)), "text/html"
    elif format == "json":
        body, media = dossier_to_json(one.dossier, str(one.number)), "application/json"
    elif format == "graphml":
        body, media = dossier_to_graphml(one.dossier, one.articles), "application/xml"
    elif format == "graph.svg":
        body, media = _graph_picture(one, messages), "image/svg+xml"
    elif format == "timeline.svg":
        title = f"{one.title}: {messages.label('timeline')}"
        body, media = timeline_to_svg(one.steps(messages), title), "image/svg+xml"
    else:
        raise not_found(format)
    disposition = f'attachment; filename="ifolge-story-{one.number}.{format}"'
    headers = {"content-disposition": disposition}
    return Response(body, headers=headers, media_type=f"{media}; charset=utf-8")


def _graph_picture(one: tale.Tale, messages: Messages) -> str:
    drawn = tale.graph(one, one.foremost, messages)
    counts = {name: str(len(drawn[name])) for name in ("nodes", "edges")}
    title = f"{one.title}: {messages.label('graph.title')}"
    return graph_to_svg(drawn, title, messages.label("graph.words", **counts))


@router.get("/claims/{claim}")
def claim(request: Request, desk: DeskHere, person: Reader, claim: str) -> Response:
    """One claim: origins, wordings in all languages, history, and decisions to make."""
    name, _, wanted = claim.rpartition(".")
    one = desk.tales.of(name)
    found = one.claim(wanted)
    if found is None:
        raise not_found(claim)
    return _claim_page(request, desk, one, found)


def _claim_page(request: Request, desk: Desk, one: tale.Tale, found: Claim) -> Response:
    keys = {mention.key for mention in found.mentions} | {o.name for o in found.origins}
    kept = desk.read(lambda connection: list_decisions(connection, True))
    decided = [k for k in kept if k.decision.one in keys or k.decision.two in keys]
    view = view_of(request)
    return render(
        request, "claim.html", tale=one, claim=found, wordings=one.wordings(found),
        graph=tale.graph(one, [found], view.messages), reason=view.messages.reason,
        others=[c for c in one.dossier.claims if c.id != found.id], decided=decided,
        articles=one.articles, address=page_article.address,
    )  # fmt: skip


@router.post("/decide")
def decide(request: Request, desk: DeskHere, person: Editor, form: Form) -> Response:
    """A person's word on two mentions or two sources."""
    author = author_of(request, form, person)
    try:
        verdict = Verdict(text_of(form, "verdict"))
    except ValueError:
        raise Problem(422, "problem.no_such_value", "verdict") from None
    one, two = (storable(text_of(form, name)) for name in ("one", "two"))
    if not one or not two or one == two:
        raise Problem(422, "problem.two_things")
    note = storable(text_of(form, "note"))
    desk.decide(Decision(verdict, one, two, storable(author), now(), note))
    return _back(request, desk, form, author if not person.fixed else "")


@router.post("/undecide/{number}")
def undecide(request: Request, desk: DeskHere, person: Editor, form: Form, number: int) -> Response:
    """Take a decision back."""
    author = author_of(request, form, person)
    if not author:
        raise Problem(422, "problem.no_author")
    desk.undo(number, author)
    return _back(request, desk, form, author if not person.fixed else "")


def _back(request: Request, desk: Desk, form: Form, author: str) -> Response:
    """To the story of the article decided about, where the claims may have new numbers now."""
    try:
        number = desk.tales.archive.story(text_of(form, "article"))
        response = go(f"/stories/{number}")
    except UsageError:
        response = go("/stories")
    if author:
        set_cookie(request, response, AUTHOR, author)
    return response


@router.get("/compare")
def compare(
    request: Request, desk: DeskHere, person: Reader, one: str = "", two: str = ""
) -> Response:
    """Two articles side by side, with the passages one took from the other marked."""
    first, second = desk.sheet(one).report, desk.sheet(two).report
    sides = comparing.side_by_side(first, second)
    return render(request, "compare.html", sides=sides, address=page_article.address)
