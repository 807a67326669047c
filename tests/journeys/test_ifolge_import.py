"""What a user does with `ifolge import`: out to a tool, a correction there, and back."""

import json

import pytest
import stub_pipeline

from ifolge.model import wire


@pytest.fixture
def brat(run, article, tmp_path):
    assert run("read", article, "-f", "brat", "-o", tmp_path / "desk").code == 0
    path = tmp_path / "desk" / "kajen.ann"
    changed = path.read_text("utf-8").replace("Status E3 denied", "Status E3 evaluated")
    path.write_text(changed, "utf-8")
    return tmp_path / "desk"


def test_corrections_hold_when_the_article_is_read_again(run, brat, article, tmp_path):
    result = run(
        *("import", brat, "--corrections", tmp_path / "corrections.toml"),
        *("--author", "Mette Kro", "--date", "2026-03-10"),
    )
    assert (result.code, result.out) == (0, "")
    assert "1 corrections" in result.err
    again = json.loads(run("read", article, "-f", "jsonl").out)
    (correction,) = again["corrections"]
    assert (correction["field"], correction["author"]) == ("status", "Mette Kro")
    assert again["attributions"][2]["status"] == "evaluated"


def test_annotated_articles_come_out_as_json_lines(run, brat, tmp_path):
    report = wire.from_line(run("import", brat).out)
    assert report.article.text.strip() == stub_pipeline.KAJEN.article.text
    assert report.attributions[2].status == "evaluated"
    gold = tmp_path / "gold.jsonl"
    assert run("import", brat, "-o", gold).code == 0
    assert run("evaluate", gold).code == 0


def test_without_what_was_found_the_articles_are_read_again(run, brat, tmp_path):
    (brat / "articles.jsonl").unlink()
    out = tmp_path / "c.toml"
    result = run("import", brat, "--corrections", out, "--author", "M")
    assert result.code == 0
    assert 'status = "evaluated"' in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--corrections", "c.toml"), "--author"),
        (("--corrections", "there.toml", "--author", "M"), "is there already"),
        (("--date", "soon"), "--date soon"),
    ],
)
def test_wrong_use_is_told(run, brat, tmp_path, options, told):
    (tmp_path / "there.toml").write_text("")
    result = run("import", brat, *options)
    assert result.code == 2
    assert told in result.err


def test_a_folder_of_something_else(run, article, tmp_path):
    result = run("import", tmp_path)
    assert result.code == 1
    assert "nothing of an annotation tool" in result.err


def test_formats_of_files_demand_a_place(run, article, tmp_path):
    for name in ("brat", "webanno", "parquet"):
        result = run("read", article, "-f", name)
        assert (result.code, result.out) == (2, "")
        assert "--output" in result.err
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.ann").write_text("")
    assert "not empty" in run("read", article, "-f", "brat", "-o", full).err
    assert "is an input" in run("read", article, "-f", "brat", "-o", article).err
