"""Where paragraphs begin and end, and which of them are headings.

A paragraph is a line of text. In texts whose lines were broken at a fixed width (a mail, an old
archive) the lines of a block belong together, and the block is the paragraph.
"""

import itertools
import re

from ifolge.model.article import Paragraph, Span

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Signs that take no room: soft hyphens, direction marks, zero-width spaces, the byte order mark.
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x1f\x7f"
BLANK = rf"[\s{INVISIBLE}]"
LEADING_BLANK = re.compile(BLANK + "*")
VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")
FINAL = re.compile(r"[.!?:;,…]|[.!?…,][\"'»«”’“]")
BULLET = re.compile(r"[-–—―•*·▪◦‣]|\(?\d{1,2}[.)]\s|[a-z]\)\s")
MAX_HEADING, MAX_HEADING_WORDS, MAX_TITLE = 80, 12, 150
MIN_WRAPPED, MAX_WRAPPED = 45, 100


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of an article in text order, without the white space around them.

    "Kreml bekræfter\n\nMødet holdes i morgen." has two; the first is a heading.
    """
    lines = _lines(text)
    spans = _join_wrapped(text, lines) if _is_wrapped(text, lines) else lines
    short = [_looks_like_heading(text, span, first=i == 0) for i, span in enumerate(spans)]
    return tuple(Paragraph(span, _is_heading(short, i)) for i, span in enumerate(spans))


def trimmed(text: str, span: Span) -> Span | None:
    """The span without blank and invisible signs at its ends; None when nothing is left."""
    first = VISIBLE.search(text, span.start, span.end)
    if first is None:
        return None
    end = span.end
    while not VISIBLE.match(text, end - 1):
        end -= 1
    return Span(first.start(), end)


def _lines(text: str) -> list[Span]:
    found = (trimmed(text, Span(m.start(), m.end())) for m in LINE.finditer(text))
    return [span for span in found if span is not None]


def _directly_followed(text: str, line: Span, following: Span) -> bool:
    """Whether only one line break, and no blank line, stands between two lines."""
    between = text[line.end : following.start].replace("\r\n", "\n")
    return sum(between.count(sign) for sign in "\n\r\u2028") == 1


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the lines were broken at a fixed width and not at the ends of paragraphs."""
    inner = [
        line
        for line, following in itertools.pairwise(lines)
        if _directly_followed(text, line, following)
    ]
    if len(inner) < 2 or max(map(len, lines)) > MAX_WRAPPED:
        return False
    running_on = sum(not _ends_finally(text, line) for line in inner)
    long_enough = sum(len(line) >= MIN_WRAPPED for line in inner)
    return 2 * running_on >= len(inner) and 2 * long_enough >= len(inner)


def _join_wrapped(text: str, lines: list[Span]) -> list[Span]:
    width = max(map(len, lines))
    joined: list[Span] = []
    open_line: Span | None = None
    for line in lines:
        if open_line is not None and _directly_followed(text, open_line, line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        open_line = line if 10 * len(line) >= 6 * width else None
    return joined


def _ends_finally(text: str, span: Span) -> bool:
    tail = text[max(span.start, span.end - 2) : span.end]
    return bool(FINAL.fullmatch(tail) or FINAL.fullmatch(tail[-1:]))


def _looks_like_heading(text: str, span: Span, *, first: bool) -> bool:
    """Short, without a final punctuation mark, and no item of a list or quotation."""
    if len(span) > (MAX_TITLE if first else MAX_HEADING):
        return False
    line = span.of(text)
    if _ends_finally(text, span) or BULLET.match(line) or not any(map(str.isalpha, line)):
        return False
    return first or len(line.split()) <= MAX_HEADING_WORDS


def _is_heading(short: list[bool], i: int) -> bool:
    """A short line before running text; three short lines in a row below the top are a list."""
    if not short[i] or i == len(short) - 1:
        return False
    start = end = i
    while start > 0 and short[start - 1] and i - start < 4:
        start -= 1
    while end < len(short) - 1 and short[end + 1] and end - i < 4:
        end += 1
    return start == 0 or end - start < 2
