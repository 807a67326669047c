"""What the words point at: sources, relays, status and times of the attributions of one article."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Attribution, Name, TimeExpression
from ifolge.model.report import Evidence, OwnVoice, Published
from ifolge.resolve.coreference import SourceResolution, resolve_sources
from ifolge.resolve.evidence import find_evidence
from ifolge.resolve.own_voice import list_own_voice
from ifolge.resolve.published import infer_published
from ifolge.resolve.relay import RelayResolution, trace_relays
from ifolge.resolve.source_type import judge_source
from ifolge.resolve.status import judge_status
from ifolge.resolve.time import find_times
from ifolge.resolve.time_links import place_times

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Attributions with all fields that can be told, and what goes with the whole article."""

    attributions: tuple[Attribution, ...]
    times: tuple[TimeExpression, ...]
    published: Published | None
    own_voice: tuple[OwnVoice, ...]
    evidence: tuple[Evidence, ...]


def resolve(
    attributions: Sequence[Attribution],
    parsed: ParsedArticle,
    names: Sequence[Name],
    pack: LanguagePack,
) -> Resolved:
    """Infer the fields of attributions whose spans are known; each value leaves its reasons."""
    published = infer_published(parsed, pack)
    times = find_times(parsed, pack, published)
    relays = trace_relays(attributions, parsed, pack)
    sources = resolve_sources(attributions, parsed, names, pack)
    out = []
    for attribution in attributions:
        known = with_source(attribution, relays, sources)
        source = judge_source(known, parsed, names, pack)
        status, why_status = judge_status(known, parsed, pack)
        placed = place_times(known, times, parsed, published, pack)
        out.append(
            replace(
                known,
                source_type=source.source_type,
                anonymous=source.anonymous,
                anonymity=source.anonymity,
                status=status,
                said=placed.said,
                about=placed.about,
                reasons=(*known.reasons, *source.reasons, *why_status, *placed.reasons),
            )
        )
    own_voice = list_own_voice(out, parsed, pack)
    evidence = find_evidence(out, own_voice, parsed, pack)
    return Resolved(tuple(out), times, published, own_voice, evidence)


def with_source(
    attribution: Attribution,
    relays: Mapping[str, RelayResolution],
    sources: Mapping[str, SourceResolution],
) -> Attribution:
    """The attribution with its relay and its canonical source."""
    relay, source = relays[attribution.id], sources[attribution.id]
    reasons = (*attribution.reasons, *source.reasons, *relay.reasons)
    return replace(attribution, via=relay.via, canonical_source=source.canonical, reasons=reasons)
