"""Which of the five languages an article is written in, or which other one."""

import functools
import re
from collections import Counter
from typing import Any

from ifolge.languages import pack
from ifolge.model.article import Language

SAMPLE = 6000
WORD = re.compile(r"[^\W\d_]+")
UNDETERMINED = "und"
# How much of the text the frequent words of a language must make up to decide alone, how far it
# must lead the next, and how many words a text needs before we are sure of anything.
DECISIVE_SHARE, DECISIVE_LEAD = 0.3, 1.3
# A share that is worth more than a detector who names a language far off the five.
PLAIN_SHARE, FIRM_DETECTION = 0.12, 0.95
ENOUGH_WORDS, FEW_WORDS = 20, 3
UNSURE = 0.3
# What the detector calls the languages of our packs.
ALIASES = {"no": "nb"}


def detect_language(text: str) -> Language:
    """The language of a text by its frequent words, and by a general detector when they waver.

    "Kreml bekræfter, at mødet bliver holdt" is Danish; an empty text is "und" with confidence 0;
    a text of one or two words is a guess of at most 0.3.
    """
    words = WORD.findall(_sample(text).lower())
    if not words:
        return Language(UNDETERMINED, 0.0, known=False)
    shares = _shares(words)
    best, second = sorted(shares, key=lambda code: -shares[code])[:2]
    share = shares[best]
    certain = share >= DECISIVE_SHARE and share >= DECISIVE_LEAD * shares[second]
    if certain and len(words) >= ENOUGH_WORDS and not _is_other(words, best):
        return Language(best, 0.99)
    code, confidence = _general(_sample(text))
    code = pack_code(code)
    if code not in shares and confidence < FIRM_DETECTION and share >= PLAIN_SHARE:
        code = code if _is_other(words, best) else best
    known = code in pack.codes()
    if len(words) < FEW_WORDS:
        confidence = min(confidence, UNSURE)
    return Language(code, round(min(confidence, 0.99), 3), known=known)


def pack_code(code: str) -> str:
    """The code of the pack for a language tag: "da-DK" → "da", "no" → "nb"."""
    code = code.strip().lower().replace("_", "-").partition("-")[0]
    return ALIASES.get(code, code)


def _sample(text: str) -> str:
    """The beginning and the middle of a long text."""
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + "\n" + text[middle : middle + SAMPLE // 2]


@functools.cache
def _word_weights() -> dict[str, dict[str, float]]:
    """For each frequent word, what it speaks for in each language; shared words weigh less."""
    lists = {code: set(_detect_settings(code).get("words", ())) for code in pack.codes()}
    holders = Counter(word for words in lists.values() for word in words)
    weights: dict[str, dict[str, float]] = {}
    for code, words in lists.items():
        for word in words:
            weights.setdefault(word, {})[code] = 1.0 if holders[word] == 1 else 0.5
    return weights


def _detect_settings(code: str) -> dict[str, Any]:
    settings: dict[str, Any] = pack.load_pack(code).settings.get("detect", {})
    return settings


def _shares(words: list[str]) -> dict[str, float]:
    weights = _word_weights()
    shares = dict.fromkeys(pack.codes(), 0.0)
    for word in words:
        for code, weight in weights.get(word, {}).items():
            shares[code] += weight / len(words)
    return shares


def _is_other(words: list[str], code: str) -> bool:
    """Whether words say that it is a near relative of the language (Nynorsk, not Bokmål)."""
    other = set(_detect_settings(code).get("other", ()))
    own = {w for w, codes in _word_weights().items() if code in codes}
    return sum(w in other for w in words) * 5 > sum(w in own for w in words)


@functools.cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _general(text: str) -> tuple[str, float]:
    code, probability = _detector().classify(text)
    return str(code), float(probability)
