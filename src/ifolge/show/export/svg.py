"""Pictures as SVG: the elements both have in common, and text that fits its box."""

import textwrap
from collections.abc import Iterable
from xml.etree import ElementTree

from ifolge.show.safe_text import visible

SVG = "http://www.w3.org/2000/svg"
INK, SOFT, PAPER, LINE = "#1d1c1a", "#6b6862", "#ffffff", "#dedad2"
GOOD, DANGER, WARN = "#1f6b3a", "#a8201a", "#8a5a00"
FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"


def picture(size: tuple[float, float], title: str, said: str) -> ElementTree.Element:
    """An empty picture of this size, with its title and what it says for those who see none."""
    ElementTree.register_namespace("", SVG)
    width, height = (f"{side:g}" for side in size)
    root = ElementTree.Element(f"{{{SVG}}}svg", width=width, height=height, role="img")
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("font-family", FONT)
    root.set("font-size", "12")
    add(root, "title").text = visible(title)
    add(root, "desc").text = visible(said)
    add(root, "rect", width="100%", height="100%", fill=PAPER)
    return root


def add(parent: ElementTree.Element, name: str, **attributes: object) -> ElementTree.Element:
    """An element; `stroke_width=2` becomes stroke-width="2"."""
    given = {key.replace("_", "-"): _told(value) for key, value in attributes.items()}
    return ElementTree.SubElement(parent, f"{{{SVG}}}{name}", given)


def _told(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def write(
    parent: ElementTree.Element, lines: Iterable[str], place: tuple[float, float], **how: object
) -> None:
    """Lines of text below each other, the first one's foot at `place`."""
    x, y = place
    for number, line in enumerate(lines):
        add(parent, "text", x=x, y=y + 15.0 * number, **{"fill": INK, **how}).text = visible(line)


def wrapped(words: str, width: int, lines: int) -> list[str]:
    """The words in at most so many lines of so many letters."""
    return textwrap.wrap(words, width, max_lines=lines, placeholder=" …") or [""]


def as_text(root: ElementTree.Element) -> str:
    """The picture as a file."""
    return ElementTree.tostring(root, "unicode", xml_declaration=False) + "\n"
