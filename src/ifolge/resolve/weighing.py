"""Two witnesses of one field, a rule of the packs and what the encoder learned, weighed openly.

Naive Bayes: a rule is right as often as it was on development articles (its reliability), any
other value is as likely as it is common; the learned probabilities are taken as they are. Both
witnesses know which values are common, so that counts but once: "says" → `asserted` is hardly
more than what anybody would guess, "denies" → `denied` is.
"""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TABLES = Path(__file__).with_name("reliabilities.toml")

DOUBT = 0.1  # the share of the learned probabilities that is spread evenly: no value is ruled out
ONCE = 0.7  # how much of what is common is taken back from the rule: the witnesses are no strangers


def reliabilities(field: str) -> Mapping[str, float]:
    """How often each rule of a field was right on annotated articles, without the encoder."""
    rules: Mapping[str, float] = _tables()[field]
    return rules


def usual(field: str) -> Mapping[str, float]:
    """How common each value of a field is in annotated articles."""
    shares: Mapping[str, float] = _tables()["usual"][field]
    return shares


@functools.cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLES.read_text("utf-8"))


def weigh(
    value: str,
    reliability: float,
    learned: Mapping[str, float],
    usual: Mapping[str, float] | None = None,
) -> tuple[str, float]:
    """The likeliest value and its probability.

    `value` is what the rule says, right with probability `reliability`; `learned` maps values to
    probabilities, empty when the encoder has not been asked; `usual` says how common each value
    is, all alike where it is left out. "says" without more is `asserted` with 0.7, but the
    encoder may be sure enough of `demanded` to overrule it.
    """
    if not learned:
        return value, reliability
    values = sorted({value, *learned})
    shares = {name: (usual or {}).get(name, 1 / len(values)) for name in values}
    others = sum(share for name, share in shares.items() if name != value) or 1.0
    joint = {}
    for name, share in shares.items():
        ruled = reliability if name == value else (1 - reliability) * share / others
        guessed = (1 - DOUBT) * learned.get(name, 0.0) + DOUBT / len(values)
        joint[name] = guessed * ruled / share**ONCE
    best = max(values, key=lambda name: joint[name])
    return best, joint[best] / sum(joint.values())
