"""What a source is, and whether its name is withheld; every row of the tables proves itself."""

import re

import pytest
from tests.unit.resolve.numbered_markup import numbered

from ifolge.languages.pack import codes, load_pack
from ifolge.languages.rows import (
    AgencyRow,
    OutletRow,
)
from ifolge.model.article import Article, Language, ParsedArticle, Sentence, Span
from ifolge.model.attribution import Anonymity, Attribution, Name, NameLabel, Scores, SourceType
from ifolge.resolve import resolve
from ifolge.resolve.source_type import judge_source


def judge(marked, code="da", **fields):
    """Judge the source that stands in [brackets]; `names` by (words, label)."""
    before, source, after = re.match(r"(.*?)\[(.*)\](.*)", marked, re.S).groups()
    text = before + source + after
    names = [
        Name(Span(text.index(words), text.index(words) + len(words)), NameLabel(label))
        for words, label in fields.pop("names", ())
    ]
    whole = Sentence(Span(0, len(text)), 0)
    parsed = ParsedArticle(Article("x", text), Language(code, 1.0), (), (whole,), ())
    span = Span(len(before), len(before) + len(source))
    spans = (span,) if source else ()
    attribution = Attribution("a1", spans, (Span(0, 1),), (), **fields)
    return judge_source(attribution, parsed, names, load_pack(code))


CASES = [
    ("da", "[Kreml] afviser.", "government", False),
    ("da", "[avisen Bosporus] skriver det.", "news_outlet", False),
    ("da", "[nyhedsbureauet AFP] melder det.", "news_agency", False),
    ("da", "[Ruslands forsvarsminister, Sergej Sjojgu,] siger nej.", "person", False),
    ("da", "[En talsmand for det russiske forsvarsministerium] siger nej.", "government", False),
    ("da", "[En talskvinde for Hjertefonden] siger nej.", "organization", False),
    ("da", "[En unavngiven politikilde] siger nej.", "government", True),
    ("da", "[To medarbejdere, som avisen kender identiteten på,] siger nej.", "group", True),
    ("da", "[Kilder tæt på parret] siger nej.", "group", True),
    ("da", "[Naboerne] siger nej.", "group", False),
    ("da", "[Svenske og norske aviser] skriver det.", "group", False),
    ("da", "[En af lærerne] siger nej.", "person", False),
    ("da", "[84 procent af vælgerne] siger nej.", "group", False),
    ("da", "[Rapporten fra Søfartsrådet] viser det.", "document", False),
    ("da", "[Havbrink A/S] venter underskud.", "organization", False),
    ("da", "[Den ansatte] siger nej.", "person", False),
    ("da", "[kystbladet.dk] skriver det.", "news_outlet", False),
    ("da", "[Forlaget Politiken] udgiver den.", "organization", False),
    ("en", "[A State Department official] said so.", "government", True),
    ("en", "[Norway's oil minister, Kari Dahl,] said so.", "person", False),
    ("en", "[People familiar with the matter] said so.", "group", True),
    ("en", "[The Yonhap news agency] said so.", "news_agency", False),
    ("de", "[Ein Sprecher der Bundesregierung] sagt das.", "government", False),
    ("de", "[Drei mit dem Vorgang vertraute Personen] sagen das.", "group", True),
    ("de", "[Regierungskreisen] zufolge ist es so.", "government", True),
    ("de", "[Einer der Teilnehmer] sagt das.", "person", True),
    ("de", "[Die Anwaltskanzlei] sagt das.", "organization", False),
    ("da", "[To andre med kendskab til forløbet] siger det.", "group", True),
    ("nb", "[Utenriksdepartementet] avviser det.", "government", False),
    ("nb", "[En sykepleier som ikke vil ha navnet sitt på trykk] sier det.", "person", True),
    ("sv", "[Två personer i Vita huset] säger det.", "government", True),
    ("sv", "[17-åringen] säger det.", "person", False),
]


@pytest.mark.parametrize(("code", "marked", "kind", "anonymous"), CASES)
def test_type_and_anonymity(code, marked, kind, anonymous):
    found = judge(marked, code)
    assert (found.source_type, found.anonymous) == (kind, anonymous), found.reasons


def test_a_passive_without_agent_is_unknown():
    found = judge("[]Det ventes, at broen lukker.")
    assert found.source_type is SourceType.UNKNOWN
    assert found.anonymous is False
    assert found.reasons[0].rule == "source_type.empty"


@pytest.mark.parametrize(
    ("marked", "canonical", "kind"),
    [
        ("[han] siger nej.", "Sergej Sjojgu", SourceType.PERSON),
        ("[Det] siger nej.", "Finansministeriet", SourceType.GOVERNMENT),
        ("[Talsmanden] siger nej.", "Dmitrij Peskov", SourceType.PERSON),
        ("[bureauet] melder det.", "AFP", SourceType.NEWS_AGENCY),
        ("[de] siger nej.", "Anna Holm; Jens Bro", SourceType.PERSON),
        ("[Embedsmanden] siger nej.", "en embedsmand i FN", SourceType.ORGANIZATION),
    ],
)
def test_a_pronoun_has_the_type_of_what_it_points_at(marked, canonical, kind):
    assert judge(marked, canonical_source=canonical).source_type is kind


@pytest.mark.parametrize(
    ("marked", "degree"),
    [
        ("[En embedsmand i ministeriet] siger nej.", Anonymity.ROLE_KNOWN),
        ("[Kilder tæt på regeringen] siger nej.", Anonymity.SIDE_KNOWN),
        ("[En politikilde] siger nej.", Anonymity.SIDE_KNOWN),
        ("[En kilde] siger nej.", Anonymity.NOTHING_KNOWN),
        ("[Naboer] siger nej.", None),
    ],
)
def test_how_anonymous(marked, degree):
    assert judge(marked).anonymity is degree


def test_a_marker_beside_the_source_counts_for_its_noun_only():
    assert judge("På betingelse af anonymitet siger [en læge] nej.").anonymous is True
    assert judge("På betingelse af anonymitet siger [Anna Holm] nej.").anonymous is False


def test_the_encoder_names_people_and_bodies():
    assert judge("[Bakkedal] siger nej.", names=[("Bakkedal", "ORG")]).source_type == "organization"
    assert judge("[Bakkedal] siger nej.", names=[("Bakkedal", "PER")]).source_type == "person"


def test_what_was_learned_decides_where_the_packs_are_silent():
    scores = Scores(source_type={"document": 0.7, "person": 0.3}, anonymous=0.9)
    found = judge("[Den blå skærv] viser det.", scores=scores)
    assert found.source_type is SourceType.DOCUMENT
    assert (found.reasons[0].rule, found.reasons[0].confidence) == ("source_type.learned", 0.7)
    assert judge("[Kreml] afviser.", scores=scores).source_type is SourceType.GOVERNMENT
    assert judge("[En tømrer] siger nej.", scores=scores).anonymous is True


def test_it_stays_open_with_a_reason():
    found = judge("[Den blå skærv] viser det.")
    assert found.source_type is None
    assert found.reasons[0].rule == "source_type.open"


def test_the_world_is_large():
    outlets = {row.place for code in codes() for row in load_pack(code).table(OutletRow)}
    assert len(outlets) >= 400
    assert len(load_pack("da").table(AgencyRow)) >= 60


def test_a_surname_that_is_also_a_place_is_a_person():
    marked = "Jack London kom sent. [London] siger nej."
    assert judge(marked, names=[("Jack London", "PER")]).source_type is SourceType.PERSON
    assert judge(marked).source_type is SourceType.GOVERNMENT


def test_what_is_called_we_or_it_is_no_person():
    found = judge("[Vi] siger nej.", canonical_source="Kolind Selvhjælp")
    assert found.source_type is SourceType.ORGANIZATION


@pytest.mark.parametrize(
    ("marked", "probability", "anonymous"),
    [
        ("[To diplomater] siger nej.", 0.3, True),
        ("[To diplomater] siger nej.", 0.01, False),  # the encoder is sure
        ("[Diplomater] siger nej.", 0.3, False),  # all of a kind
        ("[Diplomater] siger nej.", 0.9, True),
        ("[Kilderne] siger nej.", 0.01, True),  # whatever the encoder thinks
    ],
)
def test_roles_without_a_name(marked, probability, anonymous):
    assert judge(marked, scores=Scores(anonymous=probability)).anonymous is anonymous


def test_a_small_noun_is_no_name_whatever_the_encoder_says():
    names = [("Den høje embedsmand", "PER")]
    judged = judge("En kilde kom. [Den høje embedsmand] siger nej.", names=names)
    assert "anonymous.named" not in {reason.rule for reason in judged.reasons}


def test_who_is_anonymous_once_is_so_wherever_the_same_is_meant():
    text = (
        "[1 En lærer, der vil være anonym,] {1 siger} <1 nej>. <2 Det går>, {2 siger} [2 læreren]. "
        "[3 En forsker] {3 siger} <3 ja>."
    )
    parsed, attributions, pack = numbered(text)
    found = {a.id: a for a in resolve(attributions, parsed, (), pack).attributions}
    assert [found[i].anonymous for i in ("a1", "a2", "a3")] == [True, True, False]
    assert found["a2"].anonymity is found["a1"].anonymity
    assert [r.rule for r in found["a2"].because("anonymous")] == ["anonymous.same_source"]
