import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "show" / "export"))
from hypothesis import given
from hypothesis import strategies as st
from reading_back import KAJEN

from ifolge.annotated.differences import Change, corrections_toml, differences
from ifolge.corrections import apply_corrections, load_corrections
from ifolge.model.article import Span
from ifolge.model.attribution import Anonymity, Attribution, SourceType, Status


def changed(name, **fields):
    return [replace(a, **fields) if a.id == name else a for a in KAJEN.attributions]


def after(people, tmp_path):
    """What ifolge makes of its own reading with the corrections that people's changes give."""
    path = tmp_path / "corrections.toml"
    found = differences(KAJEN, people)
    path.write_text(corrections_toml(found.changes, "Mette Kro", "2026-03-10"), "utf-8")
    report = apply_corrections(KAJEN, load_corrections(path))
    assert report.notes == KAJEN.notes
    return report


def test_nothing_changed_is_no_correction():
    assert differences(KAJEN, KAJEN.attributions) == differences(KAJEN, changed("a3"))
    assert differences(KAJEN, KAJEN.attributions).changes == ()


def test_changed_fields_hold_in_the_next_reading(tmp_path):
    fields = {
        "status": Status.EVALUATED,
        "source_type": SourceType.GOVERNMENT,
        "anonymous": True,
        "anonymity": Anonymity.ROLE_KNOWN,
        "canonical_source": 'Grethe "G" Aaløse',
    }
    report = after(changed("a3", **fields), tmp_path)
    a3 = next(a for a in report.attributions if a.id == "a3")
    assert {name: getattr(a3, name) for name in fields} == fields
    assert {r.values["author"] for r in a3.reasons if r.rule == "correction.person"} == {
        "Mette Kro"
    }
    others = [a for a in report.attributions if a.id != "a3"]
    assert others == [a for a in KAJEN.attributions if a.id != "a3"]


def test_relays_are_put_right(tmp_path):
    report = after(changed("a3", via="a2"), tmp_path)
    assert next(a for a in report.attributions if a.id == "a3").via == "a2"
    report = after(changed("a1", via=None), tmp_path)
    assert next(a for a in report.attributions if a.id == "a1").via is None


def test_what_corrections_cannot_say_is_told():
    people = changed("a3", canonical_source=None)
    people[0] = replace(people[0], content=(Span(0, 17),))
    people = [a for a in people if a.id != "a6"]
    people.append(Attribution("n1", (), (Span(282, 290),), (Span(270, 280),)))
    found = differences(KAJEN, people)
    assert (found.changes, found.added, found.removed) == ((), ("n1",), ("a6",))
    assert (found.moved, found.untold) == (("a1",), ("a3.canonical_source",))


def test_renumbered_attributions_are_found_by_their_words():
    people = [replace(a, id=f"x{n}", via=None) for n, a in enumerate(KAJEN.attributions)]
    people[2] = replace(people[2], status=Status.ASSERTED)
    found = differences(KAJEN, people)
    assert (found.added, found.removed) == ((), ())
    assert Change("kajen", "afviser", "oplysningen", {"status": "asserted"}) in found.changes


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_name_survives_the_file(name):
    import tomllib

    change = Change("x", "siger", "", {"canonical_source": name})
    document = tomllib.loads(corrections_toml([change], name, "2026-03-10"))
    assert document["fix"][0]["canonical_source"] == document["author"] == name
