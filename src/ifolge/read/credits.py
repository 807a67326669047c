"""Headline, by-line and agency marks that stand in the text itself. The text stays as it is."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ifolge.languages import pack
from ifolge.languages.pack import alternatives
from ifolge.languages.rows import AgencyRow, OutletRow
from ifolge.model.article import Article

BRACKETED = re.compile(r"\(([^()\n]{2,40})\)|(?<![\w/])/([^/\n()]{2,30}(?:/[^/\n()]{2,30}){0,3})/")
AFTER_DATELINE = re.compile(r"\s*(?:[-–—―:]|$)")
PART = re.compile(r"\s*[/,&+]\s*|\s*[-–]\s*")
ENDS_A_SENTENCE = re.compile(r"[.!?:;,…]$")
INITIAL = re.compile(r"\b\w\.$")
EDGES = " \t/()©–—-.\u00a0"
HEAD_LINES, TAIL_LINES, MAX_LINE, MAX_DATELINE = 6, 4, 100, 60
MIN_NAME_WORDS, MAX_NAME_WORDS, SHORT_NAME = 2, 5, 3


@dataclass(frozen=True)
class CreditWords:
    """What the packs know of by-lines: the words that open them and the names they credit."""

    by: re.Pattern[str]
    taken_from: re.Pattern[str]
    joins: re.Pattern[str]
    agencies: dict[str, str]
    outlets: dict[str, str]


def with_credits(article: Article, *, title: bool = False) -> Article:
    """The article with credit and author filled from its text where it comes without.

    "/ritzau/" and "Af Ritzau" credit Ritzau, "DUBAI (Reuters) -" Reuters, "Af Anna Holm" names
    an author. With `title`, a first line without full stop becomes the title.
    """
    words = credit_words()
    lines = _edge_lines(article.text)
    authors, names = _by_lines(lines, words)
    names += _taken_from(lines, words) + _marks(article.text, lines, words)
    credit = "/".join(dict.fromkeys(names))
    return replace(
        article,
        title=article.title or (_first_line_title(article.text, words) if title else None),
        credit=article.credit or credit or None,
        author=article.author or ", ".join(dict.fromkeys(authors)) or None,
    )


@functools.cache
def credit_words() -> CreditWords:
    """The by-line words of all packs, for the language is not known yet."""
    packs = [pack.load_pack(code) for code in pack.codes()]
    sections = [p.settings.get("credits", {}) for p in packs]
    agencies: dict[str, str] = {}
    outlets: dict[str, str] = {}
    for language in packs:
        _enter(agencies, language.table(AgencyRow))
        _enter(outlets, language.table(OutletRow))
    return CreditWords(
        by=re.compile(rf"(?:{_any(w for s in sections for w in s.get('by', ()))})\s*:?\s+(\S.*)"),
        taken_from=re.compile(
            rf"(?:{_any(w for s in sections for w in s.get('taken_from', ()))})\s*:\s*(\S.*)"
        ),
        joins=re.compile(
            rf"\s*[,/]\s*|\s+(?:{_any(w for s in sections for w in s.get('and', ()))}|&)\s+"
        ),
        agencies=agencies,
        outlets=outlets,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))


def _enter(names: dict[str, str], rows: Iterable[AgencyRow | OutletRow]) -> None:
    for row in rows:
        for alias in (row.name, *alternatives(row.aliases)):
            names.setdefault(_key(alias), row.name)
            if len(alias) <= SHORT_NAME:
                names.setdefault(alias.lower(), row.name)
                names.setdefault(alias.upper(), row.name)


def _edge_lines(text: str) -> tuple[list[str], list[str]]:
    """The first and the last lines that are not blank, without white space around them."""
    head = (line.strip() for line in text[:4000].splitlines())
    tail = (line.strip() for line in text[-2000:].splitlines())
    return [line for line in head if line][:HEAD_LINES], [line for line in tail if line][
        -TAIL_LINES:
    ]


def _by_lines(
    lines: tuple[list[str], list[str]], words: CreditWords
) -> tuple[list[str], list[str]]:
    """Authors and credited agencies or outlets of the by-lines at both ends of the text."""
    authors: list[str] = []
    names: list[str] = []
    for line in (*lines[0], *lines[1]):
        by = words.by.fullmatch(line) if len(line) <= MAX_LINE else None
        if by is None or (ENDS_A_SENTENCE.search(line) and not INITIAL.search(line)):
            continue
        for part in words.joins.split(by.group(1)):
            name = _credited(part, words)
            if name:
                names.append(name)
            else:
                authors += _person(part)
    return authors, names


def _person(part: str) -> Iterator[str]:
    """The name in a part of a by-line: "unserem Redakteur Tjark Bohlen" has one."""
    words = part.strip(EDGES).split()
    while words and words[0][0].islower():
        words = words[1:]
        if words and len(words) > MIN_NAME_WORDS:
            words = words[1:]  # the office, which German writes with a capital
    proper = all(word[0].isupper() or word[0].islower() for word in words)
    if proper and MIN_NAME_WORDS <= len(words) <= MAX_NAME_WORDS and words[-1][0].isupper():
        yield " ".join(words)


def _taken_from(lines: tuple[list[str], list[str]], words: CreditWords) -> list[str]:
    """What a line like "Kilde: Ritzau" credits."""
    found = (words.taken_from.fullmatch(line) for line in lines[1])
    names = (_credited(part, words) for m in found if m for part in words.joins.split(m.group(1)))
    return [name for name in names if name]


def _marks(text: str, lines: tuple[list[str], list[str]], words: CreditWords) -> list[str]:
    """Agencies marked before the first words, after the last, or on a line of their own."""
    names: list[str] = []
    for line in lines[0]:
        for mark in BRACKETED.finditer(line, 0, MAX_DATELINE):
            before = line[: mark.start()].strip()
            if AFTER_DATELINE.match(line, mark.end()) or before.isupper():
                names += _agencies(mark.group(1) or mark.group(2), words)
    for line in lines[1]:
        start = max(0, len(line) - MAX_DATELINE)
        for mark in BRACKETED.finditer(line, start):
            if not line[mark.end() :].strip(EDGES):
                names += _agencies(mark.group(1) or mark.group(2), words)
    for line in (*lines[0][1:], *lines[1]):
        if len(line) <= MAX_LINE // 2:
            names += _agencies(line, words, whole=True)
    return names


def _agencies(body: str, words: CreditWords, *, whole: bool = False) -> list[str]:
    """The agencies of a mark ("dpa/lsw", "NTB-AFP"); with `whole` every part must be one."""
    parts = [part.strip(EDGES) for part in PART.split(body.strip(EDGES)) if part.strip(EDGES)]
    names = [words.agencies.get(_key(part)) for part in parts]
    if not any(names):
        first = words.agencies.get(_key(parts[0].partition(" ")[0])) if parts else None
        return [first] if first and not whole and len(parts[0].split()) == 2 else []
    if whole and not all(names):
        return []
    return [name for name in names if name]


def _credited(part: str, words: CreditWords) -> str | None:
    key = _key(part.strip(EDGES))
    return words.agencies.get(key) or words.outlets.get(key)


def _key(name: str) -> str:
    return name if len(name) <= SHORT_NAME else name.casefold()


def _first_line_title(text: str, words: CreditWords) -> str | None:
    """The first line if it is a headline: short, no full stop, more text below, no by-line."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    first = first.strip()
    if not rest.strip() or not first or len(first) > MAX_LINE + MAX_LINE // 2:
        return None
    if words.by.fullmatch(first) or first.startswith(("/", "(")):
        return None
    closed = ENDS_A_SENTENCE.search(first) and not first.endswith(("?", "!"))
    wrapped = len(first) >= MAX_LINE // 2 and not rest.startswith(("\n", "\r"))
    return None if closed or wrapped or not any(map(str.isalpha, first)) else first
