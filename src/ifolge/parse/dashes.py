"""Words that a dash opens as spoken: “– Det er løgn, sagde han. – Vi går nu.”"""

import re
from collections.abc import Iterator, Sequence

from ifolge.model.article import Paragraph, Quotation, Span
from ifolge.parse.paragraphs import trimmed
from ifolge.parse.reporting import find_reporting_clause
from ifolge.parse.rules import ParseRules

RESUMED = re.compile(r"(?<=[,.!?…])\s([-–—―])\s(?=\S)")
INSIDE = re.compile(r"(?<=[.!?:])\s([-–—―])\s(?=[^\W\d_a-zß-ÿ])")
RESUMED_OR_NEXT = re.compile(RESUMED.pattern + r"|[.!?][”\"»’]?\s+(?=[^\s–—―-])")
FINAL = re.compile(r"[.!?…,:]")
MAX_INSIDE = 400


def dash_quotations(
    text: str, paragraphs: Sequence[Paragraph], rules: ParseRules
) -> list[Quotation]:
    """What a dash opens as spoken: up to the reporting clause, and again after the next dash.

    "– Nej, sier hun. – Det er løgn." has two; so has the Swedish "– Nej, säger hon. Det är lögn.",
    where the sentence after the reporting clause is spoken too. List items ("- mælk") are none.
    """
    opens = [_opens_with_dash(text, p.span, rules) for p in paragraphs]
    item = [opens[i] and not _has_punctuation(text, p.span) for i, p in enumerate(paragraphs)]
    found: list[Quotation] = []
    for i, paragraph in enumerate(paragraphs):
        if not opens[i]:
            found += _inside(text, paragraph.span, rules)
        elif not (item[i] and any(item[max(0, i - 1) : i] + item[i + 1 : i + 2])):
            found += _pieces(text, paragraph.span, rules)
    return found


def _pieces(text: str, span: Span, rules: ParseRules) -> Iterator[Quotation]:
    """The spoken pieces of a stretch that begins with a dash."""
    resumptions = _resumptions(text, span, rules)
    opening, words = span.start, span.start + 1
    while True:
        clause = find_reporting_clause(text, Span(opening, span.end), rules)
        inner = trimmed(text, Span(words, clause[0] if clause else span.end))
        if inner is not None:
            yield Quotation(Span(min(opening, inner.start), inner.end), inner, dash=True)
        if clause is None:
            return
        resumed = next((r for r in resumptions if r[0] >= clause[1]), None)
        if resumed is None:
            return
        opening, words = resumed


def _resumptions(text: str, span: Span, rules: ParseRules) -> Iterator[tuple[int, int]]:
    """Where speech may begin again in text order, and where its words begin."""
    pattern = RESUMED_OR_NEXT if rules.dash_resumes else RESUMED
    for place in pattern.finditer(text, span.start, span.end):
        dash = place.start(1)
        yield (dash, dash + 1) if dash != -1 else (place.end(), place.end())


def _inside(text: str, span: Span, rules: ParseRules) -> Iterator[Quotation]:
    """Spoken words in the middle of a paragraph, if a reporting clause follows them."""
    end = span.start
    for dash in INSIDE.finditer(text, span.start, span.end):
        if dash.start() < end or text[dash.start(1)] not in rules.dashes:
            continue
        reach = Span(dash.start(1), min(span.end, dash.end() + MAX_INSIDE))
        clause = find_reporting_clause(text, reach, rules)
        if clause:
            inner = trimmed(text, Span(dash.end(), clause[0])) or Span(dash.end(), dash.end())
            yield Quotation(Span(dash.start(1), inner.end), inner, dash=True)
            end = clause[1]


def _opens_with_dash(text: str, span: Span, rules: ParseRules) -> bool:
    """Whether a dash stands before a capital or a quotation mark: no minus sign, no "- mælk"."""
    if text[span.start] not in rules.dashes:
        return False
    inner = trimmed(text, Span(span.start + 1, span.end))
    if inner is None:
        return False
    first, spaced = text[inner.start], inner.start > span.start + 1
    number = spaced and first.isdigit()
    return first.isupper() or first in rules.closers or first in "…." or number


def _has_punctuation(text: str, span: Span) -> bool:
    return FINAL.search(text, span.start + 1, span.end) is not None
