"""The shipped files → weights to go on training with.

    python -m training.shipped CACHE

makes the cache (`tokenizer.json`, `kept.npy`) that fits them, in place of `training.vocabulary`.
int8 matrices are multiplied out again; what rounding took away comes back within a few steps.
The auxiliary head is not shipped and begins anew.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from training import pretrained

FILES = Path("src/ifolge/encoder/files")


def matrices(path: Path, prefix: str) -> dict[str, Tensor]:
    """Parameters by name of one shipped graph; matrices [out, in] in float32."""
    graph = onnx.load(path).graph
    tensors = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    out = {
        name: torch.from_numpy(value.copy())
        for name, value in tensors.items()
        if name.startswith(prefix) and value.dtype == np.float32 and not name.endswith("_scale")
    }
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        stem = node.input[1].removesuffix("_quantized")
        scale = tensors[stem + "_scale"].astype(np.float32)
        weight = tensors[node.input[1]].astype(np.float32) - tensors[stem + "_zero_point"]
        after = node
        while after.op_type != "Add":
            after = users[after.output[0]][0]
        bias = next(name for name in after.input if name in tensors)
        out[bias.removesuffix("bias") + "weight"] = torch.from_numpy((weight * scale).T.copy())
    return out


def load(start: Path, layers: Sequence[int] | None = None) -> dict[str, Tensor]:
    """Weights of a Network from a run's `weights.pt` or a folder of shipped files; with `layers`,
    of these layers of the encoder only, renumbered."""
    if start.is_dir():
        found = multiplied_out(start)
    else:
        found = {name: value.float() for name, value in torch.load(start).items()}
    return keep_layers(found, layers) if layers else found


def multiplied_out(folder: Path) -> dict[str, Tensor]:
    """Weights of a Network from shipped files, word embeddings and auxiliary head left out."""
    found = matrices(folder / "encoder.onnx", "encoder.")
    found |= matrices(folder / "reader.onnx", "reader.")
    found.pop("encoder.words.scale", None)
    vector = torch.from_numpy(np.load(folder / "vector.npy").astype(np.float32))
    return found | {"vector.weight": vector[:-1].T.contiguous(), "vector.bias": vector[-1]}


def keep_layers(weights: dict[str, Tensor], layers: Sequence[int]) -> dict[str, Tensor]:
    """Only these layers of the encoder, numbered from 0."""
    place = {str(old): new for new, old in enumerate(layers)}
    out = {}
    for name, value in weights.items():
        if name.startswith("encoder.layers."):
            _, _, number, rest = name.split(".", 3)
            if number in place:
                out[f"encoder.layers.{place[number]}.{rest}"] = value
        else:
            out[name] = value
    return out


def kept_pieces(tokenizer: Path) -> np.ndarray:
    """The number in e5's vocabulary of every piece of a shipped tokenizer."""
    number = {piece: i for i, piece in enumerate(pretrained.load().pieces)}
    vocabulary = Tokenizer.from_file(str(tokenizer)).get_vocab()
    ordered = sorted(vocabulary, key=vocabulary.__getitem__)
    return np.array([number[piece] for piece in ordered])


def main() -> None:
    cache = Path(sys.argv[1])
    cache.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILES / "tokenizer.json", cache)
    np.save(cache / "kept.npy", kept_pieces(FILES / "tokenizer.json"))


if __name__ == "__main__":
    main()
