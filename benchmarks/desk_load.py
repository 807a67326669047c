"""The desk under load: 8 people at once for a minute, a story of 200 articles, search, reading.

The desk runs as `ifolge serve` in a process of its own, on a store of made reports (see
store_scale.py). First every kind of page alone, by clock and by the desk's own processor time;
then all visitors at once: they read pages, ask the API, decide, correct, and have a text analysed.
Prints JSON, kind by kind, and fails when a floor of issue 13 is missed. A slow desk takes much
`cpu`; one on a machine that others use too takes little and has `waited` for a processor.

    taskset -c 1 python -m benchmarks.desk_load [--articles 100000] [--seconds 60] [--postgres]
"""

import argparse
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import mean, median

import httpx
from benchmarks.speed import make_articles
from benchmarks.store_scale import START, World
from tests.postgres import running

from ifolge.archive import Archive
from ifolge.store import articles, open_store, stories

CLIENTS, STORY, AT_ONCE, SEED = 8, 200, 500, 13
WORDS = 500  # of the text that is analysed
PAGES = ("front", "stories", "story", "claim", "article", "sources", "search", "watch")
FLOORS = {"errors": 0, "pages_p95_s": 1.0, "story_s": 1.0, "search_s": 1.0, "analyse_s": 1.5}
TICK = os.sysconf("SC_CLK_TCK")


# ---------------------------------------------------------------- the store


def fill(archive, world, size):
    """Put made reports into the store, many in one transaction, and one large story."""
    event = world.event()
    large = [world.make(event, START + timedelta(minutes=n)) for n in range(STORY) if _next(world)]
    _put(archive, large)
    while world.count < size:
        _put(archive, [world.report() for _ in range(min(AT_ONCE, size - world.count))])


def _next(world):
    world.count += 1
    return True


def _put(archive, reports):
    def work(connection):
        for report in reports:
            put, named = articles.put(connection, report)
            stories.place(connection, archive.window, put.article, named)

    archive.store.write(work)


# ---------------------------------------------------------------- the desk


class Desk:
    """A desk that runs: where it is, and what it took so far."""

    def __init__(self, process, address):
        self.process, self.address = process, address

    def took(self):
        """Seconds of processor, and seconds that the desk was ready to run and was not let."""
        used = waited = 0.0
        for process in self._family():
            try:
                fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                tasks = [t.read_text() for t in Path(f"/proc/{process}/task").glob("*/schedstat")]
            except OSError:
                continue
            used += (int(fields[11]) + int(fields[12])) / TICK
            waited += sum(int(task.split()[1]) for task in tasks) / 1e9
        return used, waited

    def _family(self):
        """The desk's process and those it began."""
        found = [self.process.pid]
        for process in found:
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                try:
                    found += map(int, children.read_text().split())
                except OSError:
                    continue
        return found


@contextmanager
def serving(store):
    """A desk on the store, at the address given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ifolge", "serve", "--port", str(port), "--store", store]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/health").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield Desk(process, address)
    finally:
        process.terminate()
        process.wait(30)


# ---------------------------------------------------------------- visitors


class Visitor:
    """Somebody with a browser at the desk, and what they want next."""

    def __init__(self, number, address, world):
        self.random, self.world = random.Random(number), world
        # The desk tells visitors behind a proxy apart by this header, as in a newsroom.
        headers = {"x-forwarded-for": f"10.0.0.{number + 1}"}
        self.http = httpx.Client(base_url=address, headers=headers, timeout=120)
        self.texts = [a["text"] for a in make_articles(20)]

    def page(self, address):
        """A page, and what the browser asks for again by itself until the page is whole."""
        answer = self.http.get(address)
        while answer.status_code == 202:
            time.sleep(1)
            answer = self.http.get(address)
        return answer

    def token(self, address):
        return re.search(r'name="csrf" value="(\w+)"', self.page(address).text)[1]

    def analyse(self):
        """Paste a text, click, and come to the marked page."""
        token = self.token("/")
        words = " ".join(self.random.sample(self.texts, 2)).split(" ")[:WORDS]
        form = {"csrf": token, "text": " ".join(words) + f" {self.random.random()}"}
        began = time.perf_counter()
        answer = self.http.post("/read", data=form, follow_redirects=True)
        while answer.status_code == 202:
            time.sleep(0.5)
            where = re.search(r'href="(/reading/\w+)"', answer.text)[1]
            answer = self.http.get(where, follow_redirects=True)
        return answer, time.perf_counter() - began

    def correct(self):
        """Put the status of an attribution right, in the form of its article."""
        place = f"/correct/a0/{self.article()}"
        token = self.token(place)
        status = self.random.choice(("denied", "confirmed", "asserted", "expected"))
        form = {"csrf": token, "status": status, "author": "load"}
        return self.timed(lambda: self.http.post(place, data=form))

    def decide(self):
        """Say that two sources are not the same."""
        one, two = self.random.sample(self.world.sources, 2)
        body = {"verdict": "other_actor", "one": one, "two": two, "author": "load"}
        return self.timed(lambda: self.http.post("/api/v1/decisions", json=body))

    def article(self):
        return f"n{self.random.randrange(1, 1000)}"

    def timed(self, ask):
        began = time.perf_counter()
        answer = ask()
        return answer, time.perf_counter() - began

    def address(self, kind):
        """Where a page of this kind stands."""
        draw, name = self.random, self.article()
        word = draw.choice(self.world.words[:300])
        return {
            "front": "/",
            "stories": "/stories",
            "story": f"/stories/{name}",
            "claim": f"/claims/{name}.c1",
            "article": f"/articles/{name}",
            "sources": "/sources",
            "search": f"/search?q={word}" + draw.choice(("", "&status=denied")),
            "watch": "/watch",
            "api_story": f"/api/v1/stories/{name}",
            "api_search": f"/api/v1/search?q={word}",
        }[kind]

    def do(self, kind):
        """One thing of this kind: the answer and its seconds."""
        if kind in ("analyse", "correct", "decide"):
            return getattr(self, kind)()
        address = self.address(kind)
        return self.timed(lambda: self.http.get(address))


MIX = (
    *("front", "stories", "story", "story", "claim", "article", "article", "article", "sources"),
    *("search", "search", "watch", "api_story", "api_search", "decide", "correct"),
)
READERS = 0.01  # share of what is done that is a text to analyse, about 10 a minute


class Load(threading.Thread):
    """A visitor who does one thing after the other until the time is over."""

    def __init__(self, number, address, world, until):
        super().__init__()
        self.visitor, self.until = Visitor(number, address, world), until
        self.took, self.errors, self.pending = defaultdict(list), [], 0

    def run(self):
        while time.monotonic() < self.until:
            draw = self.visitor.random
            kind = "analyse" if draw.random() < READERS else draw.choice(MIX)
            answer, seconds = self.visitor.do(kind)
            self.took[kind].append(seconds)
            self.pending += answer.status_code == 202
            if answer.status_code not in (200, 201, 202, 303, 409):
                told = f"{answer.request.method} {answer.request.url.path}"
                self.errors.append(f"{told}: {answer.status_code} {answer.text[:200]}")


def percentiles(seconds):
    ordered = sorted(seconds)
    return {
        "count": len(ordered),
        "p50_s": round(median(ordered), 3),
        "p95_s": round(ordered[int(0.95 * len(ordered))], 3),
    }


def load(desk, world, length):
    """All visitors at once: what each kind of route took, errors, and the desk's processor."""
    before, began = desk.took(), time.monotonic()
    visitors = [Load(n, desk.address, world, began + length) for n in range(CLIENTS)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    clock, after = time.monotonic() - began, desk.took()
    errors = [error for one in visitors for error in one.errors]
    for error in errors[:5]:
        print(error, file=sys.stderr)
    took = {kind: [s for one in visitors for s in one.took[kind]] for kind in (*MIX, "analyse")}
    count = sum(map(len, took.values()))
    used, waited = after[0] - before[0], after[1] - before[1]
    return {
        "requests": count,
        "errors": len(errors),
        "pages_p95_s": percentiles([s for kind in PAGES for s in took[kind]])["p95_s"],
        "put_together_later": sum(one.pending for one in visitors),
        "clock_s": round(clock, 1),
        "cpu_s": round(used, 1),
        "waited_s": round(waited, 1),
        "cpu_ms_per_request": round(1000 * used / count, 1),
        "kinds": {kind: percentiles(seconds) for kind, seconds in took.items() if seconds},
    }


# ---------------------------------------------------------------- one page at a time


def searches(world):
    """What is searched for: common and rare words, beginnings, phrases, conditions."""
    words, sources = world.words, world.sources
    queries = [f"q={words[0]}", f"q={words[1]} {words[2]}", "status=denied", f"source={sources[0]}"]
    queries += [f"q={words[40]}&anonymous=yes", f"q={words[5][:3]}*", f"source={sources[19_999]}"]
    queries += ["lang=sv&source_type=government", f"q={words[1]}&since=2026-01-03&until=2026-01-04"]
    return queries


def singly(desk, world, story, times=5):
    """Every kind of page alone: seconds by the clock and of the desk's processor, bytes."""
    visitor, found = Visitor(99, desk.address, world), {}
    visitor.page(f"/stories/{story}")
    visitor.analyse()  # so that the model is loaded

    def measure(name, ask):
        before = desk.took()[0]
        answers = [ask() for _ in range(times)]
        cpu = (desk.took()[0] - before) / times
        size = len(answers[0][0].content)
        clock = median(seconds for _, seconds in answers)
        found[name] = {"clock_s": round(clock, 3), "cpu_s": round(cpu, 3), "kB": size // 1000}

    for address in (f"/stories/{story}", f"/stories/{story}/graph", f"/api/v1/stories/{story}"):
        measure(address, lambda at=address: visitor.timed(lambda: visitor.page(at)))
    for kind in ("front", "stories", "sources", "article", "watch"):
        measure(kind, lambda of=kind: visitor.timed(lambda: visitor.page(visitor.address(of))))
    for query in searches(world):
        for at in ("/search?", "/api/v1/search?"):
            measure(at + query, lambda to=at + query: visitor.timed(lambda: visitor.page(to)))
    measure("analyse", visitor.analyse)
    slowest = max((one["clock_s"], at) for at, one in found.items() if "/search" in at)
    return {
        "story_s": found[f"/stories/{story}"]["clock_s"],
        "search_s": slowest[0],
        "slowest_search": slowest[1],
        "search_mean_s": round(mean(o["clock_s"] for a, o in found.items() if "/search" in a), 3),
        "analyse_s": found["analyse"]["clock_s"],
        "alone": found,
    }


def measure(store, size, length):
    """Fill, serve, measure. Whether every floor was reached."""
    archive, world = Archive(open_store(store)), World(SEED, 400)
    began = time.perf_counter()
    with archive.store.read() as connection:
        filled = articles.number_of(connection, "n1") is not None
    if not filled:
        fill(archive, world, size)
    seconds = round(time.perf_counter() - began)
    dialect = archive.store.engine.dialect.name
    archive.store.close()
    with serving(store) as desk:
        found = {**singly(desk, world, "n1"), **load(desk, world, length)}
    print(json.dumps({"store": dialect, "articles": size, "filled_s": seconds, **found}, indent=1))
    missed = [name for name, floor in FLOORS.items() if found[name] > floor]
    print("missed: " + ", ".join(missed) if missed else "every floor is reached", flush=True)
    return not missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--store", help="a filled store, made here if it is new, and kept")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.postgres and not wanted.store:
            os.chmod(folder, 0o755)
            with running(Path(folder) / "pg") as server:
                well = measure(server.url(), wanted.articles, wanted.seconds)
        else:
            store = wanted.store or str(Path(folder) / "s.sqlite")
            well = measure(store, wanted.articles, wanted.seconds)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
