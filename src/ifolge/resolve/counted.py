"""Groups of people that an article counts, and the parts of them that speak later.

"Samtaler med seks diplomater" brings in a group; "Alle seks" is that group, "fire" and "De to
øvrige" are parts of it, "de" may mean it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ifolge.languages.rows import DescriptionRow
from ifolge.model.article import Span
from ifolge.resolve.lexicon import WORD, Lexicon

ADJECTIVES = 2  # words between a number and its noun: "to tidligere ansatte"
PEOPLE = ("person", "anonymous")


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group where the article brings it in: "seks diplomater", how many, their row."""

    span: Span
    name: str
    number: str
    row: DescriptionRow


@dataclass(frozen=True, slots=True)
class Part:
    """A source that counts without a noun: `of` the number of the whole where it is told, `words`
    what the part is called, empty when it is the whole.
    """

    words: str
    of: str = ""


def find_groups(text: str, lexicon: Lexicon) -> Iterator[Group]:
    """The counted groups of people in a text: "to embedsmænd", "tre tidligere ansatte"."""
    words = list(WORD.finditer(text))
    for at, word in enumerate(words):
        if not is_number(word.group(), lexicon):
            continue
        for noun in words[at + 1 : at + 2 + ADJECTIVES]:
            gap = text[words[at].end() : noun.start()]
            known = lexicon.noun(noun.group())
            if not gap.replace(" ", "").replace("-", "").isalpha() and gap != " ":
                break
            if known and known.plural and known.row.category in PEOPLE:
                span = Span(word.start(), noun.end())
                name = span.of(text)
                name = name[0].lower() + name[1:]
                yield Group(span, name, word.group().casefold(), known.row)
                break


def is_number(word: str, lexicon: Lexicon) -> bool:
    """Whether a word tells how many, exactly: "6", "seks", but not "mange"."""
    exact = lexicon.role(word, "number_word") and not lexicon.pronoun(word)
    return exact or (word.isdigit() and len(word) < 3)


def read_part(text: str, lexicon: Lexicon) -> Part | None:
    """What a source counts that names no noun: "Alle seks", "to af de ni", "De to øvrige"."""
    words = [word.casefold() for word in WORD.findall(text)]
    numbers = [word for word in words if is_number(word, lexicon)]
    if not numbers or not all(_is_small(word, lexicon) for word in words):
        return None
    for at, word in enumerate(words):
        if at and lexicon.role(word, "part_of"):
            behind = [w for w in words[at + 1 :] if is_number(w, lexicon)]
            return Part(" ".join(words[:at]), behind[0] if behind else "")
    if any(lexicon.role(word, "remaining") for word in words) or len(words) == 1:
        return Part(numbers[0])
    return Part("", numbers[0])


def _is_small(word: str, lexicon: Lexicon) -> bool:
    roles = ("number_word", "definite_article", "indefinite_article", "part_of", "remaining")
    return is_number(word, lexicon) or lexicon.role(word, *roles) or bool(lexicon.pronoun(word))


def counts(name: str, number: str) -> bool:
    """Whether the name of a group tells this number ("seks diplomater", "seks")."""
    return not number or re.match(rf"{re.escape(number)}\b", name.casefold()) is not None
