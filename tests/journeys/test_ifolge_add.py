"""What a user does with a store, through the public door."""

import json
import random
import signal
import time

import pytest
import stub_pipeline

from ifolge.archive import Archive
from ifolge.store import open_store
from ifolge.store.examine import examine

TEXT = stub_pipeline.KAJEN.article.text


@pytest.fixture(autouse=True)
def own_store(monkeypatch, tmp_path):
    monkeypatch.setenv("IFOLGE_STORE", str(tmp_path / "store.sqlite"))


def lines(tmp_path, *records):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def two(tmp_path, text=TEXT):
    return lines(tmp_path, {"id": "kajen", "text": text}, {"id": "vejr", "text": "Det bliver sol."})


def test_a_second_run_adds_only_what_is_new_or_changed(run, tmp_path):
    assert run("add", two(tmp_path)).out.strip() == "2 added · 0 changed · 0 known · 0 problems"
    stub_pipeline.calls.clear()
    assert "0 added · 0 changed · 2 known" in run("add", two(tmp_path)).out
    changed = run("add", two(tmp_path, TEXT.replace("fredag", "lørdag")))
    assert "changed kajen" in changed.out
    assert "fra fredag. → Nordkajen i Ulvsund bliver spærret fra lørdag." in changed.out
    assert "1 changed · 1 known" in changed.out


def test_problems_are_told_and_kept_and_the_rest_goes_on(run, tmp_path):
    result = run("add", tmp_path / "missing.txt", two(tmp_path), "--list")
    assert result.code == 1
    assert "missing.txt" in result.err
    assert result.out.splitlines()[:2] == ["added kajen", "added vejr"]
    (tmp_path / "copy.part").write_bytes(b"SQLite format 3\0")
    doctor = run("doctor")
    assert doctor.code == 0
    assert "copy.part is half a backup" in doctor.out
    assert "missing.txt" in doctor.out


def test_looking_into_the_store(run, tmp_path):
    run("add", two(tmp_path), "--lang", "da")
    assert "kajen" in run("search", "nordkajen").out
    assert run("search", "nordkajen", "--status", "speculated").code == 1
    assert run("search").code == 2
    assert "kajen:a3" in run("source", "grethe aaløse").out
    assert "Grethe Aaløse" in run("source", "grethe").out
    story = json.loads(run("story", "kajen", "--format", "json").out)
    assert story["claims"]
    claim = f"{story['story']}.{story['claims'][0]['id']}"
    assert story["claims"][0]["gist"] in " ".join(run("claim", claim).out.split())
    assert run("story", "nowhere").code == 2
    assert run("claim", "kajen.c99").code == 2
    assert "2 artikler" in run("stats", "--lang", "da").out
    for name in ("html", "graphml", "text"):
        out = tmp_path / f"story.{name}"
        assert run("story", "kajen", "-f", name, "-o", out).code == 0
        assert out.read_text("utf-8")


def test_decisions_are_kept_taken_back_and_shared(run, tmp_path):
    run("add", two(tmp_path))
    assert run("decide", "same-actor", "Grethe Aaløse", "havnefogeden").code == 2
    args = ("--author", "Mette Kro", "--note", "samme person")
    assert run("decide", "same-actor", "Grethe Aaløse", "havnefogeden", *args).code == 0
    assert run("decide", "different", "kajen:a1", "kajen:a4", *args).code == 0
    shared = tmp_path / "decisions.jsonl"
    run("decisions", "export", shared)
    other = ("--store", tmp_path / "other.sqlite")
    assert "2 decisions taken over" in run("decisions", "import", shared, *other).out
    assert "2 were there already" in run("decisions", "import", shared, *other).out
    assert run("decide", "undo", "1", "--author", "Per Lund").code == 0
    assert run("decide", "undo", "1", "--author", "Per Lund").code == 2
    assert "taken back by Per Lund" in run("decisions", "list").out


def test_a_store_is_copied_and_brought_back(run, tmp_path):
    run("add", two(tmp_path))
    run("backup", tmp_path / "copy")
    assert run("backup", tmp_path / "copy").code == 2
    new = ("--store", tmp_path / "new.sqlite")
    assert run("restore", tmp_path / "copy", *new).code == 0
    assert "0 added · 0 changed · 2 known" in run("add", two(tmp_path), *new).out
    run("export", tmp_path / "all.jsonl")
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 2
    assert "in order: 2 articles" in run("doctor", "--repair").out


def test_investigating_without_a_store(run, tmp_path):
    result = run("investigate", two(tmp_path), "--format", "json")
    assert result.code == 0
    assert json.loads(result.out)["claims"]
    assert not (tmp_path / "store.sqlite").exists()
    assert run("investigate", tmp_path / "missing.txt").code == 1


SAID = "Tolv er døde på færgen Svanehild"


def annotated(name, source, status="asserted", text=None):
    """An article the stub finds nothing in, and what people found."""
    text = text or f"{SAID}, siger {source} i dag.\nFærgen Svanehild ligger ved Tangsund."
    content, at = [[0, len(SAID)]], text.index(source)
    found = {
        "id": "m1",
        "source": [[at, at + len(source)]],
        "cue": [[at - 6, at - 1]],
        "content": content,
        "source_type": "person",
        "anonymous": False,
        "status": status,
        "canonical_source": source,
    }
    return {"id": name, "text": text, "lang": "da", "attributions": [found]}


def given(tmp_path, *records):
    path = tmp_path / "given.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def bare(record):
    return {key: record[key] for key in ("id", "text", "lang")}


def test_given_attributions_take_the_place_of_the_models(run, tmp_path):
    people = [annotated("a", "Merete Skov"), annotated("b", "Rolf Agerbo")]
    path, file = lines(tmp_path, *map(bare, people)), given(tmp_path, *people)
    without = json.loads(run("investigate", path, "--format", "json").out)
    assert without["claims"] == []
    dossier = json.loads(run("investigate", path, "--attributions", file, "-f", "json").out)
    (claim,) = dossier["claims"]
    mentions = sorted((m["article"], m["span"]) for m in claim["mentions"])
    assert mentions == [("a", [[0, len(SAID)]]), ("b", [[0, len(SAID)]])]
    assert {o["name"] for o in claim["origins"]} == {"Merete Skov", "Rolf Agerbo"}
    assert run("add", path, "--attributions", file).code == 0
    assert "a:m1" in run("source", "merete skov").out
    assert "b" in run("search", "svanehild", "--source", "Rolf Agerbo").out


def test_what_people_filled_in_holds(run, tmp_path):
    people = [annotated("a", "Merete Skov"), annotated("b", "Rolf Agerbo", "denied")]
    path, file = lines(tmp_path, *map(bare, people)), given(tmp_path, *people)
    dossier = json.loads(run("investigate", path, "--attributions", file, "-f", "json").out)
    (claim,) = dossier["claims"]
    assert claim["history"][-1]["status"] == "disputed"
    assert [o["name"] for o in claim["origins"]] == ["Merete Skov"]


def test_attributions_of_another_text_are_not_taken(run, tmp_path):
    mine = annotated("kajen", "Merete Skov")
    path = lines(tmp_path, {"id": "kajen", "text": TEXT}, {"id": "b", "text": mine["text"]})
    file = given(tmp_path, mine)
    dossier = json.loads(run("investigate", path, "--attributions", file, "-f", "json").out)
    names = {o["name"] for claim in dossier["claims"] for o in claim["origins"]}
    assert "Merete Skov" not in names
    assert dossier["claims"], "the text as it stands is read by the model"


def test_attributions_that_cannot_be_read_stop_before_anything_is_added(run, tmp_path):
    path = two(tmp_path)
    file = tmp_path / "given.jsonl"
    for broken, told in (("{", "is no JSON"), ('{"id": "a"}\n', "given.jsonl:1")):
        file.write_text(broken, "utf-8")
        result = run("add", path, "--attributions", file)
        assert result.code
        assert told in result.err
        assert "Traceback" not in result.err
    assert run("add", path, "--attributions", tmp_path / "none.jsonl").code
    assert not (tmp_path / "store.sqlite").exists()


def test_no_store_is_told(run):
    assert run("stories").code == 1
    assert "no store here yet" in run("stories").err


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment_nothing_reported_is_lost(start, run, tmp_path, seed):
    path = lines(tmp_path, *({"id": f"n{n}", "text": f"{TEXT}\n{n} kajer."} for n in range(40)))
    process = start("add", path, "--list", "--later", "--quiet", STUB_DELAY="0.01")
    reported = [process.stdout.readline()]
    time.sleep(random.Random(seed).uniform(0, 0.3))
    process.send_signal(signal.SIGKILL)
    reported += process.stdout.read().splitlines()
    names = {line.decode().split()[1] for line in reported if line.strip()}
    store = open_store(tmp_path / "store.sqlite")
    assert examine(store).faults == ()
    archive = Archive(store)
    there = [n for n in range(40) if archive.known(article(n))]
    store.close()
    assert names <= {f"n{n}" for n in there}
    assert f"{40 - len(there)} added · 0 changed · {len(there)} known" in run("add", path).out


def article(number):
    from ifolge.model.article import Article

    return Article(f"n{number}", f"{TEXT}\n{number} kajer.")
