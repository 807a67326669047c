"""Run the shipped model: pieces → tags and names, then one more reading per candidate cue.

Method: re-reading per cue (docs/explain/model.md). Two ONNX graphs with int8 weights, run by ONNX
Runtime on the CPU; the tokenizer and a linear map for sentence vectors lie beside them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ifolge.encoder.candidates import find_candidates
from ifolge.encoder.pieces import BEGIN, END, PAD, Pieces, cut_pieces, piece_range
from ifolge.encoder.windows import Window, lay_windows
from ifolge.errors import ModelError
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.emissions import CueReading, Emissions, Role

FILES = files("ifolge.encoder") / "files"
BATCH_PIECES = 3072  # pieces of windows run together
BATCH_CUES = 48  # cues read together
AHEAD = 24  # articles whose windows are batched together

Float = NDArray[np.float32]


@dataclass(slots=True)
class Draft:
    """An article on its way through the encoder."""

    parsed: ParsedArticle
    pieces: Pieces
    names: Float
    given: tuple[tuple[int, int, bool], ...] | None = None
    cues: list[CueReading] = field(default_factory=list)
    sums: dict[int, tuple[Float, int]] = field(default_factory=dict)


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
        if threads:
            options.intra_op_num_threads = threads
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
        """What the encoder says of each article, in order. Reads `AHEAD` articles at a time."""
        group: list[ParsedArticle] = []
        for parsed in articles:
            group.append(parsed)
            if len(group) == AHEAD:
                yield from self._read_group(group)
                group = []
        yield from self._read_group(group)

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
        emissions = self._read_drafts([draft])[0]
        readings = {(c.cue, c.bare): c for c in emissions.cues}
        return emissions, tuple(readings.get(((a, b), bare)) for a, b, bare in ranges)

    def _windows(self, draft: Draft) -> list[Window]:
        longest, overlap = self.settings["window"], self.settings["overlap"]
        return lay_windows(len(draft.pieces.ids), draft.pieces.lines, longest, overlap)

    def _draft(self, parsed: ParsedArticle) -> Draft:
        pieces = cut_pieces(parsed.text, self.tokenizer)
        return Draft(parsed, pieces, np.zeros((len(pieces.ids), 7), np.float32))

    def _read_group(self, group: Sequence[ParsedArticle]) -> list[Emissions]:
        return self._read_drafts([self._draft(parsed) for parsed in group])

    def _read_drafts(self, drafts: Sequence[Draft]) -> list[Emissions]:
        jobs = [(draft, window) for draft in drafts for window in self._windows(draft)]
        jobs.sort(key=lambda job: job[1].end - job[1].start)
        batch: list[tuple[Draft, Window]] = []
        for job in jobs:
            if batch and (len(batch) + 1) * (job[1].end - job[1].start + 2) > BATCH_PIECES:
                self._run(batch)
                batch = []
            batch.append(job)
        if batch:
            self._run(batch)
        return [self._finish(draft) for draft in drafts]

    def _run(self, batch: Sequence[tuple[Draft, Window]]) -> None:
        length = max(w.end - w.start for _, w in batch) + 2
        ids = np.full((len(batch), length), PAD, np.int64)
        for row, (draft, window) in enumerate(batch):
            n = window.end - window.start
            ids[row, 0], ids[row, n + 1] = BEGIN, END
            ids[row, 1 : n + 1] = draft.pieces.ids[window.start : window.end]
        scheme = np.full(len(batch), self.settings["scheme"], np.int64)
        hidden, tags, names = self._encoder.run(None, {"ids": ids, "scheme": scheme})
        cues: list[tuple[int, int, int, int]] = []
        for row, (draft, window) in enumerate(batch):
            shift = 1 - window.start
            a, b = window.own_start, window.own_end
            draft.names[a:b] = names[row, a + shift : b + shift]
            self._add_sentences(draft, window, hidden[row])
            for first, last, bare in self._candidates(draft, window, tags[row]):
                if a <= first < b:
                    cues.append((row, first + shift, min(last, window.end) + shift - 1, int(bare)))
        for at in range(0, len(cues), BATCH_CUES):
            self._reread(batch, hidden, cues[at : at + BATCH_CUES])

    def _candidates(
        self, draft: Draft, window: Window, tags: Float
    ) -> Sequence[tuple[int, int, bool]]:
        """Cues to read again, as pieces of the article: those given, else those the tags show."""
        if draft.given is not None:
            return draft.given
        inside = tags[1 : window.end - window.start + 1]
        found = find_candidates(inside, self.settings["candidate"])
        return [(first + window.start, last + window.start, bare) for first, last, bare in found]

    def _reread(
        self,
        batch: Sequence[tuple[Draft, Window]],
        hidden: Float,
        cues: list[tuple[int, int, int, int]],
    ) -> None:
        near = [self._near(batch[row][1], first, last) for row, first, last, _ in cues]
        length = max(high - low for low, high in near)
        some = np.zeros((len(cues), length, hidden.shape[2]), np.float32)
        padding = np.ones((len(cues), length), bool)
        table = np.zeros((len(cues), 4), np.int64)
        for i, ((row, first, last, bare), (low, high)) in enumerate(zip(cues, near, strict=True)):
            some[i, : high - low] = hidden[row, low:high]
            padding[i, : high - low] = False
            table[i] = i, first - low, last - low, bare
        scheme = np.full(len(cues), self.settings["scheme"], np.int64)
        roles, verdict, status, kind, anonymous = self._reader.run(
            None, {"hidden": some, "padding": padding, "cues": table, "scheme": scheme}
        )
        for i, (row, first, last, bare) in enumerate(cues):
            draft, window = batch[row]
            n = window.end - window.start
            shift = window.start - 1
            low, high = near[i]
            found = np.zeros((n, len(Role)), np.float32)
            found[:, Role.NOTHING] = 1.0
            found[low - 1 : high - 1] = roles[i, : high - low]
            weight = found[:, Role.CONTENT]
            mean = weight @ hidden[row, 1 : n + 1] / np.float32(max(float(weight.sum()), 1e-3))
            draft.cues.append(
                CueReading(
                    cue=(first + shift, last + 1 + shift),
                    bare=bool(bare),
                    first=window.start,
                    roles=found,
                    verdict=float(verdict[i]),
                    status=dict(zip(self.settings["statuses"], status[i].tolist(), strict=True)),
                    source_type=dict(zip(self.settings["types"], kind[i].tolist(), strict=True)),
                    anonymous=float(anonymous[i]),
                    vector=self._map(mean),
                )
            )

    def _near(self, window: Window, first: int, last: int) -> tuple[int, int]:
        """The places of a window that are read again for a cue: `reach` on both its sides."""
        reach = self.settings["reach"]
        return max(1, first - reach), min(window.end - window.start + 1, last + 1 + reach)

    def _add_sentences(self, draft: Draft, window: Window, hidden: Float) -> None:
        """Add the hidden states of the pieces owned here to their sentences."""
        offsets = draft.pieces.offsets
        if window.own_start >= window.own_end:
            return
        low = int(offsets[window.own_start][0])
        high = int(offsets[window.own_end - 1][1])
        for number, sentence in sentences_between(draft.parsed, low, high):
            a, b = piece_range(offsets, sentence.start, sentence.end)
            a, b = max(a, window.own_start), min(b, window.own_end)
            if a < b:
                part = hidden[a - window.start + 1 : b - window.start + 1].sum(0)
                before, count = draft.sums.get(number, (np.zeros_like(part), 0))
                draft.sums[number] = (before + part, count + b - a)

    def _map(self, mean: Float) -> Float:
        vector: Float = mean @ self._vector + self._shift
        unit: Float = vector / np.float32(max(float(np.linalg.norm(vector)), 1e-6))
        return unit

    def _finish(self, draft: Draft) -> Emissions:
        vectors = {
            number: self._map(total / np.float32(count))
            for number, (total, count) in draft.sums.items()
        }
        cues = tuple(sorted(draft.cues, key=lambda c: c.cue))
        return Emissions(
            draft.pieces.offsets,
            draft.names,
            cues,
            self.settings["calibration"],
            self.settings["least"],
            vectors,
        )


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
