"""Libraries that only some formats need: asked for when they are, and named when they lack."""

import importlib
from typing import Any

from ifolge.errors import UsageError


def library(module: str, package: str, extra: str = "formats") -> Any:
    """The library. Raises UsageError with what to install when it is not there.

    Returned as Any: the libraries are no part of a plain install, nor of its type check.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        install = f"pip install 'ifolge[{extra}]'"
        raise UsageError(f"this needs {package}, which is not installed – {install}") from None
