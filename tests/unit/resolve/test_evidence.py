"""What is set for or against a claim: +a1 speaks for a1, -a1 against it."""

from dataclasses import replace

import pytest
from tests.unit.resolve.numbered_markup import numbered, with_content_of

from ifolge.model.attribution import Status
from ifolge.resolve.evidence import find_evidence
from ifolge.resolve.own_voice import list_own_voice


def weighed(text: str, status: dict[str, str], lang: str = "da", shared=None) -> list[str]:
    parsed, attributions, pack = numbered(text, lang)
    attributions = with_content_of(attributions, shared or {})
    judged = tuple(replace(a, status=Status(status.get(a.id, "asserted"))) for a in attributions)
    found = find_evidence(judged, list_own_voice(judged, parsed, pack), parsed, pack)
    return [f"{'+' if e.supports else '-'}{e.claim}" for e in found]


GUESS = "[1 Flere] {1 gætter på}, at <1 mødet bliver i Sundhavn>. "


@pytest.mark.parametrize(
    ("lang", "text", "status", "expected"),
    [
        ("da", GUESS + "Det skyldes, at skibet ligger der.", {"a1": "speculated"}, ["+a1"]),
        ("da", GUESS + "Der er dog ingen flag på havnen.", {"a1": "speculated"}, ["-a1"]),
        ("da", GUESS + "Intet tyder på det i byen.", {"a1": "speculated"}, ["-a1"]),
        ("da", GUESS + "Solen skinnede hele dagen.", {"a1": "speculated"}, []),
        ("da", GUESS + "{2 Ifølge} [2 Ritzau] <2 er der mange betjente i Sundhavn>.",
         {"a1": "speculated"}, ["+a1"]),
        ("da", GUESS + "{2 Ifølge} [2 Ritzau] <2 er der mange betjente i Sundhavn>. "
         "Men der er ikke sat flag op.", {"a1": "speculated"}, ["+a1", "-a1"]),
        ("da", GUESS + "{2 Ifølge} [2 Ritzau] <2 er der mange betjente i Norby>.",
         {"a1": "speculated"}, []),
        ("en", "[1 Some] {1 guess} that <1 they meet in Sundhaven>. But the flags are not up.",
         {"a1": "speculated"}, ["-a1"]),
        ("de", "[1 Viele] {1 vermuten}, <1 man treffe sich in Sundhafen>. "
         "Dafür spricht für viele wenig, aber das Schiff liegt dort.", {"a1": "speculated"},
         ["+a1"]),
    ],
)  # fmt: skip
def test_evidence(lang, text, status, expected):
    assert weighed(text, status, lang) == expected


def test_another_source_denies_or_confirms():
    text = "[1 Ritzau] {1 skriver}, at <1 broen lukker>. Det {2 afviser} [2 kommunen]."
    assert weighed(text, {"a2": "denied"}, shared={"a2": "a1"}) == ["-a1"]
    assert weighed(text, {"a2": "confirmed"}, shared={"a2": "a1"}) == ["+a1"]
    assert weighed(text, {}, shared={"a2": "a1"}) == []


def test_nobody_is_evidence_for_himself():
    text = "[1 Asta Bang] {1 gætter på}, at <1 mødet bliver i Sundhavn>. "
    text += "[2 Asta Bang] {2 siger}, at <2 der er skibe i Sundhavn>."
    assert weighed(text, {"a1": "speculated"}) == []
