"""`ifolge evaluate`: its arguments. What it does stands in evaluating.py."""

from pathlib import Path
from typing import Annotated

import typer

from ifolge.show.request import EvaluateRequest, OutputFormat, Scheme, work

app = typer.Typer()


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD.jsonl", help="Annotated articles, one JSON object a line."),
    ],
    gold_spans: Annotated[
        bool,
        typer.Option("--gold-spans", help="Score the fields alone, told on the annotated spans."),
    ] = False,
    format: Annotated[  # noqa: A002
        OutputFormat, typer.Option("--format", "-f", help="text or json.")
    ] = OutputFormat.TEXT,
    scheme: Annotated[
        Scheme | None,
        typer.Option(help="Annotation scheme to follow; else the model's own."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
) -> None:
    """Score the installed model against annotated articles of your own."""
    if format not in (OutputFormat.TEXT, OutputFormat.JSON):
        raise typer.BadParameter("scores are shown as text or json", param_hint="--format")
    as_json = format is OutputFormat.JSON
    request = EvaluateRequest(gold, gold_spans, as_json, scheme, workers)
    raise typer.Exit(work("evaluating")(request))
