"""Which folder of documents an index was built from."""

import json
from pathlib import Path

from kotae.errors import StoreError
from kotae.index import generations

__all__ = ["default_corpus", "recorded_corpus"]

_DEFAULT_CORPUS = Path("corpus")


def default_corpus(root: Path) -> Path:
    """Return the folder the index was built from, also where the index itself is damaged."""
    return recorded_corpus(root) or _DEFAULT_CORPUS


def recorded_corpus(root: Path) -> Path | None:
    """Return the folder an index was built from; None where no manifest can be read any more."""
    try:
        return Path(generations.read_manifest(root).corpus)
    except StoreError:
        folders = generations.leftovers(root, keep=None)
    for path in folders:
        try:
            return Path(json.loads((path / "manifest.json").read_bytes())["corpus"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return None
