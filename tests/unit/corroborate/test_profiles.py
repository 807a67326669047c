import pytest

from ifolge.corroborate.profiles import may_be, read_profile, same_name


def profiles(one, two):
    return read_profile(one), read_profile(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lysmarks udenrigsministerium", "das Außenministerium von Lysmark"),
        ("pressemeddelelse fra FC Skarvhavn", "FC Skarvhavn"),
        ("Klitbanken; Aldal Bank", "fælles pressemeddelelse fra Klitbanken og Aldal Bank"),
        ("Kreml", "kreml"),
        ("Wolodymyr Bratenko", "Volodymyr Bratenko"),
    ],
)
def test_surely_one_source(one, two):
    assert same_name(*profiles(one, two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Medicintilsynet", "Läkemedelsrådet"),
        ("Grevesund Sygehus", "Grevesund Tidende"),
        ("Lysborg Kommune", "Lysborg Politi"),
        ("Anja Holm", "Kaj Holm"),
        ("Rute 12", "Rute 13"),
    ],
)
def test_not_surely_one_source(one, two):
    assert not same_name(*profiles(one, two))


def test_what_may_be_one_source():
    assert may_be(*profiles("dansk politi", "Sydkystens Politi"))
    assert may_be(*profiles("Danish police", "Sydkystens Politi"))
    assert may_be(*profiles("Corvo", "Lidia Corvo"))
    assert may_be(*profiles("Lysmark", "Lysmarks udenrigsministerium"))
    assert not may_be(*profiles("Medicintilsynet", "Läkemedelsrådet"))
    assert not may_be(*profiles("Danish police", "Lysborg Kommune"))


def test_roles_of_informants():
    assert read_profile("en spiller fra førsteholdet").roles == {"player"}
    assert read_profile("eine anonyme Krankenschwester").roles == {"nurse"}
    assert read_profile("en kilde i bestyrelsen").roles == frozenset()
    assert read_profile("en kilde tæt på sagen").vague
