"""Parquet tables of articles: one row an article, the columns named as the fields of JSON lines."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.records import article_of_record

INSTALL = "pip install 'ifolge[batch]'"
ROWS = 256


def read_parquet(stream: BinaryIO, source: str, stem: str) -> Iterator[Article | ReadError]:
    """The articles of a Parquet file, a few rows at a time; a bad row is noted with its number.

    Raises ReadError when pyarrow is not installed or the file is no Parquet.
    """
    try:
        import pyarrow
        import pyarrow.parquet as pq
    except ImportError:
        raise ReadError(source, "is Parquet, which needs pyarrow", INSTALL) from None
    try:
        file = pq.ParquetFile(stream)
        if "text" not in file.schema_arrow.names:
            raise ReadError(source, 'has no column "text"', "name the column of the words so")
        number = 0
        for batch in file.iter_batches(batch_size=ROWS):
            for row in batch.to_pylist():
                number += 1
                yield _article(row, f"{source}, row {number}", f"{stem}-{number}")
    except (pyarrow.ArrowException, OSError) as error:
        first = str(error).partition("\n")[0][:200]
        raise ReadError(source, f"is damaged Parquet ({first})", "get the file again") from None


def _article(row: dict[str, Any], place: str, default_id: str) -> Article | ReadError:
    plain = {name: _plain(value) for name, value in row.items() if value is not None}
    try:
        return article_of_record(plain, place, default_id)
    except ReadError as error:
        return error


def _plain(value: Any) -> Any:
    """A date as its ISO 8601 words; what JSON cannot hold as its words."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    known = isinstance(value, str | int | float | bool | list | dict)
    return value if known else str(value)
