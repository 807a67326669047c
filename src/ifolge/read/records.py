"""One JSON object with `text` to an article: our own format or anybody's."""

import dataclasses
import json
import re
from collections.abc import Mapping
from typing import Any

from ifolge.errors import ReadError
from ifolge.model.article import Article
from ifolge.read.plain import BLANK_REMEDY

KNOWN = tuple(
    field.name for field in dataclasses.fields(Article) if field.name not in ("id", "text", "extra")
)
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
TEXT_REMEDY = 'every article needs its words in "text"'


def article_of_record(record: Any, source: str, default_id: str) -> Article:
    """The article a JSON object describes; its `text` unchanged, unknown fields in `extra`.

    A gold file's `attributions` stay in `extra`. Raises ReadError without usable `text`.
    """
    if not isinstance(record, dict):
        raise ReadError(source, "is no JSON object", TEXT_REMEDY)
    if "text" not in record:
        raise ReadError(source, 'has no "text"', TEXT_REMEDY)
    text = record["text"]
    if not isinstance(text, str):
        raise ReadError(source, '"text" is no string', TEXT_REMEDY)
    if not text.strip():
        raise ReadError(source, '"text" holds no words', BLANK_REMEDY)
    fields = {name: record[name] for name in KNOWN if isinstance(record.get(name), str)}
    extra = {
        name: value
        for name, value in record.items()
        if name not in ("id", "text") and name not in fields and value is not None
    }
    return Article(id=record_id(record) or default_id, text=text, extra=extra, **fields)


def record_id(record: Mapping[str, Any]) -> str | None:
    """The id a record comes with, numbers included; None when it has none."""
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def parse_json(text: str, source: str, remedy: str) -> Any:
    """JSON as Python values, no string of them broken. Raises ReadError, never anything else."""
    try:
        value = json.loads(text)
        if SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise ReadError(source, f"is no JSON ({error.msg}, column {error.colno})", remedy) from None
    except UnicodeEncodeError:
        problem = "holds half a character (a lone surrogate)"
        raise ReadError(source, problem, "write the file again as UTF-8") from None
    except (ValueError, RecursionError):
        raise ReadError(source, "is JSON nested too deep or with endless numbers", remedy) from None
    return value
