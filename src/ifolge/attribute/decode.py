"""Emissions → what each candidate cue was found to attribute, as spans of words."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from ifolge.attribute.words import Words, average, find_words, smooth
from ifolge.model.article import ParsedArticle, Span, Spans
from ifolge.model.emissions import CueReading, Emissions, Role

LEAST_VERDICT = 0.1  # candidates below are not even decoded
CHANGE_COST = 1.0  # nats a change of label between two words must gain
BRIDGE = 2  # words of nothing inside a source that do not break it
SEPARATORS = ",;:"
CLOSING = "«»“”\"’'"


@dataclass(frozen=True, slots=True)
class Found:
    """What one candidate cue yields: spans per role, and how sure it is.

    `signs` are three log-odds: that it is a cue, that the words of the content are content, and
    that those of the source are source (or, without source, that no word is).
    """

    reading: CueReading
    cue: Spans
    source: Spans
    content: Spans
    anaphor: Spans
    relay: Spans
    signs: tuple[float, float, float]


def decode(parsed: ParsedArticle, emissions: Emissions) -> list[Found]:
    """All candidates that may be cues and have a content, in text order."""
    likely = [c for c in emissions.cues if c.verdict >= LEAST_VERDICT]
    out: list[Found] = []
    for _, group in groupby(sorted(likely, key=lambda c: (c.first, c.cue)), lambda c: c.first):
        out += [f for f in decode_window(parsed, emissions, list(group)) if f.content]
    return out


def decode_one(parsed: ParsedArticle, emissions: Emissions, reading: CueReading) -> Found:
    """What one reading yields, with or without a content."""
    return decode_window(parsed, emissions, [reading])[0]


def decode_window(
    parsed: ParsedArticle, emissions: Emissions, readings: Sequence[CueReading]
) -> list[Found]:
    """What readings of one window yield."""
    first, size = readings[0].first, len(readings[0].roles)
    words = find_words(parsed.text, emissions.offsets[first : first + size])
    chances = average(np.stack([r.roles for r in readings]), words)
    labels = smooth(chances, CHANGE_COST)
    return [
        assemble(parsed, reading, words, (row, chance))
        for reading, row, chance in zip(readings, labels, chances, strict=True)
    ]


def assemble(
    parsed: ParsedArticle,
    reading: CueReading,
    words: Words,
    labelled: tuple[NDArray[np.int64], NDArray[np.float32]],
) -> Found:
    """The spans of one candidate."""
    labels, chances = labelled
    text = parsed.text
    if not reading.bare:
        first, last = (place - reading.first for place in reading.cue)
        labels[(words.starts < last) & (words.ends > first)] = Role.CUE
    for role in (Role.SOURCE, Role.ANAPHOR):
        keep_best_run(labels, chances, role)
    spans: dict[Role, list[Span]] = {role: [] for role in Role}
    for role, span in find_runs(parsed, words, labels):
        spans[role].append(span)
    content = merge_pieces(text, trim_all(text, spans[Role.CONTENT]), spans)
    return Found(
        reading=reading,
        cue=tuple(spans[Role.CUE]) if not reading.bare else (),
        source=tuple(trim_all(text, spans[Role.SOURCE])),
        content=content,
        anaphor=tuple(trim_all(text, spans[Role.ANAPHOR])),
        relay=tuple(spans[Role.RELAY]),
        signs=(
            log_odds(reading.verdict),
            log_odds(mean_chance(labels, chances, Role.CONTENT)),
            log_odds(mean_chance(labels, chances, Role.SOURCE)),
        ),
    )


def keep_best_run(labels: NDArray[np.int64], chances: NDArray[np.float32], role: Role) -> None:
    """Leave one stretch of a role that is never in pieces, the one with most behind it.

    Stretches with no more than `BRIDGE` words of nothing between them count as one.
    """
    places = np.flatnonzero(labels == role)
    if len(places) < 2:
        return
    groups = np.split(places, np.flatnonzero(np.diff(places) > 1 + BRIDGE) + 1)
    best = max(groups, key=lambda group: float(chances[group, role].sum()))
    labels[places] = Role.NOTHING
    labels[best] = role
    between = np.arange(best[0], best[-1] + 1)
    labels[between[labels[between] == Role.NOTHING]] = role


def mean_chance(labels: NDArray[np.int64], chances: NDArray[np.float32], role: Role) -> float:
    """How probable the words of a role are on average; without any, that there is none."""
    hit = labels == role
    if hit.any():
        return float(chances[hit, role].mean())
    return 1.0 - float(chances[:, role].max(initial=0.0))


def log_odds(chance: float) -> float:
    """Log p / (1 - p), with p kept within 0.001 of certainty."""
    kept = min(max(chance, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def find_runs(
    parsed: ParsedArticle, words: Words, labels: NDArray[np.int64]
) -> Iterator[tuple[Role, Span]]:
    """Runs of words with one role, cut at the ends of paragraphs."""
    starts = [0, *(np.flatnonzero(np.diff(labels)) + 1).tolist()]
    breaks = [p.span.end for p in parsed.paragraphs]
    for start, end in zip(starts, [*starts[1:], len(labels)], strict=True):
        if start == end or labels[start] == Role.NOTHING:
            continue
        role = Role(int(labels[start]))
        first = start
        for at in range(start + 1, end + 1):
            left = words.spans[at - 1].end
            if at == end or words.spans[at].start >= next_break(breaks, left - 1):
                yield role, Span(words.spans[first].start, left)
                first = at


def next_break(breaks: Sequence[int], position: int) -> int:
    """The end of the paragraph that holds `position`."""
    number = bisect_right(breaks, position)
    return breaks[number] if number < len(breaks) else 1 << 60


def trim_all(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans without the signs that separate them from their cue; those without a letter dropped.

    A full stop after a closing quotation mark belongs to the sentence, not to the content.
    """
    out = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and (text[start].isspace() or text[start] in SEPARATORS + ".)"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in SEPARATORS):
            end -= 1
        if end - start > 2 and text[end - 1] == "." and text[end - 2] in CLOSING:
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            out.append(Span(start, end))
    return out


def merge_pieces(text: str, pieces: Sequence[Span], spans: dict[Role, list[Span]]) -> Spans:
    """Neighbouring pieces with nothing but blanks within a line between them become one."""
    out: list[Span] = []
    taken = [s for role in (Role.SOURCE, Role.CUE, Role.ANAPHOR) for s in spans[role]]
    for piece in pieces:
        if out:
            between = Span(out[-1].end, piece.start)
            gap = between.of(text)
            free = not any(between.overlaps(s) for s in taken)
            if free and len(gap) <= 3 and not any(c.isalnum() or c == "\n" for c in gap):
                out[-1] = Span(out[-1].start, piece.end)
                continue
        out.append(piece)
    return tuple(out)
