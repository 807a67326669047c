"""Through whom each attribution came. Cases: an article, its shared contents, the expected via."""

from dataclasses import replace

import pytest
from tests.unit.resolve.numbered_markup import numbered, with_content_of

from ifolge.model.attribution import Attribution, Scores
from ifolge.resolve.relay import chain_of, origin_of, trace_relays


def via(text: str, shared: dict[str, str], lang: str = "da", **fields: str) -> dict[str, str]:
    """Only the links: {"a1": "a2"} says that a1 came through a2."""
    parsed, attributions, pack = numbered(text, lang, **fields)
    found = trace_relays(with_content_of(attributions, shared), parsed, pack)
    return {key: relay.via for key, relay in found.items() if relay.via is not None}


SAME = {"a2": "a1"}


@pytest.mark.parametrize(
    ("lang", "text", "shared", "expected"),
    [
        ("da", "»<1 Ja>,« {1 siger} [1 hun] {2 til} [2 Fjordavisen].", SAME, {"a1": "a2"}),
        ("da", "{2 Over for} [2 Fjordavisen] {1 siger} [1 hun], at <1 det går>.", SAME,
         {"a1": "a2"}),
        ("da", "<1 Det går>, {1 hedder det i} [1 brevet] {2 ifølge} [2 Ria].", SAME, {"a1": "a2"}),
        ("da", "[1 YTN] {1 meldte} {2 med henvisning til} [2 en kilde], at <1 han er væk>.", SAME,
         {"a2": "a1"}),
        ("da", "[1 Fjordavisen] {1 skriver}, at <1 [2 rådet] {2 frygter} <2 regn>>.", {},
         {"a2": "a1"}),
        ("da", "~2 Det {1 bekræfter} [1 Kreml]> {2 ifølge} [2 flere medier], <1 at han kommer>.",
         SAME, {"a1": "a2"}),
        # a relay holds for one statement, not for the next
        ("da", "»<1 Ja>,« {1 siger} [1 Asta Bang] {2 til} [2 Ritzau]. "
         "<3 Det går>, {3 siger} [3 hun].",
         SAME, {"a1": "a2"}),
        # an unnamed informant stays with the paper that spoke to him
        ("da", "<1 Det går>, {1 siger} [1 to kilder] {2 til} [2 Ritzau]. "
         "{3 Ifølge} [3 kilderne] <3 nej>.",
         SAME, {"a1": "a2", "a3": "a2"}),
        # straight from the source; the same said by another
        ("da", "[1 Asta Bang] {1 siger}, at <1 det går>.", {}, {}),
        ("da", "[1 YTN] {1 meldte}, at <1 han er væk>. Det {2 berettede} [2 Reuters] også.", SAME,
         {}),
        ("en", "<1 It holds>, [2 the paper] {2 wrote}, {1 citing} [1 police].", SAME, {"a1": "a2"}),
        ("nb", "– <1 Ja>, {1 sier} [1 hun] {2 til} [2 NTB].", SAME, {"a1": "a2"}),
        ("sv", "– <1 Ja>, {1 säger} [1 hon] {2 till} [2 TT].", SAME, {"a1": "a2"}),
        ("de", "[2 Das Blatt] {2 meldet} {1 unter Berufung auf} [1 Insider], <1 es halte>.", SAME,
         {"a1": "a2"}),
    ],
)  # fmt: skip
def test_relays(lang, text, shared, expected):
    assert via(text, shared, lang) == expected


def test_the_articles_own_outlet_is_no_relay():
    text = "»<1 Ja>,« {1 siger} [1 hun] {2 til} [2 Fjordavisen]."
    assert via(text, SAME, outlet="Fjordavisen") == {}
    assert via(text, SAME, outlet="Bakkeavisen") == {"a1": "a2"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("da", "[2 Avisen] {1 citerer} [1 ham] for, at <1 det går>."),
        ("en", "[1 He] {1 told} [2 the newspaper] that <1 it holds>."),
        ("de", "[1 Er] {1 sagte} [2 der Zeitung], <1 es halte>."),
    ],
)
def test_one_cue_for_source_and_relay(lang, text):
    parsed, (first, second), pack = numbered(text, lang)
    second = replace(second, cue=first.cue, content=first.content)
    found = trace_relays((first, second), parsed, pack)
    assert (found["a1"].via, found["a2"].via) == ("a2", None)


def test_nested_in_two_takes_the_inner():
    text = "[1 A] {1 siger}, at <1 [2 B] {2 mener}, at <2 [3 C] {3 lyver om <3 alt>>>."
    text = text.replace("{3 lyver om <3 alt>", "{3 lyver} om <3 alt>")
    assert via(text, {}) == {"a2": "a1", "a3": "a2"}


def learned(scores: dict[str, float], threshold: float = 0.5) -> str | None:
    parsed, attributions, pack = numbered(
        "[1 Asta Bang] {1 siger}, at <1 det går>. {2 Ifølge} [2 Ria] <2 regner det>."
    )
    first = replace(attributions[0], scores=Scores(via=scores))
    return trace_relays((first, attributions[1]), parsed, pack, threshold)["a1"].via


def test_what_was_learned_counts_above_the_threshold_where_no_rule_is_certain():
    assert learned({"a2": 0.9}) == "a2"
    assert learned({"a2": 0.4}) is None
    assert learned({"a2": 0.4}, threshold=0.3) == "a2"


def test_a_certain_rule_is_not_overruled():
    parsed, attributions, pack = numbered(
        "[1 Ria] {1 siger}, at <1 [2 B] {2 mener}, at <2 det går>>. {3 Ifølge} [3 C] <3 nej>."
    )
    nested = replace(attributions[1], scores=Scores(via={"a3": 0.99}))
    found = trace_relays((attributions[0], nested, attributions[2]), parsed, pack)
    assert found["a2"].via == "a1"
    assert found["a2"].reasons[0].rule == "via.nested"


def test_circles_are_broken():
    parsed, attributions, pack = numbered("{1 Ifølge} [1 A] <1 nej>. {2 Ifølge} [2 B] <2 ja>.")
    one = replace(attributions[0], scores=Scores(via={"a2": 0.9}))
    two = replace(attributions[1], scores=Scores(via={"a1": 0.6}))
    found = trace_relays((one, two), parsed, pack)
    assert (found["a1"].via, found["a2"].via) == ("a2", None)
    assert found["a2"].reasons[0].rule == "via.circle"


def test_chain_and_origin():
    span = numbered("<1 Ja>, {1 siger} [1 A].")[1][0].content
    chain = (
        Attribution("a1", (), (), span, via="a2"),
        Attribution("a2", (), (), span, via="a3"),
        Attribution("a3", (), (), span),
    )
    assert chain_of("a1", chain) == ("a1", "a2", "a3")
    assert origin_of("a3", chain) == "a1"
    assert origin_of("a1", chain) == "a1"
