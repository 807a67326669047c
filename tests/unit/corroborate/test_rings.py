from hypothesis import given
from hypothesis import strategies as st

from ifolge.corroborate.rings import strong_components


def test_a_ring_and_who_hangs_on_it():
    edges = {"a": ["b"], "b": ["a"], "c": ["a"]}
    assert strong_components(["a", "b", "c"], edges) == [("a", "b"), ("c",)]


def test_a_long_chain_is_no_harm():
    nodes = [str(n) for n in range(5000)]
    found = strong_components(nodes, {n: [str(int(n) + 1)] for n in nodes[:-1]})
    assert len(found) == 5000
    assert found[0] == ("4999",)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_each_node_is_in_one_component_and_targets_come_first(edges):
    found = strong_components(list("abcdef"), edges)
    place = {node: n for n, ring in enumerate(found) for node in ring}
    assert sorted(node for ring in found for node in ring) == list("abcdef")
    assert all(place[b] <= place[a] for a, ahead in edges.items() for b in ahead)
