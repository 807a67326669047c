"""`ifolge read`: its arguments. What it does stands in reading.py."""

from pathlib import Path
from typing import Annotated

import typer

from ifolge.show.request import OutputFormat, ReadRequest, Surface, work

app = typer.Typer()


@app.command("read")
def read_command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Text, HTML, JSON-lines or ninjs files, folders, URLs, or - for standard input.",
        ),
    ],
    format: Annotated[  # noqa: A002
        OutputFormat, typer.Option("--format", "-f", help="How to show it.")
    ] = OutputFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Explain each field of one attribution, such as a5."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Explain all of them.")] = False,
    lang: Annotated[
        Surface,
        typer.Option(envvar="IFOLGE_LANG", help="Language of labels and reasons."),
    ] = Surface.EN,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Language of the articles; else it is detected."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication, for articles that do not say it."),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The outlet, for articles that do not name theirs."),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0.0, max=1.0, help="Leave out attributions that are less sure."),
    ] = 0.0,
    corrections: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Corrections; else corrections.toml next to the articles."
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Tell who says what in articles: through whom, how sure, since when."""
    request = ReadRequest(
        tuple(inputs),
        format,
        output,
        why,
        explain,
        lang,
        language,
        published,
        outlet,
        min_confidence,
        corrections,
        workers,
        quiet,
    )
    raise typer.Exit(work("reading")(request))
