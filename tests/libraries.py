"""Several small libraries, written and built for tests."""

from collections.abc import Mapping
from pathlib import Path

import kotae
from kotae.config import Settings
from kotae.embedding.protocol import Embedder

__all__ = ["built_libraries"]


def built_libraries(
    root: Path,
    libraries: Mapping[str, Mapping[str, str]],
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
) -> dict[str, Path]:
    """Return the index of each library, by name; ``libraries`` holds the text of each file by its path."""
    found = {}
    for name, files in libraries.items():
        for path, text in files.items():
            (root / name / "corpus" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / name / "corpus" / path).write_text(text, encoding="utf-8")
        found[name] = root / name / "index"
        kotae.build(root / name / "corpus", found[name], settings=settings, embedder=embedder)
    return found
