"""How are times written in this language? The pack's time tables, compiled once per pack.

A pattern like `[den] {day} {month} [{year}]` becomes one regular expression over the lower-cased
text, filed under the words it can open with ("den", any number), so that a text is read once and
only patterns that can match are tried.

    literal text   as it stands      {slot}     one form of a word group, or a number
    [optional]     may be missing    (a|b)      either; both may hold slots
    a space        white space       -          any dash, spaces around it allowed
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ifolge.errors import PackError
from ifolge.languages.pack import LanguagePack, load_pack
from ifolge.languages.times import TimeRow, TimeWordRow

SPACE = r"(?:[^\S\n]+|[^\S\n]*\n(?=\S))"
DASH = r"\s?[-\u2010-\u2014]\s?"
WORD = re.compile(r"[^\W_]+")
DIGIT = "#"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NUMERIC = {
    "year": r"(?:1[5-9]|20)[0-9]{2}",
    "yy": r"[0-9]{2}",
    "decade": r"(?:1[5-9]|20)[0-9]0",
    "tens": r"[1-9]0",
    "any": r"[^\W\d_]+(?:-[^\W\d_]+)*",
    "word": r"[^\W\d_]+(?:-[^\W\d_]+)*",
    "mm": r"(?:1[0-2]|0?[1-9])",
    "dd": _DAY,
    "week": r"(?:5[0-3]|[1-4]?[0-9])",
    "clock": r"(?:2[0-4]|[01]?[0-9])(?:[.:][0-5][0-9])?",
    "hhmm": r"(?:2[0-4]|[01]?[0-9])[.:][0-5][0-9]",
}

# Slots that take the words of a group of another name.
_WORDS_OF = {"day": "ordinal", "nw": "n", "halfpast": "n", "clockn": "n", "eve": "weekday"}


@dataclass(frozen=True, slots=True)
class Word:
    """A form of a time word: what it stands for and the row that says so."""

    value: str
    capital: bool
    row: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of time.csv, compiled; `reading` holds its keys and values."""

    name: str
    regex: re.Pattern[str]
    reading: Mapping[str, str]
    rank: int


@dataclass(frozen=True)
class TimeGrammar:
    """Everything the pack knows of times: word groups and patterns by opening word."""

    groups: Mapping[str, Mapping[str, Word]]
    openers: Mapping[str, tuple[Pattern, ...]]

    def value(self, slot: str, form: str) -> str:
        """What a form in a slot stands for ("marts" → "3"); numbers stand for themselves."""
        word = self.groups.get(slot_group(slot), {}).get(" ".join(form.split()))
        return word.value if word else form

    def needs_capital(self, slot: str, form: str) -> bool:
        """Whether this form is a time only when it begins with a capital ("May")."""
        word = self.groups.get(slot_group(slot), {}).get(" ".join(form.split()))
        return bool(word and word.capital)


def slot_group(slot: str) -> str:
    """The word group of a slot: `month2` takes the words of `month`."""
    return slot.rstrip("0123456789") if slot not in _NUMERIC else slot


def time_grammar(pack: LanguagePack) -> TimeGrammar:
    """The compiled time tables of a pack, built on first use and kept."""
    return _grammar_of(pack.code)


@functools.cache
def _grammar_of(code: str) -> TimeGrammar:
    pack = load_pack(code)
    groups = _word_groups(pack.table(TimeWordRow))
    slots = _slot_patterns(groups)
    openers: dict[str, list[Pattern]] = {}
    for rank, row in enumerate(pack.table(TimeRow)):
        for opener, pattern in _compile(row, rank, groups, slots):
            openers.setdefault(opener, []).append(pattern)
    return TimeGrammar(groups, {word: tuple(found) for word, found in openers.items()})


def row_name(row: TimeRow | TimeWordRow) -> str:
    """How reasons call a row: "da/time.csv:i går"."""
    key = row.pattern if isinstance(row, TimeRow) else row.group
    return f"{row.place.rsplit(':', 1)[0]}:{key}"


def _word_groups(rows: tuple[TimeWordRow, ...]) -> dict[str, dict[str, Word]]:
    groups: dict[str, dict[str, Word]] = {}
    for row in rows:
        values, forms = [v.strip() for v in row.values.split("|")], row.forms.split("|")
        if len(values) != len(forms):
            raise PackError(row.place, f"{len(values)} values for {len(forms)} forms")
        group = groups.setdefault(row.group, {})
        for value, spellings in zip(values, forms, strict=True):
            for spelling in (s.strip() for s in spellings.split("/")):
                capital = spelling[:1].isupper()
                known = group.get(spelling.lower())
                if known is None or (known.capital and not capital and known.value == value):
                    group[spelling.lower()] = Word(value, capital, row_name(row))
    return groups


def _slot_patterns(groups: Mapping[str, Mapping[str, Word]]) -> dict[str, str]:
    slots = {name: _either(words) for name, words in groups.items()}
    suffix = f"{_either(groups['suffix'])}?" if "suffix" in groups else ""
    ordinal = f"|{slots['ordinal']}" if "ordinal" in slots else ""
    slots |= _NUMERIC
    slots["day"] = f"(?:{_DAY}{suffix}{ordinal})"
    slots["eve"] = slots.get("weekday", "(?!)")
    slots["nw"] = slots["halfpast"] = slots["clockn"] = slots.get("n", "(?!)")
    slots["n"] = rf"(?:[0-9]{{1,4}}(?:[.,][05])?|{slots['nw']})"
    return slots


def _either(words: Mapping[str, Word]) -> str:
    forms = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(SPACE.join(map(re.escape, f.split())) for f in forms) + ")"


# A pattern is taken apart into items: ("text", word), ("slot", name), ("space", ""), ("opt", items)
# or ("alt", [items, …]).
_Item = tuple[str, object]
_TOKEN = re.compile(r"\{(\w+)\}|([\[\]()|])|( +)|([^\[\]()|{} ]+)")


def _items(row: TimeRow) -> list[_Item]:
    tokens = list(_TOKEN.finditer(row.pattern))
    if "".join(t[0] for t in tokens) != row.pattern:
        raise PackError(row.place, f"cannot read the pattern {row.pattern!r}")
    if not _pairs(row.pattern):
        raise PackError(row.place, f"brackets do not pair in {row.pattern!r}")
    items, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise PackError(row.place, f"brackets do not pair in {row.pattern!r}")
    return items


def _pairs(pattern: str) -> bool:
    """Whether every bracket opened is closed, innermost first."""
    open_ones: list[str] = []
    for sign in pattern:
        if sign in "[(":
            open_ones.append("]" if sign == "[" else ")")
        elif sign in "])" and (not open_ones or open_ones.pop() != sign):
            return False
    return not open_ones


def _sequence(tokens: list[re.Match[str]], at: int) -> tuple[list[_Item], int]:
    items: list[_Item] = []
    while at < len(tokens) and tokens[at][0] not in ("]", ")", "|"):
        slot, sign, space, text = tokens[at].groups()
        at += 1
        if sign == "[":
            inner, at = _sequence(tokens, at)
            at += 1
            if items and items[-1][0] == "space":  # "{month} [{year}]": the space goes with it
                items.pop()
                inner = [("space", ""), *inner]
            elif at < len(tokens) and tokens[at][3]:  # "[den] {day}": so does the one after
                inner, at = [*inner, ("space", "")], at + 1
            items.append(("opt", inner))
        elif sign == "(":
            branches = []
            while tokens[at - 1][0] != ")":
                branch, at = _sequence(tokens, at)
                branches.append(branch)
                at += 1
            items.append(("alt", branches))
        elif slot:
            items.append(("slot", slot))
        else:
            items.append(("space", "") if space else ("text", text))
    return items, at


def _regex(items: list[_Item], slots: Mapping[str, str], row: TimeRow, seen: set[str]) -> str:
    parts = []
    for kind, value in items:
        if kind == "space":
            parts.append(SPACE)
        elif kind == "text":
            parts.append(re.escape(str(value)).replace(r"\-", DASH).replace("'", "['\u2019]"))
        elif kind == "slot":
            name = str(value)
            pattern = slots.get(name) or slots.get(slot_group(name))
            if pattern is None or name in seen:
                raise PackError(row.place, f"there is no slot {{{name}}}, or it stands twice")
            seen.add(name)
            parts.append(f"(?P<{name}>{pattern})")
        elif kind == "opt":
            assert isinstance(value, list)
            parts.append(f"(?:{_regex(value, slots, row, seen)})?")
        else:
            assert isinstance(value, list)
            parts.append("(?:" + "|".join(_regex(b, slots, row, seen) for b in value) + ")")
    return "".join(parts)


def _heads(items: list[_Item], groups: Mapping[str, Mapping[str, Word]]) -> set[tuple[str, bool]]:
    """What a pattern can begin with, up to its first space: (text, whether the space came)."""
    heads = {("", False)}
    for kind, value in items:
        if kind == "space":
            return {(head, True) for head, _ in heads}
        if kind == "text":
            options = {(str(value), False)}
        elif kind == "slot":
            options = set(_slot_heads(str(value), groups))
        elif kind == "opt":
            assert isinstance(value, list)
            options = {("", False)} | _heads(value, groups)
        else:
            assert isinstance(value, list)
            options = set().union(*(_heads(branch, groups) for branch in value))
        heads = {h for h in heads if h[1]} | {
            (head + more, closed) for head, done in heads if not done for more, closed in options
        }
        if all(done for _, done in heads):
            break
    return heads


def _slot_heads(slot: str, groups: Mapping[str, Mapping[str, Word]]) -> Iterator[tuple[str, bool]]:
    name = slot_group(slot)
    group = _WORDS_OF.get(name, name)
    if name in _NUMERIC or name in ("day", "n"):
        yield DIGIT, True
    for form in groups.get(group, {}):
        first, _, more = form.partition(" ")
        yield first, bool(more)


def _compile(
    row: TimeRow,
    rank: int,
    groups: Mapping[str, Mapping[str, Word]],
    slots: Mapping[str, str],
) -> Iterator[tuple[str, Pattern]]:
    items = _items(row)
    regex = re.compile(_regex(items, slots, row, set()) + r"(?!['\u2019]?[^\W_])")
    reading = dict(pair.partition("=")[::2] for pair in row.reading.split())
    pattern = Pattern(row_name(row), regex, reading, rank)
    openers = set()
    for head, _ in _heads(items, groups):
        word = WORD.search(head)
        openers.add(DIGIT if head[:1] == DIGIT or head[:1].isdigit() else word[0] if word else "")
    if "" in openers:
        raise PackError(row.place, f"the pattern {row.pattern!r} may be empty")
    for opener in openers:
        yield opener, pattern
