from dataclasses import replace

import pytest
from sqlalchemy import create_engine, insert
from tests.unit.store.made import FERRY, FERRY_LATER, articles, report

from ifolge.archive import Archive
from ifolge.corrected import load_corrected
from ifolge.model.attribution import Status
from ifolge.store import corrections, migrate, open_store, schema
from ifolge.store.articles import article_ids, load_reports
from ifolge.store.corrections import Kept
from ifolge.store.examine import examine, rebuild
from ifolge.store.location import locate
from ifolge.store.search import Wanted, said_by, search_articles
from ifolge.store.transactions import prepare
from ifolge.store.transfer import back_up, restore_into

CONTENT = "tolv er døde på færgen svanehild ved tangsund"


def correction(field, value, article="faerge-1", content=CONTENT):
    return Kept(
        0, article, "a1", "siger", content, field, value, "", "Mette", "2026-03-11T09:00:00", ""
    )


@pytest.fixture
def full(archive):
    for one in articles():
        archive.add(one)
    return archive


def claim_of(archive, article="faerge-1"):
    dossier = archive.dossier(archive.story(article))
    return next(c for c in dossier.claims if any(m.key == f"{article}:a1" for m in c.mentions))


def test_a_corrected_status_is_seen_in_the_claim_and_goes_when_it_is_taken_back(full):
    before = claim_of(full)
    (number,) = full.correct([correction("status", "denied")])
    assert (before.status, claim_of(full).status) == ("reported", "disputed")
    kept = full.take_back("faerge-1", number, "Lars")
    assert (kept.undone_by, kept.holds) == ("Lars", False)
    assert claim_of(full) == before
    assert full.take_back("faerge-1", number, "Lars") is None


def test_a_corrected_source_is_another_origin(full):
    before = {origin.name for origin in claim_of(full).origins}
    (number,) = full.correct([correction("canonical_source", "Ditte Lund")])
    assert "Ditte Lund" in {origin.name for origin in claim_of(full).origins}
    full.take_back("faerge-1", number, "Lars")
    assert {origin.name for origin in claim_of(full).origins} == before


def test_search_and_sources_see_it_too(full):
    def found(**wanted):
        with full.store.read() as connection:
            return [hit.name for hit in search_articles(connection, Wanted(**wanted))]

    numbers = full.correct(
        [correction("status", "denied"), correction("canonical_source", "Ditte Lund")]
    )
    assert found(status="denied") == found(source="ditte") == ["faerge-1"]
    with full.store.read() as connection:
        assert [s.content for s in said_by(connection, "Ditte Lund")] == [FERRY.split(",")[0]]
    for number in numbers:
        full.take_back("faerge-1", number, "Lars")
    assert found(status="denied") == found(source="ditte") == []


def test_it_outlives_a_new_text_and_a_repair_of_the_store(full):
    full.correct([correction("status", "denied", content="branden på svanehild")])
    full.correct([correction("status", "confirmed")])
    full.add(report("faerge-1", FERRY_LATER))
    with full.store.read() as connection:
        (hit,) = search_articles(connection, Wanted(status="denied"))
        assert hit.name == "faerge-1"
        # The sentence that the other correction was about is gone, which is told and not guessed.
        assert not search_articles(connection, Wanted(status="confirmed"))
        reports = {r.article.id: r for r in load_corrected(connection, article_ids(connection))}
    assert any("fits no attribution" in note for note in reports["faerge-1"].notes)
    full.store.write(lambda connection: rebuild(connection, full.window))
    assert examine(full.store).faults == ()
    assert {a.status for a in full.reports(full.story("faerge-1"))[0].attributions} >= {"denied"}


def test_what_the_model_found_is_kept_apart(full):
    full.correct([correction("status", "denied")])
    with full.store.read() as connection:
        found, put_right = (
            {r.article.id: r for r in load(connection, article_ids(connection))}
            for load in (load_reports, load_corrected)
        )
    assert found["faerge-1"].attributions[0].status is Status.ASSERTED
    assert put_right["faerge-1"].attributions[0].status is Status.DENIED
    assert put_right["bank-1"] == replace(found["bank-1"], vectors=put_right["bank-1"].vectors)


def test_a_backup_carries_them(full, tmp_path):
    full.correct([correction("status", "denied")])
    back_up(full.store, tmp_path / "copy")
    again = Archive(open_store(tmp_path / "again.sqlite"))
    restore_into(again.store, open_store(tmp_path / "copy"))
    with again.store.read() as connection:
        (kept,) = corrections.history(connection, "faerge-1")
        assert kept.value == "denied"
    assert again.correct([correction("status", "confirmed")]) == [kept.id + 1]


def test_the_tables_of_an_older_desk_are_taken_over(where):
    engine = prepare(create_engine(locate(where)))
    migrate.bring_up_to_date(engine, "0003")
    older = ("reading", "correction", "saved_search", "answered", "setting")
    names = ("desk_reading", "desk_correction", "desk_search", "desk_answered", "desk_setting")
    new = {"lang", "targets", "seen", "problem"}
    with engine.begin() as connection:
        for name, before in zip(older, names, strict=True):
            columns = [c for c in schema.metadata.tables[name].columns if c.name not in new]
            made = ", ".join(
                f'"{c.name}" {c.type.compile(engine.dialect)}'
                + (" PRIMARY KEY" if c.primary_key else "")
                for c in columns
            )
            connection.exec_driver_sql(f"CREATE TABLE {before} ({made})")
        values = {"id": "s1", "name": "Færger", "query": "q=f", "author": "M", "at": "2026"}
        there = schema.saved_search.to_metadata(schema.MetaData(), name="desk_search")
        connection.execute(insert(there).values({there.c[k]: v for k, v in values.items()}))
    engine.dispose()
    store = open_store(where)
    with store.read() as connection:
        row = connection.execute(schema.saved_search.select()).one()
    assert (row.name, row.targets, row.seen) == ("Færger", "[]", 0)
    store.close()
