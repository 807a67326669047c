"""Since when? For each attribution: when it was said, and when its content is to have happened.

Said is the time of the reporting clause ("Det meldte stationen mandag"), about the time inside the
content ("at de mødes på fredag"). Where none is written, a cue in the present tense means the day
of publication; a past one stays open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.attribution import Attribution, TimeExpression
from ifolge.model.reason import Reason
from ifolge.model.report import Published
from ifolge.resolve.time import anchor_of
from ifolge.resolve.time_expressions import lowered
from ifolge.resolve.time_patterns import WORD
from ifolge.resolve.time_periods import Anchor
from ifolge.resolve.time_tense import Marker, TenseTable, tense_of, tense_table

_EXACT = {"minute", "hour", "daypart", "day"}
_COARSE = {"month", "quarter", "season", "year", "decade"}
_CLOCK_WORDS, _BESIDE = 4, 12


@dataclass(frozen=True, slots=True)
class TimePlacement:
    """When an attribution was `said` and what time its content is `about`, with the reasons."""

    said: TimeExpression | None
    about: TimeExpression | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _View:
    """What the two questions look at."""

    attribution: Attribution
    times: Sequence[TimeExpression]
    parsed: ParsedArticle
    anchor: Anchor | None
    inferred: bool
    lower: str
    table: TenseTable
    tense: Marker | None


def place_times(
    attribution: Attribution,
    times: Sequence[TimeExpression],
    parsed: ParsedArticle,
    published: Published | None,
    pack: LanguagePack,
) -> TimePlacement:
    """When it was said and what time it is about.

    "Det meldte YTN mandag": said on Monday. "4. september skrev avisen, at …": said on
    4 September. "Det bekræfter Kreml": present tense, the day of publication. "… i de kommende
    dage, hedder det i erklæringen": about the days to come.
    """
    table, lower = tense_table(pack), lowered(parsed.text)
    view = _View(
        attribution,
        times,
        parsed,
        anchor_of(published),
        published.inferred if published else False,
        lower,
        table,
        tense_of(lower, attribution.cue, table),
    )
    said, why_said = _said(view)
    about, why_about = _about(view)
    return TimePlacement(said, about, (why_said, why_about))


def _said(view: _View) -> tuple[TimeExpression | None, Reason]:
    cue = view.attribution.cue
    beside = _outside(view, cue)
    if not beside and view.attribution.anaphor:
        beside = _outside(view, view.attribution.content)
    near = cue or view.attribution.source
    past = [t for t in beside if _can_be_said(t, view.anchor) and _fits_cue(t, view, near)]
    if past:
        nearest = min(past, key=lambda time: _distance(time.span, near))
        confidence = 0.9 if _same_clause(nearest.span, near, view) else 0.6
        return _as_day(nearest, view.anchor), _why("said.beside", nearest, confidence)
    tense = view.tense
    if tense is None or tense.tense not in ("present", "future", "modal") or view.anchor is None:
        spans = (tense.span,) if tense else ()
        return None, Reason("said", "said.none", spans, row=tense.row if tense else None)
    day = view.anchor.day.isoformat()
    expression = TimeExpression(tense.span, day, day, day, "day", tense.row)
    confidence = 0.5 if view.inferred else 0.6
    reason = Reason("said", "said.published", (tense.span,), {"date": day}, tense.row, confidence)
    return expression, reason


def _outside(view: _View, spans: Iterable[Span]) -> list[TimeExpression]:
    """The times in the sentences of `spans` that are no part of the content."""
    sentences = [s for span in spans if (s := view.parsed.sentence_at(span.start))]
    contents = view.attribution.content
    return [
        time
        for sentence in dict.fromkeys(sentences)
        for time in _within(view.times, sentence.span)
        if not any(content.overlaps(time.span) for content in contents)
    ]


def _within(times: Sequence[TimeExpression], span: Span) -> Sequence[TimeExpression]:
    """The times that lie wholly inside a span; they come in text order and do not overlap."""
    first = bisect_left(times, span.start, key=lambda time: time.span.start)
    last = bisect_right(times, span.end, key=lambda time: time.span.end)
    return times[first:last]


def _can_be_said(time: TimeExpression, anchor: Anchor | None) -> bool:
    """Whether something can have been said then: no duration, habit or time to come."""
    if time.granularity == "duration" or time.value.startswith("FUTURE"):
        return False
    if time.start is None:
        return "X" in time.value and time.value.startswith("XXXX") and anchor is None
    return anchor is None or time.start[:10] <= anchor.day.isoformat()


def _fits_cue(time: TimeExpression, view: _View, near: Sequence[Span]) -> bool:
    """Whether the cue can be dated by this time.

    "Siden lørdag" dates a state, a year no "siger", a clock alone only the cue it stands beside.
    """
    lower, table = view.lower, view.table
    words = WORD.findall(lower, max(0, time.span.start - 12), time.span.end)
    opening = WORD.findall(lower, time.span.start, time.span.end)
    before = words[: len(words) - len(opening)][-1:]
    if any(table.words.get(word, ("", ""))[0] == "since" for word in (*before, opening[0])):
        return False
    present = view.tense is not None and view.tense.tense == "present"
    if present and time.granularity in _COARSE:
        return False
    if time.granularity == "minute" and len(opening) <= _CLOCK_WORDS:
        return _distance(time.span, near) <= _BESIDE
    return True


def _same_clause(span: Span, near: Sequence[Span], view: _View) -> bool:
    """Whether nothing between a time and the nearest cue opens another clause."""
    other = min(near, key=lambda o: _distance(span, (o,)), default=span)
    between = (min(span.end, other.end), max(span.start, other.start))
    words = WORD.findall(view.lower, *between)
    return "," not in view.lower[slice(*between)] and not view.table.clause & set(words)


def _as_day(time: TimeExpression, anchor: Anchor | None) -> TimeExpression:
    """The time itself; "Nu bekræfter Kreml" was said on the day of publication."""
    if time.value != "PRESENT_REF" or anchor is None:
        return time
    day = anchor.day.isoformat()
    return replace(time, value=day, start=day, end=day, granularity="day")


def _distance(span: Span, others: Sequence[Span]) -> int:
    gaps = [max(o.start - span.end, span.start - o.end, 0) for o in others]
    return min(gaps, default=0)


def _about(view: _View) -> tuple[TimeExpression | None, Reason]:
    contents = view.attribution.content
    inside = [
        time
        for content in contents
        for time in _within(view.times, content)
        if (time.granularity != "duration" or time.start is not None)
        and (time.start is not None or not time.value.startswith("XXXX") or view.anchor is None)
    ]
    if len({time.value for time in inside}) > 1:
        exact = [time for time in inside if time.granularity in _EXACT]
        inside = exact or [time for time in inside if time.value != "PRESENT_REF"]
    values = {time.value for time in inside}
    if len(values) == 1:
        return inside[0], _why("about.inside", inside[0], 0.9)
    if values:
        spans = tuple(time.span for time in inside)
        return None, Reason("about", "about.several", spans, {"count": str(len(values))})
    return _about_beside(view)


def _about_beside(view: _View) -> tuple[TimeExpression | None, Reason]:
    """No time inside: for "Det meldte …" the time beside the content it points at. A tense alone
    ("vil blive malet") names no time.
    """
    if view.attribution.anaphor:
        beside = _outside(view, view.attribution.content)
        past = [time for time in beside if _can_be_said(time, view.anchor)]
        if len({time.value for time in past}) == 1:
            return past[0], _why("about.sentence", past[0], 0.5)
    return None, Reason("about", "about.none")


def _why(rule: str, time: TimeExpression, confidence: float) -> Reason:
    return Reason(
        rule.split(".")[0], rule, (time.span,), {"value": time.value}, time.row, confidence
    )
