"""When is it said to have happened? The times of an article, each resolved to days.

"4. september", "tidligere mandag", "i sidste uge", "om tre måneder", "inden længe": found by the
pack's tables, read against the day of publication, with weekdays and dates without year turned to
the past or future by the tense beside them.
"""

from datetime import date, datetime

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.attribution import TimeExpression
from ifolge.model.report import Published
from ifolge.resolve.time_expressions import Occurrence, lowered, recognise
from ifolge.resolve.time_periods import Anchor
from ifolge.resolve.time_tense import TenseTable, direction_of, marker_near, tense_table
from ifolge.resolve.time_values import resolve_reading

# What "dagen efter" and "samme år" can count from.
_NAMED = {"minute", "daypart", "day", "month", "year"}


def find_times(
    parsed: ParsedArticle, pack: LanguagePack, published: Published | None
) -> tuple[TimeExpression, ...]:
    """The times the article names, in text order, each with value, interval and granularity.

    Published on Wednesday 15 May 2024, "mandag" is 2024-05-13 ("sagde han mandag") or 2024-05-20
    ("skal mødes mandag"), "i fjor" 2023, "inden længe" FUTURE_REF. Without a day of publication
    only what stands by itself is resolved ("4. september 2023"); the rest keeps its X.
    """
    anchor = anchor_of(published)
    lower, tenses = lowered(parsed.text), tense_table(pack)
    found: list[TimeExpression] = []
    previous: date | None = None
    for occurrence in recognise(parsed.text, pack):
        here = _looking(anchor, previous, occurrence, parsed, (lower, tenses))
        resolved = resolve_reading(occurrence.reading, here)
        if resolved.start and resolved.granularity in _NAMED:
            previous = date.fromisoformat(resolved.start[:10])
        found.append(
            TimeExpression(
                span=occurrence.span,
                value=resolved.value,
                start=resolved.start,
                end=resolved.end,
                granularity=resolved.granularity,
                row=" + ".join(dict.fromkeys(occurrence.rows)),
            )
        )
    return tuple(found)


def anchor_of(published: Published | None) -> Anchor | None:
    """The day times are counted from, or None when the day of publication is too uncertain.

    A day inferred from a weekday counts from the earliest possible one.
    """
    if published is None:
        return None
    day = date.fromisoformat(published.start[:10])
    known = published.start[:10] == published.end[:10]
    if not known and all(reason.rule != "published.earliest" for reason in published.reasons):
        return None
    moment = None
    if len(published.start) > 10:
        moment = datetime.fromisoformat(published.start).replace(tzinfo=None)
    return Anchor(day, moment)


def _looking(
    anchor: Anchor | None,
    previous: date | None,
    occurrence: Occurrence,
    parsed: ParsedArticle,
    tenses: tuple[str, TenseTable],
) -> Anchor | None:
    """The anchor with the direction in which the clause looks at this time."""
    if anchor is None:
        return None
    lower, table = tenses
    sentence = parsed.sentence_at(occurrence.span.start)
    within = sentence.span if sentence else Span(0, len(lower))
    direction = direction_of(marker_near(lower, occurrence.span, within, table))
    lean = occurrence.reading.lean or 0
    if abs(lean) > 1:
        direction = lean // abs(lean)
    return Anchor(anchor.day, anchor.moment, previous, direction or lean)
