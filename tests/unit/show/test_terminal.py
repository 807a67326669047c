import re
from dataclasses import replace
from pathlib import Path

import pytest

from ifolge.model import wire
from ifolge.model.article import Article, Language, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import OwnVoice, Published, Report
from ifolge.show.messages import load_messages
from ifolge.show.terminal import write_text
from ifolge.show.view import View

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def report():
    return wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


def shown(*reports, **choices):
    return "".join(write_text(reports, View(load_messages("en"), **choices)))


@pytest.mark.parametrize("width", [40, 60, 80])
def test_nothing_is_wider_than_the_terminal(report, width):
    assert max(map(len, shown(report, width=width, explain=True).splitlines())) <= width


def test_the_text_is_all_there_between_the_marks(report):
    out = shown(report, width=200).split("\n\n", 1)[1].split("\n\nWho says what")[0]
    bare = re.sub(r"[\[{⟨]=?(a\d,?)+ ", "", out)
    assert re.sub(r"[\]}⟩]", "", bare) == report.article.text


def test_wide_terminals_get_a_table(report):
    lines = shown(report, width=140).splitlines()
    header = next(line for line in lines if line.startswith("    source"))
    for column in ("type", "anonymous", "through", "status", "said", "about", "content"):
        assert column in header


def test_colour_changes_no_word(report):
    coloured = shown(report, colour=True)
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [x.rstrip() for x in bare.splitlines()] == shown(report).splitlines()


def test_an_article_cannot_steer_the_terminal():
    text = "Han \x1b[2Jsiger\x07 nej\u202e og ja.\r"
    a = Attribution(
        "a1", (Span(0, 3),), (Span(4, 13),), (Span(14, 18),), canonical_source="H\x1b]0;x"
    )
    report = Report(Article("x\x1b", text, title="T\x9b1m"), Language("da", 1.0), (a,))
    out = shown(report, explain=True)
    assert not set(out) & set("\x1b\x07\x9b\r\u202e")
    assert "␛[2J" in out


def test_markup_of_others_is_text():
    report = Report(Article("x", "[bold]nej[/bold] :smile:"), Language("da", 1.0), ())
    assert "[bold]nej[/bold] :smile:" in shown(report)
    assert "No attributions found." in shown(report)


def test_an_inferred_day_is_said_to_be(report):
    inferred = replace(report, published=Published("2026-03-09", "2026-03-15", True))
    assert "2026-03-09 – 2026-03-15 (inferred)" in shown(inferred)


def test_own_voice_evidence_and_notes_are_listed(report):
    noted = replace(
        report,
        notes=("the language is none of the five",),
        own_voice=(*report.own_voice, OwnVoice(Span(0, 9))),
    )
    out = shown(noted)
    assert "(background)" in out
    assert "· Nordkajen\n" in out
    assert "supports: Det er tredje gang" in out
    assert "the language is none of the five" in out


def test_several_articles_are_parted_by_a_line(report):
    assert shown(report, report).count("─" * 80) == 1


def test_why_shows_only_that_attribution(report):
    out = shown(report, why="a3")
    assert "“afviser” (paragraph 3, characters 181–188)" in out
    assert "confidence 97 % · row da/cues.csv:afvise · test.cue" in out
    assert "Sundposten" not in out
    assert shown(report, why="a77") == ""
