"""Two articles side by side: which passages the later one took from the older one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ifolge.corroborate import find_copies, find_passages
from ifolge.corroborate.passages import in_order
from ifolge.model.article import Article, Span
from ifolge.model.claim import Copy
from ifolge.model.report import Report

_WORD = re.compile(r"\w+")
_RUN = 6  # words in a row that are no accident
_LONGEST = 6000  # words of an article that are compared


@dataclass(frozen=True)
class Side:
    """One of the two: its text in pieces; `number` counts passages that stand in both."""

    article: Article
    lang: str
    pieces: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Sides:
    """The older article, the later one, and what is copied, if anything."""

    older: Side
    later: Side
    copy: Copy | None


def side_by_side(one: Report, two: Report) -> Sides:
    """The two in order of time, copied passages numbered alike on both sides."""
    older, later = in_order([one, two])
    copies = find_copies([older, later], find_passages([older, later]))
    copy = next(iter(copies), None)
    aligned = sorted(copy.aligned if copy and copy.aligned else shared_passages(later, older))
    return Sides(
        _side(older, [(theirs, n) for n, (_, theirs) in enumerate(aligned, 1)]),
        _side(later, [(ours, n) for n, (ours, _) in enumerate(aligned, 1)]),
        copy,
    )


def shared_passages(later: Report, older: Report) -> Iterator[tuple[Span, Span]]:
    """The runs of words that stand in both, in the later article and in the older one."""
    ours, theirs = (list(_WORD.finditer(r.article.text))[:_LONGEST] for r in (later, older))
    folded = [[match[0].casefold() for match in words] for words in (ours, theirs)]
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    for block in matcher.get_matching_blocks():
        if block.size >= _RUN:
            yield _run(ours, block.a, block.size), _run(theirs, block.b, block.size)


def _run(words: Sequence[re.Match[str]], first: int, count: int) -> Span:
    return Span(words[first].start(), words[first + count - 1].end())


def _side(report: Report, passages: Sequence[tuple[Span, int]]) -> Side:
    article = report.article
    pieces = tuple(_pieces(article.text, sorted(passages)))
    return Side(article, report.language.code, pieces)


def _pieces(text: str, passages: Sequence[tuple[Span, int]]) -> Iterator[tuple[str, int]]:
    place = 0
    for span, number in passages:
        if span.start < place:
            continue
        if span.start > place:
            yield text[place : span.start], 0
        yield span.of(text), number
        place = span.end
    if place < len(text):
        yield text[place:], 0
