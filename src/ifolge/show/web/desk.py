"""The desk behind its pages: the archive, what is being read, and what people put right."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy import Connection

from ifolge.archive import Archive
from ifolge.corrected import corrected, heed
from ifolge.model.claim import Decision
from ifolge.model.report import Report
from ifolge.show.web import putting_right, readings
from ifolge.show.web.access import Access
from ifolge.show.web.events import Events
from ifolge.show.web.overview import Overviews
from ifolge.show.web.problems import Problem, not_found
from ifolge.show.web.reader import Articles, Job, Reader
from ifolge.show.web.settings import Settings
from ifolge.show.web.tales import Tales, ways_of
from ifolge.store import Store, articles, corrections, notes, open_store
from ifolge.store.articles import Put
from ifolge.store.corrections import Kept
from ifolge.store.stories import stories_of

T = TypeVar("T")
_LONGEST_READ = 300.0


@dataclass(frozen=True)
class Sheet:
    """An article as it is shown: as found, as put right, and what was put right."""

    found: Report
    report: Report
    history: list[Kept]
    in_archive: bool

    @property
    def id(self) -> str:
        """The article's name in the archive, or the number of the reading."""
        return self.report.article.id


@dataclass
class Desk:
    """Everything a page or an API route needs; safe to use from several threads."""

    settings: Settings
    store: Store
    access: Access
    reader: Reader
    events: Events = field(default_factory=Events)
    lock: threading.RLock = field(default_factory=threading.RLock)
    once_lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._archive = Archive(self.store)
        ways = ways_of(self._archive, self.settings.store, self.settings.processes)
        patience = self.settings.limits.story_patience
        self.tales = Tales(self._archive, ways, patience)
        self.overviews = Overviews(self.store, patience)

    def warm_up(self) -> None:
        """Prepare beside what the first visitors would wait for, where there are processes."""
        if self.settings.processes:
            self.reader.warm_up()
            self.overviews.begin()

    def archive(self, work: Callable[[Archive], T]) -> T:
        """Change something in the archive, which takes one thread at a time."""
        with self.lock:
            return work(self._archive)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Look something up in the store."""
        with self.store.read() as connection:
            return work(connection)

    # ------------------------------------------------------------ articles

    def submit(self, place: str, articles_of: Articles) -> Job:
        """Begin to read articles that stay at the desk until somebody adds them."""

        def keep(report: Report, where: str) -> str:
            article = readings.under_number(report.article, readings.new_number())
            moved = replace(report, article=article)
            return self.store.write(lambda connection: readings.keep(connection, moved, where))

        return self.reader.submit(place, articles_of, keep)

    def submit_to_archive(self, articles_of: Articles) -> Job:
        """Begin to read articles that go straight into the archive."""

        def keep(report: Report, _: str) -> str:
            return self.add_report(report).name

        return self.reader.submit("", articles_of, keep)

    def report_of(self, articles_of: Articles) -> Report:
        """Read one article and wait for it. Raises ReadError when it cannot be read."""
        found: list[Report] = []

        def keep(report: Report, _: str) -> str:
            found.append(report)
            return report.article.id

        job = self.reader.submit("", articles_of, keep)
        if not job.wait(_LONGEST_READ):
            raise Problem(503, "problem.busy")
        if not found:
            raise Problem(422, "problem.unreadable", "; ".join(job.problems))
        return found[0]

    def sheet(self, name: str) -> Sheet:
        """An article of the archive or the desk. Raises Problem when there is none."""

        def look(connection: Connection) -> Sheet:
            report, in_archive = readings.load(connection, name), False
            if report is None:
                report, in_archive = _of_archive(connection, name), True
            if report is None:
                raise not_found(name)
            history = corrections.history(connection, name)
            return Sheet(report, corrected(report, history), history, in_archive)

        return self.read(look)

    def put_right(
        self, name: str, attribution: str, changes: Mapping[str, str], signed: tuple[str, str]
    ) -> list[int]:
        """Correct fields of one attribution. Returns the numbers of the corrections."""
        sheet = self.sheet(name)
        meant = [a for a in sheet.report.attributions if a.id == attribution]
        if not meant:
            raise not_found(f"{name} {attribution}")
        made = putting_right.corrections_of(sheet.report, meant[0], changes, signed)
        numbers = self.archive(lambda archive: archive.correct(made))
        if numbers:
            self.events.tell("correction", {"article": name, "attribution": attribution})
        return numbers

    def take_back(self, name: str, number: int, author: str) -> Kept:
        """Undo a correction. Raises Problem when there is none that holds."""
        kept = self.archive(lambda archive: archive.take_back(name, number, author))
        if kept is None:
            raise not_found(f"{name} {number}")
        self.events.tell("correction", {"article": name, "attribution": kept.attribution})
        return kept

    def add(self, name: str) -> Put:
        """Put a reading into the archive, where it finds its story. Its corrections come along."""
        report = self.read(lambda connection: readings.load(connection, name))
        if report is None:
            raise not_found(name)

        def move(connection: Connection, put: Put) -> None:
            corrections.rename_article(connection, name, put.name)
            readings.forget(connection, name)
            heed(connection, put.name)

        return self.add_report(report, move)

    def add_report(
        self, report: Report, also: Callable[[Connection, Put], None] | None = None
    ) -> Put:
        """Put a report, and what is `also` done, into the archive."""
        put = self.archive(lambda archive: archive.add(report, also))
        self.events.tell("article", {"article": put.name, "outcome": put.outcome.value})
        return put

    def story_of(self, name: str) -> int | None:
        """The story an article of the archive belongs to."""
        return self.read(lambda connection: next(iter(stories_of(connection, [name])), None))

    # ------------------------------------------------------------ decisions

    def decide(self, decision: Decision) -> int | None:
        """Keep a person's word on two mentions or sources."""
        if not decision.author:
            raise Problem(422, "problem.no_author")
        number = self.archive(lambda archive: archive.decide(decision))
        if number is not None:
            self.events.tell("decision", {"decision": number, "verdict": decision.verdict.value})
        return number

    def undo(self, number: int, author: str) -> Decision:
        """Take a decision back."""
        decision = self.archive(lambda archive: archive.undo(number, author))
        self.events.tell("decision", {"decision": number, "undone": True})
        return decision

    def close(self) -> None:
        """Let go of store, reader and whoever works beside."""
        self.reader.close()
        self.tales.close()
        self.overviews.close()
        self.store.close()


def open_desk(settings: Settings) -> Desk:
    """The desk on its store, which is made if it is new."""
    store = open_store(settings.store)
    secret = store.write(lambda connection: notes.drawn_once(connection, "secret"))
    return Desk(settings, store, Access(settings, bytes.fromhex(secret)), Reader(settings))


def _of_archive(connection: Connection, name: str) -> Report | None:
    number = articles.number_of(connection, name)
    if number is None:
        return None
    return next(articles.load_reports(connection, [number]), None)
