"""Lists a page at a time, and requests that are answered once however often they are sent."""

import base64
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Header, Query
from pydantic import BaseModel
from sqlalchemy import Connection, insert, select
from starlette.responses import JSONResponse, Response

from ifolge.show.web import shapes
from ifolge.show.web.access import Person
from ifolge.show.web.desk import Desk
from ifolge.show.web.problems import Problem
from ifolge.store.schema import answered
from ifolge.store.text import now

T = TypeVar("T")
DEEPEST = 100_000
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str, Query(max_length=60, description="`next` of the page before")]
Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", max_length=200, description="sent again, answered the same"),
]
_BAD = {"model": shapes.Problem, "content": {"application/problem+json": {}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {**_BAD, "description": words}
    for status, words in (
        (400, "a host name the desk does not answer to"),
        (401, "no token, or a wrong one"),
        (403, "not for this role, or from another site"),
        (404, "there is no such thing"),
        (409, "the key was used for another request"),
        (413, "too large"),
        (422, "not as it must be"),
        (429, "too many requests"),
        (503, "busy, or the store is away"),
    )
}


def offset_of(cursor: str) -> int:
    """Where a page begins. Raises Problem for a cursor that is none of ours."""
    if not cursor:
        return 0
    try:
        kind, _, place = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        offset = int(place)
    except ValueError:
        raise Problem(422, "problem.no_cursor") from None
    if kind != "o" or not 0 <= offset <= DEEPEST:
        raise Problem(422, "problem.no_cursor")
    return offset


def cursor_of(offset: int) -> str:
    """The cursor of a page that begins there."""
    return base64.urlsafe_b64encode(f"o:{offset}".encode()).decode()


def cut(found: Sequence[T], offset: int, limit: int) -> tuple[list[T], str | None]:
    """One page of what was found (one more than the limit was asked for), and what follows."""
    more = len(found) > limit and offset + limit <= DEEPEST
    return list(found[:limit]), cursor_of(offset + limit) if more else None


def once(
    desk: Desk, key: str | None, asked: tuple[Person, str, BaseModel], work: Callable[[], Any]
) -> Response:
    """Do the work and answer 201; under a key that was used, answer as before and do nothing.

    `asked` is who asks, which route, and the body: the same key for other things is refused.
    """
    if key is None:
        return JSONResponse(_plain(work()), 201)
    person, route, body = asked
    told = json.dumps([person.name, route, body.model_dump(mode="json")], sort_keys=True)
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    with desk.once_lock:
        known = desk.read(lambda connection: _answered(connection, f"{person.name}/{key}"))
        if known is None:
            content = _plain(work())
            kept = json.dumps(content)
            values = {"key": f"{person.name}/{key}", "digest": digest, "status": 201}
            row = {**values, "body": kept, "at": now()}
            desk.store.write(lambda connection: connection.execute(insert(answered).values(row)))
            return JSONResponse(content, 201)
    if known[0] != digest:
        raise Problem(409, "problem.key_used")
    return JSONResponse(json.loads(known[1]), 201, {"idempotency-replayed": "true"})


def _answered(connection: Connection, key: str) -> tuple[str, str] | None:
    query = select(answered.c.digest, answered.c.body).where(answered.c.key == key)
    row = connection.execute(query).first()
    return (row.digest, row.body) if row else None


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value
