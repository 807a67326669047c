"""Who had it from whom, as a graph (GraphML): from each source over its relays to the article."""

from collections.abc import Iterable, Iterator

from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show import ledger
from ifolge.show.export.graph_xml import Edge, Node, graph_document
from ifolge.show.export.linked import article_name, source_name
from ifolge.show.view import View

NODE_KEYS = dict.fromkeys(
    ("kind", "label", "source_type", "anonymous", "outlet", "published"), "string"
)
EDGE_KEYS = dict.fromkeys(("article", "attribution", "status", "content", "said"), "string")
EDGE_KEYS["confidence"] = "double"


def write_relay_graph(reports: Iterable[Report], _: View) -> Iterator[str]:
    """One graph for all articles: a source that several articles name is one node."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for report in reports:
        nodes |= {node[0]: node for node in _nodes(report)}
        edges += _edges(report)
    yield graph_document("relays", nodes.values(), edges, NODE_KEYS, EDGE_KEYS)


def _nodes(report: Report) -> Iterator[Node]:
    article = report.article
    yield (
        _article(report),
        {
            "kind": "article",
            "label": article.title or article.id,
            "outlet": article.outlet,
            "published": article.published,
        },
    )
    for a in report.attributions:
        yield (
            source_name(report, a),
            {
                "kind": "source",
                "label": ledger.source_name(a, article.text),
                "source_type": a.source_type,
                "anonymous": None if a.anonymous is None else str(a.anonymous).lower(),
            },
        )


def _edges(report: Report) -> Iterator[Edge]:
    by_id = {a.id: a for a in report.attributions}
    for a in report.attributions:
        relay = by_id.get(a.via or "")
        to = source_name(report, relay) if relay else _article(report)
        yield source_name(report, a), to, _fields(a, report)


def _fields(a: Attribution, report: Report) -> dict[str, object]:
    text = report.article.text
    return {
        "article": report.article.id,
        "attribution": a.id,
        "status": a.status,
        "content": ledger.words_of(a.content, text),
        "said": ledger.time(a.said, text) if a.said else None,
        "confidence": round(a.confidence, 4),
    }


def _article(report: Report) -> str:
    return f"article/{article_name(report)}"
