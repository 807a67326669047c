"""Trim the vocabulary to what the five languages use, and build the tokenizer that is shipped.

    python -m training.vocabulary CACHE

Counts pieces over word frequency lists (wordfreq) and the training texts; keeps the most frequent,
all single letters of the Latin, Greek and Cyrillic scripts, digits and signs. Writes
`tokenizer.json` and `kept.npy` (old id of each new id).
"""

import collections
import math
import sys
import unicodedata
from pathlib import Path

import numpy as np
import wordfreq
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from training import corpora, pretrained

SIZE = 52_000
DANISH_WORDS = Path("/usr/share/dict/danish")  # Debian's wdanish; wordfreq's Danish list is short
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")


def build(pieces: list[str], scores) -> Tokenizer:
    vocabulary = list(zip(pieces, map(float, scores), strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def is_basic(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    if len(bare) > 1:
        return False
    if not bare:
        return True
    name = unicodedata.name(bare, "")
    return name.startswith(SCRIPTS) or unicodedata.category(bare)[0] in "PS"


def main() -> None:
    cache = Path(sys.argv[1])
    cache.mkdir(parents=True, exist_ok=True)
    source = pretrained.load()
    full = build(source.pieces, source.scores)
    counts: collections.Counter[int] = collections.Counter()
    for lang in ("da", "de", "en", "nb", "sv"):
        weight = 3.0 if lang == "da" else 1.0
        for word, share in wordfreq.get_frequency_dict(lang, "best").items():
            for form, factor in ((word, 1.0), (word.capitalize(), 0.3)):
                for piece in full.encode(form).ids:
                    counts[piece] += weight * factor * math.sqrt(share)
    for word in DANISH_WORDS.read_text("utf-8").split() if DANISH_WORDS.is_file() else ():
        for piece in full.encode(word).ids:
            counts[piece] += 1e-5
    texts = [doc["text"] for doc in corpora.all_training_texts()]
    for encoded in full.encode_batch(texts):
        for piece in encoded.ids:
            counts[piece] += 1e-3
    keep = list(range(4))
    basic = [i for i, p in enumerate(source.pieces) if i > 3 and is_basic(p)]
    chosen = set(basic)
    for piece, _ in counts.most_common():
        if len(chosen) >= SIZE - 4:
            break
        if piece > 3:
            chosen.add(piece)
    keep += sorted(chosen)
    np.save(cache / "kept.npy", np.array(keep))
    trimmed = build([source.pieces[i] for i in keep], source.scores[keep])
    trimmed.save(str(cache / "tokenizer.json"))
    changed = total = unknown = 0
    for a, b in zip(full.encode_batch(texts), trimmed.encode_batch(texts), strict=True):
        total += len(a.ids)
        changed += len(b.ids) - len(a.ids)
        unknown += b.ids.count(3)
    print(f"{len(keep)} pieces; texts grow by {changed / total:.2%}; unknown {unknown / total:.4%}")


if __name__ == "__main__":
    main()
