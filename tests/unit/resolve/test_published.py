"""When was it published: given, stated, inferred, or not told."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article
from ifolge.parse import parse
from ifolge.resolve.published import infer_published

BALLOON = """Ballonskipperen Tove Ravn letter igen

Allerede tidligere tirsdag stod hun på engen ved Nordby og så på vinden.

Den 9. maj skrev Fjordavisen, at turen var aflyst.

Det er første gang i tre år, at en ballon stiger op fra øen. Den seneste tur var i 2021, hvor
kurven endte i et træ.

Turen skal ende i Sverige den 20. juni."""

CHURCH = """Tidligere fredag åbnede graven. Den 3. marts lød et brag.

Kirken blev lukket for fem år siden, i 2019."""


def infer(text: str, lang: str = "da", published: str | None = None):
    return infer_published(
        parse(Article("p", text, lang=lang, published=published)), load_pack(lang)
    )


def rules(found):
    return [reason.rule for reason in found.reasons]


def test_a_given_date_is_taken_as_it_is():
    found = infer("Det regner.", published="2024-05-15T08:30:00+02:00")
    assert (found.start, found.end) == ("2024-05-15T08:30:00+02:00",) * 2
    assert not found.inferred
    assert rules(found) == ["published.given"]


def test_a_given_month_is_an_interval():
    found = infer("Det regner.", published="2024-02")
    assert (found.start, found.end, found.inferred) == ("2024-02-01", "2024-02-29", False)


def test_weekday_past_date_and_year_give_the_earliest_day():
    found = infer(BALLOON)
    assert (found.start, found.end) == ("2024-05-14", "2024-06-18")
    assert found.inferred
    assert set(rules(found)) == {
        "published.year_count",
        "published.past_date",
        "published.future_date",
        "published.weekday",
        "published.earliest",
    }


def test_every_reason_points_at_its_words():
    found = infer(BALLOON)
    words = {s.of(BALLOON) for reason in found.reasons for s in reason.spans}
    assert {"tidligere tirsdag", "Den 9. maj", "første gang i tre år", "i 2021"} <= words


@pytest.mark.parametrize(
    ("why", "old", "new"),
    [
        ("no year", "i 2021", "for længe siden"),
        ("no count of years", "første gang i tre år", "en sjælden gang"),
        ("no latest time", "Den seneste tur var", "Broen blev bygget"),
        ("two years contradict", "et træ.", "et træ. Kirken brændte for to år siden, i 2019."),
    ],
)
def test_a_text_that_does_not_carry_the_year_gives_nothing(why, old, new):
    assert infer(BALLOON.replace(old, new)) is None, why


def test_without_a_weekday_the_answer_is_an_interval():
    found = infer(BALLOON.replace("Allerede tidligere tirsdag", "Engang"))
    assert (found.start, found.end) == ("2024-05-10", "2024-06-20")
    assert "published.earliest" not in rules(found)


def test_two_weekdays_called_today_give_no_day():
    found = infer(BALLOON.replace("var aflyst", "var aflyst tidligere onsdag"))
    assert "published.weekday" not in rules(found)


def test_the_year_beside_its_distance():
    found = infer(CHURCH)
    assert (found.start, found.end) == ("2024-03-08", "2024-12-27")


def test_a_date_late_in_the_year_may_be_last_year():
    found = infer(CHURCH.replace("3. marts", "28. december"))
    assert (found.start, found.end) == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    "line", ["Publiceret 4. september 2023", "4. september 2023", "Mandag den 4. september 2023"]
)
def test_a_date_on_a_line_of_its_own_is_stated(line):
    found = infer(f"Broen er lukket\n\n{line}\n\nBroen blev lukket i går, siger formanden.")
    assert (found.start, found.end, found.inferred) == ("2023-09-04", "2023-09-04", True)
    assert rules(found) == ["published.stated"]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("da", "Sundhavn, 4. september 2023"),
        ("da", "Sundhavn, den 4. september 2023 (Ritzau)"),
        ("da", "Af Asta Bang | 4. september 2023"),
        ("en", "PORT LYNN, September 4, 2023 (Reuters) - The bridge is closed"),
        ("de", "Elmhaven, 4. September 2023 (dpa) – Die Brücke ist zu"),
    ],
)
def test_a_dateline_states_the_day(lang, line):
    found = infer(f"Fjordbroen\n\n{line}\n\nAsta Bang.", lang)
    assert found is not None
    assert (found.start, rules(found)) == ("2023-09-04", ["published.stated"])


@pytest.mark.parametrize(
    "line",
    [
        "Efter mange år, 4. september 2023, lukkede broen",
        "I Sundhavn, 4. september 2023, lukkede broen",
        "Broen lukkede, 4. september 2023 (en mandag)",
    ],
)
def test_a_sentence_with_a_date_is_no_dateline(line):
    assert infer(f"Fjordbroen\n\n{line}.\n\nAsta Bang.") is None


def test_a_date_inside_a_sentence_is_not_stated():
    assert infer("Broen blev lukket den 4. september 2023, siger formanden.") is None


OTHERS = {
    "en": """Earlier on Tuesday the skipper stood in the meadow at Norbury.

On 9 May the Coast Herald wrote that the trip was off.

It is the first time in three years that a balloon has left. The last trip was in 2021.""",
    "de": """Später am Dienstag stand die Kapitänin auf der Wiese bei Nordheim.

Am 9. Mai schrieb der Küstenbote, die Fahrt falle aus.

Es ist das erste Mal seit drei Jahren. Die letzte Fahrt war im Jahr 2021.""",
    "nb": """Tidligere tirsdag sto skipperen på jordet ved Nordvik.

9. mai skrev Fjordposten at turen var avlyst.

Det er første gang på tre år. Den siste turen var i 2021.""",
    "sv": """Tidigare på tisdagen stod skepparen på ängen vid Nordvik.

Den 9 maj skrev Fjordposten att färden var inställd.

Det är första gången på tre år. Den senaste färden var 2021.""",
}


@pytest.mark.parametrize("lang", sorted(OTHERS))
def test_the_same_holds_in_the_other_languages(lang):
    found = infer(OTHERS[lang], lang)
    assert (found.start, found.end) == ("2024-05-14", "2024-12-31")
    assert "published.earliest" in rules(found)


def test_a_year_counted_from_the_time_before_is_none():
    text = "Motorn kom 1920. Året efter (1921) sålde han den. Tidigare på tisdagen brann den."
    assert infer(text, "sv") is None


@pytest.mark.parametrize(
    "text",
    [
        "Broen falder.\n\nDet regner.\n\nDet blæser.\n\nLæs også:\n\n(31.10.2007)\n(31.07.2005)",
        "Det var det vådeste år siden 1958, sidste år var tørt.",
    ],
)
def test_dates_of_other_articles_and_lists_of_years_tell_nothing(text):
    assert infer(text) is None
