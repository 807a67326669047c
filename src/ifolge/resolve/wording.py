"""How does a description read when it stands for itself?

"En lods, der vil være anonym" → "en lods"; German goes into the nominative and drops the article
before what is nearly a name ("der Polizei" → "Polizei").
"""

import re

from ifolge.model.article import Span
from ifolge.resolve.lexicon import QUOTES, WORD, Lexicon

EDGES = QUOTES + " ,;:()[]\u00a0\n\t"
BRACKETS = re.compile(r"\s*\([^)]*\)")
ADDITION = re.compile(r"(?:,| +[-–]+) +(\w+)(?: +(\w+))?")
NEARLY_NAMES = ("authority", "organization", "country")


def trimmed(span: Span, text: str, lexicon: Lexicon) -> Span:
    """The span without marks, blanks and words of emphasis at its edges ("han selv" → han)."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES and "(" not in text[start:end]:
        end -= 1
    words = list(WORD.finditer(text, start, end))
    while len(words) > 1 and lexicon.role(words[-1].group(), "emphasis"):
        words.pop()
        end = words[-1].end()
    while len(words) > 1 and lexicon.role(words[0].group(), "emphasis", "only"):
        words.pop(0)
        start = words[0].start()
    return Span(start, end)


def core(words: str, lexicon: Lexicon) -> str:
    """A description without the relative clause behind a comma and without brackets."""
    words = BRACKETS.sub("", words)
    for match in ADDITION.finditer(words):
        joined = match[2] and lexicon.role(match[1], "conjunction")
        opening = match[2] if joined else match[1]
        if any(row.kind == "relative" for row in lexicon.pronoun(opening)):
            words = words[: match.start()]
            break
    words = _without_apposition(words, lexicon)
    quoted = words[:1] in QUOTES and words.count(words[:1]) > 1
    return words if quoted else words.strip(EDGES)


def _without_apposition(words: str, lexicon: Lexicon) -> str:
    """What a comma adds goes: "lodsen, en 45-årig mand" → lodsen.

    What says nothing alone gives way to it: "en af dem, en kvinde" → en kvinde.
    """
    left, comma, right = words.partition(", ")
    first = WORD.match(right)
    if not comma or not first or not lexicon.role(first.group(), "indefinite_article"):
        return words
    part = any(row.kind == "partitive" for row in lexicon.pronoun(left))
    return right if part else left


def standing(text: str, head: str, named: bool, lexicon: Lexicon) -> str:
    """A description as it is written on its own; `named` when it begins with a name.

    `head` is its own noun: in "das Amt in Elm" Amt.
    """
    words = WORD.findall(text)
    first = words[0] if words else ""
    small = _small(text, words, named, lexicon)
    if not lexicon.capital_nouns() or not words:
        return small
    text = _plural_base(small, head, lexicon)
    if lexicon.role(first, "definite_article"):
        return _without_article(text, head, lexicon)
    if lexicon.role(first, "indefinite_article"):
        return text
    return _nominative(text, words, lexicon)


def _small(text: str, words: list[str], named: bool, lexicon: Lexicon) -> str:
    """The words as they stand inside a sentence: "En lods" → "en lods"."""
    first = words[0] if words else ""
    if not first or not text.startswith(first) or first[1:] != first[1:].lower():
        return text
    base = lexicon.base_form(first)
    if base is not None and not (words[1:] and lexicon.role(words[1], "genitive_article")):
        return base + text[len(first) :]
    if lexicon.is_function_word(first) or not (named or lexicon.capital_nouns()):
        return text[0].lower() + text[1:]
    return text


def _plural_base(text: str, head: str, lexicon: Lexicon) -> str:
    """A dative plural in its basic form: "Insidern" → "Insider", "den Fischern" → "die Fischer"."""
    before, _, after = text.partition(head)
    if before and not before.islower():
        return text
    for ending, base in _changes("plural_base", lexicon):
        if head and head.casefold().endswith(ending):
            for article, nominative in _changes("plural_article", lexicon):
                before = re.sub(rf"^{article} ", f"{nominative} ", before)
            return f"{before}{head[: -len(ending)]}{base}{after}"
    return text


def _changes(role: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """What becomes what in a basic form, longest first ("idern" → "ider")."""
    pairs = sorted(lexicon.roles.get(role, ()), key=lambda p: (-len(p), p))
    return [(form, base) for form, _, base in (pair.partition("→") for pair in pairs)]


def _without_article(text: str, head: str, lexicon: Lexicon) -> str:
    """German drops the article of what is nearly a name: "Polizei", but "die Fischer"."""
    article, _, rest = text.partition(" ")
    if rest and " " not in rest and (rest[0] in QUOTES or rest.isupper()):
        return rest.strip(EDGES)
    alone = rest.startswith(head)
    feminine = lexicon.role(article, "feminine_article")
    if not rest or not head or not (alone or (feminine and rest.split()[1:2] == [head])):
        return text
    noun = lexicon.noun(head)
    if noun is not None:
        more = len(rest) > len(head) and noun.row.category == "document"
        name_like = noun.row.category in NEARLY_NAMES or more
        return rest if name_like and (not noun.plural or noun.row.category == "authority") else text
    endings = tuple(lexicon.roles.get("plural_ending", ()))
    several = bool(endings) and head.casefold().endswith(endings)
    return rest if alone and feminine and not several else text


def _nominative(text: str, words: list[str], lexicon: Lexicon) -> str:
    """A plural without article in its basic form: "offiziellen Angaben" → "offizielle Angaben"."""
    first = words[0]
    base = lexicon.base_form(f"-{first[-2:]}")
    if base is None or len(words) < 2 or not first[0].islower() or not text.startswith(first):
        return text
    return first[:-2] + base.lstrip("-") + text[len(first) :]
