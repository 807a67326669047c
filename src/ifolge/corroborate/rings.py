"""Which nodes of a graph reach each other: the rings in "who has it from whom"."""

from collections.abc import Iterator, Mapping, Sequence


def strong_components(
    nodes: Sequence[str], edges: Mapping[str, Sequence[str]]
) -> list[tuple[str, ...]]:
    """Sets of nodes that all reach each other, those that are reached before those that reach.

    A cites B, B cites A, C cites A → (A, B), then (C). Tarjan's method, without recursion, so that
    a chain of thousands of relays is no harm.
    """
    search = _Search(edges)
    for node in nodes:
        if node not in search.number:
            search.run(node)
    return search.found


class _Search:
    """The state of one depth-first search."""

    def __init__(self, edges: Mapping[str, Sequence[str]]) -> None:
        self.edges = edges
        self.number: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.open: list[str] = []
        self.is_open: set[str] = set()
        self.found: list[tuple[str, ...]] = []

    def run(self, start: str) -> None:
        """Search everything that can be reached from one node."""
        path: list[tuple[str, Iterator[str]]] = [self._enter(start)]
        while path:
            node, ahead = path[-1]
            following = next(ahead, None)
            if following is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[node])
                self._close(node)
            elif following not in self.number:
                path.append(self._enter(following))
            elif following in self.is_open:
                self.lowest[node] = min(self.lowest[node], self.number[following])

    def _enter(self, node: str) -> tuple[str, Iterator[str]]:
        self.number[node] = self.lowest[node] = len(self.number)
        self.open.append(node)
        self.is_open.add(node)
        return node, iter(self.edges.get(node, ()))

    def _close(self, node: str) -> None:
        if self.lowest[node] != self.number[node]:
            return
        members = []
        while True:
            member = self.open.pop()
            self.is_open.discard(member)
            members.append(member)
            if member == node:
                break
        self.found.append(tuple(sorted(members)))
