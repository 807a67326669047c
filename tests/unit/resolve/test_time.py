"""The corpus of times in five languages, and the pack rows that read them."""

import calendar
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article, ParsedArticle, Span
from ifolge.model.report import Published
from ifolge.parse import parse
from ifolge.resolve.time import find_times

CASES = Path(__file__).parents[2] / "cases" / "time"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.toml"))
FLOOR = 0.95


def article(text: str, lang: str = "da") -> ParsedArticle:
    return parse(Article("t", text, lang=lang))


def on(day: str) -> Published:
    return Published(day, day, inferred=False)


def interval_of(value: str) -> tuple[str, str] | None:
    """The interval that follows from a TIMEX3 value, or None when it does not."""
    if "/" in value:
        first, last = (interval_of(v) for v in value.split("/"))
        return (first[0], last[1]) if first and last else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", value):
        return value, value
    if re.fullmatch(r"\d{4}-\d\d", value):
        year, month = map(int, value.split("-"))
        return f"{value}-01", f"{value}-{calendar.monthrange(year, month)[1]:02}"
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday.isoformat(), (monday + timedelta(6)).isoformat()
    return None


def cases(lang: str) -> list[tuple[str, str, str, tuple[str | None, str | None] | None, int]]:
    found = tomllib.loads((CASES / f"{lang}.toml").read_text("utf-8"))["cases"]
    rows = []
    for at, text, value, *more in found:
        wanted = interval_of(value)
        if more and more[0] == "-":
            wanted = (None, None)
        elif more and more[0]:
            start, _, end = more[0].partition("/")
            wanted = (start or None, end or None)
        rows.append((at, text, value, wanted, more[1] if len(more) > 1 else 1))
    return rows


def mistake(lang: str, case) -> str | None:
    """What is wrong with the reading of one case, or None."""
    at, marked, value, wanted, _ = case
    text = marked.replace("[", "").replace("]", "")
    found = find_times(article(text, lang), load_pack(lang), on(at))
    told = [(t.span.of(text), t.value, t.start, t.end) for t in found]
    if not value:
        return f"{marked}: no time, but {told}" if found else None
    span = Span(marked.index("["), marked.index("]") - 1)
    here = [t for t in found if t.span.overlaps(span)]
    if len(here) != 1 or here[0].value != value:
        return f"{marked}: {value}, but {told}"
    if wanted is not None and (here[0].start, here[0].end) != wanted:
        return f"{marked}: {wanted}, but {told}"
    return None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_corpus(lang):
    every = cases(lang)
    wrong = [m for case in every if (m := mistake(lang, case))]
    right = 1 - len(wrong) / len(every)
    assert len(every) >= 150
    assert right >= FLOOR, f"{right:.3f} right\n" + "\n".join(wrong)


def test_without_a_day_of_publication_the_day_stays_open():
    text = "Det skete mandag, og 4. september 2023 var det hele forbi."
    found = find_times(article(text), load_pack("da"), None)
    assert [(t.value, t.start) for t in found] == [
        ("XXXX-WXX-1", None),
        ("2023-09-04", "2023-09-04"),
    ]


def test_spans_hold_in_texts_with_letters_that_grow_in_lower_case():
    text = "İİİ sagde mandag nej."
    (found,) = find_times(article(text), load_pack("da"), on("2024-05-15"))
    assert found.span.of(text) == "mandag"


@pytest.mark.parametrize("text", ["For 5000 år siden kom isen.", "Om 9000 år er alt væk."])
def test_times_beyond_the_calendar_stay_open(text):
    (found,) = find_times(article(text), load_pack("da"), on("2024-05-15"))
    assert (found.value, found.start, found.end) == ("XXXX", None, None)


PIECES = (
    "mandag",
    "den 31.",
    "29. februar",
    "kl. 24",
    "for 3 år siden",
    "i uge 53",
    "til",
    "og",
    "–",
)


@given(
    st.lists(
        st.sampled_from([*PIECES, "1999", "natten til", "2-1", "§ 4", "fra", ","]), max_size=9
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_any_row_of_times_gives_spans_in_order_and_intervals_that_hold(pieces, day):
    text = " ".join(pieces)
    found = find_times(article(text), load_pack("da"), on(day.isoformat()))
    ends = [0, *(t.span.end for t in found)]
    assert all(t.span.start >= end for t, end in zip(found, ends, strict=False))
    assert all(t.start <= t.end for t in found if t.start and t.end)
