import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import create_engine
from tests.unit.store.made import report

from ifolge.archive import Archive
from ifolge.errors import StoreError, UsageError
from ifolge.store import migrate, open_store, transactions
from ifolge.store.location import locate
from ifolge.store.opening import version_of
from ifolge.store.transactions import prepare


def test_a_store_is_made_only_when_something_is_added(tmp_path):
    path = tmp_path / "deep" / "store.sqlite"
    with pytest.raises(StoreError, match="no store here yet"):
        open_store(path, create=False)
    assert not path.exists()
    open_store(path)
    assert open_store(path, create=False).name == str(path)


def test_an_older_store_is_copied_and_brought_up_to_date(where):
    engine = prepare(create_engine(locate(where)))
    migrate.bring_up_to_date(engine, "0001")
    assert version_of(engine) == "0001"
    store = open_store(where)
    assert version_of(store.engine) == migrate.HEAD
    assert Archive(store).add(report("a")).name == "a"
    if store.is_file:
        (backup,) = locate(where).database and list(_folder(where).glob("*.backup-0001-*"))
        with closing(sqlite3.connect(backup)) as there:
            assert there.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    else:
        with store.read() as connection:
            query = "SELECT version_num FROM ifolge_backup_0001.alembic_version"
            assert connection.exec_driver_sql(query).scalar() == "0001"
    store.close()
    engine.dispose()


def test_what_a_killed_migration_left_is_gone_after_the_next(tmp_path):
    path = tmp_path / "store.sqlite"
    engine = prepare(create_engine(locate(path)))
    migrate.bring_up_to_date(engine, "0001")
    engine.dispose()
    for end in ("", "-journal"):
        (tmp_path / f"store.sqlite.backup-0001-20260302-080000.part{end}").touch()
    (tmp_path / "store.sqlite.part").touch()  # of another backup, which may be running
    open_store(path).close()
    assert [p.name for p in tmp_path.glob("*.part*")] == ["store.sqlite.part"]
    assert len(list(tmp_path.glob("*.backup-0001-*"))) == 1


def test_two_that_open_an_older_store_at_once_make_one_backup(tmp_path):
    path = tmp_path / "store.sqlite"
    engine = prepare(create_engine(locate(path)))
    migrate.bring_up_to_date(engine, "0001")
    engine.dispose()
    start, versions = threading.Barrier(2), []

    def open_it():
        own = prepare(create_engine(locate(path)))
        start.wait(10)
        migrate.bring_up_to_date(own)
        versions.append(version_of(own))
        own.dispose()

    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert versions == [migrate.HEAD] * 2
    assert len(list(tmp_path.glob("*.backup-0001-*"))) == 1


def _folder(where):
    from pathlib import Path

    return Path(where).parent


def test_a_store_of_a_newer_ifolge_is_refused_untouched(tmp_path):
    path = tmp_path / "s.sqlite"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as here:
        here.execute("UPDATE alembic_version SET version_num = '9999'")
        here.commit()
        here.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer ifolge"):
        open_store(path)
    assert path.read_bytes() == before


def test_what_is_no_store_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Tolv er døde på færgen. " * 100, "utf-8")
    with pytest.raises(StoreError, match="is no store"):
        open_store(tmp_path / "a.txt")
    with closing(sqlite3.connect(tmp_path / "b.sqlite")) as other:
        other.execute("CREATE TABLE diary (day TEXT)")
    with pytest.raises(StoreError, match="other tables"):
        open_store(tmp_path / "b.sqlite")
    with pytest.raises(UsageError):
        open_store("mysql://somewhere/x")


def test_passwords_are_not_shown():
    from ifolge.store.location import shown

    assert "hemmelig" not in shown(locate("postgresql://per:hemmelig@host/x"))


def test_a_second_writer_waits_and_then_gets_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(transactions, "BUSY", 0.3)
    one, two = (Archive(open_store(tmp_path / "s.sqlite")) for _ in range(2))
    inside, leave = threading.Event(), threading.Event()

    def hold(_):
        inside.set()
        leave.wait(10)

    holder = threading.Thread(target=lambda: one.store.write(hold))
    holder.start()
    inside.wait(10)
    with pytest.raises(StoreError, match="written by another ifolge"):
        two.add(report("a"))
    assert two.known(report("a").article) is None
    leave.set()
    holder.join()
    assert two.add(report("a")).outcome == "added"


def test_a_full_disk_gives_a_line_and_leaves_the_store_whole(tmp_path):
    archive = Archive(open_store(tmp_path / "s.sqlite"))
    archive.add(report("a"))
    with archive.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    big = report("b", "Vand og ild. " * 40_000, url="https://a.example/b")
    with pytest.raises(StoreError, match="the disk is full"):
        archive.add(big)
    assert archive.known(big.article) is None
    assert archive.known(report("a").article)


def test_a_server_that_is_restarted_loses_nothing(server):
    archive = Archive(open_store(server.url()))
    assert archive.add(report("a")).outcome == "added"
    server.stop()
    starter = threading.Timer(0.7, server.start)
    starter.start()
    try:
        assert archive.add(report("b", url="https://a.example/b")).outcome == "added"
    finally:
        starter.join()
    assert archive.known(report("a").article)
    archive.store.close()
