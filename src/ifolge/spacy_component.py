"""ifolge as a component of a spaCy pipeline: `nlp.add_pipe("ifolge")`.

`doc._.attributions` are the attributions, `doc._.ifolge` is the whole report, and
`doc.spans["ifolge"]` the marked words: label is the role, id the attribution. spaCy finds the
component by its entry point, without an import; `pip install 'ifolge[spacy]'`.
"""

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from ifolge import pipeline
from ifolge.model.article import Article
from ifolge.model.report import Report

SPANS = "ifolge"
ROLES = ("source", "cue", "content", "anaphor")


class Component:
    """Reads each document; `lang`, `published` and `outlet` are what is known of all of them."""

    def __init__(self, told: dict[str, str | None]) -> None:
        self.told = told
        for name in ("attributions", "ifolge"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document with what was found in it."""
        return self.marked(doc, pipeline.analyse(doc.text, **self.told))

    def pipe(self, stream: Any, batch_size: int = 24) -> Iterator[Doc]:
        """Many documents, several ahead at a time, as the encoder is quickest."""
        docs: list[Doc] = []
        for doc in stream:
            docs.append(doc)
            if len(docs) >= batch_size:
                yield from self._read(docs)
                docs = []
        yield from self._read(docs)

    def _read(self, docs: list[Doc]) -> Iterator[Doc]:
        told: dict[str, Any] = dict(self.told)
        articles = [Article(str(n), doc.text, **told) for n, doc in enumerate(docs)]
        for doc, report in zip(docs, pipeline.analyse_many(articles), strict=True):
            yield self.marked(doc, report)

    def marked(self, doc: Doc, report: Report) -> Doc:
        """The document with the report's marks on its tokens."""
        doc._.attributions = report.attributions
        doc._.ifolge = report
        doc.spans[SPANS] = list(_spans(doc, report))
        return doc


def _spans(doc: Doc, report: Report) -> Iterator[Span]:
    """Marks wherever they begin: a token that a mark cuts through belongs to it whole."""
    for a in report.attributions:
        for role in ROLES:
            for span in getattr(a, role):
                found = doc.char_span(
                    span.start, span.end, label=role, span_id=a.id, alignment_mode="expand"
                )
                if found is not None:
                    yield found


def make_component(
    nlp: Language,
    name: str,
    lang: str | None,
    published: str | None,
    outlet: str | None,
) -> Component:
    """The component for one pipeline. Language is detected unless `lang` says otherwise."""
    return Component({"lang": lang, "published": published, "outlet": outlet})


Language.factory(
    "ifolge",
    assigns=["doc._.attributions", "doc._.ifolge", "doc.spans"],
    default_config={"lang": None, "published": None, "outlet": None},
    func=make_component,
)
