"""Rows that prove nothing, or hold what no table may hold, are told with file and line."""

import os

import pytest

from ifolge.languages.pack import PACKS, load_pack
from ifolge.languages.rows import AgencyRow, CueRow, HedgeRow, PronounRow, ReferenceRow, SourceRow
from ifolge.languages.story_rows import ActorRow, EventWordRow, QuantityRow
from ifolge.languages.times import TenseRow, TimeRow, TimeWordRow
from ifolge.proof import prove, uses

CUES = "cue,forms,status,weight,negated,example"
SOURCES = "noun,forms,definite,plural,plural_definite,match,source_type,anonymous,defers,example"
AGENCIES = "name,aliases,country,owner,fact,example"
PRONOUNS = "pronoun,forms,kind,person,number,gender,animate,example"


@pytest.fixture
def failures(tmp_path, monkeypatch, fresh_packs):
    """The failures of a Danish table with one more row."""

    def failing(row_type, header, row):
        folder = tmp_path / "da"
        folder.mkdir()
        (folder / f"{row_type.TABLE}.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
        monkeypatch.setenv(PACKS, os.fspath(tmp_path))
        return [str(failure) for failure in prove(load_pack("da"), row_type)]

    return failing


@pytest.mark.parametrize(
    ("row_type", "header", "row", "told"),
    [
        (CueRow, CUES, "knurre,knurrer,denied,decides,,Kreml siger nej.", "the cue 'knurre'"),
        (CueRow, CUES, "knurre,knurrer,nægtet,decides,,Kreml knurrer.", "under status"),
        (CueRow, CUES, "knurre,knurrer,denied,neutral,,Kreml knurrer.", "unless the weight"),
        (HedgeRow, "hedge,forms,scope,effect,example", "ak,ak,content,probable,Det er sandt.",
         "the hedge 'ak'"),
        (SourceRow, SOURCES, "skærv,skærv,,,,word,document,no,,Skærven siger nej.", "no brackets"),
        (SourceRow, SOURCES, "skærv,skærv,,,,word,document,no,,[En lods] siger nej.",
         "da/sources.csv"),
        (SourceRow, SOURCES, "skærv,skærv,,,,word,sten,no,,[En skærv] siger nej.",
         "under source_type"),
        (AgencyRow, AGENCIES, "Knurhane Press,,Denmark,state,,[Knurhane Press] melder nej.",
         "under fact"),
        (PronounRow, PRONOUNS, "hæn,hæn,personal,3,singular,any,yes,Han sover.", "'hæn'"),
        (ReferenceRow, "role,forms,example", "only,udelukkende,Han sover.", "one of its forms"),
        (QuantityRow, "value,kind,forms,example", "77,number,syvoghalvfjerds,Han sover.",
         "number 77"),
        (EventWordRow, "role,match,forms,example", "future,word,skal,Han sov.", "future"),
        (ActorRow, "concept,kind,match,forms,belongs,example",
         "coal board,institution,word,kulnævnet,,Han sover.", "the concept"),
        (TimeRow, "pattern,reading,example", "i knurretiden,shift=1 unit=day,Han sover.",
         "the pattern"),
        (TimeRow, "pattern,reading,example", "i knurretiden,knur=1,Han sover i knurretiden.",
         "keys of"),
        (TimeWordRow, "group,values,forms,example", "month,13,knurremåned,Han sover.",
         "the group 'month'"),
        (TenseRow, "tense,match,forms,example", "past,word,sov,Han sover.", "tense 'past'"),
    ],
)  # fmt: skip
def test_what_proves_nothing_is_told_with_its_place(failures, row_type, header, row, told):
    (line,) = failures(row_type, header, row)
    assert f"/da/{row_type.TABLE}.csv:2: expected " in line
    assert told in line


def test_a_row_that_proves_itself_is_not_told(failures):
    row = "knurre,knurrer,denied,decides,,Kreml knurrer."
    assert failures(CueRow, CUES, row) == []


def test_words_between_the_parts_of_a_form():
    assert uses("Der Rat lehnte den Plan ab.", "lehnte … ab")
    assert not uses("Der Rat lehnte den Plan.", "lehnte … ab")
