"""How a claim fared: rumoured, reported, corroborated, confirmed, disputed, denied … happened.

The rules are those of docs/stories.md. A history has one entry for each change, at the time of the
article that brought it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ifolge.corroborate.actors import Actors
from ifolge.corroborate.origins import count_independent
from ifolge.corroborate.outlets import name_keys
from ifolge.corroborate.passages import OUTLET_TYPES, Passage
from ifolge.corroborate.profiles import read_profile
from ifolge.model.attribution import SourceType, Status
from ifolge.model.claim import ClaimStatus, Origin, StatusChange
from ifolge.model.reason import Reason

# What a source says in these ways is no more than reported, whoever it is.
_OPINIONS = (
    Status.EVALUATED,
    Status.DEMANDED,
    Status.EXPECTED,
    Status.PROBABLE,
    Status.POSSIBLE,
    Status.SPECULATED,
)
_PLANS = (Status.ANNOUNCED, Status.EXPECTED)
_RISING = (
    ClaimStatus.RUMOURED,
    ClaimStatus.REPORTED,
    ClaimStatus.CORROBORATED,
    ClaimStatus.CONFIRMED,
)
_PUBLIC = (SourceType.GOVERNMENT, SourceType.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial: who denies, whether a party or authority, whether the outlet takes it back."""

    passage: Passage
    name: str
    actor: str
    official: bool
    retracts: bool


@dataclass(slots=True)
class _Course:
    """How far the claim has come while its articles are gone through in order of time."""

    status: ClaimStatus | None = None
    by: str = ""
    seen: list[Origin] = field(default_factory=list)
    stated: list[Passage] = field(default_factory=list)
    confirmed_by: dict[str, str] = field(default_factory=dict)


def trace_history(
    group: Sequence[Passage], origins: Sequence[Origin], actors: Actors
) -> tuple[StatusChange, ...]:
    """The changes of status of one claim, oldest first."""
    tracer = _Tracer(group, origins, actors)
    return tuple(tracer.changes())


class _Tracer:
    """Goes through the articles of one claim."""

    def __init__(self, group: Sequence[Passage], origins: Sequence[Origin], actors: Actors) -> None:
        self.group = group
        self.actors = actors
        self.origin_of: Mapping[str, Origin] = {
            key: origin for origin in origins for key in origin.mentions
        }
        self.names = frozenset().union(*(p.wording.names for p in group))

    def changes(self) -> Iterator[StatusChange]:
        """One entry for each article that changes the status."""
        course = _Course()
        for article, found in groupby(self.group, key=lambda p: p.article):
            passages = list(found)
            before = course.status
            self._assertions(course, [p for p in passages if not p.mention.denies])
            for passage in passages:
                if passage.mention.denies:
                    self._deny(course, self._denial(passage))
            if course.status is not None and course.status is not before:
                yield self._change(course, passages[0], article)

    def _change(self, course: _Course, passage: Passage, article: str) -> StatusChange:
        assert course.status is not None
        values = {"by": course.by, "article": article}
        reason = Reason("history", f"history.{course.status}", values=values)
        at = passage.at.isoformat() if passage.at else None
        return StatusChange(at, course.status, course.by, article, (reason,))

    # ------------------------------------------------------------ assertions

    def _assertions(self, course: _Course, passages: Sequence[Passage]) -> None:
        new = dict(course.confirmed_by)
        happened = self._happened(course, passages)
        for passage in passages:
            origin = self.origin_of[passage.key]
            if origin not in course.seen:
                course.seen.append(origin)
            if self._confirms(passage, origin):
                new.setdefault(origin.name, passage.article)
        course.stated += passages
        fresh = [name for name in new if name not in course.confirmed_by]
        course.confirmed_by.update(new)
        if course.status in (None, *_RISING):
            self._rise(course, passages, fresh)
        elif course.status is ClaimStatus.DISPUTED and fresh:
            course.status, course.by = ClaimStatus.CONFIRMED, fresh[0]
        if happened and course.status in (*_RISING, ClaimStatus.DISPUTED):
            course.status, course.by = ClaimStatus.HAPPENED, happened

    def _rise(self, course: _Course, passages: Sequence[Passage], fresh: Sequence[str]) -> None:
        reached = self._reached(course)
        if reached is None or not passages:
            return
        if course.status is None or _RISING.index(reached) > _RISING.index(course.status):
            course.status = reached
            here = [self.origin_of[p.key] for p in passages]
            known = [o.name for o in here if o.known and not o.anonymous]
            course.by = (*fresh, *reversed(known), here[0].name)[0]

    def _reached(self, course: _Course) -> ClaimStatus | None:
        if not course.seen:
            return None
        if course.confirmed_by:
            return ClaimStatus.CONFIRMED
        named = [o for o in course.seen if o.known and not o.anonymous and self._serious(o, course)]
        if not named:
            return ClaimStatus.RUMOURED
        if count_independent(course.seen).least > 1:
            return ClaimStatus.CORROBORATED
        return ClaimStatus.REPORTED

    def _serious(self, origin: Origin, course: _Course) -> bool:
        """Whether an origin does more than speculate."""
        mine = [p for p in course.stated if self.origin_of[p.key] is origin]
        return any(p.mention.status is not Status.SPECULATED for p in mine)

    def _confirms(self, passage: Passage, origin: Origin) -> bool:
        """Whether a party or authority states it, or a source confirms it."""
        status = passage.mention.status
        if not origin.known or origin.anonymous or status in _OPINIONS:
            return False
        if passage.own_voice:
            return origin.official
        return origin.official or status is Status.CONFIRMED or self._is_party(passage.source)

    def _is_party(self, name: str | None) -> bool:
        """Whether the claim is about the source itself: "Jeg blev fyret", siger Terkelsen."""
        actor = self.actors.of(name or "")
        own = read_profile(actor.name if actor else name or "").own
        return bool(own) and own <= self.names

    def _happened(self, course: _Course, passages: Sequence[Passage]) -> str | None:
        """Who reports as done what was to come before: "skal slæbes" → "er slæbt"."""
        planned = any(
            p.wording.future or p.mention.status in _PLANS for p in course.stated
        ) and not any(_is_done(p) for p in course.stated)
        if not planned:
            return None
        for passage in passages:
            origin = self.origin_of[passage.key]
            if _is_done(passage) and origin.known and not origin.anonymous:
                return origin.name
        return None

    # ------------------------------------------------------------ denials

    def _denial(self, passage: Passage) -> Denial:
        name = passage.source or ""
        actor = self.actors.of(name)
        behind = self.actors.behind(actor) if actor else None
        outlet = passage.attribution is not None and passage.attribution.source_type in OUTLET_TYPES
        kind = behind.source_type if behind else None
        return Denial(
            passage=passage,
            name=name,
            actor=behind.name if behind else name,
            official=kind in _PUBLIC or self._is_party(name),
            retracts=outlet and self._brought(name),
        )

    def _brought(self, name: str) -> bool:
        """Whether this outlet stated the claim itself."""
        keys = name_keys(name)
        return any(
            keys <= name_keys(p.outlet) or name_keys(p.outlet) <= keys
            for p in self.group
            if p.outlet
        )

    def _deny(self, course: _Course, denial: Denial) -> None:
        if course.status in (ClaimStatus.RETRACTED, ClaimStatus.HAPPENED):
            return
        if denial.retracts:
            course.status = ClaimStatus.RETRACTED
        elif course.status is ClaimStatus.DENIED:
            return
        elif denial.official and not self._upheld(course, denial):
            course.status = ClaimStatus.DENIED
        elif course.status is not ClaimStatus.DISPUTED:
            course.status = ClaimStatus.DISPUTED
        else:
            return
        course.by = denial.name

    def _upheld(self, course: _Course, denial: Denial) -> bool:
        """Whether another party or authority had confirmed the claim, or one upholds it later.

        An authority that takes back its own number upholds nothing, whoever still prints it.
        """
        if any(name != denial.actor for name in course.confirmed_by):
            return True
        takes_back = denial.actor in course.confirmed_by
        place = self.group.index(denial.passage)
        return any(
            self._confirms(p, origin) and not (takes_back and origin.name == denial.actor)
            for p in self.group[place + 1 :]
            if p.article != denial.passage.article
            and not p.mention.denies
            and (origin := self.origin_of[p.key])
        )


def _is_done(passage: Passage) -> bool:
    return passage.wording.past and not passage.wording.future
