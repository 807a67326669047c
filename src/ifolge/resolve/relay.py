"""Did the article hear it itself, or through whom did it reach the article?

"siger hun til Ritzau", "skriver NTB ifølge VG", "melder YTN med henvisning til en kilde": each
attribution gets the one it came through (`via`), and the chain is walked to its origin. Rules
decide where the words are plain; else what the encoder learned, above a threshold.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ifolge.languages.pack import LanguagePack, alternatives, load_pack
from ifolge.languages.rows import RelayRow
from ifolge.model.article import ParsedArticle, Spans, overlap
from ifolge.model.attribution import Attribution, SourceType
from ifolge.model.reason import Reason
from ifolge.resolve.lexicon import NEWS, WORD, lexicon_of

THRESHOLD = 0.5  # what a learned link needs where no rule is certain
CERTAIN = 0.8  # a rule this sure is not overruled by what was learned


@dataclass(frozen=True, slots=True)
class RelayResolution:
    """Through which attribution one reached the article (None: straight), and why."""

    via: str | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal: this attribution came through `via`, says `rule`, with `confidence`."""

    via: str | None
    rule: str
    confidence: float
    spans: Spans = ()
    values: Mapping[str, str] = field(default_factory=dict)
    row: str | None = None


def trace_relays(
    attributions: Sequence[Attribution],
    parsed: ParsedArticle,
    pack: LanguagePack,
    threshold: float = THRESHOLD,
) -> Mapping[str, RelayResolution]:
    """Through whom every attribution came, by its id.

    In "»Broen holder,« siger Kaj Holm til Ritzau" Holm's words came through Ritzau; in his next
    sentence they need not (a relay holds for one statement). `Attribution.scores.via` is used
    where the rules are not certain.
    """
    tracer = _Tracer(attributions, parsed, pack)
    links = {a.id: tracer.link(a) for a in attributions}
    links |= {a.id: tracer.continued(a, links) for a in attributions if links[a.id].via is None}
    links = {a.id: combine(links[a.id], a, threshold) for a in attributions}
    links = without_circles(links)
    return {key: RelayResolution(link.via, (_reason(link),)) for key, link in links.items()}


def combine(link: Link, attribution: Attribution, threshold: float = THRESHOLD) -> Link:
    """The rule's link when it is certain, else what the encoder learned above the threshold."""
    learned = attribution.scores.via if attribution.scores else {}
    learned = {key: score for key, score in learned.items() if key != attribution.id}
    if link.confidence >= CERTAIN or not learned:
        return link
    best = max(sorted(learned), key=lambda key: learned[key])
    if learned[best] >= threshold:
        agreed = link.confidence if best == link.via else 0.0
        values = {"score": f"{learned[best]:.2f}"}
        return Link(best, "via.learned", max(learned[best], agreed), link.spans, values)
    return link


def without_circles(links: Mapping[str, Link]) -> dict[str, Link]:
    """The links without circles: of links that run in a circle the least sure is dropped."""
    kept = dict(links)
    for start in sorted(links):
        path: list[str] = []
        here: str | None = start
        while here is not None and here in kept and here not in path:
            path.append(here)
            here = kept[here].via
        if here is not None and here in path:
            circle = path[path.index(here) :]
            weakest = min(circle, key=lambda key: (kept[key].confidence, key))
            kept[weakest] = Link(None, "via.circle", 0.5, kept[weakest].spans)
    return kept


def chain_of(attribution_id: str, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """The ids from an attribution to the last relay before the article, itself first."""
    via = {a.id: a.via for a in attributions}
    chain: list[str] = []
    here: str | None = attribution_id
    while here is not None and here in via and here not in chain:
        chain.append(here)
        here = via[here]
    return tuple(chain)


def origin_of(attribution_id: str, attributions: Sequence[Attribution]) -> str:
    """The attribution at the origin of one: the source behind it that nobody is quoted for.

    For YTN's report with reference to a government source, the government source.
    """
    by_id = {a.id: a for a in attributions}
    here = attribution_id
    seen = {here}
    while True:
        behind = [
            a.id
            for a in attributions
            if a.via == here and a.id not in seen and _shares(a, by_id[here])
        ]
        if len(behind) != 1:
            return here
        here = behind[0]
        seen.add(here)


# ---------------------------------------------------------------- the rules


class _Tracer:
    """The rules of relays for one article."""

    def __init__(
        self, attributions: Sequence[Attribution], parsed: ParsedArticle, pack: LanguagePack
    ) -> None:
        self.attributions, self.parsed = attributions, parsed
        self.text = parsed.text
        self.lexicon = lexicon_of(pack)
        self.rows = _by_form(pack.code)
        self.roles = {a.id: self._row(a) for a in attributions}

    def link(self, a: Attribution) -> Link:
        """What the rules say about one attribution."""
        partner = self._relay_of(a)
        if partner is not None:
            return partner
        outer = self._outer(a)
        if outer is not None:
            spans = (*outer.source, *outer.cue)
            return Link(outer.id, "via.nested", 0.9, spans, {"source": self._words(outer.source)})
        return Link(None, "via.none", 0.6)

    def _row(self, a: Attribution) -> RelayRow | None:
        """The row of a relay cue, the longest form that the cue contains or is."""
        cue = " ".join(self._words(a.cue).casefold().replace("…", " ").split()).strip(" :,")
        if cue in self.rows:
            return self.rows[cue]
        inside = [f for f in self.rows if " " in f and f" {f} " in f" {cue} "]
        if not inside:
            inside = [w for w in cue.split() if w in self.rows and self.rows[w].role == "shared"]
        return self.rows[max(inside, key=len)] if inside else None

    def _relay_of(self, a: Attribution) -> Link | None:
        """The relay beside an attribution: same content, in the same sentence."""
        found = [link for b in self.attributions if b.id != a.id and (link := self._pair(a, b))]
        return max(found, key=lambda x: (x.confidence, -self._gap(a, x))) if found else None

    def _gap(self, a: Attribution, link: Link) -> int:
        """How far the cue of an attribution stands from its relay's words."""
        here = (a.cue or a.content)[0].start
        return min((abs(here - span.end) for span in link.spans), default=0)

    def _pair(self, a: Attribution, b: Attribution) -> Link | None:
        """Whether `a` came through `b`, two attributions of one content."""
        if b.anaphor and any(x.contains(c) for x in b.anaphor for c in a.cue):
            return self._linked(b, "via.over", 0.95)
        if not _shares(a, b) or _inside(a.cue, b.content) or _inside(b.cue, a.content):
            return None
        role_a, role_b = self._role(a), self._role(b)
        follows = bool(a.cue and b.cue) and b.cue[0].start < a.cue[0].start
        if role_a == "origin" and (role_b != "origin" or follows) and _same(a, b):
            near = self._near(a, b)
            if near or follows:
                return self._linked(b, "via.referred", 0.95 if near else 0.85, self.roles[a.id])
        if not self._near(a, b) or self._is_own(b):
            return None
        if a.cue and a.cue == b.cue:
            if self._is_news(b) and not self._is_news(a):
                return self._linked(b, "via.shared_cue", 0.9, self.roles[b.id])
            return None
        if role_b == "relay" and role_a != "relay":
            return self._linked(b, "via.recipient", 0.95, self.roles[b.id])
        if role_a is None and role_b != "origin" and self._is_news(b) and not self._is_news(a):
            return self._linked(b, "via.reported", 0.75)
        return None

    def _role(self, a: Attribution) -> str | None:
        row = self.roles[a.id]
        return row.role if row else None

    def _linked(
        self, relay: Attribution, rule: str, confidence: float, row: RelayRow | None = None
    ) -> Link:
        values = {"source": self._words(relay.source), "cue": self._words(relay.cue)}
        place = row.place if row else None
        return Link(relay.id, rule, confidence, (*relay.cue, *relay.source), values, place)

    def _outer(self, a: Attribution) -> Attribution | None:
        """The smallest attribution in whose content this one's cue stands."""
        anchor = a.cue or a.content
        around = [
            b
            for b in self.attributions
            if b.id != a.id
            and anchor
            and _inside(anchor, b.content)
            and not _inside(b.cue or b.content, a.content)
        ]
        if not around:
            return None
        depth = {"origin": 0, None: 1, "shared": 1, "relay": 2}
        return min(around, key=lambda b: (_size(b.content), depth[self._role(b)], b.id))

    def continued(self, a: Attribution, links: Mapping[str, Link]) -> Link:
        """An unnamed informant keeps its relay: "Ifølge kilderne …" came through the same paper."""
        mine = links[a.id]
        if not a.source or not self._is_anonymous(a):
            return mine
        before = [
            b
            for b in self.attributions
            if b.source
            and b.source[0].start < a.source[0].start
            and links[b.id].via is not None
            and links[b.id].rule not in ("via.nested", "via.continued")
            and self._same_informant(a, b)
        ]
        if not before:
            return mine
        last = max(before, key=lambda b: b.source[0].start)
        values = {"source": self._words(last.source)}
        return Link(links[last.id].via, "via.continued", 0.8, last.source, values)

    def _same_informant(self, a: Attribution, b: Attribution) -> bool:
        if a.canonical_source and b.canonical_source:
            return a.canonical_source.casefold() == b.canonical_source.casefold()
        return self._noun_category(b) == "anonymous"

    def _is_anonymous(self, a: Attribution) -> bool:
        words = WORD.findall(self._words(a.source))
        noun = self.lexicon.noun(words[-1]) if words else None
        known = noun is not None and (
            noun.definite or noun.plural or self.lexicon.role(words[0], "definite_article")
        )
        return known and noun is not None and noun.row.category == "anonymous" and len(words) < 4

    def _noun_category(self, a: Attribution) -> str:
        for word in WORD.findall(self._words(a.source)):
            noun = self.lexicon.noun(word)
            if noun is not None:
                return noun.row.category
        return ""

    def _is_news(self, a: Attribution) -> bool:
        if a.source_type is not None:
            return a.source_type in (SourceType.NEWS_AGENCY, SourceType.NEWS_OUTLET)
        words = self._words(a.source)
        name = (a.canonical_source or words).casefold()
        return (
            name in self.lexicon.outlets
            or words.casefold() in self.lexicon.outlets
            or self._noun_category(a) in NEWS
        )

    def _is_own(self, a: Attribution) -> bool:
        """Whether a recipient is the article's own outlet: its own interview is no relay."""
        article = self.parsed.article
        words = self._words(a.source).casefold()
        own = [name.casefold() for name in (article.outlet,) if name]
        first = [row for row in self.lexicon.pronoun(words) if row.person == "1"]
        return words in own or bool(first)

    def _near(self, a: Attribution, b: Attribution) -> bool:
        """Whether two cues stand in one sentence."""
        if not a.cue or not b.cue:
            return False
        here, there = (self.parsed.sentence_at(x.cue[0].start) for x in (a, b))
        if here is not None and here == there:
            return True
        gap = sorted((a.cue[-1].end, b.cue[0].start, a.cue[0].start, b.cue[-1].end))[1:3]
        between = self.text[gap[0] : gap[1]]
        return len(between) < 60 and "\n" not in between and ". " not in between

    def _words(self, spans: Spans) -> str:
        return " … ".join(span.of(self.text) for span in spans)


@functools.cache
def _by_form(code: str) -> Mapping[str, RelayRow]:
    """The relay rows of a language by their forms, built on first use and kept."""
    rows = load_pack(code).table(RelayRow)
    return {form.casefold(): row for row in rows for form in alternatives(row.forms)}


def _inside(spans: Spans, content: Spans) -> bool:
    return bool(spans) and all(any(c.contains(s) for c in content) for s in spans)


def _size(spans: Spans) -> int:
    return sum(len(span) for span in spans)


def _shares(a: Attribution, b: Attribution) -> bool:
    """Whether two contents are one, or the smaller lies mostly in the larger."""
    smaller = min(_size(a.content), _size(b.content))
    return smaller > 0 and overlap(a.content, b.content) >= 0.7 * smaller


def _same(a: Attribution, b: Attribution) -> bool:
    larger = max(_size(a.content), _size(b.content))
    return overlap(a.content, b.content) >= 0.5 * larger


def _reason(link: Link) -> Reason:
    return Reason("via", link.rule, link.spans, link.values, link.row, link.confidence)
