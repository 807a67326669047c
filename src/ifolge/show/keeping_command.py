"""Decisions of people, and the care of the store: their arguments."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ifolge.model.claim import Verdict
from ifolge.show import archive_options as options
from ifolge.show.archive_request import DecideRequest, KeepRequest
from ifolge.show.request import Surface, work

Command = Callable[..., None]
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
Lines = Annotated[Path, typer.Argument(metavar="FILE.jsonl")]
File = Annotated[Path, typer.Argument(metavar="FILE")]

ABOUT_CLAIMS = {
    "same": (Verdict.SAME_CLAIM, "Decide that two mentions state the same claim."),
    "different": (Verdict.OTHER_CLAIM, "Decide that two mentions state different claims."),
}
ABOUT_SOURCES = {
    "same-actor": (Verdict.SAME_ACTOR, "Decide that two names are one source."),
    "other-actor": (Verdict.OTHER_ACTOR, "Decide that two names are two sources."),
    "not-independent": (
        Verdict.NOT_INDEPENDENT,
        "Decide that two sources do not count as two independent origins.",
    ),
}


def _about_claims(verdict: Verdict) -> Command:
    def decide(
        one: One,
        two: Two,
        author: options.Author,
        note: Note = "",
        store: options.Store = None,
        lang: options.Lang = Surface.EN,
    ) -> None:
        _decide(DecideRequest(verdict, one, two, author, note, store, lang))

    return decide


def _about_sources(verdict: Verdict) -> Command:
    def decide(
        one: OneName,
        two: TwoName,
        author: options.Author,
        note: Note = "",
        store: options.Store = None,
        lang: options.Lang = Surface.EN,
    ) -> None:
        _decide(DecideRequest(verdict, one, two, author, note, store, lang))

    return decide


for _name, (_verdict, _help) in ABOUT_CLAIMS.items():
    decide_app.command(_name, help=_help)(_about_claims(_verdict))
for _name, (_verdict, _help) in ABOUT_SOURCES.items():
    decide_app.command(_name, help=_help)(_about_sources(_verdict))


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


def _with_lines(module: str, verb: str) -> Command:
    def keep(file: Lines, store: options.Store = None, lang: options.Lang = Surface.EN) -> None:
        raise typer.Exit(work(module, verb)(KeepRequest(store, file, lang)))

    return keep


def _with_file(module: str, verb: str) -> Command:
    def keep(file: File, store: options.Store = None, lang: options.Lang = Surface.EN) -> None:
        raise typer.Exit(work(module, verb)(KeepRequest(store, file, lang)))

    return keep


decisions_app.command("export", help="Write the decisions that hold to a file, one a line.")(
    _with_lines("deciding", "export")
)
decisions_app.command(
    "import",
    help="Take over decisions from a file; those that are there already are passed over.",
)(_with_lines("deciding", "import_all"))
app.command("export", help="Write all articles with what was found in them to a file, one a line.")(
    _with_lines("keeping", "export")
)
app.command(
    "backup", help="Copy the whole store, decisions and old versions too, to an SQLite file."
)(_with_file("keeping", "backup"))
app.command(
    "restore",
    help="Fill an empty store from a backup; also from SQLite to PostgreSQL and back.",
)(_with_file("keeping", "restore"))


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
