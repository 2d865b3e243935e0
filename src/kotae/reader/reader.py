"""Question and passages → for each passage: does it answer, which sentences, which words; claims judged by texts.

The reader is independent of the embedder that finds passages: it always runs on the default model's
embeddings and weights of its own (:mod:`kotae.reader.weights`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.carrier import default_carrier
from kotae.embedding.encoder import Encoder
from kotae.embedding.pieces import default_cutter
from kotae.embedding.protocol import FloatMatrix
from kotae.errors import ModelError, failing_as
from kotae.reader.inputs import Pair, PairCutter, context_of
from kotae.reader.spans import best_span, sentence_shares
from kotae.reader.weights import load_weights
from kotae.records import Passage

__all__ = ["Entailment", "Network", "Reader", "Reading"]


class Network(Protocol):
    """Scores a text of token ids: its tokens as start and end, whether it answers, what it says to a claim."""

    def run_each(self, batches: Sequence[Sequence[Sequence[int]]]) -> list[list[FloatMatrix]]:
        """Return ``(texts, tokens, 2)``, ``(texts, 1)``, ``(texts, 3)``, all logits, for each batch of texts of one length."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one passage says to a question.

    Attributes:
        answers: Log-odds that the passage answers, before calibration; comparable across the
            passages of one question and, less so, across questions.
        somewhere: Log-odds that the answer stands in this text, by the span head: best span against none.
        sentences: For each sentence of the passage, the share of the answer's probability that lies in
            it, in [0, 1]; together at most 1.
        start: Where the answer begins in the *document*; tokens' ends, not words'.
        end: Where it ends; equal to ``start`` where no words could be pointed at.
        cut: Whether the passage's end was too long to be read.
    """

    answers: float
    somewhere: float
    sentences: tuple[float, ...]
    start: int
    end: int
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entailment:
    """How likely a text supports a claim, tells nothing of it, or contradicts it; sums to 1."""

    supported: float
    neither: float
    contradicted: float


class Reader:
    """Reads passages; safe to use from many threads if the network is.

    Args:
        network: With its weights.
        cutter: Cuts pairs into tokens.
    """

    def __init__(self, network: Network, cutter: PairCutter) -> None:
        self._network = network
        self._cutter = cutter

    @classmethod
    def load(cls, weights: Path | None = None) -> Self:
        """Return the reader with the weights that come with kotae, or others.

        Args:
            weights: A safetensors file with ``card.json`` beside it; None takes kotae's own.

        Raises:
            ModelError: Weights or default model are missing, damaged, or don't belong together.
        """
        values = load_weights(weights)
        with failing_as(
            ModelError,
            "The reader's weights don't fit this version of kotae: {reason}. Install kotae again.",
            on=ValueError,
        ):
            network = Encoder("reader", carrier=default_carrier(), weights=_drained(values))
        return cls(network, PairCutter(default_cutter()))

    def read(self, question: str, passages: Sequence[Passage]) -> tuple[Reading, ...]:
        """Return a reading for every passage, in order; none for no passage.

        Args:
            question: In Japanese or English; of a very long one only the beginning counts.
            passages: As retrieved; titles and headings are read with them.
        """
        pairs = self._cutter.cut(question, [(context_of(passage), passage.text) for passage in passages])
        readings: list[Reading | None] = [None] * len(pairs)
        for place, spans, answers, _ in self._run(pairs):
            readings[place] = _reading(passages[place], pairs[place], spans, answers)
        return tuple(reading for reading in readings if reading is not None)

    def judge(self, claim: str, texts: Sequence[str]) -> tuple[Entailment, ...]:
        """Return for every text what it says to a claim, in order; none for no text.

        Args:
            claim: One statement, in either language.
            texts: What it is held against, each by itself.
        """
        pairs = self._cutter.cut(claim, [("", text) for text in texts])
        found: list[Entailment | None] = [None] * len(pairs)
        for place, _, _, scores in self._run(pairs):
            odds = np.exp(scores - scores.max())
            supported, neither, contradicted = (float(part) for part in odds / odds.sum())
            found[place] = Entailment(supported=supported, neither=neither, contradicted=contradicted)
        return tuple(entailment for entailment in found if entailment is not None)

    def _run(
        self, pairs: Sequence[Pair]
    ) -> Iterator[tuple[int, NDArray[np.float32], float, NDArray[np.float32]]]:
        """Yield for each pair its place, start and end scores ``(tokens, 2)``, answer score, claim scores."""
        # Each by itself: texts of other lengths would need padding, and of a batch all would be rounded to the same steps.
        found = self._network.run_each([[pair.ids] for pair in pairs])
        for place, (spans, answers, claims) in enumerate(found):
            yield place, spans[0], float(answers[0, 0]), claims[0]


def _drained(weights: dict[str, NDArray[Any]]) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the weights and let go of each: they are copied, and would need their memory twice."""
    while weights:
        yield weights.popitem()


def _reading(passage: Passage, pair: Pair, scores: NDArray[np.float32], answers: float) -> Reading:
    start, end, somewhere = best_span(pair.spans, scores)
    bounds = [(s.start - passage.start, s.end - passage.start) for s in passage.sentences]
    return Reading(
        answers=answers,
        somewhere=somewhere,
        sentences=sentence_shares(pair.spans, scores, bounds),
        start=passage.start + start,
        end=passage.start + end,
        cut=pair.cut,
    )
