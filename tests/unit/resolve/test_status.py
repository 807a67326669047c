"""Every row of the cue and hedge tables, and the rules that weigh them."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.languages.rows import CueRow, HedgeRow
from ifolge.model.article import Article, ParsedArticle, Span
from ifolge.model.attribution import Attribution, Scores, Status
from ifolge.parse import parse
from ifolge.resolve.status import judge_status

LANGUAGES = ("da", "de", "en", "nb", "sv")
STATUSES = {str(status) for status in Status}


def article(text: str, lang: str) -> ParsedArticle:
    return parse(Article("t", text, lang=lang))


def attribution(text: str, cue="", content="", source="", scores=None) -> Attribution:
    """Spans by their words: pieces are separated by "…"."""

    def spans(pieces: str) -> tuple[Span, ...]:
        found, start = [], 0
        for piece in filter(None, map(str.strip, pieces.split("…"))):
            start = text.index(piece, start)
            found.append(Span(start, start + len(piece)))
            start += len(piece)
        return tuple(found)

    return Attribution("a1", spans(source), spans(cue), spans(content), scores=scores)


def judge(lang: str, text: str, **parts) -> tuple[str | None, str]:
    status, reasons = judge_status(attribution(text, **parts), article(text, lang), load_pack(lang))
    assert all(reason.field == "status" for reason in reasons)
    return status and str(status), reasons[0].rule


def rows(row_type):
    return [pytest.param(lang, id=lang) for lang in LANGUAGES if load_pack(lang).table(row_type)]


@pytest.mark.parametrize("lang", rows(CueRow))
def test_tables_are_large_enough_for_real_news(lang):
    assert len(load_pack(lang).table(CueRow)) >= 150
    assert len(load_pack(lang).table(HedgeRow)) >= 40


DECIDED = [
    ("da", "Kreml bekræfter, at mødet er aflyst.", "bekræfter", "confirmed"),
    ("da", "Kreml bekræfter ikke, at mødet er aflyst.", "bekræfter ikke", "possible"),
    ("da", "Kreml afviser ikke, at mødet er aflyst.", "afviser ikke", "possible"),
    (
        "da",
        "Kreml vil hverken be- eller afkræfte mødet.",
        "vil hverken be- eller afkræfte",
        "possible",
    ),
    ("da", "Hun nægter ikke, at hun vidste det.", "nægter ikke", "confirmed"),
    ("da", "Lodsen tror ikke på, at skibet kommer.", "tror ikke på", "denied"),
    ("da", "Lodsen mener ikke, at skibet er sikkert.", "mener ikke", "denied"),
    ("da", "Skibet ventes at komme i maj.", "ventes", "expected"),
    ("da", "Lodsen skal have vidst besked.", "skal have", "asserted"),
    ("da", "Lodsen ved ikke, hvem der ringede.", "ved ikke", "possible"),
    ("da", "Rådet lægger ikke skjul på, at kassen er tom.", "lægger ikke skjul på", "asserted"),
    ("da", "Rådet slår fast, at kassen er tom.", "slår fast", "asserted"),
    ("da", "Han har svært ved at se, at det virker.", "har svært ved at se", "denied"),
    ("de", "Der Rat lehnte den Plan am Montag ab.", "lehnte … ab", "denied"),
    ("de", "Der Sender gibt den Umzug bekannt.", "gibt … bekannt", "asserted"),
    (
        "de",
        "Das Amt wollte dies weder bestätigen noch dementieren.",
        "weder bestätigen noch dementieren",
        "possible",
    ),
    ("de", "Der Lotse soll davon gewusst haben.", "soll", "asserted"),
    ("de", "Er bestreitet nicht, dort gewesen zu sein.", "bestreitet nicht", "confirmed"),
    ("en", "The ship is expected to arrive in May.", "is expected", "expected"),
    ("en", "The ship is believed to have sunk.", "is believed", "probable"),
    ("en", "Police did not rule out arson.", "did not rule out", "possible"),
    ("en", "The palace would neither confirm nor deny it.", "neither confirm nor deny", "possible"),
    ("nb", "Losen tror ikke at skipet kommer.", "tror ikke", "denied"),
    ("nb", "Skipet skal ha gått på grunn.", "skal ha", "asserted"),
    ("nb", "Losen frykter at skipet synker.", "frykter", "possible"),
    ("sv", "Lotsen lär ha vetat det.", "lär ha", "asserted"),
    (
        "sv",
        "Slottet har varken bekräftat eller dementerat det.",
        "varken bekräftat eller dementerat",
        "possible",
    ),
    ("sv", "Lotsen kräver att farleden märks ut.", "kräver", "demanded"),
]


@pytest.mark.parametrize(("lang", "text", "cue", "expected"), DECIDED)
def test_a_cue_decides(lang, text, cue, expected):
    assert judge(lang, text, cue=cue)[0] == expected


def test_a_negation_counts_although_nobody_marked_it():
    text = "Det bekræfter ministeren dog ikke, at broen lukker."
    content = "broen lukker"
    assert judge("da", text, cue="bekræfter", source="ministeren", content=content) == (
        "possible",
        "status.negated_cue",
    )


def test_a_negation_inside_the_content_is_the_contents_own():
    text = "Ministeren bekræfter, at broen ikke lukker."
    assert judge("da", text, cue="bekræfter", content="broen ikke lukker")[0] == "confirmed"


def test_a_negation_in_the_next_sentence_does_not_reach_the_cue():
    text = "Broen lukker, bekræfter ministeren. Det sker ikke før maj."
    assert judge("da", text, cue="bekræfter", content="Broen lukker")[0] == "confirmed"


def test_a_condition_leaves_open_what_is_said():
    text = "Hvis lodsen siger, at farvandet er lukket, vender vi om."
    parts = {"cue": "siger", "source": "lodsen", "content": "farvandet er lukket"}
    assert judge("da", text, **parts) == ("possible", "status.condition")


def test_a_condition_leaves_a_demand_a_demand():
    text = "Hvis lodsen kræver, at vi vender om, gør vi det."
    parts = {"cue": "kræver", "source": "lodsen", "content": "vi vender om"}
    assert judge("da", text, **parts)[0] == "demanded"


def test_a_negation_behind_a_demand_is_what_is_demanded():
    text = "Politiet beder folk om ikke at gå på isen."
    parts = {"cue": "beder … om", "source": "Politiet", "content": "at gå på isen"}
    assert judge("da", text, **parts)[0] == "demanded"
    text = "Politiet kræver ikke, at folk går hjem."
    assert judge("da", text, cue="kræver ikke", content="folk går hjem")[0] == "denied"


THRUST = [
    ("»Det er en katastrofe«, siger lodsen.", "Det er en katastrofe", "evaluated"),
    ("»Luk broen«, siger lodsen.", "Luk broen", "demanded"),
    ("»Vi vil bygge en mole«, siger lodsen.", "Vi vil bygge en mole", "announced"),
    ("»Nej«, siger lodsen.", "Nej", "denied"),
    ("»Hvor ligger skibet?« siger lodsen.", "»Hvor ligger skibet?«", "possible"),
    ("»Broen åbnede i maj«, siger lodsen.", "Broen åbnede i maj", "asserted"),
    (
        "»Skibet lå ved den lange mole i flere uger, og lasten blev dårlig«, siger lodsen.",
        "Skibet lå ved den lange mole i flere uger, og lasten blev dårlig",
        "asserted",
    ),
]


@pytest.mark.parametrize(("text", "content", "expected"), THRUST)
def test_a_neutral_cue_leaves_it_to_the_content(text, content, expected):
    assert judge("da", text, cue="siger", content=content)[0] == expected


def test_a_deciding_cue_outranks_the_encoder():
    text = "Rederiet dementerer, at færgen er solgt."
    scores = Scores(status={"asserted": 0.7, "denied": 0.3})
    assert judge("da", text, cue="dementerer", scores=scores) == ("denied", "status.cue")


def test_a_neutral_cue_leaves_the_rest_to_the_encoder():
    text = "Rederiet siger, at færgen sælges til efteråret."
    scores = Scores(status={"announced": 0.8, "asserted": 0.1, "demanded": 0.1})
    status, reasons = judge_status(
        attribution(text, cue="siger", scores=scores), article(text, "da"), load_pack("da")
    )
    assert status is Status.ANNOUNCED
    assert [r.rule for r in reasons] == ["status.learned", "status.neutral"]


def test_the_surer_of_a_leaning_cue_and_the_encoder_wins():
    text = "Banken vurderer, at huset er for dyrt."
    sure = {"probable": 0.9, "evaluated": 0.1}
    unsure = {"probable": 0.4, "evaluated": 0.3, "asserted": 0.3}
    assert judge("da", text, cue="vurderer", scores=Scores(status=sure))[0] == "probable"
    assert judge("da", text, cue="vurderer", scores=Scores(status=unsure)) == (
        "evaluated",
        "status.leaning_cue",
    )


def test_without_a_cue_or_with_an_unknown_one_somebody_says_so_and_the_reason_is_unsure():
    text = "Færgen sejler brumlende mandag."
    assert judge("da", text, content="Færgen sejler") == ("asserted", "status.no_cue")
    assert judge("da", text, cue="brumlende") == ("asserted", "status.unknown_cue")


def test_reasons_stand_on_the_words_of_the_cue():
    text = "Der Rat lehnte den Plan am Montag ab."
    _, reasons = judge_status(
        attribution(text, cue="lehnte … ab"), article(text, "de"), load_pack("de")
    )
    assert [span.of(text) for span in reasons[0].spans] == ["lehnte", "ab"]
    assert reasons[0].values["words"] == "lehnte ab"
    assert reasons[0].row == "de/cues.csv:ablehnen"


def test_nobody_as_source_negates_the_cue():
    for lang, text, source, cue, content in (
        ("da", "Ingen tror, at broen holder.", "Ingen", "tror", "broen holder"),
        ("en", "None of them believes that it holds.", "None of them", "believes", "it holds"),
        ("de", "Niemand glaubt, dass sie hält.", "Niemand", "glaubt", "sie hält"),
    ):
        status, _ = judge(lang, text, source=source, cue=cue, content=content)
        assert status == "denied", text
    text = "Ingeniøren, som ingen kender, tror, at broen holder."
    source = "Ingeniøren, som ingen kender"
    status, _ = judge("da", text, source=source, cue="tror", content="broen holder")
    assert status == "probable"
