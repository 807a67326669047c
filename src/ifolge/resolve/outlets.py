"""Outlets named in a sentence, and the words that make them somebody's recipients.

"til avisen Le Monde", "told the Associated Press", "sagte er der dpa": a medium by noun or name,
what stands before it in its phrase, and the preposition, shared verb or article that governs it.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ifolge.languages.pack import LanguagePack, alternatives, load_pack
from ifolge.languages.rows import OutletRow, RelayRow
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.attribution import NameLabel
from ifolge.resolve.gazetteer import WORD, Gazetteer, gazetteer
from ifolge.resolve.lexicon import Lexicon, lexicon_of
from ifolge.resolve.phrase_elements import (
    BREAK,
    MEDIA,
    Element,
    Labels,
    Place,
    Token,
    find_elements,
    is_small_word,
)

ATTRIBUTES = 4  # words between a preposition and the noun or name it governs
LONGEST_FORM = 6  # words of a relay's cue
OPENING, CLOSING = "\"“„«»‚‘'(”", "\"”“»«‘’'"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that make an outlet a recipient: a preposition, or None for a shared verb.

    `role` is that of the pack's row, or "object" of a shared verb; `place` a preposition of place,
    behind which most media are mere channels ("on the radio").
    """

    role: str
    cue: Span | None = None
    place: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet named in a sentence, and what makes it a recipient."""

    span: Span
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class RelayCues:
    """A pack's cues of relays, as words: the role of each, and those of a row with a preposition
    of place.
    """

    roles: Mapping[tuple[str, ...], str]
    places: frozenset[tuple[str, ...]]


def relay_cues(pack: LanguagePack) -> RelayCues:
    """The relay cues of a pack, built on first use and kept."""
    return _relay_cues(pack.code)


@functools.cache
def _relay_cues(code: str) -> RelayCues:
    pack = load_pack(code)
    lexicon = lexicon_of(pack)
    roles: dict[tuple[str, ...], str] = {}
    places: set[tuple[str, ...]] = set()
    for row in pack.table(RelayRow):
        forms = alternatives(row.forms)
        words = {tuple(WORD.findall(form.casefold())) for form in forms}
        roles |= dict.fromkeys(words, row.role)
        if any(lexicon.role(form, "place_preposition") for form in forms):
            places |= words
    return RelayCues(roles, frozenset(places))


class OutletFinder:
    """Finds the outlets of one article; `forms` are the roles of the pack's relay cues."""

    def __init__(self, parsed: ParsedArticle, labels: Labels, pack: LanguagePack) -> None:
        self.parsed, self.text, self.labels = parsed, parsed.text, labels
        self.tables: Gazetteer = gazetteer(pack.code)
        self.lexicon: Lexicon = lexicon_of(pack)
        cues = relay_cues(pack)
        self.forms, self.places = cues.roles, cues.places
        self.found: dict[Span, tuple[Outlet, ...]] = {}

    def inside(self, sentence: Span) -> tuple[Outlet, ...]:
        """The outlets of a sentence, one for each thing that may govern it."""
        if sentence not in self.found:
            self.found[sentence] = tuple(self._find_outlets(sentence))
        return self.found[sentence]

    def _find_outlets(self, sentence: Span) -> Iterator[Outlet]:
        matches = list(WORD.finditer(self.text, sentence.start, sentence.end))
        ends = [sentence.start, *(match.end() for match in matches)]
        tokens = tuple(
            Token(match.group(), self.text[end : match.start()])
            for match, end in zip(matches, ends, strict=False)
        )
        elements = find_elements(tokens, self.tables, Place(self.parsed, self.labels))
        spans = [Span(*match.span()) for match in matches]
        last = -1
        for number, element in enumerate(elements):
            if element.first <= last or not self._is_news(element):
                continue
            end = _end_of(elements, number, tokens)
            found = self._triggered(element.first, tokens, spans)
            if found is None or any(self._is_own(t.text) for t in tokens[found[0] : end]):
                continue
            start, triggers = found
            last = end - 1
            span = self._quoted(Span(spans[start].start, spans[last].end))
            for trigger in triggers:
                if not trigger.place or self._broadcasts(element):
                    yield Outlet(span, trigger)

    def _triggered(
        self, first: int, tokens: Sequence[Token], spans: Sequence[Span]
    ) -> tuple[int, tuple[Trigger, ...]] | None:
        """Where the phrase of an outlet begins and what may govern it ("confirmed to", "to")."""
        for start in range(first, max(first - ATTRIBUTES, -1), -1):
            attribute = start == first or self._is_attribute(tokens[start])
            if not attribute or (start < first and _breaks(tokens[start + 1])):
                return None
            found = tuple(self._governing(start, tokens, spans))
            if found:
                return start, found
        return None

    def _governing(
        self, start: int, tokens: Sequence[Token], spans: Sequence[Span]
    ) -> Iterator[Trigger]:
        """What governs a phrase that begins at a word, the longest words before it first."""
        longest = 0 if _breaks(tokens[start]) else min(LONGEST_FORM, start)
        governed = False
        for size in range(longest, 0, -1):
            words = tuple(t.text.casefold() for t in tokens[start - size : start])
            role = self.forms.get(words)
            governed = governed or role in ("relay", "shared")
            if role == "relay":
                cue = Span(spans[start - size].start, spans[start - 1].end)
                yield Trigger("relay", cue, words in self.places)
            elif role == "shared":
                yield Trigger("object")
        if not governed and self.forms.get((tokens[start].text.casefold(),)) == "dative":
            yield Trigger("dative")

    def _is_news(self, element: Element) -> bool:
        """Whether a name or noun is that of a medium ("Sender", "Neue Fjordzeitung", "Ritzau")."""
        if element.noun is not None:
            return not element.genitive and element.noun.row.source_type in MEDIA
        if element.known is not None:
            return not element.genitive and element.known.source_type in MEDIA
        if element.label is None or element.label is NameLabel.PERSON:
            return False
        words = tuple(WORD.findall(element.text))
        nouns = (found[0] for word in words if (found := self.tables.noun(word)))
        known = (self.tables.name_at(words, at) for at in range(len(words)))
        names = (found[0] for found in known if found and not found[2])
        return any(noun.row.source_type in MEDIA for noun in nouns) or any(
            name.source_type in MEDIA for name in names
        )

    def _broadcasts(self, element: Element) -> bool:
        row = element.known.row if element.known else None
        return isinstance(row, OutletRow) and row.kind == "broadcaster"

    def _is_own(self, word: str) -> bool:
        """Whether a word makes an outlet the article's own ("dieser Zeitung", "vår tidning")."""
        own = any(row.kind == "possessive" for row in self.lexicon.pronoun(word))
        return own or self.lexicon.role(word, "own_outlet")

    def _is_attribute(self, token: Token) -> bool:
        """Whether a word may stand before the noun it belongs to ("the Paris daily Le Monde")."""
        if (token.text.casefold(),) in self.forms:
            return self.forms[(token.text.casefold(),)] == "dative"
        small = is_small_word(token.text, self.tables)
        article = any(self.tables.has_role(token.text, r) for r in ("definite", "indefinite"))
        return article or not small

    def _quoted(self, span: Span) -> Span:
        """The span with the quotation marks around its name."""
        start, end = span.start, span.end
        inside = span.of(self.text)
        opened = sum(c in OPENING for c in inside) % 2 == 1
        if not opened and start > 0 and self.text[start - 1] in OPENING:
            closes = self.text[end : end + 1]
            if closes and closes in CLOSING:
                return Span(start - 1, end + 1)
        if opened and self.text[end : end + 1] and self.text[end] in CLOSING:
            return Span(start, end + 1)
        return span


def _end_of(elements: Sequence[Element], number: int, tokens: Sequence[Token]) -> int:
    """Where an outlet's phrase ends: behind the names that follow a noun ("avisen *Le Monde*")."""
    end = elements[number].first + elements[number].count
    following = [e for e in elements[number + 1 : number + 2] if e.is_name and e.first == end]
    if following and not BREAK.search(tokens[end].gap):  # "Nachrichtenagentur dpa"
        end += following[0].count
    while end < len(tokens) and tokens[end].capital and not BREAK.search(tokens[end].gap):
        end += 1
    return end


def _breaks(token: Token) -> bool:
    return BREAK.search(token.gap) is not None
