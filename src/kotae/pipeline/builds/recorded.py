"""Which folder of documents an index was built from, and in which folder it is built."""

import json
from pathlib import Path

from kotae.config import Settings
from kotae.errors import CorpusError, IndexNotFoundError, StoreError
from kotae.index import generations
from kotae.index.ownership import read_small
from kotae.milvus.address import MilvusAddress, is_milvus

__all__ = ["default_corpus", "folder_of", "recorded_corpus"]

_DEFAULT_CORPUS = Path("corpus")


def default_corpus(root: Path) -> Path:
    """Return the folder the index was built from, also where the index itself is damaged; ``corpus`` where there is none.

    Raises:
        CorpusError: There is an index, and it isn't known any more which documents it is of.
    """
    if (found := recorded_corpus(root)) is not None:
        return found
    try:
        generations.read_current(root)
    except IndexNotFoundError:
        return _DEFAULT_CORPUS
    except StoreError as error:
        raise _unknown(root) from error
    raise _unknown(root)


def _unknown(root: Path) -> CorpusError:
    return CorpusError(
        "{path}: this index no longer says which folder it was built from; name that folder.", path=root
    )


def recorded_corpus(root: Path) -> Path | None:
    """Return the folder an index was built from; None where no manifest can be read any more."""
    try:
        return Path(generations.read_manifest(root).corpus)
    except StoreError:
        folders = generations.leftovers(root, keep=None)
    # The newest first: an older one may be of other documents.
    for path in sorted(folders, key=lambda path: generations.number_of(path.name), reverse=True):
        try:
            return Path(json.loads(read_small(path / "manifest.json"))["corpus"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return None


def folder_of(index: str | Path | MilvusAddress, settings: Settings) -> Path:
    """Return the folder in which an index is built; that of one in an engine is this machine's copy.

    Raises:
        EngineError: The address can't be used.
    """
    if is_milvus(index):
        from kotae.pipeline.builds.publishing import staging

        return staging(MilvusAddress.of(str(index)), settings)
    return Path(str(index))
