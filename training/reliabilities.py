"""Measure how often each rule of the fields is right, so that the encoder is weighed against it.

    python -m training.reliabilities [--files src/ifolge/encoder/files] [--keep]

Judges status and source type by the packs alone on annotated spans of the five languages, counts by
rule how often that is what people annotated, and writes the shares to
`src/ifolge/resolve/reliabilities.toml` (not with `--keep`): the status on training and development
articles, the source type, whose rules need the encoder's names, on development articles. Prints,
per language, how often the packs, the encoder, and both, weighed by the old and by the new shares,
are right on development articles. Run it when tables or rules of the fields have changed, and after
a new model.
"""

import argparse
import dataclasses
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ifolge.attribute import score_given
from ifolge.encoder.onnx import Encoder
from ifolge.languages.pack import load_pack
from ifolge.model import wire
from ifolge.model.article import ParsedArticle
from ifolge.model.attribution import Attribution, Name
from ifolge.parse import parse
from ifolge.resolve import resolve
from ifolge.resolve.weighing import TABLES, weigh
from training import corpora

FIELDS = ("status", "source_type")
PRIOR = 4  # how many imaginary cases, right as often as all rules are, a rare rule is given
HEAD = """\
# How often each rule was right on annotated articles, without the encoder, and how common each
# value is: what rules and encoder are weighed by. Written by `python -m training.reliabilities`.
"""


@dataclasses.dataclass(frozen=True)
class Case:
    """One field of one annotated attribution: what people say, what the packs say and by which
    rule, and what the encoder finds likely.
    """

    lang: str
    field: str
    right: str
    value: str
    rule: str
    learned: Mapping[str, float]


def bare(doc: dict) -> tuple[ParsedArticle, list[Attribution], dict[str, dict]]:
    """An article, its annotated spans without fields, and the annotation by id."""
    report = wire.from_document(doc)
    spans = [
        Attribution(id=a.id, source=a.source, cue=a.cue, content=a.content, anaphor=a.anaphor)
        for a in report.attributions
        if a.cue or a.content
    ]
    return parse(report.article), spans, {a["id"]: a for a in doc["attributions"]}


def cases(docs: Sequence[dict], encoder: Encoder | None = None) -> Iterator[Case]:
    """The fields of all attributions, by the packs; with an encoder, also what it finds."""
    for doc in docs:
        parsed, spans, gold = bare(doc)
        found: Sequence[Attribution] = spans
        names: Sequence[Name] = ()
        if encoder is not None:
            cues = [((a.cue or a.content)[0], not a.cue) for a in spans]
            emissions, readings = encoder.read_given(parsed, cues)
            scored = score_given(parsed, emissions, list(zip(spans, readings, strict=True)))
            found, names = scored.attributions, scored.names
        by_rule = [dataclasses.replace(a, scores=None) for a in found]
        resolved = resolve(by_rule, parsed, names, load_pack(doc["lang"]))
        for judged, scored_one in zip(resolved.attributions, found, strict=True):
            for field in FIELDS:
                value, right = getattr(judged, field), gold[judged.id].get(field)
                reasons = judged.because(field)
                if right is None or value is None or not reasons:
                    continue
                learned = getattr(scored_one.scores, field) if scored_one.scores else {}
                yield Case(doc["lang"], field, right, str(value), reasons[0].rule, learned)


def measure(found: Sequence[Case]) -> dict[str, dict]:
    """The tables: by field how often each rule is right; how common each status is."""
    tables: dict[str, dict] = {}
    values = Counter(case.right for case in found if case.field == "status")
    total = sum(values.values())
    tables["usual"] = {"status": {v: round(n / total, 3) for v, n in values.most_common()}}
    for field in FIELDS:
        counts: dict[str, Counter] = defaultdict(Counter)
        for case in found:
            if case.field == field:
                counts[case.rule][case.value == case.right] += 1
        share = sum(c[True] for c in counts.values()) / sum(c.total() for c in counts.values())
        tables[field] = {
            rule: round((c[True] + PRIOR * share) / (c.total() + PRIOR), 3)
            for rule, c in sorted(counts.items())
        }
    return tables


def as_toml(tables: Mapping[str, dict]) -> str:
    """The file as it is shipped."""
    lines = [HEAD, "[usual.status]"]
    lines += [f"{value} = {share}" for value, share in tables["usual"]["status"].items()]
    for field in FIELDS:
        lines += ["", f"[{field}]", *(f'"{rule}" = {r}' for rule, r in tables[field].items())]
    return "\n".join(lines) + "\n"


def weighed(case: Case, tables: Mapping[str, dict]) -> str:
    """What packs and encoder say together."""
    reliability = tables[case.field].get(case.rule, 0.4)
    return weigh(case.value, reliability, case.learned, tables["usual"].get(case.field))[0]


def main() -> None:
    """Measure, write, and print what it changes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=Path, default=Path("src/ifolge/encoder/files"))
    parser.add_argument("--keep", action="store_true", help="print only, write nothing")
    options = parser.parse_args()
    old = tomllib.loads(TABLES.read_text("utf-8"))
    splits = {
        split: [d for lang in corpora.LANGUAGES for d in corpora.annotated(lang, split)]
        for split in ("train", "dev")
    }
    read = list(cases(splits["dev"], Encoder(options.files)))
    unread = [c for c in cases(splits["train"] + splits["dev"]) if c.field == "status"]
    new = measure(unread + [c for c in read if c.field == "source_type"])
    print(as_toml(new))
    by: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in read:
        by[case.field, case.lang].append(case)
    for (field, lang), some in sorted(by.items()):
        shares = {
            "packs": sum(c.value == c.right for c in some),
            "encoder": sum(max(c.learned, key=lambda v: c.learned[v]) == c.right for c in some),
            "old": sum(weighed(c, old) == c.right for c in some),
            "new": sum(weighed(c, new) == c.right for c in some),
        }
        told = ", ".join(f"{name} {n / len(some):.4f}" for name, n in shares.items())
        print(f"{field} {lang} ({len(some)}): {told}")
    if not options.keep:
        TABLES.write_text(as_toml(new), "utf-8")


if __name__ == "__main__":
    main()
