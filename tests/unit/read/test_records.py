"""JSON objects to articles."""

import pytest

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.records import article_of_record, parse_json


def test_known_fields_are_taken_and_the_rest_kept():
    record = {
        "id": 7,
        "text": " Bro\r\nlukket ",
        "lang": "da",
        "title": None,
        "outlet": 5,
        "published": "2024-03-01",
        "attributions": [{"id": "a1"}],
        "origin": "egen",
    }
    assert article_of_record(record, "f:1", "f-1") == Article(
        id="7",
        text=" Bro\r\nlukket ",
        lang="da",
        published="2024-03-01",
        extra={"outlet": 5, "attributions": [{"id": "a1"}], "origin": "egen"},
    )


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ([1], 'f:1: is no JSON object – every article needs its words in "text"'),
        ({"id": "a"}, 'f:1: has no "text" – every article needs its words in "text"'),
        ({"text": 5}, 'f:1: "text" is no string – every article needs its words in "text"'),
        ({"text": "\n"}, 'f:1: "text" holds no words – give it some text'),
    ],
)
def test_records_without_words_are_refused(record, message):
    with pytest.raises(ReadError) as error:
        article_of_record(record, "f:1", "f-1")
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "is no JSON (Expecting property name enclosed in double quotes, column 2)"),
        ("[" * 200_000, "is JSON nested too deep or with endless numbers"),
        ("1" * 10_000, "is JSON nested too deep or with endless numbers"),
        (r'{"a": "\ud83d"}', "holds half a character (a lone surrogate)"),
    ],
)
def test_broken_json_is_a_read_error(text, problem):
    with pytest.raises(ReadError) as error:
        parse_json(text, "f", "mend it")
    assert error.value.problem == problem


def test_whole_characters_in_escapes_are_fine():
    assert parse_json(r'{"a": "\ud83d\ude00"}', "f", "") == {"a": "😀"}
