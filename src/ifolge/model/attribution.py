"""Who says what: the attribution and the values its fields may take (annotation format)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ifolge.model.article import Span, Spans
from ifolge.model.reason import Reason


class Kind(StrEnum):
    """How much of the content stands inside quotation marks: all, none, some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SourceType(StrEnum):
    """What the source is."""

    PERSON = "person"
    GOVERNMENT = "government"
    NEWS_AGENCY = "news_agency"
    NEWS_OUTLET = "news_outlet"
    ORGANIZATION = "organization"
    DOCUMENT = "document"
    GROUP = "group"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How the source, as the article renders it, stands to the content."""

    ASSERTED = "asserted"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    SPECULATED = "speculated"
    DEMANDED = "demanded"
    EVALUATED = "evaluated"


class Anonymity(StrEnum):
    """What an anonymous source's description still tells."""

    ROLE_KNOWN = "role_known"  # "en embedsmand i ministeriet"
    SIDE_KNOWN = "side_known"  # "kilder tæt på regeringen"
    NOTHING_KNOWN = "nothing_known"  # "en kilde"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time the text names, resolved against the publication date where it can be.

    `value` is the TIMEX3 value ("2023-09-04", "2023-W36", "P3D", "FUTURE_REF"); `start` and `end`
    bound it as ISO 8601 dates or date-times (either None when open or unresolved), `end` inclusive;
    `granularity` is "minute", "hour", "daypart", "day", "week", "month", "quarter", "season",
    "year", "decade", "duration" or "vague"; `row` names the row of the pack that read it.
    """

    span: Span
    value: str
    start: str | None
    end: str | None
    granularity: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder thinks of the fields, before rules and packs judge: probabilities by value.

    `via` maps the ids of other attributions to the probability that this one came through them.
    """

    status: Mapping[str, float] = field(default_factory=dict)
    source_type: Mapping[str, float] = field(default_factory=dict)
    anonymous: float = 0.0
    via: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribution:
    """An article ascribes a content to a source by means of a cue.

    Fields are those of docs/annotation.md. A field that cannot be told is None, and a Reason says
    why. `confidence` is the calibrated probability that the attribution is right.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    anaphor: Spans = ()
    kind: Kind | None = None
    via: str | None = None
    source_type: SourceType | None = None
    anonymous: bool | None = None
    anonymity: Anonymity | None = None
    status: Status | None = None
    canonical_source: str | None = None
    said: TimeExpression | None = None
    about: TimeExpression | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()
    scores: Scores | None = None

    def because(self, field_name: str) -> tuple[Reason, ...]:
        """The reasons given for one field."""
        return tuple(reason for reason in self.reasons if reason.field == field_name)


class NameLabel(StrEnum):
    """What a name names."""

    PERSON = "PER"
    ORGANIZATION = "ORG"
    PLACE = "LOC"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the text, found by the encoder (`confidence` 0..1) or a pack."""

    span: Span
    label: NameLabel
    confidence: float = 1.0
