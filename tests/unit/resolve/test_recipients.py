"""Outlets that a speaker's sentence names: each gets an attribution of its own, or rightly none."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article, Span
from ifolge.model.attribution import Attribution, Name, NameLabel
from ifolge.parse import parse
from ifolge.resolve.recipients import add_recipients
from ifolge.resolve.relay import trace_relays


def marked(text: str, words: str) -> tuple[Span, ...]:
    """The spans of words in text order, pieces separated by "…"."""
    found, start = [], 0
    for piece in filter(None, map(str.strip, words.split("…"))):
        start = text.index(piece, start)
        found.append(Span(start, start + len(piece)))
    return tuple(found)


def spoken(lang, text, source, cue, content, person="", outlet=None):
    """The attributions behind a speaker's one: the speaker first."""
    parsed = parse(Article("t", text, lang=lang, outlet=outlet))
    names = [Name(span, NameLabel.PERSON) for span in marked(text, person)]
    speaker = Attribution("a1", marked(text, source), marked(text, cue), marked(text, content))
    found = add_recipients([speaker], parsed, names, load_pack(lang))
    return text, parsed, found


def words(text: str, spans) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue", "relay", "governed"),
    [
        ("da", "Det går, siger hun til Ritzau.", "hun", "siger", "Ritzau", "til"),
        (
            "da",
            "Over for avisen Le Monde siger hun, at Det går.",
            "hun",
            "siger",
            "avisen Le Monde",
            "Over for",
        ),
        (
            "da",
            "Det går, siger hun i et interview med TV 2.",
            "hun",
            "siger",
            "TV 2",
            "i et interview med",
        ),
        ("da", "Det går, siger hun ifølge Reuters.", "hun", "siger", "Reuters", "ifølge"),
        ("nb", "Det går, sier hun til NTB.", "hun", "sier", "NTB", "til"),
        ("sv", "Det går, säger hon till TT.", "hon", "säger", "TT", "till"),
        ("sv", "Hon uppger för TT att Det går.", "Hon", "uppger för", "TT", "för"),
        (
            "en",
            "She told the Associated Press that Det går.",
            "She",
            "told",
            "the Associated Press",
            "told",
        ),
        ("en", "Police confirmed to Reuters that Det går.", "Police", "confirmed", "Reuters", "to"),
        ("de", "Det går, sagte er gegenüber der dpa.", "er", "sagte", "der dpa", "gegenüber"),
        (
            "de",
            "Det går, sagte er am Sonntag der „Neuen Zeitung“.",
            "er",
            "sagte",
            "der „Neuen Zeitung“",
            "sagte",
        ),
        (
            "de",
            "Det går, sagte eine Frau dem Sender CNN.",
            "eine Frau dem",
            "sagte",
            "dem Sender CNN",
            "sagte",
        ),
        (
            "de",
            "Det går, sagte er der Agentur dpa.",
            "er der Agentur dpa",
            "sagte",
            "der Agentur dpa",
            "sagte",
        ),
        (
            "de",
            "Det går, erklärte er im Deutschlandfunk.",
            "er",
            "erklärte",
            "Deutschlandfunk",
            "im",
        ),
    ],
)
def test_the_outlet_becomes_a_relay(lang, text, source, cue, relay, governed):
    text, parsed, found = spoken(lang, text, source, cue, "Det går")
    assert [words(text, a.source) for a in found[1:]] == [relay]
    assert words(text, found[1].cue) == governed
    assert found[1].content == found[0].content
    assert not any(s.overlaps(r) for s in found[0].source for r in found[1].source)
    links = trace_relays(found, parsed, load_pack(lang))
    assert links["a1"].via == found[1].id
    assert links[found[1].id].via is None


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue", "content"),
    [
        # inside the content, or a part of who speaks
        (
            "da",
            "Hun siger, at huset er solgt til Ritzau.",
            "Hun",
            "siger",
            "huset er solgt til Ritzau",
        ),
        (
            "da",
            "Redaktør på Ritzau Kaj Holm siger, at det går.",
            "Redaktør på Ritzau Kaj Holm",
            "siger",
            "det går",
        ),
        (
            "de",
            "Das stimmt, sagte ein Sprecher der dpa.",
            "ein Sprecher der dpa",
            "sagte",
            "Das stimmt",
        ),
        # a body that is no medium; a mere channel; the paper's own; the paper's property
        ("da", "Det går, siger hun til politiet.", "hun", "siger", "Det går"),
        ("da", "Det går, siger hun i radioen.", "hun", "siger", "Det går"),
        ("da", "Det går, skriver en nabo til redaktionen.", "en nabo", "skriver", "Det går"),
        ("de", "Das stimmt, sagte er dieser Zeitung.", "er", "sagte", "Das stimmt"),
        ("en", "It holds, he said on the Guardian's report.", "he", "said", "It holds"),
        ("en", "It holds, he said on the firm's website.", "he", "said", "It holds"),
        # another clause
        (
            "nb",
            "Styret sier til CNN at USA hadde fått vite at det går.",
            "USA",
            "hadde fått vite",
            "det går",
        ),
    ],
)
def test_what_is_no_relay(lang, text, source, cue, content):
    text, _, found = spoken(lang, text, source, cue, content)
    assert len(found) == 1, words(text, found[1].source)


def test_the_articles_own_outlet_is_no_relay():
    text = "Det går, siger hun til Politiken."
    assert len(spoken("da", text, "hun", "siger", "Det går")[2]) == 2
    assert len(spoken("da", text, "hun", "siger", "Det går", outlet="Politiken")[2]) == 1


def test_a_name_has_no_owner():
    text = "Das stimmt, sagte Jens Holm der dpa."
    found = spoken("de", text, "Jens Holm der dpa", "sagte", "Das stimmt", "Jens Holm")[2]
    assert [words(text, a.source) for a in found] == ["Jens Holm", "der dpa"]


def test_a_relay_gets_the_nouns_of_its_cue():
    text = "Det går, i et interview med Ritzau."
    found = spoken("da", text, "et interview med Ritzau", "i", "Det går")[2]
    assert [(words(text, a.cue), words(text, a.source)) for a in found] == [
        ("i et interview med", "Ritzau")
    ]


def test_a_cue_keeps_out_of_what_is_said_to_be_the_source():
    text = "Nach Angaben der Polizei hält es."
    found = spoken("de", text, "Angaben der Polizei", "Nach", "hält es")[2]
    assert [(words(text, a.cue), words(text, a.source)) for a in found] == [
        ("Nach", "Angaben der Polizei")
    ]


def test_an_outlet_that_has_an_attribution_gets_no_second_one():
    text = "Al Marsa, in remarks to Reuters, said the road holds."
    parsed = parse(Article("t", text, lang="en"))
    content = marked(text, "the road holds")
    speaker = Attribution("a1", marked(text, "Al Marsa"), marked(text, "said"), content)
    whole = marked(text, "Al Marsa … said the road holds")
    relay = Attribution("a2", marked(text, "Reuters"), marked(text, "in remarks to"), whole)
    found = add_recipients([speaker, relay], parsed, [], load_pack("en"))
    assert [a.id for a in found] == ["a1", "a2"]


def test_a_second_piece_of_the_source_behind_told_is_the_recipient():
    text = "Nadkarni told Fenland Sports that it holds. He told Asta Bang that it rains."
    parsed = parse(Article("t", text, lang="en"))
    names = [Name(span, NameLabel.PERSON) for span in marked(text, "Asta Bang")]
    sources = ("Nadkarni … Fenland Sports", "He … Asta Bang")
    contents = ("it holds", "it rains")
    second = text.index("He told")
    cues = (marked(text, "told"), (Span(second + 3, second + 7),))
    speakers = [
        Attribution(f"a{n}", marked(text, source), cue, marked(text, content))
        for n, (source, cue, content) in enumerate(zip(sources, cues, contents, strict=True), 1)
    ]
    found = add_recipients(speakers, parsed, names, load_pack("en"))
    assert [words(text, a.source) for a in found] == ["Nadkarni", "Fenland Sports", sources[1]]
    assert found[0].cue == found[1].cue


def test_the_relay_of_a_source_is_no_piece_of_it():
    text = "Det går, hedder det i erklæringen ifølge Ria."
    parsed = parse(Article("t", text, lang="da"))
    content = marked(text, "Det går")
    both, cue = marked(text, "erklæringen … Ria"), marked(text, "hedder det i")
    pair = [
        Attribution("a1", both, cue, content),
        Attribution("a2", marked(text, "Ria"), marked(text, "ifølge"), content),
    ]
    found = add_recipients(pair, parsed, [], load_pack("da"))
    assert [words(text, a.source) for a in found] == ["erklæringen", "Ria"]
