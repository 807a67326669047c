"""The pictures of graph and timeline, read back as XML."""

import re
from xml.etree import ElementTree

import pytest

from ifolge.model.claim import ClaimStatus
from ifolge.show.export.graph_svg import HIGH, WIDE, graph_to_svg
from ifolge.show.export.timeline_svg import Step, timeline_to_svg

SVG = "{http://www.w3.org/2000/svg}"


def graph(ties, kinds=None):
    names = sorted({name for one, two, _ in ties for name in (one, two)})
    nodes = [
        {"id": n, "kind": (kinds or {}).get(n, "article"), "label": n, "title": f"Title {n}"}
        for n in names
    ]
    edges = [
        {"source": one, "target": two, "relation": relation, "label": relation}
        for one, two, relation in ties
    ]
    return {"nodes": nodes, "edges": edges}


def boxes(drawn):
    root = ElementTree.fromstring(drawn)
    found = {}
    for group in root.iter(f"{SVG}g"):
        box = group.find(f"{SVG}rect")
        name = group.find(f"{SVG}title").text.removeprefix("Title ")
        found[name] = (float(box.get("x")), float(box.get("y")), box)
    return root, found


def test_each_stands_right_of_those_it_has_it_from_and_none_on_another():
    ties = [("o", "a", "says"), ("o", "b", "says"), ("a", "c", "copied"), ("b", "d", "says")]
    ties += [("c", "d", "copied"), ("p", "b", "says")]
    root, found = boxes(graph_to_svg(graph(ties), "t", "s"))
    for one, two, _ in ties:
        assert found[one][0] + WIDE < found[two][0]
    places = [(x, y) for x, y, _ in found.values()]
    for number, (x, y) in enumerate(places):
        for x2, y2 in places[number + 1 :]:
            assert abs(x - x2) >= WIDE or abs(y - y2) >= HIGH
    width, height = float(root.get("width")), float(root.get("height"))
    assert all(0 < x < width - WIDE and 0 < y < height - HIGH for x, y in places)


def test_kinds_and_relations_look_different():
    kinds = {"o": "origin", "u": "anonymous", "c": "copy"}
    ties = [("o", "a", "says"), ("u", "a", "says"), ("a", "c", "copied"), ("a", "b", "circle")]
    ties.append(("b", "a", "circle"))
    root, found = boxes(graph_to_svg(graph(ties, kinds), "Broen", "6 pile"))
    assert found["u"][2].get("stroke-dasharray")
    assert not found["o"][2].get("stroke-dasharray")
    assert found["c"][2].get("fill") != found["a"][2].get("fill")
    paths = [p for p in root.iter(f"{SVG}path") if p.get("fill") == "none"]
    rings = [p for p in paths if p.find(f"{SVG}title").text == "circle"]
    assert len(paths) == 5
    assert {p.get("stroke") for p in rings}.isdisjoint(
        {p.get("stroke") for p in paths if p not in rings}
    )
    assert root.find(f"{SVG}title").text == "Broen"
    assert root.find(f"{SVG}desc").text == "6 pile"


@pytest.mark.parametrize(
    "ties", [[], [("a", "b", "says"), ("b", "a", "says")], [("a", "a", "says")]]
)
def test_nothing_and_what_waits_on_itself_are_drawn_too(ties):
    root, found = boxes(graph_to_svg(graph(ties), "t", "s"))
    assert len(found) == len({name for tie in ties for name in tie[:2]})
    assert float(root.get("height")) > 0


def test_hostile_words_are_words():
    one = graph([("<script>&", "b\u202e", "says")])
    drawn = graph_to_svg(one, "</title><script>", "x")
    assert "<script" not in drawn
    assert "\u202e" not in drawn


def test_the_timeline_says_everything_in_order():
    steps = [
        Step("2026-03-09 08:00", ClaimStatus.RUMOURED, "rygte", "Kajen er revnet " * 20, "Avisen"),
        Step("2026-03-10 09:30", ClaimStatus.CONFIRMED, "bekræftet", "Kajen er revnet", "havnen"),
    ]
    root = ElementTree.fromstring(timeline_to_svg(steps, "Kajen: Tidslinje"))
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert words.index("rygte") < words.index("bekræftet")
    assert {"2026-03-09 08:00", "Avisen", "havnen"} <= set(words)
    colours = [circle.get("fill") for circle in root.iter(f"{SVG}circle")]
    assert len(set(colours)) == 2
    lowest = max(float(text.get("y")) for text in root.iter(f"{SVG}text"))
    assert lowest < float(root.get("height"))
    assert re.search("bekræftet: Kajen er revnet", root.find(f"{SVG}desc").text)
