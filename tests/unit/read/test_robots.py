"""robots.txt."""

import time

import pytest

from ifolge.read.robots import NOTHING, read_robots

ROBOTS = """
# our rules
User-agent: *
Disallow: /
Allow: /nyt/

User-agent: Other
User-agent: ifolge
Disallow: /betal/
Allow: /betal/gratis
Disallow: /*.pdf$
Disallow: /s*g?q=
Disallow:
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("ifolge", "/nyt/bro", True),
        ("ifolge", "/betal/bro", False),
        ("ifolge", "/betal/gratis/bro", True),
        ("ifolge", "/a/b.pdf", False),
        ("ifolge", "/a/b.pdf?x", True),
        ("ifolge", "/soeg?q=bro", False),
        ("Somebody", "/andet", False),
        ("Somebody", "/nyt/bro", True),
    ],
)
def test_the_longest_rule_of_our_group_decides(agent, path, allowed):
    assert read_robots(ROBOTS, agent).allows(path) is allowed


def test_nothing_and_everything():
    assert read_robots("", "ifolge").allows("/a")
    assert read_robots("<html>not found</html>", "ifolge").allows("/a")
    assert not NOTHING.allows("/a")


def test_hostile_patterns_take_no_time():
    robots = read_robots("User-agent: *\nDisallow: /" + "*a" * 1000 + "$\n" * 100, "ifolge")
    start = time.process_time()
    assert robots.allows("/" + "a" * 900)
    assert time.process_time() - start < 3
