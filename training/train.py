"""Train the encoder and the re-reader.

    python -m training.train RUN --cache CACHE --minutes 90 [--layers 8] [--seed 1] [--start FROM]

Learns jointly from all languages and schemes; checkpoints go to RUN (resumed from when they are
there). The learning rate falls with the time used, so `--minutes` is the whole length of the run.
FROM is `weights.pt` of another run, or a folder of shipped files; with `--keep 0,1,3` the run
begins with these layers of it only.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer

from ifolge.model.emissions import Role
from training import corpora, disturb, pretrained, shipped, windows
from training.network import Linear, Network, read
from training.teacher import teacher_vectors
from training.windows import PAD, Stream, Window

PIECES = 5200  # a batch
REPEATS = {"da": 4, "de": 4, "en": 5, "nb": 3, "sv": 4}
POLNEAR_CUES = 0.4  # share of PolNeAR's cues that are read again in one pass (time)
UNKNOWN, BLANKED = 3, 0.05  # share of the pieces that are blanked out, against learning by heart
REACHES = (64, 80, 96, 128)  # pieces on both sides of a cue that are read again
ROLE_WEIGHTS = torch.tensor([1.0, 2.0, 2.0, 1.2, 3.0, 3.0])


def streams(tokenizer: Tokenizer, draw: random.Random) -> dict[str, list[Stream]]:
    """Streams by corpus: plain, and disturbed versions beside them."""
    out: dict[str, list[Stream]] = {}
    for lang in corpora.LANGUAGES:
        docs = corpora.annotated(lang, "train")
        out[lang] = [windows.stream_of(d, tokenizer) for d in docs]
        out[lang + "~"] = [
            windows.stream_of(disturb.disturbed(d, draw), tokenizer) for d in docs for _ in range(2)
        ]
    docs = corpora.polnear("train")
    out["polnear"] = [windows.stream_of(d, tokenizer) for d in docs]
    some = draw.sample(docs, len(docs) // 4)
    out["polnear~"] = [windows.stream_of(disturb.disturbed(d, draw), tokenizer) for d in some]
    for lang in ("da", "en", "nb", "sv"):
        sentences = corpora.names(lang)
        groups = [sentences[i : i + 8] for i in range(0, len(sentences), 8)]
        out["names-" + lang] = [windows.names_stream(g, tokenizer, lang) for g in groups]
    return out


def epoch(data: dict[str, list[Stream]], draw: random.Random) -> list[Window]:
    """The windows of one epoch, own data repeated (a third of the time disturbed)."""
    chosen: list[Stream] = []
    for name, found in data.items():
        if name in REPEATS:
            disturbed = data[name + "~"]
            for _ in range(REPEATS[name]):
                for i, stream in enumerate(found):
                    other = disturbed[2 * i + draw.randint(0, 1)]
                    chosen.append(other if draw.random() < 0.3 else stream)
        elif name == "polnear":
            chosen += draw.sample(found, int(len(found) * 0.85)) + draw.sample(
                data["polnear~"], len(data["polnear~"]) // 2
            )
        elif name.startswith("names-"):
            chosen += draw.sample(found, min(len(found), 260))
    out = []
    for stream in chosen:
        out += windows.cut(stream, draw, draw.choice((128, 192, 256, 320)))
    return out


def batches(found: list[Window], draw: random.Random) -> list[list[Window]]:
    """Windows of like length together, about PIECES pieces a batch, in random order."""
    found = sorted(found, key=lambda w: len(w) + draw.random() * 40)
    out: list[list[Window]] = [[]]
    for window in found:
        if out[-1] and (len(out[-1]) + 1) * max(len(window), len(out[-1][-1])) > PIECES:
            out.append([])
        out[-1].append(window)
    draw.shuffle(out)
    return out


class Batch:
    """Tensors of one batch."""

    def __init__(self, chosen: list[Window], draw: random.Random) -> None:
        length = max(map(len, chosen))
        shape = (len(chosen), length)
        self.ids = np.full(shape, PAD, np.int64)
        self.tags = np.full(shape, -100, np.int64)
        self.names = np.full(shape, -100, np.int64)
        self.aux = np.zeros((*shape, 2), np.float32)
        self.aux_mask = np.zeros(shape, np.float32)
        self.scheme = np.array([w.stream.scheme for w in chosen])
        self.cues: list[tuple[int, int, int, int]] = []
        self.targets: list[tuple[np.ndarray, windows.Target]] = []
        self.gold = np.zeros(shape, bool)
        self.numbers = np.random.default_rng(draw.getrandbits(32))
        for row, window in enumerate(chosen):
            self.fill(row, window, draw)

    def fill(self, row: int, window: Window, draw: random.Random) -> None:
        stream, a, b = window.stream, window.start, window.end
        n = b - a
        self.ids[row, 0], self.ids[row, n + 1] = windows.BEGIN, windows.END
        pieces = stream.ids[a:b]
        blank = self.numbers.random(n) < BLANKED
        self.ids[row, 1 : n + 1] = np.where(blank & (pieces > UNKNOWN), UNKNOWN, pieces)
        if stream.names is not None:
            self.names[row, 1 : n + 1] = stream.names[a:b]
            return
        self.tags[row, 1 : n + 1] = stream.tags[a:b]
        self.aux_mask[row, 1 : n + 1] = 1
        if stream.ignore is not None:
            self.tags[row, 1 : n + 1][stream.ignore[a:b]] = -100
        for target in stream.targets:
            inside = [(s, e) for s, e in target.anchors if a <= s and e <= b]
            for s, e, role in target.roles:
                if role in (Role.SOURCE, Role.CONTENT) and s < b and e > a:
                    self.aux[
                        row, max(s, a) - a + 1 : min(e, b) - a + 1, int(role == Role.CONTENT)
                    ] = 1
            for s, e in inside:
                self.gold[row, s - a + 1 : e - a + 1] = True
            if not inside or (stream.scheme == 0 and draw.random() > POLNEAR_CUES):
                continue
            anchor = inside[0] if draw.random() < 0.6 else draw.choice(inside)
            labels = np.full(self.ids.shape[1], -100, np.int64)
            labels[: n + 2] = 0
            for s, e, role in sorted(
                target.roles, key=lambda r: (r[2] != Role.CONTENT, r[2] != Role.ANAPHOR)
            ):
                if s < b and e > a:
                    labels[max(s, a) - a + 1 : min(e, b) - a + 1] = role
            bare = not any(r[2] == Role.CUE for r in target.roles)
            if not bare:
                labels[anchor[0] - a + 1 : anchor[1] - a + 1] = Role.CUE
            self.cues.append((row, anchor[0] - a + 1, anchor[1] - a, int(bare)))
            self.targets.append((labels, target))


def false_cues(tags: torch.Tensor, batch: Batch, most: int) -> list[tuple[int, int, int, int]]:
    """What the tagger takes for cues and are none: the verdict learns from them."""
    chance = tags.float().softmax(-1).numpy()
    hot = (chance[..., 1] > 0.12) & ~batch.gold & (batch.tags >= 0)
    out = []
    for row, first in np.argwhere(hot)[: most * 4]:
        last = int(first)
        while (
            last + 1 < hot.shape[1]
            and chance[row, last + 1, 2] > 0.4
            and not batch.gold[row, last + 1]
        ):
            last += 1
        out.append((int(row), int(first), last, 0))
    return out


def losses(network: Network, batch: Batch, vectors, draw) -> dict[str, torch.Tensor]:
    """The parts of the loss of one batch."""
    ids = torch.from_numpy(batch.ids)
    scheme = torch.from_numpy(batch.scheme)
    encoder = network.encoder
    hidden = encoder(ids, scheme)
    tags = encoder.tags(hidden).float()
    out = {}
    gold_tags = torch.from_numpy(batch.tags)
    if (gold_tags >= 0).any():
        out["tags"] = 5 * F.cross_entropy(tags.flatten(0, 1), gold_tags.flatten())
        mask = torch.from_numpy(batch.aux_mask)
        aux = F.binary_cross_entropy_with_logits(
            encoder.aux(hidden).float(), torch.from_numpy(batch.aux), reduction="none"
        )
        out["aux"] = (aux.mean(-1) * mask).sum() / mask.sum()
    gold_names = torch.from_numpy(batch.names)
    if (gold_names >= 0).any():
        names = encoder.names(hidden).float()
        out["names"] = 2 * F.cross_entropy(names.flatten(0, 1), gold_names.flatten())
    if not batch.cues:
        return out
    false = false_cues(tags.detach(), batch, len(batch.cues))
    false = draw.sample(false, min(len(false), 1 + len(batch.cues) // 3))
    cues = torch.tensor(batch.cues + false)
    places = near(cues, ids.shape[1], draw.choice(REACHES))
    reading = read(network.reader, hidden, ids == PAD, cues, places, scheme[cues[:, 0]])
    count = len(batch.cues)
    labels = torch.from_numpy(np.stack([labels for labels, _ in batch.targets]))
    labels = labels.gather(1, places[:count])
    out["roles"] = 8 * F.cross_entropy(
        reading.roles[:count].flatten(0, 1), labels.flatten(), weight=ROLE_WEIGHTS
    )
    truth = torch.zeros(len(cues))
    truth[:count] = 1
    out["verdict"] = F.binary_cross_entropy_with_logits(reading.verdict, truth)
    targets = [target for _, target in batch.targets]
    status = torch.tensor([t.status for t in targets])
    if (status >= 0).any():
        known = status >= 0
        kind = torch.tensor([t.source_type for t in targets])
        hidden_name = torch.tensor([t.anonymous for t in targets]).float()
        out["status"] = 0.6 * F.cross_entropy(
            reading.status[:count], status, ignore_index=-1, label_smoothing=0.05
        )
        out["type"] = 0.4 * F.cross_entropy(reading.source_type[:count], kind, ignore_index=-1)
        out["anonymous"] = 0.5 * F.binary_cross_entropy_with_logits(
            reading.anonymous[:count][known], hidden_name[known]
        )
    few = slice(0, min(24, count))
    nearby = hidden[cues[few, :1], places[few]]
    out["vector"] = vector_loss(network, nearby, batch, labels[few], vectors)
    return out


def near(cues: torch.Tensor, length: int, reach: int) -> torch.Tensor:
    """The places [C, n] of what is read again for each cue: `reach` pieces on both sides, or what
    the window has."""
    size = min(length, 2 * reach + 1)
    middle = (cues[:, 1] + cues[:, 2]) // 2
    low = torch.minimum(middle - size // 2, cues[:, 1]).clamp(0, length - size)
    return low[:, None] + torch.arange(size)


def vector_loss(network, hidden, batch: Batch, labels, vectors) -> torch.Tensor:
    """1 - cosine between the map of the mean hidden state of a content and its e5 vector."""
    few = slice(0, len(labels))
    weight = (labels == Role.CONTENT).float()
    mean = torch.einsum("ct,cth->ch", weight, hidden.float())
    mean = mean / weight.sum(1, keepdim=True).clamp(min=1)
    guess = F.linear(mean, network.vector.weight.float(), network.vector.bias.float())
    goal = torch.from_numpy(np.stack([vectors(t.content_key) for _, t in batch.targets[few]]))
    full = weight.sum(1) > 2
    return 1.5 * ((1 - F.cosine_similarity(guess, goal, dim=1)) * full).mean()


class Optimiser:
    """AdamW on float32 master weights; the network itself runs in bfloat16. Keeps an average."""

    def __init__(self, network: Network, rate: float) -> None:
        self.pairs = [
            (p, p.detach().float().clone()) for p in network.parameters() if p.requires_grad
        ]
        encoder = {id(p) for p in network.encoder.layers.parameters()}
        groups = [
            {"params": [m for p, m in self.pairs if (id(p) in encoder) == inside], "rate": r}
            for inside, r in ((True, rate), (False, rate * 3))
        ]
        self.adam = torch.optim.AdamW(
            [{"params": g["params"], "lr": g["rate"]} for g in groups],
            weight_decay=0.01,
            fused=True,
        )
        self.rates = [g["rate"] for g in groups]
        self.average = [m.clone() for _, m in self.pairs]

    def step(self, factor: float) -> None:
        for group, rate in zip(self.adam.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        for parameter, master in self.pairs:
            master.grad = parameter.grad.float() if parameter.grad is not None else None
            parameter.grad = None
        torch.nn.utils.clip_grad_norm_([m for _, m in self.pairs], 1.0)
        self.adam.step()
        for parameter, master in self.pairs:
            parameter.data.copy_(master)

    def follow(self, decay: float) -> None:
        for mean, (_, master) in zip(self.average, self.pairs, strict=True):
            mean.lerp_(master, 1 - decay)

    def state(self) -> dict:
        return {
            "masters": [m for _, m in self.pairs],
            "average": self.average,
            "adam": self.adam.state_dict(),
        }

    def restore(self, state: dict) -> None:
        for (parameter, master), saved in zip(self.pairs, state["masters"], strict=True):
            master.copy_(saved)
            parameter.data.copy_(saved)
        self.average = [m.clone() for m in state["average"]]
        self.adam.load_state_dict(state["adam"])


def save(path: Path, network: Network, optimiser: Optimiser, state: dict) -> None:
    """Weights (averaged) for export, and all that resuming needs; replaced whole, never half."""
    weights = {n: p.detach().float() for n, p in network.named_parameters()}
    named = [n for n, p in network.named_parameters() if p.requires_grad]
    weights.update(dict(zip(named, optimiser.average, strict=True)))
    for name, content in (
        ("weights.pt", {k: v.half() for k, v in weights.items()}),
        ("state.pt", {"optimiser": optimiser.state(), **state}),
    ):
        torch.save(content, path / (name + ".new"))
        (path / (name + ".new")).rename(path / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights.pt or shipped files to begin with")
    parser.add_argument("--keep", help="layers of --start to begin with, as 0,1,3 (default: all)")
    parser.add_argument(
        "--round-after", type=float, default=0.5, help="share of the time before int8 is imitated"
    )
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    draw = random.Random(options.seed)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.cache / "tokenizer.json"))
    kept = np.load(options.cache / "kept.npy")
    network = Network(len(kept), options.layers)
    network.encoder.load(pretrained.load().tensors, kept)
    torch.nn.init.eye_(network.vector.weight)
    if options.start:
        keep = [int(layer) for layer in options.keep.split(",")] if options.keep else None
        network.load_state_dict(shipped.load(options.start, keep), strict=False)
    data = streams(tokenizer, draw)
    vectors = teacher_vectors(options.cache, data, tokenizer)
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.places.weight.requires_grad_(False)
    network = network.to(torch.bfloat16)
    optimiser = Optimiser(network, options.rate)
    used, step = 0.0, 0
    if (options.run / "state.pt").is_file():
        state = torch.load(options.run / "state.pt", weights_only=False)
        optimiser.restore(state["optimiser"])
        used, step = state["used"], state["step"]
    log = (options.run / "log.jsonl").open("a", encoding="utf-8")
    budget, begun, saved = options.minutes * 60, time.monotonic() - used, time.monotonic()
    sums: dict[str, float] = {}
    pieces = 0
    queue: list[list[Window]] = []
    while (used := time.monotonic() - begun) < budget:
        if not queue:
            queue = batches(epoch(data, draw), draw)
            print(f"epoch of {len(queue)} batches at step {step}, {used / 60:.1f} min", flush=True)
        Linear.rounds = used > options.round_after * budget
        batch = Batch(queue.pop(), draw)
        parts = losses(network, batch, vectors, draw)
        sum(parts.values()).backward()
        share = used / budget
        warm = min(1.0, (step + 1) / 150)
        optimiser.step(warm * (0.5 * (1 + math.cos(math.pi * share)) * 0.97 + 0.03))
        step += 1
        pieces += batch.ids.size
        if step % 8 == 0:
            optimiser.follow(0.0 if step < 200 else 0.97)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value.item()
        if step % 50 == 0:
            line = {
                "step": step,
                "minutes": round(used / 60, 1),
                "pieces": pieces,
                **{k: round(v / 50, 4) for k, v in sums.items()},
            }
            log.write(json.dumps(line) + "\n")
            log.flush()
            print(line, flush=True)
            sums = {}
        if time.monotonic() - saved > 300:
            save(options.run, network, optimiser, {"used": used, "step": step})
            saved = time.monotonic()
    save(options.run, network, optimiser, {"used": budget, "step": step})


if __name__ == "__main__":
    main()
