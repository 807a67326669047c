"""Every row of the reference tables proves itself: its example uses one of its forms, and read."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.resolve.lexicon import lexicon_of


def test_compounds_are_read_by_their_last_part():
    lexicon = lexicon_of(load_pack("da"))
    noun = lexicon.noun("Miljøministeren")
    assert noun is not None
    assert (noun.row.category, noun.definite) == ("person", True)
    assert lexicon.noun("cykel") is None


def test_acronyms_are_no_pronouns():
    lexicon = lexicon_of(load_pack("en"))
    assert lexicon.pronoun("who")
    assert not lexicon.pronoun("WHO")


@pytest.mark.parametrize(
    ("word", "bare"), [("Holms", "Holm"), ("Holm's", "Holm"), ("Holm", None), ("A/S", None)]
)
def test_genitives(word, bare):
    assert lexicon_of(load_pack("da")).without_genitive(word) == bare


def test_articles_in_their_basic_form():
    lexicon = lexicon_of(load_pack("de"))
    assert lexicon.base_form("einer") == "eine"
    assert lexicon.base_form("der") is None
