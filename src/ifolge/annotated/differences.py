"""What people changed in a tool, as corrections that hold through re-runs.

Only fields can be corrected by a file of corrections; attributions that people added, took away or
marked otherwise are told, and stand in the JSON lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ifolge.annotated.scheme import ANONYMOUS, FIELDS, ROLES
from ifolge.model import wire
from ifolge.model.article import Spans
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.pairing import mark, pair

VIA = "via"


@dataclass(frozen=True)
class Change:
    """New values for the fields of one attribution, found by all words of its cue and content."""

    article: str
    cue: str
    content: str
    fields: dict[str, str | bool]


@dataclass(frozen=True)
class Differences:
    """What became of one article: changed fields, and ids of attributions that differ otherwise."""

    changes: tuple[Change, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()  # "a3.via": what no correction can say


def differences(found: Report, people: Sequence[Attribution]) -> Differences:
    """What people changed of what ifolge found in one article."""
    pairs = _pairs(found, people)
    changes, untold = [], []
    names = {theirs.id: ours.id for ours, theirs in pairs}
    for ours, theirs in pairs:
        fields, lost = _changed(ours, theirs, found, names)
        untold += [f"{ours.id}.{name}" for name in lost]
        change = _change(ours, fields, found) if fields else None
        if change:
            changes.append(change)
        elif fields:
            untold += [f"{ours.id}.{name}" for name in fields]
    kept = {ours.id for ours, _ in pairs}
    return Differences(
        tuple(changes),
        tuple(a.id for a in people if a.id not in names),
        tuple(a.id for a in found.attributions if a.id not in kept),
        tuple(ours.id for ours, theirs in pairs if _moved(ours, theirs)),
        tuple(untold),
    )


def _pairs(found: Report, people: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Which of people's attributions is which of ours: by id if the words agree, else by words."""
    text = found.article.text
    ours, theirs = list(found.attributions), list(people)
    by_id = {a.id: a for a in theirs}
    same = [(a, by_id[a.id]) for a in ours if a.id in by_id and _touch(a, by_id[a.id])]
    done = {a.id for a, _ in same}
    ours = [a for a in ours if a.id not in done]
    theirs = [a for a in theirs if a.id not in done]
    marked = [[mark(_spans(a), text) for a in side] for side in (ours, theirs)]
    return same + [(ours[one], theirs[two]) for one, two in pair(marked[0], marked[1])]


def _touch(one: Attribution, two: Attribution) -> bool:
    return any(
        a.overlaps(b) for role in ("cue", "content")
        for a in getattr(one, role) for b in getattr(two, role)
    )  # fmt: skip


def _spans(a: Attribution) -> dict[str, list[tuple[int, int]]]:
    return {role: [(s.start, s.end) for s in getattr(a, role)] for role in ROLES}


def _moved(ours: Attribution, theirs: Attribution) -> bool:
    return any(getattr(ours, role) != getattr(theirs, role) for role in ROLES)


def _changed(
    ours: Attribution, theirs: Attribution, found: Report, names: dict[str, str]
) -> tuple[dict[str, str | bool], list[str]]:
    """The fields that changed, with values as corrections have them; those they cannot say."""
    fields: dict[str, str | bool] = {}
    lost = []
    for name in FIELDS:
        value = getattr(theirs, name)
        if value == getattr(ours, name):
            continue
        if value is None:
            lost.append(name)
        else:
            fields[name] = value if name == ANONYMOUS else str(value)
    via = names.get(theirs.via, "") if theirs.via else None
    if via != ours.via:
        relay = _relay_name(via, found, ours) if via is not None else ""
        if relay is None:
            lost.append(VIA)
        else:
            fields[VIA] = relay
    return fields, lost


def _relay_name(via: str, found: Report, ours: Attribution) -> str | None:
    """The name by which a correction finds the relay; None if it would find others, too."""
    sources = [a.canonical_source for a in found.attributions if a.id == via]
    if not sources or not sources[0]:
        return None
    name = sources[0]
    others = [a for a in found.attributions if a.canonical_source == name and a is not ours]
    return name if len(others) == 1 else None


def _change(ours: Attribution, fields: dict[str, str | bool], found: Report) -> Change | None:
    """The change, if the words of cue and content are those of no other attribution."""
    text = found.article.text
    cue, content = _words(ours.cue, text), _words(ours.content, text)
    fitting = [
        a
        for a in found.attributions
        if cue.casefold() in _words(a.cue, text).casefold()
        and content.casefold() in _words(a.content, text).casefold()
    ]
    return Change(found.article.id, cue, content, fields) if len(fitting) == 1 else None


def _words(spans: Spans, text: str) -> str:
    return " ".join(" ".join(span.of(text) for span in spans).split())


# ---------------------------------------------------------------- writing


def corrections_toml(changes: Iterable[Change], author: str, date: str) -> str:
    """The changes as a file of corrections."""
    return "\n".join(_lines(changes, author, date))


def _lines(changes: Iterable[Change], author: str, date: str) -> Iterator[str]:
    yield f"author = {_quoted(author)}"
    yield f"date = {date}"
    for change in changes:
        yield ""
        yield "[[fix]]"
        yield f"article = {_quoted(change.article)}"
        for name, words in (("cue", change.cue), ("content", change.content)):
            if words:
                yield f"{name} = {_quoted(words)}"
        for name, value in change.fields.items():
            yield f"{name} = {_quoted(value) if isinstance(value, str) else str(value).lower()}"
    yield ""


def _quoted(words: str) -> str:
    """A TOML string; JSON's escapes are TOML's, but for the delete character."""
    return wire.line_of({"": words})[5:-1].replace("\x7f", "\\u007f")
