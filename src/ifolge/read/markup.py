"""Hostile HTML made harmless before a parser sees it: no scripts, no deep nesting, no entities.

Everything here runs in linear time whatever the page holds.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

HIDDEN = re.compile(r"<(!--|script\b|style\b|svg\b|template\b|noscript\b)", re.IGNORECASE)
CLOSING = {
    name: re.compile(rf"</{name}[^<>]*>?", re.IGNORECASE)
    for name in ("script", "style", "svg", "template", "noscript")
}
JSON_LD = re.compile(r"ld\+json", re.IGNORECASE)
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
PROLOG = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*)?<!doctype\b", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\s*<\?xml[^<>]*\?>", re.IGNORECASE)
VOID_TAGS = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
ENDED_BY_THE_NEXT = ("p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "option")
CLOSED_BY_THEMSELVES = frozenset(VOID_TAGS + ENDED_BY_THE_NEXT)
MAX_DEPTH, MAX_JSON_LD = 100, 500_000
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div br li h1 h2 h3 h4 h5 h6 blockquote tr article section header footer figure "
        "figcaption ul ol table dd dt pre hr aside main",
    )
)
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page without what runs or hides, the JSON-LD blocks that stood in it, and its tags."""

    html: str
    json_ld: tuple[str, ...]
    tags: int


def clean(html: str) -> CleanPage:
    """Take scripts, styles, comments, DOCTYPE entities and tags nested too deep out of a page."""
    html = html.replace("\x00", "")
    kept, json_ld = _without_hidden(_without_doctype(html))
    flat, tags = _flattened(kept)
    return CleanPage(flat, tuple(json_ld), tags)


def _without_doctype(html: str) -> str:
    """The page without XML declaration and DOCTYPE, whose subset may define entity bombs."""
    start = PROLOG.match(html)
    if start is None:
        declaration = XML_DECLARATION.match(html)
        return html[declaration.end() :] if declaration else html
    end = html.find(">", start.end())
    subset = html.find("[", start.end())
    if subset != -1 and subset < end:
        end = html.find("]>", subset) + 1 or end
    return html[end + 1 :] if end != -1 else ""


def _without_hidden(html: str) -> tuple[str, list[str]]:
    parts: list[str] = []
    json_ld: list[str] = []
    position = 0
    unended: set[str] = set()  # kinds of which no more end: never looked for again
    while (found := HIDDEN.search(html, position)) is not None:
        parts.append(html[position : found.start()])
        name = found.group(1).lower()
        if name == "!--":
            end = -1 if name in unended else html.find("-->", found.end())
            if end == -1:
                unended.add(name)
            position = found.end() if end == -1 else end + 3
            continue
        closing = None if name in unended else CLOSING[name].search(html, found.end())
        if closing is None:
            unended.add(name)
            if name in ("script", "style"):  # as browsers do: the rest is script
                position = len(html)
                break
            position = found.end()
            continue
        opening_end = html.find(">", found.end(), closing.start())
        if name == "script" and JSON_LD.search(html, found.end(), max(opening_end, found.end())):
            json_ld.append(html[opening_end + 1 : closing.start()][:MAX_JSON_LD])
        position = closing.end()
    parts.append(html[position:])
    return "".join(parts), json_ld


def _flattened(html: str) -> tuple[str, int]:
    """The page without the tags that lie deeper than any article needs; how many there were."""
    depth = deepest = number = 0
    for tag in TAG.finditer(html):
        number += 1
        if tag.group(2).lower() not in CLOSED_BY_THEMSELVES:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            deepest = max(deepest, depth)
    if deepest <= MAX_DEPTH:
        return html, number
    parts: list[str] = []
    position = depth = 0
    for tag in TAG.finditer(html):
        if tag.group(2).lower() in CLOSED_BY_THEMSELVES:
            continue
        closes = bool(tag.group(1))
        level = depth if closes else depth + 1
        depth = max(0, depth - 1) if closes else depth + 1
        if level > MAX_DEPTH:
            parts += (html[position : tag.start()], " ")
            position = tag.end()
    parts.append(html[position:])
    return "".join(parts), number


class _Blocks(HTMLParser):
    """Collects the text of a fragment, one block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a new line."""
        if tag in BLOCKS:
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        """A block's end begins a new line."""
        if tag in BLOCKS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        """Words go to the line that is open."""
        self.lines[-1].append(data)


def text_of_fragment(html: str) -> str:
    """The text of an HTML fragment, its blocks as paragraphs with a blank line between them."""
    parser = _Blocks()
    parser.feed(clean(html).html)
    parser.close()
    lines = (SPACES.sub(" ", "".join(line)).strip() for line in parser.lines)
    return "\n\n".join(line for line in lines if line)
