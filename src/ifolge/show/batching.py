"""Run a batch from the command line: what is done, what is left, what went wrong."""

import sys
import time
from typing import Any

from ifolge.batch import is_done, plan, run_local, run_ray
from ifolge.show.messages import load_messages


def run(arguments: tuple[Any, ...]) -> int:
    """Do the parts that are not done. Returns the exit code."""
    source, target, engine, workers, lang, quiet = arguments
    labels = load_messages(lang)
    parts = plan(source, target)
    left = [part for part in parts if not is_done(part)]
    run_parts = run_ray if engine == "ray" else run_local
    begin, failed, words, articles, rows = time.monotonic(), False, 0, 0, 0
    try:
        for number, done in enumerate(run_parts(left, workers), len(parts) - len(left) + 1):
            words, articles, rows = words + done.words, articles + done.articles, rows + done.rows
            for problem in done.problems:
                failed = True
                print(f"ifolge: {problem}", file=sys.stderr)
            if not quiet:
                speed = words / max(time.monotonic() - begin, 0.001)
                told = {"articles": articles, "rows": rows, "speed": f"{speed:.0f}"}
                line = labels.label("batch.part", number=number, parts=len(parts), **told)
                print(line, file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        return 130
    return 1 if failed else 0
