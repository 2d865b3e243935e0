"""An optional second look: a cross-encoder reads question and passage together."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kotae.errors import ModelError, failing_as
from kotae.records import Hit

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

__all__ = ["Reranker"]


class Reranker:
    """Orders hits by a sentence-transformers CrossEncoder; the model is loaded at first use."""

    def __init__(self, model: str) -> None:
        """Remember which model.

        Args:
            model: Its name, or the folder it lies in.
        """
        self._name = model

    @cached_property
    def _model(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder

        with failing_as(
            ModelError,
            "The reranker {name!r} can't be loaded ({reason}); check retrieval.reranker, or leave it empty.",
            on=(OSError, ValueError, ImportError),
            name=self._name,
        ):
            model: CrossEncoder = CrossEncoder(self._name, device="cpu")
        return model

    def rerank(self, question: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in the model's order, best first; ties keep the order they came in.

        The model's own score is kept in ``legs["reranker"]`` and becomes the score. A hit whose score
        isn't a finite number is left out: it has no place in the order.

        Raises:
            ModelError: The model can't be loaded.
        """
        if not hits:
            return []
        scores = self._model.predict([(question, hit.passage.text) for hit in hits], show_progress_bar=False)
        values = [float(score) for score in scores]
        read = [
            replace(hit, score=value, legs={**hit.legs, "reranker": value})
            for hit, value in zip(hits, values, strict=True)
            if math.isfinite(value)
        ]
        return sorted(read, key=lambda hit: -hit.score)
