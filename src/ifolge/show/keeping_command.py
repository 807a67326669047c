"""Decisions of people, and the care of the store: their arguments."""

from pathlib import Path
from typing import Annotated

import typer

from ifolge.model.claim import Verdict
from ifolge.show import archive_options as options
from ifolge.show.archive_request import DecideRequest, KeepRequest
from ifolge.show.request import Surface, work

app = typer.Typer()
decide_app = typer.Typer(name="decide", help="Decide what ifolge cannot: it outranks every score.")
decisions_app = typer.Typer(name="decisions", help="The decisions of people, to list and to share.")
app.add_typer(decide_app)
app.add_typer(decisions_app)

One = Annotated[
    str, typer.Argument(metavar="ONE", help="A claim (12.c3) or a mention (ferry-01:a3).")
]
Two = Annotated[str, typer.Argument(metavar="TWO", help="The other one.")]
OneName = Annotated[str, typer.Argument(metavar="ONE", help="The name of a source.")]
TwoName = Annotated[str, typer.Argument(metavar="TWO", help="The name of another.")]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]


@decide_app.command("same")
def same_command(
    one: One,
    two: Two,
    author: options.Author,
    note: Note = "",
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Decide that two mentions state the same claim."""
    _decide(DecideRequest(Verdict.SAME_CLAIM, one, two, author, note, store, lang))


@decide_app.command("different")
def different_command(
    one: One,
    two: Two,
    author: options.Author,
    note: Note = "",
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Decide that two mentions state different claims."""
    _decide(DecideRequest(Verdict.OTHER_CLAIM, one, two, author, note, store, lang))


@decide_app.command("same-actor")
def same_actor_command(
    one: OneName,
    two: TwoName,
    author: options.Author,
    note: Note = "",
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Decide that two names are one source."""
    _decide(DecideRequest(Verdict.SAME_ACTOR, one, two, author, note, store, lang))


@decide_app.command("other-actor")
def other_actor_command(
    one: OneName,
    two: TwoName,
    author: options.Author,
    note: Note = "",
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Decide that two names are two sources."""
    _decide(DecideRequest(Verdict.OTHER_ACTOR, one, two, author, note, store, lang))


@decide_app.command("not-independent")
def not_independent_command(
    one: OneName,
    two: TwoName,
    author: options.Author,
    note: Note = "",
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Decide that two sources do not count as two independent origins."""
    _decide(DecideRequest(Verdict.NOT_INDEPENDENT, one, two, author, note, store, lang))


@decide_app.command("undo")
def undo_command(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="See ifolge decisions list.")],
    author: options.Author,
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Take a decision back; it stays on record."""
    _decide(DecideRequest("undo", str(number), author=author, store=store, lang=lang))


def _decide(request: DecideRequest) -> None:
    raise typer.Exit(work("deciding", "decide")(request))


@decisions_app.command("list")
def list_command(store: options.Store = None, lang: options.Lang = Surface.EN) -> None:
    """List all decisions, those taken back too."""
    raise typer.Exit(work("deciding", "list_all")(KeepRequest(store, None, lang)))


@decisions_app.command("export")
def export_decisions_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Write the decisions that hold to a file, one a line."""
    raise typer.Exit(work("deciding", "export")(KeepRequest(store, file, lang)))


@decisions_app.command("import")
def import_decisions_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Take over decisions from a file; those that are there already are passed over."""
    raise typer.Exit(work("deciding", "import_all")(KeepRequest(store, file, lang)))


@app.command("export")
def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Write all articles with what was found in them to a file, one a line."""
    raise typer.Exit(work("keeping", "export")(KeepRequest(store, file, lang)))


@app.command("backup")
def backup_command(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Copy the whole store, decisions and old versions too, to an SQLite file."""
    raise typer.Exit(work("keeping", "backup")(KeepRequest(store, file, lang)))


@app.command("restore")
def restore_command(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
) -> None:
    """Fill an empty store from a backup; also from SQLite to PostgreSQL and back."""
    raise typer.Exit(work("keeping", "restore")(KeepRequest(store, file, lang)))


@app.command("doctor")
def doctor_command(
    store: options.Store = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Build stories and full text anew.")
    ] = False,
    lang: options.Lang = Surface.EN,
) -> None:
    """Examine the store, and list the problems of earlier runs."""
    raise typer.Exit(work("keeping", "doctor")(KeepRequest(store, None, lang, repair)))
