"""Runs any model but the default one, as sentence-transformers runs it, without its ``encode``: tokens are cut once."""

import contextlib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from kotae.embedding.protocol import FloatMatrix
from kotae.embedding.settings import EmbeddingSettings
from kotae.embedding.tokens import TokenCutter
from kotae.errors import ModelError, failing_as

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["LibraryModel", "load_model"]


class LibraryModel:
    """A sentence-transformers model: cuts texts into tokens and turns them into unit vectors.

    Args:
        model: A ``SentenceTransformer`` on its device.
        settings: Its precision decides how matrices are multiplied.

    Attributes:
        dimension: The length of a vector.
        max_tokens: Tokens beyond it don't count; None where the model doesn't say.
        prompts: Prefixes by task, as the model names them.
    """

    def __init__(self, model: "SentenceTransformer", settings: EmbeddingSettings) -> None:
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens: int | None = model.max_seq_length
        self.prompts: Mapping[str, str | None] = model.prompts
        self._model = model.eval()
        self._device = torch.device(settings.device)
        self._bfloat16 = _multiplies_in_bfloat16(settings)
        self._cutter = TokenCutter.of(model)

    def cut(self, texts: Sequence[str], prefix: str) -> Sequence[Sequence[int]] | Sequence[str]:
        """Return the token ids of each text behind its prefix; the texts where only the model can cut them."""
        return self._cutter.cut([prefix + text for text in texts]) if self._cutter else texts

    def run(self, tokens: Sequence[Any], prefix: str) -> FloatMatrix:
        """Return ``(texts, dimension)`` float32 unit rows.

        Args:
            tokens: As :meth:`cut` returns them.
            prefix: What they were cut with.
        """
        if self._cutter:
            features: dict[str, Any] = self._cutter.padded(tokens)
        else:
            features = self._model.preprocess(list(tokens), prompt=prefix or None)
        prepared = {
            name: torch.as_tensor(value, device=self._device)
            if isinstance(value, np.ndarray | Tensor)
            else value
            for name, value in features.items()
        }
        with (
            torch.inference_mode(),
            torch.autocast(self._device.type, torch.bfloat16, enabled=self._bfloat16),
        ):
            vectors = self._model(prepared)["sentence_embedding"].float()
            unit: NDArray[np.float32] = functional.normalize(vectors, dim=-1).cpu().numpy()
        return unit

    @property
    def shares_cutter(self) -> bool:
        """Whether texts mustn't be cut for two at once."""
        return self._cutter is None


def _multiplies_in_bfloat16(settings: EmbeddingSettings) -> bool:
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

        with failing_as(
            ModelError,
            "The embedding model in {path} can't be loaded: {reason}. If its files are damaged, delete "
            "the folder and try again; else name another model in the setting embedding.model.",
            on=(
                OSError,
                ValueError,
                LookupError,
                RuntimeError,
                ImportError,
                TypeError,
                AttributeError,
                SafetensorError,
            ),
            path=folder,
        ):
            return SentenceTransformer(
                str(folder),
                device=settings.device,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        # All that reading a stranger's files has been seen to raise.


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
