"""`ifolge import`: its arguments. What it does stands in importing.py."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ifolge.show.request import ImportRequest, work

app = typer.Typer()

Source = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A brat folder, CAS XMI with its type system, or Label Studio JSON; or a .zip.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="JSON lines; else standard output."),
]
CorrectionsFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write what was changed as corrections to a new file."),
]
Author = Annotated[str, typer.Option(metavar="NAME", help="Who corrected, for --corrections.")]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="When; else today, for --corrections.")
]
Found = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="JSON lines of what ifolge had found; else as exported."),
]


@app.command("import")
def import_command(
    source: Source,
    output: Output = None,
    corrections: CorrectionsFile = None,
    author: Author = "",
    day: Day = None,
    found: Found = None,
) -> None:
    """Bring back what people put right in brat, INCEpTION or Label Studio."""
    today = date.today().isoformat()
    request = ImportRequest(source, output, corrections, author, day or today, found)
    raise typer.Exit(work("importing")(request))
