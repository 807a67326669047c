"""What the language packs say about sentences and quotation marks, ready for use."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ifolge.languages import pack


@dataclass(frozen=True)
class ParseRules:
    """The signs and words by which a language's sentences and quotations are told apart.

    `closers` maps an opening quotation mark to the marks that may close it; `reporting` are the
    words that open a reporting clause after a quotation (", hedder det i erklæringen"), unless a
    word of `not_reporting` follows (", siger vi nej"); `reporting_gap` is how many words may stand
    before them (English: ", the minister said"). With `dash_resumes` the speech that a dash opened
    goes on in the sentence after its reporting clause. A capital after an abbreviation of `may_end`
    begins a sentence; where there are `openers`, only one of these words does.
    """

    closers: dict[str, frozenset[str]]
    dashes: frozenset[str]
    apostrophe_words: frozenset[str]
    reporting: frozenset[str]
    not_reporting: frozenset[str]
    reporting_gap: int
    dash_resumes: bool
    abbreviations: frozenset[str]
    may_end: frozenset[str]
    after_ordinal: frozenset[str]
    openers: frozenset[str]

    @functools.cached_property
    def any_mark(self) -> re.Pattern[str]:
        """Every sign that may open or close a quotation."""
        signs = set(self.closers).union(*self.closers.values())
        return re.compile("[" + "".join(map(re.escape, sorted(signs))) + "]")


@functools.cache
def rules_for(code: str) -> ParseRules:
    """The rules of a language; for one without a pack, what all packs say together."""
    codes = pack.codes()
    chosen = [code] if code in codes else codes
    settings = [pack.load_pack(c).settings for c in chosen]
    quotation = [s["quotation"] for s in settings]
    sentences = [s["sentences"] for s in settings]
    return ParseRules(
        closers=_closers(pair for q in quotation for pair in q["pairs"]),
        dashes=_union(quotation, "dashes"),
        apostrophe_words=_union(quotation, "apostrophe_words"),
        reporting=_union(quotation, "reporting"),
        not_reporting=_union(quotation, "not_reporting"),
        reporting_gap=max(q.get("reporting_gap", 0) for q in quotation),
        dash_resumes=all(q.get("dash_resumes", False) for q in quotation),
        abbreviations=_union(sentences, "abbreviations"),
        may_end=_union(sentences, "may_end"),
        after_ordinal=_union(sentences, "after_ordinal"),
        openers=_union(sentences, "openers") if len(chosen) == 1 else frozenset(),
    )


def _union(sections: list[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for section in sections for word in section.get(key, ()))


def _closers(pairs: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    closers: dict[str, frozenset[str]] = {}
    for opening, closing in pairs:
        closers[opening] = closers.get(opening, frozenset()) | {closing}
    return closers
