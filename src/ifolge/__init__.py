"""ifolge answers the question behind every news story: who says so?

>>> import ifolge
>>> report = ifolge.analyse("Broen er lukket. Det bekræfter havnen ifølge Ritzau.")
>>> [(a.canonical_source, str(a.status)) for a in report.attributions]  # doctest: +SKIP
[('havnen', 'confirmed'), ('Ritzau', 'asserted')]
"""

import importlib
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ifolge.errors import IfolgeError, ModelError, PackError, ReadError, UsageError
from ifolge.model.article import Article, Span
from ifolge.model.attribution import Attribution
from ifolge.model.reason import Reason

if TYPE_CHECKING:
    from ifolge.client import Client
    from ifolge.frames import to_frame
    from ifolge.model.report import Report
    from ifolge.pipeline import analyse, analyse_many

__version__ = version("ifolge")
__all__ = [
    "Article",
    "Attribution",
    "Client",
    "IfolgeError",
    "ModelError",
    "PackError",
    "ReadError",
    "Reason",
    "Report",
    "Span",
    "UsageError",
    "__version__",
    "analyse",
    "analyse_many",
    "to_frame",
]

# Loaded when first asked for: they bring the model and its runtime with them.
_LATER = {
    "Client": "ifolge.client",
    "Report": "ifolge.model.report",
    "analyse": "ifolge.pipeline",
    "analyse_many": "ifolge.pipeline",
    "to_frame": "ifolge.frames",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(_LATER[name]), name)
    raise AttributeError(f"module 'ifolge' has no attribute {name!r}")
