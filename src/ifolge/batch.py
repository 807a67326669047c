"""An archive to Parquet: one row an attribution, part by part, each part once.

The first run writes a plan of which files make a part; it stays as it is, and files that come
later make new parts. A part is done when its manifest is there, which is written last; a run that
is killed does the unfinished parts again under the same names.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ifolge import pipeline
from ifolge.errors import IfolgeError, ReadError, UsageError, WorkerError
from ifolge.model.article import Article
from ifolge.model.report import Report
from ifolge.read.inputs import READABLE, read_inputs
from ifolge.read.kinds import suffix_of
from ifolge.table import write_table
from ifolge.workers import spread

INSTALL = {"batch": "pip install 'ifolge[batch]'", "ray": "pip install 'ifolge[ray]'"}
PLAN, PART_BYTES = "_plan.json", 8_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """Some files of the archive that are read together, and where their rows go."""

    name: str
    target: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a part: its file's digest, counts, and the problems as lines."""

    name: str
    digest: str
    articles: int
    words: int
    rows: int
    problems: tuple[str, ...] = ()


def plan(source: str, target: str) -> list[Part]:
    """The parts of an archive (a file, a folder, or an object-store path), the same in every run.

    Raises UsageError when there is nothing to read or an extra is missing.
    """
    fs, root = _place(source)
    out, folder = _place(target)
    if not fs.exists(root):
        raise UsageError(f"{source}: no such file or folder")
    sizes = {fs.unstrip_protocol(p): s for p, s in sorted(_files(fs, root))}
    out.makedirs(folder, exist_ok=True)
    path = f"{folder}/{PLAN}"
    known = json.loads(out.cat_file(path)) if out.exists(path) else []
    taken = {name for group in known for name in group}
    groups = known + _grouped([item for item in sizes.items() if item[0] not in taken])
    if not groups:
        raise UsageError(f"{source}: no readable file in it")
    if groups != known:
        _write(out, path, json.dumps(groups, indent=0).encode())
    return [Part(_name(n, group), target, tuple(group)) for n, group in enumerate(groups)]


def is_done(part: Part) -> bool:
    """Whether the part was finished in an earlier run."""
    fs, folder = _place(part.target)
    manifest, rows = f"{folder}/{part.name}.json", f"{folder}/{part.name}.parquet"
    return bool(fs.exists(manifest) and fs.exists(rows))


def run_part(part: Part, threads: int | None = 1) -> Done:
    """Read the files of a part and write its rows, then its manifest."""
    import pyarrow
    from pyarrow import parquet

    fs, folder = _place(part.target)
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        articles = _articles(part.inputs, Path(scratch), problems)
        reports = pipeline.analyse_many(articles, tools=pipeline.default_tools(threads))
        path, seen = Path(scratch, "rows.parquet"), _Counted()
        rows = write_table(seen.through(reports), path, pyarrow, parquet)
        data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    done = Done(part.name, digest, seen.articles, seen.words, rows, tuple(problems))
    _write(fs, f"{folder}/{part.name}.parquet", data)
    manifest = {**asdict(done), "inputs": part.inputs}
    _write(fs, f"{folder}/{part.name}.json", json.dumps(manifest, ensure_ascii=False).encode())
    return done


def try_part(part: Part, threads: int | None = 1) -> Done:
    """Do a part; if it fails, that is its problem, and the other parts go on.

    What would go wrong with every part (a damaged model, a broken pack) is raised.
    """
    try:
        return run_part(part, threads)
    except IfolgeError:
        raise
    except Exception as error:  # noqa: BLE001 whatever it is, it is told with the part's name
        return _failed(part, error)


def _failed(part: Part, error: BaseException) -> Done:
    """A part that left no manifest, so that the next run does it again."""
    line = next(iter(str(error).strip().splitlines()), "")
    why = ": ".join(filter(None, (type(error).__name__, line)))
    problem = f"{part.name}: failed ({why}); the next run tries it again"
    return Done(part.name, "", 0, 0, 0, (problem,))


def run_local(parts: Iterable[Part], workers: int = 1) -> Iterator[Done]:
    """Do parts on this machine, one process each; one worker stays in this process.

    A part whose process is killed is done again by another; killed twice, it is a problem.
    """
    if workers == 1:
        yield from map(partial(try_part, threads=None), parts)
        return
    for task, done in spread(try_part, parts, workers):
        yield _failed(task.item, done) if isinstance(done, WorkerError) else done


def run_ray(parts: Iterable[Part], workers: int | None = None) -> Iterator[Done]:
    """Do parts on a Ray cluster (RAY_ADDRESS, else one of this machine), `workers` at a time.

    A part whose machine is lost is done again elsewhere; lost too often, it is a problem as if it
    had failed. Raises UsageError without Ray.
    """
    try:
        import ray
        from ray.exceptions import RayError
    except ImportError:
        raise UsageError(f"--engine ray needs Ray – {INSTALL['ray']}") from None
    if not ray.is_initialized():
        ray.init(address=os.environ.get("RAY_ADDRESS"), log_to_driver=False)
    task = ray.remote(num_cpus=1, max_retries=3)(try_part)
    at_once = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    waiting = iter(parts)
    running: dict[Any, Part] = {}
    while True:
        while len(running) < at_once and (part := next(waiting, None)) is not None:
            running[task.remote(part)] = part
        if not running:
            return
        for one in ray.wait(list(running))[0]:
            part = running.pop(one)
            try:
                yield ray.get(one)
            except RayError as error:
                cause = getattr(error, "cause", None)
                if isinstance(cause, IfolgeError):
                    raise cause from None
                yield _failed(part, error)


def _place(path: str) -> tuple[Any, str]:
    """The file system of a path, and the path in it."""
    try:
        import fsspec.core
        import pyarrow  # noqa: F401
    except ImportError:
        raise UsageError(f"ifolge batch needs pyarrow – {INSTALL['batch']}") from None
    try:
        fs, root = fsspec.core.url_to_fs(path)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{path}: {error}") from None
    return fs, root.rstrip("/")


def _files(fs: Any, root: str) -> Iterator[tuple[str, int]]:
    """The readable files and their sizes; one that is named is taken whatever its suffix."""
    if fs.isfile(root):
        yield root, int(fs.size(root) or 0)
        return
    for path, info in fs.find(root, detail=True).items():
        parts = path[len(root) :].strip("/").split("/")
        hidden = any(name.startswith((".", "_")) for name in parts)
        if suffix_of(parts[-1]) in READABLE and not hidden:
            yield path, int(info.get("size") or 0)


def _grouped(files: list[tuple[str, int]]) -> list[list[str]]:
    """Small files together until a part is large enough, large ones alone."""
    groups: list[list[str]] = []
    filled = 0
    for path, size in files:
        if not groups or filled + size > PART_BYTES:
            groups.append([])
            filled = 0
        groups[-1].append(path)
        filled += max(size, 1)
    return groups


def _name(number: int, group: list[str]) -> str:
    mark = hashlib.blake2b("\0".join(group).encode(), digest_size=5).hexdigest()
    return f"part-{number:06}-{mark}"


def _write(fs: Any, path: str, data: bytes) -> None:
    """Write a file whole: under another name first where files can be renamed."""
    if "file" not in fs.protocol:
        fs.pipe_file(path, data)
        return
    half = Path(f"{path}.{os.getpid()}.half")
    with half.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    half.replace(path)


def _articles(inputs: Iterable[str], scratch: Path, problems: list[str]) -> Iterator[Article]:
    """The articles of the files; what cannot be read goes into `problems`."""
    for name in inputs:
        fs, path = _place(name)
        local = Path(path)
        if "file" not in fs.protocol:
            local = scratch / Path(path).name
            try:
                fs.get_file(path, str(local))
            except OSError as error:
                problems.append(f"{name}: {error}")
                continue
        for result in read_inputs([str(local)]):
            if isinstance(result, ReadError):
                problems.append(str(result))
            else:
                yield result


@dataclass
class _Counted:
    """Reports that pass by: how many articles and words."""

    articles: int = 0
    words: int = 0

    def through(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.articles += 1
            self.words += len(report.article.text.split())
            yield report
