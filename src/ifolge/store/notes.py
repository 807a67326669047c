"""What went wrong, and how the feeds stand: small tables that others read and write."""

import secrets
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select, update

from ifolge.store import schema
from ifolge.store.text import now, storable

_P, _F, _N, _S = schema.problem, schema.feed, schema.notice, schema.setting


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be added: where, what, when first and last, how often."""

    place: str
    what: str
    first_at: str
    last_at: str
    times: int


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from the last time it was asked for."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    checked_at: str | None = None
    failures: int = 0
    next_at: str | None = None


def note_problem(connection: Connection, place: str, what: str) -> None:
    """Remember a problem; one that comes again is counted."""
    place, what, at = storable(place), storable(what), now()
    here = (_P.c.place == place) & (_P.c.what == what)
    counted = update(_P).where(here).values(times=_P.c.times + 1, last_at=at)
    if not connection.execute(counted).rowcount:
        values = {"place": place, "what": what, "first_at": at, "last_at": at, "times": 1}
        connection.execute(insert(_P).values(values))


def list_problems(connection: Connection, limit: int = 1000) -> list[Problem]:
    """The problems, the latest first."""
    query = select(_P).order_by(_P.c.last_at.desc(), _P.c.id.desc()).limit(limit)
    rows = connection.execute(query)
    return [Problem(r.place, r.what, r.first_at, r.last_at, r.times) for r in rows]


def feed_state(connection: Connection, url: str) -> FeedState:
    """How a feed stands; a new one if it was never asked for."""
    row = connection.execute(select(_F).where(_F.c.url == url)).first()
    return FeedState(**row._mapping) if row else FeedState(url)


def save_feed_state(connection: Connection, state: FeedState) -> None:
    """Remember how a feed stands."""
    if not connection.execute(
        update(_F).where(_F.c.url == state.url).values(asdict(state))
    ).rowcount:
        connection.execute(insert(_F).values(asdict(state)))


def first_time(connection: Connection, key: str) -> bool:
    """Whether a reader is to be told of `key`: true once, and never again."""
    if connection.execute(select(_N.c.key).where(_N.c.key == key)).first():
        return False
    connection.execute(insert(_N).values(key=key, at=now()))
    return True


def drawn_once(connection: Connection, name: str) -> str:
    """A secret of this store in hexadecimal digits, drawn when it is first asked for."""
    found = connection.execute(select(_S.c.value).where(_S.c.name == name)).scalar()
    if found is None:
        found = secrets.token_hex(32)
        connection.execute(insert(_S).values(name=name, value=found))
    return str(found)
