"""Which outlet a name means: Puls is Netavisen Puls, Østerlund is not Østerlund Folkeblad."""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ifolge.corroborate.wording import name_key, words_of
from ifolge.model.article import Span
from ifolge.model.report import Report


@functools.lru_cache(maxsize=16384)
def name_keys(name: str) -> frozenset[str]:
    """The parts of a name, in no order and without genitive."""
    return frozenset(map(name_key, words_of(name)))


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet that published an article of the set, or gave one its by-line."""

    name: str
    parts: frozenset[str]
    last: str

    def is_meant_by(self, name: str) -> bool:
        """Whether a name is this outlet's, in full, with a description, or its last word."""
        keys = name_keys(name)
        return self.parts <= keys or (self.last in keys and keys <= self.parts)

    def places_in(self, text: str) -> list[Span]:
        """Where its whole name stands in a text."""
        if self.name not in text:
            return []
        pattern = rf"\b{re.escape(self.name)}\b(?!['’])"
        return [Span(*match.span()) for match in re.finditer(pattern, text)]


def outlet_of(name: str) -> Outlet | None:
    """An outlet by its name; None for a name without letters."""
    keys = [name_key(word) for word in words_of(name)]
    return Outlet(name, frozenset(keys), keys[-1]) if keys else None


def outlets_of(reports: Sequence[Report]) -> tuple[Outlet, ...]:
    """All outlets of a set, in order of their names."""
    articles = [report.article for report in reports]
    names = {name for a in articles for name in (a.outlet, a.credit) if name}
    return tuple(outlet for name in sorted(names) if (outlet := outlet_of(name)) is not None)


def which_outlet(name: str, outlets: Iterable[Outlet]) -> Outlet | None:
    """The outlet a name means; None if it means none, or may mean several."""
    meant = [outlet for outlet in outlets if outlet.is_meant_by(name)]
    exact = [outlet for outlet in meant if outlet.name == name]
    return (exact or meant)[0] if len(exact or meant) == 1 else None


def is_own(name: str, report: Report) -> bool:
    """Whether a name is that of the article's own outlet."""
    own = outlet_of(report.article.outlet or "")
    return own is not None and own.is_meant_by(name)
