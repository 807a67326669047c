"""The files that pages need: packed once, and kept by browsers, since a changed one has another
address.
"""

import functools
import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Request
from starlette.responses import Response

from ifolge.show.web.problems import not_found

router = APIRouter(include_in_schema=False)
_OWN = files("ifolge.show.web") / "static"
_SHARED = files("ifolge.show.export") / "page"  # also those of the page one sends to a colleague
_SHARED_NAMES = ("page.css", "page.js")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"


@dataclass(frozen=True)
class File:
    """A file as it is sent: its bytes, packed ones, its type, and what tells it from others."""

    body: bytes
    packed: bytes
    media: str
    digest: str


def address(name: str) -> str:
    """Where a page finds a file: "desk.css" → "/static/desk.css?v=3f0c…"."""
    return f"/static/{name}?v={_file(name).digest}"


@router.get("/static/{name:path}")
def static(request: Request, name: str, v: str = "") -> Response:
    """A file of the desk. No secrets are in them, so nobody has to sign in."""
    if name not in _known():
        raise not_found(name)
    one = _file(name)
    tag = f'"{one.digest}"'
    headers = {
        "etag": tag, "vary": "accept-encoding",
        "cache-control": FOR_EVER if v == one.digest else ASK_AGAIN,
    }  # fmt: skip
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(one.body, headers=headers, media_type=one.media)
    headers["content-encoding"] = "gzip"
    return Response(one.packed, headers=headers, media_type=one.media)


@functools.cache
def _known() -> dict[str, Traversable]:
    return {**{name: _SHARED / name for name in _SHARED_NAMES}, **dict(_walk(_OWN, ""))}


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _walk(one, f"{before}{one.name}/")
        else:
            yield before + one.name, one


@functools.cache
def _file(name: str) -> File:
    body = _known()[name].read_bytes()
    media = mimetypes.guess_type(name)[0] or "application/octet-stream"
    digest = hashlib.blake2b(body, digest_size=8).hexdigest()
    return File(body, gzip.compress(body, 9, mtime=0), media, digest)
