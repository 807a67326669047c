"""What the words of a content tell beside their meaning: names, numbers, days, negation, tense.

Texts are compared across languages, so everything is brought into one form: "tolv", "tolv", "zwölf"
and "12" are the number 12, "Talvias" and "Talvia" one name, "Gipfeltreffen am Freitag" and "topmøde
på fredag" the same weekday.
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ifolge.languages.pack import alternatives, codes, load_pack
from ifolge.languages.rows import PronounRow
from ifolge.languages.story_rows import EventWordRow, QuantityRow

GRAM = 4
_LETTERS = str.maketrans(
    {"æ": "a", "ä": "a", "ø": "o", "ö": "o", "å": "a", "ü": "u", "ß": "s", "ð": "d", "þ": "t"}
)
_WORD = re.compile(
    r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,:]\d+)?|[^\W\d_]+(?:['’\-][^\W_]+)*|\w+"
)
_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-ZÆØÅÄÖ])[A-ZÆØÅÄÖ\d]+(?:-[A-ZÆØÅÄÖ\d]+)*\b")
_SCORE = re.compile(r"\b\d{1,3}\s?[-–:]\s?\d{1,3}\b")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")


@functools.lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in the form it is compared in: "Østerlund" → "osterlund"."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def name_key(word: str) -> str:
    """A name without genitive: "Talvias", "Talvia's" and "Talvia" → "talvia"."""
    key = fold(word.replace("’", "'").removesuffix("'s").removesuffix("'"))
    return key[:-1] if len(key) > 3 and key.endswith("s") else key


def words_of(text: str) -> list[str]:
    """The words and numbers of a text as they stand."""
    return _WORD.findall(text)


@dataclass(frozen=True, slots=True)
class Quantities:
    """What one language's `quantities.csv` says, by folded form."""

    numbers: dict[str, float]
    multipliers: dict[str, float]
    months: dict[str, int]
    weekdays: dict[str, int]
    clocks: frozenset[str]
    definite: frozenset[str]


@functools.cache
def quantities(lang: str) -> Quantities:
    """The number words, months and weekdays of a language; of no language: none."""
    by_kind: dict[str, dict[str, float]] = {}
    for row in load_pack(lang).table(QuantityRow) if lang in codes() else ():
        for form in alternatives(row.forms):
            by_kind.setdefault(row.kind, {})[fold(form)] = float(row.value)
    days = [{k: int(v) for k, v in by_kind.get(kind, {}).items()} for kind in ("month", "weekday")]
    return Quantities(
        by_kind.get("number", {}),
        by_kind.get("multiplier", {}),
        days[0],
        days[1],
        frozenset(by_kind.get("clock", {})),
        frozenset(by_kind.get("definite", {})),
    )


@dataclass(frozen=True, slots=True)
class EventWords:
    """What one language's `event_words.csv` says, folded, by role and way of matching."""

    forms: dict[tuple[str, str], frozenset[str]]

    def of(self, role: str, match: str) -> frozenset[str]:
        """The forms of one row."""
        return self.forms.get((role, match), frozenset())


@functools.cache
def event_words(lang: str) -> EventWords:
    """The words of negation, future, past and witness of a language; of no language: none."""
    rows = load_pack(lang).table(EventWordRow) if lang in codes() else ()
    return EventWords(
        {(r.role, r.match): frozenset(map(fold, alternatives(r.forms))) for r in rows}
    )


@dataclass(frozen=True, slots=True)
class OwnPronouns:
    """Pronouns by which a source is named in its own content, folded."""

    first: frozenset[str]
    third: frozenset[str]


@functools.cache
def own_pronouns(lang: str) -> OwnPronouns:
    """The words for oneself ("jeg"), and those a content opens with for its source ("han")."""
    rows = load_pack(lang).table(PronounRow) if lang in codes() else ()
    personal = [r for r in rows if r.kind == "personal" and r.number == "singular"]
    return OwnPronouns(
        frozenset(fold(f) for r in personal if r.person == "1" for f in alternatives(r.forms)),
        frozenset(fold(r.pronoun) for r in personal if r.person == "3" and r.animate == "yes"),
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of one content tell: `grams` are its runs of letters.

    `implied` are names that only a pronoun stands for ("jeg": the source's).
    """

    grams: frozenset[str]
    names: frozenset[str] = frozenset()
    implied: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    weekdays: frozenset[int] = frozenset()
    dates: frozenset[tuple[int, int]] = frozenset()
    length: int = 0
    negated: bool = False
    future: bool = False
    past: bool = False
    witness: bool = False

    @property
    def persons(self) -> frozenset[str]:
        """The names, and those that only a pronoun stands for."""
        return self.names | self.implied if self.implied else self.names


def read_wording(text: str, lang: str, known_names: Collection[str] = ()) -> Wording:
    """What the words of `text` tell; `known_names` are the name keys of the story.

    "Tolv mennesker er omkommet på Alkefuglen natten til tirsdag" → 12, alkefuglen, Tuesday, past.
    """
    words = words_of(text)
    folded = [fold(word) for word in words]

    def _named(word: str) -> bool:
        return word[0].isupper() and name_key(word) in known_names

    numbers, dates = _numbers_and_dates(_SCORE.sub(" ", _CODE.sub(" ", text)), lang)
    weekdays = quantities(lang).weekdays
    return Wording(
        grams=frozenset(_grams(folded)),
        names=frozenset(name_key(word) for word in words if _named(word)),
        codes=frozenset(code for code in _CODE.findall(text) if len(code) > 2),
        numbers=numbers,
        weekdays=frozenset(weekdays[w] for w in folded if w in weekdays),
        dates=dates,
        length=len(words),
        negated=has_role(folded, lang, "negation"),
        future=has_role(folded, lang, "future"),
        past=has_role(folded, lang, "past"),
        witness=has_role(folded, lang, "witness"),
    )


def _grams(folded: Iterable[str]) -> Iterator[str]:
    """Character n-grams of the words, so that "fusionere", "fusion" and "fusionieren" meet."""
    for word in folded:
        padded = f"_{word}_"
        if len(word) < 3:
            continue
        if len(padded) <= GRAM:
            yield padded
        for at in range(len(padded) - GRAM + 1):
            yield padded[at : at + GRAM]


def _number(word: str) -> float | None:
    if _GROUPED.fullmatch(word):
        return float(re.sub(r"\D", "", word))
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None


def _numbers_and_dates(text: str, lang: str) -> tuple[frozenset[float], frozenset[tuple[int, int]]]:
    """Quantities ("fire millioner" → 4000000) and days of the year ("1. juli" → (7, 1))."""
    table, numbers, dates = quantities(lang), set(), set()
    words = [fold(word) for word in words_of(text)]
    skip = False
    for at, word in enumerate(words):
        value = _number(word) if word[0].isdigit() else table.numbers.get(word)
        before = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < len(words) else ""
        if skip or value is None:
            skip = False
            continue
        if after in table.months or before in table.months:
            dates.add((table.months.get(after) or table.months[before], int(value)))
        elif after in table.multipliers:
            numbers.add(value * table.multipliers[after])
            skip = True
        elif before in table.clocks or after in table.clocks or _is_year(word, value):
            continue
        elif before in table.definite and not word[0].isdigit():
            continue  # "de to ledere": no news, the reader knows them
        else:
            numbers.add(value)
    return frozenset(numbers), frozenset(dates)


def _is_year(word: str, value: float) -> bool:
    return len(word) == 4 and word.isdigit() and 1900 <= value <= 2100


def has_role(folded: list[str], lang: str, role: str) -> bool:
    """Whether folded words hold a word, phrase or verb form of a role of `event_words.csv`."""
    table = event_words(lang)
    if table.of(role, "word") & set(folded):
        return True
    if role == "witness" and any(word.endswith(tuple(table.of(role, "word"))) for word in folded):
        return True
    joined = f" {' '.join(folded)} "
    if any(f" {phrase} " in joined for phrase in table.of(role, "phrase")):
        return True
    auxiliaries = table.of(role, "participle")
    endings = tuple(table.of("participle", "suffix"))
    return bool(endings) and any(
        len(later) > 4 and later.endswith(endings)
        for at, word in enumerate(folded)
        if word in auxiliaries
        for later in folded[at + 1 : at + 4]
    )


def name_keys_in(text: str, sentence_starts: Collection[int], lang: str) -> Iterator[str]:
    """Name keys of the capitalised words of a text that do not open a sentence.

    German writes every noun with a capital: there a capital tells nothing.
    """
    if load_pack(lang).settings.get("nouns_are_capitalised", False) if lang in codes() else True:
        return
    table = quantities(lang)
    for match in re.finditer(r"[^\W\d_]+(?:['’\-][^\W_]+)*", text):
        word = match.group()
        if not word[0].isupper() or match.start() in sentence_starts or len(word) < 2:
            continue
        if fold(word) not in table.months and fold(word) not in table.weekdays:
            yield name_key(word)
