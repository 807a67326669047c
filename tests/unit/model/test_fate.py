import pytest

from ifolge.model.article import Span
from ifolge.model.attribution import Status
from ifolge.model.claim import Claim, ClaimStatus, Mention, Origin, StatusChange
from ifolge.model.fate import Fate, fate_since

SPANS = (Span(0, 3),)
RUMOUR = Mention("mon", SPANS, "a1", Status.ASSERTED)
LATER = Mention("tue", SPANS, "a1", Status.CONFIRMED)
DENIAL = Mention("mon", SPANS, "a2", Status.DENIED)
BEHIND = (Origin("en kilde", ("mon:a1",), anonymous=True), Origin("havnen", ("tue:a1",)))


def claim(*history):
    changes = tuple(StatusChange(None, ClaimStatus(s), by, at) for at, s, by in history)
    return Claim("c1", "Broen lukker", (RUMOUR, DENIAL, LATER), BEHIND, history=changes)


@pytest.mark.parametrize(
    ("history", "fate"),
    [
        ([("mon", "rumoured", "en kilde")], Fate.OPEN),
        ([("mon", "rumoured", "en kilde"), ("tue", "confirmed", "havnen")], Fate.CONFIRMED),
        ([("mon", "reported", "en kilde"), ("tue", "happened", "havnen")], Fate.CONFIRMED),
        ([("mon", "rumoured", "en kilde"), ("tue", "denied", "havnen")], Fate.DENIED),
        ([("mon", "rumoured", "en kilde"), ("tue", "disputed", "havnen")], Fate.OPEN),
        ([("mon", "rumoured", "en kilde"), ("tue", "confirmed", "en kilde")], None),
        ([("mon", "confirmed", "havnen")], None),
    ],
)
def test_what_became_of_what_somebody_said(history, fate):
    assert fate_since(claim(*history), RUMOUR) is fate


def test_who_denies_or_confirms_is_not_confirmed_later():
    told = claim(("mon", "rumoured", "en kilde"), ("tue", "confirmed", "havnen"))
    assert fate_since(told, DENIAL) is None
    assert fate_since(told, LATER) is None
