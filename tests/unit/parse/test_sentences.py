"""Where sentences end, in five languages: the bars are where they should."""

import pytest

from ifolge.model.article import Article
from ifolge.parse import parse

CASES = [
    # (language, sentences parted by |)
    ("da", "Broen er lukket. | Det siger Vejvæsenet."),
    ("da", "Det sker ca. 130 kilometer fra kysten, bl.a. ved Sund. | Ingen så det."),
    ("da", "4. september kom svaret. | Den 5. september gik han."),
    ("da", "Han fik 3,5 mio. kr. for båden. | Det er meget."),
    ("da", "Prisen er 400 kr. | Det er for dyrt."),
    ("da", "J. P. Holm og A. Lund mødes kl. 14.30 i byen. | De taler om fisk."),
    ("da", "Dr. Holm siger nej. | Hr. Lund tier."),
    ("da", "Det var før 2. Verdenskrig. | Så kom freden."),
    ("da", "Sådan er det bare … | Eller er det? | Ja!"),
    ("da", "»Det er løgn. Vi går nu,« siger Holm. | Han gik."),
    ("da", "»Er det sandt?« spurgte Holm. | Ingen svarede."),
    ("da", "»Det er sandt.« | Holm gik."),
    ("da", "Han kom i 2019. | Hun blev."),
    ("da", "Broen (den nye.) er lukket. | »Ja,« siger han."),
    ("da", "Partiet fik 12,5 pct. | Det er rekord."),
    ("en", "Mr. Holm met Sen. Lund at 5 p.m. on Monday. | They left."),
    ("en", "The U.S. Senate voted. | It failed."),
    ("en", "“Is it true?” Holm asked. | Nobody knew."),
    ("en", "PINE RIDGE, Ga. — A bridge was closed. | It was old."),
    ("en", "The court read Roe v. Wade again. | Nobody spoke."),
    ("da", "1. Broen lukkes. | Den er gammel."),
    ("en", "He works for Acme Inc. | She does not."),
    ("en", "He said no.” | She went."),
    ("de", "Am 4. September kam die 2. Bundesliga zurück. | Das war z.B. gut."),
    ("de", "Er verlor 3 Mio. Euro. | Dr. Lund schwieg."),
    ("de", "„Das ist falsch. Wir gehen“, sagte Holm. | Er ging."),
    ("nb", "Prisen er 3 mill. kroner, bl.a. for båten. | Det er mye."),
    ("nb", "Det skjedde 17. mai kl. 12. | Ingen så det."),
    ("sv", "Det skedde t.ex. i Sund den 4 maj. | Ingen såg det."),
    ("sv", "Hon är f.d. minister, s.k. expert. | Han är det inte."),
]


@pytest.mark.parametrize(("lang", "marked"), CASES)
def test_sentences_end_at_the_bars(lang, marked):
    expected = marked.split(" | ")
    text = " ".join(expected)
    parsed = parse(Article("x", text), lang)
    assert [s.span.of(text) for s in parsed.sentences] == expected


def test_a_heading_is_a_sentence_and_sentences_know_their_paragraph():
    text = "Bro lukket. Pram drev ind\n\nDet siger Holm. Han ved det."
    parsed = parse(Article("x", text), "da")
    assert [(s.span.of(text), s.paragraph) for s in parsed.sentences] == [
        ("Bro lukket. Pram drev ind", 0),
        ("Det siger Holm.", 1),
        ("Han ved det.", 1),
    ]


def test_a_long_quotation_is_split_into_its_sentences():
    text = "»" + "Det er en lang historie om en bro. " * 12 + "Nu er den slut,« siger Holm."
    assert len(parse(Article("x", text), "da").sentences) == 13


def test_sentence_at_finds_the_sentence_of_a_place():
    text = "Broen er lukket. Det siger Holm."
    parsed = parse(Article("x", text), "da")
    assert parsed.sentence_at(text.index("Holm")) == parsed.sentences[1]
    assert parsed.sentence_at(16) is None
