"""What the packs know about names and nouns, compiled once per language for quick look-up."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ifolge.languages.pack import LanguagePack, alternatives, codes, load_pack
from ifolge.languages.rows import (
    AgencyRow,
    AnonymityRow,
    InstitutionRow,
    LegalFormRow,
    OutletRow,
    PhraseWordsRow,
    Row,
    SourceRow,
)
from ifolge.model.attribution import SourceType

WORD = re.compile(r"\w+(?:[-.&/'’]\w+)*-?")
GENITIVE = re.compile(r"(?:['’]s|s['’]?|['’])$")
SHORTEST_LEFT_PART = 2  # a compound needs at least so much before its last part
LONGEST_CODE = 3


@dataclass(frozen=True, slots=True)
class NounForm:
    """One form of a head noun: its row, number and whether it is definite (kilderne).

    `either`: the form is both numbers' ("den ansatte", "to ansatte"); the article then tells.
    """

    row: SourceRow
    plural: bool
    definite: bool
    either: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name a pack knows: what it is, by which rule, and how many words it has."""

    row: Row
    source_type: SourceType
    rule: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The tables of one pack, keyed for look-up.

    `names` maps the words of a name to what it names; `longest` is the most words one has.
    `roles` maps a small word to its roles in a noun phrase. `pronouns` stand alone. `suffixes`
    are the noun forms that may also end a compound, by their length.
    """

    names: Mapping[tuple[str, ...], KnownName]
    longest: int
    nouns: Mapping[str, NounForm]
    pronouns: Mapping[str, SourceRow]
    suffixes: Mapping[str, NounForm]
    suffix_lengths: tuple[int, ...]
    legal_forms: Mapping[str, LegalFormRow]
    roles: Mapping[str, frozenset[str]]
    markers: re.Pattern[str] | None
    marker_rows: tuple[AnonymityRow, ...]
    nouns_are_capitalised: bool

    def has_role(self, word: str, role: str) -> bool:
        """Whether a small word plays a role in noun phrases ("i": preposition)."""
        return role in self.roles.get(word.casefold(), frozenset())

    def noun(self, word: str) -> tuple[NounForm, str] | None:
        """The head noun a word is a form of, and what stands before it in a compound.

        "politikilder" → kilde, "politi"; the whole word is tried first, then its longest ending.
        """
        low = word.casefold()
        if low in self.nouns:
            return self.nouns[low], ""
        for length in self.suffix_lengths:
            left = len(low) - length
            if left >= SHORTEST_LEFT_PART and low[left:] in self.suffixes:
                return self.suffixes[low[left:]], word[:left]
        return None

    def name_at(self, words: tuple[str, ...], at: int) -> tuple[KnownName, int, bool] | None:
        """The longest known name that begins at word `at`: what, how many words, genitive."""
        for count in range(min(self.longest, len(words) - at), 0, -1):
            key = words[at : at + count]
            if key in self.names:
                return self.names[key], count, False
            last = GENITIVE.sub("", key[-1])
            if last != key[-1] and (*key[:-1], last) in self.names:
                return self.names[(*key[:-1], last)], count, True
        return None

    def marks(self, text: str) -> Iterator[tuple[AnonymityRow, re.Match[str]]]:
        """The words in `text` that withhold a name ("ikke vil have sit navn frem")."""
        if self.markers is None:
            return
        for match in self.markers.finditer(text):
            if match.lastgroup is not None:
                yield self.marker_rows[int(match.lastgroup[1:])], match


@functools.cache
def gazetteer(code: str) -> Gazetteer:
    """The compiled tables of a language. Raises PackError when one of them is wrong."""
    pack = load_pack(code)
    names = _names(pack)
    rows = pack.table(SourceRow)
    nouns = _noun_forms(row for row in rows if row.match != "pronoun")
    suffixes = _noun_forms(row for row in rows if row.match == "suffix")
    pattern, marker_rows = _markers(pack)
    return Gazetteer(
        names=names,
        longest=max((len(key) for key in names), default=0),
        nouns=nouns,
        pronouns={f: row for row in rows if row.match == "pronoun" for f in _forms(row.forms)},
        suffixes=suffixes,
        suffix_lengths=tuple(sorted({len(form) for form in suffixes}, reverse=True)),
        legal_forms={row.form: row for row in pack.table(LegalFormRow)},
        roles=_roles(pack),
        markers=pattern,
        marker_rows=marker_rows,
        nouns_are_capitalised=bool(pack.settings.get("nouns_are_capitalised", False)),
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name as look-up keys ("B.T." → "B.T")."""
    return tuple(WORD.findall(text))


def _names(pack: LanguagePack) -> dict[tuple[str, ...], KnownName]:
    names: dict[tuple[str, ...], KnownName] = {}
    for row, aliases in _named_rows(pack):
        known = _known(row)
        for alias in aliases:
            for key in _spellings(words_of(alias)):
                names.setdefault(key, known)
    return names


def _named_rows(pack: LanguagePack) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """Agencies, then this language's outlets and institutions, then other languages' outlets."""
    for agency in pack.table(AgencyRow):
        yield agency, (agency.name, *alternatives(agency.aliases))
    for institution in pack.table(InstitutionRow):
        yield institution, (institution.name, *alternatives(institution.aliases))
    for outlet in pack.table(OutletRow):
        yield outlet, (outlet.name, *alternatives(outlet.aliases), *_long_codes(outlet))
    for code in codes():
        if code != pack.code:
            for outlet in load_pack(code).table(OutletRow):
                yield outlet, (outlet.name, *_distinct(alternatives(outlet.aliases)))


def _long_codes(outlet: OutletRow) -> tuple[str, ...]:
    return tuple(c for c in alternatives(outlet.codes) if len(c) >= LONGEST_CODE)


def _distinct(aliases: Iterable[str]) -> tuple[str, ...]:
    """Aliases that may be used in another language: short forms mean too much there."""
    return tuple(alias for alias in aliases if len(words_of(alias)) > 1 or "." in alias)


def _spellings(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not key:
        return
    yield key
    yield (key[0][:1].upper() + key[0][1:], *key[1:])
    if sum(map(len, key)) >= LONGEST_CODE:
        yield tuple(word.upper() for word in key)


def _known(row: Row) -> KnownName:
    if isinstance(row, AgencyRow):
        return KnownName(row, SourceType.NEWS_AGENCY, "source_type.agency")
    if isinstance(row, InstitutionRow):
        return KnownName(row, SourceType(row.source_type), "source_type.institution")
    return KnownName(row, SourceType.NEWS_OUTLET, "source_type.outlet")


def _noun_forms(rows: Iterable[SourceRow]) -> dict[str, NounForm]:
    """Every form of every noun; the row that stands first in the table keeps a shared form."""
    found: dict[str, NounForm] = {}
    for row in rows:
        plurals = _forms(row.plural) | _forms(row.plural_definite)
        cells = (
            (_forms(row.forms), False, False),
            (_forms(row.definite), False, True),
            (_forms(row.plural), True, False),
            (_forms(row.plural_definite), True, True),
        )
        for forms, plural, definite in cells:
            for form in forms:
                noun = NounForm(row, plural, definite, not plural and form in plurals)
                found.setdefault(form, noun)
    return found


def _forms(cell: str) -> set[str]:
    return {form.casefold() for form in alternatives(cell)}


def _roles(pack: LanguagePack) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for row in pack.table(PhraseWordsRow):
        for word in alternatives(row.words):
            roles.setdefault(word.casefold(), set()).add(row.role)
    return {word: frozenset(found) for word, found in roles.items()}


def _markers(pack: LanguagePack) -> tuple[re.Pattern[str] | None, tuple[AnonymityRow, ...]]:
    rows = pack.table(AnonymityRow)
    parts = []
    for number, row in enumerate(rows):
        forms = sorted(alternatives(row.forms), key=len, reverse=True)
        body = "|".join(re.escape(form).replace(r"\*", r"\w*") for form in forms)
        parts.append(rf"(?P<m{number}>\b(?:{body})(?!\w))")
    return (re.compile("|".join(parts), re.IGNORECASE) if parts else None), rows
