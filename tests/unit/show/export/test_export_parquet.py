from reading_back import KAJEN, QUIET, tool

from ifolge.show.export.parquet import save_parquet
from ifolge.show.view import View
from ifolge.table import COLUMNS


@QUIET
def test_pyarrow_reads_it_back(tmp_path):
    parquet = tool("pyarrow.parquet", "pyarrow")
    save_parquet([KAJEN, KAJEN], View(), tmp_path / "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.column_names == list(COLUMNS)
    rows = table.to_pylist()
    assert len(rows) == 2 * len(KAJEN.attributions)
    first = rows[0]
    assert (first["via"], first["through"], first["anonymous"]) == ("a2", "Sundposten", True)
    (cue,) = first["cue_spans"]
    assert KAJEN.article.text[cue["start"] : cue["end"]] == first["cue"] == "med henvisning til"


@QUIET
def test_no_articles_are_an_empty_table(tmp_path):
    parquet = tool("pyarrow.parquet", "pyarrow")
    save_parquet([], View(), tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 0
