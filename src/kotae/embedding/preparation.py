"""The default model as a sentence-transformers folder, made once in the user's cache.

The folder is written beside its place and renamed into it when complete, so that a killed
or a second process never leaves or meets half a model. A marker, written last, lists every
file with its size and SHA-256. Every start checks them; the big file is read once for each
identity it has on disk (device, inode, size, times), so a later start takes no longer.
"""

import contextlib
import json
import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from kotae.cache import cache_dir
from kotae.embedding.carrier import CARRIER_SHA256, Carrier, find_carrier, read_carrier
from kotae.embedding.model_folder import MARKER, sha256_of, write_model
from kotae.errors import ModelError, failing_as, user_language
from kotae.messages import Message

__all__ = ["FOLDER_NAME", "MARKER", "damaged_files", "prepare_default_model"]

FOLDER_NAME = "multilingual-e5-small-v1"
"""The number rises whenever what we write changes."""

VERIFIED = "kotae-verified.json"
"""Which identities of big files were read and found right; made again where it is absent."""

_log = logging.getLogger("kotae")

# Smaller files are hashed at every start; a larger one only where it is another file than the one hashed
# last.
_HASHED_BELOW_BYTES = 16 << 20
# What is younger may be of a process that is still at it.
_STALE_AFTER_S = 3600.0
_UNFINISHED = ".unfinished-"


def prepare_default_model(
    *,
    folder: Path | None = None,
    carrier: Path | None = None,
    sha256: str = CARRIER_SHA256,
    anew: bool = False,
) -> Path:
    """Return the folder of the default model, making it first where it isn't there yet.

    Making it takes some seconds, 150 MB of memory and 490 MB on disk.

    Args:
        folder: Where it is or shall be; ``models/…`` under :func:`kotae.cache.cache_dir` if None.
        carrier: The file with the weights; the installed one if None.
        sha256: What the file's SHA-256 must be.
        anew: Whether to make it whatever is there.

    Returns:
        A folder that ``SentenceTransformer`` loads.

    Raises:
        ModelError: The carrier is missing or altered, or the folder can't be written. Nothing
            is left behind then.
    """
    folder = folder or cache_dir() / "models" / FOLDER_NAME
    if anew:
        (folder / MARKER).unlink(missing_ok=True)
    if _is_complete(folder, sha256, say=True):
        return folder
    contents = read_carrier(carrier or find_carrier(), sha256=sha256)
    with failing_as(
        ModelError,
        "The embedding model can't be written to {path}: {reason}. It needs 490 MB; free some space, "
        "or set KOTAE_CACHE to a folder that can be written.",
        on=OSError,
        path=folder,
    ):
        _make(folder, contents, sha256)
    return folder


def damaged_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files of the prepared default model that are missing, torn or altered.

    Unlike each start, which trusts a big file it has read before, this reads all 470 MB.

    Args:
        folder: As for :func:`prepare_default_model`; nothing there at all is no damage.
    """
    folder = folder or cache_dir() / "models" / FOLDER_NAME
    if not folder.exists():
        return ()
    try:
        files = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
        return tuple(
            folder / name
            for name, (size, sha256) in files.items()
            if not (folder / name).is_file()
            or (folder / name).stat().st_size != size
            or sha256_of(folder / name) != sha256
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return (folder / MARKER,)


def _make(folder: Path, carrier: Carrier, sha256: str) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _remove_stale(folder)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{folder.name}-", dir=folder.parent))
    try:
        write_model(unfinished, carrier, sha256)
        _put_in_place(unfinished, folder, sha256)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _put_in_place(unfinished: Path, folder: Path, sha256: str) -> None:
    """Rename the finished folder into its place, over a damaged one, yielding to a whole one."""
    for _ in range(10):
        try:
            os.replace(unfinished, folder)
            return
        except OSError:
            if not folder.exists():
                raise
        if _is_complete(folder, sha256):  # another process was faster, with the same content
            return
        with (
            tempfile.TemporaryDirectory(
                prefix=f"{_UNFINISHED}{folder.name}-", dir=folder.parent, ignore_cleanup_errors=True
            ) as aside,
            contextlib.suppress(FileNotFoundError),  # another process is removing it too
        ):
            os.replace(folder, aside)
    raise OSError(f"{folder} keeps changing")


def _remove_stale(folder: Path) -> None:
    """Remove what killed processes left, old enough not to be in use."""
    for left in folder.parent.glob(f"{_UNFINISHED}{folder.name}-*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _STALE_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _is_complete(folder: Path, carrier_sha256: str, *, say: bool = False) -> bool:
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        if marker["carrier"] != carrier_sha256:
            return False
        known = _verified(folder)
        found = {
            name: _identity(folder / name, size=size, sha256=sha256, known=known.get(name))
            for name, (size, sha256) in marker["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    if altered := [name for name, identity in found.items() if identity is None]:
        if say:
            _say_altered(folder, altered)
        return False
    big = {name: identity for name, identity in found.items() if identity}
    if big != known:
        with contextlib.suppress(OSError):  # read again next time, where nothing can be written
            (folder / VERIFIED).write_text(json.dumps(big), encoding="utf-8")
    return True


def _verified(folder: Path) -> dict[str, list[int]]:
    try:
        known = json.loads((folder / VERIFIED).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _identity(path: Path, *, size: int, sha256: str, known: list[int] | None) -> list[int] | None:
    """Return what tells a whole big file from any later state of it; empty for a small one, None if altered."""
    found = path.stat()
    identity = [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
    big = size >= _HASHED_BELOW_BYTES
    if found.st_size != size or (not (big and identity == known) and sha256_of(path) != sha256):
        return None
    return identity if big else []


def _say_altered(folder: Path, names: list[str]) -> None:
    altered = Message(
        "{folder}: {names} isn't what kotae wrote there (size or SHA-256); the model is made again.",
        folder=folder,
        names=", ".join(names),
    )
    _log.warning(altered.text(user_language()))
