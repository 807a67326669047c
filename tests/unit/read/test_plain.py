"""Text in any common encoding; binary files refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.errors import ReadError
from ifolge.read.plain import decode, read_text

DANISH = "»Blåbærgrød på Ærø,« siger Søren Ågård – “måske” for 5 €.\nDet er sandt.\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_common_encodings_are_read(encoding):
    assert read_text(DANISH.encode(encoding), "a.txt") == DANISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_read(encoding):
    assert read_text(("Broen er lukket. " * 5).encode(encoding), "a").startswith("Broen er lukket.")


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15"])
def test_latin_letters_are_read(encoding):
    text = "Blåbærgrød på Ærø, siger Søren Ågård. Größe, Åland, öl."
    assert read_text(text.encode(encoding), "a.txt") == text


def test_utf8_with_stray_windows_letters_is_mended():
    data = "Blåbær på Ærø og ".encode() + "grød til Åse".encode("cp1252") + " på Sjælland".encode()
    assert decode(data, "a.txt") == "Blåbær på Ærø og grød til Åse på Sjælland"


def test_an_older_encoding_is_guessed():
    text = "Søren Ågård spiser blåbærgrød på Ærø hver dag, og det gør Åse også. " * 4
    assert read_text(text.encode("cp850"), "a.txt") == text


def test_line_ends_become_line_feeds():
    assert read_text(b"a b\r\nc\rd\n", "a.txt") == "a b\nc\nd\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x: is empty – give it some text"),
        (b" \r\n\t", "x: holds no words – give it some text"),
        ("\ufeff\u200b".encode(), "x: holds no words – give it some text"),
        (
            b"%PDF-1.7 \x00",
            "x: is a PDF, not text – convert it with pdftotext and read the text",
        ),
        (b"\x89PNG\r\n\x1a\n", "x: is an image, not text – ifolge reads text, HTML and JSON"),
        (b"\xff\xd8\xff\xe0JFIF", "x: is an image, not text – ifolge reads text, HTML and JSON"),
        (
            b"PK\x03\x04word",
            "x: is a packed file or an office document, not text"
            " – save it as plain text or HTML and read that",
        ),
        (
            b"\x1f\x8b\x08",
            "x: is a packed file, not text – unpack it and read the files inside",
        ),
        (
            bytes(range(32)) * 20,
            "x: is a binary file, not text – ifolge reads text, HTML and JSON",
        ),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else "",
)
def test_what_is_no_text_is_refused_in_one_line(data, message):
    with pytest.raises(ReadError) as error:
        read_text(data, "x")
    assert str(error.value) == message


@given(data=st.binary(max_size=400))
def test_any_bytes_give_text_or_a_read_error(data):
    try:
        text = read_text(data, "x")
    except ReadError:
        return
    text.encode("utf-8")
    assert text.strip()


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), min_size=1))
def test_utf8_comes_through_unchanged(text):
    if text.strip() and not text.startswith("\ufeff") and "\ufffd" not in text:
        assert decode(text.encode(), "x") in (text, text.removeprefix("\ufeff"))
