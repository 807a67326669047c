"""Reporting clauses after a quotation: ", hedder det i erklæringen", "? spurte hun"."""

import functools
import itertools
import re
from collections.abc import Iterable

from ifolge.model.article import Span
from ifolge.parse.rules import ParseRules

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@functools.lru_cache(maxsize=16)
def _clause(reporting: frozenset[str], not_reporting: frozenset[str], gap: int) -> re.Pattern[str]:
    words, following = _any_of(reporting), _any_of(not_reporting)
    between = rf"(?:[\w.'’-]{{1,30}}\s+){{0,{gap}}}?" if gap else ""
    unless = rf"(?!\s+(?:{following})\b)" if not_reporting else ""
    return re.compile(rf"([,?!…])\s{{1,3}}{between}(?:{words})\b{unless}")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


def find_reporting_clause(text: str, span: Span, rules: ParseRules) -> tuple[int, int] | None:
    """Where the words before the first reporting clause end, and where the clause's verb ends.

    A comma before the clause belongs to neither; a question mark belongs to the words before.
    """
    pattern = _clause(rules.reporting, rules.not_reporting, rules.reporting_gap)
    found = pattern.search(text, span.start, span.end)
    if found is None:
        return None
    end = found.start(1) if found.group(1) == "," else found.end(1)
    return end, found.end()


def opens_reporting_clause(text: str, start: int, rules: ParseRules) -> bool:
    """Whether one of the next four words reports ("Merkel fragte …" after a closing mark)."""
    words = itertools.islice(WORD.finditer(text, start, start + 80), 4)
    return any(word.group() in rules.reporting for word in words)
