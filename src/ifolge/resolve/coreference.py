"""Who is that? Every source of an article under the fullest name the article gives it.

"han" → Sergej Sjojgu, "Avisen" → New York Times, "kilderne" → the unnamed officials before,
"der" → the name it follows, "jeg" → whoever is quoted. Two equal candidates leave it open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ifolge.languages.pack import LanguagePack
from ifolge.languages.rows import PronounRow
from ifolge.model.article import ParsedArticle, Span, Spans
from ifolge.model.attribution import Attribution, Kind, Name, SourceType
from ifolge.model.reason import Reason
from ifolge.resolve.counted import Part, counts, find_groups, read_part
from ifolge.resolve.descriptions import FAR, nearest_noun_phrase, resolve_description
from ifolge.resolve.discourse import REACH, Discourse, Mention, Referent, agrees, animate_label
from ifolge.resolve.lexicon import Lexicon, lexicon_of
from ifolge.resolve.mentions import Form, Reader, Reading
from ifolge.resolve.names import Entity, gather_entities

FIELD = "canonical_source"
NEWS = (SourceType.NEWS_AGENCY, SourceType.NEWS_OUTLET)
SPEAKER_NEAR = 2  # sentences within which the speaker of a bare quotation may be named


@dataclass(frozen=True, slots=True)
class SourceResolution:
    """Whom a source means: its `canonical` name or None, the words that name it, and why."""

    canonical: str | None
    antecedent: Span | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one reading came to: a name, the referent behind it, where that stands, the rule."""

    name: str | None
    rule: str
    antecedent: Span | None = None
    referent: Referent | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    row: str | None = None
    confidence: float = 1.0


def resolve_sources(
    attributions: Sequence[Attribution],
    parsed: ParsedArticle,
    names: Sequence[Name],
    pack: LanguagePack,
) -> Mapping[str, SourceResolution]:
    """The canonical source of every attribution, by its id.

    In "Klimaminister Jannie Holk er vred. »Det er løgn,« siger hun." the source "hun" is Jannie
    Holk; "lyder det" takes the speaker of the context; a passive without agent stays None.
    """
    lexicon = lexicon_of(pack)
    return _Scene(attributions, parsed, gather_entities(names, parsed, lexicon), lexicon).resolve()


class _Scene:
    """One article on the way from sources to names."""

    def __init__(
        self,
        attributions: Sequence[Attribution],
        parsed: ParsedArticle,
        entities: Sequence[Entity],
        lexicon: Lexicon,
    ) -> None:
        self.parsed, self.lexicon = parsed, lexicon
        self.reader = Reader(parsed.text, entities, lexicon)
        self.discourse = Discourse(parsed)
        self.referents = {e.name: _referent(e) for e in entities}
        self.done: dict[str, Meaning] = {}
        self.order = sorted(attributions, key=_place)
        for entity in entities:
            for mention in entity.mentions:
                self.discourse.add(mention, self.referents[entity.name])
        self.groups = tuple(find_groups(parsed.text, lexicon))

    def resolve(self) -> dict[str, SourceResolution]:
        readings = {a.id: self.reader.read(a) for a in self.order}
        late = [a for a in self.order if _waits(readings[a.id])]
        for attribution in self.order:
            if attribution not in late:
                self._settle(attribution, readings[attribution.id])
        for attribution in late:
            self._settle(attribution, readings[attribution.id])
        return {a.id: self._resolution(a, readings[a.id]) for a in self.order}

    def _settle(self, attribution: Attribution, reading: Reading) -> None:
        meaning = self._meaning(attribution, reading)
        self.done[attribution.id] = meaning
        if reading.span and meaning.name:
            referent = meaning.referent or _described(reading, meaning.name, self.lexicon)
            self.discourse.add(reading.span, referent, source=True)
            kind = attribution.source_type
            if kind in NEWS and not referent.category and reading.form is Form.NAME:
                referent.category, referent.animate = kind.value, False

    def _resolution(self, attribution: Attribution, reading: Reading) -> SourceResolution:
        meaning = self.done[attribution.id]
        spans = tuple(dict.fromkeys(s for s in (reading.span, meaning.antecedent) if s))
        values = {"source": reading.text, "name": meaning.name or "", **meaning.values}
        reason = Reason(FIELD, meaning.rule, spans, values, meaning.row, meaning.confidence)
        return SourceResolution(meaning.name, meaning.antecedent, (reason,))

    # ------------------------------------------------------------ by form

    def _meaning(self, attribution: Attribution, reading: Reading) -> Meaning:
        if reading.form is Form.EMPTY:
            return self._of_empty(attribution)
        if reading.form is Form.PRONOUN:
            return self._of_pronoun(attribution, reading)
        if reading.form is Form.POSSESSIVE:
            return self._of_possessive(attribution, reading)
        if reading.form is Form.JOINED:
            parts = [self._meaning(attribution, part) for part in reading.parts]
            names = [p.name or r.text for p, r in zip(parts, reading.parts, strict=True)]
            return Meaning("; ".join(names), "coreference.joined")
        if reading.form is Form.NAME and reading.entity is None:
            return Meaning(reading.text, "coreference.name")
        if reading.entity is not None:
            referent = self.referents[reading.entity.name]
            name = reading.text if reading.genitive else referent.name
            return Meaning(name, "coreference.name", reading.entity.mentions[0], referent)
        return self._of_description(reading)

    def _of_description(self, reading: Reading) -> Meaning:
        counted = read_part(reading.text, self.lexicon)
        if counted is not None:
            return self._of_group(reading, counted)
        found = resolve_description(reading, self.discourse, self.lexicon)
        row = reading.noun.row.place if reading.noun else None
        if found is None:
            return Meaning(reading.text, "coreference.description", row=row)
        if found.name is None:
            return self._open(found.rivals)
        return Meaning(found.name, found.rule, found.antecedent, found.referent, row=row)

    def _of_empty(self, attribution: Attribution) -> Meaning:
        text = " ".join(c.of(self.parsed.text) for c in attribution.cue).rstrip(": ")
        speaks = not attribution.cue or attribution.kind is Kind.DIRECT
        if not speaks and not self.lexicon.role(text, "open_speaker"):
            return Meaning(None, "coreference.no_source")
        return self._speaker_near(attribution) or Meaning(None, "coreference.no_source")

    def _speaker_near(self, attribution: Attribution) -> Meaning | None:
        """The speaker whom the sentences around give: before "lyder det", on both sides of a
        quotation that has no cue at all.
        """
        here = self.discourse.sentence(_place(attribution))
        ahead = 0 if attribution.cue else SPEAKER_NEAR
        near = [
            (self._distance(m, here), m.span.start, m)
            for m in self.discourse.mentions
            if m.source
            and (m.referent.animate is True or attribution.cue)
            and not m.referent.plural
            and self.discourse.quotation(m.span.start) is None
            and -ahead <= here - self.discourse.sentence(m.span.start) <= SPEAKER_NEAR
        ]
        if not near:
            return None
        mention = min(near, key=lambda n: n[:2])[2]
        return Meaning(
            mention.referent.name,
            "coreference.open_speaker",
            mention.span,
            mention.referent,
            confidence=0.7,
        )

    def _distance(self, mention: Mention, here: int) -> int:
        """How far a speaker stands from a quotation; behind it counts more than before it."""
        distance = here - self.discourse.sentence(mention.span.start)
        return distance if distance >= 0 else 4 - distance

    def _of_pronoun(self, attribution: Attribution, reading: Reading) -> Meaning:
        assert reading.span is not None
        rows = reading.pronouns
        kinds = {row.kind for row in rows}
        if all(row.person == "1" for row in rows):
            return self._first_person(attribution, rows)
        if "relative" in kinds:
            mentions = self.discourse.mentions
            found = nearest_noun_phrase(
                self.parsed.text, reading.span.start, mentions, self.lexicon
            )
            if found is not None:
                name, span = found
                return Meaning(name, "coreference.relative", span, self.referents.get(name))
        rows = tuple(row for row in rows if row.kind in ("personal", "possessive", "both"))
        if not rows and any(row.kind == "partitive" for row in reading.pronouns):
            return self._part(reading)
        if not rows:
            return Meaning(reading.text.lower(), "coreference.indefinite")
        return self._looked_back(attribution, reading, rows)

    def _part(self, reading: Reading) -> Meaning:
        """One of several named before: "den ene" → "den ene af to mænd på kajen"."""
        assert reading.span is not None
        whole = self._whole(reading.span, "")
        of = sorted(self.lexicon.roles.get("part_of", ()))
        if whole is None or not of:
            return Meaning(reading.text.lower(), "coreference.indefinite")
        words = reading.text.lower().split(f" {of[0]} ")[0]
        name = f"{words} {of[0]} {whole.referent.name}"
        referent = Referent(name, whole.referent.animate, False, part=True)
        return Meaning(name, "coreference.part", whole.span, referent)

    def _of_group(self, reading: Reading, part: Part) -> Meaning:
        """A group counted before, or a part of it: "Alle seks", "fire", "to af de ni"."""
        assert reading.span is not None
        whole = self._whole(reading.span, part.of, FAR)
        of = sorted(self.lexicon.roles.get("part_of", ()))
        if whole is None or not of:
            return Meaning(reading.text.lower(), "coreference.indefinite")
        referent = whole.referent
        if not part.words:
            return Meaning(referent.name, "coreference.same_noun", whole.span, referent)
        name = f"{part.words} {of[0]} {referent.name}"
        taken = Referent(name, referent.animate, True, category=referent.category, part=True)
        return Meaning(name, "coreference.part", whole.span, taken)

    def _whole(self, span: Span, number: str, reach: int = REACH) -> Mention | None:
        """The group of which one or several speak: a source before, else one only counted."""
        found = self.discourse.look_back(
            span,
            lambda r: r.plural is True and not r.part and counts(r.name, number),
            (span,),
            reach=reach,
        )
        if found.mention is not None or found.rivals:
            return found.mention
        counted = [g for g in self.groups if g.span.end <= span.start and counts(g.name, number)]
        if not counted:
            return None
        group = max(counted, key=lambda g: g.span.start)
        if self.discourse.sentence(span.start) - self.discourse.sentence(group.span.start) > reach:
            return None
        return Mention(group.span, Referent(group.name, True, True, category=group.row.category))

    def _looked_back(
        self, attribution: Attribution, reading: Reading, rows: tuple[PronounRow, ...]
    ) -> Meaning:
        assert reading.span is not None
        avoid = tuple(c for c in attribution.content if not c.contains(reading.span))
        found = self.discourse.look_back(reading.span, agrees(rows), avoid)
        if found.mention is None:
            return self._open(found.rivals)
        referent = found.mention.referent
        genders = {row.gender for row in rows if row.gender in ("masculine", "feminine")}
        if len(genders) == 1 and not referent.gender:
            referent.gender = genders.pop()
        return Meaning(
            referent.name,
            "coreference.pronoun",
            found.mention.span,
            referent,
            row=rows[0].place,
            confidence=0.85,
        )

    def _first_person(self, attribution: Attribution, rows: tuple[PronounRow, ...]) -> Meaning:
        """Whoever is quoted says "jeg"; outside quotations the author, and the outlet "vi"."""
        speaker = self._speaker_around(attribution)
        if speaker is not None:
            return Meaning(
                speaker.name,
                "coreference.first_person",
                speaker.antecedent,
                speaker.referent,
                row=rows[0].place,
            )
        article = self.parsed.article
        quoted = self.discourse.quotation(_place(attribution)) is not None
        name = article.author if rows[0].number == "singular" else article.outlet
        if quoted:
            return self._speaker_near(attribution) or Meaning(None, "coreference.nobody")
        if not name:
            return Meaning(None, "coreference.nobody")
        return Meaning(name, "coreference.own_voice", row=rows[0].place)

    def _speaker_around(self, attribution: Attribution) -> Meaning | None:
        """The source of the innermost attribution in whose content this one stands."""
        here = _place(attribution)
        around = [
            (len(c), a.id)
            for a in self.order
            if a.id != attribution.id and a.id in self.done
            for c in a.content
            if c.start <= here < c.end and self.done[a.id].name
        ]
        return self.done[min(around)[1]] if around else None

    def _of_possessive(self, attribution: Attribution, reading: Reading) -> Meaning:
        if not reading.text:
            return self._of_pronoun(attribution, reading)
        first = all(row.person == "1" for row in reading.pronouns)
        owner = (
            self._first_person(attribution, reading.pronouns)
            if first
            else self._looked_back(attribution, reading, reading.pronouns)
        )
        named = self.reader.head_entity(reading.span) if reading.span else None
        if named is not None:
            return Meaning(named.name, "coreference.name", referent=self.referents[named.name])
        if owner.name is None:
            return Meaning(reading.text, "coreference.description")
        name = f"{_genitive(owner.name, self.lexicon)} {reading.text}"
        return Meaning(
            name, "coreference.possessive", owner.antecedent, values={"owner": owner.name}
        )

    def _open(self, rivals: Spans | tuple[str, ...]) -> Meaning:
        if rivals:
            return Meaning(
                None,
                "coreference.two_candidates",
                values={"candidates": "; ".join(map(str, rivals))},
            )
        return Meaning(None, "coreference.nobody")


def _place(attribution: Attribution) -> int:
    for spans in (attribution.source, attribution.cue, attribution.content):
        if spans:
            return spans[0].start
    return 0


def _waits(reading: Reading) -> bool:
    """First persons are settled last: whoever speaks may be named behind the quotation."""
    first = bool(reading.pronouns) and all(row.person == "1" for row in reading.pronouns)
    return first or reading.form is Form.EMPTY


def _referent(entity: Entity) -> Referent:
    return Referent(
        entity.name,
        animate_label(entity.label, entity.category),
        None,
        entity.gender,
        entity.category,
        entity.titles,
        named=True,
    )


def _described(reading: Reading, name: str, lexicon: Lexicon) -> Referent:
    """A referent for a source that has no name: "en 41-årig ingeniør"."""
    noun = reading.noun
    category = noun.row.category if noun else ""
    animate = category in ("person", "anonymous") if category else None
    gender = noun.row.gender if noun else ""
    plural = noun.plural if noun else None
    if reading.form is Form.JOINED or any(r.kind == "indefinite" for r in reading.pronouns):
        plural = True
    if plural is None and reading.form is not Form.PRONOUN:
        plural = _looks_plural(reading, lexicon)
    return Referent(name, animate, plural, gender, category, frozenset({reading.head.casefold()}))


def _looks_plural(reading: Reading, lexicon: Lexicon) -> bool | None:
    """Whether a noun the pack does not know looks like several: "tyske kolleger"."""
    words = reading.text.split()
    if not words or lexicon.role(words[0], "indefinite_article"):
        return False
    rows = lexicon.pronoun(words[0])
    several = any(row.kind == "indefinite" and row.number == "plural" for row in rows)
    if several or words[0].isdigit() or lexicon.role(words[0], "number_word"):
        return True
    if any(reading.head.casefold().endswith(e) for e in lexicon.roles.get("plural_ending", ())):
        return not lexicon.role(words[0], "singular_article")
    return None


def _genitive(name: str, lexicon: Lexicon) -> str:
    """A name as owner: "Holms", "Jens'"; the pack says how."""
    endings = lexicon.roles.get("owner", frozenset())
    brief = min(endings, key=len, default="")
    if len(endings) < 2:
        return name + brief
    hissing = name.casefold().endswith(("s", "x", "z"))
    after_s = next((e for e in endings if not e.endswith("s")), brief)
    return name + (after_s if hissing else next(e for e in endings if e.endswith("s")))
