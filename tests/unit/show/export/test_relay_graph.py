import io

from reading_back import KAJEN, QUIET, tool

from ifolge.show.export.relay_graph import write_relay_graph
from ifolge.show.view import View

WRITTEN = "".join(write_relay_graph([KAJEN], View()))


def test_it_is_one_document():
    assert WRITTEN.startswith("<graphml")
    assert WRITTEN.endswith("</graphml>\n")


@QUIET
def test_networkx_reads_it_back():
    networkx = tool("networkx", "networkx")
    graph = networkx.read_graphml(io.BytesIO(WRITTEN.encode()), force_multigraph=True)
    names = {name: data["label"] for name, data in graph.nodes(data=True)}
    path = networkx.shortest_path(graph, "kajen/a1/source", "article/kajen")
    assert [names[name] for name in path] == [
        "en embedsmand i havnens ledelse",
        "Sundposten",
        "Kajen i Ulvsund spærret",
    ]
    assert graph.number_of_edges() == len(KAJEN.attributions)
