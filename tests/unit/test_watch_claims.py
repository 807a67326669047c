"""A claim followed through two feeds of a server of our own: every change is told once, and why."""

import itertools

import pytest
from tests.unit.store.made import vector
from tests.unit.test_watch import Site, address, rss  # noqa: F401 the server is a fixture

from ifolge.archive import Archive
from ifolge.model.article import Language, Sentence, Span
from ifolge.model.attribution import Attribution, Kind, SourceType, Status
from ifolge.model.report import Report
from ifolge.notify.targets import read_target
from ifolge.read import ReadOptions
from ifolge.show.messages import load_messages
from ifolge.show.watching import worded
from ifolge.store import open_store
from ifolge.store.text import fold
from ifolge.watch import Watch

DEAD = "Tolv er døde på færgen Svanehild ved Tangsund"
FILLING = (
    "Havnen ved Tangsund er stille om aftenen, og Svanehild ligger ved kajen.",
    "I Tangsund holder skolerne lukket, mens man venter på nyt om Svanehild.",
    "Rederiet bag Svanehild har kontor i Tangsund og sejler to gange om dagen.",
    "Et kor fra Tangsund sang i kirken for dem, der var med Svanehild.",
)
# Who says it at which address, with what word, as what, and in which standing.
SAYS = {
    "/a1": ("overlæge Merete Skov", "siger", SourceType.PERSON, Status.ASSERTED),
    "/b1": ("fisker Rolf Agerbo", "siger", SourceType.PERSON, Status.ASSERTED),
    "/b2": ("Sydkystens Politi", "afviser", SourceType.GOVERNMENT, Status.DENIED),
    "/a2": ("Sundposten", "dementerer", SourceType.NEWS_OUTLET, Status.DENIED),
}


def page(path, more=""):
    source, cue, *_ = SAYS[path]
    number = list(SAYS).index(path)
    lines = (f"{DEAD}, {cue} {source}.", FILLING[number], more)
    body = "".join(f"<p>{line}</p>" for line in lines if line)
    time = (
        f'<meta property="article:published_time" content="2026-03-0{number + 1}T08:00:00+01:00">'
    )
    return f"<html><title>Nyt {path}</title>{time}<article><h1>Nyt {path}</h1>{body}</article>"


def analyse(articles):
    """Reads the one attribution of each page, as the model would."""
    for article in articles:
        path = "/" + article.url.rsplit("/", 1)[-1]
        source, cue, kind, status = SAYS[path]
        spans = (_span(article.text, words) for words in (DEAD, f" {cue} ", source))
        content, word, name = spans
        found = Attribution(
            id="a1",
            source=(name,),
            cue=(Span(word.start + 1, word.end - 1),),
            content=(content,),
            kind=Kind.INDIRECT,
            source_type=kind,
            anonymous=False,
            status=status,
            canonical_source=source.split(" ", 1)[-1] if kind is SourceType.PERSON else source,
        )
        yield Report(
            article,
            Language("da", 1.0),
            (found,),
            sentences=(Sentence(Span(content.start, name.end + 1), 0),),
            vectors={"a1": vector(DEAD, 0)},
            model="made",
        )


def _span(text, words):
    at = text.index(words)
    return Span(at, at + len(words))


@pytest.fixture
def follow(address, tmp_path):  # noqa: F811
    """Serves what is given, watches a round, and returns the messages that came by it."""
    archive = Archive(open_store(tmp_path / "store.sqlite"))
    words = load_messages("en")
    watch = Watch(
        archive,
        [f"{address}/rss", f"{address}/other"],
        [read_target(f"{address}/hook", allow_private=True)],
        analyse,
        lambda news: worded(news, words),
        options=ReadOptions(allow_private=True, pause=0, timeout=5),
    )
    Site.pages.clear()
    Site.pages |= {"/rss": rss(), "/other": rss().replace("Sundposten", "Morgenbladet")}
    numbers = itertools.count()

    def round_with(*paths, **changed):
        for path in paths:
            Site.pages[path] = page(path)
        for name, body in changed.items():
            Site.pages[f"/{name}"] = body
        note = "!" * next(numbers)
        ours = [p for p in SAYS if p in Site.pages and p.startswith("/a")]
        others = [p for p in SAYS if p in Site.pages and p.startswith("/b")]
        Site.pages["/rss"] = rss(*ours, note=note)
        Site.pages["/other"] = rss(*others, note=note).replace("Sundposten", "Morgenbladet")
        Site.hooks.clear()
        watch.round(all_feeds=True)
        told = list(Site.hooks)
        assert watch.round(all_feeds=True)["sent"] == 0
        return told

    yield round_with
    archive.store.close()


def test_a_claim_from_report_to_retraction(follow):
    assert follow("/a1") == []  # one origin is no news
    told = follow("/b1")
    assert {m["kind"] for m in told} == {"second_origin", "status"}
    second = next(m for m in told if m["kind"] == "second_origin")
    assert (second["before"], second["after"]) == ("1", "2")
    status = next(m for m in told if m["kind"] == "status")
    assert (status["before"], status["after"]) == ("reported", "corroborated")
    (denied,) = follow("/b2")
    assert (denied["kind"], denied["before"], denied["after"]) == (
        "denied",
        "corroborated",
        "denied",
    )
    (retracted,) = follow("/a2")
    assert (retracted["kind"], retracted["after"]) == ("retracted", "retracted")
    for message in (*told, denied, retracted):
        assert fold(DEAD) in fold(message["subject"])
        assert message["why"], message["kind"]
        assert message["rules"]
        assert message["text"].startswith(message["subject"])
    assert "Sydkystens Politi" in " ".join(denied["why"])
    keys = [m["key"] for m in (*told, denied, retracted)]
    assert len(set(keys)) == 4


def test_an_edit_of_an_article_is_told_beside_the_claims_it_bears(follow):
    follow("/a1", "/b1")
    (message,) = follow(a1=page("/a1", more="Færgen var på vej til Tangsund med biler og gods."))
    assert message["kind"] == "edited"
    assert message["subject"].startswith("An article was silently edited: ")
    assert message["why"][1:] == ["– → Færgen var på vej til Tangsund med biler og gods."]
    assert "/a1" in message["subject"] or "a1" in message["article"]


def test_an_edit_with_a_correction_note_is_told_as_one_and_the_next_as_silent(follow):
    follow("/a1")
    note = "Rettelse: Færgen sejler to gange om dagen og ikke tre."
    (message,) = follow(a1=page("/a1", more=note))
    assert message["subject"].startswith("An article was edited, with a correction note: ")
    assert message["rules"] == ["edit.correction"]
    assert message["why"] == [f"a correction note was put in: {note}", f"– → {note}"]
    (message,) = follow(a1=page("/a1", more=note).replace("stille om aftenen", "stille om natten"))
    assert message["rules"] == ["edit.silent"]
