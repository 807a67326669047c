import pytest
from tests.unit.corroborate.stories import STORIES, load

from ifolge.corroborate import investigate
from ifolge.model.claim import Dossier, Independent
from ifolge.show.dossier import interval, write_dossier
from ifolge.show.messages import load_messages
from ifolge.show.view import View


@pytest.fixture(scope="module", params=STORIES)
def shown(request):
    story = load(request.param)
    dossier = investigate(story.reports)
    articles = {report.article.id: report.article for report in story.reports}
    return dossier, articles


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("width", [60, 80])
def test_nothing_is_wider_than_the_view(shown, lang, width):
    dossier, articles = shown
    view = View(messages=load_messages(lang), width=width, explain=True)
    lines = write_dossier(dossier, view, articles).split("\n")
    assert max(map(len, lines)) <= width


def test_every_reason_has_words(shown):
    dossier, _ = shown
    for lang in ("da", "en"):
        messages = load_messages(lang)
        for claim in dossier.claims:
            origins = [reason for origin in claim.origins for reason in origin.reasons]
            steps = [reason for step in claim.history for reason in step.reasons]
            for reason in (*claim.reasons, *claim.independent.reasons, *origins, *steps):
                assert messages.reason(reason) != reason.rule, reason.rule
                assert "…" not in messages.reason(reason), reason.rule
        for thing in (*dossier.copies, *dossier.circles, *dossier.actors):
            assert all(messages.reason(r) != r.rule for r in thing.reasons)


def test_counts_timeline_and_copies_are_told(shown):
    dossier, articles = shown
    text = write_dossier(dossier, View(), articles)
    assert "independent origins: 1" in text
    assert "rumoured" in text
    assert text.count("└") == len(dossier.copies)
    assert ("⇄" in text) == bool(dossier.circles)


def test_an_empty_dossier_is_one_line():
    assert write_dossier(Dossier(()), View()).count("\n") == 1


def test_the_interval_is_one_number_where_both_ends_meet():
    assert interval(Independent(2, 3)) == "2–3"
    assert interval(Independent(2, 2)) == "2"


def test_hostile_words_do_not_steer_the_terminal():
    story = load(STORIES[0])
    dossier = investigate(story.reports)
    text = write_dossier(Dossier(dossier.claims, notes=("\x1b[2J",)), View())
    assert "\x1b" not in text
