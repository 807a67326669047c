"""Paragraphs and headings."""

import pytest

from ifolge.model.article import Span
from ifolge.parse.paragraphs import find_paragraphs, trimmed


def paragraphs(text):
    return [(p.span.of(text), p.heading) for p in find_paragraphs(text)]


@pytest.mark.parametrize("line_end", ["\n\n", "\n", "\r\n", "\r\n\r\n", "\u2029", "\n \t\n"])
def test_blank_lines_and_single_line_ends_both_part_paragraphs(line_end):
    text = line_end.join(
        ["Broen er lukket.", "Det oplyser Vejvæsenet.", "Ingen er kommet noget til."]
    )
    assert [p for p, _ in paragraphs(text)] == [
        "Broen er lukket.",
        "Det oplyser Vejvæsenet.",
        "Ingen er kommet noget til.",
    ]


def test_white_space_and_invisible_signs_around_are_left_out():
    text = "\ufeff  \u00a0Broen er lukket. \u200b\u200f\n\u00ad\n\u2060\n Færgen sejler.\t"
    assert [p for p, _ in paragraphs(text)] == ["Broen er lukket.", "Færgen sejler."]


def test_lines_broken_at_a_fixed_width_are_one_paragraph():
    text = (
        "Broen mellem Sundhavn og fastlandet har været lukket siden\n"
        "natten til mandag, da en pram drev ind i den nordlige\n"
        "pille, oplyser Vejvæsenet.\n"
        "\n"
        "Ingen kom noget til ved påsejlingen, men trafikken må vente\n"
        "mindst en uge på, at dykkere har set på skaden under vand,\n"
        "siger havnefogeden.\n"
    )
    found = paragraphs(text)
    assert len(found) == 2
    assert found[0][0].endswith("oplyser Vejvæsenet.")
    assert found[1][0].startswith("Ingen kom")


def test_long_lines_of_their_own_are_not_joined():
    line = "Broen mellem Sundhavn og fastlandet er lukket siden natten til mandag, siger fogeden."
    assert len(paragraphs("\n".join([line] * 3))) == 3


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Broen er lukket\n\nDet oplyser Vejvæsenet.", ["Broen er lukket"]),
        ("Det er sket.\n\nSkaden under vand\n\nDykkere så på den.", ["Skaden under vand"]),
        ("Det er sket.\n\nHan sagde:\n\nVi venter.", []),
        ("Det er sket.\n\nFoto: Anna Holm", []),
        ("Det er sket.\n\n- en kran\n\n- en pram\n\nDet var alt.", []),
        ("Det er sket.\nMælk\nBrød\nSmør\nDet var alt.", []),
        ("Det er sket.\n\n»Vi venter.«\n\nDet siger han.", []),
        ("Det er sket.\n\n* * *\n\nDet er slut.", []),
        ("ord", []),
    ],
)
def test_headings_are_short_lines_without_full_stop_before_running_text(text, headings):
    assert [p for p, heading in paragraphs(text) if heading] == headings


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\n\ufeff", "\x00\x01"])
def test_no_words_no_paragraphs(text):
    assert paragraphs(text) == []


def test_trimmed_of_nothing_is_none():
    assert trimmed("   ", Span(0, 3)) is None
    assert trimmed(" a ", Span(0, 3)) == Span(1, 2)
