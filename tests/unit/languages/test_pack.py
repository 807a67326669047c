"""Tables are read with their places; what breaks their rules is told with file and line."""

import os

import pytest

from ifolge.errors import PackError
from ifolge.languages.pack import PACKS, ROOT, alternatives, codes, load_pack, read_rows
from ifolge.languages.rows import RelayRow

HEADER = "relay,forms,role,example"


def rows(tmp_path, text):
    path = tmp_path / "relays.csv"
    path.write_text(text, "utf-8")
    return list(read_rows(path, "xx/relays.csv", RelayRow))


def test_rows_know_their_place_and_comments_are_skipped(tmp_path):
    found = rows(tmp_path, f"# Relays\n{HEADER}\ntil,til,relay,Han siger det til Ritzau.\n")
    assert [(row.place, row.relay, row.role) for row in found] == [
        ("xx/relays.csv:3", "til", "relay")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEADER},color\n", "xx/relays.csv:1: columns are"),
        (f"{HEADER}\ntil,til,relay,\n", "xx/relays.csv:2: a row needs an example"),
        (f"{HEADER}\ntil,til,relay\n", "xx/relays.csv:2: 3 cells under 4 columns"),
        (f"{HEADER}\ntil,til,relay,A.\ntil,til,relay,B.\n", r"xx/relays.csv:3: \('til',\) stands"),
    ],
)
def test_broken_tables(tmp_path, text, told):
    with pytest.raises(PackError, match=told):
        rows(tmp_path, text)


def test_alternatives():
    assert alternatives(" over for | overfor||") == ("over for", "overfor")


def test_a_language_without_a_pack():
    with pytest.raises(PackError, match=r"xx/pack.toml: no pack for this language"):
        load_pack("xx")


def test_rows_of_a_named_folder_come_first_and_outrank_equal_keys(
    tmp_path, monkeypatch, fresh_packs
):
    packaged = ROOT.joinpath("da", "relays.csv")
    before = {row.relay for row in read_rows(packaged, "da/relays.csv", RelayRow)}
    (tmp_path / "da").mkdir()
    own = f"{HEADER}\ntil,til,shared,Han siger det til Ritzau.\nvia,via,relay,Det kom via NTB.\n"
    (tmp_path / "da" / "relays.csv").write_text(own, "utf-8")
    monkeypatch.setenv(PACKS, os.fspath(tmp_path))
    found = load_pack("da").table(RelayRow)
    assert [row.relay for row in found[:2]] == ["til", "via"]
    assert found[0].role == "shared"
    assert {row.relay for row in found} == before | {"via"}
    assert len(found) == len(before | {"via"})
    assert codes() == ("da", "de", "en", "nb", "sv")
