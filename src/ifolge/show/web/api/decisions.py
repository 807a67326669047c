"""What people decided: same claim or not, same source or not, not independent."""

from fastapi import APIRouter
from starlette.responses import Response

from ifolge.model.claim import Decision
from ifolge.show.web.access import Person
from ifolge.show.web.api.paging import PROBLEMS, Cursor, Key, Limit, cut, offset_of, once
from ifolge.show.web.pages import DeskHere, Editor, Reader
from ifolge.show.web.problems import Problem
from ifolge.show.web.shapes import DecisionIn, DecisionOut, Page
from ifolge.store.decisions import Kept, list_decisions
from ifolge.store.text import now, storable

router = APIRouter(tags=["decisions"], responses=PROBLEMS)


def signed(person: Person, author: str) -> str:
    """Who signs: the token's name, else who the body says. Raises Problem when nobody does."""
    name = person.name if person.fixed else author or person.name
    if not name:
        raise Problem(422, "problem.no_author")
    return storable(name)


def _out(kept: Kept) -> DecisionOut:
    d = kept.decision
    return DecisionOut(
        number=kept.number, verdict=d.verdict, one=d.one, two=d.two, author=d.author, at=d.at,
        note=d.note, undone_by=kept.undone_by, undone_at=kept.undone_at,
    )  # fmt: skip


@router.get("/decisions", response_model=Page[DecisionOut], summary="List the decisions")
def decisions(
    desk: DeskHere, person: Reader, undone: bool = False, limit: Limit = 50, cursor: Cursor = ""
) -> Page[DecisionOut]:
    """The decisions that hold, oldest first; with `undone` also those that were taken back."""
    offset = offset_of(cursor)
    found = desk.read(lambda connection: list_decisions(connection, undone))
    items, following = cut(found[offset : offset + limit + 1], offset, limit)
    return Page(items=[_out(kept) for kept in items], next=following)


@router.post("/decisions", status_code=201, response_model=DecisionOut, summary="Decide")
def decide(desk: DeskHere, person: Editor, body: DecisionIn, key: Key = None) -> Response:
    """Keep a person's word. It outranks every score, and what it touches is computed anew."""
    author = signed(person, body.author)

    def work() -> DecisionOut:
        one, two, note = storable(body.one), storable(body.two), storable(body.note)
        decision = Decision(body.verdict, one, two, author, now(), note)
        number = desk.decide(decision)
        if number is None:
            raise Problem(409, "problem.known_decision")
        return _out(Kept(number, decision))

    return once(desk, key, (person, "decisions", body), work)


@router.delete("/decisions/{number}", response_model=DecisionOut, summary="Take a decision back")
def undo(desk: DeskHere, person: Editor, number: int, author: str = "") -> DecisionOut:
    """The decision stays in the list of those undone, with who took it back."""
    if not -(2**62) < number < 2**62:
        raise Problem(404, "problem.not_found", "decision")
    desk.undo(number, signed(person, author[:80]))
    kept = desk.read(lambda connection: list_decisions(connection, True))
    return next(_out(one) for one in kept if one.number == number)
