"""Text → pieces of the vocabulary, with their places; ranges of pieces that cover a span."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

BEGIN, PAD, END = 0, 1, 2
LINE = re.compile(r"[^\n]+")
LONGEST_LINE = 20_000  # characters given to the tokenizer at once


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: `ids` [N], character `offsets` [N, 2] (without leading blanks), and
    the pieces that begin a line. A line ends with the piece END, which covers no character.
    """

    ids: NDArray[np.int32]
    offsets: NDArray[np.int32]
    lines: tuple[int, ...]


def chunks(text: str) -> list[tuple[int, str, bool]]:
    """Lines that are not blank: (place, words, whether the line ends here). A huge line is cut
    between words.
    """
    out = []
    for match in LINE.finditer(text):
        line, base = match.group(), match.start()
        if not line.strip():
            continue
        at = 0
        while len(line) - at > LONGEST_LINE:
            blank = line.rfind(" ", at + 1, at + LONGEST_LINE)
            end = blank if blank > at else at + LONGEST_LINE
            out.append((base + at, line[at:end], False))
            at = end
        out.append((base + at, line[at:], True))
    return out


def cut_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of a text. Linear in its length."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    lines: list[int] = []
    parts = chunks(text)
    fresh = True
    encoded = tokenizer.encode_batch([words for _, words, _ in parts], add_special_tokens=False)
    for (base, words, ends), found in zip(parts, encoded, strict=True):
        if fresh:
            lines.append(len(ids))
        for piece, (a, b) in zip(found.ids, found.offsets, strict=True):
            while a < b and words[a].isspace():
                a += 1
            ids.append(piece)
            offsets.append((base + a, base + b))
        if ends:
            place = base + len(words)
            ids.append(END)
            offsets.append((place, place))
        fresh = ends
    return Pieces(np.array(ids, np.int32), np.array(offsets, np.int32).reshape(-1, 2), tuple(lines))


def piece_range(offsets: NDArray[np.int32], start: int, end: int) -> tuple[int, int]:
    """The pieces [first, last) that share a character with [start, end)."""
    first = int(np.searchsorted(offsets[:, 1], start, side="right"))
    last = int(np.searchsorted(offsets[:, 0], end, side="left"))
    return first, max(first, last)
