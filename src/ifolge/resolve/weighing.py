"""Two witnesses of one field, a rule of the packs and what the encoder learned, weighed openly.

Naive Bayes: a rule is right as often as it was on development articles (its reliability), any
other value is as likely as the next; the learned probabilities are taken as they are.
"""

from collections.abc import Mapping

DOUBT = 0.1  # the share of the learned probabilities that is spread evenly: no value is ruled out


def weigh(value: str, reliability: float, learned: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest value and its probability.

    `value` is what the rule says, right with probability `reliability`; `learned` maps values to
    probabilities, empty when the encoder has not been asked: "says" without more is `asserted`
    with 0.7, but the encoder may be sure enough of `demanded` to overrule it.
    """
    if not learned:
        return value, reliability
    values = {value, *learned}
    elsewhere = (1 - reliability) / max(len(values) - 1, 1)
    joint = {
        name: ((1 - DOUBT) * learned.get(name, 0.0) + DOUBT / len(values))
        * (reliability if name == value else elsewhere)
        for name in values
    }
    best = max(sorted(joint), key=lambda name: joint[name])
    return best, joint[best] / sum(joint.values())
