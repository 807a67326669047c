"""The command `ifolge`: its commands, and what becomes of errors.

Exit codes: 0 all well · 1 an input failed, the others are shown · 2 wrong use · 130 interrupted.
"""

import sys
from importlib.metadata import version
from typing import Annotated, TextIO

import typer

from ifolge.errors import IfolgeError, UsageError
from ifolge.show import (
    archive_command,
    batch_command,
    evaluate_command,
    import_command,
    keeping_command,
    mcp_command,
    packs_command,
    read_command,
    serve_command,
    watch_command,
)

app = typer.Typer(
    name="ifolge",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(read_command.app)
app.add_typer(archive_command.app)
app.add_typer(keeping_command.app)
app.add_typer(serve_command.app)
app.add_typer(import_command.app)
app.add_typer(mcp_command.app)
app.add_typer(evaluate_command.app)
app.add_typer(packs_command.app)
app.add_typer(watch_command.app)
app.add_typer(batch_command.app)

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"ifolge {version('ifolge')}")
        raise typer.Exit


@app.callback()
def ifolge(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Tell the version."),
    ] = False,
) -> None:
    """Who says so? Reads news articles and tells who says what, through whom, how sure."""


def main() -> None:
    """Run the command line and leave with its exit code; no traceback for what is no bug."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except IfolgeError as error:
        print(f"ifolge: {error}", file=sys.stderr)
        sys.exit(WRONG_USE if isinstance(error, UsageError) else FAILED)


def _speak_utf8(stream: TextIO) -> None:
    """Danish letters everywhere, also under LANG=C; half a character is written as its number."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
