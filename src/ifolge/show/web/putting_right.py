"""Corrections made at the desk: who put what right, when; undone ones stay in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from ifolge.corrections import Corrections, Fix, Signature, apply_corrections
from ifolge.model.article import Spans
from ifolge.model.attribution import Attribution, SourceType, Status
from ifolge.model.report import Report
from ifolge.show.web.problems import Problem
from ifolge.show.web.tables import correction as table
from ifolge.store.text import now, storable

FIELDS = ("canonical_source", "source_type", "anonymous", "status", "via")
_YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Kept:
    """One field that somebody put right, and who took that back, if anybody did."""

    id: int
    article: str
    attribution: str
    cue: str
    content: str
    field: str
    value: str
    before: str
    author: str
    at: str
    note: str
    undone_by: str | None = None
    undone_at: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nobody took it back."""
        return self.undone_at is None

    def fix(self) -> Fix:
        """As the corrections file would say it."""
        by = Signature(self.author, self.at[:10], self.note, f"desk:{self.id}")
        changes = {self.field: _value(self.field, self.value)}
        return Fix(self.article, self.cue, self.content, changes, by)


def _value(field: str, value: str) -> Any:
    if field == "anonymous":
        return _YES_NO[value]
    if field == "status":
        return Status(value)
    return SourceType(value) if field == "source_type" else value


def history(connection: Connection, article: str) -> list[Kept]:
    """All corrections of an article, oldest first, with those that were taken back."""
    query = select(table).where(table.c.article == article).order_by(table.c.id)
    return [_kept(row) for row in connection.execute(query)]


def all_kept(connection: Connection, after: int = 0, limit: int = 1000) -> list[Kept]:
    """Corrections of all articles, oldest first."""
    query = select(table).where(table.c.id > after).order_by(table.c.id).limit(limit)
    return [_kept(row) for row in connection.execute(query)]


def _kept(row: Row[Any]) -> Kept:
    return Kept(**row._mapping)


def corrected(report: Report, kept: Iterable[Kept]) -> Report:
    """The report as people put it right; of two corrections of a field the later one holds."""
    last = {(one.attribution, one.cue, one.content, one.field): one for one in kept if one.holds}
    return apply_corrections(report, Corrections(tuple(one.fix() for one in last.values())))


def put_right(
    connection: Connection,
    report: Report,
    attribution: Attribution,
    changes: Mapping[str, str],
    signed: tuple[str, str],
) -> list[int]:
    """Keep new values of one attribution's fields; `signed` is the author and their note.

    `report` is as it stands now, with earlier corrections. Raises Problem when a value is none, or
    the words do not tell this attribution from another.
    """
    author, note = signed
    if not author:
        raise Problem(422, "problem.no_author")
    numbers = []
    for field, value in changed(report, attribution, changes).items():
        before = as_text(getattr(attribution, field))
        one = Kept(
            0, report.article.id, attribution.id, _words(attribution.cue, report.article.text),
            _words(attribution.content, report.article.text), field, value, before, author, now(),
            note,
        )  # fmt: skip
        _check(report, one)
        columns = [column.name for column in table.columns if column.name != "id"]
        values = {name: getattr(one, name) for name in columns}
        key = connection.execute(insert(table).values(values)).inserted_primary_key
        numbers.append(int(key[0]) if key else 0)
    return numbers


def changed(report: Report, attribution: Attribution, changes: Mapping[str, str]) -> dict[str, str]:
    """The values that are really new. Raises Problem for a field or value there is none of."""
    found = {}
    for field, raw in changes.items():
        value = storable(raw.strip())[:200]
        if field not in FIELDS:
            raise Problem(422, "problem.no_such_field", field)
        if field == "via" and value.startswith("#"):
            value = _relay_name(report, value[1:])
        if value == as_text(getattr(attribution, field)) or (field != "via" and not value):
            continue
        if field == "via" and value == relay_of(report, attribution):
            continue
        try:
            _value(field, value)
        except (ValueError, KeyError):
            raise Problem(422, "problem.no_such_value", f"{field}: {value}") from None
        found[field] = value
    return found


def _relay_name(report: Report, wanted: str) -> str:
    for a in report.attributions:
        if a.id == wanted:
            return a.canonical_source or _words(a.source, report.article.text)
    raise Problem(422, "problem.no_such_value", f"via: {wanted}")


def relay_of(report: Report, attribution: Attribution) -> str:
    """The name of the source an attribution came through, empty if through none."""
    if attribution.via is None:
        return ""
    return _relay_name(report, attribution.via)


def _check(report: Report, one: Kept) -> None:
    """Try it on: the corrected report must have no new note, which would say why it cannot be."""
    tried = apply_corrections(report, Corrections((one.fix(),)))
    new = [note for note in tried.notes if note not in report.notes]
    if new:
        raise Problem(422, "problem.fits_not", new[0].partition(": ")[2])


def take_back(connection: Connection, article: str, number: int, author: str) -> Kept | None:
    """Undo a correction; its row stays. None if there is none that holds."""
    mine = (table.c.id == number) & (table.c.article == article) & table.c.undone_at.is_(None)
    row = connection.execute(select(table).where(mine)).first()
    if row is None:
        return None
    values = {"undone_by": author, "undone_at": now()}
    connection.execute(update(table).where(mine).values(values))
    return _kept(row)


def rename_article(connection: Connection, before: str, after: str) -> None:
    """An article got another name (it went into the archive): its corrections go with it."""
    connection.execute(update(table).where(table.c.article == before).values(article=after))


def as_text(value: object) -> str:
    """A value as forms and rows hold it: "yes", "no", "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _words(spans: Spans, text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).casefold().split())
