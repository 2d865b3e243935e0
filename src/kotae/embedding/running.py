"""Runs a sentence-transformers model.

BERT-like models on a processor go through :class:`_BertLayers`: the same arithmetic as the
library's, with the weights laid out once for the processor's matrix instructions. On
processors with bfloat16 instructions that is three times as fast for a question. All other
models run as sentence-transformers runs them.
"""

import contextlib
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kotae.embedding.protocol import FloatMatrix
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["ModelRunner", "PackedLinear", "load_model", "multiplies_in_bfloat16"]

_BERT_LIKE = ("bert", "roberta", "xlm-roberta", "camembert")


class ModelRunner:
    """Turns token matrices into unit vectors; lays the weights out when it is made.

    Args:
        model: A ``SentenceTransformer`` on its device.
        settings: Its precision decides how matrices are multiplied.
    """

    def __init__(self, model: nn.Sequential, settings: EmbeddingSettings) -> None:
        self._model = model.eval()
        self._device = torch.device(settings.device)
        self._bfloat16 = multiplies_in_bfloat16(settings)
        self._layers = _BertLayers.of(model, torch.bfloat16 if self._bfloat16 else torch.float32)

    def run(self, features: Mapping[str, Any]) -> FloatMatrix:
        """Return ``(texts, dimension)`` float32 unit rows.

        Args:
            features: What the model's own ``preprocess`` returns, or the same as numpy arrays.
        """
        prepared = {
            name: torch.as_tensor(value, device=self._device)
            if isinstance(value, np.ndarray | Tensor)
            else value
            for name, value in features.items()
        }
        with torch.inference_mode():
            vectors = self._vectors(prepared).float()
            unit: NDArray[np.float32] = functional.normalize(vectors, dim=-1).cpu().numpy()
        return unit

    def _vectors(self, features: dict[str, Any]) -> Tensor:
        if self._layers is None:
            with torch.autocast(self._device.type, torch.bfloat16, enabled=self._bfloat16):
                result: Tensor = self._model(features)["sentence_embedding"]
            return result
        features["token_embeddings"] = self._layers.run(features["input_ids"], features["attention_mask"])
        for module in list(self._model)[1:]:
            features = module(features)
        pooled: Tensor = features["sentence_embedding"]
        return pooled


class PackedLinear:
    """One matrix and bias, laid out for oneDNN where bfloat16 is used; takes and gives that type."""

    def __init__(self, *parts: nn.Module, dtype: torch.dtype, activation: str = "none") -> None:
        self._weight = torch.cat([part.get_parameter("weight").detach() for part in parts]).to(dtype)
        self._bias = torch.cat([part.get_parameter("bias").detach() for part in parts]).to(dtype)
        self._activation = activation
        self._packed = dtype == torch.bfloat16 and _can_pack()
        if self._packed:
            self._weight = torch.ops.mkldnn._reorder_linear_weight(self._weight)

    def __call__(self, rows: Tensor) -> Tensor:
        """Return ``rows`` times the matrix, plus the bias."""
        if self._packed:
            packed: Tensor = torch.ops.mkldnn._linear_pointwise(
                rows, self._weight, self._bias, self._activation, [], "none"
            )
            return packed
        result = functional.linear(rows, self._weight, self._bias)
        return functional.gelu(result) if self._activation == "gelu" else result


def _can_pack() -> bool:
    """Say whether oneDNN can lay out weights here.

    These operators are not public: without them the same sums take longer, no more.
    """
    operators = torch.ops.mkldnn
    wanted = ("_is_mkldnn_bf16_supported", "_reorder_linear_weight", "_linear_pointwise")
    return all(hasattr(operators, name) for name in wanted) and bool(operators._is_mkldnn_bf16_supported())


class _BertLayers:
    """A BERT encoder whose matrices may be bfloat16 while all that is added up stays float32.

    Plain bfloat16 weights let single vectors fall to a cosine of 0.997: what costs precision
    is the running sum through the layers and its normalisation. Both stay in float32 here.
    """

    def __init__(self, bert: Any, dtype: torch.dtype) -> None:  # noqa: ANN401  # transformers' own
        config = bert.config
        self._embeddings = bert.embeddings
        self._heads = int(config.num_attention_heads)
        self._dtype = dtype
        self._layers = [self._parts(layer, dtype) for layer in bert.encoder.layer]

    @classmethod
    def of(cls, model: nn.Sequential, dtype: torch.dtype) -> "_BertLayers | None":
        """Return the layers of the model's encoder; None if it isn't a plain BERT on the processor."""
        bert = getattr(model[0], "model", None)
        config = getattr(bert, "config", None)
        plain = (
            getattr(config, "model_type", "") in _BERT_LIKE
            and getattr(config, "hidden_act", "") == "gelu"
            and getattr(config, "position_embedding_type", "absolute") == "absolute"
            and not getattr(config, "is_decoder", False)
            and getattr(model[0], "module_output_name", "") == "token_embeddings"
            and all(parameter.device.type == "cpu" for parameter in model.parameters())
            and all(parameter.dtype == torch.float32 for parameter in model.parameters())
        )
        return cls(bert, dtype) if plain else None

    @staticmethod
    def _parts(
        layer: Any,  # noqa: ANN401  # transformers' own
        dtype: torch.dtype,
    ) -> tuple[PackedLinear, PackedLinear, nn.Module, PackedLinear, PackedLinear, nn.Module]:
        attention, output = layer.attention.self, layer.attention.output
        return (
            PackedLinear(attention.query, attention.key, attention.value, dtype=dtype),
            PackedLinear(output.dense, dtype=dtype),
            output.LayerNorm,
            PackedLinear(layer.intermediate.dense, dtype=dtype, activation="gelu"),
            PackedLinear(layer.output.dense, dtype=dtype),
            layer.output.LayerNorm,
        )

    def run(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Return ``(texts, tokens, width)`` float32 states of the last layer."""
        texts, length = input_ids.shape
        state: Tensor = self._embeddings(input_ids=input_ids).view(texts * length, -1)
        mask = None
        if not bool(attention_mask.all()):
            mask = torch.zeros(texts, 1, 1, length, dtype=self._dtype)
            mask.masked_fill_(attention_mask[:, None, None, :] == 0, torch.finfo(self._dtype).min)
        for project, attended, attention_norm, widen, narrow, output_norm in self._layers:
            parts = project(state.to(self._dtype)).view(texts, length, 3, self._heads, -1)
            query, key, value = parts.permute(2, 0, 3, 1, 4)
            context = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
            context = context.transpose(1, 2).reshape(texts * length, -1)
            state = attention_norm(state + attended(context))
            state = output_norm(state + narrow(widen(state.to(self._dtype))))
        return state.view(texts, length, -1)


def multiplies_in_bfloat16(settings: EmbeddingSettings) -> bool:
    """Return whether matrices are multiplied in bfloat16: where the settings say so, or the processor is made for it."""
    if settings.precision != "auto":
        return settings.precision == "bfloat16"
    if torch.device(settings.device).type != "cpu":
        return False
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def load_model(folder: Path, settings: EmbeddingSettings) -> "SentenceTransformer":
    """Return the ``SentenceTransformer`` in a folder, loaded without network, pickles or foreign code.

    Args:
        folder: As :func:`kotae.embedding.locating.model_folder` returns it.
        settings: Its device is used.

    Raises:
        ModelError: The files are damaged, incomplete, or need code of their own.
    """
    with _quiet():
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(folder),
                device=settings.device,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        # All that reading a stranger's files has been seen to raise.
        except (
            OSError,
            ValueError,
            LookupError,
            RuntimeError,
            ImportError,
            TypeError,
            AttributeError,
            SafetensorError,
        ) as error:
            reason = " ".join(str(error).split())[:300].rstrip(".")
            raise ModelError(
                en=f"The embedding model in {folder} can't be loaded: {reason}. If its files are damaged, "
                "delete the folder and try again; else name another model in the setting embedding.model.",
                ja=f"{folder} の埋め込みモデルを読み込めません: {reason}。ファイルが壊れていれば、フォルダーを"
                "削除してやり直してください。そうでなければ設定 embedding.model で別のモデルを指定してください。",
            ) from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers' progress bars, notes and warnings off the user's screen while it loads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from transformers.utils import logging

        # The library gives these functions no annotations.
        bars, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        try:
            yield
        finally:
            logging.set_verbosity(level)
            if bars:
                logging.enable_progress_bar()  # type: ignore[no-untyped-call]
