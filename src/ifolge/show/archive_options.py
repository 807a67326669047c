"""The options that the commands around the store share."""

from pathlib import Path
from typing import Annotated

import typer

from ifolge.show.archive_request import DossierFormat, ListFormat
from ifolge.show.request import Surface

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="IFOLGE_STORE",
        metavar="FILE|URL",
        help="The store: a file, or postgresql://…; else your own.",
    ),
]
Lang = Annotated[
    Surface, typer.Option("--lang", envvar="IFOLGE_LANG", help="Language of labels and reasons.")
]
Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Whatever ifolge read reads: files, folders, URLs, -."),
]
ArticleLanguage = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="Language of the articles; else detected."),
]
Attributions = Annotated[
    Path | None,
    typer.Option(
        "--attributions",
        metavar="FILE",
        help="Annotated articles (JSON lines): their attributions are taken, not the model's.",
    ),
]
Workers = Annotated[int, typer.Option("--workers", min=1, help="Processes that read side by side.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
]
AsDossier = Annotated[DossierFormat, typer.Option("--format", "-f", help="How to show it.")]
AsList = Annotated[ListFormat, typer.Option("--format", "-f", help="How to show it.")]
Explain = Annotated[bool, typer.Option("--explain", help="Give the reasons.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
Author = Annotated[
    str,
    typer.Option("--author", envvar="IFOLGE_AUTHOR", metavar="NAME", help="Who decides."),
]
