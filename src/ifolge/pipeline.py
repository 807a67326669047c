"""The whole system on one screen: from an article to a report on who says what."""

import functools
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ifolge.attribute import Attributed, attribute, score_given
from ifolge.encoder.onnx import Encoder
from ifolge.languages.pack import LanguagePack, load_pack
from ifolge.model.article import Article, ParsedArticle
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.parse import parse
from ifolge.resolve import resolve
from ifolge.resolve.recipients import add_recipients
from ifolge.workers import spread_in_order

FALLBACK = "en"  # the pack an article in a sixth language is judged by, and told so
CHUNK = 24  # articles a worker takes at once


@dataclass(frozen=True)
class Tools:
    """What the pipeline works with: the loaded encoder; packs load themselves by language."""

    encoder: Encoder = field(default_factory=Encoder)

    def pack(self, parsed: ParsedArticle) -> LanguagePack:
        """The pack of the article's language, or the fallback."""
        return load_pack(parsed.language.code if parsed.language.known else FALLBACK)


@functools.cache
def default_tools(threads: int | None = None) -> Tools:
    """The shipped encoder, loaded once a process. Raises ModelError when it is damaged."""
    return Tools(Encoder(threads=threads))


def analyse(
    article: Article | str,
    *,
    lang: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Report:
    """Who says what in one article, through whom, how sure, since when.

    `article` is an Article or plain text; `lang` ("da"), `published` (ISO 8601) and `outlet`
    overrule what it says of itself. Raises ModelError when the shipped model is damaged.

    >>> report = analyse("Mødet er aflyst. Det bekræfter Kreml ifølge Ritzau.")
    """
    if isinstance(article, str):
        digest = hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()
        article = Article(id=digest[:12], text=article)
    article = replace(
        article,
        lang=lang or article.lang,
        published=published or article.published,
        outlet=outlet or article.outlet,
    )
    return next(analyse_many([article]))


def analyse_many(
    articles: Iterable[Article], *, workers: int = 1, tools: Tools | None = None
) -> Iterator[Report]:
    """Reports on many articles, in order, a few articles ahead in memory.

    `workers` processes share the work, each with its own encoder on one thread; 1 stays in this
    process and lets the encoder use all cores. Raises WorkerError if they are killed.
    """
    if workers > 1:
        yield from _spread(articles, workers)
        return
    tools = tools or default_tools()
    ahead, behind = itertools.tee(map(parse, articles))
    for parsed, emissions in zip(behind, tools.encoder.read(ahead), strict=True):
        found = attribute(parsed, emissions)
        yield report_of(parsed, with_recipients(found, parsed, tools), tools)


def judge_given(article: Article, attributions: Sequence[Attribution], tools: Tools) -> Report:
    """A report on attributions whose spans are given (by people, say): only fields are inferred.

    The encoder reads the given cues, so that its scores of the fields count as they do else.
    """
    parsed = parse(article)
    first = [(a.cue or a.content)[0] for a in attributions]
    cues = [(span, not a.cue) for a, span in zip(attributions, first, strict=True)]
    emissions, readings = tools.encoder.read_given(parsed, cues)
    found = score_given(parsed, emissions, list(zip(attributions, readings, strict=True)))
    return report_of(parsed, found, tools)


def with_recipients(found: Attributed, parsed: ParsedArticle, tools: Tools) -> Attributed:
    """What was found and the outlets that it was said to; those share their speaker's vector."""
    attributions = add_recipients(found.attributions, parsed, found.names, tools.pack(parsed))
    vectors = dict(found.vectors)
    for speaker, relay in itertools.pairwise(attributions):
        if relay.id not in vectors and speaker.id in vectors:
            vectors[relay.id] = vectors[speaker.id]
    return replace(found, attributions=attributions, vectors=vectors)


def report_of(parsed: ParsedArticle, found: Attributed, tools: Tools) -> Report:
    """The report on a parsed article whose attributions are found."""
    resolved = resolve(found.attributions, parsed, found.names, tools.pack(parsed))
    return Report(
        article=parsed.article,
        language=parsed.language,
        attributions=resolved.attributions,
        sentences=parsed.sentences,
        names=found.names,
        times=resolved.times,
        published=resolved.published,
        own_voice=resolved.own_voice,
        evidence=resolved.evidence,
        notes=notes_on(parsed),
        vectors=vectors_of(parsed, found),
        model=tools.encoder.version,
    )


def vectors_of(parsed: ParsedArticle, found: Attributed) -> Mapping[str, NDArray[np.float32]]:
    """Unit vectors by attribution id, and by "start:end" of the sentences."""
    sentences = {
        f"{span.start}:{span.end}": vector
        for number, vector in found.sentences.items()
        for span in (parsed.sentences[number].span,)
    }
    return {**sentences, **found.vectors}


def notes_on(parsed: ParsedArticle) -> tuple[str, ...]:
    """What a reader should know of the reading, as keys of the surface wording."""
    return () if parsed.language.known else ("language.unknown",)


def _spread(articles: Iterable[Article], workers: int) -> Iterator[Report]:
    source = iter(articles)
    chunks = iter(lambda: list(itertools.islice(source, CHUNK)), [])
    for reports in spread_in_order(_read_chunk, chunks, workers):
        yield from reports


def _read_chunk(articles: Sequence[Article]) -> list[Report]:
    return list(analyse_many(articles, tools=default_tools(1)))
