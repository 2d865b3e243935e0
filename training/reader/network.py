"""The reader's network: the encoder of the default embedder as a cross-encoder, with heads.

Input ``<s> question </s></s> heading, passage </s>``. The embeddings of words, positions and types
are the embedder's own and frozen, so that only the twelve layers and the heads have weights of their
own. kotae computes the same as a graph of ONNX Runtime (``training/assets/graphs.py``).
Sequences run without padding but in the attention: a fifth to a third of the work is saved.
The heads follow Devlin et al. 2019 (spans) and Clark & Gardner 2018 (scores that compare across
passages, by training on several passages of one question at once).
"""

from pathlib import Path
from typing import Final, Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["Embeddings", "ReaderNetwork"]

WIDTH: Final = 384
INNER: Final = 1536
HEADS: Final = 12
LAYERS: Final = 12
CLAIM_CLASSES: Final = 3


class Embeddings(nn.Module):
    """Words, positions and the one type, added up and normalised; frozen.

    Args:
        words: ``(vocabulary, width)``, the type's row added.
        places: ``(positions, width)``.
        norm: Weight and bias of the normalisation.
    """

    words: Tensor
    places: Tensor
    weight: Tensor
    bias: Tensor

    def __init__(self, words: Tensor, places: Tensor, norm: tuple[Tensor, Tensor]) -> None:
        super().__init__()
        for name, value in (("words", words), ("places", places), ("weight", norm[0]), ("bias", norm[1])):
            self.register_buffer(name, value, persistent=False)

    @classmethod
    def load(cls, arrays: Path) -> Self:
        """Return the rows that travel with training arrays, as the default model's file holds them."""
        with np.load(arrays) as file:
            scales, nibbles = file["words.scales"], file["words.nibbles"]
            low, high = nibbles & 0x0F, nibbles >> 4
            words = (np.concatenate([low, high], axis=-1).astype(np.float32) - 8) * scales[..., None].astype(
                np.float32
            )
            parts = [words.reshape(len(words), -1) + file["words.type"], file["words.places"]]
            parts += [file[f"words.norm.{at}"] for at in "wb"]
        first, second, weight, bias = (torch.from_numpy(part.astype(np.float32)) for part in parts)
        return cls(first, second, (weight, bias))

    def forward(self, tokens: Tensor, places: Tensor) -> Tensor:
        """Return ``(tokens, width)``."""
        added = self.words[tokens] + self.places[places]
        return functional.layer_norm(added, (WIDTH,), self.weight, self.bias, eps=1e-12)


class _Layer(nn.Module):
    """One layer of BERT, normalised after each sum, with query, key and value in one product."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self._dropout = dropout

    def forward(self, state: Tensor, rows: Tensor, mask: Tensor, shape: tuple[int, int]) -> Tensor:
        """Return ``(tokens, width)``; ``rows`` says where each token stands in the padded ``shape``."""
        texts, length = shape
        parts = self.qkv(state)
        padded = parts.new_zeros(texts * length, 3 * WIDTH).index_copy(0, rows, parts)
        query, key, value = padded.view(texts, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        dropped = self._dropout if self.training else 0.0
        attended = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask, dropout_p=dropped
        )
        attended = attended.transpose(1, 2).reshape(texts * length, WIDTH).index_select(0, rows)
        state = self.attention_norm(state + functional.dropout(self.out(attended), dropped))
        inner = self.narrow(functional.gelu(self.widen(state)))
        normed: Tensor = self.output_norm(state + functional.dropout(inner, dropped))
        return normed


class ReaderNetwork(nn.Module):
    """Layers and heads; the embeddings come from outside and aren't among its weights.

    Args:
        embeddings: As :class:`Embeddings`.
        dropout: The share of every layer's outputs and of the attention that is left out in training.
    """

    def __init__(self, embeddings: Embeddings, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.embeddings = embeddings
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(LAYERS))
        self.span = nn.Linear(WIDTH, 2)
        self.mid = nn.Linear(WIDTH, WIDTH)
        self.answers = nn.Linear(WIDTH, 1)
        self.claim = nn.Linear(WIDTH, CLAIM_CLASSES)

    def forward(
        self, tokens: Tensor, lengths: Tensor, rows: Tensor, most: int
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores for texts of token ids.

        Args:
            tokens: ``(tokens,)``, the ids of all texts in a row.
            lengths: ``(texts,)``, none of them 0.
            rows: ``(tokens,)``, where each token stands in ``(texts, most)`` laid out in a row.
            most: At least the largest length.

        Returns:
            For every token a score as start and as end of the answer, ``(texts, most, 2)``; for every
            text whether it answers, ``(texts,)``; and the scores of supported, not told, contradicted,
            ``(texts, 3)``. All are logits.
        """
        texts = len(lengths)
        inside = torch.arange(most, device=tokens.device)[None] < lengths[:, None]
        with torch.no_grad():
            state = self.embeddings(tokens, rows % most)
        mask = inside[:, None, None, :]
        for layer in self.layers:
            state = layer(state, rows, mask, (texts, most))
        state = state.float()
        pooled = torch.tanh(self.mid(state[lengths.cumsum(0) - lengths]))
        spans = self.span(state)
        padded = spans.new_zeros(texts * most, 2).index_copy(0, rows, spans).view(texts, most, 2)
        return padded, self.answers(pooled).squeeze(-1), self.claim(pooled)
