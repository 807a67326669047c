"""Counted groups of people, and the sources that count without a noun."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.resolve.counted import Part, counts, find_groups, read_part
from ifolge.resolve.lexicon import lexicon_of


@pytest.mark.parametrize(
    ("lang", "text", "groups"),
    [
        ("da", "Det viser samtaler med seks diplomater og 12 tidligere ansatte.", 2),
        ("da", "Mange diplomater kom, og seks, embedsmænd var der.", 0),
        ("da", "To huse brændte.", 0),
        ("en", "Three senior officials were there.", 1),
        ("sv", "Nio anställda var där.", 1),
    ],
)
def test_groups_of_people_are_found(lang, text, groups):
    found = list(find_groups(text, lexicon_of(load_pack(lang))))
    assert len(found) == groups
    assert all(g.span.of(text).casefold() == g.name.casefold() for g in found)
    assert all(counts(g.name, g.number) and not counts(g.name, "to") for g in found)


@pytest.mark.parametrize(
    ("lang", "text", "part"),
    [
        ("da", "fire", Part("fire")),
        ("da", "Alle seks", Part("", "seks")),
        ("da", "De to øvrige", Part("to")),
        ("da", "en af de fire", Part("en", "fire")),
        ("sv", "Två av de nio", Part("två", "nio")),
        ("en", "the two others", Part("two")),
        ("da", "seks diplomater", None),
        ("da", "alle", None),
        ("da", "en af dem", None),
    ],
)
def test_a_source_that_counts_is_read(lang, text, part):
    assert read_part(text, lexicon_of(load_pack(lang))) == part
