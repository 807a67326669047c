"""What is news: compared with how claims stood, each change once."""

from dataclasses import replace

from ifolge.model.article import Span
from ifolge.model.claim import Claim, ClaimStatus, Dossier, Independent, Mention, StatusChange
from ifolge.model.reason import Reason
from ifolge.notify.changes import news_of, read_told, told_of

WHY = Reason("history", "history.denied")


def claim(*keys, least=1, status=ClaimStatus.REPORTED, name="c1"):
    mentions = tuple(Mention(key, (Span(0, 4),), "a1") for key in keys)
    change = StatusChange("2026-03-09", status, "havnen", keys[-1], (WHY,))
    return Claim(name, "Broen er lukket", mentions, (), Independent(least, least), (change,))


def news(before, *after):
    told = read_told([told_of(Dossier(tuple(before)))])
    return [(n.kind, n.before, n.after) for n in news_of(told, Dossier(after))]


def test_what_stands_as_before_is_no_news():
    assert news([claim("a", least=2)], claim("a", "b", least=3)) == []
    assert news([], claim("a")) == []


def test_a_second_independent_origin():
    assert news([claim("a")], claim("a", "b", least=2)) == [("second_origin", "1", "2")]
    assert news([], claim("a", "b", least=2)) == [("second_origin", "0", "2")]


def test_two_claims_that_become_one_are_told_only_if_neither_was():
    before = [claim("a", least=2), claim("b", name="c2")]
    assert news(before, claim("a", "b", least=2)) == []


def test_status_denied_and_retracted_with_the_reasons():
    denied = claim("a", "b", status=ClaimStatus.DENIED)
    assert news([claim("a")], denied) == [("denied", "reported", "denied")]
    assert news([claim("a")], claim("a", status=ClaimStatus.CONFIRMED)) == [
        ("status", "reported", "confirmed")
    ]
    assert news([], claim("a", status=ClaimStatus.RETRACTED)) == [("retracted", None, "retracted")]
    (found,) = news_of((), Dossier((denied,)))
    assert found.reasons == (WHY,)


def test_the_same_change_has_the_same_key_whatever_the_claim_is_called():
    one = claim("a", "b", status=ClaimStatus.DENIED)
    two = replace(one, id="c9")
    keys = {n.key for c in (one, two) for n in news_of((), Dossier((c,)))}
    assert len(keys) == 1
