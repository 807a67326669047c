from tests.unit.corroborate.stories import one

from ifolge.corroborate.claims import group_into_claims
from ifolge.corroborate.passages import find_passages
from ifolge.model.claim import Decision, Likeness, Verdict


def passages(number):
    rows = "".join(
        f"{n} via=- kind=indirect type=person anon=no status=asserted canon=Kaj\n"
        for n in range(1, number + 1)
    )
    body = "\n\n".join(
        f'<s a="{n}">Kaj</s> <c a="{n}">siger</c> <t a="{n}">ting nummer {n} på listen</t>.'
        for n in range(1, number + 1)
    )
    return find_passages([one("Avis", "2026-01-01T08:00:00+01:00", body, rows)])


def grouped(number, scores, decisions=()):
    likes = [Likeness(f"x:a{a}", f"x:a{b}", score) for (a, b), score in scores.items()]
    groups = group_into_claims(passages(number), likes, decisions)
    return sorted(sorted(p.key.removeprefix("x:a") for p in group) for group in groups)


def decision(verdict, a, b, at="2026-01-01"):
    return Decision(verdict, f"x:a{a}", f"x:a{b}", "Asta", at)


def test_alike_passages_are_one_claim():
    assert grouped(3, {(1, 2): 3.0, (1, 3): -3.0, (2, 3): -3.0}) == [["1", "2"], ["3"]]


def test_groups_do_not_chain():
    assert grouped(3, {(1, 2): 4.0, (2, 3): 2.0, (1, 3): -5.0}) == [["1", "2"], ["3"]]


def test_a_decision_joins_and_parts():
    joined = grouped(2, {(1, 2): -6.0}, [decision(Verdict.SAME_CLAIM, 1, 2)])
    assert joined == [["1", "2"]]
    parted = grouped(2, {(1, 2): 6.0}, [decision(Verdict.OTHER_CLAIM, 1, 2)])
    assert parted == [["1"], ["2"]]


def test_what_is_decided_to_be_apart_meets_through_nobody():
    scores = {(1, 2): 5.0, (2, 3): 5.0, (1, 3): 5.0}
    found = grouped(3, scores, [decision(Verdict.OTHER_CLAIM, 1, 3)])
    assert all(not {"1", "3"} <= set(group) for group in found)
    assert any(len(group) == 2 for group in found)


def test_a_decision_about_what_is_not_there_is_no_fault():
    assert grouped(1, {}, [decision(Verdict.SAME_CLAIM, 1, 9)]) == [["1"]]
