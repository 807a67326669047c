"""Watching feeds: ask politely, add what is new, tell what changed, each thing once.

Everything that must survive is in the store before the next step begins, so a watch that is
killed goes on where it was.
"""

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from ifolge.archive import Analyse, Archive
from ifolge.delivery import LONGEST_WAIT, deliver, in_seconds
from ifolge.errors import IfolgeError, ReadError
from ifolge.languages.pack import codes, load_pack
from ifolge.model.article import Article
from ifolge.model.report import Report
from ifolge.notify.changes import EDITED, News, news_of, read_told, told_of
from ifolge.notify.edits import judge_edit
from ifolge.notify.targets import Target
from ifolge.read.feeds import Feed, FeedItem
from ifolge.read.fetch import Fetcher
from ifolge.read.linked import LinkReader
from ifolge.read.options import ReadOptions
from ifolge.read.polling import Poll, poll_feed
from ifolge.store import dossiers, notes, outbox, watching
from ifolge.store.articles import Outcome, Put
from ifolge.store.watching import Entry

BASELINE = "watch.baseline"
AT_ONCE, TRIES = 200, 3
AGAIN = (3600, 6 * 3600, 86_400, 3 * 86_400)  # seconds after which an article is read again
RETRY = (300, 1800, 7200)


@dataclass
class Watch:
    """One watch over some feeds. `word` makes the JSON of a message from a piece of news."""

    archive: Archive
    feeds: Sequence[str]
    targets: Sequence[Target]
    analyse: Analyse
    word: Callable[[News], Mapping[str, Any]]
    every: float = 300.0
    options: ReadOptions = field(default_factory=ReadOptions)
    tell: Callable[[IfolgeError], None] = lambda _: None

    def __post_init__(self) -> None:
        self.fetcher = Fetcher(self.options)
        self.links = LinkReader(self.fetcher, self.options.pause)

    def round(self, *, all_feeds: bool = False) -> dict[str, int]:
        """Ask the feeds that are due, add their articles, tell what changed. Counts what was done.

        `all_feeds` asks also those that are not due, but none that asked us to stay away.
        """
        self._refresh()
        self._baseline()
        asked = sum(self._ask(url, all_feeds) for url in self.feeds)
        added = self._read_entries()
        self._refresh()
        self._post_news()
        return {"asked": asked, "added": added, "sent": self._deliver()}

    def _refresh(self) -> None:
        for _ in self.archive.refresh_stale():
            pass  # kept in the store by each step

    def seconds_to_next(self) -> float:
        """How long until a feed is due, at least a second."""
        with self.archive.store.read() as connection:
            due = [notes.feed_state(connection, url).next_at for url in self.feeds]
        waits = [(datetime.fromisoformat(d) - _now()).total_seconds() if d else 0.0 for d in due]
        return max(1.0, min([*waits, self.every]))

    def _ask(self, url: str, all_feeds: bool) -> bool:
        with self.archive.store.read() as connection:
            state = notes.feed_state(connection, url)
        waits = state.next_at is not None and state.next_at > in_seconds(0)
        if waits and not (all_feeds and state.failures == 0):
            return False
        poll = poll_feed(self.fetcher, url, state.etag, state.last_modified)
        failures = state.failures + 1 if poll.problem else 0
        pause = min(LONGEST_WAIT, self.every * 2.0 ** min(failures, 16))
        pause = max(pause * random.uniform(0.9, 1.1), poll.wait)  # noqa: S311 - jitter
        after = notes.FeedState(
            url,
            poll.etag or None,
            poll.last_modified,
            in_seconds(0),
            failures,
            in_seconds(pause),
        )
        if poll.problem:
            after = replace(after, etag=state.etag, last_modified=state.last_modified)
            self._problem(poll.problem)

        def work(connection: Connection) -> None:
            watching.list_entries(connection, _entries(poll))
            notes.save_feed_state(connection, after)

        self.archive.store.write(work)
        return True

    def _read_entries(self) -> int:
        """Read the articles that are due, and put them into the store with what they changed."""
        with self.archive.store.read() as connection:
            due = watching.due_entries(connection, in_seconds(0), AT_ONCE)
        count = 0
        for entry in due:
            article = self._article(entry)
            if article is None:
                continue
            put = self.archive.known(article)
            if put is None:
                for report in self.analyse([article]):
                    put = self.archive.add(report, self._post_edit(report))
                    count += put.outcome is not Outcome.KNOWN
            if put is not None:
                self._settle(put)
            self.archive.store.write(partial(watching.save_entry, entry=_seen(entry)))
        return count

    def _settle(self, put: Put) -> None:
        """Find out how the claims of an article that stands alone are, so that a change is seen."""
        with self.archive.store.read() as connection:
            story = dossiers.story_of(connection, put.article)
        if story.size == 1 and story.stale:
            self.archive.refresh(story.id)

    def _article(self, entry: Entry) -> Article | None:
        """The article of an entry; None when it is to be tried again later."""
        raw = json.loads(entry.item or "{}")
        feed = Feed(raw.get("outlet"), raw.get("lang"), ())
        item = FeedItem(**{**raw["item"], "notes": tuple(raw["item"]["notes"])})
        try:
            last = entry.failures + 1 >= TRIES or item.link is None
            return self.links.article_of_item(item if last else replace(item, text=""), feed, "")
        except ReadError as error:
            self._problem(error)
            again = entry.failures + 1 < TRIES
            wait = in_seconds(RETRY[entry.failures]) if again else None
            later = replace(entry, failures=entry.failures + 1, next_at=wait)
            self.archive.store.write(partial(watching.save_entry, entry=later))
            return None

    def _post_edit(self, report: Report) -> Callable[[Connection, Put], None]:
        """Tell of an article that was edited, openly or not, in the transaction that adds it."""

        def work(connection: Connection, put: Put) -> None:
            if put.before is None or not put.changes:
                return
            key = f"{EDITED}:{put.name}:{hash_of(report.article.text)}"
            pack = load_pack(report.language.code) if report.language.code in codes() else None
            reasons = (judge_edit(put.before, report.article, pack),)
            changes = tuple(asdict(change) for change in put.changes)
            self._post(connection, News(key, EDITED, put.name, reasons=reasons, changes=changes))

        return work

    def _post_news(self) -> None:
        with self.archive.store.read() as connection:
            changed = watching.untold_stories(connection)
        for story in changed:
            self.archive.store.write(partial(self._post_story, story=story, silent=False))

    def _post_story(self, connection: Connection, story: int, *, silent: bool) -> None:
        """Put what is new in a story into the outbox, and remember that it was told."""
        dossier = dossiers.kept_dossier(connection, story)
        if dossier is None:
            return
        stories = watching.merged_stories(connection, story)
        before = read_told(watching.told_claims(connection, stories))
        for news in () if silent else news_of(before, dossier):
            self._post(connection, news, story)
        watching.save_told(connection, story, told_of(dossier))

    def _post(
        self,
        connection: Connection,
        news: News,
        story: int | None = None,
    ) -> None:
        body = {**self.word(news), "key": news.key, "story": story, "made_at": in_seconds(0)}
        text = json.dumps(body, ensure_ascii=False)
        outbox.post(connection, news.key, text, [target.id for target in self.targets])

    def _baseline(self) -> None:
        """What stood in the store before the first watch is no news."""

        def work(connection: Connection) -> None:
            if notes.first_time(connection, BASELINE):
                for story in watching.untold_stories(connection):
                    self._post_story(connection, story, silent=True)

        self.archive.store.write(work)

    def _deliver(self) -> int:
        """Send what waits."""
        store = self.archive.store
        return sum(deliver(store, target, self.tell) for target in self.targets)

    def _problem(self, error: ReadError) -> None:
        self.archive.note_problem(error)
        self.tell(error)


def hash_of(text: str) -> str:
    """A short mark of a text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _entries(poll: Poll) -> Iterable[Entry]:
    """The items of a feed as entries that are due now."""
    feed = poll.feed
    for item in feed.items if feed else ():
        kept = {"outlet": feed and feed.title, "lang": feed and feed.lang, "item": asdict(item)}
        mark = hash_of("\0".join((item.title or "", item.updated or item.published or "")))
        url = item.link or f"{poll.url}#{item.id}"
        yield Entry(url, mark, next_at=in_seconds(0), item=json.dumps(kept, ensure_ascii=False))


def _seen(entry: Entry) -> Entry:
    """The entry after its article was read: when to look again whether it was edited."""
    if entry.checks >= len(AGAIN):
        return replace(entry, next_at=None, item=None)
    wait = in_seconds(AGAIN[entry.checks])
    return replace(entry, checks=entry.checks + 1, failures=0, next_at=wait)


def _now() -> datetime:
    return datetime.now(UTC)
