"""Something to try the desk on: an example text in each surface language, and an example story."""

import json
from collections.abc import Iterator
from importlib.resources import files

from ifolge.errors import ReadError
from ifolge.model import wire
from ifolge.model.article import Article

_FOLDER = files("ifolge.show.web") / "examples"
EXAMPLE_TEXTS = ("da", "en")


def example_of(code: str) -> str:
    """The example text in a language."""
    return (_FOLDER / f"{code}.txt").read_text(encoding="utf-8").strip()


def example_story() -> Iterator[Article | ReadError]:
    """The articles of the example story: a bridge that is late, invented from end to end."""
    for line in (_FOLDER / "story.jsonl").read_text(encoding="utf-8").splitlines():
        yield wire.to_article(json.loads(line))
