"""The running text of a page, one paragraph for each block, as trafilatura finds it."""

import functools
import logging
import re
from collections.abc import Iterator
from typing import Any

BLOCKS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "code", "div"))
BLANKS = re.compile(r"[^\S\n]+")
BREAKS = re.compile(r" ?\n ?")
PARTED = re.compile(r"\n{2,}")
BULLET = "• "  # never a hyphen, which would make an item look spoken


def running_text(html: str) -> tuple[Any, str]:
    """The page as a tree (None when it cannot be parsed) and its running text.

    Menus, comments, captions and related links are left out; items of lists begin with "•".
    """
    import lxml.etree
    import trafilatura

    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            return None, ""
        document = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=False, config=_settings()
        )
    except (ValueError, TypeError, RecursionError, lxml.etree.LxmlError):
        return None, ""
    body = getattr(document, "body", None)
    if body is None:
        return tree, ""
    return tree, "\n\n".join(_blocks(body))


@functools.cache
def _settings() -> Any:
    from trafilatura.settings import DEFAULT_CONFIG

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    config = type(DEFAULT_CONFIG)()
    config.read_dict(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    return config


def _blocks(element: Any) -> Iterator[str]:
    """The texts of the innermost blocks in order, and of what stands between blocks."""
    inline: list[str] = [element.text or ""]
    bullet = BULLET if element.tag == "item" else ""
    for child in element:
        if child.tag in BLOCKS:
            for text in (*_tidy(inline), *_blocks(child)):
                yield bullet + text
                bullet = ""
            inline = []
        elif child.tag == "lb":
            inline.append("\n")
        elif isinstance(child.tag, str):
            inline += _inline(child)
        inline.append(child.tail or "")
    for text in _tidy(inline):
        yield bullet + text
        bullet = ""


def _inline(element: Any) -> Iterator[str]:
    """The words of an inline element; a line break inside it is one."""
    yield element.text or ""
    for child in element.iterdescendants():
        yield "\n" if child.tag == "lb" else (child.text or "")
        yield child.tail or ""


def _tidy(parts: list[str]) -> list[str]:
    """Paragraphs of the joined parts: blanks made one, two line breaks part paragraphs."""
    text = "".join("\n" if part == "\n" else part.replace("\n", " ") for part in parts)
    text = BREAKS.sub("\n", BLANKS.sub(" ", text))
    return [piece for part in PARTED.split(text) if (piece := part.strip())]
