"""What several articles together show: claims, their origins, copies, circles and history.

The definitions are those of docs/stories.md. Everything is a value: a `Dossier` is computed from
reports and decisions, and computing it again gives the same one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ifolge.model.article import Span, Spans
from ifolge.model.attribution import SourceType, Status
from ifolge.model.reason import Reason


class ClaimStatus(StrEnum):
    """How far a claim has come (docs/stories.md)."""

    RUMOURED = "rumoured"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"
    HAPPENED = "happened"


class Degree(StrEnum):
    """How much is copied: all but trifles, some paragraphs, all in another language."""

    WHOLE = "whole"
    PART = "part"
    TRANSLATED = "translated"


class Verdict(StrEnum):
    """What a person can decide about two mentions (claims) or two names (actors)."""

    SAME_CLAIM = "same_claim"
    OTHER_CLAIM = "other_claim"
    SAME_ACTOR = "same_actor"
    OTHER_ACTOR = "other_actor"
    NOT_INDEPENDENT = "not_independent"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two things, which outranks every score.

    `one` and `two` are mention keys ("ferry-01:a3", "ferry-10:232") for claims, names of sources
    for actors and independence. `author` and `at` (ISO 8601) say who decided, and when; of two
    decisions on the same pair the later one holds.
    """

    verdict: Verdict
    one: str
    two: str
    author: str
    at: str
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two things decided about, in no order."""
        return frozenset((self.one, self.two))


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where an article states or denies a claim.

    `attribution` is its id, None where the article speaks in its own voice; `spans` are the
    content's spans. `status` is that of the attribution.
    """

    article: str
    spans: Spans
    attribution: str | None = None
    status: Status | None = None

    @property
    def key(self) -> str:
        """How origins and decisions name it: "ferry-01:a3", or "ferry-10:232" in own voice."""
        place = self.attribution if self.attribution is not None else str(self.spans[0].start)
        return f"{self.article}:{place}"

    @property
    def denies(self) -> bool:
        """Whether the source denies the claim."""
        return self.status is Status.DENIED


@dataclass(frozen=True, slots=True)
class Actor:
    """A source across articles and languages: its fullest name, all its names, what it is.

    `speaks_for` is the id of the institution a person speaks for ("vagtchef Palle Amstrup" speaks
    for "Sydkystens Politi").
    """

    id: str
    name: str
    names: tuple[str, ...]
    source_type: SourceType | None = None
    speaks_for: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the chain of relays ends: who is behind some mentions of a claim.

    `mentions` are mention keys. `anonymous` marks a withheld name, `known` is false when nobody is
    named at all (hearsay, a ring without a way out), `official` marks a party or authority.
    """

    name: str
    mentions: tuple[str, ...]
    actor: str | None = None
    anonymous: bool = False
    known: bool = True
    official: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Independent:
    """The least and the greatest number of independent origins, with the reasons for each end."""

    least: int
    most: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A claim changed its status: when, to what, by whom, in which article."""

    at: str | None
    status: ClaimStatus
    by: str
    article: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said in one or more places, by whom, and how it fared."""

    id: str
    gist: str
    mentions: tuple[Mention, ...]
    origins: tuple[Origin, ...] = ()
    independent: Independent = Independent(0, 0)
    history: tuple[StatusChange, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def status(self) -> ClaimStatus | None:
        """The status it has reached."""
        return self.history[-1].status if self.history else None


@dataclass(frozen=True, slots=True)
class Copy:
    """An article copies an older one. `share` is how much of it is taken over (0..1).

    `aligned` pairs the spans of the copy with those of the original they were taken from.
    """

    article: str
    of: str
    degree: Degree
    share: float
    reasons: tuple[Reason, ...] = ()
    aligned: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """Articles that cite each other for the same claim, in a ring.

    `way_out` names the origin one of them also has, None when the ring feeds on itself alone.
    """

    articles: tuple[str, ...]
    claim: str
    way_out: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two mentions compare: `score` > 0 speaks for the same claim; the features say why.

    `features` are the weighted parts that add up to the score, without the constant.
    """

    one: str
    two: str
    score: float
    features: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a set of reports shows together. Claims stand in order of their first mention."""

    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...] = ()
    circles: tuple[Circle, ...] = ()
    actors: tuple[Actor, ...] = ()
    notes: tuple[str, ...] = ()
