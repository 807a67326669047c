"""Quotation marks of five languages. ⟦…⟧ stands around what should be found, marks included."""

import re

import pytest

from ifolge.model.article import Article
from ifolge.parse import parse

CASES = [
    ("da", "⟦»Det er løgn,«⟧ siger Holm."),
    ("da", "⟦”Det er løgn”⟧, siger Holm, ⟦”og det ved han.”⟧"),
    ("da", '⟦"Det er løgn"⟧, siger Holm.'),
    ("da", "Han kaldte det ⟦'en stor løgn'⟧ i går."),
    ("da", "Han kalder Lars' bil og Jens' hus for ⟦'grimme'⟧."),
    ("da", "Jeanne d'Arc kørte i Lars' bil i '90'erne."),
    ("da", "⟦'Lars' bil er stjålet'⟧, siger Holm."),
    ("da", "⟦‘Det er løgn’⟧, siger Holm’s ven."),
    ("da", "⟦«Det er løgn»⟧, siger Holm."),
    ("da", "⟦„Det er løgn“⟧, siger Holm."),
    ("da", "⟦“Det er løgn“⟧, siger Holm."),
    ("en", "⟦“It is a lie,”⟧ said the boys’ father. ⟦“I don’t know.”⟧"),
    ("en", "⟦'It's a lie,'⟧ Holm said of rock 'n' roll in the '90s."),
    ("en", '⟦"We go," ⟧'.replace(" ⟧", "⟧") + " she said."),
    ("de", "⟦„Das ist falsch“⟧, sagte Holm. ⟦„Wir gehen.“⟧"),
    ("de", "⟦»Das ist falsch«⟧, sagte Holm."),
    ("de", "Er nannte es ⟦‚eine Lüge‘⟧."),
    ("nb", "⟦«Det er løgn»⟧, sier Holm."),
    ("sv", "⟦”Det är lögn”⟧, säger Holm."),
    ("sv", "⟦»Det är lögn»⟧, säger Holm."),
    ("sv", "⟦’Det är lögn’⟧, säger Holm."),
    # the mark that never closes
    (
        "da",
        "⟦'Formanden vil rejse i de kommende dage⟧, hedder det i brevet ifølge Holm.",
    ),
    ("da", "⟦»Hvad vil de?⟧ spurgte Holm."),
    ("da", "Holm siger: ⟦»Vi går nu. Det er slut.⟧"),
    ("en", "⟦“We will leave tomorrow⟧, the minister said on Monday."),
    ("da", "⟦»Hvis han kommer, siger vi nej⟧, siger Holm."),
    # straight marks with their blanks on the wrong side, as old archives have them
    ("da", '⟦"Det er løgn, "⟧siger Holm.'),
    ("da", '⟦"Han vil fjerne de" såkaldte venner ", og det er løgn"⟧, siger Holm.'),
    ("da", 'Skærmen er 24" bred.'),
    # spoken words behind a dash
    ("da", "⟦– Det er løgn⟧, siger Holm."),
    ("nb", "⟦– Nei⟧, sier Holm. ⟦– Det er løgn.⟧"),
    ("sv", "⟦– Varför?⟧ frågar Holm."),
    ("nb", "⟦- Det er løgn⟧, sier Holm."),
    ("sv", "Holm är säker. ⟦– Det är lögn⟧, säger han."),
    ("sv", "⟦– Nej⟧, säger Holm. ⟦Det är lögn. Vi går⟧, säger hon. ⟦Nu.⟧"),
    ("sv", "⟦– Nej⟧, säger Holm. ⟦– Det är lögn.⟧"),
    ("da", "⟦– Nej⟧, siger Holm. Han gik."),
    ("da", "– mælk og brød"),
    ("da", "-5 grader i nat, siger Holm."),
    ("da", "Temaet – Det nye år – er valgt."),
]


def unmarked(marked):
    text = re.sub("[⟦⟧]", "", marked)
    return text, re.findall("⟦(.*?)⟧", marked, re.DOTALL)


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_quotations_are_found(lang, marked):
    text, expected = unmarked(marked)
    parsed = parse(Article("x", text), lang)
    outermost = [
        q
        for q in parsed.quotations
        if not any(o.span.contains(q.span) and o != q for o in parsed.quotations)
    ]
    assert [q.span.of(text) for q in outermost] == expected


def test_inner_is_without_marks_and_nested_ones_follow():
    text = "»Han sagde 'nej' til os,« siger Holm."
    outer, nested = parse(Article("x", text), "da").quotations
    assert outer.inner.of(text) == "Han sagde 'nej' til os,"
    assert nested.span.of(text) == "'nej'"
    assert outer.closed
    assert not outer.dash


def test_unclosed_and_dash_are_told():
    text = "»Vi går\n\n– Ja, siger Holm."
    unclosed, dash = parse(Article("x", text), "da").quotations
    assert not unclosed.closed
    assert dash.dash
    assert dash.closed
    assert dash.inner.of(text) == "Ja"


def test_a_quotation_over_paragraphs_that_each_open_anew():
    text = "»Det er en lang sag.\n\n»Nu er den slut,« siger Holm.\n\nHan gik."
    first, second = parse(Article("x", text), "da").quotations
    assert (first.span.of(text), first.closed) == ("»Det er en lang sag.", False)
    assert (second.span.of(text), second.closed) == ("»Nu er den slut,«", True)


def test_a_quotation_over_paragraphs_that_only_closes():
    text = "»Det er en lang sag.\n\nDen har varet i år.\n\nNu er den slut,« siger Holm.\n\nHan gik."
    found = parse(Article("x", text), "da").quotations
    assert [q.span.of(text) for q in found] == [
        "»Det er en lang sag.",
        "Den har varet i år.",
        "Nu er den slut,«",
    ]


def test_a_dash_headline_is_spoken_and_a_list_is_not():
    text = "– Jeg skriver om natten\n\nHolm er forfatter.\n\n- Kaffe\n- Brød"
    found = parse(Article("x", text), "da").quotations
    assert [q.span.of(text) for q in found] == ["– Jeg skriver om natten"]


def test_an_unknown_language_has_the_marks_of_all():
    text = "„Non“, dit Holm. «Si», dice."
    parsed = parse(Article("x", text), "fr")
    assert [q.span.of(text) for q in parsed.quotations] == ["„Non“", "«Si»"]
