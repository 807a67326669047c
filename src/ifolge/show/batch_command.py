"""`ifolge batch`: its arguments. What it does stands in batching.py."""

from enum import StrEnum
from typing import Annotated

import typer

from ifolge.show import archive_options as options
from ifolge.show.request import Surface, work

app = typer.Typer()


class Engine(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


@app.command("batch")
def batch_command(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="A folder or file, or an object-store path.")
    ],
    target: Annotated[str, typer.Argument(metavar="OUT", help="The folder of the Parquet parts.")],
    engine: Annotated[Engine, typer.Option(help="This machine, or a Ray cluster.")] = Engine.LOCAL,
    workers: options.Workers = 1,
    lang: options.Lang = Surface.EN,
    quiet: options.Quiet = False,
) -> None:
    """Turn an archive into Parquet, one row an attribution; goes on where it was stopped."""
    raise typer.Exit(work("batching")((source, target, engine.value, workers, lang, quiet)))
