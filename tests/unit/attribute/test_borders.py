"""Signs and quotations of the text mend the borders of what was found."""

import pytest

from ifolge.attribute.borders import close_brackets, mend_borders
from ifolge.attribute.decode import Found
from ifolge.model.article import Article, Span
from ifolge.model.emissions import CueReading
from ifolge.parse import parse

READING = CueReading((0, 1), False, 0, None, 0.9, {}, {}, 0.0, None)


def spans(text, *parts):
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts)


def mended(text, *content, source="hun", cue="siger"):
    found = Found(
        READING, spans(text, cue), spans(text, source), spans(text, *content), (), (), (1, 1, 1)
    )
    out = mend_borders(parse(Article("t", text), "da"), found)
    return [s.of(text) for s in out.content], [s.of(text) for s in out.source]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "»Vi lukker, og nøglen er afleveret,« siger hun.",
            ["Vi lukker", "afleveret"],
            ["»Vi lukker, og nøglen er afleveret,«"],
        ),
        ("»Vi lukker i aften,« siger hun.", ["Vi lukker i aften,"], ["»Vi lukker i aften,«"]),
        (
            "Hallen, der er ny, lukker, siger hun.",
            ["Hallen", "ny, lukker"],
            ["Hallen, der er ny, lukker"],
        ),
        (
            "I går, siger hun, lukker hallen.",
            ["I går", "lukker hallen"],
            ["I går", "lukker hallen"],
        ),
        ("I aften siger hun, at hallen lukker.", ["hallen lukker."], ["hallen lukker"]),
    ],
)
def test_contents(text, content, expected):
    assert mended(text, *content)[0] == expected


def test_an_opened_bracket_is_closed():
    text = "Hallen lukker, siger Ida Holm (Midterpartiet)."
    assert mended(text, "Hallen lukker", source="Ida Holm (Midterpartiet")[1] == [
        "Ida Holm (Midterpartiet)"
    ]
    open_end = "Ida (uden ende\nny linje)"
    assert close_brackets(open_end, Span(0, 9)) == Span(0, 9)


def test_a_scrap_of_another_quotation_is_dropped():
    text = "Hallen lukker, siger hun. »Det er alt for sent at redde den nu,« mener Bo."
    assert mended(text, "Hallen lukker", "alt for")[0] == ["Hallen lukker"]


def test_a_turn_in_a_conversation_is_the_whole_line():
    text = "LUND: Nej. Det passer ikke.\n\nHvad gør De så?\n\nLUND: Ingenting. Endnu."
    assert mended(text, "Nej", source="LUND", cue=":")[0] == ["Nej. Det passer ikke."]
    once = "LUND: Nej. Det passer ikke.\n\nHvad gør De så?"
    assert mended(once, "Nej", source="LUND", cue=":")[0] == ["Nej"]
