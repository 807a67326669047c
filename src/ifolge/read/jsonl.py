"""JSON lines: one article a line, read one at a time, a bad line noted and passed over."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.records import article_of_record, parse_json

MAX_LINE = 50_000_000
LINE_REMEDY = "every line must be one JSON object"
ID_REMEDY = "give every article its own id"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(stream: BinaryIO, source: str, stem: str) -> Iterator[Article | ReadError]:
    """The articles of a JSON-lines file, in order; problems are yielded with "file:line".

    An article without id is called after the file and the line ("wire-12").
    """
    lines_of_ids: dict[str, int] = {}
    for number, line in _lines(stream):
        place = f"{source}:{number}"
        if isinstance(line, ReadError):
            yield ReadError(place, line.problem, line.remedy)
            continue
        if not line.strip():
            continue
        try:
            article = _article(line, place, f"{stem}-{number}")
        except ReadError as error:
            yield error
            continue
        earlier = lines_of_ids.setdefault(article.id, number)
        if earlier != number:
            problem = f'the id "{article.id[:80]}" is already that of line {earlier}'
            yield ReadError(place, problem, ID_REMEDY)
            continue
        yield article


def _article(line: str, place: str, default_id: str) -> Article:
    return article_of_record(parse_json(line, place, LINE_REMEDY), place, default_id)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str | ReadError]]:
    """Numbered lines as text; only a line feed ends one, and none fills the memory."""
    stream = _as_utf8(stream)
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        if not raw.endswith(b"\n") and len(raw) >= MAX_LINE:
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, ReadError("", "line longer than 50 MB", "split it into articles")
            continue
        if number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            yield number, raw.decode("utf-8")
        except UnicodeDecodeError:
            yield number, ReadError("", "is not UTF-8", "write the file again as UTF-8")


def _as_utf8(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or what it says in UTF-16 as UTF-8."""
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    head = buffered.peek(2)[:2] if isinstance(buffered, io.BufferedReader) else b""
    if head not in UTF16:
        return buffered
    text = io.TextIOWrapper(buffered, encoding="utf-16", errors="replace", newline="\n")
    return _Recoded(text)  # type: ignore[return-value]


class _Recoded:
    """Just as much of a binary stream as reading lines needs."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readline(self, limit: int) -> bytes:
        """The next line, at most about `limit` bytes."""
        return self._text.readline(limit // 4).encode("utf-8", errors="replace")
