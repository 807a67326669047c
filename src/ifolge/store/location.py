"""Which store is meant: a file, a URL, the environment, or the user's own place."""

import os
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ifolge.errors import UsageError

VARIABLE = "IFOLGE_STORE"
FILE_NAME = "archive.sqlite"
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def locate(where: str | Path | None = None) -> URL:
    """The store's URL: `where`, else IFOLGE_STORE, else a file among the user's own data.

    A name without "://" is an SQLite file. Raises UsageError for a URL of another kind.
    """
    named = str(where or os.environ.get(VARIABLE) or user_data_path("ifolge") / FILE_NAME)
    if "://" not in named:
        return URL.create("sqlite", database=str(Path(named).expanduser().absolute()))
    try:
        url = make_url(named)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"--store {named}: is no address of a store") from error
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise UsageError(f"--store {url.drivername}://…: a file, or postgresql://…")
    return url


def shown(url: URL) -> str:
    """The store as it is named to the user: the file, or the address without its password."""
    if url.drivername == "sqlite":
        return url.database or ":memory:"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)
