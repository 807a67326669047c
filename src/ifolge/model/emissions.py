"""What the encoder emits for one article: numbers over pieces, before they become attributions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Role(IntEnum):
    """What a piece is for the cue being read."""

    NOTHING = 0
    SOURCE = 1
    CUE = 2
    CONTENT = 3
    ANAPHOR = 4
    RELAY = 5  # the cue through which this attribution reached the article


Calibration = tuple[float, float, float, float]  # shift, and the weights of three log-odds


@dataclass(frozen=True, slots=True)
class CueReading:
    """One candidate cue and what the re-reader made of it.

    `cue` is its range of pieces in the article, `bare` marks the first word of a content that has
    no cue. `roles` [pieces, 6] are probabilities over the pieces from `first` on. `verdict` is the
    probability that it is a cue at all; the rest are probabilities by value. `vector` is the unit
    sentence vector of its content.
    """

    cue: tuple[int, int]
    bare: bool
    first: int
    roles: NDArray[np.float32]
    verdict: float
    status: Mapping[str, float]
    source_type: Mapping[str, float]
    anonymous: float
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Emissions:
    """All the encoder says of one article.

    `offsets` [pieces, 2] are the characters of each piece; `names` [pieces, 7] the probabilities of
    O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC; `sentences` the unit vectors of the sentences by
    number. `calibration` turns the signs of an attribution into a confidence, and `least` is the
    confidence below which ifolge keeps silent.
    """

    offsets: NDArray[np.int32]
    names: NDArray[np.float32]
    cues: tuple[CueReading, ...]
    calibration: Calibration
    least: float
    sentences: Mapping[int, NDArray[np.float32]] = field(default_factory=dict)
