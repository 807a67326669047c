"""Borders of what was found, mended where the signs and quotations of the text speak plainly."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ifolge.attribute.decode import Found
from ifolge.model.article import ParsedArticle, Quotation, Span, Spans

WHOLE = 0.3  # a quotation covered by this share of its letters is content as a whole
SCRAP = 0.35  # a piece smaller than this share of its quotation is none, if there are others
HOLE = 8  # words without a role within a sentence that do not break a content
BRACKETS = {"(": ")", "[": "]"}
TURNS = 2  # lines that one name opens in a conversation
REACH = 120  # characters within which an opened bracket is closed


def mend_borders(parsed: ParsedArticle, found: Found) -> Found:
    """The same reading with whole quotations, closed brackets and no holes or scraps.

    "»Vi lukker, og nøglen er afleveret,« siger hun": all of it, even if "nøglen er" had no role.
    """
    text = parsed.text
    taken = [*found.cue, *found.source, *found.anaphor]
    free = [q for q in parsed.quotations if not any(q.span.overlaps(s) for s in taken)]
    content = drop_scraps(text, found.content, free)
    content = join_spans(text, [*content, *whole_quotations(text, content, free)])
    content = fill_holes(parsed, content, taken)
    content = tuple(close_brackets(text, s) for s in content)
    content = tuple(take_marks(text, s, parsed.quotations) for s in content)
    content = tuple(leave_stop(parsed, s) for s in content)
    content = whole_turn(text, found) or content
    source = tuple(close_brackets(text, s) for s in found.source)
    return replace(found, content=content, source=source)


def letters(text: str, span: Span) -> int:
    """How many letters and digits a span has."""
    return sum(c.isalnum() for c in span.of(text))


def shared(text: str, left: Span, right: Span) -> int:
    """How many letters two spans share."""
    start, end = max(left.start, right.start), min(left.end, right.end)
    return letters(text, Span(start, end)) if start < end else 0


def drop_scraps(text: str, pieces: Spans, free: Sequence[Quotation]) -> Spans:
    """Pieces that are but a scrap of a quotation left out, if any other remains."""
    kept = tuple(
        piece
        for piece in pieces
        if not any(
            q.span.contains(piece) and letters(text, piece) < SCRAP * letters(text, q.span)
            for q in free
        )
    )
    return kept or pieces


def whole_quotations(text: str, pieces: Spans, free: Sequence[Quotation]) -> Iterator[Span]:
    """Quotations of which the content covers a good part."""
    for quotation in free:
        covered = sum(shared(text, piece, quotation.span) for piece in pieces)
        if covered and covered >= WHOLE * letters(text, quotation.span):
            yield quotation.span


def join_spans(text: str, spans: Sequence[Span]) -> Spans:
    """Spans in text order; those that touch or overlap become one."""
    out: list[Span] = []
    for span in sorted(spans):
        gap = text[out[-1].end : span.start] if out else ""
        if out and len(gap) <= 3 and not re.search(r"[\w\n]", gap):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def fill_holes(parsed: ParsedArticle, pieces: Spans, taken: Sequence[Span]) -> Spans:
    """Pieces of one paragraph with few words and no other role between them become one."""
    out: list[Span] = []
    for piece in pieces:
        if out and out[-1].end < piece.start:
            hole = Span(out[-1].end, piece.start)
            gap = hole.of(parsed.text)
            short = "\n" not in gap and len(re.findall(r"\w+", gap)) <= HOLE
            if short and not any(hole.overlaps(s) for s in taken):
                out[-1] = Span(out[-1].start, piece.end)
                continue
        out.append(piece)
    return tuple(out)


def close_brackets(text: str, span: Span) -> Span:
    """A span that opens a bracket runs to its end: "Ida Holm (Midterpartiet)"."""
    end = span.end
    for opening, closing in BRACKETS.items():
        inside = text[span.start : end]
        if inside.count(opening) > inside.count(closing):
            found = text.find(closing, end, end + REACH)
            if found >= 0 and not re.search(r"[\n()\[\]]", text[end:found]):
                end = found + 1
    return Span(span.start, end)


def take_marks(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    """A content that has all of a quotation has its marks too."""
    start, end = span.start, span.end
    for quotation in quotations:
        outer, inner = quotation.span, quotation.inner
        if quotation.dash:
            continue
        if start <= outer.start < end < outer.end and not re.search(r"\w", text[end : outer.end]):
            end = outer.end
        if outer.start < start <= inner.start and end >= outer.end:
            start = outer.start
    return Span(start, end)


def leave_stop(parsed: ParsedArticle, span: Span) -> Span:
    """A content that begins within its last sentence ends before the full stop."""
    text = parsed.text
    if len(span) < 3 or text[span.end - 1] != "." or not text[span.end - 2].isalnum():
        return span
    if any(q.span.contains(span) for q in parsed.quotations):
        return span
    home = parsed.sentence_at(span.end - 1)
    if home is None or span.start <= home.span.start + 1:
        return span
    return Span(span.start, span.end - 1)


def whole_turn(text: str, found: Found) -> Spans:
    """What a speaker says whose name opens lines: all of the line ("LUND: Nej. Det passer ikke").

    Nothing where the name before the colon opens one line only.
    """
    if len(found.source) != 1 or len(found.cue) != 1 or found.cue[0].of(text) != ":":
        return ()
    start, end = found.source[0].start, found.cue[0].end
    opening = "\n" + text[start:end]
    if "\n" in opening[1:] or ("\n" + text).count(opening) < TURNS:
        return ()
    if not (start == 0 or text[start - 1] == "\n"):
        return ()
    line = text.find("\n", end)
    said = text[end : line if line >= 0 else len(text)].strip()
    return (Span(first := text.index(said, end), first + len(said)),) if said else ()
