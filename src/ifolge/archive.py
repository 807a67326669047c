"""Many articles: the store joined to reading and corroborating.

Articles go in one by one, each in a transaction of its own; what the articles of a story show
together is computed when it is asked for, and kept until the story changes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection

from ifolge.corrected import heed, load_corrected
from ifolge.corroborate import investigate
from ifolge.errors import ReadError, StoreError, UsageError
from ifolge.model.article import Article
from ifolge.model.claim import Claim, Decision, Dossier
from ifolge.model.report import Report
from ifolge.store import Store, articles, corrections, decisions, dossiers, notes, stories
from ifolge.store.articles import Outcome, Put
from ifolge.store.window import Window

Analyse = Callable[[Iterable[Article]], Iterable[Report]]
Event = Put | ReadError
T = TypeVar("T")
LARGEST_AT_ONCE = 150  # articles of a story whose dossier is brought up to date without being asked


@dataclass(frozen=True)
class Refreshed:
    """A story whose dossier was computed: what it showed before, and what it shows now.

    It is not `kept` while others write to the store, or when the story changed meanwhile.
    """

    story: int
    before: Dossier | None
    after: Dossier
    kept: bool


@dataclass
class Archive:
    """A store in use. One archive is for one thread."""

    store: Store
    window: Window = field(default_factory=Window)

    def add(self, report: Report, also: Callable[[Connection, Put], None] | None = None) -> Put:
        """Put a report and what is `also` done into the store and its story, in one transaction."""

        def work(connection: Connection) -> Put:
            put, named = articles.put(connection, report)
            if put.outcome is not Outcome.KNOWN:
                stories.place(connection, self.window, put.article, named)
                if corrections.that_hold(connection, [put.name]):
                    heed(connection, put.name)
            if also is not None:
                also(connection, put)
            return put

        return self._write(work)

    def _write(self, work: Callable[[Connection], T]) -> T:
        try:
            return self.store.write(work)
        except BaseException:
            self.window.show(-1)  # what the window learnt may not have come to be
            raise

    def add_all(
        self, items: Iterable[Article | ReadError], analyse: Analyse, tell: Callable[[Event], None]
    ) -> None:
        """Read what is new and put it into the store; `tell` hears of each once it is safe there.

        What the store knows is not read again. Problems are kept, and the rest goes on.
        """
        for report in analyse(self._new(items, tell)):
            tell(self.add(report))

    def _new(
        self, items: Iterable[Article | ReadError], tell: Callable[[Event], None]
    ) -> Iterator[Article]:
        for item in items:
            if isinstance(item, ReadError):
                self.note_problem(item)
                tell(item)
            elif (found := self.known(item)) is not None:
                tell(found)
            else:
                yield item

    def known(self, article: Article) -> Put | None:
        """The article, if the store has just this text of it."""
        with self.store.read() as connection:
            found = articles.find(connection, article)
        return found if found and found.outcome is Outcome.KNOWN else None

    def note_problem(self, error: ReadError) -> None:
        """Remember an input that could not be read."""
        what = f"{error.problem} – {error.remedy}" if error.remedy else error.problem
        self.store.write(lambda connection: notes.note_problem(connection, error.source, what))

    def story(self, wanted: str) -> int:
        """The number of a story, by its number or an article of it. Raises UsageError."""
        with self.store.read() as connection:
            found = dossiers.resolve_story(connection, wanted)
        if found is None:
            raise UsageError(f"no story or article {wanted} in {self.store.name}")
        return found

    def reports(self, story: int) -> tuple[Report, ...]:
        """The reports of a story, as people put them right."""
        with self.store.read() as connection:
            return tuple(load_corrected(connection, dossiers.members(connection, story)))

    def dossier(self, story: int) -> Dossier:
        """What the articles of a story show together, computed if the story changed."""
        with self.store.read() as connection:
            fresh = not dossiers.is_stale(connection, story)
            kept = dossiers.kept_dossier(connection, story) if fresh else None
        return kept if kept is not None else self.refresh(story).after

    def refresh(self, story: int) -> Refreshed:
        """Compute the dossier of a story and keep it."""
        with self.store.read() as connection:
            before = dossiers.kept_dossier(connection, story)
            seen = dossiers.touches(connection, story)
            reports = tuple(load_corrected(connection, dossiers.members(connection, story)))
            decided = decisions.decisions_on(connection, (r.article.id for r in reports))
        after = investigate(reports, decided)
        kept = False
        with suppress(StoreError):  # while somebody else writes it is shown, and kept next time
            kept = self.store.write(lambda c: dossiers.keep_dossier(c, story, after, seen))
        return Refreshed(story, before, after, kept)

    def refresh_stale(self, largest: int = LARGEST_AT_ONCE) -> Iterator[Refreshed]:
        """Bring the dossiers of all stories that changed up to date, but for the very large."""
        with self.store.read() as connection:
            stale = dossiers.stale_stories(connection, largest, smallest=2)
        for story in stale:
            yield self.refresh(story)

    def claim(self, wanted: str) -> tuple[int, Claim]:
        """A claim by "STORY.c3", and its story. Raises UsageError when there is none."""
        name, _, claim_id = wanted.rpartition(".")
        story = self.story(name or wanted)
        claims = self.dossier(story).claims
        for claim in claims:
            if claim.id == claim_id:
                return story, claim
        there = ", ".join(f"{story}.{claim.id}" for claim in claims[:8])
        raise UsageError(f"no claim {wanted}; there are {there or 'none'}")

    def decide(self, decision: Decision) -> int | None:
        """Keep a person's decision; what it touches is computed anew. None if it was known."""

        def work(connection: Connection) -> int | None:
            number = decisions.add(connection, decision)
            if number is not None:
                self._heed(connection, decision)
            return number

        return self._write(work)

    def undo(self, number: int, author: str) -> Decision:
        """Take a decision back. Raises UsageError when there is none of that number."""

        def work(connection: Connection) -> decisions.Kept | None:
            kept = decisions.undo(connection, number, author)
            if kept is not None:
                self._heed(connection, kept.decision)
            return kept

        kept = self._write(work)
        if kept is None:
            raise UsageError(f"no decision {number} that holds")
        return kept.decision

    def correct(self, made: Sequence[corrections.Kept]) -> list[int]:
        """Keep what a person put right; search and stories see it at once. Returns the numbers."""

        def work(connection: Connection) -> list[int]:
            numbers = [corrections.add(connection, one) for one in made]
            for name in sorted({one.article for one in made}):
                heed(connection, name)
            return numbers

        return self._write(work)

    def take_back(self, name: str, number: int, author: str) -> corrections.Kept | None:
        """Undo a correction of an article. None if there is none that holds."""

        def work(connection: Connection) -> corrections.Kept | None:
            kept = corrections.take_back(connection, name, number, author)
            if kept is not None:
                heed(connection, name)
            return kept

        return self._write(work)

    def _heed(self, connection: Connection, decision: Decision) -> None:
        if decision.verdict not in decisions.ABOUT_CLAIMS:
            stories.touch_with_sources(connection, (decision.one, decision.two))
            return
        names = [decisions.article_of(key) for key in (decision.one, decision.two)]
        stories.tie_by_decisions(connection, self.window, names)

    def mention(self, wanted: str) -> str:
        """The key of the mention meant: "ferry-01:a3" itself, or the first of claim "12.c1"."""
        with self.store.read() as connection:
            if stories.stories_of(connection, [decisions.article_of(wanted)]):
                return wanted
        _, claim = self.claim(wanted)
        return claim.mentions[0].key
