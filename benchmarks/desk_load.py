"""The desk under load: 8 people at once for a minute, a story of 200 articles, search.

The desk runs as `ifolge serve` in a process of its own, on a store of made reports (see
store_scale.py);
the model has no part in it. Each client is a visitor of its own, reads pages and now and
then decides or corrects. Prints one line of JSON and fails when a floor of issue 13 is missed.

    taskset -c 1 python -m benchmarks.desk_load [--articles 100000] [--seconds 60] [--postgres]
"""

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

import httpx
from benchmarks.store_scale import START, World
from tests.postgres import running

from ifolge.archive import Archive
from ifolge.store import articles, open_store, stories

CLIENTS, STORY, AT_ONCE = 8, 200, 500
FLOORS = {"errors": 0, "p95_s": 1.0, "story_s": 1.0, "search_s": 1.0}


def fill(archive, world, size):
    """Put made reports into the store, many in one transaction, and one large story."""
    event = world.event()
    large = [world.make(event, START + timedelta(minutes=n)) for n in range(STORY) if _next(world)]
    _put(archive, large)
    while world.count < size:
        _put(archive, [world.report() for _ in range(min(AT_ONCE, size - world.count))])
    return large[0].article.id


def _next(world):
    world.count += 1
    return True


def _put(archive, reports):
    def work(connection):
        for report in reports:
            put, named = articles.put(connection, report)
            stories.place(connection, archive.window, put.article, named)

    archive.store.write(work)


@contextmanager
def serving(store):
    """A desk on the store, at the address given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ifolge", "serve", "--port", str(port), "--store", store]
    desk = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/health").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        desk.terminate()
        desk.wait(30)


class Visitor(threading.Thread):
    """Somebody who reads one page after the other, and sometimes says what they think."""

    def __init__(self, number, address, world, until):
        super().__init__()
        self.random, self.world, self.until = random.Random(number), world, until
        # The desk tells visitors behind a proxy apart by this header, as in a newsroom.
        headers = {"x-forwarded-for": f"10.0.0.{number + 1}"}
        self.http = httpx.Client(base_url=address, headers=headers, timeout=60)
        self.took, self.errors = [], []

    def run(self):
        while time.monotonic() < self.until:
            began = time.perf_counter()
            method, path, body = self.next()
            answer = self.http.request(method, path, json=body)
            self.took.append(time.perf_counter() - began)
            if answer.status_code not in (200, 201, 409):
                self.errors.append(f"{method} {path}: {answer.status_code}")

    def next(self):
        draw = self.random
        article, word = f"n{draw.randrange(1, 1000)}", draw.choice(self.world.words[:300])
        pages = ["/", "/stories", f"/articles/{article}", f"/articles/{article}"]
        pages += [f"/stories/{article}", "/sources", f"/search?q={word}"]
        pages += [f"/search?q={word}&status=denied", "/watch", f"/api/v1/stories/{article}"]
        kind = draw.randrange(len(pages) + 1)
        if kind < len(pages):
            return "GET", pages[kind], None
        one, two = draw.sample(self.world.sources, 2)
        return "POST", "/api/v1/decisions", {
            "verdict": "other_actor", "one": one, "two": two, "author": "load",
        }  # fmt: skip


def load(address, world, length):
    """All visitors at once: requests, errors, and how long pages took."""
    until = time.monotonic() + length
    visitors = [Visitor(number, address, world, until) for number in range(CLIENTS)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    took = sorted(seconds for one in visitors for seconds in one.took)
    errors = [error for one in visitors for error in one.errors]
    for error in errors[:5]:
        print(error, file=sys.stderr)
    return {
        "requests": len(took),
        "errors": len(errors),
        "median_s": round(median(took), 3),
        "p95_s": round(took[int(0.95 * len(took))], 3),
    }


def pages(address, world, story):
    """How long single pages take: the large story, computed and kept; searches."""
    with httpx.Client(base_url=address, timeout=600) as http:

        def seconds(path):
            began = time.perf_counter()
            http.get(path).raise_for_status()
            return time.perf_counter() - began

        first = seconds(f"/stories/{story}")
        again = median(seconds(f"/stories/{story}") for _ in range(5))
        queries = [f"q={world.words[0]}", f"q={world.words[1]} {world.words[2]}", "status=denied"]
        queries += [f"q={world.words[40]}&anonymous=yes", f"source={world.sources[0]}"]
        queries += [f"q={world.words[5][:2]}*", "lang=sv&source_type=government"]
        searches = {
            query: median(seconds(f"/search?{query}") for _ in range(3)) for query in queries
        }
    slowest = max(searches, key=searches.__getitem__)
    return {
        "story_first_s": round(first, 3),
        "story_s": round(again, 3),
        "search_s": round(searches[slowest], 3),
        "search_median_s": round(median(searches.values()), 3),
        "slowest_search": slowest,
    }


def measure(store, size, length):
    """Fill, serve, measure. Whether every floor was reached."""
    archive, world = Archive(open_store(store)), World(13, 400)
    began = time.perf_counter()
    story = fill(archive, world, size)
    filled = round(time.perf_counter() - began)
    dialect = archive.store.engine.dialect.name
    archive.store.close()
    with serving(store) as address:
        found = {**pages(address, world, story), **load(address, world, length)}
    print(json.dumps({"store": dialect, "articles": size, "filled_s": filled, **found}), flush=True)
    return all(found[name] <= floor for name, floor in FLOORS.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--postgres", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.postgres:
            os.chmod(folder, 0o755)
            with running(Path(folder) / "pg") as server:
                well = measure(server.url(), wanted.articles, wanted.seconds)
        else:
            well = measure(str(Path(folder) / "s.sqlite"), wanted.articles, wanted.seconds)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
