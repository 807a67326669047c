"""Tables that only several articles, or versions of one, need: quantities, institutions, edits."""

from dataclasses import dataclass
from typing import ClassVar

from ifolge.languages.rows import Row


@dataclass(frozen=True, slots=True)
class QuantityRow(Row):
    """A number, month, weekday or clock word: `value` what its `forms` (`|`) mean.

    `kind` is "number" (tolv → 12), "multiplier" (million), "month", "weekday" (1 is Monday) or
    "clock" (klokken: the number beside it is no quantity) or "definite" ("de to" are known).
    """

    TABLE: ClassVar[str] = "quantities"
    KEY: ClassVar[tuple[str, ...]] = ("kind", "value")

    value: str
    kind: str
    forms: str


@dataclass(frozen=True, slots=True)
class EventWordRow(Row):
    """Words that tell whether a thing is denied, to come, or done.

    `role` is "negation", "future", "past", "participle" (endings of participles) or "witness" (the
    article's own reporter was there). `match` is "word", "phrase", "suffix", or "participle": the
    word counts when a participle follows within three words ("er … slæbt").
    """

    TABLE: ClassVar[str] = "event_words"
    KEY: ClassVar[tuple[str, ...]] = ("role", "match")

    role: str
    match: str
    forms: str


@dataclass(frozen=True, slots=True)
class ActorRow(Row):
    """A concept in the names of sources, in all five languages: politi, police, Polizei.

    `kind` is "institution", "spokesperson" (a post that speaks for its institution, `belongs` the
    institution's concept where the post tells it), "role" (what an informant is), "vague" (kilde),
    "document", "outlet", "nationality" or "function" (words without meaning of their own).
    `match` is "word", "suffix" (also the end of a compound: rigspoliti) or "name" (one body's own
    name: the concept is known from it, but two such names are two bodies).
    """

    TABLE: ClassVar[str] = "actors"
    KEY: ClassVar[tuple[str, ...]] = ("concept", "kind", "match")

    concept: str
    kind: str
    match: str
    forms: str
    belongs: str


@dataclass(frozen=True, slots=True)
class EditNoteRow(Row):
    """Words by which an article says that it was edited: rettelse, opdateret.

    `kind` is "correction" (something was wrong or unclear) or "notice" (it was changed, no more).
    `position` is "label" (opens a line: "Rettelse:", "Opdateret kl. 14") or "anywhere".
    """

    TABLE: ClassVar[str] = "edit_notes"
    KEY: ClassVar[tuple[str, ...]] = ("note",)

    note: str
    forms: str
    kind: str
    position: str
