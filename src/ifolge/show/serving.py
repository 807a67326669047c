"""Run the desk: make the application, tell where it is, listen until somebody stops it."""

import getpass
import logging
import sys
from dataclasses import replace
from pathlib import Path

import uvicorn

from ifolge.show.request import ServeRequest
from ifolge.show.web.app import create_app
from ifolge.show.web.settings import Role, Settings, is_local, read_tokens

BACKLOG, SLOW = 100, 15


def run(request: ServeRequest) -> int:
    """Serve the desk. Returns the exit code when it is stopped."""
    settings = settings_of(request)
    app = create_app(settings)
    if request.log:
        _write_log(request.log)
    print(f"ifolge: the desk is at http://{_name(settings)}:{settings.port}/", file=sys.stderr)
    print("ifolge: stop it with Ctrl-C", file=sys.stderr)
    uvicorn.run(
        app,
        host=settings.host.strip("[]"),
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        limit_concurrency=200,
        timeout_graceful_shutdown=SLOW,
    )
    return 0


def settings_of(request: ServeRequest) -> Settings:
    """The settings asked for. Raises UsageError when the desk would be open to everybody."""
    settings = Settings(
        host=request.host,
        port=request.port,
        store=request.store,
        tokens=(
            *read_tokens(request.tokens),
            *read_tokens(request.reader_tokens, Role.READER),
        ),
        hosts=request.hosts,
        processes=True,
    )
    return replace(settings, author=_user()) if settings.is_open else settings


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _name(settings: Settings) -> str:
    if is_local(settings.host) or settings.host not in ("0.0.0.0", "::"):  # noqa: S104 compared only
        return settings.host
    return settings.hosts[0] if settings.hosts else "localhost"


def _write_log(path: Path) -> None:
    """One line a request: method, path without query, status, time. No names, no tokens."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("ifolge.desk")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
