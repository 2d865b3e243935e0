"""Scores reader weights on the development groups, which were never trained on.

python -m training.reader.evaluate DEV.jsonl WEIGHTS.safetensors [--most 400]
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from sklearn.metrics import roc_auc_score

from kotae.embedding.pieces import default_cutter
from kotae.reader.inputs import PairCutter
from kotae.reader.spans import best_span
from training.reader.backbone import load_backbone
from training.reader.network import ReaderNetwork


def main() -> None:
    """Print the figures by direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--most", type=int, default=400)
    given = parser.parse_args()
    groups = [json.loads(line) for line in given.dev.open(encoding="utf-8")]
    groups = random.Random(3).sample(groups, min(given.most, len(groups)))
    network = ReaderNetwork(load_backbone()).eval()
    network.load_state_dict({name: weight.float() for name, weight in load_file(given.weights).items()})
    report(groups, network, PairCutter(default_cutter()))


def report(groups: list[dict[str, Any]], network: ReaderNetwork, cutter: PairCutter) -> None:
    """Print which passage is chosen, whether the answer is met, how well none is told, how claims are judged."""
    first: dict[str, list[bool]] = defaultdict(list)
    met: dict[str, list[bool]] = defaultdict(list)
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    claims: dict[str, list[tuple[int, np.ndarray]]] = defaultdict(list)
    for group in groups:
        texts = group["passages"]
        pairs = cutter.cut(group["question"], [(text["context"], text["text"]) for text in texts])
        with torch.inference_mode():
            spans, answers, judged = network([pair.ids for pair in pairs])
        direction = group["tags"][0]
        if group["label"] >= 0:
            claims[direction].append((group["label"], torch.softmax(judged[0], -1).numpy()))
            continue
        chosen = int(answers.argmax())
        best[group["kind"], direction].append(float(answers[chosen]))
        if group["kind"] == "answered":
            at = sum(len(pair.ids) for pair in pairs[:chosen])
            start, end, _ = best_span(pairs[chosen].spans, spans[at : at + len(pairs[chosen].ids)].numpy())
            text = texts[chosen]
            first[direction].append(chosen == 0)
            met[direction].append(chosen == 0 and start < text["end"] and end > text["start"])
    for direction in sorted(first):
        print(
            f"{direction}: passage first {np.mean(first[direction]):.3f}, span met {np.mean(met[direction]):.3f}",
            end="",
        )
        answered = best["answered", direction]
        for kind in ("near miss", "exchanged"):
            missed = best[kind, direction]
            if missed:
                labels = [1] * len(answered) + [0] * len(missed)
                floor = np.quantile(answered, 0.08)
                print(
                    f" | {kind} {len(missed)}: AUC {roc_auc_score(labels, answered + missed):.3f},"
                    f" refused at 8 % {np.mean(np.array(missed) < floor):.2f}",
                    end="",
                )
        print()
    for direction, found in sorted(claims.items()):
        right = np.mean([int(odds.argmax()) == label for label, odds in found])
        supported = [odds[0] for label, odds in found if label == 0]
        against = [odds[0] for label, odds in found if label == 2]
        auc = roc_auc_score([1] * len(supported) + [0] * len(against), supported + against)
        print(
            f"claims {direction}: {len(found)} three-way {right:.3f}, supported against contradicted AUC {auc:.3f}"
        )


if __name__ == "__main__":
    main()
