"""kill -9 while articles are added or an old store is brought up to date: nothing is lost, nothing
is there twice or by half, and the next run goes on.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select, text
from tests.unit.killing import KILLS, killed, uninterrupted
from tests.unit.store import made

from ifolge.archive import Archive
from ifolge.store import migrate, open_store, schema
from ifolge.store.examine import examine
from ifolge.store.location import locate
from ifolge.store.opening import version_of
from ifolge.store.transactions import prepare

OLD = 400  # articles of the old store


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request, tmp_path):
    """Gives the address of an empty store, another each time."""
    if request.param == "sqlite":
        names = iter(range(100))
        return lambda: str(tmp_path / f"{next(names)}.sqlite")
    return request.getfixturevalue("server").url


def reports(edited):
    """Reports of two stories; some texts are edited later."""
    for number in range(24):
        body = made.FERRY_LATER if edited and number % 6 == 0 else made.FERRY
        whole = f"{body if number % 2 == 0 else made.BANK}\nDet er nummer {number}."
        yield made.report(f"n{number}", whole, url=f"https://a.example/{number}")


def add(where, told, edited):
    """Add the reports, and tell of each as a user is told."""
    archive = Archive(open_store(where))
    with told.open("a", encoding="utf-8") as lines:
        for report in reports(edited):
            put = archive.add(report)
            print(put.name, put.outcome, file=lines, flush=True)
    archive.store.close()


def content(where):
    """Every text of every article, every attribution, and which articles are one story."""
    store = open_store(where, create=False)
    assert examine(store).faults == ()
    a, v, m, t = schema.article.c, schema.version.c, schema.member.c, schema.attribution.c
    with store.read() as connection:
        texts = select(a.name, v.number, v.text).join(schema.version, v.article_id == a.id)
        said = select(a.name, t.number, t.name).join(schema.attribution, t.article_id == a.id)
        stories = select(m.story_id, a.name).join(schema.article, m.article_id == a.id)
        found = [sorted(map(tuple, connection.execute(q))) for q in (texts, said, stories)]
    store.close()
    parts = {}
    for story, name in found[2]:
        parts.setdefault(story, []).append(name)
    return found[0], found[1], sorted(parts.values())


@pytest.mark.parametrize("seed", range(KILLS))
def test_add_is_killed(new_store, tmp_path, seed):
    told = tmp_path / "told.txt"
    whole, where = new_store(), new_store()
    add(whole, tmp_path / "other.txt", edited=False)
    seconds = uninterrupted(lambda: add(whole, tmp_path / "other.txt", edited=True))
    if seed % 2:  # an edit comes to a store that is there; else the store is new
        add(where, tmp_path / "before.txt", edited=False)
        killed(lambda: add(where, told, edited=True), seconds, seed)
    else:
        killed(lambda: add(where, told, edited=False), seconds, seed)
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    if lines:
        texts = content(where)[0]
        numbers = {name: number for name, number, _ in texts}
        for line in lines:
            name, outcome = line.split()
            assert numbers[name] == (2 if outcome == "changed" else 1)
    if seed % 2 == 0:
        add(where, told, edited=False)
    add(where, told, edited=True)
    assert content(where) == content(whole)


def old_store(where):
    """A store of the first version, with articles."""
    engine = prepare(create_engine(locate(where)))
    migrate.bring_up_to_date(engine, "0001")
    with engine.begin() as connection:
        for number in range(1, OLD + 1):
            name = {"name": f"n{number}", "current": number, "seen_at": "2026-01-01"}
            connection.execute(insert(schema.article).values(name))
            row = {"article_id": number, "number": 1, "digest": bytes(16)}
            row |= {"text": made.BANK * 20, "added_at": "2026-01-01"}
            connection.execute(insert(schema.version).values(row))
    engine.dispose()


def texts_of(connection):
    return connection.execute(text("SELECT count(*), sum(length(text)) FROM version")).one()


@pytest.mark.parametrize("seed", range(KILLS))
def test_bringing_up_to_date_is_killed(new_store, seed):
    whole, where = new_store(), new_store()
    old_store(whole)
    old_store(where)
    seconds = uninterrupted(lambda: open_store(whole).close())
    killed(lambda: open_store(where).close(), seconds, seed)
    store = open_store(where)
    assert version_of(store.engine) == migrate.HEAD
    with store.read() as connection:
        assert tuple(texts_of(connection)) == (OLD, OLD * 20 * len(made.BANK))
    assert Archive(store).add(made.report("new")).name == "new"
    for there in backups(store, where):
        assert tuple(there) == (OLD, OLD * 20 * len(made.BANK))
    store.close()


def backups(store, where):
    """What every backup holds; there is one at least."""
    if not store.is_file:
        with store.read() as connection:
            query = "SELECT count(*), sum(length(text)) FROM ifolge_backup_0001.version"
            return [connection.execute(text(query)).one()]
    path = Path(where)
    found = [p for p in path.parent.glob(f"{path.name}.backup-*") if ".part" not in p.name]
    assert found
    rows = []
    for backup in found:
        with closing(sqlite3.connect(backup)) as here:
            rows.append(here.execute("SELECT count(*), sum(length(text)) FROM version").fetchone())
    return rows
