"""An archive to Parquet: resumable, each part once, on this machine and on a Ray cluster."""

import hashlib
import json
import os
import signal
import sys
import time
import types

import pytest
from tests.unit.killing import KILLS, killed, uninterrupted

from ifolge import batch
from ifolge.errors import PackError, UsageError
from ifolge.model.article import Language, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show import batching
from ifolge.table import COLUMNS

TEXT = (
    "Broen er lukket. Det bekræfter havnefogeden ifølge Ritzau. »Ingen kom noget til,« siger hun."
)


def test_without_pyarrow_the_way_out_is_told(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"needs pyarrow – pip install 'ifolge\[batch\]'"):
        batch.plan(str(tmp_path), str(tmp_path / "out"))


@pytest.fixture
def archive(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra batch)")
    pytest.importorskip("fsspec", reason="fsspec is not installed (extra batch)")
    monkeypatch.setattr(batch, "PART_BYTES", 250)
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(f"{TEXT} Det er nummer {n}.", "utf-8")
    return folder, tmp_path / "out"


def rows(out):
    import pyarrow.parquet as pq

    return [row for p in sorted(out.glob("*.parquet")) for row in pq.read_table(p).to_pylist()]


def do(folder, out, run=batch.run_local, **options):
    parts = batch.plan(str(folder), str(out))
    return list(run([p for p in parts if not batch.is_done(p)], **options))


def test_every_attribution_is_a_row_and_a_second_run_does_nothing(archive):
    folder, out = archive
    done = do(folder, out)
    assert sum(d.articles for d in done) == 6
    found = rows(out)
    assert len(found) == sum(d.rows for d in done) > 5
    assert list(found[0]) == list(COLUMNS)
    assert all(row["content_spans"] and row["article"] for row in found)
    for one in done:
        data = (out / f"{one.name}.parquet").read_bytes()
        assert json.loads((out / f"{one.name}.json").read_text())["digest"] == one.digest
        assert hashlib.sha256(data).hexdigest() == one.digest
    assert do(folder, out) == []


def test_what_comes_later_is_a_new_part_and_problems_are_kept(archive):
    folder, out = archive
    first = {d.name for d in do(folder, out)}
    (folder / "a.txt").write_bytes(b"")
    (only,) = do(folder, out)
    assert only.name not in first
    assert "a.txt: is empty" in only.problems[0]


def test_a_part_without_manifest_is_done_again_under_its_name(archive):
    folder, out = archive
    done = do(folder, out)
    (out / f"{done[0].name}.json").unlink()
    before = rows(out)
    assert [d.name for d in do(folder, out)] == [done[0].name]
    assert rows(out) == before


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_run_goes_on_and_repeats_nothing(archive, monkeypatch, seed):
    """kill -9 at a random moment; the model's work is left out, so that every step is hit."""
    folder, out = archive
    monkeypatch.setattr(batch, "pipeline", Quick)
    whole = out.with_name("whole")
    seconds = uninterrupted(lambda: do(folder, whole))
    killed(lambda: do(folder, out), seconds, seed)
    finished = {p.name: p.read_bytes() for p in out.glob("*.json") if p.name != batch.PLAN}
    do(folder, out)
    assert rows(out) == rows(whole)
    assert len(rows(out)) == 6
    for name, manifest in finished.items():
        assert (out / name).read_bytes() == manifest
    for manifest in out.glob("part-*.json"):
        data = manifest.with_suffix(".parquet").read_bytes()
        assert json.loads(manifest.read_text())["digest"] == hashlib.sha256(data).hexdigest()


class Quick:
    """Finds one attribution in every article, after a moment."""

    default_tools = staticmethod(lambda threads: None)

    @staticmethod
    def analyse_many(articles, tools):
        for article in articles:
            time.sleep(0.02)
            found = Attribution("a1", (Span(0, 5),), (Span(6, 8),), (Span(9, 15),), ())
            yield Report(article, Language("da", 1.0), (found,))


def break_first(monkeypatch, error):
    """Let the first file of the archive break whatever reads it; the others are read."""
    real = batch.read_inputs

    def read_inputs(names):
        if names[0].endswith("0.txt"):
            raise error
        return real(names)

    monkeypatch.setattr(batch, "read_inputs", read_inputs)
    monkeypatch.setattr(batch, "pipeline", Quick)


def test_a_part_that_fails_is_a_problem_and_is_tried_again(archive, monkeypatch, capsys):
    folder, out = archive
    with monkeypatch.context() as patch:
        break_first(patch, OSError("No space left on device"))
        assert batching.run((str(folder), str(out), "local", 1, "en", True)) == 1
    told = capsys.readouterr().err
    assert "failed (OSError: No space left on device); the next run tries it again" in told
    monkeypatch.setattr(batch, "pipeline", Quick)
    parts = batch.plan(str(folder), str(out))
    (left,) = [part for part in parts if not batch.is_done(part)]
    assert left.name in told
    assert batching.run((str(folder), str(out), "local", 1, "en", True)) == 0
    assert len(rows(out)) == 6
    assert all(map(batch.is_done, parts))


def test_what_would_break_every_part_stops_the_run(archive, monkeypatch):
    folder, out = archive
    break_first(monkeypatch, PackError("da/cues.csv:3", "a row needs an example sentence"))
    with pytest.raises(PackError):
        do(folder, out)


def kill_reader(part, threads=1):
    """Do a part, but for the one with the first file, which kills whoever reads it."""
    if any(name.endswith("0.txt") for name in part.inputs):
        os.kill(os.getpid(), signal.SIGKILL)
    return REAL_TRY_PART(part, threads)


REAL_TRY_PART = batch.try_part


def test_a_part_that_kills_its_process_is_a_problem_and_is_tried_again(
    archive, monkeypatch, capsys
):
    folder, out = archive
    with monkeypatch.context() as patch:
        patch.setattr(batch, "try_part", kill_reader)
        assert batching.run((str(folder), str(out), "local", 2, "en", True)) == 1
    told = capsys.readouterr().err
    assert "by signal 9 – if memory is short, use fewer --workers" in told
    left = [part for part in batch.plan(str(folder), str(out)) if not batch.is_done(part)]
    assert [part.name in told for part in left] == [True]
    assert batching.run((str(folder), str(out), "local", 2, "en", True)) == 0
    assert len({row["article"] for row in rows(out)}) == 6


class Lost(Exception):  # noqa: N818 stands for ray.exceptions.RayError
    """A cluster gave a task up: its machines were lost, or it raised `cause` there."""

    def __init__(self, words, cause=None):
        super().__init__(words)
        self.cause = cause


@pytest.fixture
def cluster(monkeypatch):
    """Does tasks as Ray does, in this process: each when it is asked for, the last begun first."""
    begun, lost = [], {}

    class Task:
        def __init__(self, work):
            self.work = work

        def remote(self, part):
            begun.append((self.work, part))
            return len(begun) - 1

    def get(number):
        work, part = begun[number]
        if part.name in lost:
            raise lost[part.name]
        return work(part)

    ray = types.ModuleType("ray")
    ray.is_initialized = lambda: True
    ray.cluster_resources = lambda: {"CPU": 2.0}
    ray.remote = lambda **options: Task
    ray.wait = lambda running: (running[-1:], running[:-1])
    ray.get = get
    ray.exceptions = types.ModuleType("ray.exceptions")
    ray.exceptions.RayError = Lost
    monkeypatch.setitem(sys.modules, "ray", ray)
    monkeypatch.setitem(sys.modules, "ray.exceptions", ray.exceptions)
    monkeypatch.setattr(batch, "pipeline", Quick)
    return lost


def test_a_part_that_a_cluster_gives_up_is_a_problem_and_is_tried_again(archive, cluster):
    folder, out = archive
    parts = batch.plan(str(folder), str(out))
    cluster[parts[1].name] = Lost("The worker died unexpectedly.\nSee the logs.")
    done = do(folder, out, batch.run_ray)
    assert sorted(d.name for d in done) == sorted(p.name for p in parts)
    (problem,) = [problem for d in done for problem in d.problems]
    assert problem.startswith(f"{parts[1].name}: failed (Lost: The worker died unexpectedly.)")
    cluster.clear()
    assert [d.name for d in do(folder, out, batch.run_ray)] == [parts[1].name]
    assert len(rows(out)) == 6


def test_what_would_break_every_part_stops_a_cluster_too(archive, cluster):
    folder, out = archive
    parts = batch.plan(str(folder), str(out))
    cluster[parts[0].name] = Lost("PackError", PackError("da/cues.csv:3", "a broken row"))
    with pytest.raises(PackError, match="a broken row"):
        do(folder, out, batch.run_ray)


def test_paths_of_object_stores(archive):
    import fsspec

    folder, _ = archive
    memory = fsspec.filesystem("memory")
    memory.put(str(folder), "/paper", recursive=True)
    done = do("memory://paper", "memory://result")
    assert sum(d.articles for d in done) == 6
    assert len(memory.glob("/result/*.parquet")) == len(done)


def test_a_cluster_of_two_nodes_gives_the_same_rows(archive):
    ray = pytest.importorskip("ray", reason="Ray is not installed (extra ray)")
    from ray.cluster_utils import Cluster

    folder, out = archive
    do(folder, out)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False)
        other = out.with_name("ray")
        do(folder, other, batch.run_ray)
        assert rows(other) == rows(out)
    finally:
        ray.shutdown()
        cluster.shutdown()
