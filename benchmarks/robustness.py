"""How much is lost on texts in worse shape? Attribution F1 on disturbed development articles.

    python benchmarks/robustness.py [--set FILE.jsonl …]

Disturbances keep every offset (training/disturb.py), so the annotation still fits: quotation marks
of another country, none, short lines in capitals, hard line breaks, typed dashes, one character in
a hundred misread. Training saw such texts too, never these articles.
"""

import argparse
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


CHANGES = (
    as_it_is,
    disturb.requote,
    disturb.unquote,
    disturb.shout,
    disturb.wrap,
    disturb.retype,
    disturb.smudge,
)


def score(documents: list[dict], change) -> float:
    draw = random.Random(7)
    gold = [{**d, "text": change(d["text"], draw)} for d in documents]
    articles = [wire.from_line(json.dumps(d)).article for d in gold]
    found = {r.article.id: wire.to_document(r) for r in pipeline.analyse_many(articles)}
    return evaluate(gold, found)["attribution"]["f1"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", type=Path, nargs="+", default=[DATA / "da" / "dev.jsonl"])
    parser.add_argument("--first", type=int, default=10_000, help="only so many articles a set")
    options = parser.parse_args()
    for path in options.set:
        lines = path.read_text("utf-8").splitlines()[: options.first]
        documents = [json.loads(line) for line in lines if line.strip()]
        plain = 0.0
        for change in CHANGES:
            f1 = score(documents, change)
            plain = plain or f1
            print(
                f"{path.parent.name:<8}{change.__name__:<10}{f1:.3f}  {f1 - plain:+.3f}", flush=True
            )


if __name__ == "__main__":
    main()
