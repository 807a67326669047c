"""What is kept of a report as expected output: the words of every span and every field."""

import json
from pathlib import Path

from ifolge.model.report import Report
from ifolge.pipeline import analyse_many
from ifolge.read.inputs import read_inputs
from ifolge.read.options import ReadOptions

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOLDER = Path(__file__).parent / "examples"


def articles():
    """The plain-text examples of all languages, as `ifolge read` reads them."""
    paths = sorted(EXAMPLES.glob("*/*.txt"))
    return list(read_inputs([str(p) for p in paths], ReadOptions()))


def row(report: Report, attribution) -> dict:
    text = report.article.text

    def words(spans):
        return " … ".join(s.of(text) for s in spans)

    return {
        "source": words(attribution.source),
        "cue": words(attribution.cue),
        "content": words(attribution.content),
        "kind": attribution.kind,
        "via": next(
            (words(a.source) for a in report.attributions if a.id == attribution.via), None
        ),
        "source_type": attribution.source_type,
        "anonymous": attribution.anonymous,
        "status": attribution.status,
        "canonical_source": attribution.canonical_source,
        "said": attribution.said and attribution.said.value,
        "about": attribution.about and attribution.about.value,
    }


def rows(report: Report) -> list[dict]:
    return [row(report, a) for a in report.attributions]


def path_of(report: Report) -> Path:
    return FOLDER / f"{report.language.code}-{report.article.id}.json"


def rewrite() -> None:
    """Write what ifolge says today; the difference is what you review."""
    FOLDER.mkdir(exist_ok=True)
    for report in analyse_many(articles()):
        text = json.dumps(rows(report), ensure_ascii=False, indent=1)
        path_of(report).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    rewrite()
