"""What do the words of a source say about whom they mean?

A source is read as a pronoun ("hun"), a possessive ("hendes mand"), several joined sources, a
name with its title ("vildtkonsulent Asta Bang") or a description ("to ansatte i styrelsen").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ifolge.languages.rows import PronounRow
from ifolge.model.article import Span
from ifolge.model.attribution import Attribution
from ifolge.resolve.lexicon import QUOTES, WORD, Lexicon, Noun
from ifolge.resolve.names import Entity
from ifolge.resolve.whole_words import find_whole, stands_whole
from ifolge.resolve.wording import EDGES, core, standing, trimmed

WITHIN = re.compile(r"[\w,;] ")  # before a word that does not open its sentence


class Form(Enum):
    """The form a source takes."""

    EMPTY = "empty"
    PRONOUN = "pronoun"
    POSSESSIVE = "possessive"
    JOINED = "joined"
    NAME = "name"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as it was read: its `form`, the words that count (`span`, `text`), and by form the
    entity named, the pronoun's rows, the joined parts, or the description's head noun.
    """

    form: Form
    span: Span | None = None
    text: str = ""
    entity: Entity | None = None
    pronouns: tuple[PronounRow, ...] = ()
    parts: tuple["Reading", ...] = ()
    head: str = ""
    noun: Noun | None = None
    definite: bool = False
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sources of one article: its text, its entities, its language."""

    text: str
    entities: Sequence[Entity]
    lexicon: Lexicon

    def read(self, attribution: Attribution) -> Reading:
        """How the source of an attribution is to be read."""
        if not attribution.source:
            return Reading(Form.EMPTY)
        span = max(attribution.source, key=len)
        reading = self.read_span(span)
        return self._without_genitive(reading, attribution)

    def read_span(self, span: Span, nested: bool = False) -> Reading:
        """How a stretch of text reads as a source."""
        span = trimmed(span, self.text, self.lexicon)
        words = span.of(self.text)
        rows = self.lexicon.pronoun(words)
        if rows:
            return Reading(Form.PRONOUN, span, words, pronouns=rows)
        span = self._behind_carrier(span)
        first = WORD.match(self.text, span.start, span.end)
        if first and any(r.kind == "possessive" for r in self.lexicon.pronoun(first.group())):
            rows = tuple(r for r in self.lexicon.pronoun(first.group()) if r.kind == "possessive")
            rest = self.text[first.end() : span.end].strip()
            return Reading(Form.POSSESSIVE, span, rest, pronouns=rows)
        parts = () if nested else self._parts(span)
        if parts:
            return Reading(Form.JOINED, span, words, parts=parts)
        entity = self.head_entity(span)
        if entity is not None:
            return Reading(Form.NAME, span, entity.name, entity=entity)
        named = self._named_by_noun(span)
        if named:
            return Reading(Form.NAME, span, named)
        return self._description(span)

    def _behind_carrier(self, span: Span) -> Span:
        """Whose words they are: "Angaben der Behörden", "Polizeiangaben", "B.T.s oplysninger"."""
        words = list(WORD.finditer(self.text, span.start, span.end))
        if len(words) == 1:
            return self._compound_owner(words[0], span)
        for number, match in enumerate(words[:2]):
            if not self.lexicon.role(match.group(), "carrier"):
                continue
            if number + 1 == len(words):
                owner = self.lexicon.without_genitive(words[0].group())
                return Span(words[0].start(), words[0].start() + len(owner)) if owner else span
            rest = words[number + 1]
            if self.lexicon.role(rest.group(), "preposition") and len(words) > number + 2:
                rest = words[number + 2]
            elif not self.lexicon.role(rest.group(), "definite_article") and not (
                rest.group()[0].isupper() and rest is words[-1]
            ):
                return span
            return Span(rest.start(), span.end)
        return span

    def _compound_owner(self, match: re.Match[str], span: Span) -> Span:
        folded = match.group().casefold()
        for carrier in self.lexicon.roles.get("carrier", ()):
            rest = folded[: -len(carrier)].rstrip("-")
            if folded.endswith(carrier) and len(rest) > 3:
                return Span(span.start, span.start + len(rest))
        return span

    # ------------------------------------------------------------ names

    def head_entity(self, span: Span) -> Entity | None:
        """The entity a noun phrase names: in "Ruslands forsvarsminister, Sergej Sjojgu" Sjojgu."""
        inside = sorted(
            (mention, number)
            for number, entity in enumerate(self.entities)
            for mention in entity.mentions
            if span.contains(mention)
        )
        for mention, number in inside:
            if self._is_head(mention, span, self.entities[number]):
                return self.entities[number]
        return None

    def _is_head(self, mention: Span, span: Span, entity: Entity) -> bool:
        after = self.text[mention.end : span.end]
        following = WORD.match(after.lstrip(QUOTES + " ")) if after[:1] in " \u00a0" else None
        if after[:1] == "-" or (following and not self._closes_name(following.group())):
            return False
        chunk = re.split(r"[,:–]", self.text[span.start : mention.start])[-1]
        words = [m.group() for m in WORD.finditer(chunk)]
        inner = any(self.lexicon.role(word, "genitive_article") for word in words[1:])
        if not inner and not any(self._opens_phrase(word) for word in words):
            return True
        if len(entity.name.split()) < 2 or entity.category not in ("", "person"):
            return False
        noun = self.lexicon.noun(words[-1])
        by_person = noun is not None and noun.row.category == "person"
        return not (by_person or self.lexicon.is_function_word(words[-1]))

    def _closes_name(self, word: str) -> bool:
        lexicon = self.lexicon
        relative = any(r.kind == "relative" for r in lexicon.pronoun(word))
        return relative or lexicon.role(
            word, "preposition", "conjunction", "emphasis", "definite_article", "indefinite_article"
        )

    def _opens_phrase(self, word: str) -> bool:
        relative = any(r.kind == "relative" for r in self.lexicon.pronoun(word))
        article = self.lexicon.role(word, "definite_article")
        opens = self.lexicon.role(word, "preposition", "including")
        return opens or (relative and not article)

    def _named_by_noun(self, span: Span) -> str | None:
        """The name behind a noun that says what it is: "ugeavisen Le Canard enchaîné"."""
        words = list(WORD.finditer(self.text, span.start, span.end))
        for match, after in pairwise(words):
            if self._opens_phrase(match.group()):
                return None
            noun = self.lexicon.noun(match.group())
            gap = self.text[match.end() : after.start()]
            name = core(self.text[after.start() : span.end], self.lexicon).strip(EDGES)
            quoted = any(mark in gap for mark in QUOTES)
            if name.casefold() in self.lexicon.outlets:
                return name
            capital = after.group()[0].isupper() and gap == " " and not self.lexicon.capital_nouns()
            if noun is not None and (quoted or capital) and len(name.split()) < 6:
                return name
        return None

    def _ends_head(self, word: str) -> bool:
        """Whether a noun phrase's own noun stands before this word."""
        return self._opens_phrase(word) or self.lexicon.role(word, "genitive_article")

    # ------------------------------------------------------------ joined sources

    def _parts(self, span: Span) -> tuple[Reading, ...]:
        """The sources joined in one phrase, if each of them names somebody or is brief."""
        cuts = self._cuts(span)
        if not cuts:
            return ()
        edges = [(span.start, cuts[0].start)]
        edges += [(a.end, b.start) for a, b in pairwise(cuts)]
        edges.append((cuts[-1].end, span.end))
        readings = [self.read_span(Span(a, b), nested=True) for a, b in edges if a < b]
        named = [r for r in readings if r.form is Form.NAME]
        brief = all(r.form is not Form.DESCRIPTION or len(r.text.split()) < 4 for r in readings)
        if len(readings) > 1 and len(named) == len(readings):
            return tuple(readings)
        if (
            named
            and brief
            and readings[0] in named
            and all(r.definite or self._is_counted(r) for r in readings if r not in named)
        ):
            return tuple(readings)
        return ()

    def _is_counted(self, reading: Reading) -> bool:
        return self.lexicon.role(reading.text.split(" ")[0], "number_word")

    def _cuts(self, span: Span) -> list[Span]:
        """Where conjunctions join sources; empty when they stand inside a name or a phrase."""
        covered = [m for e in self.entities for m in e.mentions]
        joints = [
            Span(*m.span())
            for m in WORD.finditer(self.text, span.start, span.end)
            if self.lexicon.role(m.group(), "conjunction")
        ]
        joints = [j for j in joints if not any(m.contains(j) for m in covered)]
        if not joints or joints[0].start == span.start:
            return []
        chunk = self.text[span.start : joints[0].start]
        if any(self._opens_phrase(m.group()) for m in WORD.finditer(chunk)):
            return []
        commas = [
            Span(span.start + i, span.start + i + 1)
            for i, c in enumerate(self.text[span.start : joints[0].start])
            if c == ","
        ]
        commas = [c for c in commas if not any(m.contains(c) for m in covered)]
        return sorted([*commas, *joints])

    # ------------------------------------------------------------ descriptions

    def _description(self, span: Span) -> Reading:
        text = core(span.of(self.text), self.lexicon)
        words = [m.group() for m in WORD.finditer(text)]
        stop = next((i for i, w in enumerate(words) if i and self._ends_head(w)), len(words))
        phrase = words[:stop] or words
        head = phrase[-1] if phrase else ""
        noun = self.lexicon.noun(head)
        article = bool(words) and self.lexicon.role(words[0], "definite_article")
        indefinite = bool(words) and self._is_indefinite(words[0])
        definite = article or (not indefinite and self._ends_definite(head, noun, phrase))
        named = any(m.start == span.start for e in self.entities for m in e.mentions)
        named = named or self._keeps_capital(text)
        text = standing(text, head, named, self.lexicon)
        return Reading(Form.DESCRIPTION, span, text, head=head, noun=noun, definite=definite)

    def _is_indefinite(self, word: str) -> bool:
        """Whether a phrase that this word opens brings in somebody new: "flere økonomer"."""
        several = any(row.kind == "indefinite" for row in self.lexicon.pronoun(word))
        return several or self.lexicon.role(word, "indefinite_article", "number_word")

    def _keeps_capital(self, text: str) -> bool:
        """Whether a first capital is the word's own, not only that of its sentence ("Børsbrevet").

        It stands capitalised inside a sentence, or stands alone and nothing in the article or the
        pack shows that it is an ordinary word.
        """
        word, _, more = text.partition(" ")
        if not word[:1].isupper() or self.lexicon.is_function_word(word):
            return False
        if any(WITHIN.match(self.text, max(at - 2, 0)) for at in find_whole(word, self.text)):
            return True
        small = stands_whole(word.lower(), self.text)
        return not small and not more and word.casefold() not in self.lexicon.nouns

    def _ends_definite(self, head: str, noun: Noun | None, phrase: list[str]) -> bool:
        if self.lexicon.definite_by_article():
            return len(phrase) == 1 and noun is not None and not noun.plural
        if noun is None:
            return len(self.lexicon.bare_forms(head)) > 1
        endings = tuple(self.lexicon.roles.get("definite_plural_ending", ()))
        if noun.plural:
            return bool(endings) and head.casefold().endswith(endings)
        return noun.definite or len(phrase) == 1

    def _without_genitive(self, reading: Reading, attribution: Attribution) -> Reading:
        """The reading with the genitive of "efter Rådets opfattelse", "ornitologers" taken off."""
        if reading.form not in (Form.DESCRIPTION, Form.NAME) or not reading.span:
            return reading
        bare = self.lexicon.without_genitive(reading.text)
        if reading.form is Form.DESCRIPTION and not reading.text.endswith(reading.head):
            return reading
        if reading.noun is not None and self.lexicon.without_genitive(reading.head):
            return reading
        if bare is None or not (
            self._stands_before_cue_noun(attribution) or self._is_known(bare.split()[-1])
        ):
            return reading
        if reading.entity is not None:
            if reading.text == reading.entity.name and self._stands_before_cue_noun(attribution):
                return Reading(Form.NAME, reading.span, bare, entity=reading.entity, genitive=True)
            return reading
        span = Span(reading.span.start, reading.span.end)
        stripped = self.lexicon.without_genitive(reading.head) or reading.head
        return Reading(
            Form.DESCRIPTION,
            span,
            bare,
            head=stripped,
            noun=self.lexicon.noun(stripped),
            definite=reading.definite or self._ends_definite(stripped, None, ["", stripped]),
            genitive=True,
        )

    def _stands_before_cue_noun(self, attribution: Attribution) -> bool:
        """Whether the source stands inside its cue: "efter … opfattelse", "ifølge … udtalelser"."""
        start, end = attribution.source[0].start, attribution.source[-1].end
        opening = [c.of(self.text) for c in attribution.cue if c.end <= start]
        return any(self.lexicon.role(o, "preposition") for o in opening) and any(
            0 <= c.start - end < 3 for c in attribution.cue
        )

    def _is_known(self, word: str) -> bool:
        noun = self.lexicon.noun(word)
        if (noun is not None and (noun.definite or noun.plural)) or self.lexicon.is_known_name(
            word
        ):
            return True
        return stands_whole(word.casefold(), self.text.casefold())
