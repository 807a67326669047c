import random
import threading
from dataclasses import replace

import pytest
from tests.unit.store.made import BANK, FERRY, FERRY_LATER, articles, report

from ifolge.archive import Archive
from ifolge.corroborate import investigate
from ifolge.model.claim import Decision, Verdict
from ifolge.store import corrections, decisions, dossiers, open_store, stories
from ifolge.store.examine import examine, rebuild

WANTED = [["bank-1", "bank-2"], ["faerge-1", "faerge-2", "faerge-4", "faerja-3"], ["vejr"]]


def grouped(archive):
    """The stories as lists of article names."""
    names = [r.article.id for r in articles()] + ["sidst"]
    groups = {}
    with archive.store.read() as connection:
        for name in names:
            for story in stories.stories_of(connection, [name]):
                groups.setdefault(story, []).append(name)
    return sorted(sorted(group) for group in groups.values())


def told(archive):
    """All dossiers, whatever the stories' numbers."""
    with archive.store.read() as connection:
        found = [s.id for s in dossiers.list_stories(connection, 99, smallest=1)]
    return sorted(repr(archive.dossier(story)) for story in found)


def decide(verdict, one, two, at="2026-03-10T10:00:00+00:00"):
    return Decision(verdict, one, two, "Mette Kro", at)


def test_articles_on_one_event_are_one_story_in_all_languages(archive):
    for one in articles():
        archive.add(one)
    assert grouped(archive) == WANTED
    assert examine(archive.store).faults == ()


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_changes_nothing(tmp_path, seed):
    straight = Archive(open_store(tmp_path / "a.sqlite"))
    for one in articles():
        straight.add(one)
    shuffled = articles()
    random.Random(seed).shuffle(shuffled)
    # In batches by several archives that are opened anew, dossiers computed in between.
    for start in range(0, len(shuffled), 1 + seed % 3):
        other = Archive(open_store(tmp_path / "b.sqlite"))
        for one in shuffled[start : start + 1 + seed % 3]:
            other.add(one)
        told(other)
    assert grouped(other) == grouped(straight)
    assert told(other) == told(straight)
    before = told(other)
    other.store.write(lambda connection: rebuild(connection, other.window))
    assert grouped(other) == WANTED
    assert told(other) == before


def test_two_archives_that_write_in_turns_see_each_other(where):
    archives = [Archive(open_store(where)), Archive(open_store(where))]
    for number, one in enumerate(articles()):
        archives[number % 2].add(one)
    assert grouped(archives[0]) == WANTED
    for one in archives:
        one.store.close()


def test_an_edit_can_take_an_article_to_another_story(archive):
    for one in articles():
        archive.add(one)
    archive.add(report("faerge-4", BANK, url="https://a.example/4"))
    assert ["bank-1", "bank-2", "faerge-4"] in grouped(archive)
    assert examine(archive.store).faults == ()


def test_a_decision_ties_stories_and_undoing_it_unties_them(archive):
    for one in articles():
        archive.add(one)
    number = archive.decide(decide(Verdict.SAME_CLAIM, "vejr:a1", "bank-1:a1"))
    assert ["bank-1", "bank-2", "vejr"] in grouped(archive)
    assert archive.decide(decide(Verdict.SAME_CLAIM, "vejr:a1", "bank-1:a1")) is None
    archive.undo(number, "Per Lund")
    assert grouped(archive) == WANTED
    with archive.store.read() as connection:
        assert decisions.list_decisions(connection) == []
        (kept,) = decisions.list_decisions(connection, undone=True)
    assert kept.undone_by == "Per Lund"


def test_a_decision_may_come_before_its_articles(archive):
    archive.decide(decide(Verdict.SAME_CLAIM, "vejr:a1", "bank-1:a1"))
    for one in articles():
        archive.add(one)
    assert ["bank-1", "bank-2", "vejr"] in grouped(archive)


def test_a_dossier_is_kept_until_its_story_changes(archive, monkeypatch):
    from ifolge import archive as module

    computed = []
    real = module.investigate
    monkeypatch.setattr(module, "investigate", lambda *a: computed.append(1) or real(*a))
    for one in articles()[:2]:
        archive.add(one)
    story = archive.story("faerge-1")
    assert archive.dossier(story) == archive.dossier(story)
    assert len(computed) == 1
    archive.add(articles()[3])
    archive.dossier(archive.story("faerge-1"))
    assert len(computed) == 2
    archive.decide(decide(Verdict.SAME_ACTOR, "Merete Skov", "Merethe Skov"))
    archive.dossier(story)
    assert len(computed) == 3


def correction(article):
    fields = ("canonical_source", "Merete Skovgaard", "Merete Skov", "Mette Kro")
    return corrections.Kept(
        0, article, "a1", "siger", "Tolv er døde på færgen Svanehild ved Tangsund", *fields,
        at="2026-03-10T10:00:00+00:00", note="",
    )  # fmt: skip


MEANWHILE = {
    "an article": lambda a: a.add(articles()[3]),
    "an edit": lambda a: a.add(report("faerge-2", FERRY_LATER.replace("Fjorten", "Femten"))),
    "a decision on claims": lambda a: a.decide(
        decide(Verdict.OTHER_CLAIM, "faerge-1:a2", "faerge-2:a2")
    ),
    "a decision on sources": lambda a: a.decide(
        decide(Verdict.OTHER_ACTOR, "Merete Skov", "Merethe Skov")
    ),
    "a decision taken back": lambda a: a.undo(1, "Per Lund"),
    "a correction": lambda a: a.correct([correction("faerge-1")]),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_comes_while_a_dossier_is_computed_is_not_lost(where, monkeypatch, meanwhile):
    from ifolge import archive as module

    one, two = Archive(open_store(where)), Archive(open_store(where))
    for item in articles()[:2]:
        one.add(item)
    one.decide(decide(Verdict.OTHER_CLAIM, "faerge-1:a1", "faerge-2:a1"))
    story, real = one.story("faerge-1"), module.investigate

    def interrupted(*given):
        monkeypatch.setattr(module, "investigate", real)
        MEANWHILE[meanwhile](two)
        return real(*given)

    monkeypatch.setattr(module, "investigate", interrupted)
    assert not one.refresh(story).kept
    with one.store.read() as connection:
        assert dossiers.is_stale(connection, story)
    assert one.refresh(story).kept
    reports = one.reports(story)
    with one.store.read() as connection:
        decided = decisions.decisions_on(connection, (r.article.id for r in reports))
    assert one.dossier(story) == investigate(reports, decided)
    for archive in (one, two):
        archive.store.close()


def test_a_reader_sees_one_state_of_the_store_throughout(where):
    one, two = Archive(open_store(where)), Archive(open_store(where))
    one.add(articles()[0])
    with two.store.read() as connection:
        before = dossiers.list_stories(connection, 9, smallest=1)
        one.add(articles()[4])
        assert dossiers.list_stories(connection, 9, smallest=1) == before
    with two.store.read() as connection:
        assert len(dossiers.list_stories(connection, 9, smallest=1)) == 2
    for archive in (one, two):
        archive.store.close()


def test_a_decision_on_informants_is_heeded_at_once(archive):
    """They are named as claims show them, beside their outlets; no source goes by that name."""
    other = FERRY.replace("Branden på Svanehild begyndte på bildækket", "Rederiet tier i Tangsund")
    told = (("avis-a", "en sygeplejerske", FERRY), ("avis-b", "en spiller", other))
    for name, role, text in told:
        one = report(name, text, outlet=name)
        hidden = [replace(a, anonymous=True, canonical_source=role) for a in one.attributions]
        archive.add(replace(one, attributions=tuple(hidden)))
    story = archive.story("avis-a")

    def counted():
        claim = archive.dossier(story).claims[0]
        return [o.name for o in claim.origins], claim.independent.least

    names, least = counted()
    assert (names, least) == (["en sygeplejerske (avis-a)", "en spiller (avis-b)"], 2)
    number = archive.decide(decide(Verdict.NOT_INDEPENDENT, *names))
    assert counted() == (names, 1)
    archive.undo(number, "Per Lund")
    assert counted() == (names, 2)


def test_a_story_that_went_up_in_another_is_found_by_its_old_number(archive):
    archive.add(report("vejr", "Solen skinner, siger meteorologen."))
    old = archive.story("vejr")
    archive.add(articles()[0])
    archive.add(articles()[1])
    archive.decide(decide(Verdict.SAME_CLAIM, "vejr:a1", "faerge-1:a1"))
    assert archive.story(str(old)) == archive.story("faerge-1")


def test_a_thousand_equal_articles_are_one_story(tmp_path):
    archive = Archive(open_store(tmp_path / "s.sqlite"))
    for number in range(150):
        archive.add(report(f"n{number}", FERRY_LATER, url=f"https://a.example/{number}"))
    with archive.store.read() as connection:
        (summary,) = dossiers.list_stories(connection, 5)
    assert (summary.size, summary.stale) == (150, True)


ODD_DATES = (
    None,
    "",
    "snart",
    "0001-01-01T00:00:00+14:00",
    "1970-01-01T00:00:00+00:00",
    "2026-03-02T08:00:00+99:00",
    "2999-01-01",
    "9999-12-31T23:59:59-14:00",
)


def test_odd_dates_are_no_harm(archive):
    named = {f"odd-{number}": at for number, at in enumerate(ODD_DATES)}
    for name, at in named.items():
        put = archive.add(report(name, FERRY, at=at, url=f"https://a.example/{name}"))
        assert put.outcome == "added"
    for name, at in named.items():
        (found,) = (r for r in archive.reports(archive.story(name)) if r.article.id == name)
        assert found.article.published == at
        assert archive.dossier(archive.story(name)).claims
    with archive.store.read() as connection:
        dates = {s.first_at for s in dossiers.list_stories(connection, 99, smallest=1)}
    assert None in dates
    assert examine(archive.store).faults == ()


def test_two_that_add_the_same_at_once_add_each_article_once(where):
    archives = [Archive(open_store(where)), Archive(open_store(where))]
    given, start, put = [articles(), articles()[::-1]], threading.Barrier(2), []

    def add(number):
        start.wait(10)
        put.extend(archives[number].add(item) for item in given[number])

    threads = [threading.Thread(target=add, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcomes = sorted((one.name, one.outcome) for one in put)
    assert outcomes == sorted((r.article.id, o) for r in given[0] for o in ("added", "known"))
    assert grouped(archives[0]) == WANTED
    for archive in archives:
        archive.store.close()
