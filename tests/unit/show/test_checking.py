import os

import pytest

from ifolge.errors import IfolgeError, PackError, UsageError
from ifolge.languages import pack
from ifolge.languages.pack import PACKS
from ifolge.proof import Failure, row_types
from ifolge.show import checking
from ifolge.show.request import CheckRequest


def test_every_table_is_looked_at_and_each_problem_told_once(monkeypatch, capsys):
    class Broken:
        def table(self, row_type):
            if row_type.TABLE in ("cues", "hedges"):
                raise PackError(f"shared/{row_type.TABLE}.csv:3", "a row needs an example sentence")
            return ()

    monkeypatch.setattr(checking, "load_pack", lambda code: Broken())
    monkeypatch.setattr(checking, "codes", lambda: ("da", "sv"))
    assert checking.run(CheckRequest()) == 1
    captured = capsys.readouterr()
    assert captured.out == "da: 0 tables, 0 rows\nsv: 0 tables, 0 rows\n"
    assert captured.err.splitlines() == [
        "ifolge: shared/cues.csv:3: a row needs an example sentence",
        "ifolge: shared/hedges.csv:3: a row needs an example sentence",
    ]


def test_a_pack_without_settings_is_told_and_the_others_are_checked(monkeypatch, capsys):
    def load(code):
        if code == "xx":
            raise PackError("xx/pack.toml", "broken")
        return pack.load_pack(code)

    monkeypatch.setattr(checking, "load_pack", load)
    monkeypatch.setattr(checking, "codes", lambda: ("xx", "en"))
    assert checking.run(CheckRequest()) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[-1].startswith(f"en: {len(row_types())} tables")
    assert captured.err == "ifolge: xx/pack.toml: broken\n"


def test_a_row_that_proves_nothing_is_told_with_its_language(monkeypatch, capsys):
    failure = Failure("da/cues.csv:7", "da", "the cue 'sige'", "nothing")
    cues = next(kind for kind in row_types() if kind.TABLE == "cues")
    monkeypatch.setattr(checking, "prove", lambda _, kind: [failure] if kind is cues else [])
    assert checking.run(CheckRequest("da")) == 1
    error = capsys.readouterr().err
    assert error == "ifolge: da/cues.csv:7: expected the cue 'sige', found nothing (da)\n"


def test_a_language_without_a_pack_is_wrong_use():
    with pytest.raises(UsageError, match="'xx'; there are da, de"):
        checking.run(CheckRequest("xx"))


def test_a_folder_must_be_a_pack_or_hold_one(tmp_path, monkeypatch):
    with pytest.raises(IfolgeError, match="neither a language pack"):
        checking.run(CheckRequest(None, tmp_path))
    with pytest.raises(IfolgeError, match="no such folder"):
        checking.run(CheckRequest(None, tmp_path / "nothing"))
    monkeypatch.setenv(PACKS, os.fspath(tmp_path / "nothing"))
    with pytest.raises(PackError, match=f"no such folder, but {PACKS} names it"):
        checking.run(CheckRequest())


@pytest.mark.parametrize("settings", ["", 'name = "x"', 'name = "x"\n[quotation]\npairs = 1'])
def test_a_pack_without_what_parsing_needs_is_told(tmp_path, monkeypatch, fresh_packs, settings):
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "pack.toml").write_text(settings, "utf-8")
    monkeypatch.setenv(PACKS, os.fspath(tmp_path))
    with pytest.raises(PackError, match=r"xx/pack.toml: (name|quotation.pairs) is missing"):
        pack.load_pack("xx")


@pytest.mark.parametrize("row_type", row_types())
def test_every_kind_of_row_names_its_table(row_type):
    assert row_type.TABLE
    assert row_type.KEY
