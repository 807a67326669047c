"""The words of the surface: labels and reasons in plain Danish or English.

The words stand in `languages/CODE/messages.toml`; this module only fills them in. A word that is
missing there never breaks the output: its key is shown instead (and a test fails).
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from ifolge.errors import UsageError
from ifolge.model.reason import Reason

LANGUAGES = ("da", "en")
_ROOT = files("ifolge.languages")


class _Gaps(dict[str, str]):
    """Values to fill in; one that is missing is shown as "…"."""

    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(frozen=True)
class Messages:
    """The words of one language: `labels` by key, `reasons` by rule."""

    code: str
    labels: Mapping[str, str]
    reasons: Mapping[str, str]

    def label(self, key: str, **values: object) -> str:
        """The word for a field, value or column ("status.confirmed" → "bekræftet"); with a `count`
        of one, that of `KEY.one` if there is one.
        """
        if values.get("count") == 1 and f"{key}.one" in self.labels:
            key = f"{key}.one"
        return _filled(self.labels.get(key, key), {k: str(v) for k, v in values.items()})

    def value(self, field: str, value: object) -> str:
        """The word for a value of a field; "–" for none, yes and no for truth values."""
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self.label("yes" if value else "no")
        key = f"{field}.{value}"
        return self.labels.get(key, str(value))

    def note(self, note: str) -> str:
        """A note on an article, worded if it is a key ("language.unknown"), else as it stands."""
        return self.labels.get(f"note.{note}", note)

    def reason(self, reason: Reason) -> str:
        """A reason as a sentence ("status.cue" → "»bekræfter« siger det selv"), or its rule."""
        wording = self.reasons.get(reason.rule)
        return _filled(wording, reason.values) if wording else reason.rule


def _filled(wording: str, values: Mapping[str, str]) -> str:
    try:
        return wording.format_map(_Gaps(values)).strip()
    except (ValueError, AttributeError, IndexError):
        return wording


@functools.cache
def load_messages(code: str) -> Messages:
    """The words of a surface language, "da" or "en". Raises UsageError for any other."""
    if code not in LANGUAGES:
        raise UsageError(f"no words in {code!r}; --lang is one of {', '.join(LANGUAGES)}")
    text = _ROOT.joinpath(code, "messages.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    return Messages(code, document.get("labels", {}), document.get("reasons", {}))
