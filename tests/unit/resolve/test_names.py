"""Which names stand for the same, and what the article calls them."""

import pytest
from tests.unit.resolve.numbered_markup import parsed_as

from ifolge.languages.pack import load_pack
from ifolge.resolve.capitals import find_names
from ifolge.resolve.lexicon import lexicon_of
from ifolge.resolve.names import Entity, gather_entities


def entities(text: str, lang: str = "da") -> dict[str, Entity]:
    found = gather_entities((), parsed_as(text, lang), lexicon_of(load_pack(lang)))
    return {entity.name: entity for entity in found}


def capitals(text: str, lang: str) -> list[str]:
    spans = find_names(parsed_as(text, lang), lexicon_of(load_pack(lang)))
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("da", "Da kom Jens Worm hjem.", ["Jens Worm"]),
        ("da", "Overlæge Jens Worm kom.", ["Jens Worm"]),
        ("da", "Broen holder, siger Otto von Brahe.", ["Otto von Brahe"]),
        ("da", "Fiskerne er vrede.", []),
        ("da", "BROEN LUKKER nu, siger Jens Worm.", ["Jens Worm"]),
        ("en", "The bridge holds, said NASA Administrator Tom Holm.", ["Tom Holm"]),
        ("de", "Der Lotse sagt, die Brücke halte.", []),
        ("de", "Der Lotse Jens Holm sagt nein.", ["Jens Holm"]),
        ("de", "Das sagt der Kabelhersteller Nordwerk.", ["Nordwerk"]),
    ],
)
def test_capitals(lang, text, names):
    assert capitals(text, lang) == names


def test_short_names_belong_to_the_full_one():
    found = entities("Her kom Jens Worm ind. Så gik Worm ud igen, og Jens lo.")
    assert list(found) == ["Jens Worm"]
    assert len(found["Jens Worm"].mentions) == 3


def test_two_of_one_surname_are_not_merged_with_it():
    found = entities("Her kom Jens Worm og Asta Worm ind. Så gik Worm ud igen.")
    assert set(found) == {"Jens Worm", "Asta Worm", "Worm"}


def test_genitives_are_the_same_name():
    found = entities("Her kom Jens Worm ind. Det var Jens Worms mening.")
    assert set(found) == {"Jens Worm"}


def test_an_acronym_belongs_to_the_name_it_stands_behind():
    text = "Her siger Fjordens Frie Fiskere (FFF) nej. Det mener FFF stadig."
    assert set(entities(text)) == {"Fjordens Frie Fiskere"}


def test_titles_and_genders():
    found = entities("Det siger miljøminister Asta Bang. Det siger Jens Worm, formand for rådet.")
    assert "miljøminister" in found["Asta Bang"].titles
    assert (found["Asta Bang"].gender, found["Asta Bang"].category) == ("feminine", "person")
    assert "formand" in found["Jens Worm"].titles
    assert found["Jens Worm"].gender == "masculine"


def test_german_names_stand_in_the_nominative():
    assert "Deutscher Wetterdienst" in entities("Der Deutsche Wetterdienst warnt.", "de")
