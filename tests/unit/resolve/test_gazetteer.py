"""Looking names and nouns up in the compiled packs."""

from ifolge.resolve.gazetteer import gazetteer, words_of


def test_compounds_are_known_by_their_last_part():
    noun, left = gazetteer("da").noun("politikilder")
    assert (noun.row.noun, noun.plural, left) == ("kilde", True, "politi")
    assert gazetteer("da").noun("xyz") is None


def test_names_are_found_with_genitive_and_in_capitals():
    tables = gazetteer("da")
    assert tables.name_at(words_of("The New York Times skriver"), 0)[1] == 4
    known, count, genitive = tables.name_at(("Ritzaus",), 0)
    assert (known.rule, count, genitive) == ("source_type.agency", 1, True)
    assert tables.name_at(("RITZAU",), 0)[0] is known


def test_outlets_of_other_countries_are_known():
    assert gazetteer("da").name_at(words_of("Dagens Nyheter"), 0)[0].rule == "source_type.outlet"
    assert gazetteer("sv").name_at(words_of("Bergens Tidende"), 0)[0].rule == "source_type.outlet"


def test_markers_name_their_row():
    rows = [row.kind for row, _ in gazetteer("da").marks("en unavngiven kilde tæt på parret")]
    assert rows == ["withheld", "close"]
