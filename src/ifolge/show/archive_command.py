"""The commands around the store: their arguments. What they do stands in adding.py, browsing.py."""

from typing import Annotated

import typer

from ifolge.model.attribution import SourceType, Status
from ifolge.show import archive_options as options
from ifolge.show.archive_request import (
    AddRequest,
    DossierFormat,
    DossierRequest,
    InvestigateRequest,
    ListFormat,
    ListRequest,
    SearchRequest,
)
from ifolge.show.request import Surface, work

app = typer.Typer()


@app.command("investigate")
def investigate_command(
    inputs: options.Inputs,
    format: options.AsDossier = DossierFormat.TEXT,  # noqa: A002
    output: options.Output = None,
    attributions: options.Attributions = None,
    explain: options.Explain = False,
    lang: options.Lang = Surface.EN,
    language: options.ArticleLanguage = None,
    workers: options.Workers = 1,
    quiet: options.Quiet = False,
) -> None:
    """Tell what a handful of articles show together: claims, origins, copies, circles, history."""
    request = InvestigateRequest(
        inputs=tuple(inputs),
        format=format,
        output=output,
        attributions=attributions,
        lang=lang,
        language=language,
        explain=explain,
        workers=workers,
        quiet=quiet,
    )
    raise typer.Exit(work("investigating")(request))


@app.command("add")
def add_command(
    inputs: options.Inputs,
    store: options.Store = None,
    lang: options.Lang = Surface.EN,
    language: options.ArticleLanguage = None,
    attributions: options.Attributions = None,
    workers: options.Workers = 1,
    each: Annotated[bool, typer.Option("--list", help="Name each article when safe.")] = False,
    later: Annotated[
        bool, typer.Option("--later", help="Leave the stories for when they are asked for.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Add articles to the store: what is new or changed, each whole or not at all."""
    request = AddRequest(
        inputs=tuple(inputs),
        store=store,
        lang=lang,
        language=language,
        attributions=attributions,
        workers=workers,
        each=each,
        later=later,
        quiet=quiet,
    )
    raise typer.Exit(work("adding")(request))


@app.command("stories")
def stories_command(
    store: options.Store = None,
    format: options.AsList = ListFormat.TEXT,  # noqa: A002
    limit: options.Limit = 30,
    lang: options.Lang = Surface.EN,
) -> None:
    """List the stories of several articles, those with the latest news first."""
    raise typer.Exit(work("browsing", "stories")(ListRequest(store, format, lang, limit)))


@app.command("story")
def story_command(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Its number, or an article of it.")],
    store: options.Store = None,
    format: options.AsDossier = DossierFormat.TEXT,  # noqa: A002
    output: options.Output = None,
    explain: options.Explain = False,
    lang: options.Lang = Surface.EN,
) -> None:
    """Show a story: its claims with independent origins, their history, copies and circles."""
    request = DossierRequest(wanted, store, format, output, lang, explain)
    raise typer.Exit(work("browsing", "story")(request))


@app.command("claim")
def claim_command(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="Story and claim, such as 12.c3.")],
    store: options.Store = None,
    format: options.AsList = ListFormat.TEXT,  # noqa: A002
    lang: options.Lang = Surface.EN,
) -> None:
    """Show one claim with every mention, its origins and the reasons."""
    request = DossierRequest(wanted, store, DossierFormat(format.value), None, lang, True)
    raise typer.Exit(work("browsing", "claim")(request))


@app.command("source")
def source_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The source, such as Kreml.")],
    store: options.Store = None,
    format: options.AsList = ListFormat.TEXT,  # noqa: A002
    limit: options.Limit = 50,
    lang: options.Lang = Surface.EN,
) -> None:
    """Show what a source said in all articles, the newest first."""
    raise typer.Exit(work("browsing", "source")(ListRequest(store, format, lang, limit, name)))


@app.command("search")
def search_command(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='Words, "a phrase", or a beginning*; all are needed.'),
    ] = None,
    store: options.Store = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Articles in it.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Articles of it.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="It speaks there.")] = None,
    source_type: Annotated[
        SourceType | None, typer.Option("--type", help="Such a source speaks there.")
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Something has this status.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    format: options.AsList = ListFormat.TEXT,  # noqa: A002
    limit: options.Limit = 50,
    lang: options.Lang = Surface.EN,
) -> None:
    """Find articles by their words and by who says what in them, the newest first."""
    conditions = {
        "lang": language,
        "outlet": outlet,
        "source": source,
        "source_type": source_type and source_type.value,
        "status": status and status.value,
        "since": since,
        "until": until,
    }
    request = SearchRequest(tuple(words or ()), conditions, store, format, lang, limit)
    raise typer.Exit(work("browsing", "search")(request))


@app.command("stats")
def stats_command(
    store: options.Store = None,
    format: options.AsList = ListFormat.TEXT,  # noqa: A002
    limit: options.Limit = 20,
    lang: options.Lang = Surface.EN,
) -> None:
    """Tell who relies on anonymous sources and agencies, and how much rests on a single origin."""
    raise typer.Exit(work("browsing", "stats")(ListRequest(store, format, lang, limit)))
