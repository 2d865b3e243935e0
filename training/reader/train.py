"""Trains the reader on groups of passages.

    python -m training.reader.train EXAMPLES OUT --start WEIGHTS --seconds 4800 [--resume]

EXAMPLES is the ``train.jsonl`` of :mod:`training.reader.examples`; WEIGHTS are what it goes on from. Three losses
a group: where the answer stands (one cross-entropy a passage, the first token for "nowhere"); whether a passage
answers (binary); and which of them does, or none (one cross-entropy over the group, with 0 as the score of none,
so that the scores compare across passages *and* against refusal). Claims have the third head. The lower layers stay
as they are: they hold what both languages share, and a third of the work is saved.

A checkpoint is written every ten minutes; ``--resume`` goes on from it.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from kotae.embedding.pieces import default_cutter
from kotae.reader.inputs import Pair, PairCutter
from training.reader.backbone import load_backbone
from training.reader.network import ReaderNetwork

BATCH_TOKENS: Final = 3_000
CLAIM_TOKENS: Final = 450
CHUNK: Final = 1_200
CHECKPOINT_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Example:
    """A group, cut: its pairs, the answer's first and last token in each (0 for none), its label."""

    pairs: tuple[Pair, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    label: int

    @property
    def tokens(self) -> int:
        """How many tokens the group has."""
        return sum(len(pair.ids) for pair in self.pairs)


def cut_group(cutter: PairCutter, group: dict[str, Any]) -> Example | None:
    """Return a group as tokens; None where its answer was cut off."""
    texts = group["passages"]
    pairs = cutter.cut(group["question"], [(text["context"], text["text"]) for text in texts])
    starts, ends = [], []
    for pair, text in zip(pairs, texts, strict=True):
        first = last = 0
        if text["start"] >= 0:
            covering = [
                place for place, (a, b) in enumerate(pair.spans) if a < text["end"] and b > text["start"]
            ]
            if not covering or pair.spans[covering[-1]][1] < text["end"]:
                return None
            first, last = covering[0], covering[-1]
        starts.append(first)
        ends.append(last)
    return Example(tuple(pairs), tuple(starts), tuple(ends), group["label"])


def batches(groups: list[dict[str, Any]], cutter: PairCutter, rng: random.Random) -> Iterator[list[Example]]:
    """Yield batches for ever: groups of questions alike in length, and a few claims in every one.

    Claims are short and few: in batches of their own the other heads would undo between two of them
    what was learned, for all share the layers.
    """
    claims = _packed([group for group in groups if group["label"] >= 0], cutter, rng, CLAIM_TOKENS)
    questions = _packed([group for group in groups if group["label"] < 0], cutter, rng, BATCH_TOKENS)
    for batch, few in zip(questions, claims, strict=False):
        yield batch + few


def _packed(
    groups: list[dict[str, Any]], cutter: PairCutter, rng: random.Random, most: int
) -> Iterator[list[Example]]:
    """Yield lists of examples of about ``most`` tokens, alike in length, for ever."""
    while True:
        rng.shuffle(groups)
        for start in range(0, len(groups), CHUNK):
            cut = [cut_group(cutter, group) for group in groups[start : start + CHUNK]]
            examples = sorted((e for e in cut if e), key=lambda e: max(len(p.ids) for p in e.pairs))
            found: list[list[Example]] = [[]]
            for example in examples:
                if found[-1] and sum(e.tokens for e in found[-1]) + example.tokens > most:
                    found.append([])
                found[-1].append(example)
            rng.shuffle(found)
            yield from found


def losses(network: ReaderNetwork, batch: Sequence[Example], frozen: int) -> dict[str, Tensor]:
    """Return the losses of a batch by name; those without examples are left out."""
    pairs = [pair for example in batch for pair in example.pairs]
    spans, answers, claims = network([pair.ids for pair in pairs], frozen=frozen)
    result: dict[str, Tensor] = {}
    at = token = 0
    chosen: list[Tensor] = []
    listwise: list[Tensor] = []
    span_losses: list[Tensor] = []
    claim_rows: list[int] = []
    claim_labels: list[int] = []
    for example in batch:
        count = len(example.pairs)
        if example.label >= 0:
            claim_rows.append(at)
            claim_labels.append(example.label)
        else:
            held = torch.tensor([float(start > 0) for start in example.starts])
            scores = answers[at : at + count]
            chosen.append(functional.binary_cross_entropy_with_logits(scores, held))
            with_none = torch.cat([scores.new_zeros(1), scores])
            target = 1 + int(held.argmax()) if held.any() else 0
            listwise.append(functional.cross_entropy(with_none[None], torch.tensor([target])))
        for pair, start, end in zip(example.pairs, example.starts, example.ends, strict=True):
            if example.label < 0:
                part = spans[token : token + len(pair.ids)]
                outside = torch.tensor([place > 0 and a == b for place, (a, b) in enumerate(pair.spans)])
                part = part.masked_fill(outside[:, None], -1e4)
                span_losses.append(functional.cross_entropy(part.T, torch.tensor([start, end])))
            token += len(pair.ids)
        at += count
    if chosen:
        result["answers"] = torch.stack(chosen).mean()
        result["which"] = torch.stack(listwise).mean()
        result["span"] = torch.stack(span_losses).mean()
    if claim_rows:
        result["claim"] = functional.cross_entropy(claims[claim_rows], torch.tensor(claim_labels))
    return result


WEIGHTS: Final = {"answers": 0.5, "which": 0.5, "span": 0.7, "claim": 0.6}


def total(found: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def main() -> None:
    """Train until the time is over, and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=4800)
    parser.add_argument("--rate", type=float, default=7e-5)
    parser.add_argument("--frozen", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    rng = random.Random(given.seed)
    groups = [json.loads(line) for line in given.examples.open(encoding="utf-8")]
    network = ReaderNetwork(load_backbone())
    network.load_state_dict({name: w.float() for name, w in load_file(given.start).items()})
    trained = [p for layer in network.layers[given.frozen :] for p in layer.parameters()]
    trained += [
        p for head in (network.span, network.mid, network.answers, network.claim) for p in head.parameters()
    ]
    optimizer = torch.optim.AdamW(trained, lr=given.rate, weight_decay=0.01, betas=(0.9, 0.98))
    state = given.out.with_suffix(".state")
    used = 0.0
    if given.resume:
        kept = torch.load(state, weights_only=True)
        network.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        used = kept["seconds"]
        rng = random.Random(int(used))
    _run(network, optimizer, trained, batches(groups, PairCutter(default_cutter()), rng), given, state, used)


def _run(
    network: ReaderNetwork,
    optimizer: torch.optim.Optimizer,
    trained: list[nn.Parameter],
    source: Iterator[list[Example]],
    given: argparse.Namespace,
    state: Path,
    used: float,
) -> None:
    began = time.monotonic() - used
    saved = time.monotonic()
    log: dict[str, list[float]] = {}
    tokens = step = 0
    for step, batch in enumerate(source, start=1):
        passed = time.monotonic() - began
        rate = given.rate * min(1.0, (step + 9) / 100) * max(0.02, 1 - passed / given.seconds)
        for group in optimizer.param_groups:
            group["lr"] = rate
        found = losses(network, batch, given.frozen)
        optimizer.zero_grad(set_to_none=True)
        total(found).backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        tokens += sum(example.tokens for example in batch)
        for name, loss in found.items():
            log.setdefault(name, []).append(loss.item())
        if step % 25 == 0:
            means = " ".join(f"{name} {sum(v[-100:]) / len(v[-100:]):.3f}" for name, v in log.items())
            print(f"{step} {passed:.0f}s {tokens / (passed - used + 1):.0f} tokens/s {means}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS or passed > given.seconds:
            weights = {name: weight.contiguous() for name, weight in network.state_dict().items()}
            save_file(weights, given.out)
            torch.save({"network": weights, "optimizer": optimizer.state_dict(), "seconds": passed}, state)
            saved = time.monotonic()
        if passed > given.seconds:
            return


if __name__ == "__main__":
    main()
