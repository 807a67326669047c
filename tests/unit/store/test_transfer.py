import pytest
from tests.unit.store.made import FERRY_LATER, articles, report

from ifolge.archive import Archive
from ifolge.errors import StoreError
from ifolge.model.claim import Decision, Verdict
from ifolge.store import decisions, open_store
from ifolge.store.examine import examine
from ifolge.store.search import Wanted, search_articles
from ifolge.store.transfer import back_up, restore_into


def test_a_backup_brings_everything_back(archive, tmp_path):
    for one in articles():
        archive.add(one)
    archive.add(report("faerge-4", FERRY_LATER, url="https://a.example/4"))
    archive.decide(Decision(Verdict.SAME_CLAIM, "vejr:a1", "bank-1:a1", "M", "2026-03-10"))
    back_up(archive.store, tmp_path / "copy")
    copy = Archive(open_store(tmp_path / "copy", create=False))
    again = Archive(open_store(tmp_path / "again.sqlite"))
    restore_into(again.store, copy.store)
    for one in (copy, again):
        assert examine(one.store).faults == ()
        assert one.reports(one.story("vejr"))
        assert {r.article.id for r in one.reports(one.story("vejr"))} >= {"bank-1", "vejr"}
        with one.store.read() as connection:
            assert len(search_articles(connection, Wanted("fjorten"))) == 2
            assert len(decisions.list_decisions(connection)) == 1
    assert not list(tmp_path.glob("*.part*"))
    with pytest.raises(StoreError, match="empty store"):
        restore_into(again.store, copy.store)


def test_what_a_killed_backup_left_is_gone_after_the_next(archive, tmp_path):
    archive.add(report("a"))
    for end in ("", "-journal", "-wal", "-shm"):
        (tmp_path / f"copy.part{end}").write_bytes(b"SQLite format 3\0 and no more")
    back_up(archive.store, tmp_path / "copy")
    assert not list(tmp_path.glob("*.part*"))
    assert examine(open_store(tmp_path / "copy")).articles == 1


def test_halves_of_backups_are_named_and_other_files_are_not(tmp_path):
    store = open_store(tmp_path / "store.sqlite")
    (tmp_path / "film.part").write_bytes(b"not of ours")
    assert examine(store).halves == ()
    (tmp_path / "a.part").write_bytes(b"SQLite format 3\0 and no more")
    (tmp_path / "b.part").touch()
    (tmp_path / "b.part-journal").touch()
    found = examine(store)
    assert found.halves == (tmp_path / "a.part", tmp_path / "b.part")
    assert found.faults == ()


def test_a_backup_fills_either_database_and_more_can_be_added(where, tmp_path):
    source = Archive(open_store(tmp_path / "source.sqlite"))
    for one in articles()[:5]:
        source.add(one)
    target = Archive(open_store(where))
    restore_into(target.store, source.store)
    for one in articles():
        target.add(one)
    assert examine(target.store).faults == ()
    assert examine(target.store).articles == 7
    target.store.close()
