"""Reads the noun phrase of a source: which word is its head, whose it is, whether it is named.

"en talsmand for det russiske forsvarsministerium, der ikke vil nævnes": the head is *talsmand*,
its owner *forsvarsministerium*; the relative clause says nothing about what the source is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Name, NameLabel, SourceType
from ifolge.resolve.gazetteer import GENITIVE, WORD, Gazetteer, KnownName, NounForm, words_of

BREAK = re.compile(r"[,;:()–—]")
Labels = Mapping[tuple[str, ...], NameLabel]


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


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the phrase, opened by `opener`: "core", "complement", "partitive",
    "apposition" or "conjunction"."""

    opener: str
    start: int
    tokens: tuple[Token, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart.

    `head` is the head noun or the name, None when neither is known; `name` the name beside a head
    noun ("talsmand *Dmitrij Peskov*"); `owners` whose it is; `single` one of several.
    """

    text: str
    head: Element | None
    name: Element | None
    owners: tuple[Element, ...]
    definite: bool
    single: bool
    plural: bool
    official: bool
    small: tuple[str, ...]


def name_labels(names: Sequence[Name], text: str) -> dict[tuple[str, ...], NameLabel]:
    """What the encoder calls each name of the article, by its words."""
    labels: dict[tuple[str, ...], NameLabel] = {}
    for name in names:
        words = words_of(GENITIVE.sub("", name.span.of(text)))
        for key in (words, words_of(name.span.of(text))):
            if key:
                labels.setdefault(key, name.label)
    return labels


def read_phrase(text: str, tables: Gazetteer, labels: Labels, parsed: ParsedArticle) -> Phrase:
    """Take a noun phrase apart.

    >>> read_phrase("Kremls talsmand, Dmitrij Peskov", …).head.text
    'talsmand'
    """
    tokens = _tokens(text)
    elements = _elements(tokens, tables, labels, parsed)
    segments = _segments(tokens, elements, tables)
    at, single = _head_segment(segments, tables)
    main = segments[at] if segments else Segment("core", 0, (), ())
    head, name, before = _head(main, tables)
    later = segments[at + 1 :]
    if name is None and (head is None or not head.is_name):
        name = _apposed(later, tables)
    behind = (_head(s, tables)[0] for s in later if s.opener == "complement")
    return Phrase(
        text=text,
        head=head,
        name=name,
        owners=before + tuple(owner for owner in behind if owner),
        definite=_is_definite(main, head, before, tables),
        single=single,
        plural=_is_plural(main, head, tables) and not single,
        official=any(tables.has_role(token.text, "official") for token in main.tokens),
        small=_small_words(segments[0], tables) if segments and not main.elements else (),
    )


def _is_definite(
    main: Segment, head: Element | None, before: Sequence[Element], tables: Gazetteer
) -> bool:
    """"embedsmanden", "den høje embedsmand", "ministerens embedsmand"."""
    first = main.tokens[0].text if main.tokens else ""
    inflected = bool(head and head.noun and head.noun.definite and not head.noun.either)
    return inflected or bool(before) or tables.has_role(first, "definite")


def _is_plural(main: Segment, head: Element | None, tables: Gazetteer) -> bool:
    if head is None or head.noun is None:
        return False
    words = [token.text for token in main.tokens]
    if any(tables.has_role(word, "every") for word in words):
        return True
    if head.noun.either:
        return not any(tables.has_role(word, "singular") for word in words)
    return head.noun.plural


def _small_words(core: Segment, tables: Gazetteer) -> tuple[str, ...]:
    """The words of a core that consists of small words and numbers only, else none."""
    words = tuple(token.text for token in core.tokens)
    if all(_is_small_word(word, tables) for word in words):
        return words
    return ()


def _is_small_word(word: str, tables: Gazetteer) -> bool:
    noun = tables.nouns.get(word.casefold())
    pronoun = noun is not None and noun.row.match == "pronoun"
    return pronoun or word[0].isdigit() or bool(tables.roles.get(word.casefold()))


def _tokens(text: str) -> tuple[Token, ...]:
    found, last = [], 0
    for match in WORD.finditer(text):
        found.append(Token(match.group(), text[last : match.start()]))
        last = match.end()
    return tuple(found)


def _elements(
    tokens: tuple[Token, ...], tables: Gazetteer, labels: Labels, parsed: ParsedArticle
) -> list[Element]:
    words = tuple(token.text for token in tokens)
    longest_label = max(map(len, labels), default=0)
    found: list[Element] = []
    at = 0
    while at < len(tokens):
        element = (
            _labelled_or_known(words, at, tables, (labels, longest_label))
            or _noun(tokens, at, tables)
            or _shaped(tokens, at, tables, parsed)
        )
        if element is None:
            at += 1
            continue
        found.append(element)
        at += element.count
    return found


def _labelled_or_known(
    words: tuple[str, ...], at: int, tables: Gazetteer, labels: tuple[Labels, int]
) -> Element | None:
    """The longer of a name the packs know and one the encoder found; the packs win a tie."""
    known = tables.name_at(words, at)
    label = _label_at(words, at, *labels)
    if known and known[1] == 1 and _is_plain_word(words, at, tables):
        known = None
    if known and (label is None or known[1] >= label[1]):
        text = " ".join(words[at : at + known[1]])
        return Element(text, at, known[1], known=known[0], genitive=known[2])
    if label is None or (label[1] == 1 and tables.noun(words[at])):
        return None
    text = " ".join(words[at : at + label[1]])
    legal = _legal_form(words[at : at + label[1] + 1], tables)
    return Element(text, at, label[1], label=label[0], genitive=label[2], legal=legal)


def _is_plain_word(words: tuple[str, ...], at: int, tables: Gazetteer) -> bool:
    """Whether a name is also a noun of the language, here where a capital says nothing."""
    plain_place = at == 0 or tables.nouns_are_capitalised
    return plain_place and words[at].casefold() in tables.nouns


def _label_at(
    words: tuple[str, ...], at: int, labels: Labels, longest: int
) -> tuple[NameLabel, int, bool] | None:
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
    found = tables.noun(token.text)
    genitive = False
    if found is None:
        bare = GENITIVE.sub("", token.text)
        found = tables.noun(bare) if bare != token.text else None
        genitive = found is not None
    if found is None:
        return None
    noun, left = found
    if noun.row.match == "pronoun":
        return None
    element = Element(token.text, at, 1, noun=noun, left=left, genitive=genitive)
    if token.capital and element.human and not tables.nouns_are_capitalised:
        indefinite = not (noun.plural or noun.definite)
        if at > 0 or (len(tokens) == 1 and left and indefinite):  # a name that looks like a noun
            return None
    return element


def _shaped(
    tokens: tuple[Token, ...], at: int, tables: Gazetteer, parsed: ParsedArticle
) -> Element | None:
    """A run of capitalised words that no table knows: most likely somebody's name."""
    end = at
    while end < len(tokens) and _may_be_name(tokens, end, at, tables):
        end += 1
    while end > at and not tokens[end - 1].capital:
        end -= 1
    words = tuple(token.text for token in tokens[at:end])
    if not words or (len(words) == 1 and not _single_name(tokens, at, tables, parsed)):
        return None
    following = tuple(token.text for token in tokens[at : end + 1])
    legal = _legal_form(following, tables)
    return Element(" ".join(words), at, len(words), legal=legal)


def _may_be_name(tokens: tuple[Token, ...], at: int, start: int, tables: Gazetteer) -> bool:
    token = tokens[at]
    if at > start and BREAK.search(token.gap):
        return False
    if not token.capital:
        return at > start and tables.has_role(token.text, "particle")
    if tables.roles.get(token.text.casefold()):
        return False
    return at == start or tables.nouns.get(token.text.casefold()) is None


def _single_name(
    tokens: tuple[Token, ...], at: int, tables: Gazetteer, parsed: ParsedArticle
) -> bool:
    """Whether one capitalised word alone may be a name: not an ordinary word at a beginning."""
    word = tokens[at].text
    if tables.noun(word) or re.search(rf"\b{re.escape(word.casefold())}\b", parsed.text):
        return False
    if tables.nouns_are_capitalised:
        return at == 0 or (tokens[at - 1].capital and not _is_small(tokens[at - 1], tables))
    return True


def _is_small(token: Token, tables: Gazetteer) -> bool:
    return bool(tables.roles.get(token.text.casefold()))


def _segments(
    tokens: tuple[Token, ...], elements: Sequence[Element], tables: Gazetteer
) -> tuple[Segment, ...]:
    inside = {e.first + offset for e in elements for offset in range(1, e.count)}
    starts: list[tuple[int, str]] = [(0, "core")] if tokens else []
    end = len(tokens)
    for at in range(1, len(tokens)):
        opener = None if at in inside else _opener(tokens, at, elements, tables)
        if opener == "end":
            end = at
            break
        if opener:
            starts.append((at, opener))
    segments = []
    for (start, opener), (stop, _) in zip(starts, [*starts[1:], (end, "")], strict=True):
        own = tuple(e for e in elements if start <= e.first < stop)
        segments.append(Segment(opener, start, tokens[start:stop], own))
    return tuple(segments)


def _opener(
    tokens: tuple[Token, ...], at: int, elements: Sequence[Element], tables: Gazetteer
) -> str | None:
    token, word = tokens[at], tokens[at].text
    broken = BREAK.search(token.gap) is not None
    article = tables.has_role(word, "definite")
    if tables.has_role(word, "relative") and (broken or not article):
        return "end"
    if broken:
        return "apposition"
    if tables.has_role(word, "partitive"):
        return "partitive"
    if tables.has_role(word, "preposition"):
        return "complement"
    if tables.has_role(word, "conjunction"):
        return None if tokens[at - 1].text.endswith("-") else "conjunction"
    after_element = any(e.first + e.count == at for e in elements)
    if tables.has_role(word, "genitive") and (after_element or tokens[at - 1].capital):
        return "complement"
    return None


def _head_segment(segments: Sequence[Segment], tables: Gazetteer) -> tuple[int, bool]:
    """Which segment holds the head, and whether it is one of several ("en af lærerne").

    A core without noun or name gives way to what it is a part of ("flere af spillerne") or to
    what it is joined with ("svenske og norske aviser").
    """
    if not segments or segments[0].elements or len(segments) == 1:
        return 0, False
    single = any(tables.has_role(token.text, "one") for token in segments[0].tokens)
    for at, segment in enumerate(segments[1:], 1):
        if segment.opener not in ("partitive", "conjunction"):
            break
        if segment.elements:
            return at, single and segment.opener == "partitive"
    return 0, False


def _head(
    segment: Segment, tables: Gazetteer
) -> tuple[Element | None, Element | None, tuple[Element, ...]]:
    """The head, the name behind it, and the owners before it.

    A last word that is neither known nor a name is the head, though nobody knows it
    ("Århus skattevæsen").
    """
    elements = segment.elements
    if elements and _ends_unknown(segment, tables):
        return None, None, elements
    nouns = [e for e in elements if not e.is_name]
    while len(nouns) > 1 and nouns[-1].genitive:
        nouns.pop()
    if not nouns:
        return (elements[-1], None, tuple(elements[:-1])) if elements else (None, None, ())
    head = nouns[-1]
    behind = [e for e in elements if e.first > head.first and e.is_name]
    before = tuple(e for e in elements if e.first < head.first)
    if head.genitive and behind:  # "Bankens Anna Lund": the name is the head
        return behind[-1], None, (*before, head)
    return head, behind[-1] if behind else None, before


def _ends_unknown(segment: Segment, tables: Gazetteer) -> bool:
    last = segment.tokens[-1]
    end = segment.elements[-1].first + segment.elements[-1].count
    covered = end - segment.start == len(segment.tokens)
    if covered or segment.elements[-1].noun and not segment.elements[-1].genitive:
        return False
    return last.text[:1].islower() and not _is_small_word(last.text, tables)


def _apposed(segments: Sequence[Segment], tables: Gazetteer) -> Element | None:
    """The name in an apposition ("kommunens jurist, Hanne Lund")."""
    for segment in segments:
        if segment.opener == "apposition" and segment.elements:
            head, name, _ = _head(segment, tables)
            return head if head and head.is_name else name
    return None
