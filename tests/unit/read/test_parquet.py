"""Parquet tables of articles, where pyarrow is installed."""

import io
import sys

import pytest

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.parquet import read_parquet


def test_without_pyarrow_the_way_out_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError, match=r"needs pyarrow – pip install 'ifolge\[batch\]'"):
        list(read_parquet(io.BytesIO(), "a.parquet", "a"))


def table(**columns):
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra batch)")
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def test_rows_are_articles():
    data = table(id=["a", None, "c"], text=["Broen er lukket.", "Kajen.", " "], rank=[1, None, 2])
    one, two, three = read_parquet(io.BytesIO(data), "a.parquet", "a")
    assert one == Article("a", "Broen er lukket.", extra={"rank": 1})
    assert two == Article("a-2", "Kajen.")
    assert str(three).startswith('a.parquet, row 3: "text" holds no words')


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"Bro", "is damaged Parquet"), (None, 'has no column "text"')],
)
def test_what_cannot_be_read_is_told(data, problem):
    data = table(words=["Bro"]) if data is None else data
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra batch)")
    with pytest.raises(ReadError, match=problem):
        list(read_parquet(io.BytesIO(data), "a.parquet", "a"))
