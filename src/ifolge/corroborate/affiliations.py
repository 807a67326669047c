"""Which institution a person speaks for.

"vagtchef Palle Amstrup" speaks for the police, "direktør Kim Brandsholm" for Brandsholm Pharma,
"Mikkel Brahe, sportsdirektør i FC Skarvhavn" for the club. A passenger, an economist or the sister
of a sailor speaks for nobody else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ifolge.corroborate.profiles import concepts_of, read_profile
from ifolge.corroborate.wording import fold, name_key, words_of
from ifolge.model.article import Span
from ifolge.model.claim import Actor
from ifolge.model.reason import Reason
from ifolge.model.report import Report

BEFORE, AFTER = 5, 9  # words around a name in which a post is looked for
STRENGTH = ("named", "concept", "surname", "nearest")


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the way from names to actors."""

    actor: Actor
    by_name: Mapping[str, str]

    @property
    def parts(self) -> frozenset[str]:
        """The parts of the person's names."""
        return frozenset().union(*(read_profile(name).own for name in self.actor.names))


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the person is named: the words before and in apposition, and where."""

    report: Report
    span: Span
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words around."""
        return self.before + self.after

    @property
    def post(self) -> tuple[str | None, str, tuple[str, ...]]:
        """The word that names a post, the institution concept it tells, and the words beside it."""
        for side in (self.before, self.after):
            for word in reversed(side) if side is self.before else side:
                for concept in concepts_of(fold(word))[0]:
                    if concept.kind == "spokesperson":
                        return word, concept.belongs, side
        return None, "", ()


def find_institution(
    person: Person, bodies: Sequence[Actor], reports: Sequence[Report]
) -> tuple[Actor, Reason] | None:
    """The institution a person's post belongs to, with the Reason; None for private persons."""
    found = []
    for number, place in enumerate(_places(person, reports)):
        post = place.post[0]
        choice = _choose(person, place, bodies) if post else None
        if choice is not None and post is not None:
            how, body = choice
            found.append((STRENGTH.index(how), number, how, post, body, place))
    if not found:
        return None
    _, _, how, post, body, place = min(found, key=lambda f: f[:2])
    values = {"name": person.actor.name, "post": post, "institution": body.name}
    rule, sure = f"actors.speaks_for.{how}", 0.95 - 0.1 * STRENGTH.index(how)
    return body, Reason("actor", rule, (place.span,), values, confidence=sure)


def _places(person: Person, reports: Sequence[Report]) -> Iterator[Place]:
    """Every place where the full name stands, with the words around it in its sentence."""
    names = sorted((n for n in person.actor.names if len(words_of(n)) > 1), key=len, reverse=True)
    if not names:
        names = sorted(person.actor.names)
    pattern = re.compile("|".join(rf"\b{re.escape(name)}" for name in names))
    for report in reports:
        text = report.article.text
        if not any(name in text for name in names):
            continue
        for match in pattern.finditer(text):
            start, end = _sentence_bounds(report, match.start())
            before = words_of(text[start : match.start()])[-BEFORE:]
            following = text[match.end() : end]
            apposition = following.lstrip()[:1] in (",", "(")
            after = words_of(following)[:AFTER] if apposition else []
            span = Span(match.start(), match.end())
            yield Place(report, span, tuple(before), tuple(after))


def _sentence_bounds(report: Report, position: int) -> tuple[int, int]:
    for sentence in report.sentences:
        if sentence.span.start <= position < sentence.span.end:
            return sentence.span.start, sentence.span.end
    text = report.article.text
    end = text.find("\n", position)
    return text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end


def _choose(person: Person, place: Place, bodies: Sequence[Actor]) -> tuple[str, Actor] | None:
    """The institution meant at one place, and how it was found."""
    _, belongs, beside = place.post
    named = _named(place, belongs, bodies)
    if named is not None:
        return "named", named
    here = _bodies_before(person, place, bodies)
    described = [b for b in here if any(_described(b, word) for word in beside)]
    if described:
        return "concept", described[-1]
    if belongs:
        near = [b for b in here if _has_concept(b, belongs)]
        anywhere = near or [b for b in bodies if _has_concept(b, belongs)]
        return ("concept", anywhere[-1]) if near or len(anywhere) == 1 else None
    kin = [b for b in bodies if _own(b) & person.parts]
    if len(kin) == 1:
        return "surname", kin[0]
    if here and not any(_is_name(word, place) for word in beside):
        return "nearest", here[-1]
    return None


def _named(place: Place, belongs: str, bodies: Sequence[Actor]) -> Actor | None:
    """The institution whose own name stands around the person's."""
    around = {name_key(word) for word in place.words}
    named = [b for b in bodies if _own(b) and _own(b) <= around]
    if not named:
        return None
    longest = max(len(_own(b)) for b in named)
    fitting = [b for b in named if len(_own(b)) == longest]
    best = [b for b in fitting if _has_concept(b, belongs)] or fitting
    return best[0] if len(best) == 1 or belongs else None


def _described(body: Actor, word: str) -> bool:
    """Whether a word is short for the institution: "tilsynets" for Medicintilsynet."""
    concepts, generic = concepts_of(fold(word))
    if not generic or not any(c.kind == "institution" for c in concepts):
        return False
    kind = {c.name for c in concepts}
    short = name_key(word)
    return any(
        kind & read_profile(name).bodies or any(part.endswith(short) for part in _own(body))
        for name in body.names
    )


def _own(body: Actor) -> frozenset[str]:
    return read_profile(body.name).own


def _has_concept(body: Actor, concept: str) -> bool:
    bodies = frozenset().union(*(read_profile(name).bodies for name in body.names))
    return bool(concept) and any(name.endswith(concept) for name in bodies)


def _is_name(word: str, place: Place) -> bool:
    """Whether a word is a name of its own, of a place or of another institution.

    "Spillerforbundets formand" names one, "Direktør" at the start of a sentence does not.
    """
    concepts, generic = concepts_of(fold(word))
    if not word[:1].isupper() or generic:
        return False
    body = any(concept.kind == "institution" for concept in concepts)
    return body or (not concepts and word != place.words[0])


def _bodies_before(person: Person, place: Place, bodies: Sequence[Actor]) -> list[Actor]:
    """The institutions that were sources earlier in the article, the nearest last."""
    ids = {body.id: body for body in bodies}
    text = place.report.article.text
    found = []
    for attribution in sorted(place.report.attributions, key=lambda a: a.source or a.content):
        where = (attribution.source or attribution.content)[0]
        name = attribution.canonical_source or where.of(text)
        body = ids.get(person.by_name.get(name, ""))
        if body is not None and where.start < place.span.start:
            found.append(body)
    return found
