"""The words of the desk: those of the reports, and its own from `languages/CODE/surface.toml`."""

import functools
import tomllib
from dataclasses import replace
from importlib.resources import files

from ifolge.show.messages import LANGUAGES, Messages, load_messages

_ROOT = files("ifolge.languages")


@functools.cache
def surface(code: str) -> Messages:
    """All words of the desk in one language, "da" or "en"."""
    messages = load_messages(code)
    own = tomllib.loads(_ROOT.joinpath(code, "surface.toml").read_text(encoding="utf-8"))
    return replace(messages, labels={**messages.labels, **own["labels"]})


def preferred(accept: str, fallback: str = "en") -> str:
    """The language a browser asks for, if we speak it ("da-DK,da;q=0.9,en;q=0.8" → "da")."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept[:400].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        wanted.append((-quality, place, tag[:2].casefold()))
    return next((code for _, _, code in sorted(wanted) if code in LANGUAGES), fallback)
