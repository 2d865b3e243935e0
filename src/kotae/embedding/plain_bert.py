"""The default model straight from its files.

Importing sentence-transformers takes several seconds, longer than everything else a question on
the command line or an update of one file needs. The default model's files are kotae's own and of
one known shape, so they are laid out here as the library would; ``tests/embedding`` holds both
to the same vectors. Every other model goes through the library.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from kotae.embedding.tokens import TokenCutter
from kotae.errors import ModelError

__all__ = ["Embeddings", "PlainBert"]


class PlainBert(nn.Sequential):
    """What :class:`~kotae.embedding.running.ModelRunner` runs: an encoder and the mean over tokens.

    Attributes:
        prompts: Prefixes by task, as sentence-transformers keeps them.
        max_seq_length: Tokens beyond it don't count.
        cutter: Cuts texts into tokens.
    """

    def __init__(self, folder: Path) -> None:
        """Load a folder that :func:`~kotae.embedding.preparation.prepare_default_model` made.

        Raises:
            ModelError: Its files are damaged.
        """
        try:
            config, limit, prompts = _settings(folder)
            encoder = _loaded(folder, config)
            cutter = _cutter(folder, config, limit)
        # All that reading damaged files has been seen to raise.
        except (OSError, ValueError, LookupError, RuntimeError, TypeError, SafetensorError) as error:
            raise _damaged(folder, error) from error
        super().__init__(encoder, _Mean())
        self.prompts = prompts
        self.max_seq_length = limit
        self.cutter = cutter
        self._dimension = int(config["hidden_size"])

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self._dimension


class _Encoder(nn.Module):
    """Holds the weights under the names the runner knows from transformers."""

    module_output_name = "token_embeddings"

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        layers = [_layer(config) for _ in range(config["num_hidden_layers"])]
        encoder = nn.ModuleDict({"layer": nn.ModuleList(layers)})
        embeddings = Embeddings(
            vocabulary=config["vocab_size"],
            positions=config["max_position_embeddings"],
            types=config["type_vocab_size"],
            width=config["hidden_size"],
            epsilon=config["layer_norm_eps"],
        )
        self.model = nn.ModuleDict({"embeddings": embeddings, "encoder": encoder})
        self.model.config = SimpleNamespace(**config)  # type: ignore[assignment]  # no module, and none is meant


class Embeddings(nn.Module):
    """Words, positions and the one type, added up and normalised."""

    def __init__(self, *, vocabulary: int, positions: int, types: int, width: int, epsilon: float) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(vocabulary, width)
        self.position_embeddings = nn.Embedding(positions, width)
        self.token_type_embeddings = nn.Embedding(types, width)
        self.LayerNorm = nn.LayerNorm(width, eps=epsilon)

    @classmethod
    def of(cls, weights: dict[str, Tensor], *, epsilon: float = 1e-12) -> "Embeddings":
        """Return the embeddings with the given weights, which aren't copied."""
        vocabulary, width = weights["word_embeddings.weight"].shape
        positions, types = (len(weights[f"{name}_embeddings.weight"]) for name in ("position", "token_type"))
        with torch.device("meta"):
            embeddings = cls(
                vocabulary=vocabulary, positions=positions, types=types, width=width, epsilon=epsilon
            )
        embeddings.load_state_dict(weights, assign=True)
        return embeddings.requires_grad_(False)

    def forward(self, input_ids: Tensor) -> Tensor:
        """Return ``(texts, tokens, width)``; added up in the library's order, for the same rounding."""
        words = self.word_embeddings(input_ids) + self.token_type_embeddings.weight[0]
        positions = self.position_embeddings.weight[: input_ids.shape[1]]
        normalised: Tensor = self.LayerNorm(words + positions)
        return normalised


class _Mean(nn.Module):
    def forward(self, features: dict[str, Any]) -> dict[str, Any]:
        """Add ``sentence_embedding``: the mean over the tokens that aren't padding."""
        states, mask = features["token_embeddings"], features["attention_mask"].unsqueeze(-1)
        weights = mask.expand(states.size()).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return {**features, "sentence_embedding": mean}


def _layer(config: dict[str, Any]) -> nn.ModuleDict:
    width, inner = config["hidden_size"], config["intermediate_size"]

    def output(size: int) -> nn.ModuleDict:
        norm = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        return nn.ModuleDict({"dense": nn.Linear(size, width), "LayerNorm": norm})

    attention = nn.ModuleDict({name: nn.Linear(width, width) for name in ("query", "key", "value")})
    return nn.ModuleDict(
        {
            "attention": nn.ModuleDict({"self": attention, "output": output(width)}),
            "intermediate": nn.ModuleDict({"dense": nn.Linear(width, inner)}),
            "output": output(inner),
        }
    )


def _settings(folder: Path) -> tuple[dict[str, Any], int, dict[str, str]]:
    def read(name: str) -> Any:  # noqa: ANN401  # JSON
        return json.loads((folder / name).read_text(encoding="utf-8"))

    limit = int(read("sentence_bert_config.json")["max_seq_length"])
    return read("config.json"), limit, dict(read("config_sentence_transformers.json")["prompts"])


def _loaded(folder: Path, config: dict[str, Any]) -> _Encoder:
    with torch.device("meta"):  # no weights yet: they come from the file, mapped
        encoder = _Encoder(config)
    weights = load_file(folder / "model.safetensors")
    needed = {name: weights[name] for name in weights if not name.startswith("pooler.")}
    encoder.model.load_state_dict(needed, assign=True)
    return encoder


def _cutter(folder: Path, config: dict[str, Any], limit: int) -> TokenCutter:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes())
    return TokenCutter(tokenizer, pad_id=config["pad_token_id"], max_tokens=limit, has_types=False)


def _damaged(folder: Path, error: Exception) -> ModelError:
    reason = " ".join(str(error).split())[:300].rstrip(".")
    return ModelError(
        en=f"The embedding model in {folder} can't be loaded: {reason}. "
        "`kotae doctor --repair` makes its files again.",
        ja=f"{folder} の埋め込みモデルを読み込めません: {reason}。`kotae doctor --repair` で作り直せます。",
    )
