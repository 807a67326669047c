import os
import tempfile
from pathlib import Path

import pytest
from tests import postgres

from ifolge.archive import Archive
from ifolge.store import open_store


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server in a temporary folder, for the whole run."""
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed: these tests were not run on it")
    with tempfile.TemporaryDirectory(prefix="ifolge-pg-") as folder:
        os.chmod(folder, 0o755)
        with postgres.running(Path(folder) / "server") as running:
            yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """The address of an empty store, on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    return request.getfixturevalue("server").url()


@pytest.fixture
def archive(where):
    opened = Archive(open_store(where))
    yield opened
    opened.store.close()
