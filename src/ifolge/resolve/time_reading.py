"""What does a time say, before we know when it was written? The parts of a date, put together.

A `Reading` holds what the words name and nothing more ("mandag" a weekday, "kl. 17" a clock);
neighbours that fit become one ("mandag den 4. september kl. 17"). Resolving it against a day is
the work of `time_values.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from ifolge.resolve.time_patterns import TimeGrammar, slot_group


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts a time names. The fields are also the keys of the `reading` column of time.csv.

    `shift` counts `unit`s from the day of reference ("i går" −1 day), `sign` turns `n` into a
    shift ("for to dage siden"); `near` −1 or 1 is strictly before or after today,
    `lean` where to look when no tense tells ("by Friday" 1) or
    against it ("ab Freitag" 2), `same` today
    ("tidligere mandag"); `kind` is date, duration, set, ref
    or none (looks like a time and is none: "God morgen"); `bound` opens a duration from today
    into the past or future; `window` gives a ref its days ("1..7"); `text` counts from the time
    named before ("dagen efter"); `bond` stands only beside a date, `bare` is a number
    that may be something else; `lead` is evidence for the
    year ("for første gang i fire år"); `until` ends a range.
    """

    kind: str = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    week: int | None = None
    quarter: str | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    part: str | None = None
    clock: str | None = None
    shift: int | None = None
    unit: str | None = None
    sign: int | None = None
    n: str | None = None
    phase: str | None = None
    near: int | None = None
    lean: int | None = None
    same: int | None = None
    ref: str | None = None
    window: str | None = None
    bound: str | None = None
    text: int | None = None
    bond: int | None = None
    bare: int | None = None
    lead: str | None = None
    until: "Reading | None" = None


_INTEGERS = {
    *("year", "month", "day", "weekday", "nth", "week", "decade", "century", "shift", "sign"),
    *("near", "lean", "same", "text", "bond", "bare"),
}
_FIELDS = {field.name for field in fields(Reading)}


def read_slots(
    fixed: Mapping[str, str], slots: Mapping[str, str | None], grammar: TimeGrammar
) -> Reading | None:
    """The reading of a matched pattern, or None when the numbers cannot be a time (31/2, 24.30)."""
    here: dict[str, str] = dict(fixed)
    until: dict[str, str] = {}
    for slot, form in slots.items():
        if form is None:
            continue
        into = until if slot.endswith("2") else here
        into |= _slot_value(slot_group(slot), form, grammar)
    if here.get("ampm"):
        half_of_day = here.pop("ampm")
        for clocks in (here, until):
            clocks.update(_twelve_hours(clocks, half_of_day))
    reading = _make(here)
    if not until:
        return reading if _possible(reading) else None
    end = _make(_fill_century(until, reading))
    if end.day and not end.month:
        end = replace(end, month=reading.month, year=reading.year)
    whole = replace(reading, until=end, year=reading.year or (end.year if end.month else None))
    if whole.day and not whole.month:
        whole = replace(whole, month=end.month)
    return whole if _possible(reading) and _possible(end) else None


def _fill_century(until: dict[str, str], start: Reading) -> dict[str, str]:
    if "yy" in until and start.year:
        until = {**until, "year": str(start.year // 100 * 100 + int(until["yy"]))}
    return until


def _slot_value(group: str, form: str, grammar: TimeGrammar) -> dict[str, str]:
    match group:
        case "day" | "dd":
            number = re.match(r"\d+", form)
            return {"day": number[0] if number else grammar.value("ordinal", form)}
        case "mm":
            return {"month": form}
        case "yy":
            return {"yy": form}
        case "tens":
            return {
                "decade": str(1900 + int(form)) if form != "10" and form != "20" else "20" + form
            }
        case "clock" | "hhmm":
            hour, _, minute = form.replace(".", ":").partition(":")
            return {"clock": f"{int(hour)}:{minute or '00'}"}
        case "nw" | "n":
            return {"n": grammar.value("n", form).replace(",", ".")}
        case "halfpast" | "clockn":
            count = int(float(grammar.value("n", form).replace("X", "0")))
            return {"clock": f"{count}:00" if group == "clockn" else f"{(count - 1) % 12}:30"}
    return {_FIELD_OF.get(group, group): grammar.value(group, form)}


# Slots whose words fill a field of another name; `eve` ("natten mellem lørdag og …") fills none.
_FIELD_OF = {
    "theunit": "unit",
    "weekdays": "weekday",
    "dayhead": "weekday",
    "half": "quarter",
    "pastseason": "season",
    "partend": "part",
    "ordinal": "nth",
    "relative": "shift",
    "eve": "eve",
}


def _twelve_hours(clocks: Mapping[str, str], half_of_day: str) -> dict[str, str]:
    if "clock" not in clocks:
        return {}
    hour, minute = clocks["clock"].split(":")
    return {"clock": f"{int(hour) % 12 + (12 if half_of_day == 'pm' else 0)}:{minute}"}


def _make(values: Mapping[str, str]) -> Reading:
    known = {k: int(v) if k in _INTEGERS else v for k, v in values.items() if k in _FIELDS}
    reading = Reading(**known)  # type: ignore[arg-type]
    if reading.sign and reading.n:
        reading = replace(reading, shift=None)
    return reading


def _possible(reading: Reading) -> bool:
    """Whether the numbers can be a date and a time of day."""
    longest = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if reading.day and reading.month and reading.day > longest[reading.month - 1]:
        return False
    return not (reading.clock and reading.clock.startswith("24") and reading.clock != "24:00")


# What each reading names: Y year, M month, D day, W weekday, K a week counted from now, X a day
# counted from now, N a weekend, S season, Q quarter, H holiday, V week number, P part, C clock.
_COUNTED = {"year": "Y", "week": "K", "day": "X", "weekend": "N", "month": "O"}
_FRAMES = tuple(map(frozenset, ("YMDWPC", "WKPC", "XPCW", "YS", "YQ", "YHPCW", "YVW", "NWP", "NV")))


def layers(reading: Reading) -> frozenset[str]:
    """The layers a reading names, one letter each."""
    named = {
        "Y": reading.year,
        "M": reading.month,
        "D": reading.day,
        "S": reading.season,
        "Q": reading.quarter,
        "H": reading.holiday,
        "V": reading.week,
        "P": reading.part,
        "C": reading.clock,
    }
    found = {letter for letter, value in named.items() if value is not None}
    if reading.weekday is not None:
        found.add("W")
    if reading.shift is not None or reading.sign is not None:
        found.add(_COUNTED.get(reading.unit or "", "?"))
    return frozenset(found)


def merge(first: Reading, second: Reading) -> Reading | None:
    """Two neighbours as one time ("mandag" + "kl. 17"), or None when they are two times."""
    if any(r.kind != "date" or r.decade or r.century or r.text for r in (first, second)):
        return None
    if first.until and second.until:
        return None
    one, two = layers(first), layers(second)
    if one & two or not any(one | two <= frame for frame in _FRAMES):
        return None
    if {"W", "Y"} <= one | two and not {"D", "V", "H"} & (one | two):
        return None
    values = {
        f.name: getattr(first, f.name)
        if getattr(first, f.name) is not None
        else getattr(second, f.name)
        for f in fields(Reading)
    }
    both = Reading(**{**values, "kind": "date", "bond": None, "bare": None})
    return replace(both, clock=_clock_by_part(both)) if both.part and both.clock else both


def _clock_by_part(reading: Reading) -> str | None:
    """The clock on the day of 24 hours: "klokken 7 om aftenen" is 19:00."""
    hour, minute = (reading.clock or "0:00").split(":")
    if (hour, minute) == ("24", "00") and (reading.part or "").startswith("NI@00"):
        return "0:00"
    if 0 < int(hour) < 12 and (reading.part or "")[:2] in ("AF", "EV"):
        return f"{int(hour) + 12}:{minute}"
    return reading.clock


def finest(reading: Reading) -> str:
    """The finest layer, for telling whether two readings can be the ends of one range."""
    found = layers(reading)
    for letter in "CPDXWHVKNMSQY":
        if letter in found:
            return "D" if letter in "XWH" else letter
    return "?"


def join_range(start: Reading, end: Reading) -> Reading | None:
    """The range from "28. april" to "3. maj 2023", or None when they do not match."""
    if any(r.kind != "date" or r.until or r.decade or r.century or r.text for r in (start, end)):
        return None
    if finest(start) != finest(end) or finest(start) == "?":
        return None
    if start.year is None and start.month is not None and end.year is not None:
        start = replace(start, year=end.year)
    return replace(start, until=end)
