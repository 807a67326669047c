"""A story is kept for its next visitor, and read again when anything in it changed."""

import threading
import time

import pytest
from tests.unit.show.web.conftest import KAJEN

from ifolge import archive as archives
from ifolge.archive import Archive
from ifolge.errors import StoreError
from ifolge.model.article import Article
from ifolge.model.claim import Decision, Verdict
from ifolge.model.report import Report
from ifolge.show.web.problems import NotYetError
from ifolge.show.web.settings import Limits
from ifolge.show.web.tales import ways_of
from ifolge.store import corrections, open_store
from ifolge.store.corrections import Kept

DENIED = {"status": "denied"}


@pytest.fixture
def desk(browser):
    for name in ("a1", "a2"):
        body = {"text": KAJEN.article.text, "id": name, "published": "2026-03-09"}
        browser.post("/api/v1/articles", json=body).raise_for_status()
    return browser.app.state.desk


@pytest.fixture
def slow(desk, monkeypatch):
    """Stories are put together only when this is set; who put them together is told."""
    go, computed, real = threading.Event(), [], archives.investigate

    def investigate(reports, decided):
        go.wait(60)
        computed.append(threading.current_thread().name)
        return real(reports, decided)

    monkeypatch.setattr(archives, "investigate", investigate)
    go.computed = computed
    yield go
    go.set()


def statuses(tale):
    return {m.status for claim in tale.dossier.claims for m in claim.mentions}


def test_it_is_the_same_until_something_changes(desk):
    first = desk.tales.of("a1")
    assert desk.tales.of("a2") is first
    desk.put_right("a1", "a1", DENIED, ("Mette", ""))
    second = desk.tales.of("a1")
    assert second is not first
    assert "denied" in statuses(second)
    desk.take_back("a1", 1, "Mette")
    assert statuses(desk.tales.of("a1")) == statuses(first)


def test_what_is_put_right_in_other_stories_does_not_matter(desk):
    first = desk.tales.of("a1")
    fix = Kept(0, "b1", "a1", "siger", "…", "status", "denied", "", "Mette", "2026-03-10", "")
    desk.store.write(lambda connection: corrections.add(connection, fix))
    assert desk.tales.of("a1") is first


def test_what_another_process_writes_is_seen(desk):
    first = desk.tales.of("a1")
    other = Archive(open_store(desk.store.name))
    other.decide(Decision(Verdict.SAME_ACTOR, "Sundposten", "Grethe Aaløse", "Lars", "2026-03-10"))
    assert desk.tales.of("a1") is not first
    other.store.close()


def test_many_who_ask_for_a_changed_story_wait_for_one_answer(desk, slow):
    desk.put_right("a1", "a1", DENIED, ("Mette", ""))
    found = []
    visitors = [threading.Thread(target=lambda: found.append(desk.tales.of("a1"))) for _ in "1234"]
    for one in visitors:
        one.start()
    slow.set()
    for one in visitors:
        one.join()
    assert len(slow.computed) == 1
    assert len({id(one) for one in found}) == 1


def test_who_has_no_patience_sees_it_as_it_was(desk, slow):
    slow.set()
    first = desk.tales.of("a1")
    slow.clear()
    desk.put_right("a1", "a1", DENIED, ("Mette", ""))
    meanwhile = desk.tales.of("a1", patience=0)
    assert meanwhile.behind
    assert meanwhile.dossier is first.dossier
    slow.set()
    assert "denied" in statuses(desk.tales.of("a1"))
    assert not desk.tales.of("a1", patience=0).behind


def test_a_story_that_nobody_saw_yet_is_told_to_be_on_its_way(desk, slow):
    with pytest.raises(NotYetError) as told:
        desk.tales.of("a1", patience=0)
    assert told.value.title
    slow.set()
    assert desk.tales.of("a1").dossier.claims


def test_who_asks_last_is_served_first(desk, slow):
    texts = (
        "Skolen i Tornby lukker til sommer. Det siger borgmester Mads Holt.",
        "En brand på fabrikken i Hjelmsted er slukket, oplyser beredskabet.",
        "Prisen på hvede faldt mandag til det laveste i fire år.",
    )
    for number, text in enumerate(texts, 1):
        article = Article(f"b{number}", text, published=f"2025-0{number}-09")
        desk.add_report(Report(article, KAJEN.language, ()))
    order, wanted = [], ("a1", "b1", "b2", "b3", "b1")
    numbers = {name: desk.tales.archive.story(name) for name in wanted}
    assert len(set(numbers.values())) == 4
    first = desk.tales.compute[0]
    desk.tales.compute = (lambda n: (order.append(n), first(n))[1],) * 2
    for name in wanted:
        with pytest.raises(NotYetError):
            desk.tales.of(name, patience=0)
        while not order:
            time.sleep(0.01)  # the first one is begun
    slow.set()
    for name in ("b1", "b3", "b2"):
        desk.tales.of(name)
    assert order == [numbers[name] for name in ("a1", "b1", "b3", "b2")]


def test_what_goes_wrong_is_told_to_who_waits(desk):
    def fail(number):
        raise StoreError("store", "is away")

    before, desk.tales.compute = desk.tales.compute, (fail, fail)
    with pytest.raises(StoreError, match="is away"):
        desk.tales.of("a1")
    desk.tales.compute = before
    assert desk.tales.of("a1").dossier.claims


def test_it_can_be_put_together_in_a_process_of_its_own(desk):
    ways = ways_of(desk.tales.archive, desk.store.name, processes=True)
    number = desk.tales.archive.story("a1")
    assert ways[0](number) is None  # the process kept it in the store
    for way in ways:
        way.close()
    with desk.store.read() as connection:
        assert not archives.dossiers.is_stale(connection, number)


def test_while_the_page_waits_it_says_so_and_comes_again(open_browser, desk, slow):
    hasty = open_browser(limits=Limits(story_patience=0))
    answer = hasty.get("/stories/a1")
    assert answer.status_code == 202
    assert 'http-equiv="refresh"' in answer.text
    assert hasty.get("/api/v1/articles").status_code == 200  # nobody else waits
    slow.set()
    desk.tales.of("a1")
    assert hasty.get("/stories/a1").status_code == 200


def test_a_machine_is_asked_to_come_again(open_browser, desk, slow):
    answer = open_browser(limits=Limits(long_patience=0)).get("/api/v1/stories/a1")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
