"""Names: from the probabilities of pieces to spans with labels."""

import numpy as np
import pytest

from ifolge.attribute.names import find_names
from ifolge.model.article import Article
from ifolge.model.attribution import NameLabel
from ifolge.model.emissions import Emissions
from ifolge.parse import parse


def names_in(text: str, *tags: int) -> list[tuple[str, NameLabel]]:
    """The names of a text whose words have these tags (0 none, 3 and 4 begin and go on ORG)."""
    words = text.split()
    starts = [sum(map(len, words[:at])) + at for at in range(len(words))]
    offsets = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    emissions = Emissions(
        np.array(offsets, np.int32), np.eye(7, dtype=np.float32)[list(tags)], (), (), 0.0
    )
    parsed = parse(Article("n", text, lang="en"))
    return [(name.span.of(text), name.label) for name in find_names(parsed, emissions)]


@pytest.mark.parametrize(
    ("text", "tags", "names"),
    [
        ("Kim Holm said no", (1, 2, 0, 0), [("Kim Holm", NameLabel.PERSON)]),
        (
            "a spokeswoman for Fenport Lines",
            (0, 3, 4, 4, 4),
            [("Fenport Lines", NameLabel.ORGANIZATION)],
        ),
        ("the company said no", (0, 3, 0, 0), []),
        ("3F said no", (3, 0, 0), [("3F", NameLabel.ORGANIZATION)]),
    ],
)
def test_a_name_begins_with_a_capital(text, tags, names):
    assert names_in(text, *tags) == names
