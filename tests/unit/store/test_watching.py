"""How far a story was told: any other dossier is noticed, the same never; in older stores too."""

import zlib

from sqlalchemy import create_engine, text
from tests.unit.store import made

from ifolge.model.article import Span
from ifolge.model.claim import Claim, Dossier, Independent, Mention
from ifolge.store import dossiers, migrate, open_store, watching
from ifolge.store.location import locate
from ifolge.store.transactions import prepare

TOLD = zlib.compress(b"[]")


def dossier(gist):
    claim = Claim("c1", gist, (Mention("a:a1", (Span(0, 4),), "a"),), (), Independent(1, 1), ())
    return Dossier((claim,))


def kept(connection, story):
    query = text("SELECT size, length(dossier) FROM story WHERE id = :id")
    return connection.execute(query, {"id": story}).one()


def test_another_dossier_of_equal_length_is_told(archive):
    story = archive.story(archive.add(made.report("a")).name)
    with archive.store.read() as connection:
        seen = dossiers.touches(connection, story)

    def keep(connection, gist):
        assert dossiers.keep_dossier(connection, story, dossier(gist), seen)

    def work(connection):
        keep(connection, "Tolv er døde")
        before = kept(connection, story)
        assert watching.untold_stories(connection) == [story]
        watching.save_told(connection, story, "[]")
        keep(connection, "Tolv er døde")
        assert watching.untold_stories(connection) == []
        for gist in ("Elve er døde", "Toer er døde", "Telv er døde", "Tolv er dømt"):
            keep(connection, gist)
            if kept(connection, story) == before:
                return watching.untold_stories(connection)
        raise AssertionError("no gist here is as long when compressed; add some")

    assert archive.store.write(work) == [story]


def test_an_older_store_still_knows_what_it_told(where):
    engine = prepare(create_engine(locate(where)))
    migrate.bring_up_to_date(engine, "0004")
    story = "INSERT INTO story (id, size, stale, dossier) VALUES (:id, 2, :stale, :dossier)"
    told = "INSERT INTO watched (story_id, size, length, claims) VALUES (:id, 2, :length, :claims)"
    with engine.begin() as connection:
        for number, length in ((1, len(TOLD)), (2, len(TOLD) + 1), (3, None)):
            row = {"id": number, "stale": False, "dossier": TOLD}
            connection.execute(text(story), row)
            if length is not None:
                row = {"id": number, "length": length, "claims": TOLD}
                connection.execute(text(told), row)
    engine.dispose()
    store = open_store(where)

    def work(connection):
        assert watching.untold_stories(connection) == [2, 3]  # changed, and never told
        assert watching.told_claims(connection, [1]) == ["[]"]
        for number in (2, 3):
            watching.save_told(connection, number, "[]")
        assert watching.untold_stories(connection) == []
        watching.note_dossier(connection, 1, zlib.compress(b"[1]"))
        return watching.untold_stories(connection)

    assert store.write(work) == [1]
    store.close()
