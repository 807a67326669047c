"""Stories as the desk showed them last: read again only when the store has them otherwise.

A large story takes seconds to compute. Whoever asks for it meanwhile waits for the same answer;
nobody who asks for anything else waits at all.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from ifolge.archive import Archive
from ifolge.show.web.tale import Tale
from ifolge.store import dossiers

_KEPT = 24


@dataclass
class Tales:
    """The stories of an archive; safe to use from several threads."""

    archive: Archive
    _kept: OrderedDict[int, tuple[tuple[object, ...], Tale]] = field(default_factory=OrderedDict)
    _locks: dict[int, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, wanted: str) -> Tale:
        """A story with its reports, as people put them right. Raises UsageError for none."""
        number = self.archive.story(wanted)
        with self._lock:
            lock = self._locks.setdefault(number, threading.Lock())
        with lock:
            return self._current(number)

    def _current(self, number: int) -> Tale:
        with self.archive.store.read() as connection:
            stale = dossiers.is_stale(connection, number)
        if stale:
            self.archive.refresh(number)
        with self.archive.store.read() as connection:
            mark = dossiers.mark_of(connection, number)
        with self._lock:
            kept = self._kept.get(number)
        if kept is not None and kept[0] == mark:
            return kept[1]
        tale = Tale(number, self.archive.reports(number), self.archive.dossier(number))
        with self._lock:
            self._kept[number] = (mark, tale)
            self._kept.move_to_end(number)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return tale
