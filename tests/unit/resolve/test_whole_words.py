"""Where words stand for themselves."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ifolge.resolve.whole_words import find_whole, stands_whole


def test_a_name_within_another_word_is_not_found() -> None:
    assert list(find_whole("Bo", "Bo og Bodil, Bos bror og Bo")) == [0, 25]


def test_nothing_stands_nowhere() -> None:
    assert not stands_whole("", "tekst")
    assert not stands_whole("Bo", "")


@given(st.text("ab_ -.æ1", max_size=4), st.text("ab_ -.æ1", max_size=30))
def test_the_places_are_those_of_a_pattern(words: str, text: str) -> None:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    expected = [m.start() for m in re.finditer(pattern, text)] if words else []
    assert list(find_whole(words, text)) == expected
