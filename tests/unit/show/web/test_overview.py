"""What is counted over the whole store: at every visit where that is quick, else rarely."""

import threading
import time

import pytest

from ifolge.show.web import overview
from ifolge.show.web.overview import Overview, Overviews
from ifolge.show.web.problems import NotYetError
from ifolge.show.web.settings import Limits


class Counter:
    """Counts how often it counted, each time when it may."""

    def __init__(self):
        self.times, self.go = 0, threading.Event()

    def __call__(self, _):
        self.go.wait(60)
        self.times += 1
        return Overview([], (), f"count {self.times}")


@pytest.fixture
def counter():
    made = Counter()
    yield made
    made.go.set()


@pytest.fixture
def overviews(browser, counter):
    opened = Overviews(browser.app.state.desk.store, 60, counter)
    yield opened
    opened.close()


def test_a_small_store_is_counted_at_every_visit(overviews, counter):
    counter.go.set()
    assert [overviews.current().at for _ in "123"] == ["count 1", "count 2", "count 3"]
    assert not overviews.current().late


def test_a_large_one_is_not(overviews, counter, monkeypatch):
    monkeypatch.setattr(overview, "QUICK", 0)
    monkeypatch.setattr(overview, "RARELY", 10**9)
    counter.go.set()
    assert not overviews.current().late
    again = overviews.current()
    assert (again.at, again.late) == ("count 1", True)
    monkeypatch.setattr(overview, "RARELY", 0)
    assert overviews.current().at == "count 2"


def test_meanwhile_one_sees_what_was_counted_last(overviews, counter):
    with pytest.raises(NotYetError):
        overviews.current(patience=0)
    counter.go.set()
    assert overviews.current().at == "count 1"
    counter.go.clear()
    began = time.monotonic()
    meanwhile = overviews.current(patience=0)
    assert (meanwhile.at, meanwhile.late) == ("count 1", True)
    assert time.monotonic() - began < 30


def test_the_first_visitor_of_a_large_store_is_told_to_wait(open_browser, counter):
    hasty = open_browser(limits=Limits(story_patience=0))
    hasty.app.state.desk.overviews.work = counter
    answer = hasty.get("/sources")
    assert answer.status_code == 202
    assert 'http-equiv="refresh"' in answer.text
    counter.go.set()
    hasty.app.state.desk.overviews.current(patience=60)
    assert hasty.get("/sources").status_code == 200
