"""The article every format is tried on, and the tools that read it back where they are there."""

import warnings
from pathlib import Path

import pytest

from ifolge.model import wire

KAJEN = wire.from_line((Path(__file__).parents[3] / "data" / "kajen.jsonl").read_text("utf-8"))


def tool(module, package):
    """The library, or a skip that says what to install; its own warnings are not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        why = f"{package} is not installed: pip install 'ifolge[dev]'"
        return pytest.importorskip(module, reason=why)


QUIET = pytest.mark.filterwarnings("ignore")
