"""What stands inside quotation marks, and what a dash opens as spoken words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ifolge.model.article import Paragraph, Quotation, Span
from ifolge.parse.dashes import dash_quotations
from ifolge.parse.marks import Mark, find_marks
from ifolge.parse.paragraphs import trimmed
from ifolge.parse.reporting import find_reporting_clause
from ifolge.parse.rules import ParseRules

MAX_DEPTH, MAX_LOOKAHEAD, MAX_CARRIED = 3, 6, 3
SHORT_QUOTATION = 3


@dataclass
class _Pairing:
    """The marks of one paragraph as far as they found each other."""

    closed: list[Quotation] = field(default_factory=list)
    still_open: list[Mark] = field(default_factory=list)
    stray: Mark | None = None
    first: Mark | None = None


def find_quotations(
    text: str, paragraphs: Sequence[Paragraph], rules: ParseRules
) -> tuple[Quotation, ...]:
    """All quotations of an article in text order; nested ones follow the one around them.

    Handles »…« «…» "…" “…” „…“ ”…” '…' ‘…’ ›…‹; a mark that never closes ends before the
    reporting clause (", hedder det i erklæringen") or with its paragraph; a quotation that goes
    on in the next paragraph has one entry per paragraph; "– Det er løgn, sagde han." is `dash`.
    """
    pairings = [_pair(text, p.span, find_marks(text, p.span, rules), rules) for p in paragraphs]
    found = dash_quotations(text, paragraphs, rules)
    for i, (paragraph, pairing) in enumerate(zip(paragraphs, pairings, strict=True)):
        found += pairing.closed
        mark = _opener_left_open(text, paragraph.span, pairing, rules)
        if mark is None:
            continue
        carried = _carried_on(text, paragraphs, pairings, i, mark, rules)
        found += carried or [_unclosed(text, paragraph.span, mark.at, rules)]
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


def _pair(text: str, span: Span, marks: list[Mark], rules: ParseRules) -> _Pairing:
    pairing = _Pairing(first=marks[0] if marks else None)
    stack = pairing.still_open
    for i, mark in enumerate(marks):
        depth = _opener_of(stack, mark, rules)
        if depth is not None and mark.opens and not mark.closes:
            if _ends_before(text, stack[depth], mark, rules):
                pairing.closed.append(
                    _unclosed(text, Span(span.start, mark.at), stack[depth].at, rules)
                )
                del stack[depth:]
                stack.append(mark)
                continue
            if any(m.closes and not m.opens for m in marks[i + 1 : i + 3]) and depth == 0:
                _push(stack, mark, rules)
                continue
        if depth is not None and _opens_badly_spaced(text, marks, i):
            _push(stack, mark, rules)
            continue
        if depth is not None:
            if not _is_genitive(text, stack[depth], marks, i):
                opening = stack[depth].at
                pairing.closed.append(
                    Quotation(Span(opening, mark.at + 1), Span(opening + 1, mark.at))
                )
                del stack[depth:]
        elif mark.opens and mark.sign in rules.closers:
            _push(stack, mark, rules)
        elif pairing.stray is None and not stack and not pairing.closed and mark.closes:
            pairing.stray = mark
    return pairing


def _opens_badly_spaced(text: str, marks: list[Mark], i: int) -> bool:
    """Whether a nested straight pair has its blanks inside: de" såkaldte venner ", siger Holm."""
    mark, following = marks[i], marks[i + 1] if i + 1 < len(marks) else None
    if following is None or mark.single or following.sign != mark.sign:
        return False
    stuck = mark.closes and not mark.opens and text[mark.at - 1].isalnum()
    return stuck and not (following.opens or following.closes)


def _push(stack: list[Mark], mark: Mark, rules: ParseRules) -> None:
    if len(stack) < MAX_DEPTH and mark.sign in rules.closers:
        stack.append(mark)


def _opener_of(stack: list[Mark], mark: Mark, rules: ParseRules) -> int | None:
    """The innermost open mark that this one may close."""
    for depth in range(len(stack) - 1, -1, -1):
        if mark.sign in rules.closers[stack[depth].sign]:
            return depth
    return None


def _ends_before(text: str, opening: Mark, mark: Mark, rules: ParseRules) -> bool:
    """Whether the open quotation had its reporting clause before a new one opens."""
    return find_reporting_clause(text, Span(opening.at, mark.at), rules) is not None


def _is_genitive(text: str, opening: Mark, marks: list[Mark], i: int) -> bool:
    """Whether a single mark after an s belongs to the word: 'Lars' bil er stjålet', siger han."""
    mark = marks[i]
    before, after = text[mark.at - 1].lower(), text[mark.at + 1 : mark.at + 3]
    if not mark.single or before not in "sxzß" or not (after[:1] == " " and after[1:].isalpha()):
        return False
    if len(text[opening.at : mark.at].split()) <= SHORT_QUOTATION and opening.at + 1 < mark.at:
        later = marks[i + 1 : i + 2]
    else:
        later = marks[i + 1 : i + 1 + MAX_LOOKAHEAD]
    for other in later:
        if other.sign == opening.sign and other.opens and not other.closes:
            return False
        if other.sign == mark.sign and other.closes:
            return text[other.at + 1 : other.at + 2] in ",.;:!?" or text[other.at - 1] in ".,!?"
    return False


def _opener_left_open(text: str, span: Span, pairing: _Pairing, rules: ParseRules) -> Mark | None:
    """The outermost mark that never closed and cannot be an apostrophe."""
    for mark in pairing.still_open:
        at_start = mark.at == span.start or text[max(span.start, mark.at - 2) : mark.at] == ": "
        if not mark.single or mark.sign == "‘" or at_start:
            return mark
    return None


def _unclosed(text: str, span: Span, opening: int, rules: ParseRules) -> Quotation:
    """A quotation without closing mark: up to its reporting clause or the paragraph's end."""
    clause = find_reporting_clause(text, Span(opening, span.end), rules)
    end = clause[0] if clause else span.end
    whole = trimmed(text, Span(opening, end)) or Span(opening, opening + 1)
    return Quotation(whole, Span(opening + 1, max(whole.end, opening + 1)), closed=False)


def _carried_on(
    text: str,
    paragraphs: Sequence[Paragraph],
    pairings: Sequence[_Pairing],
    i: int,
    mark: Mark,
    rules: ParseRules,
) -> list[Quotation]:
    """The pieces of a quotation that goes on in the next paragraphs; empty if it does not."""
    end = paragraphs[i].span.end
    pieces = [Quotation(Span(mark.at, end), Span(mark.at + 1, end), closed=False)]
    if mark.single or find_reporting_clause(text, Span(mark.at, end), rules):
        return []
    for j in range(i + 1, min(i + 1 + MAX_CARRIED, len(paragraphs))):
        start, pairing = paragraphs[j].span.start, pairings[j]
        first = pairing.first
        if first and first.sign == mark.sign and first.at == start and first.opens:
            return pieces
        if pairing.stray and pairing.stray.sign in rules.closers[mark.sign]:
            closing = pairing.stray.at
            return [*pieces, Quotation(Span(start, closing + 1), Span(start, closing))]
        if first:
            return []
        pieces.append(Quotation(paragraphs[j].span, paragraphs[j].span, closed=False))
    return []
