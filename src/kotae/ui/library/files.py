"""Taking files into the folder of documents, and out of it.

An upload's name comes from a browser: it decides no folder, hides nothing and replaces
nothing. A removed file is moved aside, never deleted.
"""

import os
import re
import shutil
import time
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from kotae.index.ownership import opened_folder, subfolder
from kotae.ui.library.uploads import KEPT_S

__all__ = ["MAX_NAME_BYTES", "accept_upload", "lies_in", "remove_file", "safe_name"]

MAX_NAME_BYTES = 180

_PARTIAL = re.compile(r"\.kotae-upload-[0-9]+-[0-9a-f]{8}\.part")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')


def safe_name(name: str) -> str:
    """Return a file name without folders, hidden or reordering characters, at most 180 bytes.

    A name of which nothing is left becomes ``document``; the suffix is kept, in lower case.
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    cleaned = _NOT_IN_NAMES.sub("", last).strip(" .")
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot:
        stem, suffix = cleaned, ""
    suffix = f".{suffix.lower()}" if suffix else ""
    room = MAX_NAME_BYTES - len(suffix.encode())
    stem = stem.strip(" .").encode()[:room].decode(errors="ignore") or "document"
    return stem + suffix


def accept_upload(source: Path, *, name: str, folder: Path) -> str:
    """Move an uploaded file into the folder, whole or not at all; return the name it got.

    A file of that name stays: the new one gets a number. The upload itself is gone afterwards.

    Args:
        source: Where the upload lies.
        name: As the browser gave it.
        folder: The folder of documents.

    Raises:
        OSError: The folder can't be written.
    """
    wanted = PurePosixPath(safe_name(name))
    _remove_left(folder)
    partial = folder / f".kotae-upload-{os.getpid()}-{os.urandom(4).hex()}.part"
    try:
        shutil.copyfile(source, partial)
        for number in range(1, 10_000):
            target = folder / (wanted.name if number == 1 else f"{wanted.stem}-{number}{wanted.suffix}")
            try:
                # Reserves the name: unlike a rename, this refuses to replace what is there.
                target.touch(exist_ok=False)
            except FileExistsError:
                continue
            partial.replace(target)
            source.unlink(missing_ok=True)
            return target.name
        raise FileExistsError(f"{folder / wanted}: too many files of that name")
    finally:
        partial.unlink(missing_ok=True)


def _remove_left(folder: Path) -> None:
    """Remove what pages that were killed half-way left; what another one is at is younger."""
    for left in folder.glob(".kotae-upload-*.part"):
        with suppress(OSError):
            if _PARTIAL.fullmatch(left.name) and time.time() - left.lstat().st_mtime > KEPT_S:
                left.unlink()


def remove_file(path: str, *, known: Collection[str], folder: Path, aside: Path) -> Path | None:
    """Move a document's file out of the folder of documents.

    Args:
        path: Its path relative to the folder.
        known: The paths of all indexed documents; any other path is refused.
        folder: The folder of documents.
        aside: Where removed files are kept, a folder per removal.

    Returns:
        Where it lies now; None where it is unknown, gone or leads out of the folder.

    Raises:
        OSError: The file can't be moved.
    """
    source = folder / path
    inside = source.resolve().is_relative_to(folder.resolve())
    if path not in known or not inside or not source.is_file():
        return None
    target = aside / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ") / path
    with opened_folder(aside.parent) as around, subfolder(around, aside.name, make=True):  # through no link
        target.parent.mkdir(parents=True)
        shutil.move(source, target)
    return target


def lies_in(folder: Path, path: str) -> bool:
    """Return whether a document's file is in the folder; one out of an archive lies where the archive does."""
    place = folder / path
    return any(at.is_file() for at in (place, *place.parents) if at != folder and folder in at.parents)
