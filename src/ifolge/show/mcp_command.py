"""`ifolge mcp`: its arguments. What it does stands in mcp_server.py."""

import typer

from ifolge.show import archive_options as options
from ifolge.show.request import McpRequest, Surface, work

app = typer.Typer()


@app.command("mcp")
def mcp_command(store: options.Store = None, lang: options.Lang = Surface.EN) -> None:
    """Answer programs that speak the Model Context Protocol, over standard input and output."""
    raise typer.Exit(work("mcp_server")(McpRequest(store, lang)))
