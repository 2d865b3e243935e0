"""Texts → padded token ids, straight from the fast tokenizer.

The wrapper that transformers puts around a tokenizer costs more than a short text's own
tokens and changes the tokenizer's settings at each call, which two threads must not do at
once. Here the settings are fixed once; cutting texts is then safe from any thread.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

__all__ = ["TokenCutter"]


class TokenCutter:
    """Cuts texts into token ids and pads them into matrices.

    Args:
        tokenizer: Its settings are fixed here; not used by anybody else from now on.
        pad_id: What fills the rows.
        max_tokens: Longer texts lose their end.
        has_types: Whether the model wants ``token_type_ids``, which are 0 for one text.
    """

    def __init__(self, tokenizer: "Tokenizer", *, pad_id: int, max_tokens: int, has_types: bool) -> None:
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_tokens)
        self._tokenizer = tokenizer
        self._pad_id = pad_id
        self._has_types = has_types

    @classmethod
    def of(cls, model: "SentenceTransformer") -> "TokenCutter | None":
        """Return the model's cutter; None if the model prepares text in a way of its own.

        Args:
            model: As loaded; it must not cut texts itself afterwards.
        """
        first, limit = model[0], model.max_seq_length
        tokenizer: Any = getattr(first, "tokenizer", None)
        plain = (
            set(getattr(first, "modality_config", ())) == {"text"}
            and getattr(first, "query_expansion", None) is None
            and not getattr(first, "processing_kwargs", None)
            and all(getattr(module, "include_prompt", True) for module in model)
        )
        if not plain or not limit or not getattr(tokenizer, "is_fast", False):
            return None
        if tokenizer.pad_token_id is None or tokenizer.padding_side != "right":
            return None
        return cls(
            tokenizer.backend_tokenizer,
            pad_id=tokenizer.pad_token_id,
            max_tokens=limit,
            has_types="token_type_ids" in tokenizer.model_input_names,
        )

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, with the model's marks around them."""
        if len(texts) == 1:
            return [self._tokenizer.encode(texts[0]).ids]
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]

    def padded(self, tokens: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int64]]:
        """Return ``(texts, longest)`` int64 matrices by the names models know them under.

        Args:
            tokens: As :meth:`cut` returns them; at least one text.
        """
        shape = (len(tokens), max(map(len, tokens)))
        input_ids = np.full(shape, self._pad_id, dtype=np.int64)
        attention_mask = np.zeros(shape, dtype=np.int64)
        for row, ids in enumerate(tokens):
            input_ids[row, : len(ids)] = ids
            attention_mask[row, : len(ids)] = 1
        matrices = {"input_ids": input_ids, "attention_mask": attention_mask}
        if self._has_types:
            matrices["token_type_ids"] = np.zeros(shape, dtype=np.int64)
        return matrices
