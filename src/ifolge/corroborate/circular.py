"""Which articles cite each other for the same claim, in a ring.

A ring that feeds on itself alone proves nothing; one with a way out (one of its articles also has a
source of its own) does.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ifolge.corroborate.passages import Passage
from ifolge.corroborate.rings import strong_components
from ifolge.model.claim import Circle, Origin
from ifolge.model.reason import Reason


def find_circles(
    claim: str,
    group: Sequence[Passage],
    cites: Mapping[str, frozenset[str]],
    origins: Sequence[Origin],
) -> tuple[Circle, ...]:
    """The rings among the articles that assert one claim; `cites` maps passages to articles."""
    asserting = [p for p in group if not p.mention.denies]
    stating = {p.article for p in asserting}
    outlets = {p.article: p.outlet for p in asserting}
    edges: dict[str, set[str]] = defaultdict(set)
    for passage in asserting:
        edges[passage.article] |= {
            article
            for article in cites.get(passage.key, frozenset()) & stating
            if outlets[article] != passage.outlet
        }
    found = strong_components(sorted(stating), {a: sorted(ahead) for a, ahead in edges.items()})
    rings = sorted(ring for ring in found if len(ring) > 1)
    return tuple(_circle(claim, ring, origins, outlets) for ring in rings)


def _circle(
    claim: str,
    ring: tuple[str, ...],
    origins: Sequence[Origin],
    outlets: Mapping[str, str | None],
) -> Circle:
    way_out = next(
        (
            origin.name
            for origin in origins
            if origin.known and any(key.rpartition(":")[0] in ring for key in origin.mentions)
        ),
        None,
    )
    rule = "circular.with_way_out" if way_out else "circular.without_way_out"
    values = {"outlets": ", ".join(outlets[a] or a for a in ring), "way_out": way_out or ""}
    return Circle(ring, claim, way_out, (Reason("circular", rule, values=values),))
