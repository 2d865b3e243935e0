"""The default embedder's embeddings as a module of torch: what the reader stands on, frozen."""

import numpy as np
import torch
from torch import Tensor, nn

from kotae.embedding.carrier import default_carrier

__all__ = ["Embeddings", "load_backbone"]


class Embeddings(nn.Module):
    """Words, positions and the one type, added up and normalised.

    Args:
        words: ``(vocabulary, width)``, the type's row added.
        places: ``(positions, width)``.
        norm: Weight and bias of the normalisation.
    """

    def __init__(self, words: Tensor, places: Tensor, norm: tuple[Tensor, Tensor]) -> None:
        super().__init__()
        self._words, self._places, self._norm = words, places, norm

    def forward(self, input_ids: Tensor) -> Tensor:
        """Return ``(texts, tokens, width)``."""
        added = self._words[input_ids] + self._places[: input_ids.shape[1]]
        return nn.functional.layer_norm(added, (added.shape[-1],), *self._norm, eps=1e-12)


def load_backbone() -> Embeddings:
    """Return the embeddings of the default model, 384 MB of them.

    Raises:
        ModelError: The default model can't be had.
    """
    carrier = default_carrier()
    words = carrier.matrix("emb.word", carrier.hidden)
    words += carrier.matrix("emb.type", carrier.hidden)[0]
    parts = [
        words,
        carrier.matrix("emb.pos", carrier.hidden),
        *(carrier.matrix(f"emb.ln.{at}", 0) for at in "wb"),
    ]
    first, second, *norm = (torch.from_numpy(np.ascontiguousarray(part)) for part in parts)
    return Embeddings(first, second, (norm[0], norm[1]))
