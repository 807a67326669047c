"""From the outside world to articles: files, folders, addresses and standard input."""

from ifolge.read.inputs import read_inputs
from ifolge.read.options import ReadOptions

__all__ = ["ReadOptions", "read_inputs"]
