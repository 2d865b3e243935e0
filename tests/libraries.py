"""Small libraries, written and built for tests."""

from collections.abc import Mapping
from pathlib import Path

import kotae
from kotae.config import Settings
from kotae.embedding.protocol import Embedder

__all__ = ["built_libraries", "built_library"]


def built_library(
    root: Path,
    files: Mapping[str, str],
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
) -> Path:
    """Return the index of a library; ``files`` holds the text of each file by its path below ``corpus``."""
    for path, text in files.items():
        (root / "corpus" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "corpus" / path).write_text(text, encoding="utf-8")
    kotae.build(root / "corpus", root / "index", settings=settings, embedder=embedder)
    return root / "index"


def built_libraries(
    root: Path,
    libraries: Mapping[str, Mapping[str, str]],
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
) -> dict[str, Path]:
    """Return the index of each library, by name; see :func:`built_library`."""
    return {
        name: built_library(root / name, files, settings=settings, embedder=embedder)
        for name, files in libraries.items()
    }
