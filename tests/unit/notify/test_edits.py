"""Which edits an article owns up to, in five languages; what only looks like it is silent."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article
from ifolge.notify.edits import judge_edit

BODY = "Broen er lukket.\nDen er 40 meter lang."


def judge(lang, line, before=BODY, title=None):
    edited = Article("a", f"{BODY}\n{line}" if line else BODY, title=title)
    return judge_edit(Article("a", before, title="Bro lukket"), edited, load_pack(lang)).rule


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("da", "RETTELSE 14. marts: Broen er ikke 400 meter lang."),
        ("da", "*Præcisering: Det gælder kun færger."),
        ("da", "Opdateret kl. 10. I en tidligere udgave af denne artikel stod der 400 meter."),
        ("de", "Korrigiert: Die Brücke ist nicht 400 Meter lang."),
        ("de", "(In einer früheren Fassung hieß es, sie sei 400 Meter lang.)"),
        ("en", "Clarification (3 May): It covers ferries only."),
        ("en", "This story has been corrected to give the right length."),
        ("nb", "Rettelse/presisering: Broen er ikke 400 meter lang."),
        ("sv", "RÄTTELSE. Bron är inte 400 meter lång."),
    ],
)
def test_a_correction_note(lang, line):
    assert judge(lang, line) == "edit.correction"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("da", "Opdateret kl. 14.32"),
        ("de", "Zuletzt aktualisiert am 3. Mai"),
        ("en", "Editor’s note: the ministry answered later."),
        ("nb", "Saken oppdateres."),
        ("sv", "Senast uppdaterad kl. 14.32"),
    ],
)
def test_a_notice(lang, line):
    assert judge(lang, line) == "edit.notice"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("da", "Rettelsen af fejlen tager lang tid."),
        ("da", "Rettet mod himlen stod broens to halvdele."),
        ("da", "Kommunen har opdateret sine planer."),
        ("da", "I en tidligere version af lovforslaget var broen længere."),
        ("de", "Korrektur der Pläne gefordert"),
        ("en", "Updated plans show a longer bridge."),
        ("en", "The minister issued a correction: the bridge is safe."),
        ("sv", "Uppdaterade planer visar en längre bro."),
    ],
)
def test_words_that_only_look_like_a_note(lang, line):
    assert judge(lang, line) == "edit.silent"


def test_a_note_that_was_there_before_says_nothing_of_this_edit():
    note = "Rettelse: Broen er 40 meter lang og ikke 400."
    assert judge("da", note, before=f"Broen er åben.\n{note}") == "edit.silent"


def test_a_note_that_was_taken_out_or_stands_in_the_title():
    assert judge("da", "", before=f"{BODY}\nRettelse: Broen er 40 meter lang.") == "edit.silent"
    assert judge("en", "", title="CORRECTED-Bridge closed") == "edit.correction"


def test_a_language_without_a_pack_is_not_accused():
    one, two = Article("a", "Puente cerrado."), Article("a", "Puente abierto.")
    assert judge_edit(one, two, None).rule == "edit.unknown"


def test_the_reason_names_the_row_and_shows_the_words():
    line = "Rettelse: " + "Broen er ikke 400 meter lang. " * 10
    reason = judge_edit(Article("a", BODY), Article("a", f"{BODY}\n{line}"), load_pack("da"))
    assert reason.row == "da/edit_notes.csv:rettelse"
    assert reason.values["words"].startswith("Rettelse: Broen")
    assert len(reason.values["words"]) == 120
