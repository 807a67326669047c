"""Sentence vectors of the untouched e5 for every content: what the vector head imitates.

Vectors are those of multilingual e5-small ("query: " prefix, mean pooling), centred on their mean
and scaled to length 1, so that unlike sentences lie far apart (plain e5 gives them 0.8).
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import pretrained
from training.network import Network
from training.windows import BEGIN, END, PAD, Stream


def key(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()[:16]


def embed(network: Network, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    """e5 vectors [N, 384] of texts, before centring."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), 384), np.float32)
    encoder = network.encoder
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        ids = [
            [BEGIN, *e.ids[:200], END]
            for e in tokenizer.encode_batch(["query: " + texts[i] for i in some])
        ]
        length = max(map(len, ids))
        padded = torch.tensor([row + [PAD] * (length - len(row)) for row in ids])
        mask = (padded != PAD).float()
        with torch.no_grad():
            x = encoder.norm(
                encoder.words(padded) + encoder.places.weight[:length] + encoder.kinds
            ).to(encoder.layers[0].qkv.weight.dtype)
            padding = padded == PAD
            for layer in encoder.layers:
                x = layer(x, padding)
        mean = (x.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        out[some] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return out


def teacher_vectors(
    cache: Path, data: dict[str, list[Stream]], tokenizer: Tokenizer
) -> Callable[[str], np.ndarray]:
    """A function from a content's text to its vector, computed once and kept in the cache."""
    path = cache / "teacher.npz"
    texts = sorted({t.content_key for found in data.values() for s in found for t in s.targets})
    known: dict[str, np.ndarray] = {}
    if path.is_file():
        stored = np.load(path)
        known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    missing = [t for t in texts if key(t) not in known]
    if missing:
        kept = np.load(cache / "kept.npy")
        plain = Network(len(kept), 12)
        plain.encoder.load(pretrained.load().tensors, kept)
        plain.encoder.layers.to(torch.bfloat16)
        found = embed(plain, tokenizer, missing)
        known.update(zip(map(key, missing), found, strict=True))
        np.savez(path, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    mean = np.mean(np.stack(list(known.values())), axis=0)
    zero = np.zeros(384, np.float32)

    def vector(text: str) -> np.ndarray:
        found = known.get(key(text))
        return zero if found is None else (found - mean) / np.linalg.norm(found - mean)

    return vector
