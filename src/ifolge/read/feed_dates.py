"""When a feed's item was published: as it says, and what is wrong with what it says."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Any

from ifolge.read.metadata import iso_date, tidy

WRITTEN_ZONE = re.compile(r"(?:[+-]\d{2}:?\d{2}|\bGMT|\bUTC?|Z)\s*(?:\([^)]*\))?$")
AHEAD, OLDEST, WIDEST_ZONE = timedelta(days=1), 1971, 14 * 3600
NO_DATE = "the item has no date"
UNREADABLE = "the item's date cannot be read: {date}"
FUTURE = "the item's date lies in the future and was left out: {date}"
NEVER_SET = "the item's date is that of a clock that was never set: {date}"
NO_ZONE = "the item's date names no known time zone and stands as it is: {date}"


@dataclass(frozen=True, slots=True)
class ItemDate:
    """An ISO 8601 date-time that can be believed, or None; and what is wrong with it."""

    value: str | None
    note: str | None = None


def read_date(raw: Any, parsed: Any, now: datetime) -> ItemDate:
    """The date of an item from its words `raw`, else from what feedparser made of them (in UTC).

    "Mon, 09 Mar 2026 08:00:00 +0100" is 2026-03-09T08:00:00+01:00; a date more than a day ahead
    of `now`, or of 1970, is none, and a zone nobody knows leaves the local time.
    """
    words = tidy(raw)
    if words is None:
        return ItemDate(None, NO_DATE)
    at, has_zone = _iso(words) or _mail_date(words) or _parsed(words, parsed)
    if at is None:
        return ItemDate(None, UNREADABLE.format(date=words[:60]))
    if at.year < OLDEST:
        return ItemDate(None, NEVER_SET.format(date=words[:60]))
    if _as_utc(at) - now > AHEAD:
        return ItemDate(None, FUTURE.format(date=words[:60]))
    value = at.isoformat()
    if len(words) == len("2026-03-09") and at.tzinfo is None:
        return ItemDate(at.date().isoformat())
    return ItemDate(value, None if has_zone else NO_ZONE.format(date=words[:60]))


Reading = tuple[datetime | None, bool]


def _as_utc(at: datetime) -> datetime:
    """In UTC; the impossible times at both ends of the calendar stay as they are."""
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return at.replace(tzinfo=UTC)


def _iso(words: str) -> Reading | None:
    text = iso_date(words)
    if text is None:
        return None
    at = datetime.fromisoformat(text)
    return at, at.tzinfo is not None


def _mail_date(words: str) -> Reading | None:
    """The date as mail writes it (RFC 822), which RSS does too."""
    try:
        fields = parsedate_tz(words)
        if fields is None:
            return None
        year, month, day, hour, minute, second = fields[:6]
        plain = datetime(year, month, day, hour, minute, min(second, 59))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    offset = fields[9]
    known = WRITTEN_ZONE.search(words) is not None
    if offset is None or not known or abs(offset) > WIDEST_ZONE:
        return plain, False
    return plain.replace(tzinfo=timezone(timedelta(seconds=offset))), True


def _parsed(words: str, parsed: Any) -> Reading:
    """What feedparser read, in UTC where the words name a zone, else as it stands."""
    try:
        at = datetime(*parsed[:6]).replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None, False
    if WRITTEN_ZONE.search(words):
        return at, True
    return at.replace(tzinfo=None), False
