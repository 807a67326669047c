from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ifolge.pairing import best_pairs, likeness, mark, pair

TEXT = "Kreml bekræfter mødet, siger Ria, og Tass melder det samme."


def total(weights, pairs):
    return sum(weights[pair] for pair in pairs.items())


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 9).map(float), max_size=12
    )
)
def test_no_other_pairing_is_better(weights):
    best = max(
        sum(weights.get((left, right), 0.0) for left, right in enumerate(order))
        for order in permutations(range(4))
    )
    pairs = best_pairs(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert total(weights, pairs) == best


def test_the_second_best_is_taken_where_the_sum_gains():
    weights = {(0, 0): 2.0, (0, 1): 1.5, (1, 0): 1.9}
    assert best_pairs(weights) == {0: 1, 1: 0}


def test_blanks_and_pieces_do_not_matter():
    whole = mark({"content": [[0, 21]]}, TEXT)
    pieces = mark({"content": [[0, 5], [6, 15], [16, 21]]}, TEXT)
    assert whole.characters["content"] == pieces.characters["content"]


def test_two_empty_spans_are_alike():
    assert likeness(frozenset(), frozenset()) == 1.0
    assert likeness(frozenset({1}), frozenset()) == 0.0


def test_a_shared_source_alone_makes_no_pair():
    gold = [mark({"source": [[29, 32]], "content": [[0, 21]]}, TEXT)]
    found = [mark({"source": [[29, 32]], "content": [[37, 58]]}, TEXT)]
    assert pair(gold, found) == []
