"""What the next article costs a store of 1,000 and of 100,000: time, search, bytes.

Reports are made, not read: their structure (length, names, attributions, vectors, copies, events
that some outlets report in several languages over some days) is drawn at random, the model's time
is not part of it. A small store stands beside the large one, and articles are added to both in
turns, so that whatever else the machine does slows both.

    python -m benchmarks.store_scale --sizes 1000 100000 [--postgres] [--per-day 400]
"""

import argparse
import itertools
import json
import os
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import text
from tests.postgres import running

from ifolge.archive import Archive
from ifolge.model.article import Article, Language, Sentence, Span
from ifolge.model.attribution import (
    Attribution,
    Kind,
    Name,
    NameLabel,
    SourceType,
    Status,
    TimeExpression,
)
from ifolge.model.reason import Reason
from ifolge.model.report import OwnVoice, Published, Report
from ifolge.store import dossiers, open_store
from ifolge.store.search import Wanted, search_articles

START = datetime(2026, 1, 1, tzinfo=UTC)
PROBE = 300  # articles whose adding is timed
SYLLABLES = tuple(c + v for c in "bdfghklmnprstv" for v in "aiou")


class World:
    """Draws articles: events with names of their own, outlets, languages, and a vocabulary."""

    def __init__(self, seed, per_day):
        self.random, self.per_day = random.Random(seed), per_day
        self.numbers = np.random.default_rng(seed)
        self.words = sorted({self.word() for _ in range(30_000)})
        self.weights = 1 / np.arange(5, len(self.words) + 5)
        self.cumulative = np.cumsum(self.weights / self.weights.sum())
        self.middle = self.numbers.normal(size=384)
        self.outlets = [f"{self.word().title()} Avis" for _ in range(120)]
        self.sources = [f"{self.name()} {self.name()}" for _ in range(20_000)]
        self.common = [self.name() for _ in range(60)]  # countries, capitals, offices
        self.events, self.count = [], 0

    def word(self):
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4)))

    def name(self):
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(3, 5))).title()

    def event(self):
        names = [self.name() for _ in range(self.random.randint(3, 8))]
        names.append(self.random.choice(self.common))
        vector = self.middle * 0.8 + self.numbers.normal(size=384)
        return {"names": names, "vector": vector, "text": None, "sources": [self.name()]}

    def report(self):
        """The next article, of a new event or of one of the last days."""
        self.count += 1
        at = START + timedelta(days=self.count / self.per_day)
        if not self.events or self.random.random() < 0.3:
            self.events = [*self.events[-2 * self.per_day :], self.event()]
            event = self.events[-1]
        else:
            event = self.events[-1 - int(self.random.expovariate(1 / 40)) % len(self.events)]
        return self.make(event, at)

    def sentence(self, names):
        places = np.searchsorted(self.cumulative, self.numbers.random(self.random.randint(8, 20)))
        words = [self.words[place] for place in places]
        for name in self.random.sample(names, k=self.random.randint(0, 2)):
            words.insert(self.random.randint(1, len(words)), name)
        line = " ".join(words)
        return line[0].upper() + line[1:] + "."

    def make(self, event, at):
        names = [*event["names"], self.random.choice(self.common), self.name()]
        count = self.random.randint(12, 28)
        said = [self.sentence(names) for _ in range(count)]
        if event["text"] and self.random.random() < 0.2:
            said = event["text"]
        event["text"] = said
        spans, start = [], 0
        for line in said:
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        article = Article(
            id=f"n{self.count}",
            text="\n".join(said),
            lang=self.random.choice(("da", "en", "de", "nb", "sv")),
            title=self.sentence(names)[:70],
            url=f"https://avis{self.count % 120}.example/{self.count}",
            outlet=self.random.choice(self.outlets),
            published=at.isoformat(),
            credit=self.random.choice(("Ritzau", None, None)),
        )
        return self.found(article, event, spans)

    def found(self, article, event, spans):
        spoken = [n for n in range(len(spans)) if self.random.random() < 0.45]
        attributions = [self.attribution(f"a{n}", spans[s]) for n, s in enumerate(spoken)]
        own = [
            spans[n] for n in range(len(spans)) if n not in spoken and self.random.random() < 0.6
        ]
        keys = [a.id for a in attributions] + [f"{s.start}:{s.end}" for s in own]
        rows = event["vector"] + self.numbers.normal(size=(len(keys), 384))
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        found = [
            Name(Span(at, at + len(name)), NameLabel.PERSON, 0.93)
            for name in event["names"]
            if (at := article.text.find(name)) >= 0
        ]
        day = article.published[:10]
        return Report(
            article=article,
            language=Language(article.lang, 0.99),
            attributions=tuple(attributions),
            sentences=tuple(Sentence(span, n) for n, span in enumerate(spans)),
            names=tuple(sorted(found, key=lambda n: n.span)),
            published=Published(day, day, False, (Reason("published", "published.given"),)),
            own_voice=tuple(OwnVoice(s, False, (Reason("own_voice", "own.no_cue"),)) for s in own),
            vectors=dict(zip(keys, rows.astype(np.float32), strict=True)),
            model="made",
        )

    def attribution(self, name, span):
        cut = span.start + max(1, len(span) // 4)
        cue = Span(cut, min(span.end, cut + 7))
        kinds = (
            "status.cue",
            "source_type.noun",
            "canonical_source.name",
            "kind.marks",
            "said.day",
        )
        reasons = tuple(
            Reason(k.split(".")[0], k, (cue,), {"cue": "siger"}, "da/cues.csv:sige", 0.9123)
            for k in self.random.sample(kinds, k=4)
        )
        time_said = TimeExpression(
            cue, "2026-01-01", "2026-01-01", "2026-01-01", "day", "da/time.csv"
        )
        return Attribution(
            id=name,
            source=(Span(span.start, cut),),
            cue=(cue,),
            content=(Span(cue.end, span.end),),
            kind=Kind.INDIRECT,
            source_type=self.random.choice(list(SourceType)),
            anonymous=self.random.random() < 0.1,
            status=self.random.choice(list(Status)),
            canonical_source=self.sources[int(self.random.paretovariate(0.5)) % len(self.sources)],
            said=time_said if self.random.random() < 0.4 else None,
            confidence=0.8765,
            reasons=reasons,
        )


class Filled:
    """A store and the world its articles are drawn from."""

    def __init__(self, url, per_day):
        self.archive, self.world = Archive(open_store(url)), World(7, per_day)

    def fill(self, size):
        while self.world.count < size:
            self.archive.add(self.world.report())

    def add(self):
        """Seconds that adding the next article took, by the clock and of this process."""
        report = self.world.report()
        clock, process = time.perf_counter(), time.process_time()
        self.archive.add(report)
        return time.perf_counter() - clock, time.process_time() - process


def measure(new_url, sizes, per_day):
    """Fill a store and stop at each size to time the next articles, search and a story."""
    small, large = Filled(new_url(), per_day), Filled(new_url(), per_day)
    small.fill(sizes[0])
    print(json.dumps({"articles": sizes[0], **times(small)}), flush=True)
    for size in sizes[1:]:
        large.fill(size)
        pairs = [(small.add(), large.add()) for _ in range(PROBE)]
        told = {"articles": size, **ratios(np.array(pairs)), **times(large)}
        print(json.dumps({"store": large.archive.store.engine.dialect.name, **told}), flush=True)


def ratios(pairs):
    """Medians and means of adding in milliseconds, small store against large, and their ratios."""
    found = {}
    for name, how in (("median", np.median), ("mean", np.mean)):
        for number, which in enumerate(("clock", "cpu")):
            small, large = how(pairs[:, :, number], axis=0) * 1000
            milliseconds = [round(float(small), 2), round(float(large), 2)]
            found[f"add_{which}_{name}_ms"] = milliseconds
            found[f"ratio_{which}_{name}"] = round(float(large / small), 3)
    return found


def times(filled):
    """Seconds of search and of one story; kilobytes of the store an article."""
    archive, world = filled.archive, filled.world
    with archive.store.read() as connection:
        largest = dossiers.list_stories(connection, 50)
    story = max(largest, key=lambda s: s.size)
    word = world.words[40]
    found = {
        "search_common_s": seconds(lambda: find(archive, Wanted(world.words[1]))),
        "search_s": seconds(lambda: find(archive, Wanted(word))),
        "search_status_s": seconds(lambda: find(archive, Wanted(word, status="denied"))),
        "story_size": story.size,
        "story_first_s": seconds(lambda: archive.dossier(story.id)),
        "story_s": seconds(lambda: (archive.dossier(story.id), archive.reports(story.id))),
    }
    return {**found, "kb_per_article": kilobytes(archive)}


def seconds(work):
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 3)


def find(archive, wanted):
    with archive.store.read() as connection:
        return search_articles(connection, wanted)


def kilobytes(archive):
    """Size of the store without the articles' texts, for each article."""
    if archive.store.is_file:
        archive.store.engine.dispose()
    with archive.store.read() as connection:
        count = connection.execute(text("SELECT count(*) FROM article")).scalar()
        if not archive.store.is_file:
            size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar()
            texts = connection.execute(
                text("SELECT sum(pg_column_size(text)) FROM version")
            ).scalar()
            return round((size - texts) / count / 1000, 2)
        texts = connection.execute(text("SELECT sum(length(CAST(text AS BLOB))) FROM version"))
        return round((os.path.getsize(archive.store.name) - texts.scalar()) / count / 1000, 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--per-day", type=int, default=400)
    parser.add_argument("--postgres", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.postgres:
            os.chmod(folder, 0o755)
            with running(Path(folder) / "pg") as server:
                measure(server.url, wanted.sizes, wanted.per_day)
        else:
            names = (Path(folder) / f"{n}.sqlite" for n in itertools.count())
            measure(lambda: next(names), wanted.sizes, wanted.per_day)


if __name__ == "__main__":
    main()
