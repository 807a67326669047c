"""`ifolge packs`: for people who extend what ifolge knows of a language."""

import typer

from ifolge.show.request import work

app = typer.Typer(name="packs", help="Language packs: the tables of words and what they mean.")


@app.callback()
def packs() -> None:
    """Language packs: the tables of words and what they mean."""


@app.command("check")
def check_command() -> None:
    """Read every table of every pack; tell rows that break the rules, with file and line."""
    raise typer.Exit(work("checking")(None))
