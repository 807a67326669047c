"""`ifolge read`: its arguments. What it does stands in reading.py."""

from pathlib import Path
from typing import Annotated

import typer

from ifolge.show.request import OutputFormat, ReadRequest, Surface, work

app = typer.Typer()

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Text, HTML, JSON-lines or ninjs files, folders, URLs, or - for standard input.",
    ),
]
Format = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to show it.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
]
Why = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Explain each field of one attribution, such as a5."),
]
Explain = Annotated[bool, typer.Option("--explain", help="Explain all of them.")]
Lang = Annotated[
    Surface, typer.Option(envvar="IFOLGE_LANG", help="Language of labels and reasons.")
]
ArticleLanguage = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language of the articles; else it is detected."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication, for articles that do not say it."),
]
Outlet = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The outlet, for articles that do not name theirs."),
]
MinConfidence = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Leave out attributions that are less sure.")
]
CorrectionsFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Corrections; else corrections.toml next to the articles."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read side by side.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


@app.command("read")
def read_command(
    inputs: Inputs,
    format: Format = OutputFormat.TEXT,  # noqa: A002
    output: Output = None,
    why: Why = None,
    explain: Explain = False,
    lang: Lang = Surface.EN,
    language: ArticleLanguage = None,
    published: Published = None,
    outlet: Outlet = None,
    min_confidence: MinConfidence = 0.0,
    corrections: CorrectionsFile = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> None:
    """Tell who says what in articles: through whom, how sure, since when."""
    request = ReadRequest(
        inputs=tuple(inputs),
        format=format,
        output=output,
        why=why,
        explain=explain,
        lang=lang,
        language=language,
        published=published,
        outlet=outlet,
        min_confidence=min_confidence,
        corrections=corrections,
        workers=workers,
        quiet=quiet,
    )
    raise typer.Exit(work("reading")(request))
