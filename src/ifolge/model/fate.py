"""What became of what a source said: confirmed later by others, denied, or open."""

from enum import StrEnum

from ifolge.model.claim import Claim, ClaimStatus, Mention

_SETTLED = (ClaimStatus.CONFIRMED, ClaimStatus.HAPPENED)
_REFUTED = (ClaimStatus.DENIED, ClaimStatus.RETRACTED)


class Fate(StrEnum):
    """How a claim fared after a source stated it."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    OPEN = "open"


def fate_since(claim: Claim, mention: Mention) -> Fate | None:
    """What became of a claim in articles later than the mention; None where nothing could.

    It could not if the mention denies the claim, if the claim was settled when it was said, or if
    nobody but those behind the mention settled it: that a source repeats itself proves nothing.
    """
    places = {name: at for at, name in enumerate(dict.fromkeys(m.article for m in claim.mentions))}
    said = places.get(mention.article)
    if mention.denies or said is None:
        return None
    now = [change.status for change in claim.history if places.get(change.article, -1) <= said]
    if now and now[-1] in (*_SETTLED, *_REFUTED):
        return None
    behind = {origin.name for origin in claim.origins if mention.key in origin.mentions}
    later = [change for change in claim.history if places.get(change.article, -1) > said]
    if not later or later[-1].status not in (*_SETTLED, *_REFUTED):
        return Fate.OPEN
    if later[-1].status in _REFUTED:
        return Fate.DENIED
    return None if later[-1].by in behind else Fate.CONFIRMED
