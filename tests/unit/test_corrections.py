from dataclasses import replace
from pathlib import Path

import pytest

from ifolge.corrections import Corrections, apply_corrections, corrections_in, load_corrections
from ifolge.errors import ReadError
from ifolge.model import wire
from ifolge.model.attribution import SourceType, Status

DATA = Path(__file__).parents[1] / "data"
HEAD = 'author = "Mette Kro"\ndate = 2026-03-10\n'


@pytest.fixture
def report():
    return wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


@pytest.fixture
def corrected(report, tmp_path):
    def correct(text):
        path = tmp_path / "corrections.toml"
        path.write_text(HEAD + text, encoding="utf-8")
        return apply_corrections(report, load_corrections(path))

    return correct


def of(report, name):
    return next(a for a in report.attributions if a.id == name)


def test_a_field_is_fixed_and_the_reason_names_author_and_date(corrected):
    fixed = of(
        corrected(
            '[[fix]]\narticle = "kajen"\ncue = "Afviser"\nstatus = "evaluated"\nnote = "n"\n'
        ),
        "a3",
    )
    assert fixed.status is Status.EVALUATED
    (reason,) = fixed.because("status")
    assert reason.rule == "correction.person"
    assert reason.values["author"] == "Mette Kro"
    assert reason.values["date"] == "2026-03-10"
    assert reason.values["before"] == "denied"
    assert fixed.because("canonical_source")[0].rule == "test.name"


def test_every_kind_of_field_can_be_fixed(corrected):
    fixed = of(
        corrected(
            '[[fix]]\narticle = "kajen"\ncontent = "oplysningen"\nkind = "mixed"\n'
            'source_type = "government"\nanonymous = true\nanonymity = "side_known"\n'
            'canonical_source = "G. Aaløse"\nsaid = "2026-03-08/2026-03-09"\n'
        ),
        "a3",
    )
    assert (fixed.kind, fixed.source_type, fixed.anonymous) == ("mixed", "government", True)
    assert (fixed.anonymity, fixed.canonical_source) == ("side_known", "G. Aaløse")
    assert (fixed.said.start, fixed.said.end) == ("2026-03-08", "2026-03-09")


def test_a_relay_is_named_by_its_source(corrected):
    report = corrected('[[fix]]\narticle = "kajen"\ncue = "afviser"\nvia = "Sundposten"\n')
    assert of(report, "a3").via == "a2"
    report = corrected('[[fix]]\narticle = "kajen"\ncue = "med henvisning"\nvia = ""\n')
    assert of(report, "a1").via is None


def test_a_fix_that_fits_nothing_or_several_changes_nothing_and_says_so(corrected, report):
    nothing = corrected('[[fix]]\narticle = "kajen"\ncue = "bekræfter"\nstatus = "denied"\n')
    assert nothing.attributions == report.attributions
    assert nothing.notes[0].endswith("corrections.toml:3: fits no attribution")
    several = corrected('[[fix]]\narticle = "kajen"\ncontent = "Nordkajen"\nstatus = "denied"\n')
    assert several.attributions == report.attributions
    assert several.notes[0].endswith("fits 2 attributions")
    relay = corrected('[[fix]]\narticle = "kajen"\ncue = "afviser"\nvia = "Ritzau"\n')
    assert relay.notes[0].endswith("0 attributions have the source Ritzau")


def test_a_fix_of_another_article_is_none_of_its_business(corrected, report):
    assert corrected('[[fix]]\narticle = "x"\ncue = "afviser"\nstatus = "denied"\n') == report


def test_names_of_one_source_are_joined(corrected):
    report = corrected('[[join]]\nsources = ["rapporten", "Grethe Aaløse"]\nname = "Havnen"\n')
    assert [a.canonical_source for a in report.attributions[2:5]] == ["Havnen"] * 3
    assert len(corrections_in(report)) == 3


def test_an_outlet_is_added(corrected):
    report = corrected('[[outlet]]\nname = "Kajrapporten"\naliases = ["rapporten"]\n')
    added = of(report, "a5")
    assert added.source_type is SourceType.NEWS_OUTLET
    assert added.canonical_source == "Kajrapporten"


def test_corrections_survive_a_second_run(corrected, report, tmp_path):
    corrected('[[fix]]\narticle = "kajen"\ncue = "afviser"\nstatus = "evaluated"\n')
    corrections = load_corrections(tmp_path / "corrections.toml")
    renamed = replace(
        report, attributions=tuple(replace(a, id=f"x{a.id}") for a in report.attributions)
    )
    assert of(apply_corrections(renamed, corrections), "xa3").status is Status.EVALUATED


def test_files_add_up():
    assert Corrections() + Corrections() == Corrections()


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("[[fix]\n", "corrections.toml:", "is not valid TOML"),
        ("[[note]]\n", "corrections.toml:", "unknown: note"),
        ("\n[[fix]]\ncue = 'a'\nstatus = 'denied'\n", ":4:", "needs article"),
        ("[[fix]]\narticle = 'x'\nstatus = 'denied'\n", ":3:", "needs words of its cue"),
        ("[[fix]]\narticle = 'x'\ncue = 'a'\n", ":3:", "needs a field to change"),
        ("[[fix]]\narticle = 'x'\ncue = 'a'\ncolour = 'red'\n", ":3:", "colour is none of"),
        ("[[fix]]\narticle = 'x'\ncue = 'a'\nstatus = 'sure'\n", ":3:", "sure"),
        ("[[fix]]\narticle = 'x'\ncue = 'a'\nanonymous = 'yes'\n", ":3:", "anonymous"),
        ("[[fix]]\narticle = 'x'\ncue = 'a'\nsaid = 'i går'\n", ":3:", "said must be a day"),
        ("[[join]]\nsources = ['x']\n", ":3:", "two names"),
        ("[[join]]\nname = 'x'\n", ":3:", "needs sources"),
        ("[[outlet]]\nname = 'x'\nsource_type = 'person'\n", ":3:", "news_outlet"),
        ("[fix]\ncue = 'x'\n", "corrections.toml:", "write every fix"),
    ],
)
def test_a_bad_file_is_told_with_its_place(corrected, text, place, problem):
    with pytest.raises(ReadError, match=problem) as error:
        corrected(text)
    assert place in str(error.value)


def test_a_correction_needs_an_author(tmp_path):
    path = tmp_path / "c.toml"
    path.write_text("[[join]]\nsources = ['a', 'b']\ndate = 2026-01-01\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"c\.toml:1.*author"):
        load_corrections(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ReadError, match=r"none\.toml"):
        load_corrections(tmp_path / "none.toml")
