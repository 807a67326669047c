"""The tables that times are read with: how times are written, the words in them, and tense."""

from dataclasses import dataclass
from typing import ClassVar

from ifolge.languages.rows import Row


@dataclass(frozen=True, slots=True)
class TimeRow(Row):
    """How a time is written: `pattern` with `{slots}`, `[optional]` and `(either|or)` parts,
    `reading` what it means as `key=value` pairs ("sign=-1", "shift=1 unit=day");
    the keys are those of `Reading` in `resolve/time_reading.py`.
    """

    TABLE: ClassVar[str] = "time"
    KEY: ClassVar[tuple[str, ...]] = ("pattern",)

    pattern: str
    reading: str


@dataclass(frozen=True, slots=True)
class TimeWordRow(Row):
    """The words that fill a slot of the time patterns: `values` and `forms` are lists (`|`) of the
    same length, place by place ("1|2" for "januar/jan.|februar/feb."); a form that begins with a
    capital must begin with one in the text ("May").
    """

    TABLE: ClassVar[str] = "time_words"
    KEY: ClassVar[tuple[str, ...]] = ("group", "values")

    group: str
    values: str
    forms: str


@dataclass(frozen=True, slots=True)
class TenseRow(Row):
    """Words that tell past from future beside a time ("skal" → future, "sagde" → past).

    `tense` is "past", "perfect", "present", "future", "modal" (future, and makes a participle
    beside it so), "since" (past, whatever stands before it), "clause" (a word that opens a new
    clause) or "none" (an ending that tells nothing); `match` is "word", "suffix", or "ending",
    which counts for cues only.
    """

    TABLE: ClassVar[str] = "tense"
    KEY: ClassVar[tuple[str, ...]] = ("tense", "match", "forms")

    tense: str
    match: str
    forms: str
