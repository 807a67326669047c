"""The whole way from reports to a dossier, on the stories of tests/data/stories."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.corroborate.stories import STORIES, load, one

from ifolge.corroborate import investigate
from ifolge.model.claim import ClaimStatus, Decision, Verdict
from ifolge.show.export.dossier_json import dossier_to_dict


def shape(dossier):
    return json.dumps(dossier_to_dict(dossier), ensure_ascii=False)


@pytest.fixture(scope="module", params=STORIES)
def story(request):
    return load(request.param)


def test_claims_of_a_story_are_found(story):
    dossier = investigate(story.reports)
    home = {m.key: claim.id for claim in dossier.claims for m in claim.mentions}
    right = total = 0
    for claim in story.gold["claims"]:
        keys = [key for key, name in story.claim_of.items() if name == claim["id"]]
        found = [home[key] for key in keys if key in home]
        right += max(map(found.count, found), default=0)
        total += len(keys)
    assert right / total >= 0.9


def test_pairs_that_only_look_alike_stay_apart(story):
    home = {m.key: c.id for c in investigate(story.reports).claims for m in c.mentions}
    apart = [home.get(a) != home.get(b) for a, b in story.gold["not_same"]]
    assert sum(apart) >= len(apart) - 1


def test_copies_are_found_with_direction_and_degree(story):
    found = {(c.article, c.of, c.degree.value) for c in investigate(story.reports).copies}
    assert found == {(c["article"], c["of"], c["degree"]) for c in story.gold["copies"]}


def test_circles_are_found_and_no_others(story):
    found = {tuple(sorted(circle.articles)) for circle in investigate(story.reports).circles}
    assert found == {tuple(sorted(ring)) for ring in story.gold["circular"]}


def test_the_order_of_arrival_changes_nothing(story):
    expected = shape(investigate(story.reports))
    for seed in range(3):
        shuffled = random.Random(seed).sample(story.reports, len(story.reports))
        assert shape(investigate(shuffled)) == expected


def test_an_article_given_twice_counts_once(story):
    assert shape(investigate([*story.reports, *story.reports])) == shape(investigate(story.reports))


def test_no_reports_give_an_empty_dossier():
    assert investigate([]).claims == ()


def test_one_article_without_date_or_outlet_is_no_fault():
    report = one(
        "",
        "",
        'Færgen er forsinket, <c a="1">siger</c> <s a="1">Kaj</s>: <t a="1">den er forsinket</t>',
        "1 via=- kind=indirect type=person anon=no status=asserted canon=Kaj",
    )
    (claim,) = investigate([report]).claims
    assert claim.independent.most == 1
    assert claim.history[0].at is None
    assert claim.status is ClaimStatus.REPORTED


def test_many_equal_articles_are_one_origin():
    body = (
        'Broen er lukket\n\n<t a="1">Broen over sundet er lukket i nat efter et sammenstød med et '
        'tysk fragtskib i den sydlige sejlrende ud for havnen.</t> <n a="1">Det</n> <c a="1">'
        'oplyser</c> <s a="1">Sundets Politi</s>.'
    )
    row = "1 via=- kind=indirect type=government anon=no status=asserted canon=Sundets Politi"
    reports = [
        one(f"Avis {n}", f"2026-01-01T0{n % 10}:{n % 60:02d}:00+01:00", body, row, name=f"x{n:03d}")
        for n in range(80)
    ]
    dossier = investigate(reports)
    assert len(dossier.copies) == 79
    assert len({copy.of for copy in dossier.copies}) == 1
    told = max(dossier.claims, key=lambda claim: len(claim.mentions))
    assert told.independent.most == 1


def test_a_decision_outranks_the_score():
    story = load("bridge-cracks")
    one_key, two_key = "bridge-cracks-02:a2", "bridge-cracks-06:a6"
    same = Decision(Verdict.SAME_CLAIM, one_key, two_key, "Asta", "2026-03-01T10:00:00+01:00")
    home = {m.key: c.id for c in investigate(story.reports, [same]).claims for m in c.mentions}
    assert home[one_key] == home[two_key]
    first, copy = "bridge-cracks-02:a2", "bridge-cracks-03:a2"
    other = Decision(Verdict.OTHER_CLAIM, first, copy, "Asta", "2026-03-01T10:00:00+01:00")
    home = {m.key: c.id for c in investigate(story.reports, [other]).claims for m in c.mentions}
    assert home[first] != home[copy]


def test_the_later_decision_holds():
    story = load("bridge-cracks")
    first, copy = "bridge-cracks-02:a2", "bridge-cracks-03:a2"
    decisions = [
        Decision(Verdict.SAME_CLAIM, first, copy, "Kaj", "2026-03-02T10:00:00+01:00"),
        Decision(Verdict.OTHER_CLAIM, first, copy, "Asta", "2026-03-01T10:00:00+01:00"),
    ]
    home = {m.key: c.id for c in investigate(story.reports, decisions).claims for m in c.mentions}
    assert home[first] == home[copy]


def test_every_run_of_python_gives_the_same_to_the_last_digit():
    """Sums over sets must not depend on the order in which a run of Python keeps them."""
    code = (
        "from tests.unit.corroborate.stories import load\n"
        "from ifolge.corroborate import investigate\n"
        "print(repr(investigate(load('train-derailed').reports)))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in range(3)
    }
    assert len(told) == 1


def test_a_headline_has_it_from_the_outlet_that_it_repeats():
    """Two papers cite each other, the second one for its headline only by what stands below."""
    first = one(
        "Dagposten",
        "2026-04-14T11:00:00+02:00",
        'Uro om mødet\n\n<c a="1">Ifølge</c> <s a="1">Kystkuriren</s> <t a="1">holdes mødet på '
        "Strandvig Slot</t>.",
        "1 via=- kind=indirect type=news_outlet anon=no status=asserted canon=Kystkuriren",
        name="f1",
    )
    second = one(
        "Kystkuriren",
        "2026-04-14T12:00:00+02:00",
        'Mødet holdes på Strandvig Slot\n\n<t a="1">Mødet mellem de to præsidenter holdes på '
        'Strandvig Slot ved søen.</t> <n a="1">Det</n> <c a="1">oplyser</c> '
        '<s a="1">Dagposten</s>.',
        "1 via=- kind=indirect type=news_outlet anon=no status=asserted canon=Dagposten",
        name="f2",
    )
    at, who = "2026-04-15T10:00:00+02:00", "Asta"
    decisions = [
        Decision(Verdict.SAME_CLAIM, "f1:a1", "f2:0", who, at),
        Decision(Verdict.OTHER_CLAIM, "f2:a1", "f2:0", who, at),
        Decision(Verdict.OTHER_CLAIM, "f2:a1", "f1:a1", who, at),
    ]
    dossier = investigate([first, second], decisions)
    (circle,) = dossier.circles
    assert circle.articles == ("f1", "f2")
    assert circle.way_out is None
    claim = next(c for c in dossier.claims if c.id == circle.claim)
    assert (claim.independent.least, claim.independent.most) == (0, 1)


def test_an_article_in_an_unknown_language_is_one_more_of_the_story():
    body = (
        'Le pont est fermé\n\n<t a="1">Le pont de Norsund est fermé</t>, <c a="1">a déclaré</c> '
        '<s a="1">Vegetaten</s>.'
    )
    row = "1 via=- kind=indirect type=organization anon=no status=asserted canon=Vegetaten"
    foreign = one("Le Soir", "2026-03-01T10:00:00+01:00", body, row, lang="fr", name="fr")
    story = load("bridge-cracks")
    dossier = investigate([*story.reports, foreign])
    assert {m.article for c in dossier.claims for m in c.mentions} >= {"fr", "bridge-cracks-01"}
