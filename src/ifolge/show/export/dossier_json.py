"""A dossier as JSON in the shape of docs/stories.md, with reasons beside it."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ifolge.model.claim import Claim, Dossier, Mention
from ifolge.model.reason import Reason


def dossier_to_dict(dossier: Dossier, story: str | None = None) -> dict[str, Any]:
    """The dossier as plain values: claims with mentions (article and span), origins, history.

    An origin lists its mentions as places in the claim's list, so that two sources who say the
    same words stay apart.
    """
    return {
        **({"story": story} if story is not None else {}),
        "claims": [_claim(claim) for claim in dossier.claims],
        "copies": [
            {
                "article": copy.article,
                "of": copy.of,
                "degree": copy.degree.value,
                "share": copy.share,
                "reasons": _reasons(copy.reasons),
            }
            for copy in dossier.copies
        ],
        "circular": [list(circle.articles) for circle in dossier.circles],
        "circles": [
            {
                "articles": list(circle.articles),
                "claim": circle.claim,
                "way_out": circle.way_out,
                "reasons": _reasons(circle.reasons),
            }
            for circle in dossier.circles
        ],
        "actors": [
            {
                "id": actor.id,
                "name": actor.name,
                "names": list(actor.names),
                "source_type": actor.source_type.value if actor.source_type else None,
                "speaks_for": actor.speaks_for,
                "reasons": _reasons(actor.reasons),
            }
            for actor in dossier.actors
        ],
        "notes": list(dossier.notes),
    }


def dossier_to_json(dossier: Dossier, story: str | None = None) -> str:
    """The dossier as JSON text."""
    return json.dumps(dossier_to_dict(dossier, story), ensure_ascii=False, indent=1)


def _claim(claim: Claim) -> dict[str, Any]:
    places = {mention.key: number for number, mention in enumerate(claim.mentions)}
    return {
        "id": claim.id,
        "gist": claim.gist,
        "status": claim.status.value if claim.status else None,
        "mentions": [_mention(mention) for mention in claim.mentions],
        "origins": [
            {
                "name": origin.name,
                "mentions": [places[key] for key in origin.mentions],
                "actor": origin.actor,
                "anonymous": origin.anonymous,
                "known": origin.known,
                "official": origin.official,
                "reasons": _reasons(origin.reasons),
            }
            for origin in claim.origins
        ],
        "independent": [claim.independent.least, claim.independent.most],
        "independent_reasons": _reasons(claim.independent.reasons),
        "history": [
            {
                **_time(change.at),
                "status": change.status.value,
                "by": change.by,
                "article": change.article,
                "reasons": _reasons(change.reasons),
            }
            for change in claim.history
        ],
        "reasons": _reasons(claim.reasons),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "article": mention.article,
        "span": [[span.start, span.end] for span in mention.spans],
        "id": mention.attribution,
        "status": mention.status.value if mention.status else None,
    }


def _time(at: str | None) -> Mapping[str, str]:
    """A time with its offset; left out where there is none."""
    if at is None:
        return {}
    moment = datetime.fromisoformat(at)
    return {"at": (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()}


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [
        {
            "rule": reason.rule,
            "values": dict(reason.values),
            "confidence": round(reason.confidence, 3),
        }
        for reason in reasons
    ]
