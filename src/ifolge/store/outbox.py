"""Messages that wait to be sent: written with what they tell of, kept when sent, never twice."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from ifolge.store import schema
from ifolge.store.text import now, storable

_O = schema.outbox
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that is not sent yet: its key, its target, its words, how often it was tried."""

    key: str
    target: str
    body: str
    attempts: int


def post(connection: Connection, key: str, body: str, targets: Iterable[str]) -> int:
    """Put a message into the outbox for each target that has not got it. Returns for how many."""
    key, count = storable(key)[:LONGEST_KEY], 0
    for target in targets:
        here = (_O.c.key == key) & (_O.c.target == target)
        if connection.execute(select(_O.c.key).where(here)).first():
            continue
        values = {"key": key, "target": target, "body": storable(body), "made_at": now()}
        connection.execute(insert(_O).values(**values, attempts=0))
        count += 1
    return count


def waiting(connection: Connection, target: str, at: str, limit: int = 500) -> list[Waiting]:
    """The messages to send to a target now, the oldest first."""
    due = _O.c.next_at.is_(None) | (_O.c.next_at <= at)
    query = select(_O).where(_O.c.target == target, _O.c.sent_at.is_(None), due)
    rows = connection.execute(query.order_by(_O.c.made_at, _O.c.key).limit(limit))
    return [Waiting(r.key, r.target, r.body, r.attempts) for r in rows]


def mark_sent(connection: Connection, message: Waiting) -> None:
    """The message has arrived."""
    _change(connection, message, sent_at=now(), attempts=message.attempts + 1)


def put_off(connection: Connection, message: Waiting, next_at: str) -> None:
    """The message did not arrive; it is tried again at `next_at`."""
    _change(connection, message, next_at=next_at, attempts=message.attempts + 1)


def _change(connection: Connection, message: Waiting, **values: object) -> None:
    here = (_O.c.key == message.key) & (_O.c.target == message.target)
    connection.execute(update(_O).where(here).values(**values))
