"""Days, months and feasts: the arithmetic of the calendar, both ends of every stretch included."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both included."""

    start: date
    end: date


def days_from(day: date, count: int) -> date:
    """The day `count` days later (or earlier)."""
    return day + timedelta(days=count)


def months_from(day: date, count: int) -> date:
    """The same day `count` months later, or the last one that month has (31 Jan + 1 → 29 Feb)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when the year has no such day (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Stretch:
    """A whole month."""
    return Stretch(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int, years: int = 1) -> Stretch:
    """A whole year, or several."""
    return Stretch(date(year, 1, 1), date(year + years - 1, 12, 31))


def week_of(day: date) -> Stretch:
    """The ISO week (Monday to Sunday) that holds a day."""
    monday = days_from(day, -day.weekday())
    return Stretch(monday, days_from(monday, 6))


def iso_week(day: date) -> str:
    """The ISO week of a day: "2023-W36"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def quarter_of(year: int, name: str) -> Stretch:
    """A quarter ("Q1") or half ("H2") of a year."""
    months = 3 if name[0] == "Q" else 6
    first = (int(name[1]) - 1) * months + 1
    return Stretch(date(year, first, 1), month_of(year, first + months - 1).end)


_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_of(year: int, name: str) -> Stretch:
    """A meteorological season; the winter of a year begins in its December."""
    first = date(year, _SEASONS[name], 1)
    return Stretch(first, days_from(months_from(first, 3), -1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday_of(year: int, name: str) -> Stretch:
    """A feast of a year: "12-24", "12-24/12-26", "easter-2", "easter-3/easter+1", "06-19@5" (the
    first Friday from 19 June on; Monday is 1).
    """
    first, _, last = name.partition("/")
    start = _feast_day(year, first)
    end = _feast_day(year, last) if last else start
    return Stretch(start, end if end >= start else _feast_day(year + 1, last))


def _feast_day(year: int, name: str) -> date:
    if name.startswith("easter"):
        return days_from(easter(year), int(name[6:] or "0"))
    fixed, _, weekday = name.partition("@")
    month, day = fixed.split("-")
    found = date(year, int(month), int(day))
    return days_from(found, (int(weekday) - 1 - found.weekday()) % 7) if weekday else found


def phase_of(stretch: Stretch, phase: str) -> Stretch:
    """The first, middle or last third of a stretch; of a year its months, else its days."""
    days = (stretch.end - stretch.start).days + 1
    whole = round(days / 30.44)
    third = whole // 3 if days > 300 else days // 3
    if days > 300:
        months = {"start": (0, third), "mid": (third, 2 * third), "end": (2 * third, whole)}[phase]
        first, after = (months_from(stretch.start, m) for m in months)
        return Stretch(first, days_from(after, -1))
    parts = {"start": (0, third), "mid": (third, 2 * third), "end": (2 * third, days)}[phase]
    return Stretch(days_from(stretch.start, parts[0]), days_from(stretch.start, parts[1] - 1))
