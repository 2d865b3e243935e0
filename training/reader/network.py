"""The reader's network: the encoder of the default embedder as a cross-encoder, with heads.

Input ``<s> question </s></s> heading, passage </s>``. The embeddings of words, positions and types
are the embedder's own and frozen, so that only the twelve layers and the heads have weights of their
own. kotae computes the same as a graph of ONNX Runtime (``training/assets/graphs.py``).
Sequences run without padding but in the attention: a fifth to a third of the work is saved.
The heads follow Devlin et al. 2019 (spans) and Clark & Gardner 2018 (scores that compare across
passages, by training on several passages of one question at once).
"""

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["ReaderNetwork"]

WIDTH: Final = 384
INNER: Final = 1536
HEADS: Final = 12
LAYERS: Final = 12
CLAIM_CLASSES: Final = 3


class _Layer(nn.Module):
    """One layer of BERT, normalised after each sum, with query, key and value in one product."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, state: Tensor, rows: Tensor, mask: Tensor | None, shape: tuple[int, int]) -> Tensor:
        """Return ``(tokens, width)``; ``rows`` says where each token stands in the padded ``shape``."""
        texts, length = shape
        parts = self.qkv(state)
        if mask is not None:
            padded = parts.new_zeros(texts * length, 3 * WIDTH)
            parts = padded.index_copy(0, rows, parts)
        query, key, value = parts.view(texts, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(texts * length, WIDTH)
        if mask is not None:
            attended = attended.index_select(0, rows)
        state = self.attention_norm(state + self.out(attended))
        normed: Tensor = self.output_norm(state + self.narrow(functional.gelu(self.widen(state))))
        return normed


class ReaderNetwork(nn.Module):
    """Layers and heads; the embeddings come from outside and aren't among its weights.

    Args:
        embeddings: Maps ``(1, tokens)`` ids of one text to ``(1, tokens, 384)``, positions included.
    """

    def __init__(self, embeddings: nn.Module) -> None:
        super().__init__()
        # In a tuple it is no submodule: it isn't trained, saved or counted.
        self._embeddings = (embeddings,)
        self.layers = nn.ModuleList(_Layer() for _ in range(LAYERS))
        self.span = nn.Linear(WIDTH, 2)
        self.mid = nn.Linear(WIDTH, WIDTH)
        self.answers = nn.Linear(WIDTH, 1)
        self.claim = nn.Linear(WIDTH, CLAIM_CLASSES)

    def forward(self, texts: Sequence[Sequence[int]], *, frozen: int = 0) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores for texts of token ids.

        Args:
            texts: Token ids of each pair, without padding; at least one, none of them empty.
            frozen: How many layers, from the first on, need no gradient.

        Returns:
            For every token of all texts in a row, a score as start and as end of the answer,
            ``(tokens, 2)``; for every text whether it answers, ``(texts,)``; and for every text the
            scores of supported, not told, contradicted, ``(texts, 3)``. All are logits.
        """
        lengths = torch.tensor([len(text) for text in texts])
        length = int(lengths.max())
        inside = torch.arange(length)[None] < lengths[:, None]
        rows = inside.view(-1).nonzero().squeeze(-1)
        mask = None if bool(inside.all()) else inside[:, None, None, :]
        embed = self._embeddings[0]
        with torch.no_grad():
            state = torch.cat([embed(input_ids=torch.tensor([list(text)]))[0] for text in texts])
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= frozen):
                state = layer(state, rows, mask, (len(texts), length))
        firsts = state[lengths.cumsum(0) - lengths]
        pooled = torch.tanh(self.mid(firsts))
        return self.span(state), self.answers(pooled).squeeze(-1), self.claim(pooled)
