import csv
import io
from pathlib import Path

import pytest

from ifolge.model import wire
from ifolge.model.article import Article, Language, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.export.csv import COLUMNS, safe, write_csv
from ifolge.show.view import View

DATA = Path(__file__).parents[3] / "data"


def rows(*reports):
    return list(csv.DictReader(io.StringIO("".join(write_csv(reports, View())), newline="")))


def test_one_row_an_attribution_with_the_values_of_the_format():
    found = rows(wire.from_line((DATA / "kajen.jsonl").read_text("utf-8")))
    assert list(found[0]) == list(COLUMNS)
    assert len(found) == 6
    first = found[0]
    assert (first["source_type"], first["anonymous"], first["via"]) == ("government", "true", "a2")
    assert (first["through"], first["cue"]) == ("Sundposten", "med henvisning til")
    assert found[-1]["content"] == "Byrådet … at drøfte sagen den 16. marts"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1"]
)
def test_no_cell_is_a_formula(cell):
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=1", "»-1«", "1", "– Nej"])
def test_plain_cells_stay_as_they_are(cell):
    assert safe(cell) == cell


def test_hostile_articles_come_out_as_text():
    text = '=HYPERLINK("http://x","y"), siger han'
    a = Attribution("=a", (Span(34, 37),), (Span(28, 33),), (Span(0, 26),), canonical_source="@x")
    report = Report(Article("=id", text, title="-2+3"), Language("da", 1.0), (a,))
    row = rows(report)[0]
    for column in ("article", "title", "attribution", "source", "content"):
        assert row[column].startswith("'")
