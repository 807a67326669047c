"""What is counted over the whole store, kept for the next visitor.

In a large store counting takes seconds, so it is done beside the pages and not at every visit: then
one sees what was counted last, and when. In a small one every visit counts anew.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from ifolge.show.web import lists
from ifolge.show.web.problems import NotYetError
from ifolge.show.web.shapes import SourceLine
from ifolge.store import Store, statistics
from ifolge.store.statistics import OutletFigures
from ifolge.store.text import now

SOURCES, OUTLETS = 501, 200  # how many of each are kept; deeper pages of sources are asked for
QUICK, RARELY = 0.2, 20  # seconds that are counted at every visit; else a share of the time


@dataclass(frozen=True)
class Overview:
    """The sources that speak most and the largest outlets, as counted `at` a time; `late` if the
    store may have changed since.
    """

    sources: list[SourceLine]
    outlets: tuple[OutletFigures, ...]
    at: str
    late: bool = False

    def lines(self, connection: Connection, part: str, limit: int, offset: int) -> list[SourceLine]:
        """Sources from a place on; by a part of their names, or far down, they are looked up."""
        if part.strip() or offset + limit > SOURCES:
            return lists.sources(connection, part, limit, offset)
        return self.sources[offset : offset + limit]


def count(connection: Connection) -> Overview:
    """Count over the whole store."""
    sources = lists.sources(connection, "", SOURCES, 0)
    return Overview(sources, statistics.outlets_of(connection, OUTLETS), now())


@dataclass
class Overviews:
    """The overview of a store, counted when somebody wants it; safe to use from several threads."""

    store: Store
    patience: float
    work: Callable[[Connection], Overview] = count
    _last: Overview | None = None
    _took: float = 0.0
    _ended: float = 0.0
    _coming: "Future[Overview] | None" = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._beside = ThreadPoolExecutor(1, "overview")

    def current(self, patience: float | None = None) -> Overview:
        """The overview, counted anew if that is due. Raises NotYetError when there is none yet."""
        coming = self.begin()
        if coming is not None:
            if wait([coming], self.patience if patience is None else patience).done:
                return coming.result()
            if self._last is None:
                raise NotYetError("nav.sources", counting=True)
        assert self._last is not None
        return replace(self._last, late=True)

    def begin(self) -> "Future[Overview] | None":
        """Count if that is due. Returns the count on its way, None if the last one still serves."""
        with self._lock:
            if self._coming is not None and not self._coming.done():
                return self._coming
            rests = time.monotonic() - self._ended < RARELY * self._took
            if self._last is not None and self._took > QUICK and rests:
                return None
            self._coming = self._beside.submit(self._count)
            return self._coming

    def _count(self) -> Overview:
        began = time.monotonic()
        with self.store.read() as connection:
            self._last = self.work(connection)
        self._ended = time.monotonic()
        self._took = self._ended - began
        return self._last

    def close(self) -> None:
        """Begin nothing more."""
        self._beside.shutdown(wait=False, cancel_futures=True)
