"""What is known of an index without asking it anything."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kotae.index.manifest import Manifest
from kotae.index.reader import IndexReader
from kotae.index.rows import as_skipped
from kotae.records import Language, SkippedFile

__all__ = ["IndexInfo"]

_PASSAGES = "passages."


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """What is known of an index without asking it anything.

    Attributes:
        documents: How many documents it holds.
        passages: How many passages.
        languages: Passages per language.
        created: When it was built, ISO 8601 with offset.
        corpus: The folder it was built from; of several libraries, all of them with ``os.pathsep`` between.
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
        files = reader.store.files().values()
        return cls.told(reader.manifest, tuple(as_skipped(file) for _, file in files if file.skipped_en))

    @classmethod
    def told(cls, manifest: Manifest, skipped: tuple[SkippedFile, ...]) -> "IndexInfo":
        """Return what a manifest says, with the files that the last build left out."""
        counts = manifest.counts
        return cls(
            documents=counts["documents"],
            passages=counts["passages"],
            languages={
                name.removeprefix(_PASSAGES): count
                for name, count in counts.items()
                if name.startswith(_PASSAGES)
            },
            created=manifest.created,
            corpus=manifest.corpus,
            model=manifest.model,
            settings=manifest.settings,
            kotae=manifest.kotae,
            skipped=skipped,
        )

    @classmethod
    def together(cls, infos: Sequence["IndexInfo"]) -> "IndexInfo":
        """Return what is known of several indexes that are asked as one, built with the same settings; at least one."""
        first = infos[0]
        return cls(
            documents=sum(info.documents for info in infos),
            passages=sum(info.passages for info in infos),
            languages={name: sum(info.languages[name] for info in infos) for name in first.languages},
            created=max(infos, key=lambda info: datetime.fromisoformat(info.created)).created,
            corpus=os.pathsep.join(info.corpus for info in infos),
            model=first.model,
            settings=first.settings,
            kotae=first.kotae,
            skipped=tuple(file for info in infos for file in info.skipped),
        )
