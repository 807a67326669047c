"""Who the sources are, across articles and languages, and which institution a person speaks for.

Names are merged when they are surely one source. What is only likely ("dansk politi" may be
"Sydkystens Politi") is decided claim by claim in `origins`, where the candidates are few.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ifolge.corroborate.affiliations import Person, find_institution
from ifolge.corroborate.profiles import Profile, may_be, read_profile, same_name
from ifolge.corroborate.wording import fold
from ifolge.model.attribution import Attribution, SourceType
from ifolge.model.claim import Actor, Decision, Verdict
from ifolge.model.reason import Reason
from ifolge.model.report import Report

INSTITUTIONS = (SourceType.GOVERNMENT, SourceType.ORGANIZATION)


@dataclass(frozen=True)
class Actors:
    """All sources of a set of reports: by id, and by the names they go under."""

    by_id: Mapping[str, Actor]
    by_name: Mapping[str, str]

    def of(self, name: str) -> Actor | None:
        """The actor that goes under a name."""
        return self.by_id.get(self.by_name.get(name, ""))

    def behind(self, actor: Actor) -> Actor:
        """The institution the actor speaks for, else the actor itself."""
        return self.by_id.get(actor.speaks_for or "", actor)


def find_actors(reports: Sequence[Report], decisions: Sequence[Decision] = ()) -> Actors:
    """The named sources of the reports (in order of time), merged over articles and languages."""
    types = _types_by_name(reports)
    groups = _merge(sorted(types), types, decisions)
    actors = [_actor(group, types) for group in groups]
    by_name = {name: actor.id for actor in actors for name in actor.names}
    people = [actor for actor in actors if actor.source_type is SourceType.PERSON]
    bodies = [actor for actor in actors if actor.source_type in INSTITUTIONS]
    spoken = {actor.id: _with_institution(actor, bodies, reports, by_name) for actor in people}
    by_id = {actor.id: spoken.get(actor.id, actor) for actor in actors}
    return Actors(by_id, by_name)


def name_of(attribution: Attribution, text: str) -> str:
    """How an attribution's source is called: its canonical name, else its words."""
    as_it_stands = " ".join(span.of(text) for span in attribution.source)
    return attribution.canonical_source or as_it_stands


def _types_by_name(reports: Sequence[Report]) -> dict[str, Counter[SourceType]]:
    """The named sources with the types they were given; informants are left to `origins`."""
    types: dict[str, Counter[SourceType]] = defaultdict(Counter)
    for report in reports:
        for attribution in report.attributions:
            name = name_of(attribution, report.article.text)
            if name and not attribution.anonymous:
                kind = attribution.source_type or SourceType.UNKNOWN
                types[name][_kind_of(name, kind)] += 1
    return types


def _kind_of(name: str, kind: SourceType) -> SourceType:
    """A press release is its sender: "pressemeddelelse fra FC Skarvhavn" → organization."""
    profile = read_profile(name)
    if kind is SourceType.DOCUMENT and profile.document and profile.own:
        return SourceType.ORGANIZATION
    return kind


def _merge(
    names: Sequence[str],
    types: Mapping[str, Counter[SourceType]],
    decisions: Sequence[Decision],
) -> list[list[str]]:
    """Names in groups that are one source each."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    verdicts = _verdicts(decisions)
    for one, two in _likely_pairs(names):
        verdict = verdicts.get(frozenset((fold(one), fold(two))))
        same = same_name(read_profile(one), read_profile(two)) and _fit(types[one], types[two])
        if verdict is Verdict.SAME_ACTOR or (same and verdict is not Verdict.OTHER_ACTOR):
            parent[max(root(one), root(two))] = min(root(one), root(two))
    for short in names:
        longer = _fuller_names(short, names, types)
        if len({root(name) for name in longer}) == 1:
            parent[max(root(short), root(longer[0]))] = min(root(short), root(longer[0]))
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[root(name)].append(name)
    return [groups[key] for key in sorted(groups)]


def _verdicts(decisions: Sequence[Decision]) -> dict[frozenset[str], Verdict]:
    found: dict[frozenset[str], Verdict] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.author, d.verdict)):
        if decision.verdict in (Verdict.SAME_ACTOR, Verdict.OTHER_ACTOR):
            found[frozenset((fold(decision.one), fold(decision.two)))] = decision.verdict
    return found


def _likely_pairs(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs of names that may be one: those that share the beginning of a part, or a decision."""
    if len(names) <= 200:
        return combinations(names, 2)
    places: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for part in {p[:3] for p in read_profile(name).own} or {fold(name)}:
            places[part].append(name)
    return sorted({pair for group in places.values() for pair in combinations(group, 2)})


def _fit(one: Counter[SourceType], two: Counter[SourceType]) -> bool:
    """Whether two names may be of one kind: a person is no institution of the same name."""
    return (SourceType.PERSON in one) == (SourceType.PERSON in two)


def _fuller_names(
    short: str, names: Sequence[str], types: Mapping[str, Counter[SourceType]]
) -> list[str]:
    """The fuller names of a person known by surname alone: "Corvo" → "Lidia Corvo"."""
    profile = read_profile(short)
    if SourceType.PERSON not in types[short] or len(profile.own) != 1 or profile.posts:
        return []
    return [
        name
        for name in names
        if SourceType.PERSON in types[name]
        and profile.own < read_profile(name).own
        and may_be(profile, read_profile(name))
    ]


def _actor(names: Sequence[str], types: Mapping[str, Counter[SourceType]]) -> Actor:
    kinds: Counter[SourceType] = Counter()
    for name in names:
        kinds.update(types[name])
    best = max(names, key=lambda name: (_plain(name), sum(types[name].values()), len(name), name))
    kind = max(kinds, key=lambda k: (kinds[k], k))
    reasons: tuple[Reason, ...] = ()
    if len(names) > 1:
        others = "; ".join(sorted(name for name in names if name != best))
        reasons = (Reason("actor", "actors.same_name", values={"name": best, "others": others}),)
    return Actor(fold(best), best, tuple(sorted(names)), kind, None, reasons)


def _plain(name: str) -> bool:
    """Whether a name is no description of a document that carries it."""
    return not read_profile(name).document


def _with_institution(
    person: Actor, bodies: Sequence[Actor], reports: Sequence[Report], by_name: Mapping[str, str]
) -> Actor:
    found = find_institution(Person(person, by_name), bodies, reports)
    if found is None:
        return person
    institution, reason = found
    return replace(person, speaks_for=institution.id, reasons=(*person.reasons, reason))


def profile_of(actor: Actor) -> Profile:
    """The profile of an actor's fullest name."""
    return read_profile(actor.name)
