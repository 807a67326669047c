"""Who has been spoken of so far, and who is meant next?

Keeps everybody an article has named or described, with every place where they stand, and finds
the one that a pronoun or a definite noun points back at. One clear candidate or none.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ifolge.languages.rows import PronounRow
from ifolge.model.article import ParsedArticle, Span, Spans
from ifolge.model.attribution import NameLabel

REACH = 12  # sentences back in which a pronoun may find its antecedent
UNNAMED = 1.0  # how much less a description stands out than a name
KNOWN_GENDER = 1.8  # how well one of the right gender fits; 1 where it is not known
MARGIN = 0.4  # how much better than the next the best candidate must be


@dataclass(slots=True)
class Referent:
    """Somebody the article speaks of. What is learned later (a gender) is added."""

    name: str
    animate: bool | None = None
    plural: bool | None = None
    gender: str = ""
    category: str = ""
    titles: frozenset[str] = frozenset()
    named: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a referent stands; `source` when an attribution has it as its source."""

    span: Span
    referent: Referent
    source: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of looking back: the mention chosen, or the `rivals` that were as good."""

    mention: Mention | None = None
    rivals: tuple[str, ...] = ()


class Discourse:
    """The mentions of one article in text order, growing while its sources are resolved."""

    def __init__(self, parsed: ParsedArticle) -> None:
        self.parsed = parsed
        self.mentions: list[Mention] = []
        self._starts = [s.span.start for s in parsed.sentences]

    def add(self, span: Span, referent: Referent, source: bool = False) -> None:
        """Note that a referent stands here."""
        self.mentions.append(Mention(span, referent, source))

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self._starts, position) - 1

    def quotation(self, position: int) -> Span | None:
        """The quotation a position stands in."""
        for quotation in self.parsed.quotations:
            if quotation.inner.start <= position < quotation.inner.end:
                return quotation.span
        return None

    def look_back(
        self, span: Span, fits: Callable[[Referent], float], avoid: Spans = (), reach: int = REACH
    ) -> Found:
        """The one referent before `span` that fits and stands out; mentions in `avoid` are out.

        `fits` is 0 for who cannot be meant, 1 for who can, more for who fits better.
        """
        scores: dict[int, tuple[float, Mention]] = {}
        for mention in self.mentions:
            if mention.span.start >= span.start or any(a.overlaps(mention.span) for a in avoid):
                continue
            fit = fits(mention.referent)
            salience = self._salience(mention, span, reach) if fit else None
            if salience is None:
                continue
            score, key = salience + float(fit), id(mention.referent)
            if key not in scores or score >= scores[key][0]:
                scores[key] = (score, mention)
        return _clear_winner(list(scores.values()))

    def _salience(self, mention: Mention, span: Span, reach: int) -> float | None:
        here, there = self.sentence(span.start), self.sentence(mention.span.start)
        distance = here - there
        if distance > reach:
            return None
        score = -float(distance)
        if mention.source:
            score += 1.5
        elif self._opens_sentence(mention.span, there):
            score += 1.2
        quoted, own = self.quotation(mention.span.start), self.quotation(span.start)
        if quoted is not None and quoted != own:
            score -= 2.5
        if not mention.referent.named:
            score -= UNNAMED
        if mention.referent.animate is None:
            score -= 5.0
        return score + mention.span.start / 1e5

    def _opens_sentence(self, span: Span, sentence: int) -> bool:
        return sentence >= 0 and span.start - self._starts[sentence] < 40

    def look_ahead(self, span: Span, fits: Callable[[Referent], bool]) -> Found:
        """The only fitting referent behind `span` ("kommunen" in a headline)."""
        found = [m for m in self.mentions if m.span.start >= span.end and fits(m.referent)]
        if len({id(m.referent) for m in found}) != 1:
            return Found()
        return Found(min(found, key=lambda m: m.span))


def _clear_winner(scored: Sequence[tuple[float, Mention]]) -> Found:
    if not scored:
        return Found()
    ranked = sorted(scored, key=lambda s: -s[0])
    close = [m for score, m in ranked if ranked[0][0] - score < MARGIN]
    if len(close) > 1:
        return Found(None, tuple(dict.fromkeys(m.referent.name for m in close)))
    return Found(ranked[0][1])


def agrees(rows: Sequence[PronounRow]) -> Callable[[Referent], float]:
    """How well a referent fits a pronoun: number, people or things, and a gender that is known."""

    def fits(referent: Referent) -> float:
        agreeing = [row for row in rows if _row_agrees(row, referent)]
        known = any(referent.gender and row.gender == referent.gender for row in agreeing)
        return KNOWN_GENDER if known else float(bool(agreeing))

    return fits


def _row_agrees(row: PronounRow, referent: Referent) -> bool:
    if row.number == "singular" and referent.plural:
        return False
    if row.number == "plural" and not referent.plural:
        return False
    if row.animate != "no" and referent.animate is False and not referent.plural:
        return False
    if row.animate != "no" and referent.animate is None and not referent.named:
        return False
    if row.animate == "no" and referent.animate is not False:
        return False
    if row.gender in ("masculine", "feminine") and referent.gender:
        return row.gender == referent.gender
    return True


def animate_label(label: NameLabel | None, category: str) -> bool | None:
    """Whether a name is a person's: by the encoder's label, else by what the article calls it."""
    if label is not None:
        return label is NameLabel.PERSON
    if category:
        return category == "person"
    return None
