"""What the article says itself, and what of it is background."""

import pytest
from tests.unit.resolve.numbered_markup import numbered

from ifolge.resolve.own_voice import list_own_voice


def own(text: str, lang: str = "da", **fields: str) -> list[tuple[str, bool]]:
    parsed, attributions, pack = numbered(text, lang, **fields)
    found = list_own_voice(attributions, parsed, pack)
    return [(o.span.of(parsed.text), o.background) for o in found]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("da", "Broen er lukket i dag.", [("Broen er lukket i dag.", False)]),
        ("da", "Broen åbnede i 1998.", [("Broen åbnede i 1998.", True)]),
        ("da", "Ministeren var i juli i Sundhavn.", [("Ministeren var i juli i Sundhavn.", True)]),
        ("da", "[1 Asta Bang] {1 siger}, at <1 broen er lukket>.", []),
        ("da", "Læs også: Alt om den lukkede bro.", []),
        ("da", "Hvornår åbner broen igen?", []),
        ("da", "»Broen er lukket i dag.«", []),
        ("en", "The bridge was opened in 1998.", [("The bridge was opened in 1998.", True)]),
        ("de", "Die Brücke ist heute gesperrt.", [("Die Brücke ist heute gesperrt.", False)]),
    ],
)
def test_own_voice(lang, text, expected):
    assert own(text, lang) == expected


def test_headings_are_no_statements():
    text = "Broen lukker i morgen\n\nBroen over sundet lukker i morgen klokken 12."
    assert own(text) == [("Broen over sundet lukker i morgen klokken 12.", False)]


def test_background_goes_on_in_the_past_tense():
    text = "Brink var i juli i Sundhavn. Her besøgte han havnen. Nu er han hjemme igen."
    assert [background for _, background in own(text)] == [True, True, False]


def test_this_year_is_no_background():
    text = "Broen var lukket i 2023."
    assert own(text, published="2023-05-01") == [(text, False)]
    assert own(text, published="2024-05-01") == [(text, True)]
