"""`ifolge packs`: for people who extend what ifolge knows of a language."""

from pathlib import Path
from typing import Annotated

import typer

from ifolge.show.request import CheckRequest, work

app = typer.Typer(name="packs", help="Language packs: the tables of words and what they mean.")

Code = Annotated[str | None, typer.Option("--language", metavar="CODE", help="This language only.")]
Folder = Annotated[
    Path | None,
    typer.Option("--folder", metavar="PATH", help="A pack, or folder of packs, of your own."),
]


@app.callback()
def packs() -> None:
    """Language packs: the tables of words and what they mean."""


@app.command("check")
def check_command(language: Code = None, folder: Folder = None) -> None:
    """Read every table of every pack and run every row's example; tell what fails, and where."""
    raise typer.Exit(work("checking")(CheckRequest(language, folder)))
