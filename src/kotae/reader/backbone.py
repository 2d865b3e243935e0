"""The default embedder's embeddings and tokenizer: what the reader shares with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from safetensors import safe_open

from kotae.embedding.preparation import prepare_default_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import nn

__all__ = ["load_backbone"]


def load_backbone(folder: Path | None = None) -> "tuple[nn.Module, Tokenizer]":
    """Return the module that embeds token ids, and the tokenizer; both independent of the embedder in use.

    Args:
        folder: The default model's folder; None takes the cache's, making its files on first use.

    Raises:
        ModelError: The default model can't be had.
    """
    from tokenizers import Tokenizer

    from kotae.embedding.plain_bert import Embeddings

    folder = folder or prepare_default_model()
    with safe_open(folder / "model.safetensors", framework="pt") as file:
        weights = {
            name.removeprefix("embeddings."): file.get_tensor(name)
            for name in file.keys()  # noqa: SIM118  # not a mapping
            if name.startswith("embeddings.")
        }
    return Embeddings.of(weights), Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes())
