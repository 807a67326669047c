"""Which names stand for the same, and what the article calls them."""

import pytest
from tests.unit.resolve.numbered_markup import parsed_as

from ifolge.languages.pack import load_pack
from ifolge.model.article import Span
from ifolge.model.attribution import Name, NameLabel
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
        ("en", "Nobody told Tom Holm of Fjord County.", ["Tom Holm", "Fjord County"]),
        ("de", "Der Lotse sagt, die Brücke halte.", []),
        ("de", "Der Lotse Jens Holm sagt nein.", ["Jens Holm"]),
        ("de", "Das meldet die Universität Fjordheim.", ["Universität Fjordheim"]),
        ("de", "Das sagt Jens al-Holm nun.", ["Jens al-Holm"]),
        ("da", "Det Grønne Råd siger nej.", ["Det Grønne Råd"]),
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


@pytest.mark.parametrize(
    ("lang", "text", "guess", "confidence", "name"),
    [
        ("da", "Her kom Jens Worm ind.", "Worm", 0.6, "Jens Worm"),
        ("da", "Det skrev det tyske bureau Fjordnyt.", "tyske bureau Fjordnyt", 0.6, "Fjordnyt"),
        ("de", "Das sagt Lotse Jens Holm nun.", "Lotse Jens Holm", 0.6, "Jens Holm"),
        ("da", "Nu siger Venstres Bo Worm nej.", "Venstres Bo Worm", 0.9, "Bo Worm"),
        ("da", "Nu siger Konservator Bo Worm nej.", "Konservator Bo Worm", 0.9, "Bo Worm"),
        ("da", "Her er Else Sejer Larsen nu.", "Else Sejer Larsen", 0.9, "Else Sejer Larsen"),
        ("de", "Nun meldet der Sender Fjord-TV", "Sender Fjord-TV", 0.9, "Fjord-TV"),
        ("de", "Das Magazin „Fjord jetzt“ nennt es.", "Magazin „Fjord jetzt“", 0.9, "Fjord jetzt"),
        ("da", "Her kom Holm og Søn ind.", "Holm og Søn", 0.9, "Holm og Søn"),
    ],
)
def test_capitals_bound_a_name_unless_the_encoder_is_firm(lang, text, guess, confidence, name):
    start = text.index(guess)
    told = Name(Span(start, start + len(guess)), NameLabel.ORGANIZATION, confidence)
    found = gather_entities((told,), parsed_as(text, lang), lexicon_of(load_pack(lang)))
    assert [(e.name, e.label) for e in found] == [(name, NameLabel.ORGANIZATION)]


def test_what_only_the_encoder_calls_a_name_must_look_like_one():
    text = "Her siger bestyrelsen nej."
    told = Name(Span(11, 21), NameLabel.ORGANIZATION, 0.6)
    assert gather_entities((told,), parsed_as(text, "da"), lexicon_of(load_pack("da"))) == ()


def test_a_source_behind_a_comma_is_no_apposition():
    text = (
        "The yacht lay in Poland, according to the newspaper. Tom Holm, a lawyer for Poland, came."
    )
    found = entities(text, "en")
    assert "newspaper" not in found["Poland"].titles
    assert "lawyer" in found["Tom Holm"].titles
