"""Does every row of a language pack do what its example says?

Each table has a proof that puts the row's example through the stage that reads the table and looks
for the row in what comes back: "Kreml bekræfter, at mødet er aflyst." proves the row "bekræfte" of
`cues.csv` when the status of the example names that row. `ifolge packs check` and the tests of the
packs both ask here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from ifolge.corroborate.profiles import concepts_of
from ifolge.corroborate.wording import fold, has_role, quantities, read_wording
from ifolge.corroborate.wording import words_of as folded_words
from ifolge.errors import PackError
from ifolge.languages import rows as tables
from ifolge.languages.pack import LanguagePack, alternatives
from ifolge.languages.rows import Row
from ifolge.languages.story_rows import ActorRow, EditNoteRow, EventWordRow, QuantityRow
from ifolge.languages.times import TenseRow, TimeRow, TimeWordRow
from ifolge.model.article import Article, ParsedArticle, Span
from ifolge.model.attribution import Attribution, SourceType, Status
from ifolge.model.report import Published
from ifolge.notify.edits import KINDS, judge_edit
from ifolge.parse import parse
from ifolge.resolve.forms import FormTable, words_of
from ifolge.resolve.lexicon import WORD, lexicon_of
from ifolge.resolve.source_type import judge_source
from ifolge.resolve.status import judge_status
from ifolge.resolve.time import find_times
from ifolge.resolve.time_patterns import row_name, time_grammar
from ifolge.resolve.time_reading import Reading
from ifolge.resolve.whole_words import stands_whole

DAY = "2024-05-15"  # when the examples of times are taken to be published
MARKED = re.compile(r"(.*?)\[(.*)\](.*)", re.DOTALL)
STATUSES = frozenset(map(str, Status))
# Roles of `reference.csv` whose forms are endings, changes or settings and stand in no sentence.
PARTS = frozenset(
    {
        "age",
        "base_form",
        "capital_nouns",
        "name_base",
        "owner",
        "genitive_ending",
        "definite_ending",
        "definite_plural_ending",
        "plural_article",
        "plural_base",
        "plural_ending",
        "title_ending",
        "adjective_ending",
    }
)
# What may stand in a column; an empty string where the cell may be empty.
ALLOWED: dict[type[Row], dict[str, frozenset[str]]] = {
    tables.CueRow: {
        "status": STATUSES | {""},
        "weight": frozenset({"decides", "leans", "neutral"}),
        "negated": STATUSES | {""},
    },
    tables.HedgeRow: {
        "scope": frozenset({"cue", "content", "opening", "whole"}),
        "effect": STATUSES | {"negation", "condition"},
    },
    tables.SourceRow: {
        "source_type": frozenset(map(str, SourceType)),
        "match": frozenset({"word", "suffix", "pronoun"}),
        "anonymous": frozenset({"yes", "no", "if-unnamed", "if-marked"}),
        "defers": frozenset({"", "owner", "state"}),
    },
    tables.AgencyRow: {"owner": frozenset({"", "cooperative", "private", "public", "state"})},
    tables.OutletRow: {
        "owner": frozenset({"", "private", "public", "state", "foundation", "party"})
    },
    tables.RelayRow: {"role": frozenset({"relay", "origin", "shared", "dative"})},
    tables.EvidenceRow: {
        "effect": frozenset({"supports", "weakens", "contrasts", "negates"}),
        "position": frozenset({"opening", "anywhere"}),
    },
    EditNoteRow: {"kind": frozenset(KINDS), "position": frozenset({"label", "anywhere"})},
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A row whose example does not prove it: where, in which language, expected and found."""

    place: str
    language: str
    expected: str
    found: str

    def __str__(self) -> str:
        """The failure in a line, as an editor clicks on it: file:line first."""
        return f"{self.place}: expected {self.expected}, found {self.found}"


def row_types() -> list[type[Row]]:
    """Every kind of table there is, by the name of its file."""
    return sorted(PROOFS, key=lambda row_type: row_type.TABLE)


def prove(pack: LanguagePack, row_type: type[Row]) -> Iterator[Failure]:
    """The rows of one table (the shared ones too) that hold a wrong value or prove nothing.

    Raises PackError when the table cannot be read at all.
    """
    proof = PROOFS[row_type]
    for row in pack.table(row_type):
        wrong = _wrong_value(row)
        try:
            expected, found = wrong or proof(row, pack)
        except PackError as error:
            expected, found = "a pack that can be read", str(error)
        if found is not None:
            yield Failure(row.place, pack.code, expected, found)


Verdict = tuple[str, str | None]  # what the example should give, and what came if it did not
Proof = Callable[[Any, LanguagePack], Verdict]


def _wrong_value(row: Row) -> Verdict | None:
    for column, allowed in ALLOWED.get(type(row), {}).items():
        value = getattr(row, column)
        if value not in allowed:
            return f"one of {', '.join(sorted(allowed))} under {column}", repr(value)
    if isinstance(row, tables.CueRow) and bool(row.status) == (row.weight == "neutral"):
        return "a status unless the weight is neutral", f"{row.weight} with {row.status!r}"
    if isinstance(row, tables.AgencyRow | tables.OutletRow) and row.owner and not row.fact:
        return "the source of the owner under fact", "none"
    return None


def _parsed(text: str, pack: LanguagePack) -> ParsedArticle:
    return parse(Article("example", text, lang=pack.code))


def _verdict(proved: bool, expected: str, found: object, row: Row) -> Verdict:
    return expected, None if proved else f"{found or 'nothing'} in {row.example!r}"


def uses(example: str, forms: str) -> bool:
    """Whether an example holds one of the forms (`|`); "…" stands for words between."""
    words = " ".join(example.casefold().split())
    return any(
        stands_whole(form.casefold(), words)
        or all(piece in words for piece in form.casefold().split(" … "))
        for form in alternatives(forms)
    )


def _used(row: Row, forms: str) -> Verdict:
    return _verdict(uses(row.example, forms), f"one of its forms ({forms[:60]})", "", row)


def _cue(row: tables.CueRow, pack: LanguagePack) -> Verdict:
    """The status of the example names the row when one of its forms is marked as the cue."""
    parsed = _parsed(row.example, pack)
    named: set[str] = set()
    for form in sorted(alternatives(row.forms), key=len, reverse=True):
        spans = _spans_of_form(form, row.example)
        if spans:
            _, reasons = judge_status(Attribution("a1", (), spans, ()), parsed, pack)
            named |= {reason.row for reason in reasons if reason.row}
    name = f"{row.place.partition(':')[0]}:{row.cue}"
    return _verdict(name in named, f"the cue {row.cue!r}", ", ".join(sorted(named)), row)


def _spans_of_form(form: str, text: str) -> tuple[Span, ...] | None:
    """Where the words of a form stand in the text, or None when one is missing."""
    words = words_of(text, [Span(0, len(text))])
    found: list[Span] = []
    for part in re.findall(r"\w+", form.casefold()):
        places = [word.span for word in words if word.form == part]
        if not places:
            return None
        later = [span for span in places if not found or span > found[-1]]
        found.append((later or places)[0])
    return tuple(sorted(found))


def _hedge(row: tables.HedgeRow, _: LanguagePack) -> Verdict:
    table = FormTable(((form, row) for form in alternatives(row.forms)), lambda row: 0)
    words = words_of(row.example, [Span(0, len(row.example))])
    return _verdict(bool(list(table.occurrences(words))), f"the hedge {row.hedge!r}", "", row)


def _source(row: Row, pack: LanguagePack) -> Verdict:
    """Type or anonymity of the source in [brackets] names the row."""
    marked = MARKED.match(row.example)
    expected = f"a source in [brackets] judged by the row {getattr(row, row.KEY[0])!r}"
    if marked is None:
        return _verdict(False, expected, "no brackets", row)
    before, source, after = marked.groups()
    parsed = _parsed(before + source + after, pack)
    span = Span(len(before), len(before) + len(source))
    attribution = Attribution("a1", (span,), (Span(0, 1),), ())
    rows = {reason.row for reason in judge_source(attribution, parsed, (), pack).reasons}
    return _verdict(row.place in rows, expected, ", ".join(sorted(filter(None, rows))), row)


def _phrase_words(row: tables.PhraseWordsRow, _: LanguagePack) -> Verdict:
    return _used(row, row.words)


def _pronoun(row: tables.PronounRow, pack: LanguagePack) -> Verdict:
    lexicon = lexicon_of(pack)
    forms = [form for form in alternatives(row.forms) if uses(row.example, form)]
    read = any(row in lexicon.pronoun(form) for form in forms)
    return _verdict(read, f"the pronoun {row.pronoun!r}", ", ".join(forms), row)


def _description(row: tables.DescriptionRow, pack: LanguagePack) -> Verdict:
    lexicon = lexicon_of(pack)
    nouns = [lexicon.noun(match.group()) for match in WORD.finditer(row.example)]
    found = [noun.row for noun in nouns if noun]
    return _verdict(row in found, f"the noun {row.noun!r}", ", ".join(r.noun for r in found), row)


def _marker(row: tables.RelayRow | tables.EvidenceRow, _: LanguagePack) -> Verdict:
    return _used(row, row.forms)


def _reference(row: tables.ReferenceRow, _: LanguagePack) -> Verdict:
    if row.role not in PARTS:
        return _used(row, row.forms)
    endings = [f.split("→")[0].split(":")[-1].lstrip("-") for f in alternatives(row.forms)]
    shown = any(ending.casefold() in row.example for ending in endings)
    return _verdict(shown or row.role == "capital_nouns", "one of its endings", "", row)


def _quantity(row: QuantityRow, pack: LanguagePack) -> Verdict:
    """A form of the example has the row's value; numbers and weekdays are read from it."""
    expected = f"{row.kind} {row.value}"
    folded = [fold(word) for word in folded_words(row.example)]
    forms = [form for form in map(fold, alternatives(row.forms)) if form in folded]
    if row.kind == "number":
        values = read_wording(row.example, pack.code).numbers
        return _verdict(float(row.value) in values, expected, sorted(values), row)
    if row.kind == "weekday":
        days = read_wording(row.example, pack.code).weekdays
        return _verdict(int(row.value) in days, expected, sorted(days), row)
    months = quantities(pack.code).months
    right = row.kind != "month" or all(months.get(form) == int(row.value) for form in forms)
    return _verdict(bool(forms) and right, expected, ", ".join(forms), row)


def _event_word(row: EventWordRow, pack: LanguagePack) -> Verdict:
    folded = [fold(word) for word in folded_words(row.example)]
    if row.role == "participle":
        endings = tuple(map(fold, alternatives(row.forms)))
        shown = any(word.endswith(endings) for word in folded)
    else:
        shown = has_role(folded, pack.code, row.role)
    return _verdict(shown, f"{row.role} ({row.match})", "", row)


def _actor(row: ActorRow, _: LanguagePack) -> Verdict:
    folded = [fold(word) for word in folded_words(row.example)]
    joined = f" {' '.join(folded)} "
    found = {concept.name for word in folded for concept in concepts_of(word)[0]}
    phrase = any(f" {fold(form)} " in joined for form in alternatives(row.forms))
    named = row.concept in found or phrase
    return _verdict(named, f"the concept {row.concept!r}", ", ".join(sorted(found)), row)


def _edit_note(row: EditNoteRow, pack: LanguagePack) -> Verdict:
    """An edit that puts the example in is owned up to by the row, as what the row says it is."""
    found = judge_edit(Article("example", ""), Article("example", row.example), pack)
    name = f"{row.place.rsplit(':', 1)[0]}:{row.note}"
    proved = (found.row, found.rule) == (name, KINDS[row.kind])
    return _verdict(proved, f"a {row.kind} by the note {row.note!r}", found.row, row)


def _time(row: TimeRow, pack: LanguagePack) -> Verdict:
    """A time of the example is read by the row's pattern, or none where it reads "kind=none"."""
    known = {field.name for field in fields(Reading)}
    keys = {pair.partition("=")[0] for pair in row.reading.split()}
    if keys - known:
        return f"keys of {', '.join(sorted(known))}", ", ".join(sorted(keys - known))
    day = Published(DAY, DAY, inferred=False)
    found = find_times(_parsed(row.example, pack), pack, day)
    told = ", ".join(str(time.row) for time in found)
    if "kind=none" in row.reading:
        return _verdict(not found, "no time", told, row)
    read = any(row_name(row) in (time.row or "").split(" + ") for time in found)
    return _verdict(read, f"a time by the pattern {row.pattern!r}", told, row)


def _time_word(row: TimeWordRow, pack: LanguagePack) -> Verdict:
    group = time_grammar(pack).groups[row.group]
    forms = [f.strip().lower() for cell in row.forms.split("|") for f in cell.split("/")]
    shown = any(form in row.example.lower() and form in group for form in forms if form)
    return _verdict(shown, f"a word of the group {row.group!r}", "", row)


def _tense(row: TenseRow, _: LanguagePack) -> Verdict:
    words = [word.casefold() for word in re.findall(r"\w+", row.example)]
    forms = alternatives(row.forms)
    if row.match in ("ending", "suffix"):
        shown = any(word.endswith(forms) for word in words)
    else:
        shown = any(form in words for form in forms)
    return _verdict(shown, f"a {row.match} of the tense {row.tense!r}", "", row)


PROOFS: dict[type[Row], Proof] = {
    tables.CueRow: _cue,
    tables.HedgeRow: _hedge,
    tables.SourceRow: _source,
    tables.AgencyRow: _source,
    tables.OutletRow: _source,
    tables.InstitutionRow: _source,
    tables.LegalFormRow: _source,
    tables.AnonymityRow: _source,
    tables.PhraseWordsRow: _phrase_words,
    tables.PronounRow: _pronoun,
    tables.DescriptionRow: _description,
    tables.RelayRow: _marker,
    tables.EvidenceRow: _marker,
    tables.ReferenceRow: _reference,
    QuantityRow: _quantity,
    EventWordRow: _event_word,
    ActorRow: _actor,
    EditNoteRow: _edit_note,
    TimeRow: _time,
    TimeWordRow: _time_word,
    TenseRow: _tense,
}
