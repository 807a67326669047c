"""The network: e5-small, heads for cues and names, and the re-reader that looks once per cue.

Re-reading per cue: the window's hidden states, projected to `READER` dimensions, are gated and
shifted by the cue, told how far every piece is from it, run through light transformer layers and
labelled with `Role` for *this* cue. Nested, overlapping, shared and discontinuous spans
need no special care. A verdict per cue says whether it is one; further heads give status, source
type and anonymity; a linear map of the mean hidden state imitates e5's sentence vector.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from ifolge.model.emissions import Role
from training.windows import NAMES, PAD, STATUSES, TYPES

HIDDEN, HEADS, FEED = 384, 12, 1536
READER, READER_HEADS, READER_FEED, READER_LAYERS = 192, 4, 576, 2
BUCKETS = 32


class Linear(nn.Linear):
    """A linear map that can be trained with the rounding it meets when it is run in int8.

    With `rounds` set, inputs are rounded to 256 steps between the least and the greatest of their
    window, as dynamic quantisation does; the gradient passes as if they were not
    (quantisation-aware training with a straight-through estimator, Jacob et al. 2018).
    """

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        if self.rounds and self.training:
            with torch.no_grad():
                low = x.amin((-2, -1), keepdim=True).clamp(max=0)
                step = (x.amax((-2, -1), keepdim=True).clamp(min=0) - low).clamp(min=1e-6) / 255
                error = torch.round(x / step) * step - x
            x = x + error
        return super().forward(x)


class FusedAttention(torch.autograd.Function):
    """In the exported graph attention is one operator of ONNX Runtime, without a mask: windows are
    run one by one there, and so the whole matrix of scores is never written."""

    @staticmethod
    def forward(ctx, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return q + k + v  # only the shape counts while the graph is traced

    @staticmethod
    def symbolic(g, q, k, v, heads: int):
        fused = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        return fused.setType(q.type())


class FusedNorm(torch.autograd.Function):
    """In the exported graph a sum and its layer norm are one operator of ONNX Runtime, which takes
    a quarter of the time of its plain layer norm."""

    @staticmethod
    def forward(ctx, x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, eps: float):
        return x + y, x + y  # only the shapes count while the graph is traced

    @staticmethod
    def symbolic(g, x, y, weight, bias, eps: float):
        inputs = (x, y, weight, bias)
        out = g.op("com.microsoft::SkipLayerNormalization", *inputs, epsilon_f=eps, outputs=4)
        return out[3].setType(x.type()), out[0].setType(x.type())


def add_norm(x: Tensor, y: Tensor, norm: nn.LayerNorm) -> tuple[Tensor, Tensor]:
    """The sum of x and y [B, T, width], and its layer norm."""
    if torch.onnx.is_in_onnx_export():
        return FusedNorm.apply(x, y, norm.weight, norm.bias, norm.eps)
    total = x + y
    return total, norm(total)


def attend(x: Tensor, weights: nn.Linear, heads: int, padding: Tensor) -> Tensor:
    """Self-attention of x [B, T, width] that does not look at `padding` [B, T].

    Two batched products: at these widths PyTorch's fused attention takes up to three times as long
    on a CPU.
    """
    if torch.onnx.is_in_onnx_export():
        parts = zip(weights.weight.chunk(3), weights.bias.chunk(3), strict=True)
        return FusedAttention.apply(*(F.linear(x, w, b) for w, b in parts), heads)
    batch, length, width = x.shape
    qkv = weights(x)
    size = width // heads
    parts = qkv.view(batch, length, 3, heads, size).permute(2, 0, 3, 1, 4)
    q, k, v = (part.reshape(batch * heads, length, size) for part in parts)
    mask = (padding.to(x.dtype) * -1e4)[:, None, None, :].expand(batch, heads, 1, length)
    scores = torch.baddbmm(mask.reshape(-1, 1, length), q, k.transpose(1, 2), alpha=size**-0.5)
    out = torch.bmm(scores.softmax(-1), v).view(batch, heads, length, size)
    return out.transpose(1, 2).reshape(batch, length, width)


class Layer(nn.Module):
    """A BERT layer, layer norm after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = Linear(HIDDEN, 3 * HIDDEN)
        self.out = Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = Linear(HIDDEN, FEED)
        self.down = Linear(FEED, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, padding: Tensor) -> Tensor:
        _, x = add_norm(x, self.out(attend(x, self.qkv, HEADS, padding)), self.norm1)
        return add_norm(x, self.down(F.gelu(self.up(x))), self.norm2)[1]


class ReaderLayer(nn.Module):
    """A small transformer layer, layer norm before each half.

    Goes from x and what is still to be added to it, to the same of the next layer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(READER), nn.LayerNorm(READER)
        self.qkv = Linear(READER, 3 * READER)
        self.out = Linear(READER, READER)
        self.up = Linear(READER, READER_FEED)
        self.down = Linear(READER_FEED, READER)

    def forward(self, x: Tensor, more: Tensor, padding: Tensor) -> tuple[Tensor, Tensor]:
        x, normed = add_norm(x, more, self.norm1)
        more = self.out(attend(normed, self.qkv, READER_HEADS, padding))
        x, normed = add_norm(x, more, self.norm2)
        return x, self.down(F.gelu(self.up(normed)))


def distance_table() -> Tensor:
    """Signed distance in pieces + 512 → a bucket of 32, logarithmic beyond 4 (0: on the cue)."""
    distance = torch.arange(-512, 513)
    size = distance.abs().float()
    far = 4 + (torch.log2(size.clamp(min=4) / 4) * 2).floor()
    index = torch.where(size <= 4, size, far).clamp(max=BUCKETS // 2 - 1).long()
    return torch.where(distance < 0, index + BUCKETS // 2, index)


class Encoder(nn.Module):
    """Pieces → hidden states [B, T, 384], cue tags [B, T, 4], names [B, T, 7], aux [B, T, 2]."""

    def __init__(self, vocabulary: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.kinds = nn.Parameter(torch.zeros(HIDDEN))
        self.schemes = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.tags = nn.Linear(HIDDEN, 4)
        self.names = nn.Linear(HIDDEN, len(NAMES))
        self.aux = nn.Linear(HIDDEN, 2)
        nn.init.normal_(self.schemes.weight, std=0.02)

    def forward(self, ids: Tensor, scheme: Tensor) -> Tensor:
        padding = ids == PAD
        places = self.places.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + places + self.kinds)
        x = x + self.schemes(scheme)[:, None]
        for layer in self.layers:
            x = layer(x, padding)
        return x

    def load(self, tensors: dict[str, np.ndarray], kept: np.ndarray) -> None:
        def put(parameter: Tensor, *names: str) -> None:
            value = np.concatenate([tensors[n] for n in names])
            parameter.data.copy_(torch.from_numpy(value.copy()).view_as(parameter))

        self.words.weight.data.copy_(torch.from_numpy(tensors["emb.word"][kept].copy()))
        put(self.places.weight, "emb.pos")
        self.kinds.data.copy_(torch.from_numpy(tensors["emb.type"][0].copy()))
        put(self.norm.weight, "emb.ln.w")
        put(self.norm.bias, "emb.ln.b")
        for i, layer in enumerate(self.layers):
            for end, part in (("weight", "w"), ("bias", "b")):
                put(getattr(layer.qkv, end), *(f"l{i}.{n}.{part}" for n in "qkv"))
                for module, name in (
                    (layer.out, "ao"),
                    (layer.norm1, "aln"),
                    (layer.up, "fi"),
                    (layer.down, "fo"),
                    (layer.norm2, "oln"),
                ):
                    put(getattr(module, end), f"l{i}.{name}.{part}")


@dataclass
class Reading:
    """What the re-reader says of C cues: roles [C, n, 6], verdict [C], status [C, 10],
    source type [C, 8], anonymous [C]; logits."""

    roles: Tensor
    verdict: Tensor
    status: Tensor
    source_type: Tensor
    anonymous: Tensor


class Reader(nn.Module):
    """The re-reader: hidden states of windows and a cue each → a Reading."""

    def __init__(self) -> None:
        super().__init__()
        self.project = Linear(HIDDEN, READER)
        self.gate = nn.Linear(2 * HIDDEN, READER)
        self.shift = nn.Linear(2 * HIDDEN, READER)
        self.schemes = nn.Embedding(2, READER)
        self.anchors = nn.Embedding(2, READER)
        self.distance = nn.Embedding(BUCKETS, READER)
        self.layers = nn.ModuleList(ReaderLayer() for _ in range(READER_LAYERS))
        self.norm = nn.LayerNorm(READER)
        self.roles = nn.Linear(READER, len(Role))
        self.mix = nn.Linear(2 * READER, READER)
        self.verdict = nn.Linear(READER, 1)
        self.fields = nn.Linear(READER, len(STATUSES) + len(TYPES) + 1)
        self.register_buffer("buckets", distance_table(), persistent=False)
        for table in (self.distance, self.schemes, self.anchors):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self, hidden: Tensor, padding: Tensor, cues: Tensor, places: Tensor, scheme: Tensor
    ) -> tuple[Tensor, ...]:
        """`hidden` [B, T, 384]; `padding` [B, T] true where padded; `cues` [C, 4]: window, first
        piece, last piece, 1 for a content without cue; `places` [C, n]: the consecutive pieces
        of the window that are read again; `scheme` [C]."""
        window, first, last, bare = cues.unbind(1)
        ends = torch.cat([hidden[window, first], hidden[window, last]], -1)
        x = self.project(hidden)[window[:, None], places]
        shift = self.shift(ends) + self.schemes(scheme) + self.anchors(bare)
        x = x * (1 + torch.tanh(self.gate(ends)))[:, None] + shift[:, None]
        before = (places - first[:, None]).clamp(max=0)
        after = (places - last[:, None]).clamp(min=0)
        more = self.distance(self.buckets[before + after + 512])
        ignored = padding[window[:, None], places]
        for layer in self.layers:
            x, more = layer(x, more, ignored)
        _, x = add_norm(x, more, self.norm)
        roles = self.roles(x)
        weight = roles.softmax(-1)[..., 1:2]
        source = (x * weight).sum(1) / (weight.sum(1) + 0.1)
        rows = torch.arange(x.shape[0], device=x.device)
        begin = places[:, 0]
        end = (last - begin).clamp(max=places.shape[1] - 1)
        cue = 0.5 * (x[rows, first - begin] + x[rows, end])
        mixed = torch.tanh(self.mix(torch.cat([cue, source], -1)))
        return roles, self.verdict(mixed)[:, 0], self.fields(mixed)


def read(reader: Reader, *inputs: Tensor) -> Reading:
    roles, verdict, fields = reader(*inputs)
    status, kind, anonymous = fields.float().split([len(STATUSES), len(TYPES), 1], -1)
    return Reading(roles.float(), verdict.float(), status, kind, anonymous[:, 0])


class Network(nn.Module):
    """Encoder, re-reader and vector head together."""

    def __init__(self, vocabulary: int, layers: int) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, layers)
        self.reader = Reader()
        self.vector = nn.Linear(HIDDEN, HIDDEN)
