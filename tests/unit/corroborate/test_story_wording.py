import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.corroborate.wording import fold, name_key, read_wording
from ifolge.languages.pack import codes

SENTENCES = [
    ("da", "Tolv mennesker omkom", {12}),
    ("de", "Rund 400 Stellen werden gestrichen", {400}),
    ("da", "Partiet er på 40.000 doser", {40000}),
    ("sv", "Satsen omfattar 40 000 doser", {40000}),
    ("en", "The batch is of 40,000 doses", {40000}),
    ("da", "Klubben betaler fire millioner kroner", {4000000}),
    ("nb", "Det var fem mann om bord", {5}),
    ("da", "De to ledere mødes", set()),
    ("da", "Der er to døde", {2}),
    ("da", "Holdet tabte 0-5", set()),
    ("da", "Mødet begynder klokken 10", set()),
    ("da", "Broen er fra 1974", set()),
    ("da", "Partiet KX-207 er trukket tilbage", set()),
]


@pytest.mark.parametrize(("lang", "text", "numbers"), SENTENCES)
def test_quantities_are_read_in_every_language(lang, text, numbers):
    assert read_wording(text, lang).numbers == numbers


def test_days_dates_and_codes():
    assert read_wording("Mødet er på fredag", "da").weekdays == {5}
    assert read_wording("Gipfeltreffen am Freitag", "de").weekdays == {5}
    assert read_wording("fra 1. juli", "da").dates == {(7, 1)}
    assert read_wording("on July 1", "en").dates == {(7, 1)}
    assert read_wording("partiet KX-207", "da").codes == {"KX-207"}


@pytest.mark.parametrize(
    ("lang", "text", "future", "past"),
    [
        ("da", "Færgen skal slæbes til byen", True, False),
        ("da", "Færgen er slæbt til byen", False, True),
        ("da", "Mødet finder sted i dag", False, False),
        ("en", "The plant will be closed", True, True),
        ("de", "Das Werk wurde geschlossen", False, True),
        ("sv", "Bron ska öppna", True, False),
        ("nb", "Brua ble åpnet", False, True),
    ],
)
def test_what_is_to_come_and_what_is_done(lang, text, future, past):
    wording = read_wording(text, lang)
    assert (wording.future, wording.past) == (future, past)


def test_negation():
    assert read_wording("Ingen er døde", "da").negated
    assert not read_wording("Tre er døde", "da").negated


def test_names_lose_their_genitive():
    assert name_key("Talvias") == name_key("Talvia") == name_key("Talvia's")
    assert read_wording("Talvias leder", "da", {"talvia"}).names == {"talvia"}


def test_letters_of_neighbours_are_one():
    assert fold("Östersund") == fold("Østersund")
    assert fold("Brückner") == "bruckner"


@given(st.text(max_size=80), st.sampled_from([*codes(), "xx"]))
def test_any_text_can_be_read(text, lang):
    wording = read_wording(text, lang)
    assert wording == read_wording(text, lang)
    assert wording.length >= 0
