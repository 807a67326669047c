"""Run the shipped model: pieces → tags and names, then one more reading per candidate cue.

Method: re-reading per cue (docs/decisions/0001-one-encoder-re-reading-per-cue.md), one window at a
time (0006-eight-layers-one-window-at-a-time.md). Two ONNX graphs with int8 weights, run by ONNX
Runtime on the CPU; the tokenizer and a linear map for sentence vectors lie beside them.
"""

import itertools
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ifolge.encoder.candidates import find_candidates
from ifolge.encoder.pieces import BEGIN, END, Pieces, cut_pieces, piece_range
from ifolge.encoder.windows import Window, lay_windows
from ifolge.errors import ModelError
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.emissions import CueReading, Emissions, Role

FILES = files("ifolge.encoder") / "files"
BATCH_CUES = 48  # cues read together
OPEN = 0.5  # probability of content at the edge of what was read from which more is read
AHEAD = 8  # articles read while those before them are judged

Float = NDArray[np.float32]


@dataclass(slots=True)
class Draft:
    """An article on its way through the encoder."""

    parsed: ParsedArticle
    pieces: Pieces
    names: Float
    given: tuple[tuple[int, int, bool], ...] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one window adds: readings of its cues, and the sums of hidden states of the pieces
    decided there, by sentence, with how many they are.
    """

    cues: list[CueReading]
    sums: dict[int, tuple[Float, int]]


Reading = tuple[Draft, list[Future[Part]]]


@dataclass(frozen=True, slots=True)
class Look:
    """What one reading of places of a window says of a cue; `low` is the first of them."""

    low: int
    roles: Float
    verdict: float
    status: dict[str, float]
    source_type: dict[str, float]
    anonymous: float

    def breaks_off(self, size: int) -> bool:
        """Whether a likely content goes on beyond what was read of a window of `size` pieces."""
        content = self.roles[:, Role.CONTENT] > OPEN
        high = self.low + len(self.roles) - 1
        return bool((content[0] and self.low > 1) or (content[-1] and high < size))


class Encoder:
    """The shipped model, loaded. Not shared between processes; safe to call from one thread."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        """Load from `folder` (default: the files of the package), with `threads` CPU threads.

        Raises ModelError when a file is missing or damaged.
        """
        try:
            if folder is None:
                with as_file(FILES) as path:
                    self._load(path, threads)
            else:
                self._load(folder, threads)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f"the model cannot be loaded ({error}); install ifolge again"
            ) from error

    def _load(self, folder: Path, threads: int | None) -> None:
        self.settings: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = 1
        self.threads = threads or usable_cores()
        providers = ["CPUExecutionProvider"]
        self._encoder, self._reader = (
            ort.InferenceSession(str(folder / name), options, providers=providers)
            for name in ("encoder.onnx", "reader.onnx")
        )
        matrix = np.load(folder / "vector.npy").astype(np.float32)
        self._vector, self._shift = matrix[:-1], matrix[-1]

    @property
    def version(self) -> str:
        """Name and digest of the model, as reports carry it."""
        return f"{self.settings['name']} {self.settings['digest']}"

    def read(self, articles: Iterable[ParsedArticle]) -> Iterator[Emissions]:
        """What the encoder says of each article, in order.

        Threads read the next `AHEAD` articles while the caller works on the last.
        """
        source = iter(articles)
        pool = ThreadPoolExecutor(self.threads)
        try:
            waiting: list[Reading] = []
            while group := list(itertools.islice(source, AHEAD)):
                begun = [self._begin(self._draft(parsed), pool) for parsed in group]
                yield from map(self._finish, waiting)
                waiting = begun
            yield from map(self._finish, waiting)
        finally:
            pool.shutdown(cancel_futures=True)

    def read_given(
        self, parsed: ParsedArticle, cues: Sequence[tuple[Span, bool]]
    ) -> tuple[Emissions, tuple[CueReading | None, ...]]:
        """Read an article at the given cues (span, and whether it is a content without cue).

        Returns the emissions and, for each given cue, its reading (None if it covers no piece).
        """
        draft = self._draft(parsed)
        ranges = [
            (*piece_range(draft.pieces.offsets, span.start, span.end), bare) for span, bare in cues
        ]
        draft.given = tuple(sorted({r for r in ranges if r[0] < r[1]}))
        with ThreadPoolExecutor(self.threads) as pool:
            emissions = self._finish(self._begin(draft, pool))
        readings = {(c.cue, c.bare): c for c in emissions.cues}
        return emissions, tuple(readings.get(((a, b), bare)) for a, b, bare in ranges)

    def _windows(self, draft: Draft) -> list[Window]:
        longest, overlap = self.settings["window"], self.settings["overlap"]
        return lay_windows(len(draft.pieces.ids), draft.pieces.lines, longest, overlap)

    def _draft(self, parsed: ParsedArticle) -> Draft:
        pieces = cut_pieces(parsed.text, self.tokenizer)
        return Draft(parsed, pieces, np.zeros((len(pieces.ids), 7), np.float32))

    def _begin(self, draft: Draft, pool: ThreadPoolExecutor) -> Reading:
        return draft, [pool.submit(self._run, draft, window) for window in self._windows(draft)]

    def _run(self, draft: Draft, window: Window) -> Part:
        """Read one window, and each of its candidate cues again.

        Windows are run one by one: without padding there is nothing to mask, and attention without
        a mask takes less than half the time and never holds the whole matrix of scores. Several
        windows at once, each on one thread, keep the cores busier than one window on several.
        """
        ids = np.array([[BEGIN, *draft.pieces.ids[window.start : window.end], END]], np.int64)
        scheme = np.array([self.settings["scheme"]], np.int64)
        (hidden,), (tags,), (names,) = self._encoder.run(None, {"ids": ids, "scheme": scheme})
        shift = 1 - window.start
        a, b = window.own_start, window.own_end
        draft.names[a:b] = names[a + shift : b + shift]
        cues = [
            (first + shift, min(last, window.end) + shift - 1, int(bare))
            for first, last, bare in self._candidates(draft, window, tags)
            if a <= first < b
        ]
        read = [
            reading
            for at in range(0, len(cues), BATCH_CUES)
            for reading in self._reread(window, hidden, cues[at : at + BATCH_CUES])
        ]
        return Part(read, sum_sentences(draft, window, hidden))

    def _candidates(
        self, draft: Draft, window: Window, tags: Float
    ) -> Sequence[tuple[int, int, bool]]:
        """Cues to read again, as pieces of the article: those given, else those the tags show,
        and the first word of a headline that is a quotation.
        """
        if draft.given is not None:
            return draft.given
        inside = tags[1 : window.end - window.start + 1]
        found = find_candidates(inside, self.settings["candidate"])
        shown = [(first + window.start, last + window.start, bare) for first, last, bare in found]
        quotation = draft.parsed.headline_quotation
        if quotation is not None and window.start == 0:
            start = quotation.inner.start
            first, _ = piece_range(draft.pieces.offsets, start, start + 1)
            shown = [(first, first + 1, True), *(c for c in shown if c[0] != first)]
        return shown

    def _reread(
        self, window: Window, hidden: Float, cues: list[tuple[int, int, int]]
    ) -> Iterator[CueReading]:
        """Read near each cue again; where a content does not end there, the whole window."""
        size = window.end - window.start
        length = min(size, 2 * self.settings["reach"] + 1)
        looks = self._look(hidden, cues, length)
        wider = [i for i, look in enumerate(looks) if look.breaks_off(size)]
        for i, look in zip(wider, self._look(hidden, [cues[i] for i in wider], size), strict=True):
            looks[i] = look
        shift = window.start - 1
        for (first, last, bare), look in zip(cues, looks, strict=True):
            found = np.zeros((size, len(Role)), np.float32)
            found[:, Role.NOTHING] = 1.0
            found[look.low - 1 : look.low - 1 + len(look.roles)] = look.roles
            weight = found[:, Role.CONTENT]
            mean = weight @ hidden[1 : size + 1] / np.float32(max(float(weight.sum()), 1e-3))
            yield CueReading(
                cue=(first + shift, last + 1 + shift),
                bare=bool(bare),
                first=window.start,
                roles=found,
                verdict=look.verdict,
                status=look.status,
                source_type=look.source_type,
                anonymous=look.anonymous,
                vector=self._map(mean),
            )

    def _look(self, hidden: Float, cues: Sequence[tuple[int, int, int]], length: int) -> list[Look]:
        """Read `length` places of a window again for each cue, the cue in their middle."""
        if not cues:
            return []
        size = len(hidden) - 2
        table = np.array([(0, *cue) for cue in cues], np.int64)
        middles = (table[:, 1] + table[:, 2]) // 2
        lows = np.clip(np.minimum(middles - length // 2, table[:, 1]), 1, size + 1 - length)
        places = lows[:, None] + np.arange(length)
        scheme = np.full(len(cues), self.settings["scheme"], np.int64)
        roles, verdict, status, kind, anonymous = self._reader.run(
            None, {"hidden": hidden[None], "cues": table, "places": places, "scheme": scheme}
        )
        return [
            Look(
                low=int(lows[i]),
                roles=roles[i],
                verdict=float(verdict[i]),
                status=dict(zip(self.settings["statuses"], status[i].tolist(), strict=True)),
                source_type=dict(zip(self.settings["types"], kind[i].tolist(), strict=True)),
                anonymous=float(anonymous[i]),
            )
            for i in range(len(cues))
        ]

    def _map(self, mean: Float) -> Float:
        vector: Float = mean @ self._vector + self._shift
        unit: Float = vector / np.float32(max(float(np.linalg.norm(vector)), 1e-6))
        return unit

    def _finish(self, reading: Reading) -> Emissions:
        """Join what the windows add, in their order."""
        draft, futures = reading
        cues: list[CueReading] = []
        sums: dict[int, tuple[Float, int]] = {}
        for part in (future.result() for future in futures):
            cues += part.cues
            for number, (total, count) in part.sums.items():
                before = sums.get(number)
                sums[number] = (before[0] + total, before[1] + count) if before else (total, count)
        return Emissions(
            draft.pieces.offsets,
            draft.names,
            tuple(sorted(cues, key=lambda c: c.cue)),
            self.settings["calibration"],
            self.settings["least"],
            {
                number: self._map(total / np.float32(count))
                for number, (total, count) in sums.items()
            },
        )


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def sum_sentences(draft: Draft, window: Window, hidden: Float) -> dict[int, tuple[Float, int]]:
    """Sums of the hidden states of the pieces owned by a window, by sentence, and how many."""
    offsets = draft.pieces.offsets
    sums: dict[int, tuple[Float, int]] = {}
    if window.own_start >= window.own_end:
        return sums
    low = int(offsets[window.own_start][0])
    high = int(offsets[window.own_end - 1][1])
    for number, sentence in sentences_between(draft.parsed, low, high):
        a, b = piece_range(offsets, sentence.start, sentence.end)
        a, b = max(a, window.own_start), min(b, window.own_end)
        if a < b:
            part: Float = hidden[a - window.start + 1 : b - window.start + 1].sum(0)
            sums[number] = (part, b - a)
    return sums


def sentences_between(parsed: ParsedArticle, low: int, high: int) -> Iterator[tuple[int, Any]]:
    """The sentences that reach into the characters [low, high), with their numbers."""
    sentences = parsed.sentences
    a, b = 0, len(sentences)
    while a < b:
        middle = (a + b) // 2
        if sentences[middle].span.end <= low:
            a = middle + 1
        else:
            b = middle
    while a < len(sentences) and sentences[a].span.start < high:
        yield a, sentences[a].span
        a += 1
