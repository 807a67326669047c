"""What goes into brat, INCEpTION and Label Studio comes back the same, whatever the text holds."""

import json
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "show" / "export"))
from reading_back import KAJEN, QUIET, tool

from ifolge.annotated.brat import read_brat
from ifolge.annotated.label_studio import read_label_studio
from ifolge.annotated.scheme import FIELDS, ROLES
from ifolge.annotated.webanno import read_webanno
from ifolge.errors import ReadError
from ifolge.model.article import Article, Language, Span
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from ifolge.show.export.brat import save_brat
from ifolge.show.export.label_studio import labelling_interface, write_label_studio
from ifolge.show.export.webanno import save_webanno
from ifolge.show.importing import cas_loader
from ifolge.show.view import View

# Letters beyond 16 bits, a carriage return and a half character: offsets must survive them all.
ODD_TEXT = "🛟🛟 Ja,\r\nsiger \x0b han. \ud800 Nej, siger hun."
ODD = Report(
    Article("odd/ïd", ODD_TEXT),
    Language("da", 1.0),
    (
        Attribution("a1", (Span(16, 19),), (Span(8, 13),), (Span(3, 5),), via="a2"),
        Attribution("a2", (), (), (Span(23, 26),), canonical_source="hun; han"),
    ),
)


def brat(reports, folder, name):
    save_brat(reports, View(), folder / name)
    return list(read_brat(folder / name))


def webanno(reports, folder, name):
    tool("cassis", "dkpro-cassis")
    save_webanno(reports, View(), folder / name)
    return list(read_webanno(folder / name, cas_loader()))


def label_studio(reports, folder, name):
    path = folder / f"{name}.json"
    written = "".join(write_label_studio(reports, View()))
    path.write_text(written, "utf-8", "backslashreplace")  # as the command line writes
    return list(read_label_studio(path))


@QUIET
@pytest.mark.parametrize("name", ["out", "out.zip"])
@pytest.mark.parametrize("through", [brat, webanno, label_studio])
def test_attributions_come_back_as_they_went(through, name, tmp_path):
    back = through([KAJEN, ODD], tmp_path, name)
    for one, report in zip(sorted(back, key=lambda b: b.article.id), (KAJEN, ODD), strict=True):
        assert one.article == report.article
        assert one.found is not None
        expected = {a.id: a for a in report.attributions}
        assert {a.id for a in one.attributions} == set(expected)
        for a in one.attributions:
            for field in (*ROLES, *FIELDS, "via"):
                assert getattr(a, field) == getattr(expected[a.id], field), (a.id, field)


def test_what_somebody_changed_in_brat_comes_back(tmp_path):
    save_brat([KAJEN], View(), tmp_path / "b")
    path = tmp_path / "b" / "kajen.ann"
    lines = path.read_text("utf-8").replace("Status E3 denied", "Status E3 evaluated")
    lines += "T90\tAttribution 234 240\tifølge\nE90\tAttribution:T90 Content:T3\n"
    path.write_text(lines, "utf-8")
    for place in (tmp_path / "b", path):
        (back,) = read_brat(place)
        by_id = {a.id: a for a in back.attributions}
        assert by_id["a3"].status == "evaluated"
        new = by_id["n7"]
        assert (new.cue, new.content) == ((Span(234, 240),), (Span(0, 45),))


def test_the_last_annotation_in_label_studio_counts(tmp_path):
    (task,) = json.loads("".join(write_label_studio([KAJEN], View())))
    result = [r for r in task["predictions"][0]["result"] if not r.get("id", "").startswith("a6")]
    for item in result:
        if item.get("id", "").startswith("a3") and item["from_name"] == "status":
            item["value"]["choices"] = ["evaluated"]
    task["annotations"] = [
        {"updated_at": "2026-03-11", "result": result},
        {"updated_at": "2026-03-10", "result": []},
        {"updated_at": "2026-03-12", "result": [], "was_cancelled": True},
    ]
    path = tmp_path / "export.json"
    path.write_text(json.dumps([task]))
    (back,) = read_label_studio(path)
    assert {a.id for a in back.attributions} == {"a1", "a2", "a3", "a4", "a5"}
    assert next(a for a in back.attributions if a.id == "a3").status == "evaluated"


def test_the_interface_of_label_studio_names_every_field():
    interface = labelling_interface()
    for name in (*FIELDS, *ROLES):
        assert f'"{name}"' in interface


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.ann", "T1\tCue 0 999\tx"), ("x.ann", "E1"), ("x.ann", "T1\tSource a b\tx")],
)
def test_damaged_standoff_is_told_with_its_line(name, content, tmp_path):
    (tmp_path / "x.txt").write_text("Kort.")
    (tmp_path / name).write_text(content)
    if content == "E1":
        assert next(iter(read_brat(tmp_path / name))).attributions == ()
        return
    with pytest.raises(ReadError, match=r"x\.ann:1"):
        list(read_brat(tmp_path / name))


@pytest.mark.parametrize(
    "content", ["{", "[1]", '[{"data": {}}]', '[{"data": {"text": 1}, "annotations": [{}]}]']
)
def test_what_is_no_task_is_told(content, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(ReadError, match=r"x\.json"):
        list(read_label_studio(path))


def test_every_field_of_an_attribution_is_known_here():
    left_out = {"id", "via", "said", "about", "confidence", "reasons", "scores"}
    assert {f.name for f in fields(Attribution)} == {*ROLES, *FIELDS} | left_out
    assert replace(ODD, attributions=()).attributions == ()
