"""The outlet that somebody spoke to is a relay, even where the encoder marked the speaker alone.

"siger hun til Ritzau", "told the Associated Press", "sagte er der dpa": the outlet gets an
attribution of its own with the same content, its cue the preposition, or the shared verb where
none stands. Rules only: the words of the pack's relays beside a name or noun of a news outlet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ifolge.languages.pack import LanguagePack, alternatives
from ifolge.languages.rows import OutletRow, RelayRow
from ifolge.model.article import ParsedArticle, Span, Spans
from ifolge.model.attribution import Attribution, Name, NameLabel, Scores, SourceType
from ifolge.resolve.gazetteer import WORD, Gazetteer, gazetteer
from ifolge.resolve.lexicon import Lexicon, lexicon_of
from ifolge.resolve.phrase_elements import (
    BREAK,
    Element,
    Labels,
    Place,
    Token,
    find_elements,
    is_small_word,
    name_labels,
)
from ifolge.resolve.time_tense import tense_table

MEDIA = (SourceType.NEWS_AGENCY, SourceType.NEWS_OUTLET)
REACH = 60  # how far from its speaker's cue a recipient may stand
ATTRIBUTES = 4  # words between a preposition and the noun or name it governs
LONGEST_FORM = 6  # words of a relay's cue
SHARED_CONTENT = 0.7  # of a content that two attributions must share to be of one statement
OPENING, CLOSING = "\"“„«»‚‘'(”", "\"”“»«‘’'"


@dataclass(frozen=True, slots=True)
class _Trigger:
    """The words that make an outlet a recipient: a preposition, or None for a shared verb.

    `role` is that of the pack's row, or "object" of a shared verb; `place` a preposition of place,
    behind which most media are mere channels ("on the radio").
    """

    role: str
    cue: Span | None = None
    place: bool = False


@dataclass(frozen=True, slots=True)
class _Outlet:
    """An outlet named in a sentence, and what makes it a recipient."""

    span: Span
    trigger: _Trigger


def add_recipients(
    attributions: Sequence[Attribution],
    parsed: ParsedArticle,
    names: Sequence[Name],
    pack: LanguagePack,
) -> tuple[Attribution, ...]:
    """The attributions with one more for every outlet that only a speaker's sentence names.

    Each stands behind its speaker's. A source that swallowed the outlet gives it back ("Jens Holm
    dem Fjordblatt"), and a relay's cue gets its nouns ("i *en interview med* Fjordavisen").
    """
    finder = _Finder(attributions, parsed, names, pack)
    return tuple(finder.all())


class _Finder:
    """The recipients of one article."""

    def __init__(
        self,
        attributions: Sequence[Attribution],
        parsed: ParsedArticle,
        names: Sequence[Name],
        pack: LanguagePack,
    ) -> None:
        self.parsed, self.text = parsed, parsed.text
        self.tables: Gazetteer = gazetteer(pack.code)
        self.lexicon: Lexicon = lexicon_of(pack)
        self.labels: Labels = name_labels(names, parsed.text)
        rows = [(row, alternatives(row.forms)) for row in pack.table(RelayRow)]
        of_place = [any(self.lexicon.role(f, "place_preposition") for f in fs) for _, fs in rows]
        self.forms: dict[tuple[str, ...], str] = {}
        self.places: set[tuple[str, ...]] = set()
        for (row, forms), place in zip(rows, of_place, strict=True):
            words = {tuple(WORD.findall(form.casefold())) for form in forms}
            self.forms |= dict.fromkeys(words, row.role)
            self.places |= words if place else set()
        self.clause = tense_table(pack).clause
        self.attributions = [self._with_whole_cue(a) for a in attributions]
        self.outlets: dict[Span, tuple[_Outlet, ...]] = {}

    def all(self) -> Iterator[Attribution]:
        """Every attribution, each followed by the recipient that only its sentence names."""
        number = len(self.attributions)
        for speaker in self.attributions:
            outlet = self._recipient(speaker)
            if outlet is None:
                yield speaker
                continue
            number += 1
            yield self._without(speaker, outlet)
            yield self._relay(f"a{number}", speaker, outlet)

    def _relay(self, name: str, speaker: Attribution, outlet: _Outlet) -> Attribution:
        cue = (outlet.trigger.cue,) if outlet.trigger.cue else speaker.cue
        return Attribution(
            id=name,
            source=(outlet.span,),
            cue=cue,
            content=speaker.content,
            kind=speaker.kind,
            confidence=speaker.confidence,
            scores=Scores(status=speaker.scores.status) if speaker.scores else None,
        )

    def _without(self, speaker: Attribution, outlet: _Outlet) -> Attribution:
        """The speaker without the recipient that was taken for a part of source or cue."""
        taken = [outlet.span, *([outlet.trigger.cue] if outlet.trigger.cue else [])]
        source = _cut(speaker.source, taken, self.text)
        cue = _cut(speaker.cue, taken, self.text) or speaker.cue
        return replace(speaker, source=source, cue=cue)

    # ------------------------------------------------------------ which outlet

    def _recipient(self, speaker: Attribution) -> _Outlet | None:
        """The outlet that a speaker is said to have spoken to, if no attribution has it yet."""
        if not speaker.cue or not speaker.content or not speaker.source:
            return None
        sentence = self.parsed.sentence_at(speaker.cue[0].start)
        if sentence is None or self._role(speaker) in ("relay", "origin"):
            return None
        for outlet in self._outlets_in(sentence.span):
            if self._belongs(outlet, speaker) and not self._is_taken(outlet, speaker):
                return outlet
        return None

    def _role(self, attribution: Attribution) -> str | None:
        words = [w.casefold() for s in attribution.cue for w in WORD.findall(s.of(self.text))]
        return self.forms.get(tuple(words))

    def _belongs(self, outlet: _Outlet, speaker: Attribution) -> bool:
        """Whether an outlet stands where the recipient of this speaker's words stands."""
        span, trigger = outlet.span, outlet.trigger
        whole = Span(trigger.cue.start, span.end) if trigger.cue else span
        if any(part.overlaps(whole) for part in (*speaker.content, *speaker.anaphor)):
            return False
        apart = [part for part in speaker.source if not whole.contains(part)]
        if not apart or any(self._holds(part, whole, trigger) for part in apart):
            return False
        if trigger.role == "relay":
            return self._beside(whole, speaker)
        return self._shares_cue(span, trigger, speaker)

    def _holds(self, source: Span, whole: Span, trigger: _Trigger) -> bool:
        """Whether an outlet is a real part of the source: its beginning, or what it belongs to."""
        if not source.overlaps(whole):
            return False
        if source.start >= whole.start or whole.end < source.end:
            return True
        before = WORD.findall(self.text, source.start, whole.start)
        if trigger.role == "dative":
            article = WORD.findall(self.text, whole.start, whole.end)[0]
            return self.tables.has_role(article, "genitive") and not self._is_complete(before)
        form = trigger.cue.of(self.text).casefold() if trigger.cue else ""
        return trigger.role == "relay" and self.tables.has_role(form, "preposition")

    def _is_complete(self, words: Sequence[str]) -> bool:
        """Whether nobody's name can follow as an owner's: "Jens Holm der dpa", "sein Anwalt der
        dpa", but not "ein Sprecher der dpa".
        """
        first, last = (words[0], words[-1]) if words else ("", "")
        owned = any(row.kind == "possessive" for row in self.lexicon.pronoun(first))
        return owned or any(last == key[-1] for key in self.labels)

    def _beside(self, whole: Span, speaker: Attribution) -> bool:
        """Whether nothing but the speaker and small words stand between preposition and cue."""
        cue = [part for part in speaker.cue if not whole.contains(part)]
        if not cue:
            return False
        near = min(cue, key=lambda part: _gap(part, whole))
        between = Span(*sorted((near.start, near.end, whole.start, whole.end))[1:3])
        if near.overlaps(whole):
            return near.end >= whole.start > near.start
        if len(between) > REACH:
            return False
        words = WORD.findall(between.of(self.text).casefold())
        if not self.clause.isdisjoint(words):
            return False
        others = [a for a in self.attributions if a is not speaker and a.cue != speaker.cue]
        return not any(cue.overlaps(between) for a in others for cue in a.cue)

    def _shares_cue(self, span: Span, trigger: _Trigger, speaker: Attribution) -> bool:
        """Whether an outlet is the object of the cue: behind "told", or a dative behind "sagte"."""
        before = [part.end for part in speaker.cue if part.end <= span.start]
        words = [w.casefold() for part in speaker.cue for w in WORD.findall(part.of(self.text))]
        forms = (tuple(words[at:]) for at in range(len(words)))
        if not any(self.forms.get(form) == "shared" for form in forms):
            return False
        if not before:
            return False
        if trigger.role == "object":
            return not WORD.search(self.text, before[-1], span.start)
        between = Span(before[-1], span.start)
        pieces = _cut((between,), list(speaker.source), self.text)
        return sum(map(len, pieces)) <= REACH and not any(
            BREAK.search(piece.of(self.text)) for piece in pieces
        )

    def _is_taken(self, outlet: _Outlet, speaker: Attribution) -> bool:
        """Whether an attribution has the outlet already, or it is the article's own."""
        own = (self.parsed.article.outlet or "").casefold()
        if own and own in outlet.span.of(self.text).casefold():
            return True
        return any(
            part.overlaps(outlet.span)
            for other in self.attributions
            if other is not speaker
            for part in (*other.source, *(other.content if other.cue != speaker.cue else ()))
            if not _inside(speaker, other.content)
        )

    # ------------------------------------------------------------ outlets in a sentence

    def _outlets_in(self, sentence: Span) -> tuple[_Outlet, ...]:
        if sentence not in self.outlets:
            self.outlets[sentence] = tuple(self._find_outlets(sentence))
        return self.outlets[sentence]

    def _find_outlets(self, sentence: Span) -> Iterator[_Outlet]:
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
                    yield _Outlet(span, trigger)

    def _triggered(
        self, first: int, tokens: Sequence[Token], spans: Sequence[Span]
    ) -> tuple[int, tuple[_Trigger, ...]] | None:
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
    ) -> Iterator[_Trigger]:
        """What governs a phrase that begins at a word, the longest words before it first."""
        longest = 0 if _breaks(tokens[start]) else min(LONGEST_FORM, start)
        governed = False
        for size in range(longest, 0, -1):
            words = tuple(t.text.casefold() for t in tokens[start - size : start])
            role = self.forms.get(words)
            governed = governed or role in ("relay", "shared")
            if role == "relay":
                cue = Span(spans[start - size].start, spans[start - 1].end)
                yield _Trigger("relay", cue, words in self.places)
            elif role == "shared":
                yield _Trigger("object")
        if not governed and self.forms.get((tokens[start].text.casefold(),)) == "dative":
            yield _Trigger("dative")

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

    # ------------------------------------------------------------ cues in pieces

    def _with_whole_cue(self, attribution: Attribution) -> Attribution:
        """A relay whose source swallowed the nouns of its cue ("i | en interview med DR")."""
        if len(attribution.cue) != 1 or not attribution.source:
            return attribution
        cue, source = attribution.cue[0], attribution.source[0]
        if self._role(attribution) != "relay" or not 0 <= source.start - cue.end <= 1:
            return attribution
        words = list(WORD.finditer(self.text, cue.start, source.end))
        for size in range(min(LONGEST_FORM, len(words) - 1), 1, -1):
            form = tuple(word.group().casefold() for word in words[:size])
            governs = self.tables.has_role(form[-1], "preposition")
            if governs and self.forms.get(form) == "relay" and words[size - 1].end() > source.start:
                whole = Span(cue.start, words[size - 1].end())
                rest = Span(words[size].start(), source.end)
                return replace(attribution, cue=(whole,), source=(rest, *attribution.source[1:]))
        return attribution


def _end_of(elements: Sequence[Element], number: int, tokens: Sequence[Token]) -> int:
    """Where an outlet's phrase ends: behind the names that follow a noun ("avisen *Le Monde*")."""
    end = elements[number].first + elements[number].count
    while end < len(tokens) and tokens[end].capital and not BREAK.search(tokens[end].gap):
        end += 1
    return end


def _breaks(token: Token) -> bool:
    return BREAK.search(token.gap) is not None


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _inside(inner: Attribution, content: Spans) -> bool:
    return all(any(part.contains(cue) for part in content) for cue in inner.cue)


def _cut(spans: Spans, taken: Sequence[Span], text: str) -> Spans:
    """Spans without what others take, blanks and commas at the new borders dropped."""
    pieces = list(spans)
    for other in taken:
        rest: list[Span] = []
        for span in pieces:
            if not span.overlaps(other):
                rest.append(span)
                continue
            if span.start < other.start:
                rest.append(Span(span.start, other.start))
            if other.end < span.end:
                rest.append(Span(other.end, span.end))
        pieces = rest
    trimmed = []
    for span in pieces:
        start, end = span.start, span.end
        while start < end and not text[start].isalnum() and span not in spans:
            start += 1
        while end > start and not text[end - 1].isalnum() and span not in spans:
            end -= 1
        if start < end:
            trimmed.append(Span(start, end))
    return tuple(trimmed)
