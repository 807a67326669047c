"""What a source is – a person, the state, an agency, a paper … – and whether it is anonymous.

A name or a noun that the packs know decides; what they do not know the learned head of the
encoder decides; otherwise the field stays empty, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Anonymity, Attribution, Name, NameLabel, SourceType
from ifolge.model.reason import Reason
from ifolge.resolve.anonymity import Described, judge_anonymity
from ifolge.resolve.gazetteer import Gazetteer, gazetteer
from ifolge.resolve.phrase import Phrase, read_phrase
from ifolge.resolve.phrase_elements import ADDRESS, Element, Place, name_labels
from ifolge.resolve.weighing import reliabilities, weigh

CLEAR = 0.8  # how sure a shape that leaves little doubt is
LEAST_LEARNED = 0.4
LABEL_TYPES = {
    NameLabel.PERSON: SourceType.PERSON,
    NameLabel.ORGANIZATION: SourceType.ORGANIZATION,
    NameLabel.PLACE: SourceType.GOVERNMENT,
}
MEDIA = {SourceType.NEWS_AGENCY, SourceType.NEWS_OUTLET}
# "forlaget Politiken" and "bogen Politiken" are not the paper of that name.
OTHER_MAKERS = {SourceType.ORGANIZATION, SourceType.DOCUMENT}
COLLECTIVE = {SourceType.GOVERNMENT, SourceType.ORGANIZATION}


@dataclass(frozen=True, slots=True)
class SourceJudgement:
    """What a source is, whether its name is withheld, how much is told of it then, and why."""

    source_type: SourceType | None
    anonymous: bool | None
    anonymity: Anonymity | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A type and the rule, words and row that gave it."""

    source_type: SourceType
    rule: str
    words: str
    row: str | None = None
    confidence: float = 0.95


def judge_source(
    attribution: Attribution, parsed: ParsedArticle, names: Sequence[Name], pack: LanguagePack
) -> SourceJudgement:
    """The type and anonymity of an attribution's source.

    "Kreml" → government; "avisen Bosporus" → news outlet; "han", resolved to "Sergej Sjojgu" →
    person; "en unavngiven embedsmand" → government, anonymous, role known; no source → unknown.
    """
    tables = gazetteer(pack.code)
    text = " ".join(span.of(parsed.text) for span in attribution.source)
    labels = name_labels(names, parsed.text)
    if not text.strip():
        finding: Finding | None = Finding(SourceType.UNKNOWN, "source_type.empty", "")
        described = Described(None, None, "", "")
    else:
        initial = _opens_sentence(attribution, parsed)
        phrase = read_phrase(text, tables, Place(parsed, labels, initial))
        resolved = _resolved(attribution, text, tables, Place(parsed, labels))
        finding = _find(phrase, resolved, tables)
        described = Described(phrase, resolved, text, attribution.canonical_source or "")
    finding = _weigh(finding, attribution)
    verdict = judge_anonymity(described, attribution, parsed, tables)
    return SourceJudgement(
        source_type=finding.source_type if finding else None,
        anonymous=verdict.anonymous,
        anonymity=verdict.anonymity,
        reasons=(_reason(finding, attribution), *verdict.reasons),
    )


def _opens_sentence(attribution: Attribution, parsed: ParsedArticle) -> bool:
    """Whether the source's first capital may be only that of the sentence."""
    start = attribution.source[0].start
    sentence = parsed.sentence_at(start)
    before = parsed.text[sentence.span.start if sentence else 0 : start]
    return not any(character.isalpha() for character in before)


def _resolved(
    attribution: Attribution, text: str, tables: Gazetteer, place: Place
) -> tuple[Phrase, ...]:
    """The phrases of the canonical source where it says more than the source does."""
    canonical = attribution.canonical_source
    if not canonical or canonical.casefold() == text.casefold():
        return ()
    parts = [part.strip() for part in canonical.split(";") if part.strip()]
    return tuple(read_phrase(part, tables, place) for part in parts)


def _weigh(finding: Finding | None, attribution: Attribution) -> Finding | None:
    """The packs' finding weighed against what the encoder learned; alone, either stands."""
    learned = attribution.scores.source_type if attribution.scores else {}
    if finding is None:
        value = max(sorted(learned), key=lambda name: learned[name], default=None)
        if value is None or learned[value] < LEAST_LEARNED:
            return None
        return Finding(SourceType(value), "source_type.learned", "", None, learned[value])
    reliability = reliabilities("source_type").get(finding.rule, finding.confidence)
    value, chance = weigh(finding.source_type, reliability, learned)
    if value == finding.source_type:
        return finding
    return Finding(SourceType(value), "source_type.learned", "", None, round(chance, 3))


def _find(phrase: Phrase, resolved: tuple[Phrase, ...], tables: Gazetteer) -> Finding | None:
    own = _type_of(phrase, tables)
    if not resolved:
        return own
    meant = _joined([_type_of(part, tables) for part in resolved])
    noun_like = tables.nouns_are_capitalised and phrase.definite and len(phrase.text.split()) > 1
    if meant is None or (noun_like and meant.rule == "source_type.name_shape"):
        return own
    if own and len(resolved) == 1 and _is_body(own, meant):
        meant = replace(meant, source_type=SourceType.ORGANIZATION, confidence=0.6)
    if own is None or own.rule == "source_type.pronoun" or own.confidence < meant.confidence:
        return replace(meant, rule="source_type.resolved", confidence=min(meant.confidence, 0.9))
    if phrase.head and not phrase.head.human and meant.source_type in MEDIA and meant.row:
        return replace(meant, rule="source_type.resolved")
    defers = bool(phrase.head and phrase.head.noun and phrase.head.noun.row.defers == "owner")
    human = bool(phrase.head and phrase.head.human)
    if human and meant.source_type is SourceType.PERSON and _names_somebody(resolved):
        return replace(meant, rule="source_type.resolved")
    if defers and not phrase.owners:
        return replace(meant, rule="source_type.resolved")
    return own


def _is_body(own: Finding, meant: Finding) -> bool:
    """Whether what looks like a person's name is called *det*, *vi* or *de*: a company, a club."""
    plural = own.source_type in (SourceType.GROUP, SourceType.ORGANIZATION)
    return own.rule == "source_type.pronoun" and plural and meant.rule == "source_type.name_shape"


def _names_somebody(resolved: tuple[Phrase, ...]) -> bool:
    return any(part.name or (part.head and part.head.is_name) for part in resolved)


def _joined(findings: Sequence[Finding | None]) -> Finding | None:
    """The common type of joined sources; persons joined with others make a group."""
    known = [finding for finding in findings if finding]
    if not known:
        return None
    types = {finding.source_type for finding in known}
    if types == {SourceType.PERSON, SourceType.GROUP}:
        return next(f for f in known if f.source_type is SourceType.GROUP)
    return known[0] if len(types) == 1 else replace(known[0], confidence=0.6)


def _type_of(phrase: Phrase, tables: Gazetteer) -> Finding | None:
    head = phrase.head
    if head is None:
        return _type_of_apposed(phrase, tables) or _type_of_small_word(phrase, tables)
    if head.noun is None:
        unsure = not (head.known or head.label or head.legal) and phrase.definite
        if unsure and tables.nouns_are_capitalised:  # "das Bauamt": a noun nobody knows
            return None
        return _type_of_name(head)
    if phrase.name and head.human and _may_be_person(phrase.name):
        return Finding(SourceType.PERSON, "source_type.named", phrase.name.text, _row(head))
    if phrase.name and phrase.name.known and phrase.name.first == head.first + head.count:
        known = phrase.name.known
        if known.source_type in MEDIA and head.noun.row.source_type not in OTHER_MAKERS:
            return Finding(known.source_type, known.rule, phrase.name.text, known.row.place)
    return _type_of_noun(head, phrase, tables)


def _type_of_apposed(phrase: Phrase, tables: Gazetteer) -> Finding | None:
    return _type_of_name(phrase.name) if phrase.name else None


def _type_of_small_word(phrase: Phrase, tables: Gazetteer) -> Finding | None:
    """A pronoun or a number that stands for somebody ("mange", "to andre")."""
    every = [word for word in phrase.small if tables.has_role(word, "every")]
    for word in (*every, *reversed(phrase.small)):
        row = tables.pronouns.get(word.casefold())
        if row:
            confidence = 0.7 if len(phrase.small) == 1 else CLEAR
            kind = SourceType(row.source_type)
            return Finding(kind, "source_type.pronoun", word, row.place, confidence)
    return None


def _may_be_person(name: Element) -> bool:
    if name.known or name.legal:
        return False
    return name.label is None or name.label is NameLabel.PERSON


def _type_of_name(name: Element) -> Finding:
    if name.known:
        return Finding(name.known.source_type, name.known.rule, name.text, name.known.row.place)
    if name.legal:
        return Finding(SourceType.ORGANIZATION, "source_type.legal_form", name.text, name.legal)
    if name.label:
        confidence = 0.9 if name.label is not NameLabel.PLACE else 0.8
        return Finding(LABEL_TYPES[name.label], "source_type.name", name.text, None, confidence)
    if ADDRESS.fullmatch(name.text):
        return Finding(SourceType.NEWS_OUTLET, "source_type.address", name.text, None, CLEAR)
    if name.text.isupper() and len(name.text) > 1:
        return Finding(SourceType.ORGANIZATION, "source_type.acronym", name.text, None, 0.6)
    confidence = 0.75 if name.count > 1 else 0.6
    return Finding(SourceType.PERSON, "source_type.name_shape", name.text, None, confidence)


def _type_of_noun(head: Element, phrase: Phrase, tables: Gazetteer) -> Finding:
    assert head.noun is not None
    row = head.noun.row
    own = SourceType(row.source_type)
    if row.defers == "owner":
        owner = _owner_type(head, phrase, tables)
        if owner:
            return replace(owner, rule="source_type.owner")
    if phrase.plural:
        if own in (SourceType.PERSON, SourceType.NEWS_OUTLET, SourceType.NEWS_AGENCY):
            own = SourceType.GROUP
    elif phrase.single and own is SourceType.GROUP:
        own = SourceType.PERSON
    return Finding(own, "source_type.noun", head.text, row.place)


def _owner_type(head: Element, phrase: Phrase, tables: Gazetteer) -> Finding | None:
    """The state, company or club that a spokesman or informant belongs to, if one is told."""
    if phrase.official:
        return Finding(SourceType.GOVERNMENT, "source_type.owner", phrase.text, _row(head))
    if head.left:
        left = head.left.rstrip("-")
        found = tables.noun(left) or tables.noun(_without_link(left))
        if found and found[0].row.source_type in COLLECTIVE:
            row = found[0].row
            return Finding(SourceType(row.source_type), "source_type.owner", head.text, row.place)
        known = tables.name_at((left,), 0)
        if known and known[0].source_type in COLLECTIVE:
            return Finding(known[0].source_type, "source_type.owner", head.text, known[0].row.place)
    for owner in phrase.owners:
        finding = _type_of_owner(owner, head)
        if finding:
            return finding
    return None


def _type_of_owner(owner: Element, head: Element) -> Finding | None:
    if owner.noun is None:
        found = _type_of_name(owner)
        if found.source_type in COLLECTIVE:
            return found
        speaks_for = head.noun is not None and head.noun.row.anonymous == "no"
        if speaks_for and owner.count == 1 and not owner.label and not owner.known:
            return Finding(SourceType.ORGANIZATION, "source_type.owner", owner.text, None, 0.7)
        return None
    row = owner.noun.row
    if row.defers == "state":
        return Finding(SourceType.GOVERNMENT, "source_type.owner", owner.text, row.place)
    if row.source_type in COLLECTIVE:
        return Finding(SourceType(row.source_type), "source_type.owner", owner.text, row.place)
    return None


def _without_link(left: str) -> str:
    """The first part of a compound without its linking s ("regerings" → "regering")."""
    return left[:-1] if left.endswith("s") else left


def _row(element: Element) -> str | None:
    return element.noun.row.place if element.noun else None


def _reason(finding: Finding | None, attribution: Attribution) -> Reason:
    if finding is None:
        return Reason("source_type", "source_type.open", attribution.source, {}, None, 0.0)
    return Reason(
        field="source_type",
        rule=finding.rule,
        spans=attribution.source or attribution.cue,
        values={"words": finding.words, "type": finding.source_type.value},
        row=finding.row,
        confidence=finding.confidence,
    )
