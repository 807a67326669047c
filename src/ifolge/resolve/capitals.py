"""Which capitalised words are names, where no encoder has told?

Runs of capitals, without the word that only opens its sentence, without titles ("Overlæge Jens
Worsøe"), and in German without the nouns.
"""

import re
from collections.abc import Iterable

from ifolge.model.article import ParsedArticle, Span
from ifolge.resolve.lexicon import NEWS, QUOTES, WORD, Lexicon, Noun

GAP = re.compile(r"[ \u00a0]+(?:& )?")
Words = list[re.Match[str]]


def find_names(parsed: ParsedArticle, lexicon: Lexicon) -> tuple[Span, ...]:
    """Runs of capitalised words that are names, as far as capitals can tell.

    A capital at the start of a sentence counts when the word is never written small elsewhere;
    German nouns count only behind another noun with an article ("der Kabelhersteller Nordwerk").
    """
    text = parsed.text
    starts = _sentence_starts(parsed)
    small = {m.group().casefold() for m in WORD.finditer(text) if m.group()[0].islower()}
    firm = {m.group() for run in _runs(text, lexicon) for m in run if m.start() not in starts}
    found: list[tuple[Words, Words]] = []
    for run in _cut(_runs(text, lexicon), starts):
        words = _without_ordinary(run, starts, small, lexicon)
        if len(words) == 1 and words[0].start() in starts:
            words = words if _attested(words[0].group(), firm, lexicon) else []
        found.append((words, run))
    if lexicon.capital_nouns():
        last = {w[-1].group() for w, run in found if len(w) > 1 and _personal(w, lexicon)}
        found = [(_german_name(w, run, text, lexicon, last), run) for w, run in found]
    return tuple(Span(w[0].start(), w[-1].end()) for w, _ in found if w)


def _personal(words: Words, lexicon: Lexicon) -> bool:
    return lexicon.noun(words[0].group()) is None and lexicon.noun(words[-1].group()) is None


def _sentence_starts(parsed: ParsedArticle) -> set[int]:
    starts: set[int] = set()
    for sentence in parsed.sentences:
        first = WORD.search(parsed.text, sentence.span.start, sentence.span.end)
        if first:
            starts.add(first.start())
    for quotation in parsed.quotations:
        first = WORD.search(parsed.text, quotation.inner.start, quotation.inner.end)
        if first:
            starts.add(first.start())
    return starts


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and any(c.isupper() for c in word))


def _has_particle(word: str, lexicon: Lexicon) -> bool:
    """Whether a small particle is bound to a name: "al-Ubaidi"."""
    particle, _, rest = word.partition("-")
    return rest[:1].isupper() and lexicon.role(particle, "name_particle")


def _runs(text: str, lexicon: Lexicon) -> Iterable[Words]:
    run: Words = []
    held: Words = []
    for match in WORD.finditer(text):
        joined = run and GAP.fullmatch(text, (held or run)[-1].end(), match.start())
        goes_on = match.group().isdigit() or _has_particle(match.group(), lexicon)
        if _is_capital(match.group()) or (run and joined and goes_on):
            if run and not joined:
                yield run
                run, held = [], []
            run += [*held, match]
            held = []
        elif run and joined and len(held) < 2 and _is_particle(match, run, lexicon):
            held.append(match)
        elif run:
            yield run
            run, held = [], []
    if run:
        yield run


def _is_particle(match: re.Match[str], run: Words, lexicon: Lexicon) -> bool:
    """Whether a small word belongs to a name; in German only behind a first name."""
    if not lexicon.role(match.group(), "name_particle"):
        return False
    if lexicon.capital_nouns():
        return _is_given(run[-1].group(), lexicon)
    belongs = lexicon.definite_by_article() and lexicon.role(match.group(), "preposition")
    return not (belongs and _is_given(run[0].group(), lexicon))  # Ed Holm of Fjord County


def _is_given(word: str, lexicon: Lexicon) -> bool:
    return lexicon.role(word, "masculine_name", "feminine_name")


def _cut(runs: Iterable[Words], starts: set[int]) -> Iterable[Words]:
    """The runs, cut where a sentence begins."""
    for run in runs:
        begin = 0
        for i, match in enumerate(run):
            if i and match.start() in starts:
                yield run[begin:i]
                begin = i
        yield run[begin:]


def _without_ordinary(run: Words, starts: set[int], small: set[str], lexicon: Lexicon) -> Words:
    words = list(run)
    while words:
        word, opens = words[0].group(), words[0].start() in starts
        noun = lexicon.noun(word)
        title = len(words) > 1 and _is_title(word, noun, opens or lexicon.definite_by_article())
        if len(words) > 1 and _is_given(word, lexicon):
            break
        if _opens_name(words, lexicon):
            break
        ordinary = opens and (lexicon.opens_sentences(word) or word.casefold() in small)
        ordinary = ordinary or (len(words) > 1 and lexicon.role(word, "preposition"))
        alone = len(words) == 1 or lexicon.capital_nouns()
        ordinary = ordinary or (alone and lexicon.is_function_word(word))
        ordinary = ordinary or (len(word) > 4 and word.isupper() and _shouted(word, lexicon))
        if ordinary or title or lexicon.role(word, "honorific") or word[0].islower():
            words = words[1:]
        elif opens and len(words) == 1 and noun is not None:
            return []
        else:
            break
    return _behind_title(words, lexicon)


def _opens_name(words: Words, lexicon: Lexicon) -> bool:
    """Whether an article is part of a name: "Det Grønne Råd", not "De Radikales Thor Bang"."""
    if len(words) < 3 or lexicon.definite_by_article():
        return False
    adjective, noun = words[1].group(), words[2].group()
    return (
        lexicon.role(words[0].group(), "definite_article")
        and adjective.endswith(("e", "a"))
        and not _is_given(adjective, lexicon)
        and not _is_given(noun, lexicon)
    )


def _behind_title(words: Words, lexicon: Lexicon) -> Words:
    """The words behind the last title in them: "NASA Administrator Charles Bolden"."""
    if not lexicon.definite_by_article():
        return words
    titles = {"person", "anonymous", *NEWS} if lexicon.capital_nouns() else {"person"}
    if lexicon.capital_nouns():
        words = _from_first_name(words, lexicon)
    for number in range(len(words) - 2, -1, -1):
        word = words[number].group()
        noun = lexicon.noun(word)
        title = noun is not None and noun.row.category in titles
        if title or lexicon.role(word, "honorific") or word.endswith(("'s", "’s")):
            return words[number + 1 :]
    return words


def _from_first_name(words: Words, lexicon: Lexicon) -> Words:
    """German: the name begins at the first name, or behind a noun that looks like a title."""
    for number, match in enumerate(words[:-1]):
        if _is_given(match.group(), lexicon):
            return words[number:]
    endings = tuple(lexicon.roles.get("title_ending", ())) or ("\0",)
    if len(words) == 3 and words[0].group().casefold().endswith(endings):
        return words[1:]
    return words


def _is_title(word: str, noun: Noun | None, may_be_capital: bool) -> bool:
    """Whether a capitalised noun before a name is its title: "Matas-direktør Lars Ive"."""
    if noun is None:
        return False
    if "-" in word and word.rpartition("-")[2][:1].islower():
        return True
    return may_be_capital and (noun.row.category == "person" or noun.definite)


def _shouted(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in capitals is a headline's or a lead's, not an acronym's."""
    return word.isalpha() and not lexicon.is_known_name(word)


def _attested(word: str, firm: set[str], lexicon: Lexicon) -> bool:
    """Whether a single word that opens a sentence is a name: capitalised elsewhere, or known."""
    bare = lexicon.without_genitive(word)
    return word in firm or bare in firm or lexicon.is_known_name(word) or word.isupper()


def _german_name(
    words: Words,
    run: Words,
    text: str,
    lexicon: Lexicon,
    surnames: set[str],
) -> Words:
    """The words of a German run that are a name: nouns are capitalised too."""
    surnames = surnames | {f"{name}s" for name in surnames}
    if not words:
        return []
    before = text[max(0, run[0].start() - 60) : run[0].start()].split()
    after_article = any(
        lexicon.role(word, "definite_article", "indefinite_article") for word in before[-1:]
    ) or (
        before[-1:] != []
        and before[-1].islower()
        and any(lexicon.role(w, "definite_article", "indefinite_article") for w in before[-2:-1])
    )
    quoted = text[words[0].start() - 1 : words[0].start()] in QUOTES and words[0].start() > 0
    if (
        after_article
        and len(words) > 1
        and words[0] is run[0]
        and not _adjective(words[0].group(), lexicon)
        and not _is_body(words[0].group(), lexicon)
        and not _is_given(words[0].group(), lexicon)
    ):
        return words[1:]
    if len(words) > 1 or quoted or words[0].group().isupper():
        return words
    word = words[0].group()
    return words if lexicon.is_known_name(word) or word in surnames else []


def _is_body(word: str, lexicon: Lexicon) -> bool:
    """Whether a noun and the place behind it are one name: "Universität Bern"."""
    noun = lexicon.noun(word)
    return noun is not None and noun.row.category == "authority"


def _adjective(word: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word may be an adjective that opens a name: "Deutsche"."""
    endings = tuple(lexicon.roles.get("adjective_ending", ()))
    return bool(endings) and lexicon.noun(word) is None and word.casefold().endswith(endings)
