"""What does the article state in its own voice?

Sentences that no attribution covers, told apart from known background ("… var i 2019", "første
gang"). Headings and service lines ("Læs også …") are no statements.
"""

import re
from collections.abc import Sequence

from ifolge.languages.pack import LanguagePack
from ifolge.model.article import ParsedArticle, Sentence, Span
from ifolge.model.attribution import Attribution
from ifolge.model.reason import Reason
from ifolge.model.report import OwnVoice
from ifolge.resolve.lexicon import WORD, Lexicon, lexicon_of
from ifolge.resolve.whole_words import stands_whole

COVERED = 0.5  # a sentence with more of its letters attributed is not the article's own
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
FEWEST = 3  # words of a sentence that states something


def list_own_voice(
    attributions: Sequence[Attribution], parsed: ParsedArticle, pack: LanguagePack
) -> tuple[OwnVoice, ...]:
    """The sentences the article states itself, in text order.

    "Ruslands forsvarsminister var i juli i Nordkorea." is its own voice and background; "Skal
    drøfte våben" (a heading) and "Læs alt om toget her." are left out.
    """
    lexicon = lexicon_of(pack)
    covered = _covered(attributions)
    found: list[OwnVoice] = []
    told: int | None = None  # the paragraph of the sentence before, if that was background
    for sentence in parsed.sentences:
        own = _is_statement(sentence, parsed, lexicon) and not _is_attributed(
            sentence.span, parsed.text, covered
        )
        if own:
            goes_on = told == sentence.paragraph
            found.append(_own(sentence.span, parsed, lexicon, goes_on))
        told = sentence.paragraph if own and found[-1].background else None
    return tuple(found)


def _covered(attributions: Sequence[Attribution]) -> set[int]:
    return {
        position
        for a in attributions
        for spans in (a.source, a.cue, a.content, a.anaphor)
        for span in spans
        for position in range(span.start, span.end)
    }


def _is_attributed(span: Span, text: str, covered: set[int]) -> bool:
    letters = [i for i in range(span.start, span.end) if text[i].isalnum()]
    return not letters or sum(i in covered for i in letters) > COVERED * len(letters)


def _is_statement(sentence: Sentence, parsed: ParsedArticle, lexicon: Lexicon) -> bool:
    paragraph = parsed.paragraphs[sentence.paragraph]
    words = sentence.span.of(parsed.text)
    return not (
        paragraph.heading
        or len(WORD.findall(words)) < FEWEST
        or words.rstrip("\"'”»“ ").endswith("?")
        or is_service_line(words, lexicon)
        or _is_quoted(sentence.span, parsed)
    )


def is_service_line(words: str, lexicon: Lexicon) -> bool:
    """Whether a line serves the reader and tells nothing: "Læs også …", "Foto: …"."""
    opening = words.casefold().lstrip(" -–•*(\"'")
    return opening.startswith(tuple(lexicon.roles.get("service", ())) or ("\0",))


def _is_quoted(span: Span, parsed: ParsedArticle) -> bool:
    """Whether the sentence is all quotation: somebody else's words, if nobody knows whose."""
    return any(q.span.start <= span.start and span.end <= q.span.end for q in parsed.quotations)


def _own(span: Span, parsed: ParsedArticle, lexicon: Lexicon, goes_on: bool) -> OwnVoice:
    """The sentence with its reason: `background` when past tense meets a past time, or when it
    goes on telling behind such a sentence ("Her besøgte han en udstilling.").
    """
    words = span.of(parsed.text)
    time = _past_time(words, parsed.article.published, lexicon)
    verb = next((w for w in WORD.findall(words) if lexicon.role(w, "past_verb")), None)
    if time and verb:
        values = {"time": time, "verb": verb}
        return OwnVoice(span, True, (Reason("background", "own_voice.past", (span,), values),))
    if goes_on and verb:
        values = {"verb": verb}
        return OwnVoice(span, True, (Reason("background", "own_voice.goes_on", (span,), values),))
    return OwnVoice(span, False, (Reason("own_voice", "own_voice.unattributed", (span,)),))


def _past_time(words: str, published: str | None, lexicon: Lexicon) -> str | None:
    """The words that set a sentence in the past: an earlier year, "i juli", "første gang"."""
    now = int(published[:4]) if published and published[:4].isdigit() else 9999
    for match in YEAR.finditer(words):
        if int(match[1]) < now:
            return match[1]
    folded = words.casefold()
    for phrase in sorted(lexicon.roles.get("past_time", ()), key=len, reverse=True):
        if stands_whole(phrase, folded):
            return phrase
    return None
