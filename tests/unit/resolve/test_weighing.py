"""A rule and the learned head are weighed against each other."""

import pytest

from ifolge.model.attribution import Status
from ifolge.resolve.weighing import reliabilities, usual, weigh

LEARNED = {"asserted": 0.2, "demanded": 0.7, "denied": 0.1}


def test_without_the_encoder_the_rule_stands():
    assert weigh("asserted", 0.7, {}) == ("asserted", 0.7)


def test_a_reliable_rule_outweighs_a_guess():
    assert weigh("asserted", 0.9, LEARNED)[0] == "asserted"


def test_a_weak_rule_is_outvoted():
    value, chance = weigh("asserted", 0.5, LEARNED)
    assert value == "demanded"
    softened = {name: 0.9 * p + 0.1 / 3 for name, p in LEARNED.items()}
    total = 0.5 * softened["asserted"] + 0.25 * (softened["demanded"] + softened["denied"])
    assert chance == pytest.approx(0.25 * softened["demanded"] / total)


def test_what_the_encoder_never_heard_of_may_still_be():
    assert weigh("government", 0.98, {"document": 0.7, "person": 0.3})[0] == "government"


def test_agreement_makes_surer():
    assert weigh("demanded", 0.7, LEARNED)[1] > 0.7


def test_what_is_common_anyway_counts_once():
    """A rule that says what nearly everything is tells less than one that says something rare."""
    usual = {"asserted": 0.8, "demanded": 0.15, "denied": 0.05}
    learned = {"asserted": 0.3, "demanded": 0.65, "denied": 0.05}
    assert weigh("asserted", 0.75, learned)[0] == "asserted"
    assert weigh("asserted", 0.75, learned, usual)[0] == "demanded"
    assert weigh("denied", 0.75, learned, usual)[0] == "denied"


def test_the_shipped_shares_are_shares():
    assert set(usual("status")) == set(Status)
    assert sum(usual("status").values()) == pytest.approx(1, abs=0.02)
    for field in ("status", "source_type"):
        assert all(0 < share <= 1 for share in reliabilities(field).values())
        assert all(rule.startswith(f"{field}.") for rule in reliabilities(field))
    assert reliabilities("status")["status.cue"] > reliabilities("status")["status.unknown_cue"]
