"""Where the output goes: standard output or a file, each finished article at once."""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from ifolge.errors import UsageError

NARROWEST, WIDEST = 40, 200


def open_output(path: Path | None, encoding: str, inputs: Iterable[str]) -> TextIO:
    """The stream to write to. Raises UsageError when the file cannot be written, or is an input."""
    if path is None:
        return sys.stdout
    if any(_same_file(path, Path(name)) for name in inputs):
        raise UsageError(f"{path}: is an input; write to another file")
    try:
        return path.open("w", encoding=encoding, errors="backslashreplace", newline="")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def output_path(path: Path | None, inputs: Iterable[str], format_name: str) -> Path:
    """Where a format of files goes. Raises UsageError without a place, or when it is an input."""
    if path is None:
        raise UsageError(f"--format {format_name} is no text: say where it goes with --output")
    if any(_same_file(path, Path(name)) for name in inputs):
        raise UsageError(f"{path}: is an input; write to another file")
    return path


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def has_colour(path: Path | None) -> bool:
    """Whether to write in colour: to a terminal, unless NO_COLOR is set or it knows none."""
    if path is not None or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to fill: the terminal's, or 80 in pipes and files."""
    columns = shutil.get_terminal_size((80, 24)).columns
    return max(NARROWEST, min(columns, WIDEST))


def close_quietly() -> None:
    """The reader of our output has gone: nothing more can be written, not even on leaving."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
