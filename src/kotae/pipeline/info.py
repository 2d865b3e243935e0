"""What is known of an index without asking it anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kotae.index.reader import IndexReader
from kotae.index.rows import as_skipped
from kotae.records import Language, SkippedFile

__all__ = ["IndexInfo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """What is known of an index without asking it anything.

    Attributes:
        documents: How many documents it holds.
        passages: How many passages.
        languages: Passages per language.
        created: When it was built, ISO 8601 with offset.
        corpus: The folder it was built from.
        model: The embedding model's fingerprint.
        settings: Per stage, the settings it was built with.
        kotae: The version that built it.
        skipped: Files the last build left out, each with its reason.
    """

    documents: int
    passages: int
    languages: Mapping[Language, int]
    created: str
    corpus: str
    model: str
    settings: Mapping[str, Mapping[str, Any]]
    kotae: str
    skipped: tuple[SkippedFile, ...]

    @classmethod
    def of(cls, reader: IndexReader) -> "IndexInfo":
        """Return what is known of an open index."""
        manifest, counts = reader.manifest, reader.manifest.counts
        return cls(
            documents=counts["documents"],
            passages=counts["passages"],
            languages={"ja": counts["passages.ja"], "en": counts["passages.en"]},
            created=manifest.created,
            corpus=manifest.corpus,
            model=manifest.model,
            settings=manifest.settings,
            kotae=manifest.kotae,
            skipped=tuple(as_skipped(file) for _, file in reader.store.files().values() if file.skipped_en),
        )
