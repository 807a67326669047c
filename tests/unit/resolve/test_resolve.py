"""All fields of an article's attributions at once."""

import pytest

from ifolge.languages.pack import load_pack
from ifolge.model.article import Article, Span
from ifolge.model.attribution import Attribution, Kind
from ifolge.parse import parse
from ifolge.resolve import resolve

TEXT = "»Det går,« siger Asta Bang."


@pytest.mark.parametrize("kind", list(Kind))
def test_the_rendering_has_its_reason(kind):
    attribution = Attribution("a1", (Span(17, 26),), (Span(11, 16),), (Span(0, 10),), kind=kind)
    found = resolve([attribution], parse(Article("r", TEXT, lang="da")), (), load_pack("da"))
    (reason,) = found.attributions[0].because("kind")
    assert (reason.rule, reason.spans) == (f"kind.{kind.value}", attribution.content)


def test_a_source_named_where_it_stands_is_shown_once():
    attribution = Attribution("a1", (Span(17, 26),), (Span(11, 16),), (Span(0, 10),))
    found = resolve([attribution], parse(Article("r", TEXT, lang="da")), (), load_pack("da"))
    (reason,) = found.attributions[0].because("canonical_source")
    assert len(set(reason.spans)) == len(reason.spans)
