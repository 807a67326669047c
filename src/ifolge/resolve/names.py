"""Which proper names stand in the text, and which of them name the same?

The encoder's names are used where there are any; without them, runs of capitalised words stand
in. "Kim Jong-un" and "Kim", "Sergej Sjojgu" and "Sjojgu" become one `Entity` with its fullest name
and the nouns the article calls it by ("klimaminister Jannie Holk").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ifolge.model.article import ParsedArticle, Span
from ifolge.model.attribution import Name, NameLabel
from ifolge.resolve.capitals import find_names
from ifolge.resolve.lexicon import NEWS, QUOTES, WORD, Lexicon
from ifolge.resolve.whole_words import find_whole

SURE = 0.5  # below this the encoder's name is a guess
FIRM = 0.75  # from here on it knows better than capitals where a name begins and ends
MAKERS = ("person", "anonymous", "company", *NEWS)  # German nouns that stand before a name
JOINS = ("'", "’", "-")
STOPS = (",", ".", ":", "”", '"')
Labelled = tuple[Span, NameLabel | None]
COMPANY = re.compile(r"\b(?:A/S|ApS|AS|ASA|AB|AG|GmbH|SE|Inc|Ltd|plc|PLC|Group|Holding)\b\.?$")


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a name: its fullest `name`, where it stands, what it is called.

    `label` is None when only capitals gave it away; `titles` are casefolded nouns; `gender` is
    "masculine", "feminine" or "" (not known).
    """

    name: str
    label: NameLabel | None
    mentions: tuple[Span, ...]
    titles: frozenset[str] = frozenset()
    gender: str = ""
    category: str = ""


def gather_entities(
    names: Sequence[Name], parsed: ParsedArticle, lexicon: Lexicon
) -> tuple[Entity, ...]:
    """Everybody the article names, each once, by first mention."""
    found = _bounded(names, find_names(parsed, lexicon), parsed.text, lexicon)
    found += _again(found, parsed.text)
    text = parsed.text
    clean = [(_trimmed(span, text, lexicon), label) for span, label in found]
    groups = _grouped([(s, la) for s, la in clean if len(s) > 1], text, lexicon)
    entities = [_entity(spans, labels, text, lexicon) for spans, labels in groups]
    return tuple(sorted(entities, key=lambda e: e.mentions[0]))


def _bounded(
    names: Sequence[Name], capitals: Sequence[Span], text: str, lexicon: Lexicon
) -> list[Labelled]:
    """Names with their labels: capitals tell where a name begins and ends, the encoder whose it is.

    Only where the encoder is firm, or capitals tell nothing, its own bounds count.
    """
    firm = [n for n in names if n.confidence >= FIRM]
    sure = [n for n in names if n.confidence >= SURE]
    found: list[Labelled] = [(n.span, n.label) for n in firm]
    for span in capitals:
        if not any(span.overlaps(n.span) for n in firm):
            inside = [n for n in sure if n.span.overlaps(span)]
            best = max(inside, key=lambda n: (n.confidence, -n.span.start), default=None)
            found.append((span, best.label if best else None))
    told = [span for span, _ in found]
    for name in sure:
        if not any(name.span.overlaps(t) for t in told) and _is_proper(name.span, text, lexicon):
            found.append((name.span, name.label))
    return found


def _is_proper(span: Span, text: str, lexicon: Lexicon) -> bool:
    """Whether what only the encoder calls a name looks like one: capitals, and no mere noun."""
    words = [m.group() for m in WORD.finditer(text, span.start, span.end)]
    return any(w[0].isupper() and lexicon.noun(w) is None for w in words)


def _trimmed(span: Span, text: str, lexicon: Lexicon) -> Span:
    words = list(WORD.finditer(text, span.start, span.end))
    begins = 0
    for first in range(1, len(words)):
        word, following = words[first - 1].group(), words[first].group()
        small = word[0].islower() and first > begins + 1
        if small or lexicon.role(word, "masculine_name", "feminine_name"):
            break
        if _precedes_name(word, following, lexicon):
            begins = first
    words = words[begins:]
    words = _within_quotes(words, text)
    if not words:
        return Span(span.start, span.start)
    end = words[-1].end()
    return Span(words[0].start(), max(end, span.end) if text[end : span.end] == "." else end)


def _within_quotes(words: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """The quoted words of a name that a noun stands before: "Magazin „Fjord heute“"."""
    for number, match in enumerate(words[1:], 1):
        opens = text[match.start() - 1] in QUOTES and text[match.start() - 2] == " "
        if opens and text[words[-1].end() : words[-1].end() + 1] in QUOTES:
            return words[number:]
    return words


def _again(found: list[Labelled], text: str) -> list[Labelled]:
    """The other places where a name, or a person's last name, stands: once a name, always one."""
    labels: dict[str, NameLabel | None] = {}
    for span, label in found:
        name = span.of(text)
        labels.setdefault(name, label)
        words = name.split()
        if label is NameLabel.PERSON and len(words) > 1:
            labels.setdefault(words[-1], label)
    told = [span for span, _ in found]
    again: list[Labelled] = []
    for name, label in labels.items():
        if len(name) < 3 or not name[0].isupper():
            continue
        for start in find_whole(name, text):
            span = Span(start, start + len(name))
            if not any(span.overlaps(other) for other in told):
                told.append(span)
                again.append((span, label))
    return again


def _precedes_name(word: str, following: str, lexicon: Lexicon) -> bool:
    """Whether a word before a name is none of it: "Dr.", a small article, "Borgmester", the
    owner before a first name ("Venstres Bo Friis"); in German the noun that says what it is.
    """
    small_article = word[0].islower() and lexicon.role(word, "definite_article")
    if small_article or lexicon.role(word, "honorific"):
        return True
    given = lexicon.role(following, "masculine_name", "feminine_name")
    if lexicon.role(word, "masculine_name", "feminine_name") or not following[0].isupper():
        return False
    noun = lexicon.noun(word)
    if noun is not None and lexicon.noun(following) is None:
        kinds = MAKERS if lexicon.capital_nouns() else ("person",)
        return noun.row.category in kinds and not lexicon.is_known_name(f"{word} {following}")
    endings = tuple(lexicon.roles.get("title_ending", ())) or ("\0",)
    titled = not lexicon.capital_nouns() and word.casefold().endswith(endings)
    return given and (titled or lexicon.without_genitive(word) is not None)


def _grouped(
    found: list[Labelled], text: str, lexicon: Lexicon
) -> list[tuple[list[Span], list[NameLabel | None]]]:
    forms = {s.of(text).casefold() for s, _ in found}
    forms |= {form.split()[-1] for form in forms}
    texts = {span: _bare_in_context(span, text, forms, lexicon) for span, _ in found}
    fullest = sorted({*texts.values()}, key=lambda n: (-len(n.split()), -len(n), n))
    home: dict[str, str] = {}
    glossed = _glossed(found, text)
    for name in fullest:
        homes = {home[other] for other in home if _short_for(name, other)}
        if not homes and name.isupper():
            homes = {home[o] for o in home if glossed.get(name) == o or _initials(o) == name}
        home[name] = homes.pop() if len(homes) == 1 else name
    groups: dict[str, tuple[list[Span], list[NameLabel | None]]] = defaultdict(lambda: ([], []))
    for span, label in sorted(found, key=lambda f: f[0]):
        spans, labels = groups[home[texts[span]]]
        spans.append(span)
        labels.append(label)
    return list(groups.values())


def _bare_in_context(span: Span, text: str, forms: set[str], lexicon: Lexicon) -> str:
    """The name without a genitive: known elsewhere without it, or followed by a noun."""
    name = span.of(text)
    bare = lexicon.without_genitive(name)
    if bare is None:
        return name
    last = bare.split()[-1]
    if bare.casefold() in forms or not name[-1].isalpha():
        return bare
    ends = (at + len(last) for at in find_whole(last, text))
    return bare if any(text[end : end + 1] not in JOINS for end in ends) else name


def _glossed(found: list[Labelled], text: str) -> dict[str, str]:
    """Short names that stand in brackets behind the full one: "Gewerkschaft der Polizei (GdP)"."""
    return {
        match[1]: span.of(text)
        for span, _ in found
        if (match := re.match(r" ?\((\w{2,8})\)", text[span.end : span.end + 12]))
    }


def _initials(name: str) -> str:
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(capitals) if len(capitals) > 1 else ""


def _short_for(short: str, full: str) -> bool:
    """Whether one name may be short for the other: Sjojgu ~ Sergej Sjojgu, not Fyn ~ Fyns Amt."""
    a, b = short.casefold().split(), full.casefold().split()
    if a == b:
        return True
    if len(a) >= len(b):
        return False
    return a == b[-len(a) :] or (len(a) == 1 and a[0] == b[0] and len(b) < 4)


def _entity(
    spans: list[Span], labels: list[NameLabel | None], text: str, lexicon: Lexicon
) -> Entity:
    forms = {s.of(text).casefold() for s in spans}
    forms |= {form.split()[-1] for form in forms}
    names = [_bare_in_context(span, text, forms, lexicon) for span in spans]
    name = max(names, key=lambda n: (len(n.split()), n[1:] != n[1:].upper(), -names.index(n)))
    name = _without_title(name, names, lexicon)
    if lexicon.capital_nouns():
        name = _in_nominative(
            name, spans[names.index(name)] if name in names else None, text, lexicon
        )
    known = [label for label in labels if label is not None]
    label = max(sorted(set(known)), key=known.count) if known else None
    entity = Entity(name, label, tuple(spans))
    titles = {t for span in spans for t in _titles(span, text, lexicon)}
    entity = _characterised(replace(entity, titles=frozenset(titles)), lexicon)
    if label is None and not entity.category and any(_placed(s, text, lexicon) for s in spans):
        return replace(entity, category="place")
    return entity


def _placed(span: Span, text: str, lexicon: Lexicon) -> bool:
    """Whether a name stands where places stand: "i Nakskov"."""
    before = WORD.findall(text[max(0, span.start - 20) : span.start])
    return bool(before) and lexicon.role(before[-1], "place_preposition")


def _without_title(name: str, names: Sequence[str], lexicon: Lexicon) -> str:
    """The name without the noun a headline begins with: "Tv-legenden Preben Holm"."""
    first, _, rest = name.partition(" ")
    if " " not in rest or lexicon.role(first, "masculine_name", "feminine_name"):
        return name
    if lexicon.capital_nouns() and rest in names:
        return rest
    hyphened = "-" in first and first.rpartition("-")[2][:1].islower()
    definite = len(first) > 6 and len(lexicon.bare_forms(first)) > 1
    return rest if hyphened or (definite and rest in names) else name


def _in_nominative(name: str, span: Span | None, text: str, lexicon: Lexicon) -> str:
    """The name as it stands alone: "der Deutsche Wetterdienst" → "Deutscher Wetterdienst"."""
    first, _, rest = name.partition(" ")
    before = WORD.findall(text[max(0, span.start - 12) : span.start]) if span and rest else []
    for rule in sorted(lexicon.roles.get("name_base", ()), key=len, reverse=True):
        article, _, change = rule.partition(":")
        ending, _, base = change.partition("→")
        if before and before[-1].casefold() == article and first.endswith(ending):
            return f"{first[: -len(ending)]}{base} {rest}"
    return name


def _characterised(entity: Entity, lexicon: Lexicon) -> Entity:
    """The entity with the gender and category that its titles and its name give away."""
    rows = [noun.row for t in sorted(entity.titles) if (noun := lexicon.noun(t))]
    genders = {row.gender for row in rows if row.gender}
    folded = entity.name.casefold()
    category = lexicon.outlets.get(folded) or lexicon.institutions.get(folded, "")
    if not category and entity.label in (None, NameLabel.ORGANIZATION):
        last = lexicon.noun(entity.name.split()[-1])
        category = last.row.category if last else ""
        if COMPANY.search(entity.name):
            category = "company"
    if not category and rows:
        category = max(sorted({r.category for r in rows}), key=[r.category for r in rows].count)
    if entity.label is NameLabel.PERSON:
        category = "person"
    given = entity.name.split()[0]
    for gender in ("masculine", "feminine"):
        if not genders and lexicon.role(given, f"{gender}_name"):
            genders = {gender}
            category = category or "person"
    return replace(entity, gender=genders.pop() if len(genders) == 1 else "", category=category)


def _titles(span: Span, text: str, lexicon: Lexicon) -> Iterable[str]:
    """Nouns around a name that tell what it is: before it, and in appositions on both sides."""
    before = text[max(0, span.start - 90) : span.start]
    near = [m.group() for m in WORD.finditer(before.rsplit("\n", 1)[-1])]
    if before.endswith(" ") and near and not before.rstrip().endswith(STOPS):
        word = near[-1].rpartition("-")[2]
        called = word[:1].islower() or lexicon.noun(word) is not None
        if called and not lexicon.is_function_word(word):
            yield word.casefold()
        if len(near) > 1 and lexicon.noun(near[-2]) and not lexicon.is_function_word(near[-1]):
            yield near[-2].casefold()
    elif before.rstrip().endswith(","):
        chunk = re.split(r"[,.:;!?–\n]", before.rstrip()[:-1])[-1]
        yield from _person_nouns(chunk, lexicon)
    after = re.match(r", ([^,.;:!?\n]{3,70})[,.]", text[span.end : span.end + 75])
    if after:
        yield from _person_nouns(after[1], lexicon)


def _person_nouns(chunk: str, lexicon: Lexicon) -> Iterable[str]:
    """The first noun that calls somebody something, before any preposition's own noun."""
    for match in WORD.finditer(chunk):
        word = match.group()
        if lexicon.role(word, "preposition"):
            return
        if lexicon.noun(word) is not None and not lexicon.is_function_word(word):
            yield word.casefold()
            return
