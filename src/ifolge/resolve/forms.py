"""Which rows of a pack table does a stretch of words hold?

A row lists its forms, each one word or several ("afviser", "slår fast", "lehnt … ab"). A cue is
matched by its longest row, whose words may stand apart and in any order ("ist … klar", "klar ist"),
but in the order given where the form has a "…". In a content the words of a form must stand
together. Both look up dictionaries built once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ifolge.languages.rows import Row
from ifolge.model.article import Span

R = TypeVar("R", bound=Row)
WORD = re.compile(r"\w+")
# Stands in a form between words that keep their order: "lehnt … ab".
APART = "…"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the text has it, casefolded (`form`), and where it stands."""

    text: str
    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Match(Generic[R]):
    """A row found in a text and the words that it was found by."""

    row: R
    words: tuple[Word, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the row's words stand."""
        return tuple(word.span for word in self.words)


def words_of(text: str, spans: Iterable[Span]) -> tuple[Word, ...]:
    """The words inside the given spans, in order ("be- eller afkræfte" has three)."""
    return tuple(
        Word(match.group(), match.group().casefold(), Span(*match.span()))
        for span in spans
        for match in WORD.finditer(text, span.start, span.end)
    )


@dataclass(frozen=True, slots=True)
class _Form(Generic[R]):
    """One form of a row; `ordered` when its words must come in their order."""

    words: tuple[str, ...]
    ordered: bool
    row: R

    def find(self, places: Mapping[str, Word]) -> Match[R] | None:
        if any(word not in places for word in self.words):
            return None
        found = tuple(places[word] for word in self.words)
        starts = [word.span.start for word in found]
        if self.ordered and starts != sorted(starts):
            return None
        return Match(self.row, found)


class FormTable(Generic[R]):
    """The forms of many rows, ready to be looked up; `rank` breaks ties between rows (higher wins).

    >>> table.longest(words_of("lægger ikke skjul på", …))   # beats the row "lægger"
    """

    def __init__(self, forms: Iterable[tuple[str, R]], rank: Callable[[R], int]) -> None:
        phrases = [
            _Form(tuple(WORD.findall(form.casefold())), APART in form, row) for form, row in forms
        ]
        common = Counter(word for phrase in phrases for word in set(phrase.words))
        self._rank = rank
        self._by_rarest: dict[str, list[_Form[R]]] = {}
        self._by_first: dict[str, list[_Form[R]]] = {}
        for phrase in phrases:
            rarest = min(phrase.words, key=lambda word: (common[word], word))
            self._by_rarest.setdefault(rarest, []).append(phrase)
            self._by_first.setdefault(phrase.words[0], []).append(phrase)

    def longest(self, words: Sequence[Word]) -> Match[R] | None:
        """The row most of whose words stand among `words`, in whatever order, or None."""
        places = {word.form: word for word in reversed(words)}
        best: tuple[int, int, int] | None = None
        found: Match[R] | None = None
        for form in places:
            for phrase in self._by_rarest.get(form, ()):
                match = phrase.find(places)
                if match is not None:
                    size = sum(map(len, phrase.words))
                    score = (len(phrase.words), self._rank(phrase.row), size)
                    if best is None or score > best:
                        best, found = score, match
        return found

    def occurrences(self, words: Sequence[Word]) -> Iterator[tuple[int, Match[R]]]:
        """Each form whose words stand together in `words`, with the number of its first word."""
        for start, word in enumerate(words):
            for phrase in self._by_first.get(word.form, ()):
                here = words[start : start + len(phrase.words)]
                if tuple(w.form for w in here) == phrase.words:
                    yield start, Match(phrase.row, tuple(here))
