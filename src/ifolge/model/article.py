"""What was read: an article, its text and where things stand in it.

Every offset in ifolge is a Python string index (code point) into `Article.text`,
end exclusive, and `span.of(text)` is exactly the marked words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: `text[start:end]`, in code points, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end}]")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words this span marks in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def overlap(left: Spans, right: Spans) -> int:
    """Characters two lists of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def agreement(left: Spans, right: Spans) -> float:
    """2 |A ∩ B| / (|A| + |B|) in characters; 0 when both are empty."""
    total = sum(map(len, left)) + sum(map(len, right))
    return 2 * overlap(left, right) / total if total else 0.0


def covered(left: Spans, right: Spans) -> float:
    """How much of `right` lies in `left`, 0..1."""
    total = sum(map(len, right))
    return overlap(left, right) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in.

    `text` is exactly what offsets refer to. `published` and `updated` are ISO 8601 dates or
    date-times; `credit` is the agency or outlet the by-line names ("/ritzau/", "(Reuters)");
    `extra` keeps the fields of the input that ifolge does not know.
    """

    id: str
    text: str
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    credit: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (a line of text that is not blank); `heading` marks sub-headings and titles."""

    span: Span
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the number of the paragraph it stands in."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks: `span` with the marks, `inner` without.

    `closed` is false when the closing mark is missing; `dash` marks a paragraph opened by a
    dash ("– Det er løgn, sagde han").
    """

    span: Span
    inner: Span
    closed: bool = True
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """The language an article was read in: `code`, how sure (0..1), and whether the article or
    the caller `given` it or it was detected. `known` is false when it is none of ours.
    """

    code: str
    confidence: float
    given: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with its paragraphs, sentences, quotations and language, all in text order."""

    article: Article
    language: Language
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def headline_quotation(self) -> Quotation | None:
        """The quotation that is all there is in the first paragraph, or None."""
        if not self.paragraphs or not self.quotations:
            return None
        first, quotation = self.paragraphs[0].span, self.quotations[0]
        whole = quotation.span.start == first.start and quotation.span.end >= first.end - 1
        return quotation if whole and not quotation.dash else None

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character at `position`, or None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= position:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= position:
            return self.sentences[low]
        return None
