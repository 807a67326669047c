import json

from reading_back import KAJEN, QUIET, tool

from ifolge.show.export.schema_org import write_schema_org
from ifolge.show.view import View

WRITTEN = "".join(write_schema_org([KAJEN], View()))


def test_word_for_word_is_a_quotation_and_the_rest_are_claims():
    article, *statements = json.loads(WRITTEN)["@graph"]
    assert (article["@type"], article["headline"]) == ("NewsArticle", "Kajen i Ulvsund spærret")
    assert [s["@type"] for s in statements] == [*["Claim"] * 3, "Quotation", "Claim", "Claim"]
    assert statements[3]["spokenByCharacter"]["name"] == "Grethe Aaløse"
    assert statements[1]["isBasedOn"] == [{"@id": "urn:ifolge:data:kajen/a1"}]
    assert "author" not in statements[5]


@QUIET
def test_rdflib_reads_it_back():
    rdflib = tool("rdflib", "rdflib")
    document = json.loads(WRITTEN)
    document["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    quotations = list(graph.subjects(rdflib.RDF.type, schema.Quotation))
    assert quotations == [rdflib.URIRef("urn:ifolge:data:kajen/a4")]
    speaker = graph.value(quotations[0], schema.spokenByCharacter)
    assert str(graph.value(speaker, schema.name)) == "Grethe Aaløse"
