"""What the whole set tells of its sources that one article alone did not.

A source with the name of one of the outlets is an outlet; "the Danish portal" is the one outlet the
article names; "klubben" the only club; the passenger of a headline is the one of the story below
it; a press release comes from the party that spoke before. Nothing is changed where two fit.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ifolge.corroborate.outlets import Outlet, is_own, outlets_of, which_outlet
from ifolge.corroborate.passages import first_line, known_names
from ifolge.corroborate.profiles import Profile, concepts_of, read_profile
from ifolge.corroborate.wording import fold, name_key, read_wording, words_of
from ifolge.model.article import Span, agreement
from ifolge.model.attribution import Attribution, SourceType, Status
from ifolge.model.reason import Reason
from ifolge.model.report import Report

BODIES = (SourceType.GOVERNMENT, SourceType.ORGANIZATION)
OUTLETS = (SourceType.NEWS_OUTLET, SourceType.NEWS_AGENCY)
ALIKE = 0.25  # shared runs of letters that tie a headline to what stands below it
SHARED_ROLE = 0.5  # what a word in common with the source below is worth
SAME = 0.9  # likeness of two contents of an article that are one


@dataclass(frozen=True)
class Known:
    """What the set knows: its outlets, the parts of names, and the bodies of its institutions."""

    outlets: tuple[Outlet, ...]
    names: frozenset[str]
    bodies: Mapping[str, frozenset[str]]


Rule = Callable[[Attribution, Report, Known], Attribution]


def settle_sources(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports with their sources as the whole set tells them; no article is changed."""
    outlets, names = outlets_of(reports), known_names(reports)
    first = Known(outlets, names, {})
    named = tuple(_apply(_named, report, first) for report in reports)
    known = Known(outlets, names, _bodies(named, names))
    return tuple(_settle(report, known) for report in named)


def _settle(report: Report, known: Known) -> Report:
    for rule in (_described_outlet, _described_body, _document, _headline, _nameless):
        report = _apply(rule, report, known)
    return _linked(_without_echoes(report), known)


def _apply(rule: Rule, report: Report, known: Known) -> Report:
    settled = (_as_decided(a, rule(a, report, known)) for a in report.attributions)
    return replace(report, attributions=tuple(settled))


def _as_decided(before: Attribution, after: Attribution) -> Attribution:
    """What a person put right stays as it is, whatever a rule makes of it."""
    fields = {reason.field for reason in before.reasons if reason.by_person}
    return replace(after, **{name: getattr(before, name) for name in fields}) if fields else after


def words_of_source(attribution: Attribution, report: Report) -> str:
    """The source as it stands in the text."""
    return " ".join(span.of(report.article.text) for span in attribution.source)


def source_name(attribution: Attribution, report: Report) -> str:
    """How the source is called: its canonical name, else its words."""
    return attribution.canonical_source or words_of_source(attribution, report)


def _because(attribution: Attribution, rule: str, name: str) -> tuple[Reason, ...]:
    reason = Reason("canonical_source", rule, attribution.source, {"name": name}, confidence=0.8)
    return (*attribution.reasons, reason)


def _named(attribution: Attribution, report: Report, known: Known) -> Attribution:
    """A source by its name with capitals; that of an outlet is an outlet, whatever it was read as.

    The name of a document that shares no word with the words of the source is not the document's.
    """
    name, stands = source_name(attribution, report), words_of_source(attribution, report)
    if attribution.source_type is SourceType.DOCUMENT and read_profile(stands).document:
        alike = {fold(w) for w in words_of(name)} & {fold(w) for w in words_of(stands)}
        name = name if alike else stands
    name = _with_capitals(name, stands, known.names)
    outlet = which_outlet(name, known.outlets) if name else None
    kind = attribution.source_type
    if outlet is None or kind is SourceType.NEWS_AGENCY:
        return replace(attribution, canonical_source=name or None)
    return replace(
        attribution,
        canonical_source=outlet.name,
        source_type=SourceType.NEWS_OUTLET,
        anonymous=False,
        reasons=_because(attribution, "sources.outlet", outlet.name),
    )


def _with_capitals(name: str, stands: str, names: frozenset[str]) -> str:
    """A name as the text writes it: "børsbrevet" → "Børsbrevet", "kilde" stays."""
    capitals = {
        word.casefold(): word
        for word in words_of(stands)
        if word[0].isupper() and name_key(word) in names
    }
    return " ".join(capitals.get(word.casefold(), word) for word in name.split(" "))


def _bodies(reports: Sequence[Report], names: frozenset[str]) -> dict[str, frozenset[str]]:
    """The named institutions by folded name, each with every kind of body it is called."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        for a in report.attributions:
            name = source_name(a, report)
            if a.source_type in BODIES and not a.anonymous and not is_described(name, names):
                stands = read_profile(words_of_source(a, report))
                found[name] |= read_profile(name).bodies | stands.bodies
    return {name: frozenset(bodies) for name, bodies in found.items()}


def is_described(name: str, names: frozenset[str]) -> bool:
    """Whether a source is described and not named: "klubben", "a passenger", "das Portal"."""
    own = read_profile(name).own
    return not any(
        word[0].isupper() and name_key(word) in own & names and not _is_common(word)
        for word in words_of(name)
    )


def _is_common(word: str) -> bool:
    """Whether a word names a kind of thing and nothing of its own: "Portal", "Avis"."""
    concepts, generic = concepts_of(fold(word))
    return bool(concepts) and generic


def _described_outlet(attribution: Attribution, report: Report, known: Known) -> Attribution:
    """Das dänische Portal is Sportsfokus where the article names no other outlet of the set."""
    name = source_name(attribution, report)
    profile = read_profile(name)
    if attribution.anonymous or not profile.outlet or not is_described(name, known.names):
        return attribution
    here = [
        outlet
        for outlet in known.outlets
        if not is_own(outlet.name, report) and outlet.places_in(report.article.text)
    ]
    if len(here) != 1:
        return attribution
    return replace(
        attribution,
        canonical_source=here[0].name,
        source_type=SourceType.NEWS_OUTLET,
        reasons=_because(attribution, "sources.described_outlet", here[0].name),
    )


def _described_body(attribution: Attribution, report: Report, known: Known) -> Attribution:
    """Klubben is FC Skarvhavn: the one institution of the kind in the article, or in the set."""
    name = source_name(attribution, report)
    profile = read_profile(name)
    if attribution.anonymous or not name or not is_described(name, known.names) or profile.roles:
        return attribution
    if profile.outlet or profile.document or profile.posts or ";" in name:
        return attribution
    here = _bodies_in(report, known)
    meant = _only(here, profile, known) or _only(list(known.bodies), profile, known)
    if meant is None and attribution.source_type in BODIES:
        alike = [other for other, kind in here.items() if kind is attribution.source_type]
        plain = [other for other in alike if not (profile.bodies and known.bodies[other])]
        meant = plain[0] if len(plain) == 1 else None
    if meant is None:
        return attribution
    return replace(
        attribution,
        canonical_source=meant,
        source_type=here.get(meant, SourceType.ORGANIZATION),
        reasons=_because(attribution, "sources.described_body", meant),
    )


def _bodies_in(report: Report, known: Known) -> dict[str, SourceType]:
    """The named institutions that are sources in one article, with their types."""
    found: dict[str, SourceType] = {}
    for a in report.attributions:
        name = source_name(a, report)
        if name in known.bodies and a.source_type in BODIES:
            found.setdefault(name, a.source_type)
    return found


def _only(
    names: Sequence[str] | Mapping[str, SourceType], profile: Profile, known: Known
) -> str | None:
    """The one institution of a described kind; None if there is none, or more than one."""
    fit = [
        name
        for name in names
        if any(mine.endswith(body) for mine in known.bodies[name] for body in profile.bodies)
    ]
    keys = {read_profile(name).own for name in fit}
    return fit[0] if len(keys) == 1 else None


def _document(attribution: Attribution, report: Report, known: Known) -> Attribution:
    """Pressemeddelelsen is of the institution that spoke last before it."""
    name = source_name(attribution, report)
    if not read_profile(name).document or not is_described(name, known.names):
        return attribution
    place = (attribution.source or attribution.cue or attribution.content)[0]
    before = [
        (spans[0].start, source_name(a, report))
        for a in report.attributions
        if (spans := a.source or a.content) and spans[0].start < place.start
        if a.source_type in BODIES and source_name(a, report) in known.bodies
    ]
    if not before:
        return attribution
    owner = max(before)[1]
    return replace(
        attribution,
        canonical_source=owner,
        source_type=SourceType.ORGANIZATION,
        reasons=_because(attribution, "sources.document", owner),
    )


def _headline(attribution: Attribution, report: Report, known: Known) -> Attribution:
    """The passenger of a headline is the one of the story below."""
    line = first_line(report.article.text)
    stands = words_of_source(attribution, report)
    in_line = attribution.source and attribution.source[0].start < line
    if not in_line or not is_described(stands, known.names):
        return attribution
    outlet = read_profile(stands).outlet
    below = [
        (likeness, -a.content[0].start, a.id, a)
        for a in report.attributions
        if a.content and a.content[0].start >= line and a.source
        if outlet or a.source_type not in OUTLETS
        if (likeness := _ties(attribution, a, report)) >= ALIKE
    ]
    if not below:
        return attribution
    same = max(below)[3]
    return replace(
        attribution,
        canonical_source=source_name(same, report),
        source_type=same.source_type,
        anonymous=same.anonymous,
        reasons=_because(attribution, "sources.headline", source_name(same, report)),
    )


def _ties(headline: Attribution, below: Attribution, report: Report) -> float:
    """How much of the headline's content, and of its source, stands in an attribution below."""
    text, lang = report.article.text, report.language.code
    mine, theirs = (
        read_wording(" ".join(s.of(text) for s in a.content), lang).grams for a in (headline, below)
    )
    one, two = (
        read_profile(f"{words_of_source(a, report)} {a.canonical_source or ''}")
        for a in (headline, below)
    )
    role = bool(one.roles & two.roles or one.bodies & two.bodies or one.posts & two.posts)
    role = role or (one.vague and bool(below.anonymous))
    return len(mine & theirs) / max(1, len(mine)) + SHARED_ROLE * role


def _nameless(attribution: Attribution, report: Report, known: Known) -> Attribution:
    """A source told by its role alone ("en farmaceut") keeps its name back."""
    name = source_name(attribution, report)
    people = attribution.source_type not in (SourceType.GROUP, SourceType.DOCUMENT, *OUTLETS)
    profile = read_profile(name)
    if attribution.anonymous or not people or not profile.roles or profile.posts:
        return attribution
    if not is_described(name, known.names) or not attribution.source:
        return attribution
    return replace(
        attribution,
        anonymous=True,
        reasons=_because(attribution, "sources.nameless", name),
    )


def _without_echoes(report: Report) -> Report:
    """Without attributions to nobody whose words have a source elsewhere in the article."""
    relays = {a.via for a in report.attributions}
    sourced = [a for a in report.attributions if a.source]
    kept = tuple(
        a
        for a in report.attributions
        if a.source or a.id in relays or not any(_alike(a, other) for other in sourced)
    )
    return replace(report, attributions=kept)


def _alike(one: Attribution, two: Attribution) -> bool:
    """Whether two attributions of an article have the same words as content."""
    return agreement(one.content, two.content) >= SAME


def _linked(report: Report, known: Known) -> Report:
    """The report with the relays that stand beside a source: "fortæller spilleren Sportsfokus"."""
    added: list[Attribution] = []
    linked = []
    for a in report.attributions:
        relay = None
        decided = any(reason.by_person and reason.field == "via" for reason in a.reasons)
        if a.via is None and a.source and a.source_type not in OUTLETS and not decided:
            relay = _relay_of(a, report) or _relay_beside(a, report, known)
        if relay is not None:
            if all(relay.id != other.id for other in report.attributions):
                added.append(relay)
            why = Reason(
                "via", "sources.relay", relay.source, {"name": relay.canonical_source or ""}
            )
            a = replace(a, via=relay.id, reasons=(*a.reasons, why))
        linked.append(a)
    return replace(report, attributions=(*linked, *added))


def _relay_of(attribution: Attribution, report: Report) -> Attribution | None:
    """The outlet that another attribution of the same words has as source."""
    found = [
        a
        for a in report.attributions
        if a.source_type in OUTLETS and a.via != attribution.id and _alike(a, attribution)
    ]
    return found[0] if len(found) == 1 and attribution.status is not Status.DENIED else None


def _relay_beside(attribution: Attribution, report: Report, known: Known) -> Attribution | None:
    """An outlet of the set named in the sentence of the source, outside all contents."""
    if attribution.status is Status.DENIED:
        return None
    at = attribution.source[0].start
    sentence = next((s.span for s in report.sentences if s.span.start <= at < s.span.end), None)
    if sentence is None:
        return None
    taken = [span for a in report.attributions for span in a.content]
    taken += [span for a in report.attributions if a.id != attribution.id for span in a.source]
    for outlet in known.outlets:
        for place in outlet.places_in(report.article.text):
            free = not any(place.overlaps(span) for span in taken)
            if sentence.contains(place) and free and not is_own(outlet.name, report):
                return _relay(attribution, outlet, place)
    return None


def _relay(attribution: Attribution, outlet: Outlet, place: Span) -> Attribution:
    return Attribution(
        id=f"{attribution.id}.{outlet.last}",
        source=(place,),
        cue=(),
        content=attribution.content,
        source_type=SourceType.NEWS_OUTLET,
        anonymous=False,
        status=Status.ASSERTED,
        canonical_source=outlet.name,
    )
