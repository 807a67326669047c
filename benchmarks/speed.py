"""Words a second, memory and start of ifolge on this machine.

    python benchmarks/speed.py [--articles 1000] [--workers 1 2]

Articles are drawn from the paragraphs of `examples/`, shuffled, about 400 words each. Every figure
is from a fresh process; compare figures of one run only, machines differ and are shared.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = 1


def make_articles(count: int) -> list[dict[str, str]]:
    draw = random.Random(SEED)
    by_language = {
        folder.name: [
            line
            for path in sorted(folder.glob("*.txt"))
            for line in path.read_text("utf-8").split("\n")
            if line.strip()
        ]
        for folder in sorted((ROOT / "examples").iterdir())
        if folder.is_dir()
    }
    out = []
    for number in range(count):
        lang = sorted(by_language)[number % len(by_language)]
        text, lines = "", by_language[lang]
        while len(text.split()) < 400:
            text += draw.choice(lines) + "\n\n"
        out.append({"id": f"{lang}-{number}", "lang": lang, "text": text.strip()})
    return out


def run_child(path: str, workers: int) -> None:
    """In a process of its own: load, warm up, read all; print figures as JSON."""
    from ifolge.model.article import Article
    from ifolge.pipeline import analyse, analyse_many

    begun = time.perf_counter()
    articles = [Article(**json.loads(line)) for line in Path(path).read_text("utf-8").splitlines()]
    analyse(articles[0])
    loaded = time.perf_counter()
    found = sum(len(r.attributions) for r in analyse_many(iter(articles), workers=workers))
    seconds = time.perf_counter() - loaded
    words = sum(len(a.text.split()) for a in articles)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        json.dumps(
            {
                "workers": workers,
                "articles": len(articles),
                "words": words,
                "attributions": found,
                "load_seconds": round(loaded - begun, 2),
                "words_per_second": round(words / seconds),
                "peak_mb": round(own / 1024),
                "peak_mb_of_a_worker": round(children / 1024),
            }
        )
    )


def time_command(arguments: list[str], times: int = 5) -> float:
    """The median wall time of a command, seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True)
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[times // 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_child(options.child[0], int(options.child[1]))
        return
    example = str(ROOT / "examples" / "da" / "havnebroen.txt")
    command = [sys.executable, "-m", "ifolge", "read", example]
    print(f"ifolge read, whole command: {time_command(command):.2f} s")
    print(f"ifolge --help: {time_command([sys.executable, '-m', 'ifolge', '--help']):.2f} s")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for article in make_articles(options.articles):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
        file.flush()
        for workers in options.workers:
            subprocess.run(
                [sys.executable, __file__, "--child", file.name, str(workers)], check=True
            )


if __name__ == "__main__":
    main()
