"""Which days does a date mean, seen from the day of publication? Months, weekdays, seasons, feasts.

What has a year stands by itself; what has none is the occurrence nearest to the day of
publication, on the side the tense points to where it does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from ifolge.resolve.time_calendar import (
    Stretch,
    days_from,
    holiday_of,
    iso_week,
    month_of,
    months_from,
    quarter_of,
    safe_date,
    season_of,
    week_of,
    year_of,
)
from ifolge.resolve.time_reading import Reading

CLOCK_UNITS = {"second": "S", "minute": "M", "hour": "H"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The point a relative time is counted from: the day, the moment where it is known, the time
    named before in the text (`previous`), and where the tense points: −1, 0 or 1.
    """

    day: date
    moment: datetime | None = None
    previous: date | None = None
    direction: int = 0


def counted(day: date, count: int, unit: str) -> date:
    """The day so many units from another; hours and minutes leave the day as it is."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in months:
        return months_from(day, count * months[unit])
    return days_from(day, count * {"week": 7, "weekend": 7}.get(unit, 1 if unit == "day" else 0))


def shift_of(reading: Reading) -> int | None:
    """How many units a reading counts ("for to dage siden" −2), None when it does not say."""
    if reading.sign is not None:
        if reading.n in (None, "X"):
            return None
        return reading.sign * int(float(reading.n or "1"))
    return reading.shift


Found = tuple[Stretch, str, str]


def period_of(reading: Reading, anchor: Anchor | None) -> Found | None:
    """The days a reading names, their value and granularity; None when they cannot be told."""
    reading = _whole(reading)
    year = reading.year
    if year is None and reading.unit == "year" and anchor is not None:
        count = shift_of(reading)
        year = anchor.day.year + count if count is not None else None
    steps: tuple[tuple[bool, Callable[[Reading, Anchor | None, int | None], Found | None]], ...] = (
        (reading.holiday is not None, _holiday),
        (reading.month is not None, _in_month),
        (reading.week is not None, _numbered_week),
        (reading.quarter is not None, _quarter),
        (reading.season is not None, _season),
        (reading.decade is not None or reading.century is not None, _decade),
        (year is not None, lambda r, a, y: (year_of(y or 1), str(y), "year")),
        (reading.weekday is not None, _weekday),
        (True, _shifted),
    )
    return next(step for holds, step in steps if holds)(reading, anchor, year)


def _whole(reading: Reading) -> Reading:
    """Finer units for halves: "for et halvt år siden" in months, halves of weeks in days."""
    finer = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60)}
    if reading.sign is None or "." not in (reading.n or "") or reading.unit not in finer:
        return reading
    unit, parts = finer[reading.unit]
    return replace(reading, unit=unit, n=str(int(float(reading.n or "1") * parts)))


def _choose(
    year: int | None, anchor: Anchor | None, make: Callable[[int], Stretch | None]
) -> Stretch | None:
    """The occurrence of something yearly: in its year, or nearest to the anchor on the side the
    tense points to (either side when it points nowhere).
    """
    if year is not None:
        return make(year)
    if anchor is None:
        return None
    day = anchor.day
    options = [s for y in range(-2, 5) if (s := make(day.year + y)) is not None]
    if anchor.direction < 0:
        options = [s for s in options if s.start <= day][-1:]
    elif anchor.direction > 0:
        options = [s for s in options if s.end >= day][:1]
    return min(options, key=lambda s: _distance(s, day), default=None)


def _distance(stretch: Stretch, day: date) -> tuple[int, int]:
    if stretch.start <= day <= stretch.end:
        return (0, 0)
    if stretch.end < day:
        return ((day - stretch.end).days, 0)
    return ((stretch.start - day).days, 1)


def _holiday(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    name = reading.holiday or ""
    found = _choose(year, anchor, lambda y: holiday_of(y, name))
    if found is None:
        return None
    if found.start == found.end:
        return found, found.start.isoformat(), "day"
    return found, f"{found.start.isoformat()}/{found.end.isoformat()}", "day"


def _in_month(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    month = reading.month or 1
    if reading.day is not None:
        number = reading.day

        def day_of(y: int) -> Stretch | None:
            day = safe_date(y, month, number)
            return Stretch(day, day) if day else None

        found = _choose(year, anchor, day_of)
        return (found, found.start.isoformat(), "day") if found else None
    found = _choose(year, anchor, lambda y: month_of(y, month))
    if found is None:
        return None
    if reading.nth is not None and reading.weekday is not None:
        first = found.start
        first = days_from(first, (reading.weekday - 1 - first.weekday()) % 7)
        day = days_from(first, 7 * (reading.nth - 1))
        return Stretch(day, day), day.isoformat(), "day"
    return found, found.start.isoformat()[:7], "month"


def _numbered_week(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    number = reading.week or 1

    def week(y: int) -> Stretch | None:
        try:
            return week_of(date.fromisocalendar(y, number, 1))
        except ValueError:
            return None

    found = _choose(year, anchor, week)
    if found is None:
        return None
    if reading.weekday is not None:
        day = days_from(found.start, reading.weekday - 1)
        return Stretch(day, day), day.isoformat(), "day"
    if reading.unit == "weekend":
        return _weekend(found)
    return found, iso_week(found.start), "week"


def _weekend(week: Stretch) -> Found:
    return Stretch(days_from(week.start, 5), week.end), f"{iso_week(week.start)}-WE", "day"


def _quarter(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    name = reading.quarter or "Q1"
    nearest = replace(anchor, direction=0) if anchor else None  # accounts look back, plans ahead
    found = _choose(year, nearest, lambda y: quarter_of(y, name))
    return (found, f"{found.start.year}-{name}", "quarter") if found else None


def _season(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    name = reading.season or "SU"
    if year is None and anchor is not None and reading.near:
        day = anchor.day
        options = [season_of(day.year + y, name) for y in range(-2, 3)]
        past = [s for s in options if s.end < day]
        ahead = [s for s in options if s.start > day]
        found: Stretch | None = past[-1] if reading.near < 0 else ahead[0]
    else:
        found = _choose(year, anchor, lambda y: season_of(y, name))
    return (found, f"{found.start.year}-{name}", "season") if found else None


def _decade(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    if reading.decade is not None:
        return year_of(reading.decade, 10), str(reading.decade // 10), "decade"
    first = ((reading.century or 1) - 1) * 100
    return year_of(max(first, 1), 100), str(first // 100), "decade"


def _weekday(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    if anchor is None:
        return None
    number = reading.weekday or 1
    count = shift_of(reading)
    today = anchor.day
    if reading.unit == "week" and count is not None:
        day = days_from(week_of(days_from(today, 7 * count)).start, number - 1)
    elif reading.unit == "day" and count is not None:
        day = days_from(today, count)
    elif reading.near is not None:
        gap = (number - 1 - today.weekday()) % 7
        day = days_from(today, (gap or 7) if reading.near > 0 else gap - 7)
    elif anchor.direction > 0 and not reading.same:
        day = days_from(today, (number - 1 - today.weekday()) % 7)
    else:
        day = days_from(today, -((today.weekday() - number + 1) % 7))
    return Stretch(day, day), day.isoformat(), "day"


def _shifted(reading: Reading, anchor: Anchor | None, year: int | None) -> Found | None:
    """A day, week, month, quarter, decade … so many from now; today when nothing is counted."""
    if anchor is None:
        return None
    unit = reading.unit or "day"
    count = 0 if reading.shift is None and reading.sign is None else shift_of(reading)
    if unit in CLOCK_UNITS:
        return Stretch(anchor.day, anchor.day), "", "hour"
    if count is None:
        return None
    if unit == "weekend":
        return _weekend(_weekend_week(anchor, count, bool(reading.near)))
    if unit == "quarter":
        day = months_from(anchor.day, 3 * count)
        name = f"Q{(day.month - 1) // 3 + 1}"
        return quarter_of(day.year, name), f"{day.year}-{name}", "quarter"
    if unit in ("decade", "century"):
        years = (10 if unit == "decade" else 100) * count
        return year_of(anchor.day.year + years), str(anchor.day.year + years), "year"
    day = counted(anchor.day, count, unit)
    if unit == "week":
        return week_of(day), iso_week(day), "week"
    if unit == "month":
        return month_of(day.year, day.month), day.isoformat()[:7], "month"
    return Stretch(day, day), day.isoformat(), "day"


def _weekend_week(anchor: Anchor, count: int, strict: bool) -> Stretch:
    """The week of "i weekenden": this one on Saturday and Sunday, else by the tense; with a count
    the weekend before ("sidste weekend") or the one to come.
    """
    week = week_of(anchor.day)
    if count or anchor.day.weekday() >= 5:
        ahead = count - 1 if count > 0 and not strict and anchor.day.weekday() < 5 else count
        return week_of(days_from(week.start, 7 * ahead))
    return week if anchor.direction > 0 else week_of(days_from(week.start, -7))
