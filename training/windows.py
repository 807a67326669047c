"""Documents → streams of pieces with labels → training windows.

A stream is the pieces of all lines of a text, a `</s>` between lines. Labels per piece:
`tags` 0 nothing, 1 first piece of a cue, 2 inside a cue, 3 first word of a content without cue;
per attribution its roles as ranges of pieces.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from ifolge.encoder.pieces import BEGIN, END, PAD, cut_pieces, piece_range
from ifolge.model.attribution import SourceType, Status
from ifolge.model.emissions import Role

__all__ = ["BEGIN", "END", "PAD"]

TYPES = [str(value) for value in SourceType]
STATUSES = [str(value) for value in Status]
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
# PolNeAR marks neither third parties within a content nor, with these, a relay: no lesson there.
UNMARKED = re.compile(r"\b(?:to|told|in|on|with|via)\b", re.IGNORECASE)
COMPLEMENTISERS = re.compile(r"(?:that|dass|daß|at|att)\s+", re.IGNORECASE)
WORD = re.compile(r"\w+|[^\w\s]")


@dataclass
class Target:
    """One attribution over a stream: where to start reading, and what is to be found."""

    anchors: list[tuple[int, int]]
    roles: list[tuple[int, int, int]]  # first piece, last piece + 1, role
    status: int = -1
    source_type: int = -1
    anonymous: int = -1
    content_key: str = ""


@dataclass
class Stream:
    """A document in pieces."""

    ids: np.ndarray
    starts: list[int]  # pieces at which a window may begin: (piece, is a line)
    lines: list[int]
    tags: np.ndarray
    scheme: int
    lang: str
    targets: list[Target] = field(default_factory=list)
    names: np.ndarray | None = None
    ignore: np.ndarray | None = None


def trim_content(text: str, start: int, end: int) -> int:
    """PolNeAR sometimes takes the complementiser into the content; our rules never do."""
    match = COMPLEMENTISERS.match(text, start, end)
    return match.end() if match and match.end() < end else start


def stream_of(doc: dict, tokenizer: Tokenizer) -> Stream:
    text = doc["text"]
    pieces = cut_pieces(text, tokenizer)
    ids, offsets, lines = pieces.ids, pieces.offsets, list(pieces.lines)
    tags = np.zeros(len(ids), np.int8)
    stream = Stream(ids, [], lines, tags, doc["scheme"], doc["lang"])
    ends = [
        i + 1
        for i in range(len(ids) - 1)
        if offsets[i][1] > offsets[i][0]
        and text[offsets[i][1] - 1] in ".!?"
        and text[offsets[i + 1][0] : offsets[i + 1][0] + 1].isupper()
    ]
    stream.starts = sorted(set(lines) | set(ends))
    cue_of = {a["id"]: a["cue"] for a in doc["attributions"]}
    for a in doc["attributions"]:
        roles = []
        for role, number in (
            ("content", Role.CONTENT),
            ("anaphor", Role.ANAPHOR),
            ("source", Role.SOURCE),
            ("cue", Role.CUE),
        ):
            for number_of_span, (s, e) in enumerate(a.get(role) or []):
                if role == "content" and number_of_span == 0 and doc["scheme"] == 0:
                    s = trim_content(text, s, e)
                roles.append((*piece_range(offsets, s, e), number))
        roles += [
            (*piece_range(offsets, s, e), Role.RELAY) for s, e in cue_of.get(a.get("via"), [])
        ]
        anchors = [r[:2] for r in roles if r[2] == Role.CUE]
        for s, e in anchors:
            tags[s], tags[s + 1 : e] = 1, 2
        if not anchors and a["content"]:
            start = a["content"][0][0]
            word = WORD.search(text, start)
            while word and not word.group().isalnum():
                word = WORD.search(text, word.end())
            if word:
                anchors = [piece_range(offsets, *word.span())]
                if tags[anchors[0][0]] == 0:
                    tags[anchors[0][0]] = 3
        if anchors:
            target = Target(anchors, [r for r in roles if r[0] < r[1]])
            if "status" in a:
                target.status = STATUSES.index(a["status"]) if a["status"] in STATUSES else -1
                if a.get("source_type") in TYPES:
                    target.source_type = TYPES.index(a["source_type"])
                target.anonymous = int(bool(a.get("anonymous")))
            target.content_key = " ".join(text[s:e] for s, e in a["content"])
            stream.targets.append(target)
    unsaid = [tuple(span) for span in doc.get("discard") or ()]
    if doc["scheme"] == 0:
        unsaid += [tuple(span) for a in doc["attributions"] for span in a["content"]]
        unsaid += [match.span() for match in UNMARKED.finditer(text)]
    if unsaid:
        stream.ignore = np.zeros(len(ids), bool)
        for s, e in unsaid:
            stream.ignore[slice(*piece_range(offsets, s, e))] = True
        if doc["scheme"] == 0:
            stream.ignore &= tags == 0
    return stream


def names_stream(sentences: list[list[tuple[str, str]]], tokenizer: Tokenizer, lang: str) -> Stream:
    """Consecutive sentences of the names data as one stream; labels on every piece of a word."""
    ids, tags = [], []
    for sentence in sentences:
        text, spans = "", []
        for token, tag in sentence:
            if text and token not in ".,;:!?)»”":
                text += " "
            spans.append((len(text), len(text) + len(token), tag))
            text += token
        encoded = tokenizer.encode(text)
        at = 0
        for piece, (a, b) in zip(encoded.ids, encoded.offsets, strict=True):
            while a < b and text[a].isspace():
                a += 1
            while at < len(spans) - 1 and spans[at][1] <= a:
                at += 1
            tag = spans[at][2] if spans[at][2] in NAMES else "O"
            if tag.startswith("B-") and a > spans[at][0]:
                tag = "I-" + tag[2:]
            ids.append(piece)
            tags.append(NAMES.index(tag))
        ids.append(END)
        tags.append(0)
    array = np.array(ids, np.int32)
    stream = Stream(array, [0], [0], np.zeros(len(array), np.int8), 1, lang)
    stream.names = np.array(tags, np.int8)
    return stream


@dataclass
class Window:
    """A piece range [start, end) of a stream."""

    stream: Stream
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start + 2


def cut(stream: Stream, draw: random.Random, longest: int) -> Iterator[Window]:
    """Windows over a whole stream, each beginning at a line, seldom at a sentence."""
    size, at = len(stream.ids), 0
    while at < size:
        length = draw.randint(longest // 2, longest) if draw.random() < 0.7 else longest
        end = min(at + length, size)
        if end < size:
            places = stream.lines if draw.random() < 0.85 else stream.starts
            inside = [p for p in places if at + length // 2 < p <= end]
            end = inside[-1] if inside else end
        if size - end < 24:
            end = size if size - at <= longest + 24 else end
        yield Window(stream, at, end)
        at = end
