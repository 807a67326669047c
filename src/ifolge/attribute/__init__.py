"""Who says what, in one article: the encoder's emissions become attributions and names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ifolge.attribute.borders import mend_borders
from ifolge.attribute.decode import decode, decode_one
from ifolge.attribute.headline import quoted_headline
from ifolge.attribute.link import (
    kind_of,
    link,
    own_quotations,
    quoted_letters,
    relay_scores,
)
from ifolge.attribute.names import find_names
from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Attribution, Name, Scores
from ifolge.model.emissions import CueReading, Emissions

__all__ = ["Attributed", "attribute", "score_given"]


@dataclass(frozen=True, slots=True)
class Attributed:
    """The attributions of an article with bare spans and scores, the names, and the unit vectors
    of the contents by attribution id and of the sentences by number.
    """

    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]
    vectors: Mapping[str, NDArray[np.float32]]
    sentences: Mapping[int, NDArray[np.float32]]


def attribute(parsed: ParsedArticle, emissions: Emissions) -> Attributed:
    """Turn what the encoder emitted into attributions."""
    found = [mend_borders(parsed, f) for f in decode(parsed, emissions)]
    headline = quoted_headline(parsed, emissions)
    linked = link(parsed, found, emissions.calibration, emissions.least, headline)
    return Attributed(
        attributions=tuple(a for a, _ in linked),
        names=find_names(parsed, emissions),
        vectors={a.id: found.reading.vector for a, found in linked},
        sentences=emissions.sentences,
    )


def score_given(
    parsed: ParsedArticle,
    emissions: Emissions,
    given: Sequence[tuple[Attribution, CueReading | None]],
) -> Attributed:
    """Give attributions with known spans their kind and the scores of their readings."""
    cues = {a.id: a.cue for a, _ in given}
    quoted = quoted_letters(parsed)
    scored, vectors = [], {}
    for bare, reading in given:
        own = own_quotations(bare.cue, quoted)
        attribution = replace(bare, kind=kind_of(parsed.text, bare.content, own))
        if reading is None:
            scored.append(attribution)
            continue
        relay = decode_one(parsed, emissions, reading).relay
        relays = relay_scores(relay, {k: v for k, v in cues.items() if k != attribution.id})
        scores = Scores(reading.status, reading.source_type, reading.anonymous, relays)
        scored.append(replace(attribution, scores=scores))
        vectors[attribution.id] = reading.vector
    return Attributed(tuple(scored), find_names(parsed, emissions), vectors, emissions.sentences)
