"""Which language a text is in: our own sentences, Danish and Bokmål most of all."""

import pytest

from ifolge.parse.language import detect_language, pack_code

TEXTS = {
    "da": [
        "Broen er lukket, efter at en pram drev ind i den i nat, oplyser Vejvæsenet mandag.",
        "Hun siger, at hun aldrig har set noget lignende i de ti år, hun har været ansat.",
        "Ministeren afviser kritikken og mener, at pengene er blevet brugt rigtigt.",
        "Flere kilder fortæller, at mødet blev aflyst, fordi parterne ikke kunne blive enige.",
    ],
    "nb": [
        "Broen er stengt etter at en lekter drev inn i den i natt, opplyser Veivesenet mandag.",
        "Hun sier at hun aldri har sett noe lignende i de ti årene hun har vært ansatt.",
        "Statsråden avviser kritikken og mener at pengene er blitt brukt riktig.",
        "Flere kilder forteller at møtet ble avlyst fordi partene ikke kunne bli enige.",
    ],
    "sv": [
        "Bron är stängd efter att en pråm drev in i den i natt, uppger Vägverket på måndagen.",
        "Hon säger att hon aldrig har sett något liknande under de tio år hon har varit anställd.",
    ],
    "en": [
        "The bridge is closed after a barge drifted into it last night, the road agency said.",
        "She says she has never seen anything like it in the ten years she has worked there.",
    ],
    "de": [
        "Die Brücke ist gesperrt, nachdem in der Nacht ein Kahn gegen sie getrieben ist.",
        "Sie sagt, sie habe in den zehn Jahren ihrer Arbeit nie etwas Ähnliches gesehen.",
    ],
}


@pytest.mark.parametrize(("lang", "text"), [(c, t) for c, ts in TEXTS.items() for t in ts])
def test_one_sentence_is_enough(lang, text):
    found = detect_language(text)
    assert (found.code, found.known, found.given) == (lang, True, False)


@pytest.mark.parametrize("lang", TEXTS)
def test_an_article_is_certain(lang):
    found = detect_language(" ".join(TEXTS[lang] * 3))
    assert found.code == lang
    assert found.confidence >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a déclaré lundi que le pont resterait fermé jusqu'à la fin de la semaine.",
        "De minister zei maandag dat de brug tot het einde van de week gesloten blijft.",
        "Brua er stengd etter at ein lekter dreiv inn i henne, og eg veit ikkje kva som skjer.",
        "Министр заявил в понедельник, что мост останется закрытым до конца недели.",
    ],
)
def test_other_languages_are_not_known(text):
    assert not detect_language(text).known


@pytest.mark.parametrize("text", ["", "   ", "1234 …", "\u200b"])
def test_no_words_no_language(text):
    found = detect_language(text)
    assert (found.code, found.confidence, found.known) == ("und", 0.0, False)


@pytest.mark.parametrize("text", ["Kreml", "Broen lukket"])
def test_a_word_or_two_are_no_more_than_a_guess(text):
    assert detect_language(text).confidence <= 0.3


def test_tags_are_read():
    assert [pack_code(tag) for tag in ("da-DK", "no", "NB_no", "sv")] == ["da", "nb", "nb", "sv"]
