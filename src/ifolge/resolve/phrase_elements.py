"""The names and nouns of a phrase, as the packs know them, the encoder found them or they look.

"Ruslands forsvarsminister Sergej Sjojgu": a place in the genitive, a noun, a person's name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Name, NameLabel, SourceType
from ifolge.resolve.gazetteer import GENITIVE, WORD, Gazetteer, KnownName, NounForm, words_of
from ifolge.resolve.whole_words import stands_whole

BREAK = re.compile(r"[,;:()–—]")
ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
QUOTE = re.compile(r"[„“”\"»«›‹]")
Labels = Mapping[tuple[str, ...], NameLabel]
MEDIA = (SourceType.NEWS_AGENCY, SourceType.NEWS_OUTLET)
LONGEST_ENDING = 4  # -er, -ist, -mand: endings that many surnames share


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the phrase and what stood between it and the word before."""

    text: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Element:
    """A name or a known noun in the phrase, `count` words from word `first` on.

    `label` is what the encoder says of a name; `left` what stands before the noun in a compound;
    `legal` the row of the legal form that marks a company.
    """

    text: str
    first: int
    count: int
    noun: NounForm | None = None
    known: KnownName | None = None
    label: NameLabel | None = None
    left: str = ""
    legal: str | None = None
    genitive: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a name, not a noun."""
        return self.noun is None

    @property
    def human(self) -> bool:
        """Whether it describes human beings (so that a name beside it is a person's)."""
        if self.noun is None:
            return False
        row = self.noun.row
        return (
            row.anonymous != "no"
            or row.defers == "owner"
            or row.source_type in (SourceType.PERSON, SourceType.GROUP)
        )


def name_labels(names: Sequence[Name], text: str) -> dict[tuple[str, ...], NameLabel]:
    """What the encoder calls each name of the article, by its words."""
    labels: dict[tuple[str, ...], NameLabel] = {}
    for name in names:
        last = name.span.of(text).rpartition(" ")[2]
        if last.islower():  # "Den højtstående embedsmand"
            continue
        words = words_of(GENITIVE.sub("", name.span.of(text)))
        for key in (words, words_of(name.span.of(text))):
            if key:
                labels.setdefault(key, name.label)
    return labels


@dataclass(frozen=True, slots=True)
class Place:
    """Where the phrase stands: in which article, and whether its first capital is only that of
    a sentence's beginning.
    """

    parsed: ParsedArticle
    labels: Labels
    initial: bool = True


def is_small_word(word: str, tables: Gazetteer) -> bool:
    """Whether a word is an article, pronoun, preposition … or a number."""
    low = word.casefold()
    return low in tables.pronouns or low in tables.roles or not any(map(str.isalpha, word))


def tokenise(text: str) -> tuple[Token, ...]:
    """The words of a phrase."""
    found, last = [], 0
    for match in WORD.finditer(text):
        found.append(Token(match.group(), text[last : match.start()]))
        last = match.end()
    return tuple(found)


def find_elements(tokens: tuple[Token, ...], tables: Gazetteer, place: Place) -> list[Element]:
    """The names and known nouns of a phrase, in its order."""
    words = tuple(token.text for token in tokens)
    found: list[Element] = []
    at = 0
    while at < len(tokens):
        element = (
            _labelled_or_known(words, at, tables, place)
            or _noun(tokens, at, tables)
            or _shaped(tokens, at, tables, place.parsed)
        )
        if element is None:
            at += 1
            continue
        found.append(element)
        at += element.count
    return found


def _labelled_or_known(
    words: tuple[str, ...], at: int, tables: Gazetteer, place: Place
) -> Element | None:
    """The longer of a name the packs know and one the encoder found; the packs win a tie."""
    known = tables.name_at(words, at)
    label = _label_at(words, at, place.labels)
    if known and known[1] == 1 and _is_plain_word(words, at, tables, place.initial):
        known = None
    if known and known[1] == 1 and _is_surname(words[at], place.labels):
        return Element(words[at], at, 1, label=NameLabel.PERSON)
    if known and (label is None or known[1] >= label[1]):
        text = " ".join(words[at : at + known[1]])
        return Element(text, at, known[1], known=known[0], genitive=known[2])
    noun = tables.noun(words[at])
    if label is None or (noun and (label[1] == 1 or noun[0].row.source_type in MEDIA)):
        return None  # "Nachrichtenagentur dpa": a noun and its name
    text = " ".join(words[at : at + label[1]])
    legal = _legal_form(words[at : at + label[1] + 1], tables)
    medium = known[0] if known and known[0].source_type in MEDIA and not legal else None
    return Element(text, at, label[1], None, medium, label[0], "", legal, label[2])


def _is_surname(word: str, labels: Labels) -> bool:
    """Whether a name the packs know is the last name of somebody in the article."""
    bare = GENITIVE.sub("", word)
    return any(
        label is NameLabel.PERSON and len(key) > 1 and key[-1] in (word, bare)
        for key, label in labels.items()
    )


def _is_plain_word(words: tuple[str, ...], at: int, tables: Gazetteer, initial: bool) -> bool:
    """Whether a name is also a noun of the language, here where a capital says nothing.

    "Ingeniøren skriver" may be the paper or the engineer; "det skriver Ingeniøren" is the paper.
    """
    found = tables.noun(words[at])
    if found is None or (words[at].isupper() and len(words[at]) > 1):
        return False
    noun, left = found
    if left and not (noun.definite or noun.plural):
        return False
    if tables.nouns_are_capitalised:
        return not left and Element(words[at], at, 1, noun=noun).human
    return at == 0 and initial


def _label_at(
    words: tuple[str, ...], at: int, labels: Labels
) -> tuple[NameLabel, int, bool] | None:
    longest = max(map(len, labels), default=0)
    for count in range(min(longest, len(words) - at), 0, -1):
        key = words[at : at + count]
        if key in labels:
            last = GENITIVE.sub("", key[-1])
            return labels[key], count, last != key[-1] and (*key[:-1], last) in labels
    return None


def _legal_form(words: tuple[str, ...], tables: Gazetteer) -> str | None:
    for word in words[1:]:
        if word in tables.legal_forms:
            return tables.legal_forms[word].place
    return None


def _noun(tokens: tuple[Token, ...], at: int, tables: Gazetteer) -> Element | None:
    token = tokens[at]
    pair = tables.nouns.get(" ".join(word.text for word in tokens[at : at + 2]).casefold())
    if pair and at + 1 < len(tokens):
        return Element(f"{token.text} {tokens[at + 1].text}", at, 2, noun=pair)
    found = tables.noun(token.text)
    genitive = False
    if found is None:
        bare = GENITIVE.sub("", token.text)
        found = tables.noun(bare) if bare != token.text else None
        genitive = found is not None
    if found is None:
        return None
    noun, left = found
    if len(tokens) == 1 and token.text.casefold() in tables.pronouns:
        return None
    if left and is_small_word(token.text, tables):
        return None
    element = Element(token.text, at, 1, noun=noun, left=left, genitive=genitive)
    last_part = token.text.rpartition("-")[2]  # "Oslo-korrespondent" is no name
    named = token.capital and last_part[:1].isupper()
    if not (named and element.human) or tables.nouns_are_capitalised:
        return element
    if (at > 0 and not token.text.isupper()) or _looks_like_surname(tokens, noun, left):
        return None
    return element


def _looks_like_surname(tokens: tuple[Token, ...], noun: NounForm, left: str) -> bool:
    """Whether a capitalised first word only ends like a noun ("Bergmand", "Reuters")."""
    if not left or noun.plural or noun.definite:
        return False
    short = len(tokens[0].text) - len(left) <= LONGEST_ENDING
    return len(tokens) == 1 or (short and tokens[1].capital)


def _shaped(
    tokens: tuple[Token, ...], at: int, tables: Gazetteer, parsed: ParsedArticle
) -> Element | None:
    """A run of capitalised words that no table knows: most likely somebody's name."""
    end = at
    if QUOTE.search(tokens[at].gap):  # a title in quotation marks is nobody's name
        return None
    while end < len(tokens) and _may_be_name(tokens, end, at, tables):
        end += 1
    while end > at + 1 and not tokens[end - 1].capital:
        end -= 1
    words = tuple(token.text for token in tokens[at:end])
    if not words or not (tokens[at].capital or ADDRESS.fullmatch(words[0])):
        return None
    if len(words) == 1 and not _single_name(tokens, at, tables, parsed):
        return None
    following = tuple(token.text for token in tokens[at : end + 1])
    legal = _legal_form(following, tables)
    if legal and following[-1] in tables.legal_forms:
        words = following
    return Element(" ".join(words), at, len(words), legal=legal)


def _may_be_name(tokens: tuple[Token, ...], at: int, start: int, tables: Gazetteer) -> bool:
    token = tokens[at]
    if at > start and BREAK.search(token.gap):
        return False
    if at == start and ADDRESS.fullmatch(token.text):
        return True
    if not token.capital:
        return at > start and tables.has_role(token.text, "particle")
    if is_small_word(token.text, tables):
        return False
    return at == start or tables.nouns.get(token.text.casefold()) is None


def _single_name(
    tokens: tuple[Token, ...], at: int, tables: Gazetteer, parsed: ParsedArticle
) -> bool:
    """Whether one capitalised word alone may be a name: not an ordinary word at a beginning."""
    word = tokens[at].text
    if ADDRESS.fullmatch(word):
        return True
    if tables.noun(word) or stands_whole(word.casefold(), parsed.text):
        return False
    if tables.nouns_are_capitalised and not word.isupper():
        return at == 0 or (tokens[at - 1].capital and not _is_small(tokens[at - 1], tables))
    return True


def _is_small(token: Token, tables: Gazetteer) -> bool:
    return bool(tables.roles.get(token.text.casefold()))
