import pytest

from ifolge.errors import PackError
from ifolge.languages import pack
from ifolge.show import checking


def test_every_table_is_looked_at_and_each_problem_told_once(monkeypatch, capsys):
    class Broken:
        def table(self, row_type):
            if row_type.TABLE in ("cues", "hedges"):
                raise PackError(f"shared/{row_type.TABLE}.csv:3", "a row needs an example sentence")
            return ()

    monkeypatch.setattr(checking, "load_pack", lambda code: Broken())
    monkeypatch.setattr(checking, "codes", lambda: ("da", "sv"))
    assert checking.run(None) == 1
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
    assert checking.run(None) == 1
    assert capsys.readouterr().out.startswith("en: ")


@pytest.mark.parametrize("row_type", checking.row_types())
def test_every_kind_of_row_names_its_table(row_type):
    assert row_type.TABLE
    assert row_type.KEY
