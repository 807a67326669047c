"""The container file, as far as it can be tried without a container engine."""

import json
import re
import subprocess
import sys
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.unit.show.web.conftest import EDITOR
from typer.testing import CliRunner

from ifolge.show import serving
from ifolge.show.cli import app

ROOT = Path(__file__).parents[1]
FILE = (ROOT / "Containerfile").read_text("utf-8")


def words(keyword):
    """The arguments of an instruction in JSON form."""
    return json.loads(re.search(rf"^{keyword} (\[.+\])$", FILE, re.MULTILINE)[1])


def test_what_is_copied_is_there_and_is_all_that_building_needs():
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", FILE, re.M) for name in line.split()}
    assert all((ROOT / name).exists() for name in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"pyproject.toml", "src", project["readme"], *project["license-files"]} <= copied
    extras = re.search(r"\.\[([\w,]+)\]", FILE)[1].split(",")
    assert set(extras) <= set(project["optional-dependencies"])


def test_it_starts_a_desk_that_demands_a_token(monkeypatch, tmp_path):
    served = []
    monkeypatch.setattr(serving.uvicorn, "run", lambda desk, **how: served.append((desk, how)))
    monkeypatch.setenv("IFOLGE_STORE", str(tmp_path / "store.sqlite"))
    monkeypatch.delenv("IFOLGE_TOKEN", raising=False)
    refused = CliRunner().invoke(app, words("CMD"))
    assert refused.exit_code != 0
    assert served == []
    started = CliRunner().invoke(app, words("CMD"), env={"IFOLGE_TOKEN": f"Mette:{EDITOR}"})
    assert started.exit_code == 0
    (desk, how), port = served[0], int(re.search(r"^EXPOSE (\d+)$", FILE, re.M)[1])
    assert (how["host"], how["port"]) == ("0.0.0.0", port)
    desk.state.desk.close()


@pytest.mark.parametrize("status", [200, 503])
def test_its_health_is_that_of_the_desk(status):
    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == "/health" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Health) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        code = words("HEALTHCHECK CMD")[-1].replace("8017", str(server.server_port))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        server.shutdown()
    assert (done.returncode == 0) is (status == 200)
