"""Which year is an article from, when nobody says? Years and distances that explain each other.

"Første gang i fire år" beside "seneste tur … i 2019" is 2023; so is "for fire år siden, i 2019"
and "sidste år (2022)". Two different answers are none.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.reason import Reason
from ifolge.resolve.time_expressions import Occurrence, lowered
from ifolge.resolve.time_patterns import WORD, time_grammar
from ifolge.resolve.time_reading import Reading

_APPOSITION = 4


def find_year(
    times: tuple[Occurrence, ...], parsed: ParsedArticle, pack: LanguagePack
) -> tuple[int, tuple[Reason, ...]] | None:
    """The year of publication and why, or None when the text tells none or several."""
    found = [*_by_count(times, parsed, pack), *_by_apposition(times, parsed)]
    years = {year for year, _ in found}
    if len(years) != 1:
        return None
    return years.pop(), tuple(reason for _, reason in found)


def _plain_year(reading: Reading) -> int | None:
    """The year of a reading that is a written date or year, no range."""
    return reading.year if reading.kind == "date" and reading.until is None else None


def _whole_years(reading: Reading) -> int | None:
    """How many years a count of years says, None for "flere år" and halves."""
    if reading.unit == "year" and reading.n and reading.n.isdigit():
        return int(reading.n)
    return None


def _by_count(
    times: tuple[Occurrence, ...], parsed: ParsedArticle, pack: LanguagePack
) -> Iterator[tuple[int, Reason]]:
    """Years from "første gang i fire år" with "seneste … i 2019" in the same or next sentence."""
    latest = time_grammar(pack).groups.get("latest", {})
    lower = lowered(parsed.text)
    starts = [sentence.span.start for sentence in parsed.sentences]
    for lead in times:
        count = _whole_years(lead.reading)
        here = parsed.sentence_at(lead.span.start)
        if lead.reading.lead is None or count is None or here is None:
            continue
        at = bisect_left(starts, here.span.start)
        near = parsed.sentences[max(0, at - 1) : at + 2]
        for sentence in near:
            words = {word[0] for word in WORD.finditer(lower, *_ends(sentence.span))}
            if not words & set(latest):
                continue
            first = bisect_left(times, sentence.span.start, key=lambda o: o.span.start)
            last = bisect_left(times, sentence.span.end, key=lambda o: o.span.start)
            for other in times[first:last]:
                year = _plain_year(other.reading)
                if year is not None:
                    yield year + count, _counted(lead, other, year, count)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _by_apposition(
    times: tuple[Occurrence, ...], parsed: ParsedArticle
) -> Iterator[tuple[int, Reason]]:
    """Years from "for fire år siden, i 2019" and "sidste år (2022)": one explains the other."""
    for first, second in pairwise(times):
        if second.span.start - first.span.end > _APPOSITION:
            continue
        gap = parsed.text[first.span.end : second.span.start]
        if not set(gap) <= set(" ,(–-"):
            continue
        # "siden 1958, sidste år" is a list: behind a comma only the year explains the distance.
        pairs = [(first, second)] if "," in gap else [(first, second), (second, first)]
        for distance, named in pairs:
            year, count = _plain_year(named.reading), _years_back(distance.reading)
            if year is not None and count is not None:
                yield year + count, _counted(distance, named, year, count)


def _years_back(reading: Reading) -> int | None:
    """How far back "for fire år siden" (4), "sidste år" (1) and "i år" (0) lie."""
    if reading.kind != "date" or reading.text or reading.month is not None:
        return None
    if reading.unit != "year":
        return None
    if reading.sign is not None:
        count = _whole_years(reading)
        return None if count is None else -reading.sign * count
    return None if reading.shift is None else -reading.shift


def _counted(distance: Occurrence, named: Occurrence, year: int, count: int) -> Reason:
    return Reason(
        "published",
        "published.year_count",
        spans=(distance.span, named.span),
        values={"year": str(year), "count": str(count), "result": str(year + count)},
        row=distance.rows[0],
        confidence=0.8,
    )
