"""A report as few bytes: its JSON without the text, compressed, and its vectors in eight bits.

The text and what heads it stand in the table of versions; they are put back when a report is
unpacked. Only the vectors that articles are compared by are kept: of the contents of attributions
that are no mere relays, and of sentences in the article's own voice.
"""

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ifolge.model import wire
from ifolge.model.article import Article
from ifolge.model.report import Report

Vectors = Mapping[str, NDArray[np.float32]]
_HEAD = struct.Struct("<II")  # bytes of compressed JSON, number of vectors
_STEPS = 127
# What almost every report says, so that it costs nothing to say it again; the end counts most.
_WORDS = (
    b', "granularity": "month", "row": null}, "about": {"span": [, "value": "2026-, "start": "2026-'
    b'{"field": "canonical_source", "rule": "coreference.{"field": "source_type", "rule": "source.'
    b'{"field": "status", "rule": "status.cue", "spans": [[{"field": "anonymous", "rule": "anon'
    b'"names": [{"span": [, "label": "PER", "confidence": 0.9}, "label": "ORG", "label": "LOC", '
    b'"own_voice": [{"span": [, "background": false, "reasons": [{"field": "own_voice", "rule": "'
    b'"source_type": "person", "anonymous": false, "anonymity": null, "status": "asserted", '
    b'"canonical_source": "", "said": null, "about": null, "confidence": 0.9, "reasons": ['
    b'"spans": [[]], "values": {}, "row": null, "confidence": 1.0}, {"field": "kind", "rule": "'
    b'{"id": "a1", "source": [[]], "cue": [[]], "content": [[]], "anaphor": [], "kind": "indirect"'
    b', "via": null, "scores": {"status": {"asserted": 0.9, "denied": 0.0, "expected": 0.0}, '
)


def pack(report: Report) -> bytes:
    """The bytes of a report, without the article's own words."""
    document = wire.to_document(report)
    for name in (*wire.ARTICLE_FIELDS, *report.article.extra):
        document.pop(name, None)
    kept = {name: report.vectors[name] for name in compared(report) if name in report.vectors}
    document["vectors"] = list(kept)
    packed = _deflate(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
    rows = b"".join(_to_bytes(vector) for vector in kept.values())
    return _HEAD.pack(len(packed), len(kept)) + packed + rows


def unpack(body: bytes, article: Article) -> Report:
    """The report that `pack` packed, on its article."""
    length, count = _HEAD.unpack_from(body)
    packed = body[_HEAD.size : _HEAD.size + length]
    document: dict[str, Any] = json.loads(_inflate(packed))
    names = document.pop("vectors")
    heads = {name: getattr(article, name) for name in wire.ARTICLE_FIELDS}
    report = wire.from_document({**document, **heads})
    rows = body[_HEAD.size + length :]
    vectors = dict(zip(names, _from_bytes(rows, count), strict=True)) if count else {}
    return replace(report, article=article, vectors=vectors)


def compared(report: Report) -> tuple[str, ...]:
    """The names of the vectors that corroboration looks at."""
    relays = {a.via for a in report.attributions if a.via is not None}
    contents = [a.id for a in report.attributions if a.content and a.id not in relays]
    own = [f"{o.span.start}:{o.span.end}" for o in report.own_voice if not o.background]
    return tuple(dict.fromkeys(contents + own))


def _deflate(data: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_WORDS)
    return squeezer.compress(data) + squeezer.flush()


def _inflate(data: bytes) -> bytes:
    opener = zlib.decompressobj(-15, zdict=_WORDS)
    return opener.decompress(data) + opener.flush()


def _to_bytes(vector: NDArray[np.float32]) -> bytes:
    """Eight bits a number, the largest being 127; its length is 1 by definition."""
    largest = float(np.max(np.abs(vector))) or 1.0
    return bytes(np.round(vector / largest * _STEPS).astype(np.int8).tobytes())


def _from_bytes(rows: bytes, count: int) -> NDArray[np.float32]:
    matrix = np.frombuffer(rows, dtype=np.int8).reshape(count, -1).astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-9), dtype=np.float32)
