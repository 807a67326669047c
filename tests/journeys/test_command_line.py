import subprocess
import sys
from importlib.metadata import version

HEAVY = ("numpy", "onnxruntime", "tokenizers", "trafilatura", "htmldate", "httpx", "py3langid")


def test_version(run):
    assert run("--version").out == f"ifolge {version('ifolge')}\n"


def test_help_names_the_commands(run):
    result = run("--help")
    assert result.code == 0
    for command in ("read", "evaluate", "packs"):
        assert command in result.out


def test_help_loads_nothing_heavy():
    code = "import sys, ifolge.show.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in HEAVY if name in loaded] == []


def test_the_packs_are_in_order(run):
    result = run("packs", "check")
    assert result.err == ""
    assert result.code == 0
    assert "da: " in result.out
