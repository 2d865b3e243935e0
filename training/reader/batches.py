"""Arrays of :mod:`training.reader.arrays` → batches of about so many tokens, for ever."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

__all__ = ["Batch", "Endless", "Examples"]

MAX_TOKENS: Final = 384
_START, _END = 0, 1
"""Rows of the marks ``<s>`` and ``</s>`` in the embeddings that travel: ids 0 and 2 of the model."""
# How often a group of each kind is seen in an epoch; those not named, once.
_SHARES: Final = {
    "comprehension": 0.35,
    "entailment": 0.3,
    "same": 0.3,
    "alone": 0.5,
    "without": 0.5,
    "twin": 0.6,
    "exchanged": 0.6,
}
MOST_RIVALS: Final = 5
_CONTEXT_LEFT_OUT: Final = 0.1
# The passage that answers is taken away: then nothing does.
_TAKEN_AWAY: Final = {"answered": 0.15, "comprehension": 0.2, "alone": 0.15}
_CHUNK: Final = 4_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of a question and a passage, in a row.

    Attributes:
        tokens: ``(tokens,)``, all pairs' ids one after the other.
        lengths: ``(pairs,)``.
        most: The longest pair's length, rounded up to a multiple of 8.
        rows: ``(tokens,)``, where each token stands in ``(pairs, most)`` laid out in a row.
        groups: ``(pairs,)``, the group's number; -1 for claims.
        slots: ``(pairs,)``, the pair's place within its group.
        starts: ``(pairs,)``, the answer's first token in the pair; 0 for none.
        ends: Likewise its last.
        labels: ``(pairs,)``, 0 to 2 for claims, else -1.
        inside: ``(pairs, most)``, where an answer may stand: the passage's text and the first token.
        examples: Which group of the arrays each pair belongs to, ``(pairs,)``.
    """

    tokens: Tensor
    lengths: Tensor
    most: int
    rows: Tensor
    groups: Tensor
    slots: Tensor
    starts: Tensor
    ends: Tensor
    labels: Tensor
    inside: Tensor
    examples: NDArray[np.int64]

    def pin_memory(self) -> "Batch":
        """Return it in memory that a graphics card can copy from meanwhile."""
        pinned: dict[str, Any] = {
            field.name: value.pin_memory()
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), Tensor)
        }
        return replace(self, **pinned)

    def inputs(self, device: torch.device) -> tuple[Tensor, Tensor, Tensor, int]:
        """Return what the network takes."""
        tokens, lengths, rows = (
            part.to(device, non_blocking=True) for part in (self.tokens, self.lengths, self.rows)
        )
        return tokens, lengths, rows, self.most


@dataclass(slots=True)
class _Pair:
    ids: NDArray[np.int32]
    inside: tuple[int, int]
    start: int
    end: int


@dataclass(slots=True)
class Examples:
    """Groups, ready to be made into batches."""

    arrays: dict[str, NDArray[Any]]
    rivals: int = MOST_RIVALS

    @classmethod
    def load(cls, path: Path, *, rivals: int = MOST_RIVALS) -> Self:
        """Return what a file holds; at most so many passages that don't answer are drawn beside those that do."""
        with np.load(path) as file:
            arrays = {name: file[name] for name in file.files if not name.startswith("words.")}
        return cls(arrays, rivals)

    def __len__(self) -> int:
        return len(self.arrays["labels"])

    def batches(self, rng: random.Random, *, most: int) -> Iterator[Batch]:
        """Yield batches of about ``most`` tokens for ever, groups alike in length together.

        Claims are spread over all: in batches of their own the other heads would undo between two of them what
        was learned, for all share the layers.
        """
        kinds = self.arrays["kinds"]
        claims = [int(k) for k in np.flatnonzero(self.arrays["labels"] >= 0)]
        asked = [int(k) for k in np.flatnonzero(self.arrays["labels"] < 0)]
        while True:
            of = [k for k in asked if rng.random() < _SHARES.get(str(kinds[k]), 1.0)]
            judged = [k for k in claims if rng.random() < _SHARES.get(str(kinds[k]), 1.0)]
            rng.shuffle(of)
            rng.shuffle(judged)
            share = len(judged) / max(1, len(of))
            for first in range(0, len(of), _CHUNK):
                chosen = of[first : first + _CHUNK]
                beside = judged[int(first * share) : int((first + len(chosen)) * share)]
                yield from self._packed(chosen, beside, rng, most)

    def _packed(
        self, chosen: Sequence[int], beside: Sequence[int], rng: random.Random, most: int
    ) -> Iterator[Batch]:
        groups = [(k, pairs) for k in chosen if (pairs := self._drawn(k, rng))]
        groups.sort(key=lambda group: max(len(pair.ids) for pair in group[1]))
        batches: list[list[tuple[int, list[_Pair]]]] = [[]]
        size = 0
        for group in groups:
            tokens = sum(len(pair.ids) for pair in group[1])
            if batches[-1] and size + tokens > most:
                batches.append([])
                size = 0
            batches[-1].append(group)
            size += tokens
        for number, k in enumerate(beside):
            if pairs := self._drawn(k, rng):
                batches[number % len(batches)].append((k, pairs))
        rng.shuffle(batches)
        yield from (self._batch(batch) for batch in batches if batch)

    def _drawn(self, k: int, rng: random.Random) -> list[_Pair]:
        """Return a group's pairs, those that answer first: rivals are drawn, the nearest likelier."""
        kind = str(self.arrays["kinds"][k])
        rows = self.arrays["rows"][self.arrays["bounds"][k] : self.arrays["bounds"][k + 1]]
        holding = [row for row in rows if row[2] >= 0]
        rivals = [row for row in rows if row[2] < 0]
        if len(rivals) > 1 and rng.random() < _TAKEN_AWAY.get(kind, 0.0):
            holding = []
        while len(rivals) > self.rivals:
            rivals.pop(max(rng.randrange(len(rivals)), rng.randrange(len(rivals))))
        pairs = [self._pair(k, row, bare=rng.random() < _CONTEXT_LEFT_OUT) for row in (*holding, *rivals)]
        return [] if any(pair is None for pair in pairs) else [pair for pair in pairs if pair]

    def whole(self, k: int) -> list[_Pair]:
        """Return all pairs of a group that fit, as they are."""
        rows = self.arrays["rows"][self.arrays["bounds"][k] : self.arrays["bounds"][k + 1]]
        return [pair for row in rows if (pair := self._pair(k, row, bare=False))]

    def _text(self, number: int) -> NDArray[Any]:
        bounds = self.arrays["texts.bounds"]
        return self.arrays["texts.ids"][bounds[number] : bounds[number + 1]]

    def _pair(self, k: int, row: NDArray[np.int32], *, bare: bool) -> _Pair | None:
        """Return ``<s> question </s></s> context, text </s>``; None where the answer is cut off."""
        question = self._text(self.arrays["questions"][k])
        context = self._text(row[0])[: 0 if bare else None]
        room = MAX_TOKENS - len(question) - 4
        behind = np.concatenate([context, self._text(row[1])])[:room]
        before = len(question) + 3
        ids = np.concatenate([[_START], question, [_END, _END], behind, [_END]]).astype(np.int32)
        first = before + len(context)
        if row[2] < 0:
            return _Pair(ids, (first, before + len(behind)), 0, 0)
        if len(context) + row[3] >= room:
            return None
        return _Pair(ids, (first, before + len(behind)), int(first + row[2]), int(first + row[3]))

    def batch(self, numbers: Sequence[int]) -> Batch:
        """Return some groups whole, as one batch."""
        return self._batch([(k, self.whole(k)) for k in numbers])

    def _batch(self, groups: Sequence[tuple[int, list[_Pair]]]) -> Batch:
        labels = self.arrays["labels"]
        pairs = [pair for _, found in groups for pair in found]
        lengths = np.array([len(pair.ids) for pair in pairs])
        most = -(-int(lengths.max()) // 8) * 8
        places = np.arange(most)[None]
        bounds = np.array([pair.inside for pair in pairs])
        inside = (places >= bounds[:, :1]) & (places < bounds[:, 1:])
        inside[:, 0] = True
        asked = [k for k, _ in groups if labels[k] < 0]
        number = {k: place for place, k in enumerate(dict.fromkeys(asked))}
        owners = [k for k, found in groups for _ in found]
        return Batch(
            tokens=torch.from_numpy(np.concatenate([pair.ids for pair in pairs])),
            lengths=torch.from_numpy(lengths),
            most=most,
            rows=torch.from_numpy(np.flatnonzero(places < lengths[:, None])),
            groups=torch.tensor([number.get(k, -1) for k in owners]),
            slots=torch.tensor([slot for _, found in groups for slot in range(len(found))]),
            starts=torch.tensor([pair.start for pair in pairs]),
            ends=torch.tensor([pair.end for pair in pairs]),
            labels=torch.tensor([int(labels[k]) for k in owners]),
            inside=torch.from_numpy(inside),
            examples=np.array(owners),
        )


class Endless(IterableDataset[Batch]):
    """Batches for ever, shuffled otherwise in every worker.

    Args:
        path: The arrays.
        most: About how many tokens a batch has.
        seed: Of the first worker.
        rivals: How many passages that don't answer a group has at most.
    """

    def __init__(self, path: Path, *, most: int, seed: int, rivals: int = MOST_RIVALS) -> None:
        self._path, self._most, self._seed, self._rivals = path, most, seed, rivals

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        seed = self._seed + 1000 * (worker.id if worker else 0)
        examples = Examples.load(self._path, rivals=self._rivals)
        return examples.batches(random.Random(seed), most=self._most)
