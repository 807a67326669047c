"""The tutorial runs as it stands: every command, in order, with the shipped model."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ifolge.encoder.onnx import FILES

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_the_tutorial_has_commands():
    kinds = [kind for kind, _ in BLOCK.findall(TUTORIAL)]
    assert kinds.count("sh") >= 5
    assert kinds[0] == "sh"


@pytest.mark.skipif(not (FILES / "encoder.onnx").is_file(), reason="the model is not there")
def test_every_command_runs_and_shows_what_the_page_says(tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("IFOLGE_", "FORCE_COLOR"))}
    shown = ""
    for kind, block in BLOCK.findall(TUTORIAL):
        if kind == "sh":
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", block],
                cwd=tmp_path,
                env={**kept, "PATH": path, "COLUMNS": "200"},
                capture_output=True,
                text=True,
                timeout=300,
            )
            assert done.returncode == 0, f"{block}\n{done.stderr}"
            shown = done.stdout
        else:
            for line in block.splitlines():
                assert line in shown, f"{line!r} is not shown"
    page = (tmp_path / "havnebroen.html").read_text("utf-8")
    assert "Fjordavisen" in page
    assert len((tmp_path / "bro-read.jsonl").read_text("utf-8").splitlines()) == 2
