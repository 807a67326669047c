from xml.etree import ElementTree

from ifolge.show.export.graph_xml import graph_document


def test_what_xml_cannot_say_is_replaced():
    nodes = [("a\x00", {"label": "x\ud800 & <y>", "none": None})]
    written = graph_document("g", nodes, [], {"label": "string"}, {})
    root = ElementTree.fromstring(written.encode())
    assert root.find(".//{*}data").text == "x\ufffd & <y>"
    assert root.find(".//{*}node").get("id") == "a\ufffd"
