"""Why ifolge says so: which rule, which words, how sure."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from ifolge.model.article import Span

CORRECTION = "correction."  # how the rules of people's corrections begin


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for the value of one field.

    `field` is the field it explains ("status", "source_type", "via", "published" …); `rule` a
    stable dotted name ("status.cue") that is also the key of its wording in Danish and English;
    `spans` the words it rests on; `values` what the wording fills in (always strings); `row` the
    row of a language pack that decided ("da/cues.csv:bekræfte"); `confidence` 0..1.
    """

    field: str
    rule: str
    spans: tuple[Span, ...] = ()
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    row: str | None = None
    confidence: float = 1.0

    @property
    def by_person(self) -> bool:
        """Whether a person put the field right: no rule overrules that."""
        return self.rule.startswith(CORRECTION)
