"""The reader's weights: one byte a weight, with a scale a row, in a safetensors file that is checked before use."""

import hashlib
import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load

from kotae.embedding.protocol import FloatMatrix
from kotae.errors import ModelError, failing_as
from kotae.messages import Message

__all__ = ["default_weights", "load_weights", "quantised"]

_SCALE: Final = ".scale"
# Not 127: where a processor has AVX2 and no more, two products of a byte are added in 16 bits, which hold 2 · 255 · 63 only.
_STEPS: Final = 63
_BACKBONE: Final = "multilingual-e5-small"


def default_weights() -> Path:
    """Return where the weights that come with kotae lie, with ``card.json`` beside them."""
    return Path(str(resources.files("kotae.reader") / "weights" / "reader.safetensors"))


def quantised(weights: Mapping[str, FloatMatrix]) -> dict[str, NDArray[Any]]:
    """Return weights as they are stored: matrices as int8 within ±63 with a float32 scale a row, the rest as float32.

    Args:
        weights: Float32, by name.
    """
    stored: dict[str, NDArray[Any]] = {}
    for name, weight in weights.items():
        if weight.ndim == 2 and weight.size > 10_000:
            scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), np.float32(1e-12)) / np.float32(
                _STEPS
            )
            stored[name] = np.round(weight / scale).astype(np.int8)
            stored[name + _SCALE] = scale
        else:
            stored[name] = np.ascontiguousarray(weight, dtype=np.float32)
    return stored


def load_weights(path: Path | None = None) -> dict[str, NDArray[Any]]:
    """Return the weights as they are stored, by name: for a matrix of int8, ``NAME.scale`` holds a float32 for each row.

    Args:
        path: A safetensors file with ``card.json`` beside it; None takes the one that comes with kotae.

    Raises:
        ModelError: A file is missing or damaged, or the weights belong to another backbone.
    """
    path = path or default_weights()
    with failing_as(
        lambda reason: _unusable(path, Message("it can't be read ({reason})", reason=reason)),
        on=(OSError, ValueError, KeyError, TypeError),
    ):
        card: dict[str, Any] = json.loads((path.parent / "card.json").read_text(encoding="utf-8"))
        data = path.read_bytes()
        backbone, expected = str(card["backbone"]), str(card["sha256"])
    if backbone != _BACKBONE:
        raise _unusable(path, Message("its weights belong to {backbone}", backbone=backbone))
    if hashlib.sha256(data).hexdigest() != expected:
        raise _unusable(path, Message("its content isn't the expected one"))
    with failing_as(
        lambda reason: _unusable(path, Message("it is damaged ({reason})", reason=reason)), on=SafetensorError
    ):
        stored = load(data)
    return {name: weight.ravel() if name.endswith(_SCALE) else weight for name, weight in stored.items()}


def _unusable(path: Path, wrong: Message) -> ModelError:
    return ModelError(
        "The reader's weights {path} can't be used: {wrong}. Install kotae again; "
        "until then answers aren't read, only found.",
        path=path,
        wrong=wrong,
    )
