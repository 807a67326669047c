"""Something to try the desk on: an example text in each surface language, and an example story."""

from importlib.resources import files

_FOLDER = files("ifolge.show.web") / "examples"
EXAMPLE_TEXTS = ("da", "en")


def example_of(code: str) -> str:
    """The example text in a language."""
    return (_FOLDER / f"{code}.txt").read_text(encoding="utf-8").strip()
