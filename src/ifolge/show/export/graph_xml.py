"""GraphML as such: a document of nodes and edges with fields, for Gephi, yEd or networkx."""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

_SPACE = "http://graphml.graphdrawing.org/xmlns"
# What XML 1.0 cannot say at all.
_UNSAYABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Fields = dict[str, object]
Node = tuple[str, Fields]
Edge = tuple[str, str, Fields]
Keys = Mapping[str, str]  # the fields there are, and what they hold: "string", "double"


def graph_document(
    name: str, nodes: Iterable[Node], edges: Iterable[Edge], node_keys: Keys, edge_keys: Keys
) -> str:
    """The graph as text, its last line ended."""
    root = ElementTree.Element("graphml", {"xmlns": _SPACE})
    for part, keys in (("node", node_keys), ("edge", edge_keys)):
        for key, holds in keys.items():
            about = {"id": f"{part}_{key}", "for": part, "attr.name": key, "attr.type": holds}
            ElementTree.SubElement(root, "key", about)
    graph = ElementTree.SubElement(root, "graph", {"id": name, "edgedefault": "directed"})
    for node, fields in nodes:
        element = ElementTree.SubElement(graph, "node", {"id": _sayable(node)})
        _add_fields(element, "node", fields)
    for start, end, fields in edges:
        ends = {"source": _sayable(start), "target": _sayable(end)}
        _add_fields(ElementTree.SubElement(graph, "edge", ends), "edge", fields)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _add_fields(element: ElementTree.Element, part: str, fields: Fields) -> None:
    for name, value in fields.items():
        if value is not None:
            data = ElementTree.SubElement(element, "data", {"key": f"{part}_{name}"})
            data.text = _sayable(str(value))


def _sayable(text: str) -> str:
    return _UNSAYABLE.sub("\ufffd", text)
