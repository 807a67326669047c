import json
from pathlib import Path

from ifolge.model import wire
from ifolge.show.export.json import write_json
from ifolge.show.export.jsonl import write_jsonl
from ifolge.show.view import View

DATA = Path(__file__).parents[3] / "data"
REPORT = wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))


def test_json_is_a_list_whatever_the_number():
    for number in range(3):
        documents = json.loads("".join(write_json([REPORT] * number, View())))
        assert [d["id"] for d in documents] == ["kajen"] * number


def test_a_line_an_article_that_reads_back_to_the_report():
    lines = "".join(write_jsonl([REPORT, REPORT], View())).splitlines()
    assert [wire.from_line(line) for line in lines] == [REPORT, REPORT]


def test_reasons_carry_their_words():
    document = json.loads("".join(write_jsonl([REPORT], View())))
    assert document["attributions"][0]["reasons"][0]["words"] == "test.anonymous"
