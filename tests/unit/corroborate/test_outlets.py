"""Which outlet a name means."""

import pytest
from tests.unit.corroborate.stories import one

from ifolge.corroborate.outlets import is_own, outlet_of, outlets_of, which_outlet

AT = "2026-03-03T08:00:00+01:00"


@pytest.mark.parametrize(
    ("name", "outlet", "meant"),
    [
        ("Puls", "Netavisen Puls", True),
        ("den svenske avis Sundkuriren", "Sundkuriren", True),
        ("Østerlund", "Østerlund Folkeblad", False),
        ("Sundets", "Sundets Avis", False),
        ("Netavisen", "Netavisen Puls", False),
    ],
)
def test_last_word_or_full_name_means_the_outlet(name, outlet, meant):
    assert outlet_of(outlet).is_meant_by(name) is meant


def test_name_that_may_mean_two_outlets_means_none():
    outlets = [outlet_of("Netavisen Puls"), outlet_of("Ugebladet Puls")]
    assert which_outlet("Puls", outlets) is None
    assert which_outlet("Ugebladet Puls", outlets).name == "Ugebladet Puls"


def test_outlets_are_those_of_the_articles_and_by_lines():
    report = one("Sundets Avis", AT, "Ingen vind i dag\n\nDer er stille på havet.", credit="Ritzau")
    assert [outlet.name for outlet in outlets_of([report])] == ["Ritzau", "Sundets Avis"]
    assert is_own("Sundets Avis", report)
    assert not is_own("Ritzau", report)


def test_genitive_is_no_place_of_an_outlet():
    outlet = outlet_of("Kickpost")
    assert len(outlet.places_in("Kickpost skrev det. Kickposts chef tier.")) == 1
