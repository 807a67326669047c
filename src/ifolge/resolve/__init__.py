"""What the words point at: sources, relays, status and times of the attributions of one article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Attribution, Name, TimeExpression
from ifolge.model.reason import Reason
from ifolge.model.report import Evidence, OwnVoice, Published
from ifolge.resolve.anonymity import share_anonymity
from ifolge.resolve.coreference import SourceResolution, resolve_sources
from ifolge.resolve.evidence import find_evidence
from ifolge.resolve.own_voice import list_own_voice
from ifolge.resolve.published import infer_published
from ifolge.resolve.relay import trace_relays
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
    sources = resolve_sources(attributions, parsed, names, pack)
    typed = share_anonymity(
        [with_source(a, sources[a.id], parsed, names, pack) for a in attributions]
    )
    relays = trace_relays(typed, parsed, pack)
    out = []
    for attribution in typed:
        relay = relays[attribution.id]
        status, why_status = judge_status(attribution, parsed, pack)
        placed = place_times(attribution, times, parsed, published, pack)
        rendering = _rendering(attribution)
        reasons = (*attribution.reasons, *relay.reasons, *rendering, *why_status, *placed.reasons)
        out.append(
            replace(
                attribution,
                via=relay.via,
                status=status,
                said=placed.said,
                about=placed.about,
                reasons=reasons,
            )
        )
    own_voice = list_own_voice(out, parsed, pack)
    evidence = find_evidence(out, own_voice, parsed, pack)
    return Resolved(tuple(out), times, published, own_voice, evidence)


def with_source(
    attribution: Attribution,
    source: SourceResolution,
    parsed: ParsedArticle,
    names: Sequence[Name],
    pack: LanguagePack,
) -> Attribution:
    """The attribution with its canonical source, the type of that and whether it is anonymous."""
    known = replace(attribution, canonical_source=source.canonical)
    judged = judge_source(known, parsed, names, pack)
    return replace(
        known,
        source_type=judged.source_type,
        anonymous=judged.anonymous,
        anonymity=judged.anonymity,
        reasons=(*known.reasons, *source.reasons, *judged.reasons),
    )


def _rendering(attribution: Attribution) -> tuple[Reason, ...]:
    """Why a content is direct, indirect or mixed: how much of it stands in quotation marks."""
    if attribution.kind is None or not attribution.content:
        return ()
    return (Reason("kind", f"kind.{attribution.kind.value}", attribution.content),)
