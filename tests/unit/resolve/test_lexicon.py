"""Every row of the reference tables proves itself: its example uses one of its forms, and read."""

import re

import pytest

from ifolge.languages.pack import alternatives, codes, load_pack
from ifolge.languages.rows import DescriptionRow, EvidenceRow, PronounRow, ReferenceRow, RelayRow
from ifolge.resolve.lexicon import WORD, lexicon_of

LANGUAGES = ("da", "de", "en", "nb", "sv")
# Roles whose forms are endings, changes or settings and stand in no sentence by themselves.
PARTS = {
    "age",
    "base_form",
    "capital_nouns",
    "name_base",
    "owner",
    "genitive_ending",
    "definite_ending",
    "definite_plural_ending",
    "plural_ending",
    "title_ending",
    "adjective_ending",
}


def uses(example: str, forms: str) -> bool:
    words = " ".join(example.casefold().split())
    return any(
        re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", words)
        or all(piece in words for piece in form.casefold().split(" … "))
        for form in alternatives(forms)
    )


def rows_of(row_type):
    return [
        pytest.param(row, id=row.place)
        for lang in LANGUAGES
        for row in load_pack(lang).table(row_type)
    ]


def test_the_languages_are_there():
    assert set(LANGUAGES) <= set(codes())


@pytest.mark.parametrize("row", [*rows_of(PronounRow), *rows_of(RelayRow), *rows_of(EvidenceRow)])
def test_examples_use_the_row(row):
    assert uses(row.example, row.forms)


@pytest.mark.parametrize("row", rows_of(ReferenceRow))
def test_reference_examples(row):
    if row.role in PARTS:
        endings = [f.split("→")[0].split(":")[-1].lstrip("-") for f in alternatives(row.forms)]
        assert row.role == "capital_nouns" or any(e.casefold() in row.example for e in endings)
    else:
        assert uses(row.example, row.forms)


@pytest.mark.parametrize("row", rows_of(DescriptionRow))
def test_descriptions_are_read_in_their_examples(row):
    lexicon = lexicon_of(load_pack(row.place.partition("/")[0]))
    nouns = [lexicon.noun(match.group()) for match in WORD.finditer(row.example)]
    assert row in [noun.row for noun in nouns if noun]


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
