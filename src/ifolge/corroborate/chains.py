"""Where the chain of relays behind one mention ends.

"Boldbladet: Ifølge Kickpost bliver Terkelsen fyret" leads to Kickpost's article, that one to the
Danish portal it cites, and the portal to its anonymous board member: there the chain ends. A chain
that comes back to itself is a ring without a way out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ifolge.corroborate.actors import Actors
from ifolge.corroborate.outlets import Outlet, outlet_of
from ifolge.corroborate.passages import OUTLET_TYPES, Passage
from ifolge.corroborate.profiles import read_profile
from ifolge.corroborate.rings import strong_components
from ifolge.model.attribution import SourceType, Status
from ifolge.model.claim import Copy, Degree

MANY = 8  # cited passages that are followed
WITNESS_AFTER = 3  # sentences after which an article's own reporter still vouches for one


class End(StrEnum):
    """What stands at the end of a chain."""

    ACTOR = "actor"  # a named source
    INFORMANT = "informant"  # a source whose name is withheld
    EYE_WITNESS = "eye_witness"  # the outlet's own reporter was there
    RING = "ring"  # outlets that cite each other
    NOBODY = "nobody"  # no source is given


@dataclass(frozen=True, slots=True, order=True)
class Root:
    """The end of a chain: what it is, and which one.

    `who` is an actor's id, the outlets of a ring, or the outlet an informant spoke to; `role` tells
    informants of one outlet apart.
    """

    end: End
    who: str
    role: str = ""
    name: str = ""


@dataclass(frozen=True)
class Archive:
    """What chains are walked through: copies, cited articles, witnesses, actors.

    `hosts` names for an article the party or authority that most of it comes from.
    """

    actors: Actors
    original: Mapping[str, str]
    partial: Mapping[str, str]
    outlet_articles: Mapping[Outlet, frozenset[str]]
    witnesses: Mapping[str, tuple[int, ...]]
    hosts: Mapping[str, str]


def articles_by_outlet(
    passages: Sequence[Passage], by_lines: Mapping[str, str | None]
) -> dict[Outlet, frozenset[str]]:
    """The articles of each outlet, and those that carry an agency's by-line."""
    found: dict[Outlet, set[str]] = defaultdict(set)
    for passage in passages:
        for name in (passage.outlet, by_lines.get(passage.article)):
            outlet = outlet_of(name) if name else None
            if outlet is not None:
                found[outlet].add(passage.article)
    return {outlet: frozenset(articles) for outlet, articles in found.items()}


def copy_sources(copies: Sequence[Copy]) -> tuple[dict[str, str], dict[str, str]]:
    """From each copied article to the original: the whole or translated ones, and the parts."""
    whole = {c.article: c.of for c in copies if c.degree is not Degree.PART}
    part = {c.article: c.of for c in copies if c.degree is Degree.PART}
    return whole, part


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: the passages it leads to, and the end if these lead nowhere."""

    targets: tuple[Passage, ...]
    end: Root | None = None


class Walk:
    """Walks the chains of one claim's asserting passages."""

    def __init__(self, group: Sequence[Passage], archive: Archive) -> None:
        self.group = group
        self.archive = archive
        self.by_article: dict[str, list[Passage]] = defaultdict(list)
        for passage in group:
            self.by_article[passage.article].append(passage)
        self.places = {passage.key: place for place, passage in enumerate(group)}
        self.roots: dict[str, Root] = {}

    def all_roots(self) -> dict[str, Root]:
        """The end of each passage's chain, by key."""
        steps = {passage.key: self._step(passage) for passage in self.group}
        edges = {key: [target.key for target in step.targets] for key, step in steps.items()}
        for ring in strong_components(list(steps), edges):
            self._settle(sorted(ring, key=self.places.__getitem__), steps)
        found = dict(self.roots)
        for passage in self.group:
            if passage.key not in found:
                found[passage.key] = self._confirmed(passage)
        return found

    def _settle(self, ring: Sequence[str], steps: Mapping[str, Step]) -> None:
        """Give the passages of a ring (mostly of one) the end that lies outside it, if any."""
        outside = [
            self.roots[target.key]
            for key in ring
            for target in steps[key].targets
            if target.key in self.roots
        ]
        ends = sorted(outside, key=lambda root: root.end is End.RING)
        end = ends[0] if ends else None
        if end is None and len(ring) > 1:
            end = self._ring(ring)
        for key in ring:
            own = end or steps[key].end
            if own is not None:
                self.roots[key] = own

    def _ring(self, ring: Sequence[str]) -> Root:
        passages = [self.group[self.places[key]] for key in ring]
        outlets = " · ".join(sorted({p.outlet or p.article for p in passages}))
        return Root(End.RING, outlets, name=outlets)

    def _step(self, passage: Passage) -> Step:
        """Where a passage has it from: other passages, or a source of its own."""
        if passage.own_voice:
            return self._own_voice(passage)
        end = self._end(passage)
        if not self._ends_elsewhere(passage):
            return Step((), end)
        return Step(tuple(self.cited(passage)[:MANY]), end)

    def _ends_elsewhere(self, passage: Passage) -> bool:
        """Whether the source is only a relay, or described so that the cited article knows it."""
        attribution = passage.attribution
        assert attribution is not None
        if attribution.source_type in OUTLET_TYPES or attribution.anonymous:
            return True
        profile = read_profile(passage.source or "")
        people = attribution.source_type in (SourceType.PERSON, SourceType.GROUP, None)
        return people and not profile.own

    def cited(self, passage: Passage) -> list[Passage]:
        """The passages of this claim in the articles that this one has it from.

        Older articles come first; what an article has from a source comes before its own voice.
        """
        names = [*passage.relays]
        attribution = passage.attribution
        if attribution is not None and attribution.source_type in OUTLET_TYPES:
            names += (passage.source or "").split(";")
        articles: set[str] = set()
        for outlet, found in self.archive.outlet_articles.items():
            if any(outlet.is_meant_by(name) for name in names):
                articles |= found
        articles.discard(passage.article)
        targets = [p for p in self.group if p.article in articles]
        older = [p for p in targets if _not_later(p, passage)]
        informants = attribution is not None and bool(attribution.anonymous)
        return sorted(older or targets, key=lambda p: self._rank(p, informants))

    def _rank(self, passage: Passage, informants: bool) -> tuple[bool, bool, bool, int]:
        attribution = passage.attribution
        withheld = attribution is not None and bool(attribution.anonymous)
        relay = attribution is not None and attribution.source_type in OUTLET_TYPES
        place = self.places[passage.key]
        return (informants and not withheld, passage.own_voice, relay, place)

    def _own_voice(self, passage: Passage) -> Step:
        """What the article names for it, else its reporter, else the text it copies, else the
        outlet that a headline has it from.
        """
        named = [p for p in self.by_article[passage.article] if not p.own_voice]
        if named:
            return Step((min(named, key=lambda p: (abs(p.order - passage.order), p.order)),))
        if self._witnessed(passage):
            outlet = passage.outlet or passage.article
            return Step((), Root(End.EYE_WITNESS, outlet, name=outlet))
        original = self.archive.original.get(passage.article)
        partly = self.archive.partial.get(passage.article)
        for source in filter(None, (original, partly)):
            there = self.by_article.get(source, [])
            same = [p for p in there if p.text == passage.text] if source == partly else there
            if same:
                return Step((min(same, key=lambda p: (p.own_voice, p.order)),))
        return Step(tuple(self.cited(passage)[:MANY]))

    def _witnessed(self, passage: Passage) -> bool:
        own = [p for p in self.by_article[passage.article] if p.own_voice]
        places = self.archive.witnesses.get(passage.article, ())
        return any(
            0 <= witness - other.sentence <= WITNESS_AFTER
            for witness in places
            for other in own
            if other is passage or passage.headline
        )

    def _confirmed(self, passage: Passage) -> Root:
        """The party or authority that had confirmed it by then, else its only origin."""
        before = [p for p in self.group if p.key in self.roots and _not_later(p, passage)]
        roots = [self.roots[p.key] for p in before]
        sure = [self.roots[p.key] for p in before if p.mention.status is Status.CONFIRMED]
        for choice in (sure, roots):
            named = [r for r in choice if r.end is End.ACTOR and self.official(r)]
            if named:
                return named[-1]
        host = self.archive.hosts.get(self.archive.original.get(passage.article, passage.article))
        if host is not None and not passage.headline:
            return Root(End.ACTOR, host, name=self.archive.actors.by_id[host].name)
        different = sorted(set(roots or self.roots.values()))
        return different[0] if len(different) == 1 else self._nobody(passage)

    def official(self, root: Root) -> bool:
        """Whether an origin is a party or an authority."""
        actor = self.archive.actors.by_id.get(root.who)
        return actor is not None and actor.source_type in (
            SourceType.GOVERNMENT,
            SourceType.ORGANIZATION,
        )

    def _nobody(self, passage: Passage) -> Root:
        first = self.archive.original.get(passage.article, passage.article)
        return Root(End.NOBODY, first)

    def _end(self, passage: Passage) -> Root:
        """The source of a passage as the end of its chain."""
        attribution = passage.attribution
        assert attribution is not None
        copied = self._copied_from(passage)
        if copied is not None:
            return self._end(copied)
        if attribution.anonymous:
            return self._informant(passage)
        name = passage.source
        if not name:
            return self._nobody(passage)
        actor = self.archive.actors.of(name)
        if actor is None:
            return Root(End.ACTOR, name, name=name)
        behind = self.archive.actors.behind(actor)
        return Root(End.ACTOR, behind.id, name=behind.name)

    def _copied_from(self, passage: Passage) -> Passage | None:
        """The same content in the original of a copy: what it says of the source holds here too.

        A Norwegian translation of "vejmyndigheden i Norsund" has the origin of the Danish text.
        """
        original = self.archive.original.get(passage.article)
        there = self.by_article.get(original, []) if original else []
        mine = passage.attribution
        same = [
            p
            for p in there
            if mine is not None
            and p.attribution is not None
            and p.attribution.source_type == mine.source_type
        ]
        return min(same, key=lambda p: (abs(p.order - passage.order), p.order), default=None)

    def _informant(self, passage: Passage) -> Root:
        first = self.archive.original.get(passage.article, passage.article)
        told = [p.outlet for p in self.by_article.get(first, []) if p.outlet]
        outlet = passage.relays[-1] if passage.relays else (told or [passage.outlet or first])[0]
        profile = read_profile(passage.source or "")
        role = "/".join(sorted(profile.roles | profile.bodies))
        return Root(End.INFORMANT, outlet or first, role, passage.source or "")


def _not_later(one: Passage, two: Passage) -> bool:
    return one.at is None or two.at is None or one.at <= two.at
