"""Does the sentence look back or ahead at a time? Verbs and small words beside it, from the pack.

"Mødet skal holdes mandag" looks ahead, "sagde han mandag" back. Only the clause the time stands
in counts, and in it the marker nearest to the time.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ifolge.languages.pack import LanguagePack, alternatives, load_pack
from ifolge.languages.times import TenseRow
from ifolge.model.article import Span
from ifolge.resolve.time_patterns import WORD

_BREAK = re.compile(r"[,;:()\n\u2013\u2014\u00ab\u00bb\u201e\u201c\u201d\"]")
_REACH = 300  # a clause is not read further than this
_POINTS = {"past": -1, "since": -1, "future": 1, "modal": 1}


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that tells the tense: where it stands, which tense, which row of the pack."""

    span: Span
    tense: str
    row: str


@dataclass(frozen=True)
class TenseTable:
    """The words and endings of tense of a pack; `clause` words open a new clause ("at", "dass")."""

    words: Mapping[str, tuple[str, str]]
    endings: Sequence[tuple[str, str, str]]
    clause: frozenset[str]
    suffixes: Sequence[tuple[str, str, str]] = ()


def tense_table(pack: LanguagePack) -> TenseTable:
    """The tense words of a pack, built on first use and kept."""
    return _tense_table(pack.code)


@functools.cache
def _tense_table(code: str) -> TenseTable:
    words: dict[str, tuple[str, str]] = {}
    endings: list[tuple[str, str, str]] = []
    clause: set[str] = set()
    suffixes: list[tuple[str, str, str]] = []
    for row in load_pack(code).table(TenseRow):
        name = f"{row.place.rsplit(':', 1)[0]}:{row.tense}"
        for form in alternatives(row.forms):
            if row.tense == "clause":
                clause.add(form)
            elif row.match == "suffix":
                suffixes.append((form, row.tense, f"{name} -{form}"))
                endings.append(suffixes[-1])
            elif row.match == "ending":
                endings.append((form, row.tense, f"{name} -{form}"))
            else:
                words.setdefault(form, (row.tense, f"{name} {form}"))
    for found in (endings, suffixes):
        found.sort(key=lambda ending: -len(ending[0]))
    return TenseTable(words, tuple(endings), frozenset(clause), tuple(suffixes))


def marker_near(lower: str, at: Span, within: Span, table: TenseTable) -> Marker | None:
    """The marker of tense nearest to a time in its own clause, or None."""
    left = _nearest(lower, at, within, table, ahead=False)
    right = _nearest(lower, at, within, table, ahead=True)
    if left is None or right is None:
        found = left or right
    else:
        found = right if right[0] < left[0] else left
    return found[1] if found else None


def direction_of(marker: Marker | None) -> int:
    """−1 when a marker looks back, 1 ahead, 0 when there is none."""
    return _POINTS.get(marker.tense, 0) if marker else 0


def _nearest(
    lower: str, at: Span, within: Span, table: TenseTable, *, ahead: bool
) -> tuple[int, Marker] | None:
    """The first marker on one side of a time before the clause ends, with its distance."""
    if ahead:
        clause = Span(at.end, max(at.end, min(within.end, at.end + _REACH)))
        stop = _BREAK.search(lower, clause.start, clause.end)
        clause = Span(clause.start, stop.start() if stop else clause.end)
    else:
        clause = Span(min(max(within.start, at.start - _REACH), at.start), at.start)
        breaks = list(_BREAK.finditer(lower, clause.start, clause.end))
        clause = Span(breaks[-1].end() if breaks else clause.start, clause.end)
    words = list(WORD.finditer(lower, clause.start, clause.end))
    for distance, word in enumerate(words if ahead else reversed(words), 1):
        found = _pointing(word[0], table)
        if word[0] in table.clause and (ahead or not found):  # "hvis holdet taber søndag"
            return None
        if found:
            helper = None if ahead else _helper(words[: len(words) - distance], table)
            if found[0] == "past" and helper:
                return distance, helper
            return distance, Marker(Span(word.start(), word.end()), *found)
    return None


def _pointing(word: str, table: TenseTable) -> tuple[str, str] | None:
    """The tense of a word that points somewhere, by itself or by a suffix that is no doubt."""
    found = table.words.get(word)
    if found:
        return found if found[0] in _POINTS else None
    for suffix, tense, row in table.suffixes:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return (tense, row) if tense in _POINTS else None
    return None


def _helper(words: Sequence[re.Match[str]], table: TenseTable) -> Marker | None:
    """The future auxiliary of a participle: "will be held", "skal være solgt"."""
    for word in words[-2:]:
        found = table.words.get(word[0])
        if found and found[0] == "modal":
            return Marker(Span(word.start(), word.end()), *found)
    return None


def tense_of(lower: str, spans: Sequence[Span], table: TenseTable) -> Marker | None:
    """The tense of a cue ("har sagt" perfect, "sagde" past, "siger" present), or None."""
    words = [w for span in spans for w in WORD.finditer(lower, span.start, span.end)]
    found = [
        Marker(Span(w.start(), w.end()), *table.words[w[0]]) for w in words if w[0] in table.words
    ]
    for tense in ("perfect", "past", "present", "future", "modal"):
        for marker in found:
            if marker.tense == tense:
                return marker
    for word in words:
        for ending, tense, row in table.endings:
            if len(word[0]) > len(ending) + 1 and word[0].endswith(ending):
                return Marker(Span(word.start(), word.end()), tense, row)
    return None
