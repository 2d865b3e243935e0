"""Trains the reader on groups of passages, on a graphics card or on a processor.

    python -m training.reader.train TRAIN.npz OUT.safetensors --start WEIGHTS --seconds 540 [--dev DEV.npz]

The arrays are those of :mod:`training.reader.examples`; WEIGHTS are what it goes on from, as shipped or as saved here.
Only torch, numpy and safetensors are needed. Three losses a group: where the answer stands (one cross-entropy a passage,
the first token for "nowhere"); whether a passage answers (binary); and which of them does, or none (one cross-entropy
over the group, with 0 as the score of none, so that scores compare across passages *and* against refusal). Claims have
the third head. What is saved is the mean of the weights of the last steps (an exponential moving average).
"""

import argparse
import time
from functools import partial
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader

from training.reader.batches import MOST_RIVALS, Batch, Endless, Examples
from training.reader.measures import measured
from training.reader.network import Embeddings, ReaderNetwork

WEIGHTS: Final = {"answers": 0.5, "which": 0.5, "span": 0.7, "claim": 0.6}
_WARM_UP_STEPS: Final = 200
_LAST_RATE: Final = 0.02
_TOLD_EVERY: Final = 50


def losses(network: ReaderNetwork, batch: Batch, device: torch.device) -> dict[str, Tensor]:
    """Return the losses of a batch by name; those without examples are left out."""
    spans, answers, claims = network(*batch.inputs(device))
    result: dict[str, Tensor] = {}
    # What is computed from the labels is computed here, where it needn't wait for the card.
    asked = torch.nonzero(batch.groups >= 0).squeeze(-1)
    if len(asked):
        within, slots, starts = batch.groups[asked], batch.slots[asked], batch.starts[asked]
        sizes = torch.bincount(within)
        held = starts > 0
        target = torch.zeros(len(sizes), dtype=torch.long).index_put((within[held],), slots[held] + 1)
        places = within * (int(sizes.max()) + 1) + slots + 1
        table = torch.full((len(sizes), int(sizes.max()) + 1), -1e4)
        table[:, 0] = 0
        inside = batch.inside[asked]
        to = partial(torch.Tensor.to, device=device, non_blocking=True)
        scores = answers[to(asked)].float()
        each = functional.binary_cross_entropy_with_logits(scores, to(held.float()), reduction="none")
        result["answers"] = (each * to(1 / sizes[within])).sum() / len(sizes)
        scattered = to(table).view(-1).index_put((to(places),), scores).view(table.shape)
        result["which"] = functional.cross_entropy(scattered, to(target))
        logits = spans[to(asked)].float().masked_fill(~to(inside)[..., None], -1e4)
        result["span"] = (
            functional.cross_entropy(logits[..., 0], to(starts))
            + functional.cross_entropy(logits[..., 1], to(batch.ends[asked]))
        ) / 2
    judged = torch.nonzero(batch.labels >= 0).squeeze(-1)
    if len(judged):
        result["claim"] = functional.cross_entropy(
            claims[judged.to(device)].float(), batch.labels[judged].to(device)
        )
    return result


def total(found: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def as_trained(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return weights in float32, whether they were saved here or are shipped as int8 with a scale a row."""
    return {
        name: weight.float() * stored.get(f"{name}.scale", 1)
        for name, weight in stored.items()
        if not name.endswith(".scale")
    }


def main() -> None:
    """Train until the time is over, and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--mean", type=float, default=0.998, help="share of the mean that a step keeps")
    parser.add_argument("--batch", type=int, default=48_000, help="tokens")
    parser.add_argument(
        "--rivals", type=int, default=MOST_RIVALS, help="passages beside the one that answers"
    )
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument(
        "--float32", action="store_true", help="faster where a processor has no matrix units for bfloat16"
    )
    parser.add_argument("--measure-every", type=float, default=120, help="seconds")
    parser.add_argument("--workers", type=int, default=8, help="processes that make batches")
    parser.add_argument(
        "--compile", action="store_true", help="compile the layers: worth it on a graphics card"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    device = torch.device(given.device)
    torch.set_float32_matmul_precision("high")
    dev = Examples.load(given.dev) if given.dev else None
    network = ReaderNetwork(Embeddings.load(given.train), dropout=given.dropout).to(device)
    network.load_state_dict(as_trained(load_file(given.start)))
    for layer in network.layers[: given.frozen]:
        layer.requires_grad_(False)
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(given.mean)).eval()  # type: ignore[no-untyped-call]  # torch's
    if given.compile:
        for layer in network.layers:
            layer.compile(dynamic=True)
    _run(network, mean, dev, given, device)


def _run(
    network: ReaderNetwork,
    mean: AveragedModel,
    dev: Examples | None,
    given: argparse.Namespace,
    device: torch.device,
) -> None:
    averaged = mean.module
    assert isinstance(averaged, ReaderNetwork)
    trained = [p for p in network.parameters() if p.requires_grad]
    decayed = [p for p in trained if p.ndim == 2]
    others = [p for p in trained if p.ndim != 2]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}],
        lr=given.rate, betas=(0.9, 0.98), fused=device.type == "cuda",
    )  # fmt: skip
    began = time.monotonic()
    last_measured = began
    log: dict[str, Tensor] = {}
    tokens = 0
    source = DataLoader(
        Endless(given.train, most=given.batch, seed=given.seed, rivals=given.rivals),
        batch_size=None, num_workers=given.workers, pin_memory=device.type == "cuda",
    )  # fmt: skip
    passed = 0.0
    for step, batch in enumerate(source, start=1):
        passed = time.monotonic() - began
        rate = given.rate * min(1.0, step / _WARM_UP_STEPS) * max(_LAST_RATE, 1 - passed / given.seconds)
        for group in optimizer.param_groups:
            group["lr"] = rate
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=not given.float32):
            found = losses(network, batch, device)
        optimizer.zero_grad(set_to_none=True)
        total(found).backward()  # type: ignore[no-untyped-call]  # torch's
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        mean.update_parameters(network)
        tokens += len(batch.tokens)
        for name, loss in found.items():
            log[name] = log[name] * 0.98 + loss.detach() * 0.02 if name in log else loss.detach()
        if step % _TOLD_EVERY == 0:
            told = " ".join(f"{name} {float(value):.3f}" for name, value in log.items())
            print(f"{step} {passed:.0f}s {tokens / (passed + 1e-3):.0f} tokens/s {told}", flush=True)
        if dev and time.monotonic() - last_measured > given.measure_every and passed < given.seconds - 40:
            last_measured = time.monotonic()
            print(measured(averaged, dev, Embeddings.load(given.dev), device), flush=True)
            _save(averaged, given.out)
        if passed > given.seconds:
            break
    _save(averaged, given.out)
    if dev:
        print(measured(averaged, dev, Embeddings.load(given.dev), device), flush=True)


def _save(network: nn.Module, out: Path) -> None:
    save_file({n: w.detach().bfloat16().contiguous().cpu() for n, w in network.state_dict().items()}, out)


if __name__ == "__main__":
    main()
