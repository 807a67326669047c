"""What ifolge makes of one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ifolge.model.article import Article, Language, Sentence, Span
from ifolge.model.attribution import Attribution, Name, TimeExpression
from ifolge.model.reason import Reason


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published: the day or interval, given or `inferred`, and why.

    `start` and `end` are ISO 8601 dates (or date-times when given so), equal when the day is known.
    """

    start: str
    end: str
    inferred: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """A sentence the article states in its own voice; `background` marks known past events."""

    span: Span
    background: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence or attribution set for (`supports` true) or against a claim of the article.

    `claim` is the id of the attribution spoken for or against; `span` what speaks; `attribution`
    the id of the attribution it belongs to, None when the article says it in its own voice.
    """

    span: Span
    claim: str
    supports: bool
    attribution: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One article with everything ifolge found in it.

    `vectors` maps attribution ids (of their contents) and "start:end" of own-voice sentences to
    unit vectors of 384 float32 numbers, for comparing across articles. `notes` are short sentences
    for the reader ("the language is none of the five").
    """

    article: Article
    language: Language
    attributions: tuple[Attribution, ...]
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    published: Published | None = None
    own_voice: tuple[OwnVoice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    vectors: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    model: str | None = None
