import json

from reading_back import KAJEN, QUIET, tool

from ifolge.show.export.follow_the_money import write_follow_the_money
from ifolge.show.view import View

LINES = list(write_follow_the_money([KAJEN, KAJEN], View()))


def test_what_two_articles_name_is_one_entity():
    entities = [json.loads(line) for line in LINES]
    assert len({e["id"] for e in entities}) == len(entities)
    schemata = [e["schema"] for e in entities]
    assert (schemata.count("Article"), schemata.count("Person")) == (1, 1)


@QUIET
def test_followthemoney_reads_it_back():
    model = tool("followthemoney", "followthemoney").model
    proxies = {p.id: p for p in (model.get_proxy(json.loads(line)) for line in LINES)}
    assert all(p.properties for p in proxies.values())
    links = [p for p in proxies.values() if p.schema.name == "UnknownLink"]
    assert links
    for link in links:
        for name in ("subject", "object"):
            assert link.first(name) in proxies
    (relay,) = [p for p in links if p.first("role") == "via" and "Nordkajen" in p.first("summary")]
    assert proxies[relay.first("object")].caption == "Sundposten"
    kept = sum(len(values) for line in LINES for values in json.loads(line)["properties"].values())
    assert sum(len(p.get(name)) for p in proxies.values() for name in p.properties) == kept
