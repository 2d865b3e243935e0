"""A sentence-transformers model behind kotae's joint: the one module that imports torch.

The model is loaded by ``SentenceTransformer`` and run module by module, without its
``encode``: texts are cut into tokens once, batched by tokens and length, and multiplied in
bfloat16 where the processor is made for it.
"""

import contextlib
import hashlib
import threading
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kotae.embedding.batching import plan_batches
from kotae.embedding.locating import folder_fingerprint, model_folder
from kotae.embedding.prefixes import resolve_prefixes
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.embedding.settings import EmbeddingSettings
from kotae.embedding.tokens import TokenCutter
from kotae.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["SentenceTransformerEmbedder"]

_WINDOW_TEXTS = 4096
"""Texts cut into tokens and sorted by length at a time; bounds memory on big corpora."""

_CHARS_PER_TOKEN = 32
"""No language comes near: what lies further can't be read, and needn't be cut into tokens."""


class SentenceTransformerEmbedder:
    """Turns text into unit vectors with a sentence-transformers model.

    Safe to use from several threads at once. Text beyond the model's limit (512 tokens for
    the default model) doesn't count.
    """

    def __init__(self, model: "SentenceTransformer", *, settings: EmbeddingSettings, files: str) -> None:
        """Wrap a loaded model; :meth:`load` is the way to get one.

        Args:
            model: On its device.
            settings: What it was loaded with.
            files: The fingerprint of its files.
        """
        self._model = model.eval()
        self._settings = settings
        self._prefixes = resolve_prefixes(settings, name=settings.model, prompts=model.prompts)
        self._fingerprint = _fingerprint(files, self._prefixes)
        self._dimension = int(model.get_embedding_dimension() or 0)
        self._max_chars = _CHARS_PER_TOKEN * (model.max_seq_length or 8192)
        self._cutter = TokenCutter.of(model)
        self._bfloat16 = _multiplies_in_bfloat16(settings)
        # One batch and one question at a time: more would only compete for the same cores.
        # Two locks, so that a question never waits for a batch of passages.
        self._question_lock = threading.Lock()
        self._passage_lock = threading.Lock()

    @classmethod
    def load(cls, settings: EmbeddingSettings | None = None) -> "SentenceTransformerEmbedder":
        """Return the embedder for the settings; makes the default model's files on first use.

        Args:
            settings: The default model on the processor if None.

        Raises:
            ModelError: The model can't be had offline, is damaged, or isn't safe to load.
        """
        settings = settings or EmbeddingSettings()
        folder = model_folder(settings)
        return cls(_loaded(folder, settings), settings=settings, files=folder_fingerprint(folder))

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    @property
    def fingerprint(self) -> str:
        """Identity of the model's files and the prefixes; precision and place don't count."""
        return self._fingerprint

    def embed_questions(self, questions: Sequence[str]) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = np.empty((len(questions), self._dimension), dtype=np.float32)
        # Always in float32: for a few tokens the conversions cost more than they save.
        for batch, vectors in self._embedded(questions, prefix=self._prefixes[0], lock=self._question_lock):
            matrix[list(batch)] = vectors
        return matrix

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Return ``(n, dimension)`` float32 unit rows, in order; ``(0, dimension)`` for none."""
        matrix = np.empty((len(passages), self._dimension), dtype=np.float32)
        done = 0
        for start in range(0, len(passages), _WINDOW_TEXTS):
            window = passages[start : start + _WINDOW_TEXTS]
            rows = matrix[start : start + _WINDOW_TEXTS]
            for batch, vectors in self._embedded(
                window, prefix=self._prefixes[1], lock=self._passage_lock, bfloat16=self._bfloat16
            ):
                rows[list(batch)] = vectors
                done += len(batch)
                if progress is not None:
                    progress(done, len(passages))
        return matrix

    def _embedded(
        self, texts: Sequence[str], *, prefix: str, lock: threading.Lock, bfloat16: bool = False
    ) -> Iterator[tuple[tuple[int, ...], FloatMatrix]]:
        """Yield (positions in ``texts``, their vectors) batch by batch."""
        texts = [text[: self._max_chars] for text in texts]
        tokens = self._cutter and self._cutter.cut([prefix + text for text in texts])
        lengths = [len(item) for item in tokens or texts]
        for batch in plan_batches(lengths, batch_tokens=self._settings.batch_tokens):
            with lock:
                if self._cutter and tokens:
                    features: dict[str, Any] = self._cutter.padded([tokens[row] for row in batch])
                else:
                    features = self._model.preprocess([texts[row] for row in batch], prompt=prefix or None)
                vectors = _run(self._model, features, bfloat16=bfloat16)
            yield batch, vectors


def _run(model: "SentenceTransformer", features: dict[str, Any], *, bfloat16: bool) -> FloatMatrix:
    import torch

    device = model.device
    prepared = {
        name: torch.as_tensor(value, device=device) if isinstance(value, np.ndarray | torch.Tensor) else value
        for name, value in features.items()
    }
    with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16, enabled=bfloat16):
        vectors = model.forward(prepared)["sentence_embedding"]
    unit = torch.nn.functional.normalize(vectors.float(), dim=-1)
    matrix: FloatMatrix = unit.cpu().numpy()
    return matrix


def _fingerprint(files: str, prefixes: tuple[str, str]) -> str:
    text = "\0".join(("kotae-embedder-1", files, *prefixes))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _multiplies_in_bfloat16(settings: EmbeddingSettings) -> bool:
    import torch

    if settings.precision != "auto":
        return settings.precision == "bfloat16"
    if torch.device(settings.device).type != "cpu":
        return False
    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))


def _loaded(folder: Path, settings: EmbeddingSettings) -> "SentenceTransformer":
    from safetensors import SafetensorError

    with _quiet():
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(folder),
                device=settings.device,
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
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
            reason = " ".join(str(error).split())[:300]
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

        bars, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no annotations there
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers has no annotations there
        try:
            yield
        finally:
            logging.set_verbosity(level)
            if bars:
                logging.enable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no annotations there
