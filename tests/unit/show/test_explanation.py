import pytest

from ifolge.model.article import Span
from ifolge.show.explanation import paragraph, quoted

TEXT = "Rubrik\n\nFørste linje.\n   \nAnden linje."


@pytest.mark.parametrize(
    ("words", "number"), [("Rubrik", 1), ("Første", 2), ("linje.\n ", 2), ("Anden", 3)]
)
def test_paragraphs_are_counted_as_people_count_them(words, number):
    start = TEXT.index(words)
    assert paragraph(Span(start, start + 1), TEXT) == number


def test_long_words_are_cut_at_a_word():
    long = "meget " * 40
    assert quoted(Span(0, len(long)), long).endswith("meget …”")
    assert len(quoted(Span(0, len(long)), long)) < 110
