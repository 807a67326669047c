"""Who is behind a claim: its origins, and how many of them are independent.

Mentions whose chains end in the same place have one origin. "dansk politi" and "Sydkystens Politi"
are one where the claim knows only one police; an informant and a later official are two.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ifolge.corroborate.actors import INSTITUTIONS, Actors, name_of
from ifolge.corroborate.chains import (
    Archive,
    End,
    Root,
    Walk,
    articles_by_outlet,
    copy_sources,
)
from ifolge.corroborate.passages import Passage
from ifolge.corroborate.profiles import Profile, may_be, read_profile
from ifolge.corroborate.wording import fold, has_role, name_key, words_of
from ifolge.model.attribution import SourceType
from ifolge.model.claim import Copy, Decision, Independent, Origin, Verdict
from ifolge.model.reason import Reason
from ifolge.model.report import Report

Group = Sequence[Passage]


def read_archive(
    reports: Sequence[Report],
    passages: Sequence[Passage],
    copies: Sequence[Copy],
    actors: Actors,
) -> Archive:
    """Everything the chains of all claims are walked through."""
    original, partial = copy_sources(copies)
    return Archive(
        actors=actors,
        original=original,
        partial=partial,
        outlet_articles=articles_by_outlet(
            passages, {r.article.id: r.article.credit for r in reports}
        ),
        witnesses={r.article.id: _witnesses(r) for r in reports},
        hosts={r.article.id: host for r in reports if (host := _host(r, actors)) is not None},
    )


def _host(report: Report, actors: Actors) -> str | None:
    """The party or authority that an article is mostly from: the banks, in their press release."""
    counts: Counter[str] = Counter()
    for attribution in report.attributions:
        actor = actors.of(name_of(attribution, report.article.text))
        behind = actors.behind(actor) if actor and not attribution.anonymous else None
        if behind is not None and behind.source_type in INSTITUTIONS:
            counts[behind.id] += 1
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    clear = best and best[0][1] > 1 and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if clear else None


def _witnesses(report: Report) -> tuple[int, ...]:
    """The sentences that say that the outlet's own reporter was there.

    "… da Grevesund Tidendes udsendte så skibet lægge til", "hvor Folkebladets fotograf var med".
    """
    keys = [name_key(word) for word in words_of(report.article.outlet or "")]
    outlet = tuple(key for key in keys if len(key) > 3)
    found = []
    for number, sentence in enumerate(report.sentences):
        words = words_of(sentence.span.of(report.article.text))
        named = any(name_key(word).startswith(outlet) for word in words)
        if named and has_role([fold(w) for w in words], report.language.code, "witness"):
            found.append(number)
    return tuple(found)


def find_origins(group: Group, archive: Archive) -> tuple[Origin, ...]:
    """The origins of one claim's asserting passages, in order of their first mention."""
    asserting = [p for p in group if not p.mention.denies]
    walk = Walk(asserting, archive)
    roots = _merge(walk.all_roots(), archive)
    members: dict[Root, list[Passage]] = defaultdict(list)
    for passage in asserting:
        members[roots[passage.key]].append(passage)
    return tuple(_origin(root, mentions, walk, archive) for root, mentions in members.items())


def _merge(roots: Mapping[str, Root], archive: Archive) -> dict[str, Root]:
    """Roots that are one after all, because the claim knows only one that fits."""
    different = list(dict.fromkeys(roots.values()))
    stand_for = {root: root for root in different}
    for root in sorted(different, key=lambda r: (len(_profile(r, archive).own), r)):
        fuller = [
            other
            for other in different
            if other != root and other.end is root.end and _may_stand(root, other, archive)
        ]
        named = [other for other in fuller if _profile(other, archive).own]
        fuller = named or fuller[-1:]
        targets = {_final(stand_for, other) for other in fuller} - {root}
        if len(targets) == 1:
            stand_for[root] = targets.pop()
    return {key: _final(stand_for, root) for key, root in roots.items()}


def _final(stand_for: Mapping[Root, Root], root: Root) -> Root:
    while stand_for[root] != root:
        root = stand_for[root]
    return root


def _profile(root: Root, archive: Archive) -> Profile:
    actor = archive.actors.by_id.get(root.who)
    return read_profile(actor.name if actor else root.name)


def _may_stand(vague: Root, full: Root, archive: Archive) -> bool:
    """Whether one origin may be a vaguer name of the other."""
    if vague.end is End.ACTOR:
        one, two = _profile(vague, archive), _profile(full, archive)
        kinds = {_is_person(vague, archive), _is_person(full, archive)}
        return len(kinds) == 1 and (len(one.own), vague) < (len(two.own), full) and may_be(one, two)
    if vague.end is End.INFORMANT:
        fits = not vague.role or not full.role or vague.role == full.role
        same_outlet = fold(vague.who) == fold(full.who)
        return same_outlet and fits and (bool(vague.role), vague) < (bool(full.role), full)
    return False


def _is_person(root: Root, archive: Archive) -> bool:
    actor = archive.actors.by_id.get(root.who)
    return actor is not None and actor.source_type is SourceType.PERSON


def _origin(root: Root, mentions: Sequence[Passage], walk: Walk, archive: Archive) -> Origin:
    reasons = [Reason("origins", f"origins.{root.end}", values={"name": root.name or "–"})]
    actor = archive.actors.by_id.get(root.who)
    for passage in mentions:
        if passage.article in archive.original and passage.own_voice:
            values = {"article": passage.article, "of": archive.original[passage.article]}
            reasons.append(Reason("origins", "origins.copied", values=values))
    name = root.name or "–"
    if root.end is End.INFORMANT:
        name = f"{root.name} ({root.who})"
    return Origin(
        name=name,
        mentions=tuple(passage.key for passage in mentions),
        actor=actor.id if actor and root.end is End.ACTOR else None,
        anonymous=root.end is End.INFORMANT,
        known=root.end in (End.ACTOR, End.INFORMANT, End.EYE_WITNESS),
        official=root.end is End.ACTOR and walk.official(root),
        reasons=tuple(reasons),
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why fewer origins may be independent than there are: how many fewer, and the Reason."""

    fewer: int
    reason: Reason


def count_independent(origins: Sequence[Origin], decisions: Sequence[Decision] = ()) -> Independent:
    """The least and greatest number of independent origins.

    Two informants may be one person unless their roles differ; a ring counts 0 to 1; hearsay
    without a source may be the same as another origin.
    """
    most = len(origins)
    doubts = [d for d in (_informants(origins), _rings(origins), _hearsay(origins)) if d.fewer]
    doubts += _decided(origins, decisions)
    least = max(0, most - sum(doubt.fewer for doubt in doubts))
    top = Reason("independent", "independent.most", values={"most": str(most)})
    return Independent(least, most, (*(doubt.reason for doubt in doubts), top))


def _informants(origins: Sequence[Origin]) -> Doubt:
    hidden = [origin for origin in origins if origin.anonymous]
    described = [origin.name.rpartition(" (")[0] or origin.name for origin in hidden]
    roles = [read_profile(name).roles for name in described]
    distinct: list[frozenset[str]] = []
    for role in roles:
        if role and not any(role & other for other in distinct):
            distinct.append(role)
    people = max(len(distinct), 1) if hidden else 0
    names = "; ".join(sorted(origin.name for origin in hidden))
    reason = Reason("independent", "independent.may_be_one", values={"names": names})
    return Doubt(len(hidden) - people, reason)


def _rings(origins: Sequence[Origin]) -> Doubt:
    rings = [o for o in origins if any(r.rule == "origins.ring" for r in o.reasons)]
    names = "; ".join(origin.name for origin in rings)
    return Doubt(len(rings), Reason("independent", "independent.ring", values={"names": names}))


def _hearsay(origins: Sequence[Origin]) -> Doubt:
    nobody = [o for o in origins if any(r.rule == "origins.nobody" for r in o.reasons)]
    fewer = len(nobody) if len(nobody) < len(origins) else max(0, len(nobody) - 1)
    return Doubt(fewer, Reason("independent", "independent.hearsay"))


def _decided(origins: Sequence[Origin], decisions: Sequence[Decision]) -> list[Doubt]:
    """Origins that a person declared not to be independent of each other."""
    names = {fold(origin.name) for origin in origins}
    return [
        Doubt(1, Reason("independent", "independent.decided", values={"author": d.author}))
        for d in sorted(decisions, key=lambda d: (d.at, d.author))
        if d.verdict is Verdict.NOT_INDEPENDENT and {fold(d.one), fold(d.two)} <= names
    ]
