import json

import stub_pipeline


def gold_file(tmp_path):
    document = json.loads((stub_pipeline.DATA / "kajen.jsonl").read_text("utf-8"))
    for attribution in document["attributions"]:
        del attribution["reasons"], attribution["confidence"]
    document["attributions"][2]["status"] = "evaluated"
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")
    return path


def test_scores_as_a_table(run, tmp_path):
    result = run("evaluate", gold_file(tmp_path))
    assert result.code == 0
    lines = {line[:28].strip(): line[28:].split() for line in result.out.splitlines()}
    assert lines["attribution"] == ["1.000", "1.000", "1.000"]
    assert lines["status"][0] == "0.833"
    assert lines["recall, direct"] == ["1.000", "of", "1"]


def test_scores_as_json(run, tmp_path):
    scores = json.loads(run("evaluate", gold_file(tmp_path), "--format", "json").out)
    assert scores["attribution"]["f1"] == 1.0
    assert scores["fields"]["via_links"]["right"] == 2


def test_gold_spans_score_the_fields_alone(run, tmp_path):
    out = run("evaluate", gold_file(tmp_path), "--gold-spans").out
    assert "0.833" not in out
    assert "recall" not in out


def test_a_scheme_is_passed_on(run, tmp_path):
    run("evaluate", gold_file(tmp_path), "--scheme", "polnear", "--workers", "2")
    run("evaluate", gold_file(tmp_path), "--workers", "2")
    assert stub_pipeline.calls == [(1, 0), (2, 1)]
    assert run("evaluate", gold_file(tmp_path), "--scheme", "other").code == 2


def test_a_bad_gold_file_is_told_with_its_line(run, tmp_path):
    path = gold_file(tmp_path)
    path.write_text(path.read_text("utf-8") + '{"id": "x"}\n', encoding="utf-8")
    result = run("evaluate", path)
    assert result.code == 1
    assert "gold.jsonl:2" in result.err
    assert run("evaluate", tmp_path / "missing.jsonl").code == 1
    assert run("evaluate", path, "--format", "csv").code == 2
