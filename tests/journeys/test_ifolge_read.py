"""What a user does with `ifolge read`, through the public door."""

import csv
import io
import json
import signal

import stub_pipeline

from ifolge.model import wire

TEXT = stub_pipeline.KAJEN.article.text


def two_articles(tmp_path):
    path = tmp_path / "two.jsonl"
    records = [
        {"id": "n-1", "text": TEXT, "desk": "havn", "attributions": [{"id": "gold"}]},
        {"id": "n-2", "text": "Kort om vejret: sol."},
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_one_article_in_the_terminal(run, article):
    result = run("read", article)
    assert result.code == 0
    assert result.err == ""
    assert "{a3 afviser} ⟨a3 oplysningen⟩" in result.out
    assert "Grethe Aaløse" in result.out
    assert result.out.rstrip().splitlines()[-1].startswith("6 attributions · ")
    assert "\x1b" not in result.out
    assert max(map(len, result.out.splitlines())) <= 80


def test_the_surface_speaks_danish(run, article):
    assert "6 attributioner · " in run("read", article, "--lang", "da").out


def test_json_lines_keep_id_text_and_unknown_fields(run, tmp_path):
    result = run("read", two_articles(tmp_path), "--format", "jsonl")
    first, second = map(json.loads, result.out.splitlines())
    assert (first["id"], first["text"], first["desk"]) == ("n-1", TEXT, "havn")
    assert [a["id"] for a in first["attributions"]] == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert (second["id"], second["attributions"]) == ("n-2", [])


def test_json_lines_are_read_again_as_they_stand(run, tmp_path):
    out = tmp_path / "out" / "result.jsonl"
    out.parent.mkdir()
    run("read", two_articles(tmp_path), "-f", "jsonl", "-o", out)
    before = out.read_text("utf-8")
    assert wire.from_line(before.splitlines()[0]).attributions == stub_pipeline.KAJEN.attributions
    again = run("read", out, "-f", "jsonl")
    assert json.loads(again.out.splitlines()[0])["desk"] == "havn"


def test_every_format_goes_to_a_file(run, article, tmp_path):
    for name in ("text", "json", "jsonl", "csv", "html"):
        out = tmp_path / f"result.{name}"
        result = run("read", article, "--format", name, "--output", out)
        assert (result.code, result.out) == (0, "")
        assert "oplysningen" in out.read_text("utf-8")


def test_csv_file_opens_in_a_spreadsheet_with_its_letters(run, article, tmp_path):
    out = tmp_path / "result.csv"
    run("read", article, "-f", "csv", "-o", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    assert [row["attribution"] for row in rows] == ["a1", "a2", "a3", "a4", "a5", "a6"]
    assert rows[2]["source"] == "Grethe Aaløse"


def test_why_explains_each_field_with_words_and_place(run, article):
    result = run("read", article, "--why", "a1")
    assert "“der ønsker at være anonym” (paragraph 2, characters 128–153)" in result.out
    assert "da/sources.csv:embedsmand" in result.out
    assert "Nordkajen" in result.out
    assert "Grethe" not in result.out


def test_why_of_an_attribution_that_is_not_there(run, article):
    result = run("read", article, "--why", "a99")
    assert result.code == 2
    assert "no attribution a99; there are a1, a2" in result.err


def test_explain_gives_the_reasons_of_all(run, article):
    out = run("read", article, "--explain").out
    assert "“afviser” (paragraph 3, characters 181–188)" in out
    assert "“med henvisning til”" in out


def test_the_unsure_are_left_out_and_it_is_said(run, article):
    result = run("read", article, "--min-confidence", "0.5", "-f", "json")
    document = json.loads(result.out)[0]
    assert [a["id"] for a in document["attributions"]] == ["a1", "a2", "a3", "a4", "a5"]
    assert document["notes"] == ["1 attributions below confidence 0.5 left out"]


def test_what_the_user_says_of_the_article_is_taken(run, article):
    result = run(
        *("read", article, "-f", "json", "--outlet", "Bredning Avis"),
        *("--published", "2026-03-09", "--language", "nb", "--workers", "2"),
    )
    document = json.loads(result.out)[0]
    assert (document["outlet"], document["published"]) == ("Bredning Avis", "2026-03-09")
    assert document["lang"] == "nb"
    assert stub_pipeline.calls == [(2, None)]


def test_a_bad_input_is_told_and_the_others_are_shown(run, article, tmp_path):
    result = run("read", tmp_path / "missing.txt", article)
    assert result.code == 1
    assert len(result.err.splitlines()) == 1
    assert "missing.txt" in result.err
    assert "6 attributions" in result.out


def test_a_bad_line_in_the_middle_is_told_with_its_number(run, tmp_path):
    path = two_articles(tmp_path)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], "{broken", lines[1]]), encoding="utf-8")
    result = run("read", path, "-f", "jsonl")
    assert result.code == 1
    assert "two.jsonl:2" in result.err
    assert len(result.out.splitlines()) == 2


def test_wrong_use_is_exit_code_2(run, article, tmp_path):
    assert run("read").code == 2
    assert run("read", article, "--format", "pdf").code == 2
    assert run("read", article, "--min-confidence", "2").code == 2
    assert run("read", article, "--why", "a1", "--format", "csv").code == 2
    assert run("read", article, "--published", "i går").code == 2
    assert run("read", article, "--language", "klingon!").code == 2
    assert run("nonsense").code == 2


def test_an_output_that_cannot_be_written(run, article, tmp_path):
    result = run("read", article, "-o", tmp_path / "no" / "such" / "folder.txt")
    assert result.code == 2
    assert "cannot be written" in result.err


def test_the_output_never_overwrites_an_input(run, article):
    result = run("read", article, "-o", article)
    assert result.code == 2
    assert article.read_text("utf-8").strip() == TEXT


def test_corrections_next_to_the_article_are_found_and_listed(run, article, tmp_path):
    (tmp_path / "corrections.toml").write_text(
        'author = "Mette Kro"\ndate = 2026-03-10\n\n[[fix]]\narticle = "kajen"\n'
        'cue = "afviser"\nstatus = "evaluated"\nnote = "Hun vurderer kun."\n',
        encoding="utf-8",
    )
    result = run("read", article)
    assert "a3 status – corrected by Mette Kro 2026-03-10" in result.out
    assert "person · named · evaluated" in result.out
    document = json.loads(run("read", article, "-f", "json").out)[0]
    assert document["corrections"][0]["author"] == "Mette Kro"


def test_a_broken_corrections_file_stops_with_its_line(run, article, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('author = "M"\ndate = 2026-03-10\n\n[[fix]]\narticle = "kajen"\n', "utf-8")
    result = run("read", article, "--corrections", path)
    assert result.code == 2
    assert "mine.toml:4" in result.err
    assert result.out == ""


def test_a_correction_for_an_article_that_is_not_there_is_told(run, article, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'author = "M"\ndate = 2026-03-10\n\n[[fix]]\narticle = "other"\ncue = "x"\nvia = ""\n',
        "utf-8",
    )
    result = run("read", article, "--corrections", path)
    assert result.code == 0
    assert "mine.toml:4: no article other here" in result.err


def test_colour_only_where_it_is_wanted(run, article, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("read", article).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("read", article).out


def test_danish_letters_under_the_c_locale(start, article):
    process = start("read", article, LANG="C", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    assert "Grethe Aaløse" in out.decode("utf-8")


def test_a_closed_pipe_is_no_error(start, tmp_path):
    path = tmp_path / "many.jsonl"
    records = ({"id": f"n-{n}", "text": TEXT} for n in range(300))
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    process = start("read", path, "-f", "jsonl")
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")


def test_an_interrupt_leaves_finished_articles_and_no_traceback(start, tmp_path):
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": TEXT}) + "\n" for i in "ab"), "utf-8")
    process = start("read", path, "-f", "json", STUB_DELAY="30")
    head = process.stdout.readline() + process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert [d["id"] for d in json.loads(head + out)] == ["a"]


def test_standard_input(start, tmp_path):
    process = start("read", "-", "-f", "jsonl")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"standard input" in err
