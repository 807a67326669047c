import numpy as np
from tests.unit.corroborate.stories import one

from ifolge.corroborate.candidates import FEW, NEAREST, find_candidates
from ifolge.corroborate.passages import find_passages


def many(number, month=1):
    reports = []
    for n in range(number):
        body = f'<s a="1">Kaj</s> <c a="1">siger</c>, at <t a="1">sag {n} er slut</t>.'
        row = "1 via=- kind=indirect type=person anon=no status=asserted canon=Kaj"
        report = one(
            "Avis", f"2026-{month:02d}-01T08:00:00+01:00", body, row, name=f"m{month}x{n:04d}"
        )
        vector = np.random.default_rng(n).normal(size=384).astype(np.float32)
        report.vectors["a1"] = vector / np.linalg.norm(vector)
        reports.append(report)
    return reports


def test_of_a_few_passages_all_pairs_are_compared():
    passages = find_passages(many(5))
    assert len(find_candidates(passages)) == 10


def test_of_many_passages_only_the_near_ones_are():
    passages = find_passages(many(FEW * 3))
    found = find_candidates(passages)
    assert len(found) <= len(passages) * (NEAREST + 20)
    assert all(a < b for a, b in found)


def test_the_nearest_in_meaning_are_among_them():
    reports = many(FEW * 2)
    reports[0].vectors["a1"] = reports[-1].vectors["a1"]
    passages = find_passages(reports)
    assert (0, len(passages) - 1) in find_candidates(passages)


def test_months_apart_are_not_compared_when_there_are_many():
    passages = find_passages(many(FEW) + many(FEW, month=9))
    early = {n for n, p in enumerate(passages) if p.article.startswith("m1")}
    assert not any((a in early) != (b in early) for a, b in find_candidates(passages))
