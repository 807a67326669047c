"""Which days does a time mean, seen from the day the article was published?

A reading becomes a TIMEX3 value, an interval (ISO 8601, both ends included) and a granularity.
Without a day of reference what depends on it stays open: the value keeps its X ("XXXX-09-04").
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ifolge.resolve.time_calendar import days_from, phase_of
from ifolge.resolve.time_periods import CLOCK_UNITS, Anchor, counted, period_of, shift_of
from ifolge.resolve.time_reading import Reading

_SHORT = {"month": "M", "week": "W", "day": "D", "year": "Y", "decade": "DE", "century": "CE"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time as TIMEX3 value, interval and granularity."""

    value: str
    start: str | None
    end: str | None
    granularity: str


def resolve_reading(reading: Reading, anchor: Anchor | None) -> Resolved:
    """What a reading means seen from `anchor`; without one, only what stands by itself.

    Times beyond the calendar ("for 5000 år siden") stay open.
    """
    try:
        return _resolve(reading, anchor)
    except (OverflowError, ValueError):
        return _resolve(reading, None)


def _resolve(reading: Reading, anchor: Anchor | None) -> Resolved:
    if reading.kind == "ref":
        return _reference(reading, anchor)
    if reading.kind == "set":
        return Resolved(_set_value(reading), None, None, _set_granularity(reading))
    if reading.kind == "duration":
        return _duration(reading, anchor)
    if reading.until is not None:
        return _range(reading, reading.until, anchor)
    if reading.text:
        if anchor is None or anchor.previous is None:
            return _open(reading)
        anchor = Anchor(anchor.previous)
    return _point(reading, anchor)


def _reference(reading: Reading, anchor: Anchor | None) -> Resolved:
    value = reading.ref or "PRESENT_REF"
    if anchor is None or reading.window is None:
        return Resolved(value, None, None, "vague")
    first, _, last = reading.window.partition("..")
    start, end = (days_from(anchor.day, int(d)).isoformat() if d else None for d in (first, last))
    return Resolved(value, start, end, "vague")


def _set_value(reading: Reading) -> str:
    if reading.weekday is not None:
        return f"XXXX-WXX-{reading.weekday}" + _part_code(reading)
    if reading.part:
        return f"XXXX-XX-XX{_part_code(reading)}"
    forms = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "year": "XXXX"}
    forms |= {"month": "XXXX-XX", "quarter": "XXXX-QX", "hour": "XXXX-XX-XXTXX"}
    return forms.get(reading.unit or "", "XXXX")


def _set_granularity(reading: Reading) -> str:
    if reading.part:
        return "daypart"
    if reading.weekday is not None or reading.unit == "weekend":
        return "day"
    return reading.unit or "vague"


def _part_code(reading: Reading) -> str:
    return f"T{reading.part[:2]}" if reading.part else ""


def _duration(reading: Reading, anchor: Anchor | None) -> Resolved:
    unit, number = reading.unit or "day", reading.n or "1"
    value = period(number, unit)
    if anchor is None or reading.bound is None or number == "X":
        return Resolved(value, None, None, "duration")
    whole = int(float(number))
    other = counted(anchor.day, whole if reading.bound == "future" else -whole, unit)
    first, last = sorted((anchor.day, other))
    return Resolved(value, first.isoformat(), last.isoformat(), "duration")


def period(number: str, unit: str) -> str:
    """An ISO 8601 period: ("4", "year") → "P4Y", ("1.5", "hour") → "PT1.5H", X for unknown."""
    if unit == "quarter" and number != "X":
        number, unit = str(int(float(number) * 3)), "month"
    if unit == "weekend":
        return f"P{number}WE"
    if unit in CLOCK_UNITS:
        return f"PT{number}{CLOCK_UNITS[unit]}"
    return f"P{number}{_SHORT.get(unit, 'D')}"


def _range(reading: Reading, until: Reading, anchor: Anchor | None) -> Resolved:
    asked = anchor
    first = _point(replace(reading, until=None), anchor)
    day = _first_day(first)
    if day is not None and not _stands_alone(until):
        anchor = Anchor(day, direction=1)
    last = _point(until, anchor)
    if _still_to_come(reading, last, asked):
        day = _first_day(first)
        assert asked is not None
        assert day is not None
        return _range(reading, until, replace(asked, day=days_from(day, -1)))
    value = f"{first.value.split('/')[0]}/{last.value.split('/')[-1]}"
    if first.start is None or last.end is None or last.end < first.start:
        return Resolved(value, None, None, first.granularity)
    return Resolved(value, first.start, last.end, first.granularity)


def _still_to_come(reading: Reading, last: Resolved, anchor: Anchor | None) -> bool:
    """Whether a range of months or days in the past would end after publication: a year earlier."""
    if anchor is None or anchor.direction >= 0 or reading.month is None or reading.year is not None:
        return False
    return last.end is not None and last.end[:10] > anchor.day.isoformat()


def _first_day(found: Resolved) -> date | None:
    return date.fromisoformat(found.start[:10]) if found.start else None


def _stands_alone(reading: Reading) -> bool:
    return reading.year is not None or reading.shift is not None


def _open(reading: Reading) -> Resolved:
    """A time whose day of reference is not known."""
    granularity, value = "day", "XXXX-XX-XX"
    if reading.month is not None:
        day = f"-{reading.day:02}" if reading.day else ""
        granularity, value = "day" if reading.day else "month", f"XXXX-{reading.month:02}{day}"
    elif reading.weekday is not None:
        value = f"XXXX-WXX-{reading.weekday}"
    elif reading.week is not None:
        granularity, value = "week", f"XXXX-W{reading.week:02}"
    elif reading.quarter:
        granularity, value = "quarter", f"XXXX-{reading.quarter}"
    elif reading.season:
        granularity, value = "season", f"XXXX-{reading.season}"
    elif reading.unit in ("week", "month", "year", "decade", "century", "quarter"):
        forms = {"week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX"}
        granularity, value = reading.unit, forms.get(reading.unit, "XXXX")
    if reading.clock:
        return Resolved(f"{value}T{_padded(reading.clock)}", None, None, "minute")
    if reading.part:
        return Resolved(value + _part_code(reading), None, None, "daypart")
    return Resolved(value, None, None, granularity)


def _padded(clock: str) -> str:
    hour, minute = clock.split(":")
    return f"{int(hour):02}:{minute}"


def _point(reading: Reading, anchor: Anchor | None) -> Resolved:
    """A single time that is no range, duration or set."""
    found = period_of(reading, anchor)
    if found is None:
        return _open(reading)
    stretch, value, granularity = found
    if reading.phase:
        stretch = phase_of(stretch, reading.phase)
    single = stretch.start == stretch.end
    if reading.clock and single:
        return _at_clock(stretch.start, reading.clock)
    if reading.part and single:
        return _in_part(stretch.start, reading.part, anchor)
    if granularity == "hour":
        assert anchor is not None
        return _hours_from(reading, anchor)
    return Resolved(value, stretch.start.isoformat(), stretch.end.isoformat(), granularity)


def _at_clock(day: date, clock: str) -> Resolved:
    hour, minute = (int(x) for x in clock.split(":"))
    moment = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
    stamp = moment.isoformat(timespec="minutes")
    return Resolved(stamp, stamp, stamp, "minute")


def _in_part(day: date, part: str, anchor: Anchor | None) -> Resolved:
    """A part of a day: "MO@06:00-09:59"; an end before its start lies on the next day. A night
    "NI@±" is the one before the day when the tense looks back, the one after when it looks on.
    """
    code, _, hours = part.partition("@")
    if hours == "±":
        ahead = anchor is not None and anchor.direction > 0
        hours = "22:00-05:59" if ahead else "00:00-05:59"
    start, _, end = hours.partition("-")
    last = days_from(day, 1) if end < start else day
    value = f"{day.isoformat()}T{code}" if code.isalpha() else f"{day.isoformat()}T{start}"
    return Resolved(value, f"{day.isoformat()}T{start}", f"{last.isoformat()}T{end}", "daypart")


def _hours_from(reading: Reading, anchor: Anchor) -> Resolved:
    """The time of "for to timer siden": a minute, or the day of publication."""
    day = anchor.day.isoformat()
    count = shift_of(reading)
    if anchor.moment is None or count is None:
        return Resolved(day, day, day, "day")
    moment = anchor.moment + timedelta(**{f"{reading.unit}s": count})
    stamp = moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return Resolved(stamp, stamp, stamp, "hour" if reading.unit == "hour" else "minute")
