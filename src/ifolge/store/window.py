"""The signatures of the articles around a day, kept in memory so that a new one finds its like.

Search is exact: an approximate index of vectors would find other neighbours in another order of
arrival. Names make it cheap: only articles that share some are looked at, all of a day at once. The
cost depends on the articles of the window, not on those of the store.
"""

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from ifolge.store import schema
from ifolge.store.signature import SHARED, Signature, are_one_story, from_bytes, near

KEPT = 400  # blocks held in memory
_ROOM = 8
_TAIL = 2048  # names not yet sorted in


class Block:
    """The signatures of one day, as columns; a row that was taken out has no story (0)."""

    def __init__(self) -> None:
        self.count = 0
        self.articles = np.zeros(_ROOM, np.int64)
        self.stories = np.zeros(_ROOM, np.int64)
        self.lengths = np.zeros(_ROOM, np.float64)
        self.means = np.zeros((_ROOM, 0), np.int8)
        self.has_mean = np.zeros(_ROOM, np.bool_)
        # All names of all rows: sorted by key, and a tail that is not.
        self.sorted = np.zeros((3, 0), np.int64)
        self.tail: list[tuple[int, int, int]] = []

    def add(self, article: int, story: int, signature: Signature) -> None:
        """One more article."""
        row = self.count
        if row == len(self.articles):
            self._double()
        if len(signature.mean) > self.means.shape[1]:
            self.means = _wider(self.means, len(signature.mean))
        self.articles[row], self.stories[row] = article, story
        self.lengths[row] = signature.length
        self.means[row, : len(signature.mean)] = signature.mean
        self.has_mean[row] = bool(len(signature.mean))
        self.tail += [(key, row, weight) for key, weight in signature.weights.items()]
        self.count += 1

    def _double(self) -> None:
        for name in ("articles", "stories", "lengths", "means", "has_mean"):
            column = getattr(self, name)
            setattr(self, name, np.concatenate([column, np.zeros_like(column)]))

    def remove(self, article: int) -> None:
        """Take an article out."""
        self.stories[self.articles == article] = 0

    def like(self, signature: Signature) -> set[int]:
        """The stories of the articles that are of one story with this one."""
        rows, weights, mine = self._sharing(signature)
        counts = np.bincount(rows, minlength=self.count)
        candidates = np.flatnonzero((counts >= SHARED) & (self.stories[: self.count] > 0))
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
        if len(self.tail) > _TAIL:
            whole = np.concatenate([self.sorted, np.array(self.tail, np.int64).T], axis=1)
            self.sorted = whole[:, np.argsort(whole[0], kind="stable")]
            self.tail = []
        keys = np.array(list(signature.weights), np.int64)
        mine = np.array(list(signature.weights.values()), np.int64)
        low = np.searchsorted(self.sorted[0], keys, "left")
        sizes = np.searchsorted(self.sorted[0], keys, "right") - low
        places = np.repeat(low - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        rows, weights = self.sorted[1][places], self.sorted[2][places]
        own = np.repeat(mine, sizes)
        late = [
            (r, w, mine_too)
            for k, r, w in self.tail
            if (mine_too := signature.weights.get(k)) is not None
        ]
        if late:
            more = np.array(late, np.int64).T
            rows, weights, own = (
                np.concatenate(pair) for pair in zip((rows, weights, own), more, strict=True)
            )
        return rows, weights, own

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
    """The blocks that were asked for last. `revision` tells what state of the store they show."""

    def __init__(self) -> None:
        self.blocks: OrderedDict[int, Block] = OrderedDict()
        self.revision = -1

    def show(self, revision: int) -> None:
        """Forget everything if somebody else wrote to the store meanwhile."""
        if revision != self.revision:
            self.blocks.clear()
            self.revision = revision

    def like(self, connection: Connection, signature: Signature) -> set[int]:
        """The stories of all articles of the store that are of one story with this one."""
        wanted = near(signature.block)
        self._load(connection, wanted)
        found: set[int] = set()
        for number in wanted:
            if self.blocks[number].count:
                found |= self.blocks[number].like(signature)
        return found

    def add(self, article: int, story: int, signature: Signature) -> None:
        """An article was added to the store."""
        if signature.block in self.blocks:
            self.blocks[signature.block].add(article, story, signature)

    def remove(self, article: int, block: int) -> None:
        """An article was taken out of its block."""
        if block in self.blocks:
            self.blocks[block].remove(article)

    def rename(self, old: int, new: int) -> None:
        """A story went up in another."""
        for block in self.blocks.values():
            block.stories[block.stories == old] = new

    def _load(self, connection: Connection, wanted: range) -> None:
        missing = [number for number in wanted if number not in self.blocks]
        for number in missing:
            self.blocks[number] = Block()
        m = schema.member.c
        columns = (m.article_id, m.story_id, m.block, m.signature)
        if missing:
            query = select(*columns).where(m.block.between(missing[0], missing[-1]))
            new = set(missing)
            for article, story, number, data in connection.execute(query.order_by(m.article_id)):
                if number in new:
                    self.blocks[number].add(article, story, from_bytes(bytes(data), number))
        for number in wanted:
            self.blocks.move_to_end(number)
        while len(self.blocks) > max(KEPT, len(wanted)):
            self.blocks.popitem(last=False)


def blocks_of(signatures: dict[int, Signature]) -> dict[int, Block]:
    """Blocks of articles, each in a story of its own that has its number."""
    blocks: dict[int, Block] = {}
    for article, signature in sorted(signatures.items()):
        blocks.setdefault(signature.block, Block()).add(article, article, signature)
    return blocks
