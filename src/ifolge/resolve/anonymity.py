"""Whether a source is a specific informant whose name is withheld, and what is told of it then.

"en unavngiven regeringskilde" and "to medarbejdere, som avisen kender identiteten på" are
anonymous; "eksperter", "naboer" and "politiet" are merely not named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ifolge.languages.rows import AnonymityRow
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.attribution import Anonymity, Attribution, NameLabel, SourceType
from ifolge.model.reason import Reason
from ifolge.resolve.gazetteer import Gazetteer
from ifolge.resolve.phrase import Phrase
from ifolge.resolve.phrase_elements import Element

COLLECTIVE = (SourceType.GOVERNMENT, SourceType.ORGANIZATION)
RULED_OUT = 0.04  # below this probability the encoder is sure that no name is withheld
LEARNED = 0.6  # from this probability the encoder alone withholds the name of a human being
OPEN = ("anonymous.not_withheld", "anonymous.no_informant")
WITHHELD, CLOSE, PSEUDONYM = "withheld", "close", "pseudonym"


@dataclass(frozen=True, slots=True)
class Described:
    """How the article describes a source: its phrase, those it is resolved to, their texts."""

    phrase: Phrase | None
    resolved: tuple[Phrase, ...] | None
    text: str
    canonical: str

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What it is resolved to first, then the source as it stands."""
        own = (self.phrase,) if self.phrase else ()
        return (*(self.resolved or ()), *own)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Anonymous or not, how much so, and why."""

    anonymous: bool | None
    anonymity: Anonymity | None
    reasons: tuple[Reason, ...]


def judge_anonymity(
    described: Described, attribution: Attribution, parsed: ParsedArticle, tables: Gazetteer
) -> Verdict:
    """Whether the name of a source is withheld: by a marker, by its noun, or as learned."""
    if described.phrase is None:
        return _verdict(False, None, attribution, ("anonymous.no_source", "", None, 1.0))
    row, word = _marker(described, attribution, parsed, tables)
    named = _is_named(described)
    if named and not (row and row.kind == PSEUDONYM):
        return _verdict(False, None, attribution, ("anonymous.named", named, None, 0.95))
    noun = _informant(described)
    if row and _fits(row, word, noun, described):
        rule = f"anonymous.{row.kind}"
        return _verdict(True, noun, attribution, (rule, word, row.place, 0.9), described)
    if noun is not None and noun.noun is not None:
        always = _always_informant(described)
        if always is not None and always.noun is not None:
            ground = ("anonymous.informant", always.text, always.noun.row.place, 0.9)
            return _verdict(True, noun, attribution, ground, described)
        if noun.noun.row.anonymous == "if-unnamed" and _is_specific(described, attribution):
            ground = ("anonymous.unnamed_role", noun.text, noun.noun.row.place, 0.8)
            return _verdict(True, noun, attribution, ground, described)
        if noun.noun.row.anonymous == "if-marked" and _is_inside(described):
            ground = ("anonymous.inside", described.text, noun.noun.row.place, 0.75)
            return _verdict(True, noun, attribution, ground, described)
    return _learned(noun, attribution, described)


def share_anonymity(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Who is anonymous once is so wherever the article means the same: "en lærer … læreren"."""
    withheld: dict[str, Attribution] = {}
    for attribution in attributions:
        if attribution.anonymous and attribution.canonical_source:
            withheld.setdefault(attribution.canonical_source.casefold(), attribution)
    return tuple(_shared(a, withheld) for a in attributions)


def _shared(attribution: Attribution, withheld: Mapping[str, Attribution]) -> Attribution:
    first = withheld.get((attribution.canonical_source or "").casefold())
    ground = attribution.because("anonymous")
    if first is None or attribution.anonymous or not ground or ground[0].rule not in OPEN:
        return attribution
    spans = (*attribution.source, *first.source)
    values = {"words": attribution.canonical_source or ""}
    why = Reason("anonymous", "anonymous.same_source", spans, values, None, 0.85)
    kept = tuple(r for r in attribution.reasons if r.field not in ("anonymous", "anonymity"))
    degree = first.because("anonymity")
    return replace(
        attribution, anonymous=True, anonymity=first.anonymity, reasons=(*kept, why, *degree)
    )


def _marker(
    described: Described, attribution: Attribution, parsed: ParsedArticle, tables: Gazetteer
) -> tuple[AnonymityRow | None, str]:
    """The first marker in the source, in what it is resolved to, or beside it in its sentence."""
    for text in (described.text, described.canonical):
        for row, match in tables.marks(text):
            return row, match.group()
    if described.phrase and not described.phrase.definite:
        for row, match in tables.marks(_beside(attribution, parsed)):
            if row.kind == WITHHELD:
                return row, match.group()
    return None, ""


def _beside(attribution: Attribution, parsed: ParsedArticle) -> str:
    """The sentence of the source without source and content."""
    sentence = parsed.sentence_at(attribution.source[0].start)
    if sentence is None:
        return ""
    pieces, at = [], sentence.span.start
    for span in sorted((*attribution.source, *attribution.content)):
        if span.overlaps(sentence.span):
            pieces.append(Span(at, max(at, span.start)).of(parsed.text))
            at = max(at, span.end)
    pieces.append(Span(at, max(at, sentence.span.end)).of(parsed.text))
    return " | ".join(pieces)


def _is_named(described: Described) -> str:
    """The name of the person or body that the source is, "" when none is given."""
    for phrase in described.phrases:
        if phrase.head and phrase.head.is_name and not phrase.single:
            return phrase.head.text
        if phrase.name and phrase.head and phrase.head.human and _person(phrase.name):
            return phrase.name.text
    return ""


def _person(name: Element) -> bool:
    return name.known is None and name.label in (None, NameLabel.PERSON)


def _informant(described: Described) -> Element | None:
    """The noun that describes human beings, if the source is described by one."""
    for phrase in described.phrases:
        if phrase.head and phrase.head.human:
            return phrase.head
    return None


def _always_informant(described: Described) -> Element | None:
    """The noun that means an informant wherever it stands (kilde, insider)."""
    for phrase in described.phrases:
        head = phrase.head
        if head and head.noun and head.noun.row.anonymous == "yes":
            return head
    return None


def _fits(row: AnonymityRow, word: str, noun: Element | None, described: Described) -> bool:
    """Whether a marker can be meant of this source: a body does not hide, its papers may."""
    if row.kind == WITHHELD and word in described.text:
        return True
    if noun is None or noun.noun is None:  # "to andre med kendskab til forløbet"
        headless = any(phrase.head is None for phrase in described.phrases)
        return row.kind == PSEUDONYM or (row.kind == CLOSE and headless)
    collective = noun.noun.row.source_type == SourceType.GROUP and noun.noun.row.anonymous == "no"
    return not collective


def _is_specific(described: Described, attribution: Attribution) -> bool:
    """Whether some are meant, not all of a kind ("to diplomater", not "diplomater"), and the
    encoder does not rule it out.
    """
    first = described.phrases[0]
    kind = first.plural and len(first.text.split()) == 1
    ruled_out = attribution.scores is not None and attribution.scores.anonymous < RULED_OUT
    return _is_introduced(described) and not kind and not ruled_out


def _is_introduced(described: Described) -> bool:
    """Whether the source is brought in as somebody new ("en diplomat", not "diplomaten")."""
    first = described.phrases[0]
    return not first.definite or first.single


def _is_inside(described: Described) -> bool:
    """Whether mere persons are placed in a public body ("to personer i Det Hvide Hus")."""
    return _is_introduced(described) and any(
        (owner.known and owner.known.rule == "source_type.institution")
        or (owner.noun and owner.noun.row.source_type in COLLECTIVE and not owner.noun.plural)
        for owner in described.phrases[0].owners
    )


def _learned(noun: Element | None, attribution: Attribution, described: Described) -> Verdict:
    probability = attribution.scores.anonymous if attribution.scores else 0.0
    word = noun.text if noun else described.text
    if noun is not None and probability >= LEARNED:
        ground: tuple[str, str, str | None, float] = ("anonymous.learned", word, None, probability)
        return _verdict(True, noun, attribution, ground, described)
    rule = "anonymous.not_withheld" if noun else "anonymous.no_informant"
    return _verdict(False, None, attribution, (rule, word, None, 1 - probability))


def _verdict(
    anonymous: bool,
    noun: Element | None,
    attribution: Attribution,
    ground: tuple[str, str, str | None, float],
    described: Described | None = None,
) -> Verdict:
    rule, words, row, confidence = ground
    spans = attribution.source or attribution.cue
    reason = Reason("anonymous", rule, spans, {"words": words}, row, confidence)
    if not anonymous or described is None:
        return Verdict(anonymous, None, (reason,))
    degree = _degree(noun, described)
    row_of_noun = noun.noun.row.place if noun and noun.noun else None
    told = {"words": noun.text if noun else described.text}
    why = Reason("anonymity", f"anonymity.{degree.value}", spans, told, row_of_noun, 0.85)
    return Verdict(True, degree, (reason, why))


def _degree(noun: Element | None, described: Described) -> Anonymity:
    """A role where the noun tells one, a side where only whose it is is told, else nothing."""
    if noun is not None and noun.noun and noun.noun.row.anonymous in ("no", "if-unnamed"):
        return Anonymity.ROLE_KNOWN
    sides = any(phrase.owners or phrase.official for phrase in described.phrases)
    if sides or (noun is not None and noun.left):
        return Anonymity.SIDE_KNOWN
    return Anonymity.NOTHING_KNOWN
