"""What does the article set for or against a claim?

"Det skyldes, at …" speaks for the claim before it; what another says of the same place speaks for
an uncertain claim; a "men … ikke" behind either turns it round; a denial speaks against.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ifolge.languages.pack import LanguagePack, alternatives
from ifolge.languages.rows import EvidenceRow
from ifolge.model.article import ParsedArticle, Sentence, Span
from ifolge.model.attribution import Attribution, Status
from ifolge.model.reason import Reason
from ifolge.model.report import Evidence, OwnVoice
from ifolge.resolve.capitals import find_names
from ifolge.resolve.lexicon import WORD, Lexicon, lexicon_of
from ifolge.resolve.whole_words import find_whole, stands_whole

UNCERTAIN = (Status.SPECULATED, Status.POSSIBLE, Status.PROBABLE, Status.EXPECTED)
AGAINST, FOR = (Status.DENIED,), (Status.CONFIRMED,)
NEAR = 6  # sentences behind a claim in which the article may weigh it
LONG = 6  # letters of a word that, shared, ties a sentence to a claim
COMMON = 0.34  # a name in more of the sentences is the story's theme and links nothing


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that weighs, and the row of the pack it comes from."""

    row: EvidenceRow
    form: str
    span: Span


def find_evidence(
    attributions: Sequence[Attribution],
    own_voice: Sequence[OwnVoice],
    parsed: ParsedArticle,
    pack: LanguagePack,
) -> tuple[Evidence, ...]:
    """The sentences that speak for or against a claim of the article, in text order.

    In "Flere spekulerer i, om mødet bliver i Vladivostok. Det skyldes, at Putin er der. … Men der
    er ikke sat flag op." the second speaks for the claim and the last against it.
    """
    weigher = _Weigher(attributions, own_voice, parsed, pack)
    found = [*weigher.by_sentence(), *weigher.by_status()]
    first: dict[tuple[Span, str], Evidence] = {}
    for item in found:
        first.setdefault((item.span, item.claim), item)
    return tuple(sorted(first.values(), key=lambda e: (e.span, e.claim)))


class _Weigher:
    """The claims and statements of one article, and the words that weigh them."""

    def __init__(
        self,
        attributions: Sequence[Attribution],
        own_voice: Sequence[OwnVoice],
        parsed: ParsedArticle,
        pack: LanguagePack,
    ) -> None:
        self.parsed, self.text = parsed, parsed.text
        self.lexicon: Lexicon = lexicon_of(pack)
        self.forms = [
            (row, sorted((f.casefold() for f in alternatives(row.forms)), key=len, reverse=True))
            for row in pack.table(EvidenceRow)
        ]
        self.attributions = attributions
        self.own = {o.span for o in own_voice}
        self.numbers = {s.span: i for i, s in enumerate(parsed.sentences)}
        uncertain = any(a.status in UNCERTAIN for a in attributions)
        spans = find_names(parsed, self.lexicon) if uncertain else ()
        self.names = {span.of(self.text) for span in spans}

    def by_sentence(self) -> Iterable[Evidence]:
        """Evidence by what a sentence opens with and which names it shares, in text order."""
        weighed: dict[int, Evidence] = {}
        for number, sentence in enumerate(self.parsed.sentences):
            if self.parsed.paragraphs[sentence.paragraph].heading:
                continue
            evidence = self._weigh(number, sentence, weighed)
            if evidence is not None:
                weighed[number] = evidence
                yield evidence

    def by_status(self) -> Iterable[Evidence]:
        """Denials and confirmations of one claim by another source than its own."""
        for a in self.attributions:
            if a.status not in (*AGAINST, *FOR) or not a.content:
                continue
            for b in self.attributions:
                if b.id == a.id or b.status in (*AGAINST, *FOR) or not self._one_claim(a, b):
                    continue
                rule = "evidence.denied" if a.status in AGAINST else "evidence.confirmed"
                words = (a.cue or a.content)[0]
                sentence = self.parsed.sentence_at(words.start)
                span = sentence.span if sentence else words
                yield self._evidence(span, b, a.status in FOR, rule, a)

    def _one_claim(self, a: Attribution, b: Attribution) -> bool:
        in_chain = a.via == b.id or b.via == a.id
        who = {x.canonical_source or self._words(x) for x in (a, b)}
        return a.content == b.content and not in_chain and len(who) == 2

    def _words(self, a: Attribution) -> str:
        return " ".join(s.of(self.text) for s in a.source)

    # ------------------------------------------------------------ one sentence

    def _weigh(
        self, number: int, sentence: Sentence, weighed: dict[int, Evidence]
    ) -> Evidence | None:
        by = self._attribution_in(sentence.span)
        if by is None and sentence.span not in self.own:
            return None
        markers = list(self._markers(sentence.span))
        effects = {m.row.effect: m for m in reversed(markers)}
        before = weighed.get(number - 1)
        claim = self._claim_before(number, by)
        if "contrasts" in effects:
            return self._contrast(sentence.span, effects, before, claim, by)
        for effect, supports in (("weakens", False), ("supports", True)):
            if effect in effects and claim is not None:
                marker = effects[effect]
                rule = f"evidence.{effect}"
                return self._evidence(sentence.span, claim, supports, rule, by, marker)
        return self._topical(number, sentence.span, effects, by)

    def _contrast(
        self,
        span: Span,
        effects: dict[str, Marker],
        before: Evidence | None,
        claim: Attribution | None,
        by: Attribution | None,
    ) -> Evidence | None:
        """A "men" turns the sentence before it; with a negation it speaks against a claim."""
        marker = effects["contrasts"]
        if before is not None and "negates" in effects:
            weighed = next(a for a in self.attributions if a.id == before.claim)
            rule = "evidence.contrast"
            return self._evidence(span, weighed, not before.supports, rule, by, marker)
        if claim is not None and "negates" in effects and self._on_claim(span, claim):
            return self._evidence(span, claim, False, "evidence.contrast", by, marker)
        return None

    def _on_claim(self, span: Span, claim: Attribution) -> bool:
        """Whether a sentence is about a claim: the claim is uncertain, or they share a word."""
        if claim.status in UNCERTAIN:
            return True
        words = {w.casefold() for w in WORD.findall(span.of(self.text)) if len(w) >= LONG}
        said = " ".join(c.of(self.text) for c in claim.content)
        return bool(words & {w.casefold() for w in WORD.findall(said)})

    def _topical(
        self, number: int, span: Span, effects: dict[str, Marker], by: Attribution | None
    ) -> Evidence | None:
        """A sentence on the one place or person that an uncertain claim is about."""
        if by is None or "negates" in effects:
            return None
        for claim in reversed(self.attributions):
            at = self._sentence_of(claim)
            if claim.status not in UNCERTAIN or at is None or not 0 < number - at <= NEAR:
                continue
            if claim.id == by.id or self._same_source(claim, by):
                continue
            shared = self._rare_names(claim.content) & self._rare_names((span,))
            if shared and shared == self._rare_names(claim.content):
                values = {"name": "; ".join(sorted(shared))}
                reason = Reason("evidence", "evidence.topic", (span,), values, None, 0.6)
                return Evidence(span, claim.id, True, by.id, (reason,))
        return None

    # ------------------------------------------------------------ what stands where

    def _claim_before(self, number: int, by: Attribution | None) -> Attribution | None:
        """The claim of the sentence before, in the same paragraph, if another made it."""
        if number == 0:
            return None
        here, before = self.parsed.sentences[number], self.parsed.sentences[number - 1]
        if here.paragraph != before.paragraph:
            return None
        claims = [
            a
            for a in self.attributions
            if a.cue
            and before.span.contains(a.cue[0])
            and not (by is not None and self._same_source(a, by))
        ]
        return claims[0] if claims else None

    def _attribution_in(self, span: Span) -> Attribution | None:
        inside = [a for a in self.attributions if a.cue and span.contains(a.cue[0])]
        return inside[0] if inside else None

    def _same_source(self, a: Attribution, b: Attribution) -> bool:
        mine = (a.canonical_source or self._words(a)).casefold()
        return mine != "" and mine == (b.canonical_source or self._words(b)).casefold()

    def _sentence_of(self, a: Attribution) -> int | None:
        spans = a.cue or a.content
        sentence = self.parsed.sentence_at(spans[0].start) if spans else None
        return self.numbers.get(sentence.span) if sentence else None

    def _rare_names(self, spans: Sequence[Span]) -> frozenset[str]:
        """The names in some spans that are not the theme of the whole article."""
        words = " ".join(span.of(self.text) for span in spans)
        sentences = [s.span.of(self.text) for s in self.parsed.sentences]
        limit = max(2.0, COMMON * len(sentences))
        return frozenset(
            n
            for n in self.names
            if stands_whole(n, words) and sum(stands_whole(n, s) for s in sentences) <= limit
        )

    def _markers(self, span: Span) -> Iterable[Marker]:
        words = span.of(self.text).casefold()
        opening = WORD.search(words)
        start = opening.start() if opening else 0
        for row, forms in self.forms:
            for form in forms:
                found = next(find_whole(form, words), None)
                if found is not None and (row.position != "opening" or found == start):
                    at = span.start + found
                    yield Marker(row, form, Span(at, at + len(form)))
                    break

    def _evidence(
        self,
        span: Span,
        claim: Attribution,
        supports: bool,
        rule: str,
        by: Attribution | None,
        marker: Marker | None = None,
    ) -> Evidence:
        values = {"marker": marker.form} if marker else {}
        spans = (span, marker.span) if marker else (span,)
        row = marker.row.place if marker else None
        reason = Reason("evidence", rule, spans, values, row, 0.7)
        return Evidence(span, claim.id, supports, by.id if by else None, (reason,))
