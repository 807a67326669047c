"""A story is kept for its next visitor, and read again when anything in it changed."""

import threading

import pytest
from tests.unit.show.web.conftest import KAJEN

from ifolge import archive as archives
from ifolge.archive import Archive
from ifolge.model.claim import Decision, Verdict
from ifolge.store import open_store


@pytest.fixture
def desk(browser):
    for name in ("a1", "a2"):
        body = {"text": KAJEN.article.text, "id": name, "published": "2026-03-09"}
        browser.post("/api/v1/articles", json=body).raise_for_status()
    return browser.app.state.desk


def test_it_is_the_same_until_something_changes(desk):
    first = desk.tales.of("a1")
    assert desk.tales.of("a2") is first
    desk.put_right("a1", "a1", {"status": "denied"}, ("Mette", ""))
    second = desk.tales.of("a1")
    assert second is not first
    assert second.report("a1").attributions[0].status == "denied"
    desk.take_back("a1", 1, "Mette")
    assert desk.tales.of("a1").report("a1").attributions[0].status == "asserted"


def test_what_another_process_writes_is_seen(desk):
    first = desk.tales.of("a1")
    other = Archive(open_store(desk.store.name))
    other.decide(Decision(Verdict.SAME_ACTOR, "Sundposten", "Grethe Aaløse", "Lars", "2026-03-10"))
    assert desk.tales.of("a1") is not first
    other.store.close()


def test_many_who_ask_for_a_changed_story_wait_for_one_answer(desk, monkeypatch):
    computed, real = [], archives.investigate

    def slow(reports, decided):
        computed.append(threading.current_thread().name)
        return real(reports, decided)

    monkeypatch.setattr(archives, "investigate", slow)
    desk.put_right("a1", "a1", {"status": "denied"}, ("Mette", ""))
    found = []
    visitors = [threading.Thread(target=lambda: found.append(desk.tales.of("a1"))) for _ in "1234"]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    assert len(computed) == 1
    assert len({id(one) for one in found}) == 1
