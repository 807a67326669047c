"""The tables of a language pack: one row type each, whose fields are the table's columns.

`languages/pack.py` reads them; the tables of times stand in `times.py`, those that only several
articles together need in `story_rows.py`.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `example` is a sentence that proves it; `place` is "da/cues.csv:12"."""

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]

    place: str
    example: str


@dataclass(frozen=True, slots=True)
class CueRow(Row):
    """What a cue does to the status: `cue` its lemma or phrase, `forms` all its forms (`|`; the
    words of a form may stand apart and in any order), `status` the status it gives.

    `weight` is "decides" (the cue says it), "leans" (it usually means that) or "neutral" (the
    content decides; no status); `negated` the status under a negation, empty for the usual one.
    """

    TABLE: ClassVar[str] = "cues"
    KEY: ClassVar[tuple[str, ...]] = ("cue",)

    cue: str
    forms: str
    status: str
    weight: str
    negated: str


@dataclass(frozen=True, slots=True)
class HedgeRow(Row):
    """A word beside the cue or in the content that changes the status (nok → probable).

    `scope` is "cue" (stands with the cue, as a negation does), "content" (anywhere in the
    content), "opening" (the content begins with it) or "whole" (it is the whole content);
    `effect` is a status, or "negation" or "condition" of the cue.
    """

    TABLE: ClassVar[str] = "hedges"
    KEY: ClassVar[tuple[str, ...]] = ("hedge", "scope")

    hedge: str
    forms: str
    scope: str
    effect: str


@dataclass(frozen=True, slots=True)
class SourceRow(Row):
    """A head noun of a source and its forms (each cell `|`-separated).

    `forms` are the indefinite singular ones (all singular ones where the article tells), then
    `definite`, `plural`, `plural_definite`. `match`: "word", "suffix" (also the end of a compound:
    -minister) or "pronoun" (stands alone). `source_type` is a value of SourceType. `anonymous`:
    "yes" (always an informant: kilde), "if-unnamed" (a role that hides behind itself: embedsmand),
    "if-marked" (a mere human being: person), "no". `defers` is "owner" where the type is that of
    whom the noun belongs to (talsmand for ministeriet), then `source_type` is the fallback.
    """

    TABLE: ClassVar[str] = "sources"
    KEY: ClassVar[tuple[str, ...]] = ("noun",)

    noun: str
    forms: str
    definite: str
    plural: str
    plural_definite: str
    match: str
    source_type: str
    anonymous: str
    defers: str


@dataclass(frozen=True, slots=True)
class InstitutionRow(Row):
    """A body of public life by its name: states, parties, ministries, unions of states, companies.

    `source_type` is what speaks when the name is the source ("Kreml" → government).
    """

    TABLE: ClassVar[str] = "institutions"
    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    aliases: str
    source_type: str


@dataclass(frozen=True, slots=True)
class LegalFormRow(Row):
    """The legal form that marks a name as that of a company or club (A/S, GmbH, e.V.)."""

    TABLE: ClassVar[str] = "legal_forms"
    KEY: ClassVar[tuple[str, ...]] = ("form",)

    form: str
    source_type: str


@dataclass(frozen=True, slots=True)
class PhraseWordsRow(Row):
    """The small words that show where the head of a noun phrase stands: `words` (`|`) by `role`.

    Roles: "preposition", "relative", "conjunction", "genitive" (articles that open a genitive:
    des), "definite", "indefinite", "count" (to, flere), "one" (en af, den ene), "official"
    (adjectives that tell the side of the state: militær).
    """

    TABLE: ClassVar[str] = "phrase_words"
    KEY: ClassVar[tuple[str, ...]] = ("role",)

    role: str
    words: str


@dataclass(frozen=True, slots=True)
class AnonymityRow(Row):
    """Words that show that a source's name is withheld; a form ending in `*` is a beginning.

    `kind`: "withheld" (unavngiven, ønsker at være anonym), "close" (tæt på, med kendskab til:
    only an informant is described so), "pseudonym" (kalder sig).
    """

    TABLE: ClassVar[str] = "anonymity"
    KEY: ClassVar[tuple[str, ...]] = ("marker",)

    marker: str
    forms: str
    kind: str


@dataclass(frozen=True, slots=True)
class AgencyRow(Row):
    """A news agency: `aliases` (`|`) in the spellings of the five languages, `owner` one of
    "cooperative", "private", "public", "state", and `fact`, the source of that fact.
    """

    TABLE: ClassVar[str] = "agencies"
    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    aliases: str
    country: str
    owner: str
    fact: str


@dataclass(frozen=True, slots=True)
class OutletRow(Row):
    """A paper, broadcaster or site: like AgencyRow, `kind` "newspaper", "broadcaster", "magazine",
    "site"; `owner` "private", "public", "state", "foundation", "party"; `codes` by-line codes.
    """

    TABLE: ClassVar[str] = "outlets"
    KEY: ClassVar[tuple[str, ...]] = ("name", "country")

    name: str
    aliases: str
    country: str
    kind: str
    owner: str
    fact: str
    codes: str


@dataclass(frozen=True, slots=True)
class PronounRow(Row):
    """A pronoun: `forms` all its cases, `person` 1–3, `number` "singular" or "plural".

    `kind` is "personal", "possessive", "relative", "indefinite", "partitive" (one of several) or
    "both" (stands for two); `gender` "masculine", "feminine" or "any"; `animate` "yes" (people
    only), "no" (things only) or "any".
    """

    TABLE: ClassVar[str] = "pronouns"
    KEY: ClassVar[tuple[str, ...]] = ("pronoun", "kind", "number", "gender")

    pronoun: str
    forms: str
    kind: str
    person: str
    number: str
    gender: str
    animate: str


@dataclass(frozen=True, slots=True)
class DescriptionRow(Row):
    """A noun that refers to somebody: titles (ministeren) and kinds of sources (avisen, kilderne).

    `singular`, `definite`, `plural` list its forms (`|`); `definite` is empty where an article
    makes nouns definite. `match` "suffix" also reads compounds (klimaminister). `category` is
    "person", "news_outlet", "news_agency", "company", "authority", "party", "sports_club",
    "document", "anonymous", "organization" or "country"; `gender` that of the person meant.
    """

    TABLE: ClassVar[str] = "descriptions"
    KEY: ClassVar[tuple[str, ...]] = ("noun",)

    noun: str
    singular: str
    definite: str
    plural: str
    match: str
    category: str
    gender: str


@dataclass(frozen=True, slots=True)
class RelayRow(Row):
    """A cue of a relay chain: `role` "relay" (its source passes on what others say: til, over for,
    ifølge), "origin" (its source stands behind a relay: med henvisning til), "shared" (one cue for
    both: told, zitiert) or "dative" (articles that mark whom a shared cue tells: sagte der dpa).
    """

    TABLE: ClassVar[str] = "relays"
    KEY: ClassVar[tuple[str, ...]] = ("relay",)

    relay: str
    forms: str
    role: str


@dataclass(frozen=True, slots=True)
class ReferenceRow(Row):
    """Small words and endings that reference rests on, one row per `role`.

    Articles, conjunctions, prepositions (place_preposition, belonging), endings (definite_ending,
    plural_ending, genitive_ending, owner), emphasis and only, honorific, first names by gender,
    carrier (Angaben der …), including (herunder), open_speaker (lyder det), sentence_opener,
    past_verb and past_time (background), service (læs også), capital_nouns.
    """

    TABLE: ClassVar[str] = "reference"
    KEY: ClassVar[tuple[str, ...]] = ("role",)

    role: str
    forms: str


@dataclass(frozen=True, slots=True)
class EvidenceRow(Row):
    """Words that set a sentence for or against a claim: `effect` "supports", "weakens",
    "contrasts" (turns what the sentence before did) or "negates"; `position` "opening" or
    "anywhere".
    """

    TABLE: ClassVar[str] = "evidence"
    KEY: ClassVar[tuple[str, ...]] = ("marker",)

    marker: str
    forms: str
    effect: str
    position: str
