import json

from reading_back import KAJEN, QUIET, tool

from ifolge.show.export.web_annotation import write_web_annotation
from ifolge.show.view import View

WRITTEN = "".join(write_web_annotation([KAJEN], View()))
OA = "http://www.w3.org/ns/oa#"
# The terms of the W3C context that we use, for a reader without a network.
TERMS = {
    "id": "@id",
    "type": "@type",
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    "Annotation": f"{OA}Annotation",
    "SpecificResource": f"{OA}SpecificResource",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "exact": f"{OA}exact",
    "start": f"{OA}start",
    "end": f"{OA}end",
}


def test_selectors_mark_the_words():
    page, text = json.loads(WRITTEN), KAJEN.article.text
    assert len(page["items"]) == len(KAJEN.attributions)
    for annotation in page["items"]:
        for target in annotation["target"]:
            place, words = target["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
            around = words["prefix"] + words["exact"] + words["suffix"]
            assert around in text


def test_no_articles_are_an_empty_page():
    assert json.loads("".join(write_web_annotation([], View())))["items"] == []


@QUIET
def test_rdflib_reads_it_back():
    rdflib = tool("rdflib", "rdflib")
    document = json.loads(WRITTEN)
    document["@context"] = [TERMS, document["@context"][1]]
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    a1, oa = rdflib.URIRef("urn:ifolge:data:kajen/a1"), rdflib.Namespace(OA)
    body = graph.value(a1, oa.hasBody)
    via = graph.value(body, rdflib.URIRef("urn:ifolge:term:via"))
    assert via == rdflib.URIRef("urn:ifolge:data:kajen/a2")
    words = {str(words) for words in graph.objects(None, oa.exact)}
    assert "med henvisning til" in words
