"""Whom each source means. Cases: an article, and the canonical source of a1, a2 …; None = open."""

import pytest
from tests.unit.resolve.numbered_markup import numbered

from ifolge.model.article import Span
from ifolge.model.attribution import Name, NameLabel
from ifolge.resolve.coreference import resolve_sources


def canonical(text: str, lang: str = "da", **fields: str) -> list[str | None]:
    parsed, attributions, pack = numbered(text, lang, **fields)
    found = resolve_sources(attributions, parsed, (), pack)
    return [found[a.id].canonical for a in attributions]


DANISH = [
    # names: without title, party, apposition, genitive; surname → fullest name
    ("[1 Overlæge Jens Worm] {1 siger}, at <1 det går>.", ["Jens Worm"]),
    ("[1 Jens Worm, der er overlæge,] {1 siger}, at <1 det går>.", ["Jens Worm"]),
    ("[1 Talvias forsvarsminister, Otto Brink,] {1 siger}, at <1 det går>.", ["Otto Brink"]),
    ("Jens Worm tog ordet. <1 Det går>, {1 sagde} [1 Worm].", ["Jens Worm"]),
    ("<1 Det går>, {1 skriver} [1 avisen Fjordens Blad].", ["Fjordens Blad"]),
    ("Rådet sagde nej. {1 Efter} [1 Rådets] {1 mening} <1 er det slut>.", ["rådet"]),
    ("Økonom Asta Bang kom. [1 Flere økonomer] {1 siger} <1 nej>.", ["flere økonomer"]),
    ("I mediebyen Nordby regner det. <1 Det går>, {1 siger} [1 mediet].", ["mediet"]),
    ("[1 Avis] {1 :} <1 Broen lukker>\n\nDet skriver avisen Fjordens Blad.", ["Fjordens Blad"]),
    ("Avisen Fjordens Blad var der. {1 Ifølge} [1 samme avis] <1 regner det>.", ["Fjordens Blad"]),
    # counted
    (
        "Seks diplomater kom. <1 Det går>, {1 siger} [1 fire]. [2 De to øvrige] {2 siger} <2 nej>.",
        ["fire af seks diplomater", "to af seks diplomater"],
    ),
    ("To embedsmænd så det. <1 Det går>, {1 siger} [1 den ene].", ["den ene af to embedsmænd"]),
    ("Seks diplomater var der. <1 Det går>, {1 siger} [1 alle seks].", ["seks diplomater"]),
    ("Seks huse faldt. <1 Det går>, {1 siger} [1 alle seks].", ["alle seks"]),
    # joined
    ("<1 Det går>, {1 siger} [1 Jens Worm og tre lodser].", ["Jens Worm; tre lodser"]),
    ("<1 Det går>, {1 siger} [1 Jens Worm og Asta Bang].", ["Jens Worm; Asta Bang"]),
    # descriptions stand for themselves, without the relative clause
    ("[1 To lodser, som vil være anonyme,] {1 siger} <1 nej>.", ["to lodser"]),
    ("[1 Flere medier, herunder Ria og Tass,] {1 skriver} <1 det>.",
     ["flere medier, herunder Ria og Tass"]),
    # definite nouns point back
    ("Miljøminister Asta Bang kom. <1 Det går>, {1 siger} [1 ministeren].", ["Asta Bang"]),
    ("[1 En 41-årig ingeniør] {1 så} <1 lys>. <2 Det blinkede>, {2 siger} [2 ingeniøren].",
     ["en 41-årig ingeniør", "en 41-årig ingeniør"]),
    ("<1 Det går>, {1 sagde} [1 unavngivne embedsmænd]. {2 Ifølge} [2 kilderne] <2 regner det>.",
     ["unavngivne embedsmænd", "unavngivne embedsmænd"]),
    ("Bestyrelsen for Fjordbanken mødtes. [1 Bestyrelsen] {1 siger} <1 nej>.",
     ["bestyrelsen for Fjordbanken"]),
    ("Emil Krog (28) tog ordet. <1 Det går>, {1 sagde} [1 den 28-årige].", ["Emil Krog"]),
    ("Asta Bang var der. Klagenævnet har talt. [1 Nævnet] {1 siger} <1 nej>.", ["Klagenævnet"]),
    ("Emil Krog, 28, mødte Bo Riis, 28. <1 Det går>, {1 sagde} [1 den 28-årige].",
     ["den 28-årige"]),
    # pronouns
    ("Jens Worm tog ordet. <1 Det går>, {1 sagde} [1 han].", ["Jens Worm"]),
    ("Jens Worm mødte Asta Bang. <1 Det går>, {1 sagde} [1 hun].", ["Asta Bang"]),
    ("Jens Worm, [1 der] {1 kalder} <1 planen vild>, stemte nej.", ["Jens Worm"]),
    ("»<2 [1 Jeg] {1 tror} <1 det går>>,« {2 siger} [2 Jens Worm].", ["Jens Worm", "Jens Worm"]),
    ("Asta Bang er vred. <1 Det går>, {1 siger} [1 hendes mand].", ["Asta Bangs mand"]),
    # no source: the speaker of the context, or nobody
    ("[1 Asta Bang] {1 siger} <1 nej>. <2 »Det er løgn,«> {2 lyder det}.",
     ["Asta Bang", "Asta Bang"]),
    ("<1 Broen> {1 ventes} <1 at åbne i maj>.", [None]),
    # nobody, nobody in particular, and two that are equally good
    ("<1 Det går>, {1 siger} [1 han].", [None]),
    ("<1 Det går>, {1 mener} [1 mange].", ["mange"]),
    ("Hr. Worm og hr. Brink kom. <1 Det går>, {1 sagde} [1 han].", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DANISH)
def test_danish_sources(text, expected):
    assert [c and c.casefold() for c in canonical(text)] == [c and c.casefold() for c in expected]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Tom Holm spoke first. <1 It will hold>, {1 said} [1 he].", ["Tom Holm"]),
        ("en", "[1 Inspector Asta Bang] {1 said} <1 no>.", ["Asta Bang"]),
        ("nb", "– <1 Det går>, {1 sier} [1 ordfører Kåre Holm].", ["Kåre Holm"]),
        ("nb", "Kåre Holm kom. – <1 Det går>, {1 sier} [1 han].", ["Kåre Holm"]),
        ("sv", "– <1 Det går>, {1 säger} [1 åklagare Malin Kvist].", ["Malin Kvist"]),
        ("sv", "Malin Kvist kom. – <1 Det går>, {1 säger} [1 hon].", ["Malin Kvist"]),
        ("de", "<1 Das hält>, {1 sagte} [1 der Lotse Jens Holm].", ["Jens Holm"]),
        ("de", "{1 Nach} [1 Angaben der Polizei] <1 hält es>.", ["Polizei"]),
        ("de", "<1 Das hält>, {1 heißt es in} [1 einer Mail].", ["eine Mail"]),
    ],
)
def test_the_other_languages(lang, text, expected):
    assert canonical(text, lang) == expected


def test_two_candidates_leave_it_open_and_are_both_named():
    parsed, attributions, pack = numbered(
        "Hr. Worm og hr. Brink kom. <1 Det går>, {1 sagde} [1 han]."
    )
    names = tuple(
        Name(Span(parsed.text.index(n), parsed.text.index(n) + len(n)), NameLabel.PERSON)
        for n in ("Worm", "Brink")
    )
    found = resolve_sources(attributions, parsed, names, pack)["a1"]
    assert found.canonical is None
    assert found.reasons[0].rule == "coreference.two_candidates"
    assert found.reasons[0].values["candidates"] == "Brink; Worm"


def test_we_outside_quotations_is_the_outlet():
    text = "[1 Vi] {1 har bedt} <1 ministeren om svar>."
    assert canonical(text, outlet="Fjordavisen") == ["Fjordavisen"]
    assert canonical(text) == [None]


def test_the_encoders_names_are_used():
    parsed, attributions, pack = numbered("Det står klart. <1 Det går>, {1 siger} [1 han].")
    name = Name(Span(0, 3), NameLabel.PERSON)
    assert resolve_sources(attributions, parsed, (name,), pack)["a1"].canonical == "Det"


def test_a_name_found_once_is_a_name_everywhere():
    text = "Der Mann heißt Udo Feil. Später kam Feil zurück. <1 Es hält>, {1 sagte} [1 er]."
    parsed, attributions, pack = numbered(text, "de")
    start = parsed.text.index("Udo Feil")
    name = Name(Span(start, start + 8), NameLabel.PERSON)
    found = resolve_sources(attributions, parsed, (name,), pack)["a1"]
    assert found.canonical == "Udo Feil"
    assert found.antecedent is not None
    assert found.antecedent.of(parsed.text) == "Feil"


def test_names_the_encoder_is_not_sure_of_are_left_out():
    parsed, attributions, pack = numbered("Det står klart. <1 Det går>, {1 siger} [1 han].")
    name = Name(Span(0, 3), NameLabel.PERSON, confidence=0.2)
    assert resolve_sources(attributions, parsed, (name,), pack)["a1"].canonical is None


def test_every_resolution_has_a_reason_with_its_words():
    parsed, attributions, pack = numbered("Jens Worm kom. <1 Det går>, {1 sagde} [1 han].")
    found = resolve_sources(attributions, parsed, (), pack)["a1"]
    assert found.antecedent is not None
    assert found.antecedent.of(parsed.text) == "Jens Worm"
    assert [r.field for r in found.reasons] == ["canonical_source"]
    assert found.reasons[0].row == "da/pronouns.csv:2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a capital inside a sentence is the word's own; so is one that nothing speaks against
        ("Han læser Børsbrevet. [1 Børsbrevet] {1 skriver}, at <1 det går>.", "Børsbrevet"),
        ("[1 Børsbrevet] {1 skriver}, at <1 det går>.", "Børsbrevet"),
        # that of a sentence is not
        ("Folk så politiet. [1 Politiet] {1 skriver}, at <1 det går>.", "politiet"),
        ("[1 To lodser] {1 siger}, at <1 det går>.", "to lodser"),
    ],
)
def test_capitals_of_a_description_are_those_of_the_text(text, expected):
    assert canonical(text) == [expected]
