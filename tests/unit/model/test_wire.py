import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifolge.model import wire
from ifolge.model.article import Article, Language, Sentence, Span
from ifolge.model.attribution import (
    Anonymity,
    Attribution,
    Kind,
    Name,
    NameLabel,
    Scores,
    SourceType,
    Status,
    TimeExpression,
)
from ifolge.model.reason import Reason
from ifolge.model.report import Evidence, OwnVoice, Published, Report

words = st.text(min_size=1, max_size=12)
maybe = st.none() | words
sure = st.integers(0, 10_000).map(lambda n: n / 10_000)
scores = st.dictionaries(words, sure, max_size=3)


@st.composite
def reports(draw):
    text = draw(st.text(min_size=2, max_size=60))

    def span():
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start, len(text))))

    def spans():
        return tuple(span() for _ in range(draw(st.integers(0, 3))))

    def some(build):
        return tuple(build() for _ in range(draw(st.integers(0, 3))))

    def reason():
        values = draw(st.dictionaries(words, words, max_size=2))
        return Reason(draw(words), draw(words), spans(), values, draw(maybe), draw(sure))

    def time():
        return TimeExpression(
            span(), draw(words), draw(maybe), draw(maybe), draw(words), draw(maybe)
        )

    def attribution():
        return Attribution(
            id=draw(words),
            source=spans(),
            cue=spans(),
            content=spans(),
            anaphor=spans(),
            kind=draw(st.none() | st.sampled_from(Kind)),
            via=draw(maybe),
            source_type=draw(st.none() | st.sampled_from(SourceType)),
            anonymous=draw(st.none() | st.booleans()),
            anonymity=draw(st.none() | st.sampled_from(Anonymity)),
            status=draw(st.none() | st.sampled_from(Status)),
            canonical_source=draw(maybe),
            said=time() if draw(st.booleans()) else None,
            about=time() if draw(st.booleans()) else None,
            confidence=draw(sure),
            reasons=some(reason),
            scores=draw(
                st.none()
                | st.builds(Scores, status=scores, source_type=scores, anonymous=sure, via=scores)
            ),
        )

    lang = draw(maybe)
    article = Article(
        id=draw(words),
        text=text,
        lang=lang,
        title=draw(maybe),
        url=draw(maybe),
        outlet=draw(maybe),
        author=draw(maybe),
        published=draw(maybe),
        updated=draw(maybe),
        credit=draw(maybe),
        extra=draw(st.dictionaries(words.map("x-".__add__), st.integers() | words, max_size=3)),
    )
    return Report(
        article=article,
        language=Language(draw(words), draw(sure), draw(st.booleans()), draw(st.booleans())),
        attributions=some(attribution),
        sentences=some(lambda: Sentence(span(), draw(st.integers(0, 9)))),
        names=some(lambda: Name(span(), draw(st.sampled_from(NameLabel)), draw(sure))),
        times=some(time),
        published=Published(draw(words), draw(words), draw(st.booleans()), some(reason))
        if draw(st.booleans())
        else None,
        own_voice=some(lambda: OwnVoice(span(), draw(st.booleans()), some(reason))),
        evidence=some(
            lambda: Evidence(span(), draw(words), draw(st.booleans()), draw(maybe), some(reason))
        ),
        notes=some(lambda: draw(words)),
        model=draw(maybe),
    )


@given(reports())
def test_a_report_comes_back_from_its_line(report):
    line = wire.to_line(report)
    assert "\n" not in line
    assert wire.from_line(line) == report


def test_the_line_has_the_fields_of_the_annotation_format():
    text = "Det bekræfter Kreml."
    attribution = Attribution(
        "a1",
        (Span(14, 19),),
        (Span(4, 13),),
        (Span(0, 3),),
        kind=Kind.INDIRECT,
        source_type=SourceType.GOVERNMENT,
        anonymous=False,
        status=Status.CONFIRMED,
        canonical_source="Kreml",
    )
    report = Report(Article("x", text), Language("da", 0.99), (attribution,))
    document = json.loads(wire.to_line(report))
    assert list(document)[:7] == ["id", "lang", "title", "published", "outlet", "credit", "url"]
    assert document["lang"] == "da"
    found = document["attributions"][0]
    assert found["source"] == [[14, 19]]
    assert (found["kind"], found["via"], found["status"]) == ("indirect", None, "confirmed")
    assert found["source_type"] == "government"
    assert found["anonymous"] is False


def test_unknown_fields_are_kept_and_the_inputs_own_attributions_replaced():
    raw = {"id": "k-7", "text": "Vi ved det.", "desk": "indland", "attributions": [{"id": "gold"}]}
    article = wire.to_article({**raw, "attributions": []})
    report = Report(article, Language("da", 1.0), ())
    document = wire.to_document(report)
    assert document["id"] == "k-7"
    assert document["desk"] == "indland"
    assert document["attributions"] == []


def test_extra_fields_never_shadow_ours():
    article = Article("x", "tekst", extra={"attributions": ["gold"], "text": "andet", "notes": 1})
    document = wire.to_document(Report(article, Language("da", 1.0), ()))
    assert (document["text"], document["attributions"], document["notes"]) == ("tekst", [], [])


def test_an_annotated_file_of_others_is_read():
    report = wire.from_document(
        {
            "id": "p1",
            "text": "He said no.",
            "attributions": [{"cue": [[3, 7]], "content": [[8, 10]]}],
        }
    )
    assert report.attributions[0].id == "a1"
    assert report.attributions[0].source == ()
    assert report.attributions[0].status is None
    assert report.language.known is False


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ({"text": "x"}, "`id`"),
        ({"id": "x"}, "`text`"),
        ({"id": "x", "text": "x", "title": 3}, "`title`"),
        ({"id": "x", "text": "x", "attributions": [{"cue": [[0, 9]]}]}, "not in the text"),
        ({"id": "x", "text": "x", "attributions": [{"cue": [[0]]}]}, "number 1"),
        ({"id": "x", "text": "x", "attributions": [{"cue": [["a", "b"]]}]}, "number 1"),
        ({"id": "x", "text": "x", "attributions": [{"status": "sure"}]}, "sure"),
        ({"id": "x", "text": "x", "names": [{"label": "PER"}]}, "no 'span'"),
    ],
)
def test_what_breaks_the_format_is_named(document, named):
    with pytest.raises(wire.WireError, match=named):
        wire.from_document(document)


@pytest.mark.parametrize("line", ["{", "[]", "3"])
def test_a_line_that_is_no_object_is_refused(line):
    with pytest.raises(wire.WireError):
        wire.from_line(line)
