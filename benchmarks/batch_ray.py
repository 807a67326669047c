"""Two Ray workers against one process: words a second of `ifolge batch`, in turns in one run.

Both read the same parts with one thread a worker. The ratio asked for is 1.6 or more; it needs a
core for each worker.

    python -m benchmarks.batch_ray [--articles 600] [--rounds 3] [--workers 2]
"""

import argparse
import json
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

import ray
from benchmarks.speed import make_articles

from ifolge import batch

PARTS, FLOOR = 12, 1.6


def write_archive(folder, count):
    """An archive of JSON lines in files that make a part each."""
    folder.mkdir()
    articles = make_articles(count)
    for number in range(PARTS):
        lines = [json.dumps(one, ensure_ascii=False) for one in articles[number::PARTS]]
        (folder / f"{number:02}.jsonl").write_text("\n".join(lines), "utf-8")


def speed(run, parts):
    """Words a second of all parts."""
    began = time.perf_counter()
    done = list(run(parts))
    assert not any(one.problems for one in done), [one.problems for one in done]
    return sum(one.words for one in done) / (time.perf_counter() - began)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    batch.PART_BYTES = 1
    ray.init(num_cpus=wanted.workers, log_to_driver=False, include_dashboard=False)
    engines = {
        "one_process": partial(map, partial(batch.try_part, threads=1)),
        "ray": partial(batch.run_ray, workers=wanted.workers),
    }
    found = {name: [] for name in engines}
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "in"
        write_archive(source, wanted.articles)
        for turn in range(-1, wanted.rounds):  # the first turn loads the model everywhere
            for name, run in engines.items():
                parts = batch.plan(str(source), str(Path(place) / f"{name}{turn}"))
                words = speed(run, parts)
                if turn >= 0:
                    found[name].append(words)
    ray.shutdown()
    ratio = median(two / one for one, two in zip(*found.values(), strict=True))
    words = {name: round(median(speeds)) for name, speeds in found.items()}
    print(
        json.dumps({"words_a_second": words, "workers": wanted.workers, "ratio": round(ratio, 2)})
    )
    sys.exit(0 if ratio >= FLOOR else 1)


if __name__ == "__main__":
    main()
