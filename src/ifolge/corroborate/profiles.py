"""What a name of a source is made of: its own part, and what kind of body or role it names.

"Lysmarks udenrigsministerium" and "das Außenministerium von Lysmark" have the same own part
(lysmark) and the same concept (foreign ministry), so they are one source in two languages.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from ifolge.corroborate.wording import fold, name_key, words_of
from ifolge.languages.pack import alternatives, load_pack
from ifolge.languages.story_rows import ActorRow

SPELLING = 90.0  # likeness of two spellings of one name, of 100
SHORTEST_ENDING = 4  # letters of a form that ends compounds
LONG = 6  # letters from which a spelling may be compared
_ANY = "en"  # the table is shared by all languages


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept that a word of a name shows."""

    name: str
    kind: str
    belongs: str
    own_name: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A name taken apart.

    `own` are the parts that are nobody else's, `bodies` the institution concepts, `posts` those of
    spokespersons, `roles` what an informant is; `vague` and `document` say what else it shows.
    """

    name: str
    own: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    vague: bool = False
    document: bool = False
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """The table by folded form: all, those that also end compounds, and those of several words."""

    exact: Mapping[str, tuple[Concept, ...]]
    endings: Mapping[str, tuple[Concept, ...]]
    phrases: tuple[str, ...]

    def ending_of(self, word: str) -> tuple[Concept, ...]:
        """The concepts of the longest form that ends a word."""
        for start in range(len(word) - SHORTEST_ENDING + 1):
            if word[start:] in self.endings:
                return self.endings[word[start:]]
        return ()


@functools.cache
def _forms() -> _Forms:
    exact: dict[str, tuple[Concept, ...]] = {}
    endings: dict[str, tuple[Concept, ...]] = {}
    for row in load_pack(_ANY).table(ActorRow):
        concept = Concept(row.concept, row.kind, row.belongs, row.match == "name")
        for form in map(fold, alternatives(row.forms)):
            exact[form] = (*exact.get(form, ()), concept)
            if row.match == "suffix" and " " not in form and len(form) >= SHORTEST_ENDING:
                both = (*endings.get(form, ()), concept)
                endings[form] = tuple(sorted(both, key=lambda c: c.name))
    phrases = sorted((form for form in exact if " " in form), key=lambda f: (-len(f), f))
    return _Forms(exact, endings, tuple(phrases))


@functools.lru_cache(maxsize=65536)
def concepts_of(word: str) -> tuple[tuple[Concept, ...], bool]:
    """The concepts of a folded word, and whether the word is no more than that.

    "politi" → police and nothing else; "rigspolitiet" → police, and a name of its own.
    """
    forms = _forms()
    stems = (word, word.removesuffix("s"))
    for form in stems:
        if form in forms.exact:
            return forms.exact[form], not any(c.own_name for c in forms.exact[form])
    return next((found for stem in stems if (found := forms.ending_of(stem))), ()), False


@functools.lru_cache(maxsize=16384)
def read_profile(name: str) -> Profile:
    """Take a name apart: "pressemeddelelse fra Lyngsø Linjen" → lyngsø, linje; a document."""
    found: list[Concept] = []
    names, others = set(), set()
    rest = _phrases(" ".join(fold(word) for word in words_of(name)), found)
    originals = {fold(word): word for word in words_of(name)}
    for word in rest.split():
        concepts, generic = concepts_of(word)
        found += concepts
        original = originals.get(word, word)
        outlet = any(concept.kind == "outlet" for concept in concepts)
        if (outlet or not generic) and (original[:1].isupper() or word.isdigit()):
            names.add(name_key(original))  # "Tidende" is a part of "Grevesund Tidende"
        elif not concepts:
            others.add(name_key(word))
    telling = any(concept.kind not in ("function", "nationality") for concept in found)
    kinds = {concept.kind for concept in found}
    return Profile(
        name=name,
        own=frozenset(names if names or telling else others),
        bodies=_named(found, "institution"),
        posts=_named(found, "spokesperson"),
        roles=_head_role(found),
        vague="vague" in kinds,
        document="document" in kinds,
        outlet="outlet" in kinds,
    )


def _phrases(text: str, found: list[Concept]) -> str:
    """Take forms of several words out of a text and note their concepts."""
    forms = _forms()
    padded = f" {text} "
    for form in forms.phrases:
        if f" {form} " in padded:
            found += forms.exact[form]
            padded = padded.replace(f" {form} ", " ")
    return padded


def _head_role(found: Sequence[Concept]) -> frozenset[str]:
    """What an informant is: "en spiller" is a player, "en kilde i bestyrelsen" only a source."""
    telling = [concept for concept in found if concept.kind in ("role", "vague")]
    if not telling or telling[0].kind == "vague":
        return frozenset()
    return _named(telling, "role")


def _named(found: Iterable[Concept], kind: str) -> frozenset[str]:
    return frozenset(concept.name for concept in found if concept.kind == kind)


def same_name(one: Profile, two: Profile) -> bool:
    """Whether two names are surely one source: the same own part and no other kind of body."""
    if fold(one.name) == fold(two.name):
        return True
    if not one.own or not two.own:
        return False
    if one.bodies and two.bodies and not one.bodies & two.bodies:
        return False
    return one.own == two.own or _spelt_alike(one.own, two.own)


def _spelt_alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """Two spellings of one name: "Wolodymyr" and "Volodymyr"."""
    mine, theirs = " ".join(sorted(one)), " ".join(sorted(two))
    return (
        min(len(mine), len(theirs)) >= LONG
        and not any(char.isdigit() for char in mine + theirs)
        and ratio(mine, theirs) >= SPELLING
    )


def may_be(one: Profile, two: Profile) -> bool:
    """Whether one name may be a shorter or vaguer way to say the other.

    "Corvo" may be "Lidia Corvo", "dansk politi" may be "Sydkystens Politi", "Lysmark" may be
    "Lysmarks udenrigsministerium"; "Medicintilsynet" is not "Läkemedelsrådet".
    """
    if one.own and two.own:
        smaller = one.own <= two.own or two.own <= one.own
        clash = one.bodies and two.bodies and not one.bodies & two.bodies
        return smaller and not clash
    return bool(one.bodies & two.bodies)
