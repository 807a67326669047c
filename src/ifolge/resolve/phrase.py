"""Reads the noun phrase of a source: which word is its head, whose it is, whether it is named.

"en talsmand for det russiske forsvarsministerium, der ikke vil nævnes": the head is *talsmand*,
its owner *forsvarsministerium*; the relative clause says nothing about what the source is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ifolge.resolve.gazetteer import GENITIVE, Gazetteer
from ifolge.resolve.phrase_elements import (
    BREAK,
    Element,
    Place,
    Token,
    find_elements,
    is_small_word,
    tokenise,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the phrase, opened by `opener`: "core", "complement", "partitive",
    "apposition" or "conjunction".
    """

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


def read_phrase(text: str, tables: Gazetteer, place: Place) -> Phrase:
    """Take a noun phrase apart.

    >>> read_phrase("Kremls talsmand, Dmitrij Peskov", tables, place).head.text
    'talsmand'
    """
    tokens = tokenise(text)
    elements = find_elements(tokens, tables, place)
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
    """Told as known: "embedsmanden", "den høje embedsmand", "ministerens embedsmand"."""
    first = main.tokens[0].text if main.tokens else ""
    inflected = bool(head and head.noun and head.noun.definite and not head.noun.either)
    owned = any(element.genitive or GENITIVE.search(element.text) for element in before)
    return inflected or owned or tables.has_role(first, "definite")


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
    if all(is_small_word(word, tables) for word in words):
        return words
    return ()


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
    if tables.has_role(word, "genitive") and tables.has_role(tokens[at - 1].text, "one"):
        return "partitive"
    after_element = any(e.first + e.count == at for e in elements)
    if tables.has_role(word, "genitive") and (after_element or tokens[at - 1].capital):
        return "complement"
    return None


def _head_segment(segments: Sequence[Segment], tables: Gazetteer) -> tuple[int, bool]:
    """Which segment holds the head, and whether it is one of several ("en af lærerne").

    A core without noun or name gives way to what it is a part of ("flere af spillerne") or to
    what it is joined with ("svenske og norske aviser").
    """
    if len(segments) < 2:
        return 0, False
    if segments[0].elements:
        return (1 if _joins_adjectives(segments[0], segments[1], tables) else 0), False
    single = any(tables.has_role(token.text, "one") for token in segments[0].tokens)
    for at, segment in enumerate(segments[1:], 1):
        if segment.opener not in ("partitive", "conjunction"):
            break
        if segment.elements:
            return at, single and segment.opener == "partitive"
    if tables.nouns_are_capitalised and _is_attribute(segments[1], tables):
        return 1, False
    return 0, False


def _joins_adjectives(core: Segment, joined: Segment, tables: Gazetteer) -> bool:
    """A first word that looks like a name but is an adjective ("Svenske og norske aviser")."""
    first = core.elements[0]
    unsure = len(core.tokens) == 1 and first.is_name and not (first.known or first.label)
    if not unsure or joined.opener != "conjunction" or len(joined.tokens) < 3:
        return False
    head = _head(joined, tables)[0]
    plural = bool(head and head.noun and head.noun.plural and not head.noun.definite)
    return plural and not joined.tokens[1].capital


def _is_attribute(segment: Segment, tables: Gazetteer) -> bool:
    """A participle before the noun ("drei mit dem Vorgang *vertraute* Personen")."""
    if segment.opener != "complement" or not segment.elements or len(segment.tokens) < 3:
        return False
    at = segment.elements[-1].first - segment.start - 1
    before = segment.tokens[at]
    return at > 0 and not before.capital and not is_small_word(before.text, tables)


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
    if covered or (segment.elements[-1].noun and not segment.elements[-1].genitive):
        return False
    return last.text[:1].islower() and not is_small_word(last.text, tables)


def _apposed(segments: Sequence[Segment], tables: Gazetteer) -> Element | None:
    """The name in an apposition ("kommunens jurist, Hanne Lund")."""
    for segment in segments:
        if segment.opener == "apposition" and segment.elements:
            head, name, _ = _head(segment, tables)
            return head if head and head.is_name else name
    return None
