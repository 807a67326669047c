from dataclasses import replace

import pytest
from sqlalchemy import func, select
from tests.unit.store.made import FERRY, report

from ifolge.model.attribution import SourceType, Status
from ifolge.model.fate import Fate
from ifolge.store import examine, schema
from ifolge.store.fates import Tally, followed, tallies, tally_of

LATER = FERRY.replace("Merete Skov", "politiet")


@pytest.fixture
def told(archive):
    """What Merete Skov said on Monday is said by the police on Tuesday."""
    archive.add(report("mon"))
    police = report("tue", LATER, at="2026-03-03T08:00:00+01:00")
    official = [replace(a, source_type=SourceType.GOVERNMENT) for a in police.attributions]
    confirmed = [replace(a, status=Status.CONFIRMED) for a in official]
    archive.add(replace(police, attributions=tuple(confirmed)))
    list(archive.refresh_stale())
    return archive


def test_what_others_confirmed_later_counts_for_who_said_it_first(told):
    with told.store.read() as connection:
        assert tally_of(connection, "merete skov") == Tally(confirmed=2)
        assert tally_of(connection, "politiet") == Tally()
        assert tallies(connection, ["Merete Skov", "politiet"]) == {"Merete Skov": Tally(2)}
        behind = followed(connection, "Merete Skov", 10)
    assert [one.fate for one in behind] == [Fate.CONFIRMED] * 2
    assert {one.status for one in behind} == {"confirmed"}


def test_a_story_that_is_gone_counts_no_longer(told):
    with told.store.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.fate)).scalar() == 2
    told.store.write(lambda connection: examine.rebuild(connection, told.window))
    with told.store.read() as connection:
        assert tally_of(connection, "Merete Skov").followed == 0
    list(told.refresh_stale())
    with told.store.read() as connection:
        assert tally_of(connection, "Merete Skov") == Tally(confirmed=2)


def test_what_one_article_alone_says_is_not_followed(archive):
    archive.add(report("mon"))
    archive.dossier(archive.story("mon"))
    with archive.store.read() as connection:
        assert tally_of(connection, "Merete Skov") == Tally()
        assert followed(connection, "Merete Skov", 10) == []
