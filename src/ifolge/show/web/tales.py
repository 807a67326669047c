"""Stories as the desk showed them last: read again only when the store has them otherwise.

What a changed story shows is put together beside the desk. Whoever asks meanwhile waits a moment,
then sees the story as it was, or is told to come again; nobody who asks for anything else waits.
"""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection

from ifolge.archive import Archive
from ifolge.model.claim import Dossier
from ifolge.show.web.problems import NotYetError
from ifolge.show.web.tale import Tale
from ifolge.store import articles, dossiers, open_store
from ifolge.workers import Aside

LARGE = 60  # articles of a story that others need not wait for
_KEPT = 24
Compute = Callable[[int], Dossier | None]


@dataclass
class Tales:
    """The stories of an archive; safe to use from several threads.

    `compute` brings the dossier of a story up to date in the store; it gives the dossier where it
    could not be kept. Large stories and small ones have a way of their own each.
    """

    archive: Archive
    compute: tuple[Compute, Compute]
    patience: float
    _kept: OrderedDict[int, tuple[object, Tale]] = field(default_factory=OrderedDict)
    _asked: tuple[dict[int, "Future[Tale]"], dict[int, "Future[Tale]"]] = field(
        default_factory=lambda: ({}, {})
    )
    _running: dict[int, "Future[Tale]"] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._ways = [ThreadPoolExecutor(1, "stories") for _ in self.compute]

    def of(self, wanted: str, patience: float | None = None) -> Tale:
        """A story, as people put it right. Raises UsageError for none, NotYetError for one that
        takes longer than the patience to be put together and was not shown before.
        """
        number = self.archive.story(wanted)
        with self.archive.store.read() as connection:
            summary = dossiers.summary_of(connection, number)
        if not summary.stale:
            return self._as_kept(number)
        coming = self._begin(number, summary.size)
        if wait([coming], self.patience if patience is None else patience).done:
            return coming.result()
        with self._lock:
            last = self._kept.get(number)
        if last is None:
            raise NotYetError(summary.title)
        return replace(last[1], behind=True)

    def _begin(self, number: int, size: int) -> "Future[Tale]":
        """The story on its way, which many may wait for; who asks last is served first."""
        way = int(size >= LARGE)
        with self._lock:
            asked = self._asked[way]
            coming = self._running.get(number) or asked.pop(number, None)
            if coming is None:
                coming = Future()
                self._ways[way].submit(self._put_together, way)
            if number not in self._running:
                asked[number] = coming
        return coming

    def _put_together(self, way: int) -> None:
        """Bring the story up to date that was asked for last."""
        with self._lock:
            number, coming = self._asked[way].popitem()
            self._running[number] = coming
        tale, problem = None, None
        try:
            tale = self._as_kept(number, self.compute[way](number))
        except Exception as error:  # noqa: BLE001 it is raised where somebody waits
            problem = error
        with self._lock:
            del self._running[number]
        if tale is not None:
            coming.set_result(tale)
        else:
            coming.set_exception(problem)

    def _as_kept(self, number: int, dossier: Dossier | None = None) -> Tale:
        """The story as the store has it, or with a dossier that the store could not take."""
        if dossier is None and (known := self._known(number)) is not None:
            return known
        with self._reading:
            if dossier is None and (known := self._known(number)) is not None:
                return known
            with self.archive.store.read() as connection:
                mark = dossiers.mark_of(connection, number)
                tale = self._read(connection, number, dossier)
            with self._lock:
                self._kept[number] = (mark, tale)
                self._kept.move_to_end(number)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return tale

    def _known(self, number: int) -> Tale | None:
        """The story as it was shown last, if nothing changed since."""
        with self._lock:
            kept = self._kept.get(number)
        if kept is None:
            return None
        with self.archive.store.read() as connection:
            return kept[1] if dossiers.mark_of(connection, number) == kept[0] else None

    def _read(self, connection: Connection, number: int, dossier: Dossier | None) -> Tale:
        members = dossiers.members(connection, number)
        found = {one.id: one for one in articles.load_articles(connection, members)}
        languages = dossiers.languages_of(connection, number)
        dossier = dossier or dossiers.kept_dossier(connection, number)
        return Tale(number, found, languages, dossier or self.archive.refresh(number).after)

    def close(self) -> None:
        """Begin nothing more."""
        for way in self._ways:
            way.shutdown(wait=False, cancel_futures=True)
        for compute in self.compute:
            if isinstance(compute, Aside):
                compute.close()


def ways_of(archive: Archive, where: str | Path | None, processes: bool) -> tuple[Compute, Compute]:
    """How stories are put together: in processes of their own, or in threads of this one."""
    if processes:
        beside = functools.partial(_refresh_in, where)
        return Aside(beside), Aside(beside)
    here = functools.partial(_refresh, archive)
    return here, here


def _refresh(archive: Archive, number: int) -> Dossier | None:
    with archive.store.read() as connection:
        if not dossiers.is_stale(connection, number):
            return None  # somebody was quicker
    done = archive.refresh(number)
    return None if done.kept else done.after


def _refresh_in(where: str | Path | None, number: int) -> Dossier | None:
    return _refresh(_archive(where), number)


@functools.cache
def _archive(where: str | Path | None) -> Archive:
    """The archive of a process that puts stories together."""
    return Archive(open_store(where, create=False))
