"""Weights → the shipped files: two ONNX graphs in int8, tokenizer, vector map, settings.

    python -m training.export RUN --cache CACHE [--into src/ifolge/encoder/files] [--layers 8]
        [--blend weights.pt --share 0.8]

With `--blend` the weights lie between those of RUN and those it began with: `--share` of the way to
RUN (WiSE-FT, Wortsman et al. 2022), which serves all languages better than either end.
Matrices are quantised per channel, dynamically (ONNX Runtime); word embeddings row by row.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Network
from training.windows import STATUSES, TYPES


class Rows(nn.Module):
    """An embedding in int8 with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("table", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


class EncoderGraph(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder
        self.encoder.words = Rows(network.encoder.words.weight.data)

    def forward(self, ids: Tensor, scheme: Tensor) -> tuple[Tensor, ...]:
        hidden = self.encoder(ids, scheme)
        tags, names = self.encoder.tags(hidden), self.encoder.names(hidden)
        return hidden, tags.softmax(-1), names.softmax(-1)


class ReaderGraph(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.reader = network.reader

    def forward(self, hidden: Tensor, cues: Tensor, places: Tensor, scheme: Tensor):
        padding = torch.zeros(hidden.shape[:2], dtype=torch.bool)
        roles, verdict, fields = self.reader(hidden, padding, cues, places, scheme)
        status, kind, anonymous = fields.split([len(STATUSES), len(TYPES), 1], -1)
        return (
            roles.softmax(-1),
            verdict.sigmoid(),
            status.softmax(-1),
            kind.softmax(-1),
            anonymous[:, 0].sigmoid(),
        )


def export(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], axes, path: Path):
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(full),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(
            full,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
            extra_options={"MatMulConstBOnly": True},
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--into", type=Path, default=Path("src/ifolge/encoder/files"))
    parser.add_argument("--name", default="e5-small-8")
    parser.add_argument("--blend", type=Path, help="weights.pt to mix in")
    parser.add_argument("--share", type=float, default=0.8, help="share of RUN in the mixture")
    options = parser.parse_args()
    kept = np.load(options.cache / "kept.npy")
    network = Network(len(kept), options.layers)
    weights = {k: v.float() for k, v in torch.load(options.run / "weights.pt").items()}
    if options.blend:
        others = torch.load(options.blend)
        weights = {k: torch.lerp(others[k].float(), v, options.share) for k, v in weights.items()}
    network.load_state_dict(weights, strict=False)
    network.eval()
    options.into.mkdir(parents=True, exist_ok=True)
    batch_time = {0: "batch", 1: "time"}
    export(
        EncoderGraph(network),
        {"ids": torch.randint(4, 90, (2, 40)), "scheme": torch.ones(2, dtype=torch.long)},
        ["hidden", "tags", "names"],
        {
            "ids": batch_time,
            "scheme": {0: "batch"},
            "hidden": batch_time,
            "tags": batch_time,
            "names": batch_time,
        },
        options.into / "encoder.onnx",
    )
    export(
        ReaderGraph(network),
        {
            "hidden": torch.randn(2, 40, 384),
            "cues": torch.tensor([[0, 1, 2, 0], [1, 5, 5, 0], [1, 7, 9, 1]]),
            "places": torch.arange(20).repeat(3, 1),
            "scheme": torch.ones(3, dtype=torch.long),
        },
        ["roles", "verdict", "status", "type", "anonymous"],
        {
            "hidden": batch_time,
            "cues": {0: "cues"},
            "places": {0: "cues", 1: "near"},
            "scheme": {0: "cues"},
            "roles": {0: "cues", 1: "near"},
            "verdict": {0: "cues"},
            "status": {0: "cues"},
            "type": {0: "cues"},
            "anonymous": {0: "cues"},
        },
        options.into / "reader.onnx",
    )
    matrix = torch.cat([network.vector.weight.T, network.vector.bias[None]])
    np.save(options.into / "vector.npy", matrix.detach().numpy().astype(np.float16))
    shutil.copy(options.cache / "tokenizer.json", options.into / "tokenizer.json")
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "reader.onnx", "vector.npy", "tokenizer.json"):
        digest.update((options.into / name).read_bytes())
    settings = {
        "name": options.name,
        "digest": digest.hexdigest()[:12],
        "scheme": 1,
        "candidate": 0.35,
        "window": 256,
        "overlap": 72,
        "reach": 64,
        "calibration": [0.0, 1.0, 0.0, 0.0],  # until training.calibrate has seen it
        "least": 0.5,
        "statuses": STATUSES,
        "types": TYPES,
    }
    (options.into / "model.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
