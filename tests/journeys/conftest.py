import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import ifolge

sys.path.insert(0, str(Path(__file__).parent))
import stub_pipeline

STUB = Path(stub_pipeline.__file__)


@dataclass
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capfd, tmp_path):
    """Runs the command line in this process, with the stub for the model."""
    before = {name: sys.modules.get(name) for name in LOADED}
    attribute = getattr(ifolge, "pipeline", None)
    stub_pipeline.install()
    stub_pipeline.calls.clear()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "IFOLGE_LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run_here(*arguments):
        monkeypatch.setattr(sys, "argv", ["ifolge", *map(str, arguments)])
        from ifolge.show import cli

        with pytest.raises(SystemExit) as left:
            cli.main()
        captured = capfd.readouterr()
        return Run(left.value.code or 0, captured.out, captured.err)

    yield run_here
    for name, module in before.items():
        if module is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = module
    for name in stub_pipeline.USERS:
        sys.modules.pop(name, None)
    if attribute is None:
        vars(ifolge).pop("pipeline", None)
    else:
        ifolge.pipeline = attribute


LOADED = ("ifolge.pipeline",)


@pytest.fixture
def start(tmp_path):
    """Starts the command line as a process of its own, with the stub for the model."""
    started = []

    def start_process(*arguments, **environment):
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
        process = subprocess.Popen(
            [sys.executable, str(STUB), *map(str, arguments)],
            cwd=tmp_path,
            env={**kept, **environment},
            bufsize=0,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield start_process
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def article(tmp_path):
    """An article as plain text, the one the stub knows."""
    path = tmp_path / "kajen.txt"
    path.write_text(stub_pipeline.KAJEN.article.text + "\n", encoding="utf-8")
    return path
