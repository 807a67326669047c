"""Inputs of every kind, in order; the table of bad inputs with their exact lines."""

import io
import json
import sys

import pytest

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read import ReadOptions, read_inputs

TEXT = "Broen er lukket, siger havnefogeden. Ingen kom noget til."
PAGE = (
    "<!doctype html><html lang=da><title>Bro lukket</title><article><h1>Bro lukket</h1>"
    + "".join(f"<p>{TEXT} Det er sætning {n}.</p>" for n in range(4))
)
REFUSE = "ifolge reads text, HTML and JSON"


def read(*inputs, **options):
    return list(read_inputs([str(i) for i in inputs], ReadOptions(**options)))


def kinds(results):
    return [r.id if isinstance(r, Article) else str(r) for r in results]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_read_through_in_order_without_hidden_files(folder):
    for name in ("b.txt", "a.txt", ".c.txt", "under/a.txt", ".git/d.txt", "z.jpg", "no_suffix"):
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    (folder / "in" / "e.pdf").write_bytes(b"%PDF-1.4")
    assert kinds(read("in")) == [
        "a",
        "b",
        "in/e.pdf: is a PDF, not text – convert it with pdftotext and read the text",
        "no_suffix",
        "a-2",
    ]


def test_kinds_are_told_apart_by_content_too(folder):
    record = json.dumps({"id": "r1", "text": TEXT})
    ninjs = {"headline": "Bro lukket", "body_text": TEXT}
    contents = {
        "page.txt": PAGE,
        "page.htm": PAGE,
        "lines.txt": f"{record}\n{record.replace('r1', 'r2')}\n",
        "lines.json": f"{record}\n{record.replace('r1', 'r3')}\n",
        "one.json": json.dumps({"id": "r4", "text": TEXT}, indent=1),
        "list.json": json.dumps([{"text": TEXT}, ninjs, {"no": 1}]),
        "wire.json": json.dumps(ninjs),
        "brace.txt": "{Broen} er lukket, siger havnefogeden.",
    }
    for name, content in contents.items():
        (folder / name).write_text(content, "utf-8")
    results = read(*contents)
    assert kinds(results) == [
        "page",
        "page-2",
        "r1",
        "r2",
        "r1",
        "r3",
        "r4",
        "list",
        "list-2",
        'list.json[3]: has no "text" – every article needs its words in "text"',
        "wire",
        "brace",
    ]
    assert results[0].title == results[1].title == results[10].title == "Bro lukket"
    assert results[2].text == TEXT


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (PAGE.encode("utf-16"), ["stdin"]),
        (b'{"id": "a", "text": "Bro."}\n{"id": "b", "text": "Bro."}\n', ["a", "b"]),
        (json.dumps({"text": TEXT * 900}).encode() + b'\n{"text": "Bro."}', ["stdin-1", "stdin-2"]),
        ('{"id": "a", "text": "Bro."}\n{"text": "Bro."}\n'.encode("utf-16"), ["a", "stdin-2"]),
        (b'{"text": "Bro."}\n\n', ["stdin"]),
        (json.dumps({"headline": "Bro", "body_text": TEXT}, indent=1).encode(), ["stdin"]),
        (json.dumps([{"id": 1, "text": TEXT}, {"id": 2, "text": TEXT}]).encode(), ["1", "2"]),
        (b"{" + b"bro " * 9000, ["stdin"]),
        (b"[1] Bro lukket", ["stdin"]),
        (b"", ["standard input: is empty – give it some text"]),
    ],
)
def test_standard_input(monkeypatch, data, ids):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert kinds(read("-")) == ids


def test_title_and_credit_come_from_the_text_and_the_language_from_the_options(folder):
    (folder / "a.txt").write_text(f"Bro lukket\n\n{TEXT} /ritzau/", "utf-8")
    (article,) = read("a.txt", lang="da")
    assert (article.title, article.credit, article.lang) == ("Bro lukket", "Ritzau", "da")


def bad_inputs(folder):
    """(input, the exact line) for everything that cannot be read."""
    files = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\r\n",
        "paper.pdf": b"%PDF-1.7\n%\xe2\xe3",
        "photo.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "noise.txt": bytes(range(256)) * 8,
        "empty.html": b"",
        "menu.html": b"<html><nav><a href=/>Forside</a></nav></html>",
        "empty.json": b"",
        "broken.json": b'{"text": ',
        "list.json": b"[]",
        "nobody.json": b'{"headline": "Bro", "versioncreated": "2024-03-01"}',
        "words.json": b'"Bro"',
        "big.txt": b"a" * 3_000_000,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "only_pictures").mkdir()
    (folder / "only_pictures" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    return [
        ("missing.txt", "missing.txt: no such file or folder – check the name"),
        ("a\nb.txt", "a?b.txt: no such file or folder – check the name"),
        ("", '"": is no path – name a file, a folder or an address'),
        ("a" * 5000, "a" * 5000 + ": file name too long"),
        (
            "only_pictures",
            "only_pictures: no readable file in this folder"
            " – ifolge reads .txt, .html, .json and .jsonl",
        ),
        ("empty.txt", "empty.txt: is empty – give it some text"),
        ("blank.txt", "blank.txt: holds no words – give it some text"),
        (
            "paper.pdf",
            "paper.pdf: is a PDF, not text – convert it with pdftotext and read the text",
        ),
        ("photo.txt", f"photo.txt: is an image, not text – {REFUSE}"),
        ("noise.txt", f"noise.txt: is a binary file, not text – {REFUSE}"),
        ("empty.html", "empty.html: is empty – save the page again"),
        (
            "menu.html",
            "menu.html: no article found in the page – open it in a browser, copy the"
            " article's text to a file and read that",
        ),
        ("empty.json", 'empty.json: is empty – ifolge reads ninjs, or objects with "text"'),
        (
            "broken.json",
            "broken.json: is no JSON (Expecting value, column 10)"
            ' – ifolge reads ninjs, or objects with "text"',
        ),
        ("list.json", 'list.json: holds no article – ifolge reads ninjs, or objects with "text"'),
        (
            "nobody.json",
            "nobody.json: is ninjs without body"
            " – ifolge reads body_text, body_xhtml, body_html or bodies",
        ),
        (
            "words.json",
            'words.json: is no JSON object – every article needs its words in "text"',
        ),
        ("big.txt", "big.txt: is larger than 2 MB – split it into articles"),
        (
            "ftp://sundet.example/a",
            "ftp://sundet.example/a: only http and https addresses are read"
            " – save the page as a file and read that",
        ),
        (
            "http://127.0.0.1/a",
            "http://127.0.0.1/a: leads to a private address (127.0.0.1)"
            " – only public addresses are read",
        ),
    ]


def test_every_bad_input_gets_its_one_line_and_the_batch_goes_on(folder):
    table = bad_inputs(folder)
    (folder / "good.txt").write_text(TEXT, "utf-8")
    inputs = [name for bad, _ in table for name in (bad, "good.txt")]
    results = read(*inputs, max_file=2_000_000)
    assert [str(r) for r in results if isinstance(r, ReadError)] == [line for _, line in table]
    assert sum(isinstance(r, Article) for r in results) == len(table)


def test_a_file_that_may_not_be_read(folder, monkeypatch):
    (folder / "a.txt").write_text(TEXT, "utf-8")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert kinds(read("a.txt")) == ["a.txt: permission denied"]


def test_inputs_are_opened_one_by_one(folder):
    (folder / "a.txt").write_text(TEXT, "utf-8")
    results = read_inputs(["a.txt", "b.txt"])
    assert next(results).id == "a"
    (folder / "b.txt").write_text(TEXT, "utf-8")
    assert next(results).id == "b"


def test_a_text_of_one_word_and_a_line_of_a_million_signs_are_read(folder):
    (folder / "a.txt").write_text("Kreml", "utf-8")
    (folder / "b.txt").write_text("Bro " * 250_000, "utf-8")
    assert [len(r.text) for r in read("a.txt", "b.txt")] == [5, 1_000_000]
