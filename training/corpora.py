"""The data: where it lies and how it is read. `IFOLGE_DATA` names the folder of the corpora."""

import hashlib
import json
import os
from pathlib import Path

DATA = Path(os.environ.get("IFOLGE_DATA", "../shared/data"))
OWN = Path(__file__).parent / "data"
LANGUAGES = ("da", "de", "en", "nb", "sv")


def read_jsonl(path: Path) -> list[dict]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def annotated(lang: str, split: str) -> list[dict]:
    """Articles annotated by our rules: the project's data and our own additions."""
    docs = read_jsonl(DATA / lang / f"{split}.jsonl") + read_jsonl(OWN / lang / f"{split}.jsonl")
    return [{**doc, "scheme": 1, "lang": lang} for doc in docs]


def polnear(split: str) -> list[dict]:
    """PolNeAR, by its own rules; an article that stands twice is taken once."""
    seen, out = set(), []
    for doc in read_jsonl(DATA / "polnear" / f"{split}.jsonl"):
        digest = hashlib.sha256(doc["text"].encode()).digest()
        if digest not in seen:
            seen.add(digest)
            out.append({**doc, "scheme": 0, "lang": "en"})
    return out


def names(lang: str, split: str = "train") -> list[list[tuple[str, str]]]:
    """Sentences of (token, IOB2 tag) from data/ner."""
    path = DATA / "ner" / lang / f"{split}.iob2"
    sentences: list[list[tuple[str, str]]] = [[]]
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            parts = line.split("\t") if "\t" in line else line.split()
            if len(parts) >= 2 and not line.startswith("# "):
                sentences[-1].append((parts[-2] if len(parts) == 2 else parts[1], parts[-1]))
            elif sentences[-1]:
                sentences.append([])
    return [s for s in sentences if s]


def all_training_texts() -> list[dict]:
    docs = [doc for lang in LANGUAGES for doc in annotated(lang, "train")]
    return docs + polnear("train")
