"""The outlet that somebody spoke to is a relay, even where the encoder marked the speaker alone.

"siger hun til Ritzau", "told the Associated Press", "sagte er der dpa": the outlet gets an
attribution of its own with the same content, its cue the preposition, or the shared verb where
none stands. Rules only: the words of the pack's relays beside a name or noun of a news outlet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle, Span, Spans
from ifolge.model.attribution import Attribution, Name, NameLabel, Scores, SourceType
from ifolge.resolve.gazetteer import WORD, Gazetteer, gazetteer
from ifolge.resolve.lexicon import Lexicon, lexicon_of
from ifolge.resolve.outlets import LONGEST_FORM, Outlet, OutletFinder, Trigger
from ifolge.resolve.phrase_elements import (
    BREAK,
    Labels,
    name_labels,
)
from ifolge.resolve.time_tense import tense_table

REACH = 60  # how far from its speaker's cue a recipient may stand


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
        self.outlets = OutletFinder(parsed, self.labels, pack)
        self.forms = self.outlets.forms
        self.clause = tense_table(pack).clause
        self.attributions = [self._with_whole_cue(a) for a in attributions]
        self.attributions = [self._without_relay(a) for a in self.attributions]

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

    def _relay(self, name: str, speaker: Attribution, outlet: Outlet) -> Attribution:
        cue = (outlet.trigger.cue,) if outlet.trigger.cue else speaker.cue
        status = speaker.scores.status if speaker.scores else {}
        kind = {SourceType.NEWS_OUTLET.value: 1.0} if outlet.span in speaker.source else {}
        return Attribution(
            id=name,
            source=(outlet.span,),
            cue=cue,
            content=speaker.content,
            kind=speaker.kind,
            confidence=speaker.confidence,
            scores=Scores(status=status, source_type=kind) if status or kind else None,
        )

    def _without(self, speaker: Attribution, outlet: Outlet) -> Attribution:
        """The speaker without the recipient that was taken for a part of source or cue."""
        taken = [outlet.span, *([outlet.trigger.cue] if outlet.trigger.cue else [])]
        source = _cut(speaker.source, taken, self.text)
        cue = _cut(speaker.cue, taken, self.text) or speaker.cue
        return replace(speaker, source=source, cue=cue)

    # ------------------------------------------------------------ which outlet

    def _recipient(self, speaker: Attribution) -> Outlet | None:
        """The outlet that a speaker is said to have spoken to, if no attribution has it yet."""
        if not speaker.cue or not speaker.content or not speaker.source:
            return None
        sentence = self.parsed.sentence_at(speaker.cue[0].start)
        if sentence is None or self._role(speaker) in ("relay", "origin"):
            return None
        for outlet in self.outlets.inside(sentence.span):
            if self._belongs(outlet, speaker) and not self._is_taken(outlet, speaker):
                return outlet
        return self._marked(speaker)

    def _marked(self, speaker: Attribution) -> Outlet | None:
        """The recipient that the encoder took for a piece of the source: "Crabbe | told | Star
        Sports" has two, and who stands right behind "told" did not speak.
        """
        for piece in speaker.source[1:]:
            outlet = Outlet(piece, Trigger("object"))
            if self._may_be_outlet(piece) and self._shares_cue(piece, outlet.trigger, speaker):
                return None if self._is_taken(outlet, speaker) else outlet
        return None

    def _may_be_outlet(self, piece: Span) -> bool:
        """Whether words may name a medium that no pack knows: a name, and no person's."""
        words = WORD.findall(self.text, piece.start, piece.end)
        person = self.labels.get(tuple(words)) is NameLabel.PERSON
        return words[-1][:1].isupper() and not person and not self.lexicon.pronoun(words[-1])

    def _role(self, attribution: Attribution) -> str | None:
        words = [w.casefold() for s in attribution.cue for w in WORD.findall(s.of(self.text))]
        return self.forms.get(tuple(words))

    def _belongs(self, outlet: Outlet, speaker: Attribution) -> bool:
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

    def _holds(self, source: Span, whole: Span, trigger: Trigger) -> bool:
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
        """Whether nobody's name can follow as an owner's: "Jens Holm der dpa", "er der dpa", "sein
        Anwalt der dpa", but not "ein Sprecher der dpa".
        """
        first, last = (words[0], words[-1]) if words else ("", "")
        kinds = {row.kind for row in self.lexicon.pronoun(first)}
        owned = "possessive" in kinds or (len(words) == 1 and "personal" in kinds)
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

    def _shares_cue(self, span: Span, trigger: Trigger, speaker: Attribution) -> bool:
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

    def _is_taken(self, outlet: Outlet, speaker: Attribution) -> bool:
        """Whether an attribution has the outlet already, or it is the article's own."""
        own = (self.parsed.article.outlet or "").casefold()
        if own and own in outlet.span.of(self.text).casefold():
            return True
        others = [other for other in self.attributions if other is not speaker]
        parts = [part for other in others for part in other.source]
        parts += [
            part
            for other in others
            if other.cue != speaker.cue and not _inside(speaker, other.content)
            for part in other.content
        ]
        return any(part.overlaps(outlet.span) for part in parts)

    def _without_relay(self, speaker: Attribution) -> Attribution:
        """The speaker without a piece that is the source of its relay ("hedder det i *erklæringen*
        ifølge *Ria*").
        """
        relays = [
            piece
            for other in self.attributions
            if other.id != speaker.id and self._role(other) == "relay"
            for piece in other.source
        ]
        own = tuple(s for s in speaker.source if not any(r.contains(s) for r in relays))
        if not own or len(own) == len(speaker.source) or self._role(speaker) == "relay":
            return speaker
        return replace(speaker, source=own)

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
