"""A dossier as a graph for Gephi, yEd or Cytoscape: articles, claims, origins, and what ties them.

An article mentions or denies a claim, an origin stands behind a claim, an article copies another or
is in a ring with it.
"""

from collections.abc import Iterable, Iterator, Mapping

from ifolge.model.article import Article
from ifolge.model.claim import Claim, Dossier
from ifolge.show.export.graph_xml import Edge, Fields, Node, graph_document

NODE_FIELDS = ("kind", "label", "status", "outlet", "published", "lang", "least", "most")
EDGE_FIELDS = ("relation", "status", "degree", "share")
_NUMBERS = ("least", "most", "share")


def dossier_to_graphml(dossier: Dossier, articles: Mapping[str, Article]) -> str:
    """The dossier as a GraphML document."""
    keys = [
        {name: "double" if name in _NUMBERS else "string" for name in names}
        for names in (NODE_FIELDS, EDGE_FIELDS)
    ]
    return graph_document("dossier", _nodes(dossier, articles), _edges(dossier), keys[0], keys[1])


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
