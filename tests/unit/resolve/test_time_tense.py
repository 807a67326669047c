"""Which way a clause looks at a time, and the tense of cues, in five languages."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.model.article import Span
from ifolge.resolve.time_tense import direction_of, marker_near, tense_of, tense_table


def direction(lang: str, marked: str) -> int:
    start, end = marked.index("["), marked.index("]") - 1
    lower = marked.replace("[", "").replace("]", "").lower()
    table = tense_table(load_pack(lang))
    return direction_of(marker_near(lower, Span(start, end), Span(0, len(lower)), table))


@pytest.mark.parametrize(
    ("lang", "marked", "expected"),
    [
        ("da", "Mødet skal holdes [mandag].", 1),
        ("da", "Det sagde hun [mandag], og mødet skal holdes i Nordby.", -1),
        ("da", "Hun sagde [mandag] at mødet skal holdes.", -1),
        ("da", "Avisen [mandag].", 0),
        ("en", "The match will be played [on Saturday].", 1),
        ("en", "The minister said [Monday] that it will close.", -1),
        ("de", "Das Gesetz soll [am Montag] beschlossen werden.", 1),
        ("de", "Er wird seit [Sonntagabend] vermisst.", -1),
        ("sv", "Mötet ska hållas [på måndag].", 1),
        ("nb", "Mannen ble pågrepet [mandag].", -1),
    ],
)
def test_direction(lang, marked, expected):
    assert direction(lang, marked) == expected


@pytest.mark.parametrize(
    ("lang", "cue", "tense"),
    [
        ("da", "siger", "present"),
        ("da", "sagde", "past"),
        ("da", "har sagt", "perfect"),
        ("da", "ifølge", "present"),
        ("da", "oplyser", "present"),
        ("da", "bekræftede", "past"),
        ("en", "said", "past"),
        ("en", "says", "present"),
        ("en", "according to", "present"),
        ("en", "has confirmed", "perfect"),
        ("de", "sagte", "past"),
        ("de", "sagt", "present"),
        ("de", "hat gesagt", "perfect"),
        ("de", "laut", "present"),
        ("nb", "sier", "present"),
        ("nb", "opplyste", "past"),
        ("nb", "har fortalt", "perfect"),
        ("sv", "säger", "present"),
        ("sv", "berättade", "past"),
        ("sv", "enligt", "present"),
    ],
)
def test_tense_of_a_cue(lang, cue, tense):
    found = tense_of(cue, [Span(0, len(cue))], tense_table(load_pack(lang)))
    assert found is not None
    assert found.tense == tense
