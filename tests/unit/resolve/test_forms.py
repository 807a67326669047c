"""Forms of rows are found in cues (apart, in any order) and in contents (together)."""

from ifolge.languages.rows import HedgeRow
from ifolge.model.article import Span
from ifolge.resolve.forms import FormTable, words_of


def row(name: str) -> HedgeRow:
    return HedgeRow("da/test.csv:1", "eksempel", name, name, "cue", "negation")


def table(*forms: str, ranks: dict[str, int] | None = None) -> FormTable[HedgeRow]:
    known = ranks or {}
    return FormTable(((form, row(form)) for form in forms), lambda r: known.get(r.hedge, 0))


def words(text: str):
    return words_of(text, [Span(0, len(text))])


def longest(forms: FormTable[HedgeRow], text: str) -> str | None:
    match = forms.longest(words(text))
    return match.row.hedge if match else None


def test_words_are_casefolded_and_know_their_place():
    text = "Be- eller afkræfte"
    found = words_of(text, [Span(0, len(text))])
    assert [word.form for word in found] == ["be", "eller", "afkræfte"]
    assert [word.span.of(text) for word in found] == ["Be", "eller", "afkræfte"]


def test_only_words_inside_the_spans_count():
    text = "har offentligt sagt"
    assert [w.form for w in words_of(text, [Span(0, 3), Span(15, 19)])] == ["har", "sagt"]


def test_the_longest_form_wins():
    forms = table("lægger", "skjul på", "lægger ikke skjul på")
    assert longest(forms, "lægger dog ikke skjul på") == "lægger ikke skjul på"
    assert longest(forms, "lægger") == "lægger"
    assert longest(forms, "melder") is None


def test_words_may_stand_in_any_order_unless_dots_keep_it():
    assert longest(table("ønsker ikke"), "ikke ønsker") == "ønsker ikke"
    assert longest(table("sagt … zu"), "sagt es ihm zu") == "sagt … zu"
    assert longest(table("sagt … zu"), "zu sagt") is None


def test_rank_breaks_ties_before_length():
    forms = table("siger", "kræver", ranks={"siger": 0, "kræver": 2})
    assert longest(forms, "siger kræver") == "kræver"


def test_occurrences_stand_together():
    forms = table("tror ikke")
    assert [start for start, _ in forms.occurrences(words("jeg tror ikke på det"))] == [1]
    assert not list(forms.occurrences(words("jeg tror det ikke")))
