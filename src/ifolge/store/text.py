"""Text as databases take it, and as it is searched: folded words without accents."""

import re
import unicodedata
from datetime import UTC, datetime

_WORD = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'"([^"]*)"?|(\S+)')
_LATER = re.compile(r"[^\0-\u02ff]")  # all letters among which there are marks to combine
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "ð": "d", "þ": "th", "œ": "oe"})
SHORTEST_BEGINNING = 3  # letters
LONGEST = 400_000  # letters of one article that are searched; PostgreSQL takes a megabyte


def storable(text: str) -> str:
    """The text with what no database takes replaced, letter for letter, so that spans hold."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def fold(text: str) -> str:
    """The form in which words meet: "Ålborg" and "ÅLBORG" → "alborg"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _LATER.sub(lambda m: "" if unicodedata.combining(m[0]) else m[0], plain)


def words(text: str) -> list[str]:
    """The folded words and numbers of a text."""
    return _WORD.findall(fold(text[:LONGEST]))


def phrases(query: str) -> list[tuple[list[str], bool]]:
    """What is searched for: phrases of folded words, and whether the last word is a beginning.

    'færge "brand om bord" Havfru*' → færge; brand om bord; words that begin with havfru.
    Fewer than three letters begin most words of most articles, so they count as a word: "d*" is d.
    """
    found = []
    for match in _QUERY.finditer(query):
        raw = match[1] if match[1] is not None else match[2]
        if parts := words(raw):
            open_end = raw.rstrip().endswith("*") and len(parts[-1]) >= SHORTEST_BEGINNING
            found.append((parts, open_end))
    return found


def now() -> str:
    """The present moment, as stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def moment(value: str | None) -> datetime | None:
    """A time as written, in UTC; one without offset is taken as UTC, one that is none is None."""
    try:
        at = datetime.fromisoformat(value) if value else None
        return at and (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def sortable(value: str | None) -> str | None:
    """A time as stored: in UTC and of one length, so that it sorts."""
    at = moment(value)
    return at.strftime("%Y-%m-%dT%H:%M:%S+00:00").rjust(25, "0") if at else None
