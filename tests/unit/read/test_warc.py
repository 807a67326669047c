"""Web archives, whole, packed, cut off and damaged."""

import gzip
import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifolge.model.article import Article
from ifolge.read import ReadOptions, read_inputs
from ifolge.read.warc import read_warc

BODY = "<!doctype html><html><title>Bro {0}</title><article><h1>Bro {0} lukket</h1>" + "".join(
    f"<p>Broen er lukket, siger havnefogeden. Sætning {n} om bro {{0}}.</p>" for n in range(4)
)
PAGES = [f"https://sund.example/{n}" for n in range(3)]


def record(kind, url, content, content_type="application/http; msgtype=response"):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(content)}>\r\n"
        f"WARC-Date: 2026-03-09T08:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def answer(url, body, kind="text/html; charset=utf-8", status="200 OK"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n"
    return record("response", url, head.encode() + body)


def archive(packed=True, pages=PAGES):
    """An archive with some pages and what else stands in archives, and where the pages begin."""
    records = [
        record("warcinfo", "", b"software: ours", "application/warc-fields"),
        answer("https://sund.example/robots.txt", b"Disallow: /x", "text/plain"),
        answer("https://sund.example/a.png", b"\x89PNG", "image/png"),
        answer("https://sund.example/gone", b"<html>Findes ikke", status="404 Not Found"),
    ]
    first = len(records)
    for n, url in enumerate(pages):
        records.append(answer(url, BODY.format(n).encode()))
        records.append(record("request", url, b"GET / HTTP/1.1\r\n\r\n", "application/http"))
    pieces = [gzip.compress(r, mtime=0) if packed else r for r in records]
    starts = list(itertools.accumulate(map(len, pieces), initial=0))
    return b"".join(pieces), starts[first:-1:2]


def read(data, **options):
    return list(read_warc(io.BytesIO(data), "a.warc", ReadOptions(**options)))


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_are_read_and_nothing_else(packed):
    data, _ = archive(packed)
    articles = read(data)
    assert [a.id for a in articles] == [a.url for a in articles] == PAGES
    assert articles[1].title == "Bro 1"
    assert "Sætning 3 om bro 1." in articles[1].text


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_keeps_what_is_before(packed):
    data, offsets = archive(packed)
    *articles, problem = read(data[: offsets[2] + 100])
    assert [a.id for a in articles] == PAGES[:2]
    assert str(problem) == (
        f"a.warc at byte {offsets[2]}: the archive ends in the middle of a record"
        " – get the file again"
    )


def test_a_damaged_record_is_told_with_its_place_and_the_rest_goes_on():
    data, offsets = archive()
    broken = bytearray(data)
    broken[offsets[1] + 40 : offsets[1] + 120] = b"\0" * 80
    found = read(bytes(broken))
    assert [a.id for a in found if isinstance(a, Article)] == [PAGES[0], PAGES[2]]
    problems = [str(p) for p in found if not isinstance(p, Article)]
    assert problems == [
        f"a.warc at byte {offsets[1]}: the archive is damaged here – the rest was read"
    ]


def test_a_record_with_a_wrong_length_is_told_and_the_rest_goes_on():
    data, offsets = archive(packed=False)
    longer = data[offsets[1] : offsets[2]].replace(b"Content-Length: ", b"Content-Length: 9", 1)
    found = read(data[: offsets[1]] + longer + data[offsets[2] :])
    ids = [a.id for a in found if isinstance(a, Article)]
    assert ids[0] == PAGES[0]
    assert any("damaged" in str(p) for p in found) or ids == PAGES


def test_a_page_that_is_too_large_is_told():
    data, offsets = archive(pages=PAGES[:1])
    (problem,) = read(data, max_fetched=50)
    assert str(problem) == (
        f"a.warc at byte {offsets[0]}: https://sund.example/0 is too large for one article"
    )


def test_archives_are_inputs_also_in_folders(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(archive()[0])
    (tmp_path / "b.warc").write_bytes(archive(packed=False)[0])
    (tmp_path / "c.warc.gz").write_bytes(b"")
    (tmp_path / "d.warc").write_bytes(b"Bro lukket")
    found = list(read_inputs([str(tmp_path)]))
    assert sum(isinstance(a, Article) for a in found) == 6
    assert [str(p) for p in found if not isinstance(p, Article)] == [
        f"{tmp_path}/d.warc at byte 0: the archive ends in the middle of a record"
        " – get the file again"
    ]


@settings(max_examples=60, deadline=None)
@given(st.booleans(), st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=5)), max_size=6))
def test_no_damage_breaks_it(packed, damages):
    data = bytearray(archive(packed)[0])
    for place, piece in damages:
        place %= len(data)
        data[place : place + len(piece)] = piece
    for result in read(bytes(data)):
        assert isinstance(result, Article) or "\n" not in str(result)
