"""Name probabilities → proper names."""

import numpy as np

from ifolge.attribute.words import average, find_words
from ifolge.model.article import ParsedArticle, Span
from ifolge.model.attribution import Name, NameLabel
from ifolge.model.emissions import Emissions

LABELS = (NameLabel.PERSON, NameLabel.ORGANIZATION, NameLabel.PLACE)


def find_names(parsed: ParsedArticle, emissions: Emissions) -> tuple[Name, ...]:
    """The persons, organisations and places named, in text order: "Kim Jong-un" is one PER.

    A name begins with a word that has a capital: "spokeswoman for Fenport Lines" is Fenport Lines.
    """
    words = find_words(parsed.text, emissions.offsets)
    if not words.spans:
        return ()
    chances = average(emissions.names, words)
    best = chances.argmax(1)
    out: list[Name] = []
    at = 0
    while at < len(best):
        tag = int(best[at])
        if tag == 0 or not any(c.isalnum() for c in words.spans[at].of(parsed.text)):
            at += 1
            continue
        label = (tag - 1) // 2
        end = at + 1
        while end < len(best) and int(best[end]) == 2 * label + 2:
            end += 1
        while not any(c.isalnum() for c in words.spans[end - 1].of(parsed.text)):
            end -= 1
        begin = at
        while begin < end and words.spans[begin].of(parsed.text).islower():
            begin += 1
        if begin == end:
            at = end
            continue
        sure = float(np.mean(chances[at:end, 2 * label + 1] + chances[at:end, 2 * label + 2]))
        span = Span(words.spans[begin].start, words.spans[end - 1].end)
        out.append(Name(span, LABELS[label], min(1.0, sure)))
        at = end
    return tuple(out)
