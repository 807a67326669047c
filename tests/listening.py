"""A desk that really listens, on a port of its own, with tests/data/kajen.jsonl for the model."""

import threading
import time
from contextlib import contextmanager

import pytest

pytest.importorskip("fastapi", reason="the desk needs ifolge[serve]")

import uvicorn
from tests.unit.show.web.conftest import analyse_many

from ifolge import pipeline
from ifolge.show.web.app import create_app


@contextmanager
def listening(settings):
    """The address of a desk with these settings, while it is used."""
    before, pipeline.analyse_many = pipeline.analyse_many, analyse_many
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
    pipeline.analyse_many = before
