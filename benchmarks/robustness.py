"""How much is lost on texts in worse shape? Attribution F1 on disturbed development articles.

    python benchmarks/robustness.py [--set FILE.jsonl …]

Disturbances keep every offset (training/disturb.py), so the annotation still fits: quotation marks
of another country, none, short lines in capitals, hard line breaks, typed dashes, one character in
a hundred misread. Last, each article with one of another language behind it. Training saw such
texts too (but the last), never these articles.
"""

import argparse
import itertools
import json
import os
import random
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from training import disturb  # noqa: E402

from ifolge import pipeline  # noqa: E402
from ifolge.evaluate import evaluate  # noqa: E402
from ifolge.model import wire  # noqa: E402

DATA = Path(os.environ.get("IFOLGE_DATA", ROOT.parent / "shared" / "data"))


def as_it_is(text: str, draw: random.Random) -> str:
    return text


ROLES = ("source", "cue", "content", "anaphor")
CHANGES = (
    as_it_is,
    disturb.requote,
    disturb.unquote,
    disturb.shout,
    disturb.wrap,
    disturb.retype,
    disturb.smudge,
)


def change_all(documents: list[dict], change) -> list[dict]:
    draw = random.Random(7)
    return [{**d, "text": change(d["text"], draw)} for d in documents]


def joined(first: dict, second: dict) -> dict:
    """Two articles as one text; the attributions of both, those of the second moved."""
    shift = len(first["text"]) + 2
    moved = [
        {**a, "id": "z" + a["id"], "via": a.get("via") and "z" + a["via"]}
        | {role: [[s + shift, e + shift] for s, e in a.get(role) or []] for role in ROLES}
        for a in second["attributions"]
    ]
    text = first["text"] + "\n\n" + second["text"]
    return {**first, "text": text, "attributions": [*first["attributions"], *moved]}


def score(gold: list[dict]) -> float:
    articles = [wire.from_line(json.dumps(d)).article for d in gold]
    found = {r.article.id: wire.to_document(r) for r in pipeline.analyse_many(articles)}
    return evaluate(gold, found)["attribution"]["f1"]


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", type=Path, nargs="+", default=[DATA / "da" / "dev.jsonl"])
    parser.add_argument("--other", type=Path, default=DATA / "de" / "dev.jsonl", help="to mix in")
    parser.add_argument("--first", type=int, default=10_000, help="only so many articles a set")
    options = parser.parse_args()
    others = read(options.other)
    for path in options.set:
        documents = read(path)[: options.first]
        plain = 0.0
        for change in CHANGES:
            f1 = score(change_all(documents, change))
            plain = plain or f1
            print(
                f"{path.parent.name:<8}{change.__name__:<10}{f1:.3f}  {f1 - plain:+.3f}", flush=True
            )
        pairs = list(zip(documents, itertools.cycle(others)))
        apart = score([{**d, "id": f"{n}-{d['id']}"} for n, p in enumerate(pairs) for d in p])
        together = score([joined(*pair) for pair in pairs])
        print(
            f"{path.parent.name:<8}{'mixed':<10}{together:.3f}  {together - apart:+.3f}", flush=True
        )


if __name__ == "__main__":
    main()
