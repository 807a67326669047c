"""robots.txt (RFC 9309): may this page be read by us?"""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_RULES, MAX_LENGTH = 5000, 2000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site that hold for us: (allowed, path pattern) in the order they stand."""

    rules: tuple[tuple[bool, str], ...] = ()

    def allows(self, path: str) -> bool:
        """Whether the longest rule that fits the path (with its query) allows it."""
        best_length, best = -1, True
        for allowed, pattern in self.rules:
            if len(pattern) >= best_length and _fits(pattern, path):
                if len(pattern) > best_length or allowed:
                    best = allowed
                best_length = len(pattern)
        return best


EVERYTHING = Robots()
NOTHING = Robots(((False, "/"),))


def read_robots(text: str, agent: str) -> Robots:
    """The rules for `agent`: those of its own group, else those of "*"."""
    own: list[tuple[bool, str]] = []
    common: list[tuple[bool, str]] = []
    has_own = False
    for agents, rules in _groups(text):
        if any(name and name in agent.lower() for name in agents if name != "*"):
            own += rules
            has_own = True
        elif "*" in agents:
            common += rules
    return Robots(tuple((own if has_own else common)[:MAX_RULES]))


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[bool, str]]]]:
    agents: list[str] = []
    rules: list[tuple[bool, str]] = []
    for line in text.lstrip("\ufeff").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()[:MAX_LENGTH]
        if key == "user-agent":
            if rules:
                yield agents, rules
                agents, rules = [], []
            agents.append(value.lower())
        elif key in ("allow", "disallow") and agents:
            rules.append((key == "allow" or not value, value))
    yield agents, rules


def _fits(pattern: str, path: str) -> bool:
    """Whether the path begins as the pattern says ("*" any signs, "$" the end), without regex."""
    anchored = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    position = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, position)
        if found == -1:
            return False
        position = found + len(piece)
    return not anchored or position == len(path) or (len(pieces) > 1 and path.endswith(pieces[-1]))
