"""What kind of input this is, by its name and its first words."""

import io
import json
import re
from typing import Any, BinaryIO

from ifolge.errors import ReadError
from ifolge.read.ninjs import looks_like_ninjs
from ifolge.read.plain import decode, refuse_signature

HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
LINE_SUFFIXES = frozenset((".jsonl", ".ndjson"))
JSON_SUFFIXES = frozenset((".json", ".ninjs"))
TEXT_SUFFIXES = frozenset((".txt", ".text", ".md", ""))
LINK_SUFFIXES = frozenset((".opml", ".rss", ".atom", ".xml", ".rdf"))
WARC_SUFFIXES, PARQUET_SUFFIXES = frozenset((".warc", ".warc.gz")), frozenset((".parquet",))
ARCHIVE_SUFFIXES = WARC_SUFFIXES | PARQUET_SUFFIXES
BRACE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*\{")
BRACKETS = (b"{", b"[")
MAX_FIRST_LINE = 50_000_000


def suffix_of(name: str) -> str:
    """The last suffix of a file's name in small letters, "warc.gz" and "xml.gz" as one."""
    parts = name.lower().rsplit(".", 2)
    if len(parts) == 3 and parts[2] == "gz" and parts[1] in ("warc", "xml"):
        return f".{parts[1]}.gz"
    return f".{parts[-1]}" if len(parts) > 1 and parts[-2] else ""


class _Rejoined(io.RawIOBase):
    """A stream whose first line was read already, with that line before it again."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = memoryview(first), rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with the line, then with the rest."""
        piece = self._first[: len(buffer)] or self._rest.read(len(buffer))
        self._first = self._first[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def is_json_lines(stream: BinaryIO, source: str, suffix: str) -> tuple[bool, BinaryIO]:
    """Whether a stream holds JSON lines, and the stream, still whole.

    By its name, or because its first line of several is an article on its own. Raises ReadError
    when the first bytes are those of no text at all.
    """
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)  # type: ignore[type-var]
    head: bytes = buffered.peek(64)
    refuse_signature(head, source)
    if suffix in LINE_SUFFIXES:
        return True, buffered
    if suffix in HTML_SUFFIXES or not BRACE.match(head):
        return False, buffered
    first = buffered.readline(MAX_FIRST_LINE)
    more = buffered.peek(64).strip(b"\x00 \t\r\n") != b""
    whole: Any = io.BufferedReader(_Rejoined(first, buffered))
    return more and _is_record(first), whole


def is_json(data: bytes) -> bool:
    """Whether the bytes of a text file are really JSON: an object or a list of objects."""
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] not in BRACKETS:
        return False
    value = _value(data)
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, dict) for item in value)
    return isinstance(value, dict)


def _is_record(line: bytes) -> bool:
    value = _value(line)
    return isinstance(value, dict) and not looks_like_ninjs(value)


def _value(data: bytes) -> Any:
    """The JSON value of the bytes, or None."""
    try:
        return json.loads(decode(data, "").strip("\ufeff\ufffd\x00 \t\r\n"))
    except (ReadError, ValueError, RecursionError):
        return None
