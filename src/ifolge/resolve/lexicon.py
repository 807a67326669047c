"""Which small words, nouns and names does a language refer with?

The tables of a pack, turned round so that a word of the text finds its row: pronouns, nouns that
name a kind of source (avisen, ministeren), the names of agencies and outlets, endings.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ifolge.languages.pack import LanguagePack, alternatives, load_pack
from ifolge.languages.rows import (
    AgencyRow,
    DescriptionRow,
    InstitutionRow,
    OutletRow,
    PronounRow,
    ReferenceRow,
)

WORD = re.compile(r"\w+(?:[-.'’&/]\w+)*(?:(?<=\b\w)\.)?")
NEWS = ("news_agency", "news_outlet")
QUOTES = "\"'“”„‟«»‘’‚›‹"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the text that the pack knows: what it calls somebody, and in which form."""

    row: DescriptionRow
    definite: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words of reference, found by their casefolded form."""

    code: str
    pronouns: Mapping[str, tuple[PronounRow, ...]]
    roles: Mapping[str, frozenset[str]]
    nouns: Mapping[str, Noun]
    suffixes: Mapping[str, Noun]
    outlets: Mapping[str, str]
    institutions: Mapping[str, str]

    def role(self, word: str, *roles: str) -> bool:
        """Whether a word plays one of these roles ("preposition", "conjunction" …)."""
        folded = word.casefold()
        return any(folded in self.roles.get(role, frozenset()) for role in roles)

    def noun(self, word: str) -> Noun | None:
        """The row a noun belongs to, compounds by their last part ("miljøministeren")."""
        folded = word.casefold()
        if folded in self.nouns:
            return self.nouns[folded]
        for start in range(1, len(folded) - 2):
            if folded[start:] in self.suffixes:
                return self.suffixes[folded[start:]]
        return None

    def pronoun(self, word: str) -> tuple[PronounRow, ...]:
        """The rows of a pronoun, several when it is ambiguous ("sie")."""
        if len(word) > 1 and word.isupper():
            return ()
        return self.pronouns.get(" ".join(word.casefold().split()), ())

    def is_known_name(self, word: str) -> bool:
        """Whether a pack lists this name: an outlet, an agency, a public body."""
        folded = word.casefold()
        return folded in self.outlets or folded in self.institutions

    def is_function_word(self, word: str) -> bool:
        """Whether a capital on this word says nothing: an article, a preposition, a pronoun."""
        return bool(self.pronoun(word)) or any(
            word.casefold() in self.roles.get(role, frozenset())
            for role in ("definite_article", "indefinite_article", "conjunction", "preposition")
        )

    def opens_sentences(self, word: str) -> bool:
        """Whether a word often opens a sentence and is no name there (Da, Når, Ifølge, Den)."""
        return self.is_function_word(word) or self.role(word, "sentence_opener")

    def capital_nouns(self) -> bool:
        """Whether all nouns have capitals (German), so that a capital alone names nobody."""
        return bool(self.roles.get("capital_nouns"))

    def definite_by_article(self) -> bool:
        """Whether only articles make nouns definite (English, German)."""
        return not self.roles.get("definite_ending")

    def base_form(self, article: str) -> str | None:
        """The nominative of an article where there is only one: "einer" → "eine"."""
        for pair in self.roles.get("base_form", ()):
            form, _, base = pair.partition("→")
            if form == article.casefold():
                return base
        return None

    def bare_forms(self, definite: str) -> tuple[str, ...]:
        """What a definite noun may be without its ending: "ingeniøren" → "ingeniør"."""
        folded = definite.casefold()
        endings = self.roles.get("definite_ending", frozenset())
        stems = [
            folded[: -len(e)] for e in endings if folded.endswith(e) and len(folded) > len(e) + 2
        ]
        return (folded, *sorted(stems, key=len, reverse=True))

    def without_genitive(self, word: str) -> str | None:
        """A name or noun without its genitive ending ("Rådets" → "Rådet"), None without one."""
        for ending in sorted(self.roles.get("genitive_ending", ()), key=len, reverse=True):
            bare = word[: -len(ending)]
            if word.casefold().endswith(ending) and len(bare) > 1 and bare[-1].isalnum():
                return bare
        return None


def lexicon_of(pack: LanguagePack) -> Lexicon:
    """The words of reference of a pack, built once per language as its tables are read once."""
    return _lexicon(pack.code)


@functools.cache
def _lexicon(code: str) -> Lexicon:
    pack = load_pack(code)
    pronouns: dict[str, list[PronounRow]] = defaultdict(list)
    for row in pack.table(PronounRow):
        for form in alternatives(row.forms):
            pronouns[form.casefold()].append(row)
    roles: dict[str, frozenset[str]] = {}
    for small in pack.table(ReferenceRow):
        forms = frozenset(a.casefold() for a in alternatives(small.forms))
        roles[small.role] = roles.get(small.role, frozenset()) | forms
    nouns = dict(_nouns(pack.table(DescriptionRow)))
    suffixes = {f: n for f, n in nouns.items() if n.row.match == "suffix" and len(f) > 2}
    return Lexicon(
        pack.code,
        {form: tuple(rows) for form, rows in pronouns.items()},
        roles,
        nouns,
        suffixes,
        _outlets(pack),
        _institutions(pack),
    )


def _nouns(rows: Iterable[DescriptionRow]) -> Iterable[tuple[str, Noun]]:
    for row in rows:
        for form in alternatives(row.singular):
            yield form.casefold(), Noun(row, definite=False, plural=False)
        for form in alternatives(row.plural):
            yield form.casefold(), Noun(row, definite=False, plural=True)
        for form in alternatives(row.definite):
            yield form.casefold(), Noun(row, definite=True, plural=False)


def _institutions(pack: LanguagePack) -> dict[str, str]:
    """Names of public bodies and places that speak for powers (Kreml), with their kind."""
    kinds = {"government": "authority"}
    return {
        name.casefold(): kinds.get(row.source_type, row.source_type)
        for row in pack.table(InstitutionRow)
        for name in (row.name, *alternatives(row.aliases))
        if len(name) > 1
    }


def _outlets(pack: LanguagePack) -> dict[str, str]:
    outlets: dict[str, str] = {}
    for outlet in pack.table(OutletRow):
        for name in (outlet.name, *alternatives(outlet.aliases)):
            outlets[name.casefold()] = NEWS[1]
    for agency in pack.table(AgencyRow):
        for name in (agency.name, *alternatives(agency.aliases)):
            outlets[name.casefold()] = NEWS[0]
    return outlets
