"""Annotated stories: articles in inline markup, and the gold dossier of each (gold.json).

Read are `IFOLGE_DATA/stories`, `tests/data/stories` and `training/data/stories/tuning`; the sets in
`training/data/stories/held` are measured and never fitted.
"""

import html
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from ifolge.model import wire
from ifolge.model.article import Article
from ifolge.model.attribution import Attribution
from ifolge.model.report import Report
from training.corpora import DATA, OWN

TESTS = Path(__file__).parents[1] / "tests" / "data" / "stories"
BLOCK = re.compile(
    r"<article\b([^>]*)>\n?(.*?)</article>\s*<attributions>\n?(.*?)</attributions>", re.S
)
TAG = re.compile(r'<(/?)([sctn])(?:\s+a="([^"]*)")?>')
ROLES = {"s": "source", "c": "cue", "t": "content", "n": "anaphor"}
FIELD = re.compile(r"\b(via|kind|type|anon|status|canon)=")


@dataclass(frozen=True)
class Story:
    """One set: its articles, the gold attributions of each, and gold.json."""

    name: str
    held: bool
    articles: tuple[Article, ...]
    given: dict[str, tuple[Attribution, ...]]
    gold: dict


def all_stories() -> list[Story]:
    """Every set there is, those to fit first."""
    fitted = [DATA / "stories", TESTS, OWN / "stories" / "tuning"]
    folders = [(f, False) for root in fitted if root.is_dir() for f in sorted(root.iterdir())]
    held = OWN / "stories" / "held"
    folders += [(f, True) for f in (sorted(held.iterdir()) if held.is_dir() else ())]
    return [load(f, held) for f, held in folders if (f / "gold.json").is_file()]


def load(folder: Path, held: bool = False) -> Story:
    """One set from its folder."""
    markup = (folder / "articles.xml").read_text("utf-8")
    reports = [_report(*match.groups()) for match in BLOCK.finditer(markup)]
    return Story(
        folder.name,
        held,
        tuple(report.article for report in reports),
        {report.article.id: report.attributions for report in reports},
        json.loads((folder / "gold.json").read_text("utf-8")),
    )


def _report(head: str, body: str, rows: str) -> Report:
    meta = {k: html.unescape(v) for k, v in re.findall(r'(\w+)="([^"]*)"', head)}
    text, spans = _strip(body.strip("\n"))
    fields = ("id", "lang", "title", "outlet", "published", "credit")
    document = {name: meta.get(name) for name in fields}
    document |= {"text": text}
    document["attributions"] = [_row(line.strip(), spans) for line in rows.splitlines() if line]
    return wire.from_document(document)


def _row(line: str, spans: dict[str, dict[str, list[list[int]]]]) -> dict:
    number, _, rest = line.partition(" ")
    parts = FIELD.split(rest)[1:]
    raw = {name: value.strip() for name, value in zip(parts[::2], parts[1::2], strict=True)}
    via = raw["via"]
    return {
        "id": f"a{number}",
        **{role: sorted(places) for role, places in spans[number].items()},
        "via": None if via == "-" else f"a{via}",
        "kind": raw["kind"],
        "source_type": raw["type"],
        "anonymous": raw["anon"] == "yes",
        "status": raw["status"],
        "canonical_source": raw.get("canon") or None,
    }


def _strip(body: str) -> tuple[str, dict[str, dict[str, list[list[int]]]]]:
    """The text without tags, and the spans of each attribution by role."""
    text, last = "", 0
    spans: dict[str, dict[str, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
    opened: list[tuple[str, str, int]] = []
    for tag in TAG.finditer(body):
        text += html.unescape(body[last : tag.start()])
        last = tag.end()
        if not tag[1]:
            opened.append((tag[2], tag[3], len(text)))
            continue
        role, numbers, start = opened.pop()
        for number in numbers.split(","):
            spans[number][ROLES[role]].append([start, len(text)])
    return text + html.unescape(body[last:]), spans
