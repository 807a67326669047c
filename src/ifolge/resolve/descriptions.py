"""Whom does a definite noun point back at?

"ministeren" → the minister named before, "kilderne" → the unnamed officials, "Avisen" → the
paper that was cited. By the noun itself first, then by what kind of source it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ifolge.model.article import Span
from ifolge.resolve.discourse import Discourse, Found, Mention, Referent
from ifolge.resolve.lexicon import NEWS, WORD, Lexicon
from ifolge.resolve.mentions import Reading

Fits = Callable[[Referent], bool]
FAR = 60  # sentences back in which a definite noun may find its antecedent
PLACED = ("authority", "country")  # what the name of a place may stand for
IDENTIFIED = ("news_outlet", "news_agency", "company", "party", "sports_club")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a description was found to mean: a name and, where one was found, the antecedent."""

    rule: str
    name: str | None = None
    antecedent: Span | None = None
    referent: Referent | None = None
    rivals: tuple[str, ...] = ()


def resolve_description(
    reading: Reading, discourse: Discourse, lexicon: Lexicon
) -> Resolved | None:
    """The antecedent of a definite description, None when the description speaks for itself."""
    if reading.span is None or _is_long(reading):
        return None
    span = reading.span
    medium = _bare_medium(reading, discourse, lexicon)
    if medium is not None or not reading.definite:
        return medium
    plain = reading.head.casefold() in lexicon.nouns
    several = reading.noun is not None and reading.noun.plural
    aged = _of_age(reading, discourse, lexicon)
    if aged is not None:
        return aged
    if not several:
        found = _around(span, _called_so(reading, lexicon), discourse)
        if found is not None:
            return _resolved("coreference.title", found)
    if plain:
        found = _before(span, _same_noun(reading, lexicon), discourse)
        if found is not None:
            return _resolved("coreference.same_noun", found)
    earlier = _fuller_phrase(reading, discourse, lexicon)
    if earlier is None and plain:
        earlier = _earlier_phrase(reading, discourse, lexicon)
    if earlier is None and plain:
        earlier = _fuller_compound(reading, discourse)
    if earlier is not None:
        return earlier
    return _by_kind(reading, plain, discourse)


def _by_kind(reading: Reading, plain: bool, discourse: Discourse) -> Resolved | None:
    """Who is meant by the kind of source alone; an agency may be called a medium."""
    assert reading.span is not None
    fits = _of_kind(reading, plain)
    found = _before(reading.span, fits, discourse) if fits else None
    if found is None and plain and reading.noun and reading.noun.row.category in NEWS:
        found = _before(reading.span, _any_news, discourse)
    return _resolved("coreference.kind", found) if found else None


def _bare_medium(reading: Reading, discourse: Discourse, lexicon: Lexicon) -> Resolved | None:
    """The medium called by its noun alone: "Avis: …", "Tysk blad: …", "samme avis"."""
    assert reading.span is not None
    noun, words = reading.noun, reading.text.split()
    if noun is None or noun.plural or noun.definite or noun.row.category not in NEWS:
        return None
    alone = len(words) < 2 or (len(words) < 3 and words[0].islower())
    article = lexicon.role(words[0], "indefinite_article", "definite_article")
    if not alone or article or reading.head.casefold() != words[-1].casefold():
        return None
    found = _around(reading.span, _same_kind(noun.row.category), discourse)
    return _resolved("coreference.kind", found) if found and found.mention else None


def _of_age(reading: Reading, discourse: Discourse, lexicon: Lexicon) -> Resolved | None:
    """The only one whose age is given near by: "den 28-årige" → Emil Krog (28)."""
    folded = reading.text.casefold()
    age = re.search(r"\d{1,3}", folded)
    if age is None or not any(form in folded for form in lexicon.roles.get("age", ())):
        return None
    assert reading.span is not None
    text = discourse.parsed.text
    found: dict[str, Mention] = {}
    for mention in discourse.mentions:
        person = mention.referent.animate is not False and mention.span != reading.span
        if person and age[0] in _numbers_near(mention.span, text):
            found.setdefault(mention.referent.name, mention)
    if len(found) != 1:
        return None
    return _resolved("coreference.age", Found(next(iter(found.values()))))


def _numbers_near(span: Span, text: str) -> list[str]:
    """The numbers in a mention, right before it and right behind it: "den 28-årige Emil Krog"."""
    before = text[max(0, span.start - 14) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + 6].partition("\n")[0]
    return re.findall(r"\d+", f"{before} {span.of(text)} {after}")


def _before(span: Span, fits: Fits, discourse: Discourse) -> Found | None:
    """The fitting referent before, or the rivals; None when there is nobody."""
    found = discourse.look_back(span, fits, (span,), reach=FAR)
    return found if found.mention or found.rivals else None


def _around(span: Span, fits: Fits, discourse: Discourse) -> Found | None:
    """As before, and else the only one behind ("kommunen" in a headline)."""
    found = _before(span, fits, discourse)
    if found is None:
        ahead = discourse.look_ahead(span, fits)
        found = ahead if ahead.mention else None
    return found


def _of_kind(reading: Reading, plain: bool) -> Fits | None:
    """Who may be meant by the kind of source alone: "selskabet", "avisen", "kilderne"."""
    category = reading.noun.row.category if reading.noun else ""
    if category in IDENTIFIED and plain:
        return _same_kind(category)
    return _anonymous(reading) if category == "anonymous" else None


def _is_long(reading: Reading) -> bool:
    return len(reading.text.split()) > 3


def _resolved(rule: str, found: Found) -> Resolved:
    if found.mention is None:
        return Resolved(rule, rivals=found.rivals)
    mention = found.mention
    return Resolved(rule, mention.referent.name, mention.span, mention.referent)


def _called_so(reading: Reading, lexicon: Lexicon) -> Fits:
    """Named referents whose title is this noun or ends in it ("klimaminister" ← ministeren)."""
    stems = [s for s in lexicon.bare_forms(reading.head) if len(s) > 3]
    category = reading.noun.row.category if reading.noun else ""
    person = category in ("person", "anonymous") if category else None

    def fits(referent: Referent) -> bool:
        if not referent.named or (person is not None and referent.animate is (not person)):
            return False
        if referent.category == "place" and category not in PLACED:
            return False
        words = [*referent.titles]
        if referent.animate is not True:
            words.append(referent.name.split()[-1].casefold())
        return any(word.endswith(stem) for word in words for stem in stems)

    return fits


def _same_noun(reading: Reading, lexicon: Lexicon) -> Fits:
    """Unnamed referents described with the same noun ("en 41-årig ingeniør" ← ingeniøren)."""
    stems = [s for s in lexicon.bare_forms(reading.head) if len(s) > 3]

    def fits(referent: Referent) -> bool:
        if referent.named or len(referent.name) <= len(reading.text):
            return False
        return any(t.endswith(stem) for t in referent.titles for stem in stems)

    return fits


def _same_kind(category: str) -> Fits:
    def fits(referent: Referent) -> bool:
        company = referent.category == "" and referent.animate is False and category == "company"
        return referent.named and (referent.category == category or company)

    return fits


def _any_news(referent: Referent) -> bool:
    """An agency called "mediet", an outlet called "bureauet"."""
    return referent.named and referent.category in NEWS


def _anonymous(reading: Reading) -> Fits:
    plural = reading.noun is not None and reading.noun.plural

    def fits(referent: Referent) -> bool:
        return (
            not referent.named
            and referent.category == "anonymous"
            and bool(referent.plural) is plural
        )

    return fits


def _fuller_phrase(reading: Reading, discourse: Discourse, lexicon: Lexicon) -> Resolved | None:
    """The same noun with a name behind it: "bestyrelsen for Bryggeriet Lindø"."""
    text = discourse.parsed.text
    prepositions = "|".join(sorted(map(re.escape, lexicon.roles.get("belonging", ()))))
    ends = {m.span.start: m.span for m in discourse.mentions if m.referent.named}
    found: dict[str, Span] = {}
    if not prepositions:
        return None
    for match in re.finditer(
        rf"\b{re.escape(reading.head)} (?:{prepositions}) (?=\S)", text, re.IGNORECASE
    ):
        name = ends.get(match.end())
        if name is not None:
            span = Span(match.start(), name.end)
            phrase = span.of(text)
            phrase = phrase if lexicon.capital_nouns() else phrase[0].lower() + phrase[1:]
            found.setdefault(phrase, span)
    if len(found) != 1:
        return None
    phrase, span = next(iter(found.items()))
    return Resolved("coreference.fuller", phrase, span)


def _fuller_compound(reading: Reading, discourse: Discourse) -> Resolved | None:
    """The only compound of the noun before it: "nævnet" → "Klagenævnet"."""
    assert reading.span is not None
    if reading.noun is None or reading.noun.row.category in ("document", "anonymous"):
        return None
    text = discourse.parsed.text[: reading.span.start]
    found: dict[str, Span] = {}
    for match in re.finditer(rf"\b\w[\w-]{{2,}}{re.escape(reading.head)}\b", text, re.IGNORECASE):
        found.setdefault(match.group().casefold(), Span(*match.span()))
    if len(found) != 1:
        return None
    span = next(iter(found.values()))
    return Resolved("coreference.fuller", span.of(text), span)


def _earlier_phrase(reading: Reading, discourse: Discourse, lexicon: Lexicon) -> Resolved | None:
    """An indefinite phrase of the text with the same noun: "en 41-årig ingeniør fra Sundhavn"."""
    assert reading.span is not None
    if reading.noun is None or reading.noun.plural:
        return None
    text = discourse.parsed.text[: reading.span.start]
    articles = "|".join(sorted(map(re.escape, lexicon.roles.get("indefinite_article", ()))))
    stems = [re.escape(s) for s in lexicon.bare_forms(reading.head) if len(s) > 3]
    if not articles or not stems:
        return None
    pattern = rf"\b(?:{articles})(?: [\w-]+){{0,3}}? [\w-]*(?:{'|'.join(stems)})\b"
    found = list(re.finditer(pattern, text, re.IGNORECASE))
    names = {m.group().casefold() for m in found}
    if not found:
        return None
    if len(names) > 1:
        return Resolved("coreference.same_noun", rivals=tuple(sorted(names)))
    match = found[0]
    words = match.group()
    name = words[0].lower() + words[1:]
    return Resolved("coreference.same_noun", name, Span(*match.span()))


def nearest_noun_phrase(
    text: str, position: int, mentions: list[Mention], lexicon: Lexicon
) -> tuple[str, Span] | None:
    """The phrase right before a relative pronoun: "Kaj Holm, der …" → Kaj Holm."""
    before = text[:position].rstrip(" ,")
    ending = [m for m in mentions if m.span.end == len(before)]
    if ending:
        longest = min(ending, key=lambda m: m.span.start)
        return longest.referent.name, longest.span
    line = max(before.rfind(mark) for mark in "\n.:;!?") + 1
    words = list(WORD.finditer(before, max(line, len(before) - 120)))
    for count, match in enumerate(reversed(words)):
        if count > 8:
            break
        article = lexicon.role(match.group(), "indefinite_article", "definite_article")
        if article or (
            count == 0 and not lexicon.definite_by_article() and _definite(match, lexicon)
        ):
            span = Span(match.start(), len(before))
            phrase = span.of(text)
            return phrase[0].lower() + phrase[1:], span
    if not words or not words[-1].group()[0].islower():
        return None
    return words[-1].group(), Span(*words[-1].span())


def _definite(match: re.Match[str], lexicon: Lexicon) -> bool:
    noun = lexicon.noun(match.group())
    return noun is not None and noun.definite
