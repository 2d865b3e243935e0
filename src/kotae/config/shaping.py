"""Which settings an index depends on: what its manifest records, and what it is compared by when it is opened."""

import dataclasses
from importlib.metadata import version
from typing import Any, Final

from kotae.embedding.settings import EmbeddingSettings
from kotae.languages import further_languages
from kotae.parsing import ocr_engine
from kotae.parsing.settings import ReadingSettings
from kotae.passages import PassageSplitter

__all__ = ["shaping"]

_SHAPING: Final = {
    "embedding": ("model", "passage_prefix"),
    # How long a file may take and how much memory it may use say nothing about what was read.
    "reading": (
        *("max_file_bytes", "max_collection_bytes", "max_expanded_bytes"),
        *("max_pages", "max_nesting", "follow_symlinks"),
    ),
}


def shaping(
    reading: ReadingSettings, passages: PassageSplitter, embedding: EmbeddingSettings
) -> dict[str, dict[str, Any]]:
    """Return, per stage, the settings an index depends on.

    How fast and where the model runs doesn't shape an index; which model it is does.
    """
    values = {
        "reading": dataclasses.asdict(reading),
        "passages": dataclasses.asdict(passages),
        "embedding": dataclasses.asdict(embedding),
    }
    shapes: dict[str, dict[str, Any]] = {
        "segmentation": {"dictionary": f"unidic-lite {version('unidic-lite')}"}
    }
    for stage, given in values.items():
        shapes[stage] = {name: given[name] for name in _SHAPING.get(stage, tuple(given))}
    if reading.ocr:
        # Installing the engine, or another version of it, makes other text of the same file.
        shapes["reading"]["ocr"] = [ocr_engine(), reading.max_ocr_seconds]
    if further := further_languages():
        shapes["reading"]["languages"] = further
    return shapes
