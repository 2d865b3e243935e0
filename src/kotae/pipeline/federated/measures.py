"""What two libraries must have in common so that their scores compare."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kotae.config import Settings
from kotae.index.manifest import Manifest

__all__ = ["Measures", "measures", "measures_of"]

# The passages and scores of two indexes compare where these are equal; which files were read doesn't matter.
_SHARED_STAGES: Final = ("segmentation", "passages")
_SCORING: Final = (
    *("candidates", "dense_weight", "cross_dense_weight", "context"),
    *("bridge", "gloss", "balance", "reranker", "rerank_candidates"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What makes scores comparable.

    Attributes:
        model: The fingerprint of the embedding model.
        dimension: Of its vectors.
        settings: By stage.
    """

    model: str
    dimension: int
    settings: Mapping[str, Mapping[str, Any]]


def measures(
    model: str, dimension: int, shaping: Mapping[str, Mapping[str, Any]], settings: Settings
) -> Measures:
    """Return the measures of an index.

    Args:
        model: The fingerprint of its embedding model.
        dimension: Of its vectors.
        shaping: The settings it was built with.
        settings: Those it is searched with.
    """
    scoring = {name: getattr(settings.retrieval, name) for name in _SCORING}
    # Where the table lies concerns nobody else, and the same one may lie elsewhere there.
    scoring["own_bridge_table"] = bool(settings.retrieval.bridge_table)
    told = {stage: dict(shaping.get(stage, {})) for stage in _SHARED_STAGES} | {"retrieval": scoring}
    # As they arrive elsewhere: with lists for tuples.
    return Measures(model=model, dimension=dimension, settings=json.loads(json.dumps(told)))


def measures_of(manifest: Manifest, settings: Settings) -> Measures:
    """Return the measures of an index, searched with ``settings``."""
    return measures(manifest.model, manifest.dimension, manifest.settings, settings)
