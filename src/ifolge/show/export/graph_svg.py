"""Who had it from whom as a picture (SVG): origins at the left, each arrow on to the right.

Nodes stand in columns: one behind the farthest of those they have it from. Within a column they
stand near those, so that few arrows cross. Arrows of a ring run back and are red.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from ifolge.show.export.svg import (
    DANGER,
    GOOD,
    INK,
    LINE,
    PAPER,
    SOFT,
    WARN,
    add,
    as_text,
    picture,
    wrapped,
    write,
)
from ifolge.show.safe_text import visible

WIDE, HIGH, BESIDE, BELOW, EDGE = 190.0, 44.0, 80.0, 18.0, 24.0
_SWEEPS = 4
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "origin": {"rx": HIGH / 2, "fill": "#e8f1e6", "stroke": GOOD},
    "anonymous": {"rx": HIGH / 2, "fill": PAPER, "stroke": WARN, "stroke_dasharray": "5 4"},
    "article": {"rx": 5, "fill": PAPER, "stroke": INK},
    "copy": {"rx": 5, "fill": LINE, "stroke": SOFT},
}
_ARROWS: Mapping[str, Mapping[str, object]] = {
    "says": {"stroke": SOFT, "marker_end": "url(#arrow)"},
    "copied": {"stroke": SOFT, "stroke_dasharray": "2 4", "marker_end": "url(#arrow)"},
    "circle": {"stroke": DANGER, "stroke_width": 2.4, "marker_end": "url(#ring)"},
}

Node = Mapping[str, Any]
Places = Mapping[str, tuple[float, float]]


def graph_to_svg(graph: Mapping[str, Sequence[Node]], title: str, said: str) -> str:
    """The picture of a graph as its page draws it: `nodes` with kind and label, and `edges`."""
    nodes, edges = graph["nodes"], graph["edges"]
    columns = _columns([node["id"] for node in nodes], edges)
    tallest = max(map(len, columns), default=1)
    size = (
        2 * EDGE + max(1, len(columns)) * (WIDE + BESIDE) - BESIDE,
        2 * EDGE + tallest * (HIGH + BELOW) - BELOW,
    )
    root = picture(size, title, said)
    for name, colour in (("arrow", SOFT), ("ring", DANGER)):
        marker = add(
            root, "marker", id=name, viewBox="0 0 8 8", refX=7, refY=4, markerWidth=8,
            markerHeight=8, orient="auto", markerUnits="userSpaceOnUse",
        )  # fmt: skip
        add(marker, "path", d="M0 0 8 4 0 8z", fill=colour)
    places = dict(_places(columns, size[1]))
    for edge in edges:
        _arrow(root, edge, places)
    for node in nodes:
        _box(root, node, places[node["id"]])
    return as_text(root)


def _columns(names: Sequence[str], edges: Sequence[Node]) -> list[list[str]]:
    """The nodes column by column, in the order they stand in each."""
    givers: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge["relation"] != "circle":
            givers[edge["target"]].append(edge["source"])
    depth: dict[str, int] = {}
    for name in names:
        _deepen(name, givers, depth)
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for name in names:
        columns[depth[name]].append(name)
    for _ in range(_SWEEPS):
        _sort(columns, givers)
    return columns


def _deepen(name: str, givers: Mapping[str, list[str]], depth: dict[str, int]) -> None:
    """How many steps a node is from an origin at the most; one that waits on itself counts 0."""
    depth[name] = 0
    for giver in givers.get(name, ()):
        if giver not in depth:
            _deepen(giver, givers, depth)
        depth[name] = max(depth[name], depth[giver] + 1)


def _sort(columns: list[list[str]], givers: Mapping[str, list[str]]) -> None:
    """Put each node near the middle of those it has ties with."""
    ties: dict[str, list[str]] = defaultdict(list)
    for taker, behind in givers.items():
        for giver in behind:
            ties[taker].append(giver)
            ties[giver].append(taker)
    for column in columns:
        at = {name: number / len(one) for one in columns for number, name in enumerate(one) if one}
        mean = {n: sum(at[o] for o in ties[n]) / len(ties[n]) if ties[n] else at[n] for n in column}
        column.sort(key=lambda name: (mean[name], name))


def _places(
    columns: Sequence[Sequence[str]], height: float
) -> list[tuple[str, tuple[float, float]]]:
    found = []
    for across, column in enumerate(columns):
        top = (height - len(column) * (HIGH + BELOW) + BELOW) / 2
        for down, name in enumerate(column):
            found.append((name, (EDGE + across * (WIDE + BESIDE), top + down * (HIGH + BELOW))))
    return found


def _arrow(root: ElementTree.Element, edge: Node, places: Places) -> None:
    (x, y), (to_x, to_y) = places[edge["source"]], places[edge["target"]]
    if to_x > x:
        start, end, pull = (x + WIDE, y + HIGH / 2), (to_x, to_y + HIGH / 2), BESIDE / 2
        bend = f"{start[0] + pull:g} {start[1]:g} {end[0] - pull:g} {end[1]:g}"
    else:  # back, or within a column: round by the right side
        start, end = (x + WIDE, y + HIGH / 2), (to_x + WIDE, to_y + HIGH / 2)
        out = max(start[0], end[0]) + BESIDE / 2
        bend = f"{out:g} {start[1]:g} {out:g} {end[1]:g}"
    path = f"M{start[0]:g} {start[1]:g}C{bend} {end[0]:g} {end[1]:g}"
    drawn = add(root, "path", d=path, fill="none", **_ARROWS[edge["relation"]])
    add(drawn, "title").text = edge["label"]


def _box(root: ElementTree.Element, node: Node, place: tuple[float, float]) -> None:
    x, y = place
    group = add(root, "g")
    add(group, "title").text = visible(node["title"])
    add(group, "rect", x=x, y=y, width=WIDE, height=HIGH, stroke_width=1.5, **_LOOKS[node["kind"]])
    lines = wrapped(node["label"], 26, 2)
    foot = y + HIGH / 2 + 4 - 7.5 * (len(lines) - 1)
    write(group, lines, (x + WIDE / 2, foot), text_anchor="middle")
