"""When it was said and what it is about; attributions are written [source] {cue} (content)."""

import re

import pytest

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Published
from ifolge.parse import parse
from ifolge.resolve.time import find_times
from ifolge.resolve.time_links import place_times

DAY = Published("2024-05-15", "2024-05-15", inferred=False)
MARKS = {"[": "source", "{": "cue", "(": "content", "<": "anaphor"}


def marked(text: str) -> tuple[str, Attribution]:
    """The plain text and its attribution: [source], {cue}, (content), <anaphor>."""
    spans = {name: [] for name in MARKS.values()}
    plain = ""
    for piece in re.split(r"([\[{(<].*?[\]})>])", text):
        if piece[:1] in MARKS:
            spans[MARKS[piece[0]]].append(Span(len(plain), len(plain) + len(piece) - 2))
            piece = piece[1:-1]
        plain += piece
    return plain, Attribution("a1", **{name: tuple(found) for name, found in spans.items()})


def place(text: str, published: Published | None = DAY, lang: str = "da"):
    plain, attribution = marked(text)
    parsed = parse(Article("p", plain, lang=lang))
    pack = load_pack(lang)
    return place_times(attribution, find_times(parsed, pack, published), parsed, published, pack)


def values(text: str, published: Published | None = DAY, lang: str = "da"):
    placed = place(text, published, lang)
    return tuple(t.value if t else None for t in (placed.said, placed.about))


@pytest.mark.parametrize(
    ("text", "said", "about"),
    [
        ("Det {meldte} [stationen] mandag, (broen falder).", "2024-05-13", None),
        ("(Broen åbner på fredag), {sagde} [han] mandag.", "2024-05-13", "2024-05-17"),
        ("4. maj {skrev} [Fjordavisen], at (han rejste i fjor).", "2024-05-04", "2023"),
        ("(De skal mødes inden længe), {siger} [hun].", "2024-05-15", "FUTURE_REF"),
        ("{Ifølge} [politiet] (brød ilden ud natten til tirsdag).", "2024-05-15", "2024-05-14TNI"),
        ("[Kommunen] {har lovet}, at (broen vil blive malet).", None, None),
        ("[Kommunen] {sagde}, at (taget er utæt).", None, None),
        ("Men nu {bekræfter} [hun], at (taget er utæt).", "2024-05-15", None),
        ("(Han boede der i fire år), {fortalte} [hun] søndag.", "2024-05-12", None),
    ],
)
def test_said_and_about(text, said, about):
    assert values(text) == (said, about)


def test_what_the_content_was_said_to_be_counts_for_a_pronoun():
    text = (
        "Allerede tidligere onsdag lød det, at (toget var kørt). "
        "<Det> {meldte} [stationen] med henvisning til en kilde."
    )
    assert values(text) == ("2024-05-15", "2024-05-15")


def test_a_time_to_come_is_not_when_it_was_said():
    assert values("På fredag {fortæller} [hun], (hvorfor broen faldt).")[0] == "2024-05-15"


def test_several_times_in_the_content_leave_it_open():
    placed = place("(Han kom 3. maj og rejste 7. maj), {sagde} [hun].")
    assert placed.about is None
    assert placed.reasons[1].rule == "about.several"


def test_without_a_day_of_publication_the_present_tense_says_nothing():
    assert values("[Hun] {siger}, at (broen er lukket).", None) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "[Hun] {siger}, at (taget er utæt), og mødet begynder klokken 13.",
        "[Politiet], der har ledt siden lørdag, {siger}, at (han er fundet).",
        "{Ifølge} [en måling] fra 2019 (falder tallet).",
    ],
)
def test_times_that_do_not_date_the_cue(text):
    assert values(text)[0] == "2024-05-15"


def test_a_time_in_another_clause_is_trusted_less():
    near = place("Det {meldte} [stationen] mandag, (broen falder).")
    far = place("Broen faldt mandag, og det {meldte} [stationen] (i sin avis).")
    assert near.said is not None
    assert far.said is not None
    assert far.reasons[0].confidence < near.reasons[0].confidence


def test_every_field_has_its_reason_and_less_trust_in_an_inferred_day():
    inferred = Published("2024-05-15", "2024-05-15", inferred=True)
    text = "[Hun] {siger}, at (broen er lukket)."
    given, guessed = (place(text, day).reasons[0] for day in (DAY, inferred))
    assert [given.field, given.rule, given.values["date"]] == [
        "said",
        "said.published",
        "2024-05-15",
    ]
    assert guessed.confidence < given.confidence


@pytest.mark.parametrize(
    ("lang", "text", "said", "about"),
    [
        ("en", "(The bridge opens on Friday), [he] {said} on Monday.", "2024-05-13", "2024-05-17"),
        (
            "en",
            "{According to} [police], (the fire broke out last week).",
            "2024-05-15",
            "2024-W19",
        ),
        ("en", "[The mayor] {said} (the roof leaks).", None, None),
        (
            "de",
            "[Sie] {sagte} am Montag, (die Brücke werde am Freitag öffnen).",
            "2024-05-13",
            "2024-05-17",
        ),
        (
            "de",
            "{Laut} [Polizei] (brannte es in der Nacht zum Dienstag).",
            "2024-05-15",
            "2024-05-14TNI",
        ),
        ("nb", "(Brua åpner på fredag), {sa} [han] mandag.", "2024-05-13", "2024-05-17"),
        ("sv", "(Bron öppnar på fredag), {sa} [hon] i måndags.", "2024-05-13", "2024-05-17"),
        ("sv", "{Enligt} [polisen] (brann det natten till tisdag).", "2024-05-15", "2024-05-14TNI"),
    ],
)
def test_said_and_about_in_the_other_languages(lang, text, said, about):
    assert values(text, lang=lang) == (said, about)
