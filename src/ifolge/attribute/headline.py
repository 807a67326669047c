"""A headline that is nothing but a quotation has no cue, and yet somebody says it."""

from dataclasses import replace

from ifolge.attribute.decode import Found, decode_one
from ifolge.model.article import ParsedArticle
from ifolge.model.emissions import Emissions

# Share of such headlines of development articles that are an attribution of their own (11 of 13;
# in training articles 22 of 28), the others being a part of one that has a cue.
SHARE = 0.8


def quoted_headline(parsed: ParsedArticle, emissions: Emissions) -> Found | None:
    """The reading of a first paragraph that is a quotation; None if it is none."""
    quotation = parsed.headline_quotation
    if quotation is None:
        return None
    for reading in emissions.cues:
        first = emissions.offsets[reading.cue[0]]
        if reading.bare and first[0] <= quotation.inner.start < first[1]:
            found = decode_one(parsed, emissions, reading)
            return replace(found, content=(quotation.span,), source=(), anaphor=(), relay=())
    return None
