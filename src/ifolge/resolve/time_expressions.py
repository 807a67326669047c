"""Where does the text name a time? Patterns of the pack, longest first, neighbours put together."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import Span
from ifolge.resolve.time_patterns import DIGIT, WORD, Pattern, TimeGrammar, time_grammar
from ifolge.resolve.time_reading import Reading, join_range, merge, read_slots
from ifolge.resolve.time_tense import TenseTable, tense_table

_GAP = re.compile(r"[^\S\n]*,?[^\S\n]+|[^\S\n]*\n(?=\S)|[^\S\n]?(?=\()")
_DASH_GAP = re.compile(r"[^\S\n]?[-\u2010-\u2014][^\S\n]?")
_FOLLOWING = re.compile(r"[^\S\n]+([^\W_]+)|[^\S\n]+[%€$£]")
_NO_YEAR = "-\u2010\u2011\u2012\u2013\u2014+$€£#./"
_LAST_WORD = re.compile(r"([^\W_]+)[^\S\n]+$")
_BEFORE_NUMBER = "§/-\u2010\u2011\u2012\u2013\u2014.,:+$€£#"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A time in the text, read but not yet resolved: `rows` are the pack rows it rests on."""

    span: Span
    reading: Reading
    rows: tuple[str, ...]


def recognise(text: str, pack: LanguagePack) -> tuple[Occurrence, ...]:
    """All times the text names, in text order, none overlapping.

    "Det meldte YTN mandag, men 4. september skrev avisen …" gives "mandag" and "4. september".
    """
    grammar, tenses = time_grammar(pack), tense_table(pack)
    lower = lowered(text)
    merged = _merge_neighbours(list(_matches(text, lower, grammar)), lower)
    ranged = _merge_ranges(merged, lower, grammar)
    return tuple(
        found
        for found in ranged
        if not found.reading.bond
        and found.reading.kind != "none"
        and (not found.reading.bare or _is_year(lower, found, grammar, tenses))
    )


@functools.lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """The text in lower case with every character in its place ("İ" would become two)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _matches(text: str, lower: str, grammar: TimeGrammar) -> Iterator[Occurrence]:
    end = 0
    openers = grammar.openers
    for word in WORD.finditer(lower):
        start = word.start()
        if start < end:
            continue
        first = word[0]
        patterns = openers.get(DIGIT if first[0].isdigit() else first)
        if patterns is None or (first[0].isdigit() and _inside_number(lower, start)):
            continue
        found = _longest(text, lower, start, patterns, grammar)
        if found is not None:
            end = found.span.end
            yield found


def _inside_number(lower: str, start: int) -> bool:
    """Whether the digits at `start` continue something: "12.500", "§ 4", "2-1", "+45 20"."""
    before = lower[max(0, start - 2) : start]
    if not before or before[-1] not in _BEFORE_NUMBER:
        return before.endswith("§ ")
    if before[-1] in "§+$€£#":
        return True
    return len(before) == 2 and (before[0].isalnum() or before[0] in ".,")


def _longest(
    text: str, lower: str, start: int, patterns: tuple[Pattern, ...], grammar: TimeGrammar
) -> Occurrence | None:
    best: Occurrence | None = None
    for pattern in patterns:
        match = pattern.regex.match(lower, start)
        if match is None or (best is not None and not _betters(match.end(), best)):
            continue
        if _runs_on(lower, match.end()) or not _capitals_stand(text, match, grammar):
            continue
        reading = read_slots(pattern.reading, match.groupdict(), grammar)
        if reading is not None:
            best = Occurrence(Span(start, match.end()), reading, (pattern.name,))
    return best


def _betters(end: int, best: Occurrence) -> bool:
    """Whether a match goes further than the best so far, or as far as one that needs company."""
    return end > best.span.end or (end == best.span.end and bool(best.reading.bond))


def _runs_on(lower: str, end: int) -> bool:
    """Whether a compound or number goes on after the match: "1. maj-tale", "12.5", "2019/2"."""
    after = lower[end : end + 2]
    if after[:1] in ("-", "\u2010", "\u2011"):
        return after[1:].isalpha() or (after[1:].isdigit() and lower[end - 1].isdigit())
    if after[:1] in ("\u2013", "\u2014") and after[1:].isdigit():
        return lower[end - 1].isdigit()
    return (after[:1] in (".", ",", ":", "/", "%") and after[1:].isdigit()) or after[:1] == "%"


def _capitals_stand(text: str, match: re.Match[str], grammar: TimeGrammar) -> bool:
    for slot, form in match.groupdict().items():
        in_words = bool(form) and not form[0].isdigit()
        if in_words and grammar.needs_capital(slot, form) and text[match.start(slot)].islower():
            return False
    return True


def _is_year(lower: str, found: Occurrence, grammar: TimeGrammar, tenses: TenseTable) -> bool:
    """Whether a bare number is a year: "(2019)", "valget 2019", never "2000 kroner"."""
    start, end = found.span.start, found.span.end
    if lower[start - 1 : start] == "(" and lower[end : end + 1] in (")", ",", ";"):
        return True
    year = found.reading.year or 0
    before = lower[max(0, start - 1) : start]
    if year % 50 == 0 or not 1900 <= year <= 2049 or (before and before in _NO_YEAR):
        return False
    last = _LAST_WORD.search(lower, max(0, start - 30), start)
    if last and last[1] in grammar.groups.get("before_year", {}):
        return True
    following = _FOLLOWING.match(lower, end)
    if following is None:
        return True
    word = following[1] or ""
    if word in grammar.groups.get("after_year", {}) or word in tenses.words:
        return True
    endings = [form for form, tense, _ in tenses.endings if tense == "past"]
    return word.endswith((*endings, *grammar.groups.get("after_year_end", {})))


def _merge_neighbours(found: list[Occurrence], lower: str) -> list[Occurrence]:
    merged: list[Occurrence] = []
    for occurrence in found:
        if merged:
            last = merged[-1]
            gap = lower[last.span.end : occurrence.span.start]
            both = merge(last.reading, occurrence.reading) if _GAP.fullmatch(gap) else None
            if both is not None:
                span = Span(last.span.start, occurrence.span.end)
                merged[-1] = Occurrence(span, both, last.rows + occurrence.rows)
                continue
        merged.append(occurrence)
    return merged


def _merge_ranges(found: list[Occurrence], lower: str, grammar: TimeGrammar) -> list[Occurrence]:
    ranged: list[Occurrence] = []
    for occurrence in found:
        if ranged and _is_range(ranged[-1].span, occurrence.span, lower, grammar):
            last = ranged[-1]
            both = join_range(last.reading, occurrence.reading)
            if both is not None:
                span = Span(last.span.start, occurrence.span.end)
                whole = Occurrence(span, replace(both, bond=None), last.rows + occurrence.rows)
                ranged[-1] = whole
                continue
        ranged.append(occurrence)
    return ranged


def _is_range(first: Span, second: Span, lower: str, grammar: TimeGrammar) -> bool:
    """Whether what stands around and between two times makes them the ends of a range."""
    gap = lower[first.end : second.start]
    if _DASH_GAP.fullmatch(gap):
        return True
    closing = gap.strip() or WORD.findall(lower[second.start : second.end])[0]
    if closing in grammar.groups.get("until", {}):
        return True
    before = _LAST_WORD.search(lower, max(0, first.start - 20), first.start)
    opening = grammar.groups.get("between", {}).get(before[1]) if before else None
    return opening is not None and closing == opening.value
