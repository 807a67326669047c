"""The signatures of the articles around a day, kept in memory so that a new one finds its like.

Search is exact: an approximate index of vectors would find other neighbours in another order of
arrival. Names make it cheap: only articles that share some are looked at, all of some days at once.
The cost depends on the articles of the window, not on those of the store.
"""

from collections import OrderedDict, defaultdict

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from ifolge.store import schema
from ifolge.store.signature import SHARED, Signature, are_one_story, from_bytes, near

DAYS = 16  # blocks of one sheet
KEPT = 25  # sheets held in memory
_ROOM = 8
_TAIL = 2048  # names not yet sorted in


class Sheet:
    """The signatures of some days, as columns; a row that was taken out has no story (0)."""

    def __init__(self) -> None:
        self.count = 0
        self.articles = np.zeros(_ROOM, np.int64)
        self.stories = np.zeros(_ROOM, np.int64)
        self.blocks = np.zeros(_ROOM, np.int64)
        self.lengths = np.zeros(_ROOM, np.float64)
        self.means = np.zeros((_ROOM, 0), np.int8)
        self.has_mean = np.zeros(_ROOM, np.bool_)
        # Names with row and weight: most of them sorted by name, the last ones by name at hand.
        self.sorted = np.zeros((3, 0), np.int64)
        self.late: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.late_count = 0

    def add(self, article: int, story: int, signature: Signature) -> None:
        """One more article."""
        row = self.count
        if row == len(self.articles):
            self._double()
        if len(signature.mean) > self.means.shape[1]:
            self.means = _wider(self.means, len(signature.mean))
        self.articles[row], self.stories[row] = article, story
        self.blocks[row], self.lengths[row] = signature.block, signature.length
        self.means[row, : len(signature.mean)] = signature.mean
        self.has_mean[row] = bool(len(signature.mean))
        for key, weight in signature.weights.items():
            self.late[key].append((row, weight))
        self.late_count += len(signature.weights)
        self.count += 1

    def _double(self) -> None:
        for name in ("articles", "stories", "blocks", "lengths", "means", "has_mean"):
            column = getattr(self, name)
            setattr(self, name, np.concatenate([column, np.zeros_like(column)]))

    def remove(self, article: int) -> None:
        """Take an article out."""
        self.stories[self.articles == article] = 0

    def like(self, signature: Signature) -> set[int]:
        """The stories of the articles near in time that are of one story with this one."""
        rows, weights, mine = self._sharing(signature)
        counts = np.bincount(rows, minlength=self.count)
        candidates = np.flatnonzero((counts >= SHARED) & (self.stories[: self.count] > 0))
        days = near(signature.block)
        blocks = self.blocks[candidates]
        candidates = candidates[(blocks >= days.start) & (blocks < days.stop)]
        if not len(candidates):
            return set()
        products = np.bincount(rows, weights=weights * mine, minlength=self.count)[candidates]
        names = products / (signature.length * self.lengths[candidates])
        alike = self._meanings(signature, candidates)
        found = candidates[are_one_story(names, alike)]
        return set(np.unique(self.stories[found]).tolist())

    def _sharing(
        self, signature: Signature
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """The rows that have a name of this article, with its weight there and here."""
        if self.late_count > _TAIL + self.sorted.shape[1] // DAYS:
            self._sort_in()
        keys = np.array(list(signature.weights), np.int64)
        mine = np.array(list(signature.weights.values()), np.int64)
        low = np.searchsorted(self.sorted[0], keys, "left")
        sizes = np.searchsorted(self.sorted[0], keys, "right") - low
        places = np.repeat(low - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        rows, weights = self.sorted[1][places], self.sorted[2][places]
        own = np.repeat(mine, sizes)
        late = [
            (row, weight, own_too)
            for key, own_too in signature.weights.items()
            if key in self.late
            for row, weight in self.late[key]
        ]
        if late:
            more = np.array(late, np.int64).T
            rows, weights, own = (
                np.concatenate(pair) for pair in zip((rows, weights, own), more, strict=True)
            )
        return rows, weights, own

    def _sort_in(self) -> None:
        late = [(key, *place) for key, places in sorted(self.late.items()) for place in places]
        more = np.array(late, np.int64).T
        at = np.searchsorted(self.sorted[0], more[0], "right")
        self.sorted = np.insert(self.sorted, at, more, axis=1)
        self.late.clear()
        self.late_count = 0

    def _meanings(self, signature: Signature, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The likeness in meaning with each of these rows; not a number where it has none."""
        unknown = np.full(len(rows), np.nan)
        size = len(signature.mean)
        if not size or size != self.means.shape[1]:
            return unknown
        theirs = self.means[rows].astype(np.float64)  # whole numbers, so every sum is exact
        mine = signature.mean.astype(np.float64)
        lengths = float(mine @ mine) * np.einsum("ij,ij->i", theirs, theirs)
        likeness = (theirs @ mine) / np.maximum(np.sqrt(lengths), 1.0)
        return np.where(self.has_mean[rows], likeness, unknown)


def _wider(matrix: NDArray[np.int8], width: int) -> NDArray[np.int8]:
    return np.pad(matrix, ((0, 0), (0, width - matrix.shape[1])))


class Window:
    """The sheets that were asked for last. `revision` tells what state of the store they show."""

    def __init__(self) -> None:
        self.sheets: OrderedDict[int, Sheet] = OrderedDict()
        self.revision = -1

    def show(self, revision: int) -> None:
        """Forget everything if somebody else wrote to the store meanwhile."""
        if revision != self.revision:
            self.sheets.clear()
            self.revision = revision

    def like(self, connection: Connection, signature: Signature) -> set[int]:
        """The stories of all articles of the store that are of one story with this one."""
        wanted = sheets_near(signature)
        self._load(connection, wanted)
        found: set[int] = set()
        for number in wanted:
            if self.sheets[number].count:
                found |= self.sheets[number].like(signature)
        return found

    def add(self, article: int, story: int, signature: Signature) -> None:
        """An article was added to the store."""
        number = signature.block // DAYS
        if number in self.sheets:
            self.sheets[number].add(article, story, signature)

    def remove(self, article: int, block: int) -> None:
        """An article was taken out of its block."""
        if block // DAYS in self.sheets:
            self.sheets[block // DAYS].remove(article)

    def rename(self, old: int, new: int) -> None:
        """A story went up in another."""
        for sheet in self.sheets.values():
            sheet.stories[sheet.stories == old] = new

    def _load(self, connection: Connection, wanted: range) -> None:
        missing = [number for number in wanted if number not in self.sheets]
        for number in missing:
            self.sheets[number] = Sheet()
        m = schema.member.c
        columns = (m.article_id, m.story_id, m.block, m.signature)
        if missing:
            days = m.block.between(missing[0] * DAYS, missing[-1] * DAYS + DAYS - 1)
            query = select(*columns).where(days).order_by(m.article_id)
            new = set(missing)
            for article, story, block, data in connection.execute(query):
                if block // DAYS in new:
                    self.sheets[block // DAYS].add(article, story, from_bytes(bytes(data), block))
        for number in wanted:
            self.sheets.move_to_end(number)
        while len(self.sheets) > max(KEPT, len(wanted)):
            self.sheets.popitem(last=False)


def sheets_near(signature: Signature) -> range:
    """The sheets on which the articles near an article stand."""
    days = near(signature.block)
    return range(days.start // DAYS, (days.stop - 1) // DAYS + 1)


def sheets_of(signatures: dict[int, Signature]) -> dict[int, Sheet]:
    """Sheets of articles, each in a story of its own that has its number."""
    sheets: dict[int, Sheet] = {}
    for article, signature in sorted(signatures.items()):
        sheets.setdefault(signature.block // DAYS, Sheet()).add(article, article, signature)
    return sheets
