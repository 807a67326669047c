"""When was the article published? Given, stated in the text, or inferred from it – or not at all.

The text carries a day when it names the weekday of publication ("tidligere mandag"), days that
lie in the past ("4. september skrev …") and the year ("seneste tur var i 2019", "første gang i
fire år"). The answer is an interval whose start is the earliest day that fits all of it. Years
that contradict each other, or a text without a year, give no answer.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.reason import Reason
from ifolge.model.report import Published
from ifolge.resolve.published_year import find_year
from ifolge.resolve.time_calendar import days_from, month_of, safe_date
from ifolge.resolve.time_expressions import Occurrence, lowered, recognise
from ifolge.resolve.time_patterns import time_grammar
from ifolge.resolve.time_reading import Reading, layers
from ifolge.resolve.time_tense import direction_of, marker_near, tense_table

_STAMP_PARAGRAPHS = 3
_LATE_IN_THE_YEAR = 11
# What stands before the date in a dateline, and what may follow it.
_PLACE = re.compile(
    r"\s*[^\W\d_a-zß-ÿ](?:[\w.’'-]| (?=[^\W\d_a-zß-ÿ]|\w{1,3} )){1,40}?\s*[,|·–—(]\s*(?:\w{1,3} )?"
)
_SET_OFF = re.compile(r"\s*(?:[)|·–—]|-[ -]|\([^)]{1,30}\))")


@dataclass(frozen=True, slots=True)
class Looking:
    """A time in the text and where its clause looks: −1 back, 1 ahead, 0 neither."""

    occurrence: Occurrence
    direction: int


def infer_published(parsed: ParsedArticle, pack: LanguagePack) -> Published | None:
    """The day of publication, with its reasons, or None when the text does not carry it.

    An article that says "tidligere mandag", reports what a paper wrote "4. september", and calls
    it the "første gang i fire år" after a "seneste tur" in 2019 is from Monday 11 September 2023
    at the earliest.
    """
    given = _given(parsed.article.published)
    if given is not None:
        return given
    times = _times(parsed, pack)
    return _stated(times, parsed, pack) or _inferred(times, parsed, pack)


def _given(published: str | None) -> Published | None:
    """The date the article came with, as it stands; a month or year is an interval."""
    if not published:
        return None
    text = published.strip()
    start = end = text
    try:
        datetime.fromisoformat(text)
    except ValueError:
        try:
            first = datetime.strptime(text, "%Y-%m" if len(text) == 7 else "%Y").date()
        except ValueError:
            return None
        months = month_of(first.year, first.month if len(text) == 7 else 12)
        start, end = first.isoformat(), months.end.isoformat()
    reason = Reason("published", "published.given", values={"date": text})
    return Published(start, end, inferred=False, reasons=(reason,))


def _times(parsed: ParsedArticle, pack: LanguagePack) -> tuple[Looking, ...]:
    lower, table = lowered(parsed.text), tense_table(pack)
    found = []
    for occurrence in recognise(parsed.text, pack):
        sentence = parsed.sentence_at(occurrence.span.start)
        within = sentence.span if sentence else Span(0, len(lower))
        marker = marker_near(lower, occurrence.span, within, table)
        found.append(Looking(occurrence, direction_of(marker)))
    return tuple(found)


def _stated(
    times: tuple[Looking, ...], parsed: ParsedArticle, pack: LanguagePack
) -> Published | None:
    """A full date at the top, alone on its line or in a dateline ("Sundhavn, 12. marts 2024"), or
    behind "Publiceret" there or at the end.
    """
    paragraphs = parsed.paragraphs
    top = paragraphs[:_STAMP_PARAGRAPHS]
    edges = (*top, *paragraphs[-_STAMP_PARAGRAPHS:])
    marks = time_grammar(pack).groups.get("published", {})
    lower = lowered(parsed.text)
    for looking in times:
        reading, span = looking.occurrence.reading, looking.occurrence.span
        if reading.until or not {"Y", "M", "D"} <= layers(reading):
            continue
        for paragraph in edges:
            if not paragraph.span.contains(span):
                continue
            line = lower[paragraph.span.start : paragraph.span.end].strip(" .:\t")
            before = lower[paragraph.span.start : span.start].strip(" .:\t")
            alone = paragraph in top and len(line) <= len(span) + 2 and "(" not in line
            dated = paragraph in top and _is_dateline(paragraph.span, span, parsed.text)
            if before in marks or alone or dated:
                day = safe_date(reading.year or 1, reading.month or 1, reading.day or 1)
                if day is not None:
                    return _exactly(day, "published.stated", span)
    return None


def _is_dateline(line: Span, day: Span, text: str) -> bool:
    """Whether a paragraph opens with a place or a name, set off from the date behind it, and has
    nothing else but a mark or the text of a report: "Sundhavn, 12. marts 2024 (Ritzau)".
    """
    before = _PLACE.fullmatch(text, line.start, day.start)
    after = _SET_OFF.match(text, day.end, line.end)
    return before is not None and (after is not None or day.end >= line.end)


def _exactly(day: date, rule: str, span: Span) -> Published:
    reason = Reason(
        "published", rule, spans=(span,), values={"date": day.isoformat()}, confidence=0.95
    )
    return Published(day.isoformat(), day.isoformat(), inferred=True, reasons=(reason,))


def _inferred(
    times: tuple[Looking, ...], parsed: ParsedArticle, pack: LanguagePack
) -> Published | None:
    found = find_year(tuple(t.occurrence for t in times), parsed, pack)
    if found is None:
        return None
    year, reasons = found
    weekday, weekday_reasons = _weekday(times)
    first, past = _after(times, year)
    last, ahead = _before(times, year, first)
    if first > last:
        return None
    reasons = (*reasons, *past, *ahead)
    if weekday is None or not past:
        return _interval(first, last, reasons)
    day = days_from(first, (weekday - 1 - first.weekday()) % 7)
    end = days_from(last, -((last.weekday() - weekday + 1) % 7))
    if day > end:
        return None
    earliest = Reason(
        "published",
        "published.earliest",
        values={"date": day.isoformat(), "last": end.isoformat()},
        confidence=0.7,
    )
    return Published(
        day.isoformat(),
        end.isoformat(),
        inferred=True,
        reasons=(*reasons, *weekday_reasons, earliest),
    )


def _interval(first: date, last: date, reasons: tuple[Reason, ...]) -> Published:
    values = {"first": first.isoformat(), "last": last.isoformat()}
    between = Reason("published", "published.between", values=values, confidence=0.7)
    return Published(
        first.isoformat(), last.isoformat(), inferred=True, reasons=(*reasons, between)
    )


def _weekday(times: tuple[Looking, ...]) -> tuple[int | None, tuple[Reason, ...]]:
    """The weekday of publication: marked as today ("tidligere mandag"); two differ → none."""
    today = [t.occurrence for t in times if t.occurrence.reading.same]
    days = {o.reading.weekday for o in today}
    if len(days) != 1:
        return None, ()
    (weekday,) = days
    same = [
        t.occurrence.span
        for t in times
        if t.occurrence.reading.weekday == weekday and t.occurrence.reading.day is None
    ]
    words = today[0].span
    return weekday, (
        Reason(
            "published",
            "published.weekday",
            spans=(words, *(span for span in same if span != words)),
            values={"weekday": str(weekday)},
            row=today[0].rows[0],
            confidence=0.9,
        ),
    )


def _after(times: tuple[Looking, ...], year: int) -> tuple[date, tuple[Reason, ...]]:
    """The first day after everything of that year the text looks back at.

    A date late in the year may belong to the year before (published in January), so it does not
    count when the year is not written.
    """
    first, reasons = date(year, 1, 1), []
    for looking in times:
        reading = looking.occurrence.reading
        if looking.direction >= 0 or reading.until or reading.kind != "date":
            continue
        day = _day_in(replace(reading, phase=None), year)
        if day is None or (reading.year is None and (reading.month or 0) >= _LATE_IN_THE_YEAR):
            continue
        first = max(first, days_from(day, 1))
        reasons.append(_bound(looking, "published.past_date", day))
    return first, tuple(reasons)


def _before(times: tuple[Looking, ...], year: int, first: date) -> tuple[date, tuple[Reason, ...]]:
    """The last day before everything of that year the text looks ahead to."""
    last, reasons = date(year, 12, 31), []
    for looking in times:
        reading = looking.occurrence.reading
        if looking.direction <= 0 or reading.until or reading.kind != "date":
            continue
        if reading.day is None:
            continue
        day = _day_in(reading, year)
        if day is None or day < first:
            continue
        last = min(last, day)
        reasons.append(_bound(looking, "published.future_date", day))
    return last, tuple(reasons)


def _bound(looking: Looking, rule: str, day: date) -> Reason:
    return Reason(
        "published",
        rule,
        spans=(looking.occurrence.span,),
        values={"date": day.isoformat()},
        row=looking.occurrence.rows[0],
        confidence=0.8,
    )


def _day_in(reading: Reading, year: int) -> date | None:
    """The last day a date or month names, if it lies in this year."""
    if reading.month is None or reading.year not in (None, year) or reading.unit is not None:
        return None
    if reading.day is not None:
        return safe_date(year, reading.month, reading.day)
    return month_of(year, reading.month).end
