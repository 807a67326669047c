"""`ifolge serve`: its arguments. What it does stands in serving.py."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ifolge.errors import UsageError
from ifolge.show import archive_options as options
from ifolge.show.request import ServeRequest, work

app = typer.Typer()

Host = Annotated[str, typer.Option(help="Where to listen; beyond this machine it needs a token.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")]
Tokens = Annotated[
    list[str] | None,
    typer.Option(
        "--token",
        envvar="IFOLGE_TOKEN",
        metavar="[NAME:]TOKEN",
        help="Lets an editor in; may be repeated. Better in the environment than on the line.",
    ),
]
Readers = Annotated[
    list[str] | None,
    typer.Option(
        "--reader-token",
        envvar="IFOLGE_READER_TOKEN",
        metavar="[NAME:]TOKEN",
        help="Lets somebody look who may change nothing; may be repeated.",
    ),
]
Hosts = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="A name the desk is reached by."),
]
Log = Annotated[Path | None, typer.Option("--log", metavar="FILE", help="Write requests to it.")]


@app.command("serve")
def serve_command(
    host: Host = "127.0.0.1",
    port: Port = 8017,
    store: options.Store = None,
    token: Tokens = None,
    reader_token: Readers = None,
    allow_host: Hosts = None,
    log: Log = None,
) -> None:
    """Open the desk: read, correct and follow stories in a browser; the HTTP API beside it."""
    if any(find_spec(name) is None for name in ("fastapi", "jinja2", "multipart", "uvicorn")):
        raise UsageError("the desk needs more: pip install 'ifolge[serve]'")
    request = ServeRequest(
        host=host,
        port=port,
        store=store,
        tokens=tuple(token or ()),
        reader_tokens=tuple(reader_token or ()),
        hosts=tuple(allow_host or ()),
        log=log,
    )
    raise typer.Exit(work("serving")(request))
