"""JSON lines, one at a time."""

import io
import itertools
import json

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.jsonl import read_jsonl


def read(data):
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(read_jsonl(io.BufferedReader(stream), "wire.jsonl", "wire"))


def test_a_bad_line_is_named_and_passed_over():
    found = read('{"id": "a", "text": "Bro lukket."}\n{bad\n\n{"text": "Bro åben."}')
    assert [type(result) for result in found] == [Article, ReadError, Article]
    assert str(found[1]) == (
        "wire.jsonl:2: is no JSON (Expecting property name enclosed in double quotes, column 2)"
        " – every line must be one JSON object"
    )
    assert [found[0].id, found[2].id] == ["a", "wire-4"]


def test_text_is_unchanged_whatever_is_in_it():
    text = "Bro\r\n\u2028lukket\u0085\x0b 👩‍👩‍👧 e\u0301 \u00ad\u200f\x00"
    assert read(json.dumps({"text": text}) + "\n")[0].text == text
    assert read(json.dumps({"text": text}, ensure_ascii=False))[0].text == text


def test_the_second_article_with_an_id_is_refused():
    found = read('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n{"id": "b", "text": "z"}')
    assert str(found[1]) == (
        'wire.jsonl:2: the id "a" is already that of line 1 – give every article its own id'
    )
    assert found[2].id == "b"


def test_encodings_of_lines():
    line = '{"text": "Ærø"}\n'
    assert read(b"\xef\xbb\xbf" + line.encode())[0].text == "Ærø"
    assert [a.text for a in read((line * 3).encode("utf-16"))] == ["Ærø"] * 3
    broken = read(line.encode("cp1252") + line.encode())
    assert str(broken[0]) == "wire.jsonl:1: is not UTF-8 – write the file again as UTF-8"
    assert broken[1].text == "Ærø"


def test_lines_are_read_one_at_a_time():
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            line = b'{"text": "Bro lukket."}\n'
            buffer[: len(line)] = line
            return len(line)

    stream = io.BufferedReader(Endless(), 64)
    found = list(itertools.islice(read_jsonl(stream, "wire.jsonl", "wire"), 100))
    assert found[99].id == "wire-100"


def test_a_line_too_long_is_passed_over(monkeypatch):
    monkeypatch.setattr("ifolge.read.jsonl.MAX_LINE", 50)
    found = read('{"text": "a"}\n{"text": "' + "a" * 500 + '"}\n{"text": "b"}\n')
    assert str(found[1]) == "wire.jsonl:2: line longer than 50 MB – split it into articles"
    assert found[2].text == "b"
