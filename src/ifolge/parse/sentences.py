"""Where sentences end: a full stop is no end after "ca.", "4. september" or "J. Hansen"."""

import re
from collections.abc import Iterator, Sequence

from ifolge.model.article import Paragraph, Quotation, Sentence, Span
from ifolge.parse.paragraphs import trimmed
from ifolge.parse.reporting import opens_reporting_clause
from ifolge.parse.rules import ParseRules

STOP = re.compile(r"[.!?…]++[\"'»«”’“‘›‹)\]]*+")
BEFORE = re.compile(r"[\w.\-]{1,24}$")
OPENING = "\"'»«„“”‘’‚›‹([{-–—―¿¡"
DOTTED = re.compile(r"(?:\w\.)+\w")
NEXT_WORD = re.compile(r"[\w-]{1,40}")
SHORT_QUOTATION = 300
ORDINAL_DIGITS = 2


def split_sentences(
    text: str,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    rules: ParseRules,
) -> tuple[Sentence, ...]:
    """The sentences of an article; a heading is one, a short closed quotation is never split.

    "Det skete 4. september. »Det er løgn. Vi går,« siger J. Hansen." has two.
    """
    sentences: list[Sentence] = []
    kept_whole = _kept_whole(quotations)
    for number, paragraph in enumerate(paragraphs):
        start = paragraph.span.start
        ends = () if paragraph.heading else _ends(text, paragraph.span, kept_whole, rules)
        for end in (*ends, paragraph.span.end):
            span = trimmed(text, Span(start, end))
            if span is not None:
                sentences.append(Sentence(span, number))
            start = end
    return tuple(sentences)


def _kept_whole(quotations: Sequence[Quotation]) -> list[Span]:
    """The outermost short closed quotations, in text order."""
    outermost: list[Span] = []
    for quotation in quotations:
        short = quotation.closed and not quotation.dash and len(quotation.span) <= SHORT_QUOTATION
        if short and not (outermost and outermost[-1].overlaps(quotation.span)):
            outermost.append(quotation.span)
    outermost.reverse()
    return outermost


def _ends(text: str, span: Span, ahead: list[Span], rules: ParseRules) -> Iterator[int]:
    """Where sentences end inside a paragraph; uses up the quotations `ahead` (last one first)."""
    for stop in STOP.finditer(text, span.start, span.end):
        while ahead and ahead[-1].end < stop.end():
            ahead.pop()
        inside = bool(ahead) and ahead[-1].start < stop.start() and stop.end() < ahead[-1].end
        following = _next_visible(text, stop.end(), span.end)
        if inside or following in (stop.end(), span.end):
            continue
        if _is_end(text, stop, following, span, rules):
            yield stop.end()


def _next_visible(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _is_end(text: str, stop: re.Match[str], following: int, span: Span, rules: ParseRules) -> bool:
    """Whether the sentence is over here, judged by what stands before and after the stop."""
    word_at = following
    while word_at < span.end and text[word_at] in OPENING:
        word_at = _next_visible(text, word_at + 1, span.end)
    first = text[word_at : word_at + 1]
    if first.islower():
        return False
    signs = stop.group()
    if signs[0] != ".":
        closed_question = len(signs) > 1 and signs[-1] not in ".!?…)]"
        return not (closed_question and opens_reporting_clause(text, following, rules))
    if len(signs) > 1:
        return True
    before = BEFORE.search(text, max(span.start, stop.start() - 24), stop.start())
    if before is None:
        return True
    if before.group().isdigit() and before.start() == span.start:
        return False  # the number of an item: "1. Broen lukkes"
    word = before.group().lower()
    dateline = word in rules.abbreviations and text[following] in rules.dashes
    return not dateline and not _runs_on(before.group(), text, word_at, rules)


def _runs_on(before: str, text: str, word_at: int, rules: ParseRules) -> bool:
    """Whether the full stop belongs to the word before it: abbreviation, initial, ordinal."""
    match = NEXT_WORD.match(text, word_at)
    following = match.group() if match else ""
    if before.isdigit():
        return len(before) <= ORDINAL_DIGITS and following.lower() in rules.after_ordinal
    if len(before) == 1 and before.isupper():
        return True
    word = before.lower()
    if word in rules.may_end:
        return bool(rules.openers) and following not in rules.openers
    return word in rules.abbreviations or DOTTED.fullmatch(before) is not None
