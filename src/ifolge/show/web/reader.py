"""Reading articles at the desk: text, file or address, one after the other, watched from a page."""

import itertools
import secrets
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field, replace
from pathlib import Path

from ifolge import pipeline
from ifolge.errors import IfolgeError, ReadError
from ifolge.model.article import Article
from ifolge.model.report import Report
from ifolge.read.credits import with_credits
from ifolge.read.inputs import READABLE, read_inputs
from ifolge.read.options import ReadOptions
from ifolge.show.web.problems import Problem
from ifolge.show.web.settings import Settings
from ifolge.workers import Aside

_KEPT_JOBS = 500
Articles = Callable[[], Iterator[Article | ReadError]]


@dataclass(frozen=True)
class About:
    """What the user says of an article; empty for what they leave open."""

    lang: str | None = None
    published: str | None = None
    outlet: str | None = None
    title: str | None = None

    def of(self, article: Article) -> Article:
        """The article with what the user says of it."""
        return replace(
            article,
            lang=self.lang or article.lang,
            published=self.published or article.published,
            outlet=self.outlet or article.outlet,
            title=self.title or article.title,
        )


@dataclass
class Job:
    """One request to read: what came of it so far."""

    id: str
    place: str
    began: float = field(default_factory=time.monotonic)
    numbers: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    future: Future[None] | None = None

    @property
    def done(self) -> bool:
        """Whether all is read."""
        return self.future is not None and self.future.done()

    @property
    def seconds(self) -> int:
        """How long it has been going on."""
        return int(time.monotonic() - self.began)

    def wait(self, seconds: float) -> bool:
        """Wait for the end, but not longer. Whether it came. Raises what went wrong in it."""
        assert self.future is not None
        try:
            self.future.result(timeout=seconds)
        except NotYet:
            return False
        return True


class Reader:
    """Reads one article at a time: the encoder uses all cores for each."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.beside = Aside(_analyse) if settings.processes else None
        self.pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.lock = threading.Lock()

    def submit(self, place: str, articles: Articles, keep: Callable[[Report, str], str]) -> Job:
        """Begin to read; `keep` stores each report and gives its number. At most so many wait."""
        with self.lock:
            waiting = sum(not job.done for job in self.jobs.values())
            if waiting >= self.settings.limits.waiting:
                raise Problem(503, "problem.busy")
            job = Job(secrets.token_hex(8), place)
            self.jobs[job.id] = job
            while len(self.jobs) > _KEPT_JOBS:
                self.jobs.popitem(last=False)
            job.future = self.pool.submit(self._run, job, articles, keep)
        return job

    def _run(self, job: Job, articles: Articles, keep: Callable[[Report, str], str]) -> None:
        for item in itertools.islice(articles(), self.settings.limits.articles):
            if isinstance(item, ReadError):
                job.problems.append(str(item))
                continue
            try:
                job.numbers.append(keep(self.read(item), job.place))
            except IfolgeError as error:
                job.problems.append(str(error))

    def read(self, article: Article) -> Report:
        """The report on one article. Raises ReadError for one that is empty or too long."""
        limit = self.settings.limits.text
        if not article.text.strip():
            raise ReadError(article.id, "holds no text")
        if len(article.text) > limit:
            raise ReadError(article.id, f"is longer than {limit:,} characters", "split it")
        return _analyse(article) if self.beside is None else self.beside(article)

    def warm_up(self) -> None:
        """Let the process beside load the model before somebody waits for it."""
        if self.beside is not None:
            self.pool.submit(self.beside, Article("warm-up", "Mødet er aflyst, siger Kreml."))

    def close(self) -> None:
        """Let go of thread and process; what waits is dropped."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        if self.beside is not None:
            self.beside.close()


def _analyse(article: Article) -> Report:
    return next(iter(pipeline.analyse_many([article])))


def from_text(text: str, about: About) -> Articles:
    """The article of a pasted text."""
    article = Article("text", text.replace("\r\n", "\n"))
    return lambda: iter([about.of(with_credits(article, title=True))])


def from_address(address: str, about: About, *, allow_private: bool) -> Articles:
    """The article at a web address; nothing but http(s) is followed."""
    if not address.casefold().startswith(("http://", "https://")):
        raise Problem(422, "problem.no_address")

    def articles() -> Iterator[Article | ReadError]:
        options = ReadOptions(lang=about.lang, allow_private=allow_private)
        for item in read_inputs([address], options):
            yield item if isinstance(item, ReadError) else about.of(item)

    return articles


def from_upload(name: str, data: bytes, about: About, limit: int) -> Articles:
    """The articles of a dropped file: what it is called decides nothing but how it is read."""
    suffix = Path(name).suffix.casefold()
    shown = "".join(c for c in Path(name).name if c.isprintable())[:80] or "file"

    def articles() -> Iterator[Article | ReadError]:
        with tempfile.TemporaryDirectory(prefix="ifolge-") as folder:
            path = Path(folder, "upload" + (suffix if suffix in READABLE else ".txt"))
            path.write_bytes(data)
            for item in read_inputs([str(path)], ReadOptions(lang=about.lang, max_file=limit)):
                if isinstance(item, ReadError):
                    yield ReadError(shown, item.problem, item.remedy)
                else:
                    yield about.of(item)

    return articles
