"""docs/how-to/add-a-language.md and add-an-outlet.md, followed step by step with a Dutch pack."""

import os
import re
import shutil
from pathlib import Path

import pytest

from ifolge.languages.pack import PACKS, codes, load_pack
from ifolge.languages.rows import CueRow, OutletRow
from ifolge.model.article import Article, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Published
from ifolge.parse import parse
from ifolge.parse.language import detect_language
from ifolge.proof import row_types
from ifolge.resolve import resolve
from ifolge.resolve.time import find_times
from ifolge.show.checking import run
from ifolge.show.request import CheckRequest

ROOT = Path(__file__).parents[2]
DUTCH = ROOT / "tests" / "data" / "packs"
HOW_TO = (ROOT / "docs" / "how-to" / "add-a-language.md").read_text("utf-8")
OUTLETS = (ROOT / "docs" / "how-to" / "add-an-outlet.md").read_text("utf-8")


def block(text: str, kind: str) -> str:
    return re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1]


@pytest.fixture
def packs(monkeypatch, fresh_packs):
    """Puts a folder on the search path, as IFOLGE_PACKS does."""
    return lambda folder: monkeypatch.setenv(PACKS, os.fspath(folder))


def judged(text: str, **parts: str) -> Attribution:
    """One attribution whose spans are given by their words."""
    spans = {
        role: (Span(text.index(words), text.index(words) + len(words)),)
        for role, words in parts.items()
    }
    given = {role: spans.get(role, ()) for role in ("source", "cue", "content")}
    parsed = parse(Article("nl", text, lang="nl"))
    attribution = Attribution("a1", **given)
    return resolve([attribution], parsed, (), load_pack("nl")).attributions[0]


def test_the_language_is_there_beside_the_five(packs):
    packs(DUTCH)
    assert codes() == ("da", "de", "en", "nb", "nl", "sv")
    text = "De brug is nog dicht, zegt de gemeente, maar volgens hem wordt het niet later."
    assert detect_language(text * 2).code == "nl"


def test_every_row_of_the_pack_proves_itself(packs, capsys, monkeypatch):
    monkeypatch.setenv(PACKS, "")
    assert run(CheckRequest("nl", DUTCH)) == 0
    out = capsys.readouterr()
    assert re.fullmatch(r"nl: \d+ tables, \d+ rows\n", out.out)
    assert out.err == ""


def test_a_row_that_proves_nothing_is_told_with_file_and_line(tmp_path, capsys, packs):
    shutil.copytree(DUTCH / "nl", tmp_path / "my-packs" / "nl")
    cues = tmp_path / "my-packs" / "nl" / "cues.csv"
    cues.write_text(cues.read_text("utf-8").replace("De directeur ontkent", "De directeur zegt"))
    packs("")
    assert run(CheckRequest("nl", tmp_path / "my-packs" / "nl")) == 1
    error = capsys.readouterr().err
    assert re.search(r"my-packs/nl/cues.csv:\d+: expected the cue 'ontkennen'", error)
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "parts", "status", "source_type", "anonymous"),
    [
        ("De rederij bevestigt dat de veerboot is verkocht.",
         {"source": "De rederij", "cue": "bevestigt", "content": "de veerboot is verkocht"},
         "confirmed", "organization", False),
        ("Het ministerie ontkent dat de dijk zakt.",
         {"source": "Het ministerie", "cue": "ontkent", "content": "de dijk zakt"},
         "denied", "government", False),
        ("De gemeente bevestigt niet dat de brug zakt.",
         {"source": "De gemeente", "cue": "bevestigt", "content": "de brug zakt"},
         "possible", "government", False),
        ("Een anonieme bron meldt dat de brug zakt.",
         {"source": "Een anonieme bron", "cue": "meldt", "content": "de brug zakt"},
         "asserted", "person", True),
    ],
)  # fmt: skip
def test_dutch_sentences_are_judged(packs, text, parts, status, source_type, anonymous):
    packs(DUTCH)
    found = judged(text, **parts)
    assert (found.status, found.source_type, found.anonymous) == (status, source_type, anonymous)


def test_a_dutch_pronoun_and_a_dutch_time(packs):
    packs(DUTCH)
    text = "Anna Bang kwam laat. De brug is dicht, zegt zij."
    found = judged(text, source="zij", cue="zegt", content="De brug is dicht")
    assert found.canonical_source == "Anna Bang"
    day = Published("2024-05-15", "2024-05-15", inferred=False)
    parsed = parse(Article("nl", "De brug ging gisteren open.", lang="nl"))
    assert [t.value for t in find_times(parsed, load_pack("nl"), day)] == ["2024-05-14"]


def test_the_settings_and_rows_of_the_page_can_be_used_as_they_stand(tmp_path, packs):
    folder = tmp_path / "nl"
    folder.mkdir()
    (folder / "pack.toml").write_text(block(HOW_TO, "toml"), "utf-8")
    (folder / "cues.csv").write_text(block(HOW_TO, "csv"), "utf-8")
    packs(tmp_path)
    assert [row.cue for row in load_pack("nl").table(CueRow)] == ["zeggen", "ontkennen"]
    assert run(CheckRequest("nl")) == 0


def test_every_table_is_on_the_page():
    tables = {kind.TABLE for kind in row_types()} - {"agencies", "actors", "legal_forms"}
    assert not [name for name in tables if f"`{name}.csv`" not in HOW_TO]


def test_an_outlet_of_ones_own(tmp_path, packs, capsys):
    folder = tmp_path / "da"
    folder.mkdir()
    (folder / "outlets.csv").write_text(block(OUTLETS, "csv"), "utf-8")
    packs("")
    assert run(CheckRequest(None, tmp_path)) == 0
    first = load_pack("da").table(OutletRow)[0]
    assert (first.name, first.place) == ("Sundposten", f"{tmp_path.name}/da/outlets.csv:2")
    for column in block(OUTLETS, "csv").splitlines()[0].split(","):
        assert f"`{column}`" in OUTLETS


def test_a_row_of_ones_own_takes_the_place_of_one_that_ifolge_brings(tmp_path, packs):
    header = "name,aliases,country,kind,owner,fact,codes,example"
    row = "Politiken,,Denmark,newspaper,,,pol,Ifølge [Politiken] går direktøren af."
    (tmp_path / "da").mkdir()
    (tmp_path / "da" / "outlets.csv").write_text(f"{header}\n{row}\n", "utf-8")
    packs(tmp_path)
    found = [r for r in load_pack("da").table(OutletRow) if r.name == "Politiken"]
    assert [(r.owner, r.country) for r in found] == [("", "Denmark")]
