"""A dossier as a graph for Gephi, yEd or Cytoscape: articles, claims, origins, and what ties them.

An article mentions or denies a claim, an origin stands behind a claim, an article copies another or
is in a ring with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from ifolge.model.article import Article
from ifolge.model.claim import Claim, Dossier

NODE_FIELDS = ("kind", "label", "status", "outlet", "published", "lang", "least", "most")
EDGE_FIELDS = ("relation", "status", "degree", "share")
_SPACE = "http://graphml.graphdrawing.org/xmlns"
# What XML 1.0 cannot say at all.
_UNSAYABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Fields = dict[str, object]
Node = tuple[str, Fields]
Edge = tuple[str, str, Fields]


def dossier_to_graphml(dossier: Dossier, articles: Mapping[str, Article]) -> str:
    """The dossier as a GraphML document."""
    root = ElementTree.Element("graphml", {"xmlns": _SPACE})
    for part, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name in names:
            numeric = name in ("least", "most", "share")
            key = {"id": f"{part}_{name}", "for": part, "attr.name": name}
            ElementTree.SubElement(
                root, "key", {**key, "attr.type": "double" if numeric else "string"}
            )
    graph = ElementTree.SubElement(root, "graph", {"id": "dossier", "edgedefault": "directed"})
    for name, fields in _nodes(dossier, articles):
        element = ElementTree.SubElement(graph, "node", {"id": _sayable(name)})
        _add_fields(element, "node", fields)
    for start, end, fields in _edges(dossier):
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


def _nodes(dossier: Dossier, articles: Mapping[str, Article]) -> Iterator[Node]:
    for name in sorted(_articles_of(dossier) | articles.keys()):
        article = articles.get(name)
        fields: Fields = {"kind": "article", "label": name}
        if article:
            fields |= {
                "label": article.title or name,
                "outlet": article.outlet,
                "published": article.published,
                "lang": article.lang,
            }
        yield f"article:{name}", fields
    for claim in dossier.claims:
        ends = {"least": claim.independent.least, "most": claim.independent.most}
        yield (
            f"claim:{claim.id}",
            {"kind": "claim", "label": claim.gist, "status": claim.status, **ends},
        )
    for name, label in sorted(_origins(dossier.claims).items()):
        yield name, {"kind": "origin", "label": label}


def _articles_of(dossier: Dossier) -> set[str]:
    found = {mention.article for claim in dossier.claims for mention in claim.mentions}
    found |= {name for copy in dossier.copies for name in (copy.article, copy.of)}
    return found | {name for circle in dossier.circles for name in circle.articles}


def _origins(claims: Iterable[Claim]) -> dict[str, str]:
    return {_origin(o.actor, o.name): o.name for claim in claims for o in claim.origins}


def _origin(actor: str | None, name: str) -> str:
    return f"origin:{actor or name}"


def _edges(dossier: Dossier) -> Iterator[Edge]:
    for claim in dossier.claims:
        for mention in claim.mentions:
            relation = "denies" if mention.denies else "mentions"
            fields: Fields = {"relation": relation, "status": mention.status}
            yield f"article:{mention.article}", f"claim:{claim.id}", fields
        for origin in claim.origins:
            yield _origin(origin.actor, origin.name), f"claim:{claim.id}", {"relation": "origin"}
    for copy in dossier.copies:
        fields = {"relation": "copies", "degree": copy.degree, "share": round(copy.share, 3)}
        yield f"article:{copy.article}", f"article:{copy.of}", fields
    for circle in dossier.circles:
        ring = circle.articles
        for one, two in zip(ring, (*ring[1:], ring[0]), strict=True):
            yield f"article:{one}", f"article:{two}", {"relation": "circle"}
