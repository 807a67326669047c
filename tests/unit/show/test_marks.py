from hypothesis import given
from hypothesis import strategies as st

from ifolge.model.article import Article, Language, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.marks import Mark, edges, marks, pieces

LENGTH = 12


@st.composite
def spans(draw):
    start = draw(st.integers(0, LENGTH - 1))
    return Span(start, draw(st.integers(start + 1, LENGTH)))


found = st.lists(
    st.builds(Mark, spans(), st.sampled_from(["source", "cue", "content"]), st.just(("a1",))),
    max_size=6,
    unique=True,
)


@given(found)
def test_pieces_are_the_whole_text_and_know_their_marks(some):
    cut = pieces(LENGTH, some)
    assert [p.span.start for p in cut] == [0, *(p.span.end for p in cut)][:-1]
    assert cut[-1].span.end == LENGTH
    for piece in cut:
        assert set(piece.marks) == {m for m in some if m.span.overlaps(piece.span)}
        assert all(m.span.contains(piece.span) for m in piece.marks)
        lengths = [len(m.span) for m in piece.marks]
        assert lengths == sorted(lengths, reverse=True)


@given(found)
def test_every_mark_opens_and_closes_once_in_reading_order(some):
    order = edges(some)
    assert [e.place for e in order] == sorted(e.place for e in order)
    for mark in some:
        opens, closes = [e.opens for e in order if e.mark == mark]
        assert (opens, closes) == (True, False)


def test_nested_marks_close_from_the_inside():
    outer = Mark(Span(0, 9), "content", ("a1",))
    inner = Mark(Span(4, 9), "source", ("a2",))
    assert [(e.mark.role, e.opens) for e in edges([inner, outer])] == [
        ("content", True),
        ("source", True),
        ("source", False),
        ("content", False),
    ]


def test_a_shared_span_is_one_mark_with_both_numbers_and_empty_spans_are_none():
    span = Span(0, 4)
    attributions = (
        Attribution("a1", (), (), (span, Span(6, 6))),
        Attribution("a2", (), (), (span,)),
    )
    report = Report(Article("x", "en tekst"), Language("da", 1.0), attributions)
    assert marks(report) == [Mark(span, "content", ("a1", "a2"))]
