"""The settings of the embedding stage; light, so that reading a configuration loads no model."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from kotae.errors import SettingValueError
from kotae.messages import Message
from kotae.ranges import at_least

__all__ = ["DEFAULT_MODEL", "EmbeddingSettings", "Precision"]

DEFAULT_MODEL = "multilingual-e5-small"
"""The model that comes with the installed packages; it never needs a network."""

Precision: TypeAlias = Literal["auto", "float32", "bfloat16"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingSettings:
    """Which model turns text into vectors, and how it is run.

    Attributes:
        model: ``"multilingual-e5-small"`` for the one installed with kotae, a folder, or a
            Hugging Face name (``"BAAI/bge-m3"``).
        query_prefix: Put before every question; None takes what the model asks for.
        passage_prefix: Put before every passage; None takes what the model asks for.
        batch_tokens: Tokens, padding included, that go through the model at once when
            indexing. See ``benchmarks/encoding`` for the default.
        device: A torch device.
        precision: Of models other than the default one. ``"bfloat16"`` multiplies matrices in bfloat16 when indexing (cosine to
            float32 0.9999 and above); ``"auto"`` does so where the processor has
            instructions for it.
        allow_download: Whether a Hugging Face model that isn't on this machine may be fetched.
    """

    model: str = DEFAULT_MODEL
    query_prefix: str | None = None
    passage_prefix: str | None = None
    batch_tokens: int = 2048
    device: str = "cpu"
    precision: Precision = "auto"
    allow_download: bool = False

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise SettingValueError("embedding.model", self.model, Message("a model"))
        at_least(1, self, "batch_tokens", stage="embedding")
        if self.precision not in get_args(Precision):
            choices = ", ".join(get_args(Precision))
            raise SettingValueError(
                "embedding.precision", self.precision, Message("one of {choices}", choices=choices)
            )
