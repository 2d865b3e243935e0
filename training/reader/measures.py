"""How well a network reads groups that it was never trained on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from training.reader.batches import Examples
from training.reader.network import Embeddings, ReaderNetwork

__all__ = ["measured"]

_TOKENS = 30_000
_FALSE_REFUSALS = 0.08


def measured(network: ReaderNetwork, dev: Examples, embeddings: Embeddings, device: torch.device) -> str:
    """Return a line for every direction: passage first, span met, how well none is told, how claims are judged.

    Args:
        network: Left as it is but for the embeddings, which are exchanged for a while: those of ``dev`` are numbered
            otherwise.
        dev: The groups.
        embeddings: Of ``dev``.
        device: Where it runs.
    """
    own, network.embeddings = network.embeddings, embeddings.to(device)
    # By kind of group and direction.
    first: dict[tuple[str, str], list[bool]] = defaultdict(list)
    met: dict[tuple[str, str], list[bool]] = defaultdict(list)
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    claims: dict[str, list[tuple[int, NDArray[np.float32]]]] = defaultdict(list)
    for numbers in _parts(dev):
        batch = dev.batch(numbers)
        with (
            torch.inference_mode(),
            torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"),
        ):
            spans, answers, judged = network(*batch.inputs(device))
        spans = spans.float().cpu().masked_fill(~batch.inside[..., None], -1e4)
        odds = torch.softmax(judged.float(), -1).cpu().numpy()
        scores = answers.float().cpu().numpy()
        for k in dict.fromkeys(batch.examples.tolist()):
            rows = np.flatnonzero(batch.examples == k)
            kind, direction = str(dev.arrays["kinds"][k]), str(dev.arrays["directions"][k])
            if dev.arrays["labels"][k] >= 0:
                claims[direction].append((int(dev.arrays["labels"][k]), odds[rows[0]]))
                continue
            chosen = rows[int(scores[rows].argmax())]
            best[kind, direction].append(float(scores[chosen]))
            if kind in ("answered", "alone", "twin") and int(batch.starts[rows[0]]) > 0:
                begins = int(spans[chosen, 1:, 0].argmax()) + 1
                right = chosen == rows[0]
                first[kind, direction].append(right)
                met[kind, direction].append(
                    right and int(batch.starts[chosen]) <= begins <= int(batch.ends[chosen])
                )
    network.embeddings = own
    return "\n".join([*_asked(first, met, best), *_judged(claims)])


def _parts(dev: Examples) -> list[list[int]]:
    """Return the groups in parts of about so many tokens."""
    sizes = [sum(len(pair.ids) for pair in dev.whole(k)) for k in range(len(dev))]
    parts: list[list[int]] = [[]]
    held = 0
    for k in sorted((k for k in range(len(dev)) if sizes[k]), key=lambda k: sizes[k]):
        if held + sizes[k] > _TOKENS and parts[-1]:
            parts.append([])
            held = 0
        parts[-1].append(k)
        held += sizes[k]
    return parts


def _asked(
    first: Mapping[tuple[str, str], Sequence[bool]],
    met: Mapping[tuple[str, str], Sequence[bool]],
    best: Mapping[tuple[str, str], Sequence[float]],
) -> Iterator[str]:
    for kind, direction in sorted(first):
        chosen = first[kind, direction]
        line = f"{kind} {direction}: {len(chosen)}, passage first {np.mean(chosen):.3f}"
        line += f", begins in the answer {np.mean(met[kind, direction]):.3f}"
        if kind == "answered":
            answered = best[kind, direction]
            for other in ("near miss", "exchanged", "without"):
                if missed := best.get((other, direction)):
                    auc = roc_auc_score([1] * len(answered) + [0] * len(missed), [*answered, *missed])
                    refused = np.mean(np.array(missed) < np.quantile(answered, _FALSE_REFUSALS))
                    line += f" | {other} {len(missed)}: AUC {auc:.3f}, refused at 8 % {refused:.2f}"
        yield line


def _judged(claims: Mapping[str, Sequence[tuple[int, NDArray[np.float32]]]]) -> Iterator[str]:
    for direction, found in sorted(claims.items()):
        right = np.mean([int(odds.argmax()) == label for label, odds in found])
        supported = [float(odds[0]) for label, odds in found if label == 0]
        against = [float(odds[0]) for label, odds in found if label == 2]
        auc = roc_auc_score([1] * len(supported) + [0] * len(against), supported + against)
        yield f"claims {direction}: {len(found)}, three-way {right:.3f}, supported against contradicted AUC {auc:.3f}"
