"""The default model, run by ONNX Runtime from the file that carries it."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from kotae.embedding.carrier import default_carrier
from kotae.embedding.encoder import Encoder, layer_weights
from kotae.embedding.pieces import default_cutter, marked
from kotae.embedding.protocol import FloatMatrix
from kotae.errors import ModelError, failing_as

__all__ = ["DefaultModel"]


class DefaultModel:
    """multilingual-e5-small: cuts texts into tokens and turns them into unit vectors; thread-safe.

    Attributes:
        dimension: The length of a vector.
        max_tokens: Tokens beyond it don't count.
        prompts: Prefixes by task, as the model was trained with them.
    """

    def __init__(self) -> None:
        """Load it.

        Raises:
            ModelError: The file that carries it is missing, altered, or doesn't fit this version of kotae.
        """
        carrier = default_carrier()
        self.dimension, self.max_tokens = carrier.hidden, carrier.positions
        self.prompts = {"query": "query: ", "passage": "passage: "}
        self._cutter = default_cutter()
        with failing_as(
            ModelError,
            "The default embedding model doesn't fit this version of kotae: {reason}. Install kotae again.",
            on=ValueError,
        ):
            self._encoder = Encoder("embedder", carrier=carrier, weights=layer_weights(carrier))

    def cut(self, texts: Sequence[str], prefix: str) -> list[list[int]]:
        """Return the token ids of each text behind its prefix, with the model's marks around them."""
        return [marked(self._cutter.ids(prefix + text), most=self.max_tokens) for text in texts]

    def run(self, tokens: Sequence[Sequence[int]], prefix: str) -> FloatMatrix:
        """Return ``(texts, dimension)`` float32 unit rows.

        Args:
            tokens: As :meth:`cut` returns them; those of equal length go through the model together.
            prefix: What they were cut with; the tokens hold it.
        """
        matrix = np.empty((len(tokens), self.dimension), dtype=np.float32)
        order = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        groups = [list(rows) for _, rows in groupby(order, key=lambda place: len(tokens[place]))]
        found = self._encoder.run_each([[tokens[row] for row in rows] for rows in groups])
        for rows, (vectors,) in zip(groups, found, strict=True):
            matrix[rows] = vectors
        return matrix
