"""A generation that is whole answers again where the one that should can't be opened.

``CURRENT`` may be torn while what it named is whole, and a build that was killed right after its
swap leaves the generation before it. Neither may be removed before something better is there.
"""

import hashlib
from datetime import datetime
from pathlib import Path

from kotae.errors import IndexDamagedError, IndexFormatError, IndexNotFoundError, StoreError
from kotae.index import generations
from kotae.index.ownership import read_small
from kotae.index.reader import IndexReader

__all__ = ["open_or_recover"]


def open_or_recover(root: Path) -> IndexReader | None:
    """Return the index that answers; the caller holds the build lock.

    Where ``CURRENT`` or its generation is damaged, the newest generation that is whole is made
    current. None where there is none that this kotae can open.
    """
    try:
        return IndexReader.open(root)
    except (IndexDamagedError, IndexNotFoundError, IndexFormatError):
        return _recovered(root)


def _recovered(root: Path) -> IndexReader | None:
    whole = [
        reader for path in generations.leftovers(root, keep=None) if (reader := _opened(path)) is not None
    ]
    whole.sort(key=_age)
    for reader in whole[:-1]:
        reader.close()
    if not whole:
        return None
    newest = whole[-1]
    generations.swap(root, newest.folder, manifest_sha256=_manifest_sha256(newest.folder))
    return newest


def _age(reader: IndexReader) -> tuple[int, float, str]:
    """What orders generations from the oldest on: their number; the moment, for an older kotae's."""
    try:
        made = datetime.fromisoformat(reader.manifest.created).timestamp()
    except ValueError:
        made = 0.0
    return generations.number_of(reader.folder.name), made, reader.folder.name


def _opened(folder: Path) -> IndexReader | None:
    try:
        return IndexReader.open_folder(folder, manifest_sha256=_manifest_sha256(folder))
    except (StoreError, OSError, ValueError):
        return None


def _manifest_sha256(folder: Path) -> str:
    return hashlib.sha256(read_small(folder / "manifest.json")).hexdigest()
