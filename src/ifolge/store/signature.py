"""Do two articles belong to one story? By the names and numbers they share, and by meaning.

An article has a signature: its names and numbers with weights, and the mean of its vectors. Two
signatures belong together or not whatever else is in the store and whichever came first, so that
stories do not depend on the order of arrival; all sums are of whole numbers for the same reason.
"""

import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ifolge.model.article import Span
from ifolge.model.report import Report
from ifolge.store.text import fold, moment

WINDOW = 30  # days within which two articles can be about the same event
MOST = 24  # names and numbers of a signature
SHARED = 2  # names or numbers that two articles of one story share at the least
UNDATED = 4096  # blocks of articles without a date, by their weightiest name
_STEPS = 127
_HEAD = struct.Struct("<BH")
_CAPITAL = re.compile(r"[^\W\d_]+(?:['’\-][^\W_]+)*")
_STOPS = ".!?:–"
_NUMBER = re.compile(r"(?<![\w.,:])\d{2,}(?:[.,]\d+)*(?![\w:])")


@dataclass(frozen=True)
class Signature:
    """What an article is compared by: `weights` by the key of a name or number, the `mean`
    vector in eight bits (empty where there is none), and the `block` of time it stands in.
    """

    block: int
    weights: dict[int, int]
    mean: NDArray[np.int8]

    @cached_property
    def length(self) -> float:
        """The length of the weights as a vector."""
        return math.sqrt(sum(w * w for w in self.weights.values()))

    def to_bytes(self) -> bytes:
        """As stored."""
        keys = np.array(list(self.weights), dtype=np.uint32).tobytes()
        weights = bytes(self.weights.values())
        head = _HEAD.pack(len(self.weights), len(self.mean))
        return head + keys + weights + self.mean.tobytes()


def from_bytes(data: bytes, block: int) -> Signature:
    """The signature that was stored."""
    count, length = _HEAD.unpack_from(data)
    at = _HEAD.size
    keys = np.frombuffer(data, np.uint32, count, at).tolist()
    weights = data[at + 4 * count : at + 5 * count]
    mean = np.frombuffer(data, np.int8, length, at + 5 * count)
    return Signature(block, dict(zip(keys, weights, strict=True)), mean)


def sign(report: Report) -> Signature:
    """The signature of a report."""
    found = _weigh(report)
    weights = dict(sorted(found, key=lambda item: (-item[1], item[0]))[:MOST])
    return Signature(_block(report, weights), dict(sorted(weights.items())), _mean(report))


def day_of(report: Report) -> int | None:
    """The day of publication, given or inferred, counted in days; None when it cannot be told."""
    inferred = report.published.start if report.published else None
    at = moment(report.article.published) or moment(inferred)
    return None if at is None else at.toordinal()


def _block(report: Report, weights: dict[int, int]) -> int:
    """The day; articles without one stand in blocks below zero, by their weightiest name."""
    day = day_of(report)
    if day is not None:
        return day
    return -1 - (max(weights, key=lambda k: (weights[k], k)) % UNDATED if weights else UNDATED)


def near(block: int) -> range:
    """The blocks whose articles can be of one story with those of this one."""
    return range(block, block + 1) if block < 0 else range(block - WINDOW, block + WINDOW + 1)


def _weigh(report: Report) -> list[tuple[int, int]]:
    """Each name and number with its weight: how often it stands there, more at the top."""
    text = report.article.text
    top = len(text) // 4
    counts: Counter[str] = Counter()
    for word, start in (*_names(report), *_numbers(text)):
        counts[word] += 2 if start < top else 1
    return [(zlib.crc32(word.encode()), min(255, 2 + n)) for word, n in counts.items()]


def _names(report: Report) -> Iterator[tuple[str, int]]:
    """The words of names, shortened so that "Kreml", "Kremls" and "Kremlin" meet."""
    text = report.article.text
    for span in _spans_of_names(report):
        for match in _CAPITAL.finditer(text, span.start, span.end):
            key = fold(match.group())
            if match.group()[0].isupper() and len(key) > 2:
                yield key[:5], match.start()


def _spans_of_names(report: Report) -> Iterator[Span]:
    """The names the model found, and words with a capital inside sentences."""
    text = report.article.text
    found = sorted(name.span for name in report.names)
    yield from found
    taken = {place for span in found for place in range(span.start, span.end)}
    for match in _CAPITAL.finditer(text):
        start = match.start()
        inside = start > 1 and text[start - 1] == " " and text[start - 2] not in _STOPS
        if inside and match.group()[0].isupper() and start not in taken:
            yield Span(*match.span())


def _numbers(text: str) -> Iterator[tuple[str, int]]:
    """Numbers of two figures and more that are no years."""
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if not (len(digits) == 4 and digits[:2] in ("19", "20")):
            yield digits, match.start()


def _mean(report: Report) -> NDArray[np.int8]:
    """The middle of all vectors, as far as they differ from what all texts share."""
    if not report.vectors:
        return np.zeros(0, dtype=np.int8)
    mean = np.mean(np.stack([report.vectors[key] for key in sorted(report.vectors)]), axis=0)
    largest = float(np.max(np.abs(mean))) or 1.0
    return np.asarray(np.round(mean / largest * _STEPS), dtype=np.int8)


CONSTANT, NAMES, MEANING = -5.0, 12.0, 8.0
CENTRE = 0.5  # likeness in meaning at which it speaks neither for nor against
ALONE = 0.45  # likeness in names that is enough where one has no vectors


def are_one_story(names: NDArray[np.float64], meaning: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pairs are of one story, by their likeness in names (0..1) and in meaning (-1..1, not a
    number where it is unknown); they are near in time and share enough names already.
    """
    unknown = np.isnan(meaning)
    score = CONSTANT + NAMES * names + MEANING * (np.where(unknown, 0.0, meaning) - CENTRE)
    return np.where(unknown, names >= ALONE, score > 0)
