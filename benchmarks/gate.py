"""Is the model as good as it was? Scores against floors; fails below one.

    python benchmarks/gate.py [--update] [--card]

Scores the installed model on the gold articles of the repository (training/data/LANG/dev.jsonl, our
own writing, never trained on) and, where the corpora are there (IFOLGE_DATA), on their development
sets. Prints version, model digest and figures. `--update` raises the floors in `floors.toml` to two
points below what was measured and never lowers one; `--card` writes the scores into the model card.
"""

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import ifolge
from ifolge import pipeline
from ifolge.evaluate import evaluate
from ifolge.model import wire

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("IFOLGE_DATA", ROOT.parent / "shared" / "data"))
FLOORS = Path(__file__).parent / "floors.toml"
CARD = ROOT / "src" / "ifolge" / "encoder" / "files" / "card.md"
LANGUAGES = ("da", "de", "en", "nb", "sv")
BELOW = 0.02
FIELDS = ("status", "source_type", "canonical_source")
START, END = "<!-- scores: written by `make gate-card` -->", "<!-- end of scores -->"


def corpora() -> Iterator[tuple[str, Path, int]]:
    """Name, file and annotation scheme of every set that is here."""
    for lang in LANGUAGES:
        yield f"own-{lang}", ROOT / "training" / "data" / lang / "dev.jsonl", 1
    if not DATA.is_dir():
        print(f"gate: no development data at {DATA.name}/; skipped (set IFOLGE_DATA)")
        return
    for lang in LANGUAGES:
        yield f"dev-{lang}", DATA / lang / "dev.jsonl", 1
    yield "dev-polnear", DATA / "polnear" / "dev.jsonl", 0


def measure(path: Path, scheme: int) -> dict[str, float]:
    """The figures of one set, 0..1."""
    gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    tools = pipeline.default_tools()
    tools.encoder.settings["scheme"] = scheme
    articles = [wire.from_line(json.dumps(d)).article for d in gold]
    found = {r.article.id: wire.to_document(r) for r in pipeline.analyse_many(articles)}
    scores = evaluate(gold, found)
    figures = {"attribution": scores["attribution"]["f1"]}
    fields = scores["fields"]
    figures.update(
        {name: fields[name]["end_to_end"]["f1"] for name in FIELDS if name in fields and scheme}
    )
    if scheme and "via_links" in fields:
        figures["via_links"] = fields["via_links"]["f1"]
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--card", action="store_true")
    options = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    print(f"ifolge {ifolge.__version__}, model {pipeline.default_tools().encoder.version}")
    measured: dict[str, dict[str, float]] = {}
    failed = 0
    for name, path, scheme in corpora():
        if not path.is_file():
            continue
        measured[name] = measure(path, scheme)
        for figure, value in measured[name].items():
            floor = floors.get(name, {}).get(figure, 0.0)
            bad = value < floor
            failed += bad
            mark = "BELOW THE FLOOR" if bad else ""
            print(f"{name:<14}{figure:<18}{value:>7.3f}  floor {floor:.3f}  {mark}")
    if options.update:
        write_floors(floors, measured)
    if options.card:
        write_card(measured)
    print(f"gate: {'failed' if failed else 'passed'}")
    return 1 if failed else 0


def write_floors(floors: dict, measured: dict[str, dict[str, float]]) -> None:
    lines = [
        "# Floors of `make gate`: raised by `--update`, lowered only by a commit that says why."
    ]
    for name in sorted({*floors, *measured}):
        lines.append(f"\n[{name}]")
        old, new = floors.get(name, {}), measured.get(name, {})
        for figure in sorted({*old, *new}):
            floor = max(old.get(figure, 0.0), round(new.get(figure, 0.0) - BELOW, 3))
            lines.append(f"{figure} = {floor:.3f}")
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")


def write_card(measured: dict[str, dict[str, float]]) -> None:
    figures = ("attribution", *FIELDS, "via_links")
    rows = ["| set | " + " | ".join(figures) + " |", "|---" * (len(figures) + 1) + "|"]
    for name, values in measured.items():
        cells = (f"{values[f]:.3f}" if f in values else "–" for f in figures)
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    text = CARD.read_text("utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    table = "\n".join(rows)
    CARD.write_text(f"{before}{START}\n{table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
