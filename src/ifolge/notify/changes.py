"""Which changes of a story are news: a second origin, another status, a denial, a retraction."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ifolge.model.claim import Claim, ClaimStatus, Dossier
from ifolge.model.reason import Reason

ENOUGH = 2  # independent origins
LOUD = {ClaimStatus.DENIED: "denied", ClaimStatus.RETRACTED: "retracted"}
SECOND_ORIGIN, STATUS, EDITED = "second_origin", "status", "edited"


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell. `key` is the same for the same change, whenever it is found.

    An edit tells `changes`, and by the rule of its reason whether the article owns up to it.
    """

    key: str
    kind: str
    article: str
    claim: str | None = None
    gist: str | None = None
    before: str | None = None
    after: str | None = None
    at: str | None = None
    reasons: tuple[Reason, ...] = ()
    changes: tuple[dict[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Told:
    """How a claim stood when it was told: its mentions, least origins, and status."""

    mentions: frozenset[str]
    least: int
    status: str | None


def told_of(dossier: Dossier) -> str:
    """How the claims of a dossier stand, as JSON for the store."""
    rows = [
        [sorted(m.key for m in claim.mentions), claim.independent.least, claim.status]
        for claim in dossier.claims
    ]
    return json.dumps(rows, separators=(",", ":"))


def read_told(texts: Iterable[str]) -> tuple[Told, ...]:
    """The claims that `told_of` wrote, of one or several stories."""
    return tuple(
        Told(frozenset(keys), least, status)
        for text in texts
        for keys, least, status in json.loads(text)
    )


def news_of(before: Iterable[Told], dossier: Dossier) -> Iterator[News]:
    """What is new in a dossier against how its claims stood before, claim by claim.

    A claim is the one before with which it shares most mentions. A claim that is new is news only
    if it comes with two independent origins, denied or retracted.
    """
    seen = tuple(before)
    for claim in dossier.claims:
        keys = {mention.key for mention in claim.mentions}
        earlier = [told for told in seen if told.mentions & keys]
        yield from _second_origin(claim, earlier)
        yield from _status(claim, earlier, keys)


def _second_origin(claim: Claim, earlier: list[Told]) -> Iterator[News]:
    least = max((told.least for told in earlier), default=0)
    if claim.independent.least < ENOUGH or least >= ENOUGH:
        return
    first = claim.mentions[0]
    yield News(
        key=f"{SECOND_ORIGIN}:{first.key}",
        kind=SECOND_ORIGIN,
        article=claim.mentions[-1].article,
        claim=claim.id,
        gist=claim.gist,
        before=str(least),
        after=str(claim.independent.least),
        at=claim.history[-1].at if claim.history else None,
        reasons=claim.independent.reasons + tuple(r for o in claim.origins for r in o.reasons),
    )


def _status(claim: Claim, earlier: list[Told], keys: set[str]) -> Iterator[News]:
    if not claim.history:
        return
    last, loud = claim.history[-1], LOUD.get(claim.history[-1].status)
    nearest = max(earlier, key=lambda told: len(told.mentions & keys), default=None)
    if nearest is None and loud is None:
        return
    if any(told.status == last.status for told in earlier):
        return
    yield News(
        key=f"{loud or STATUS}:{claim.mentions[0].key}:{last.status}:{last.article}",
        kind=loud or STATUS,
        article=last.article,
        claim=claim.id,
        gist=claim.gist,
        before=nearest.status if nearest else None,
        after=last.status,
        at=last.at,
        reasons=last.reasons,
    )
