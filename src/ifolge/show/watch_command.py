"""`ifolge watch`: its arguments. What it does stands in watching.py."""

from typing import Annotated

import typer

from ifolge.show import archive_options as options
from ifolge.show.request import Surface, work

app = typer.Typer()


@app.command("watch")
def watch_command(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED", help="Addresses of feeds, or OPML files.")
    ],
    every: Annotated[str, typer.Option(metavar="TIME", help="How often: 90s, 5m, 1h.")] = "5m",
    notify: Annotated[
        list[str] | None,
        typer.Option(metavar="TARGET", help="An http(s) address, mailto:…, command:… or -."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round, for cron.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Private addresses too, localhost say.")
    ] = False,
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
    quiet: options.Quiet = False,
) -> None:
    """Follow feeds: add what is new, and tell when a claim changes, each change once."""
    arguments = (feeds, every, notify or ["-"], once, allow_private, store, lang, quiet)
    raise typer.Exit(work("watching")(arguments))
