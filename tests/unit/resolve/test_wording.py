"""How descriptions read on their own."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.resolve.lexicon import WORD, lexicon_of
from ifolge.resolve.wording import core, standing


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        ("da", "En lods, der vil være anonym", "en lods"),
        ("da", "To kilder (begge i byrådet)", "to kilder"),
        ("da", "Kursaren, en 45-årig mand", "kursaren"),
        ("da", "En af dem, en kvinde fra Sundhavn", "en kvinde fra Sundhavn"),
        ("da", "en person, man ikke kender", "en person, man ikke kender"),
        ("en", "three pilots, and who will not be named", "three pilots"),
        ("de", "Die Polizei", "Polizei"),
        ("de", "Die Bauern", "die Bauern"),
        ("de", "der Lotse", "der Lotse"),
        ("de", "einer Mail", "eine Mail"),
        ("de", "offiziellen Angaben", "offizielle Angaben"),
        ("de", "der „Fjordbote“", "Fjordbote"),
        ("de", "Insidern", "Insider"),
        ("de", "den Anwohnern", "die Anwohner"),
        ("de", "einer der Fischer", "einer der Fischer"),
        ("de", "die deutsche Bundesregierung", "deutsche Bundesregierung"),
    ],
)
def test_descriptions(lang, words, expected):
    lexicon = lexicon_of(load_pack(lang))
    text = core(words, lexicon)
    assert standing(text, WORD.findall(text)[-1], False, lexicon) == expected
