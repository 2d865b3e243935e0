"""Whose folder it is: kotae writes and removes only inside folders that bear its mark.

The mark is a small file that kotae puts into a folder it made itself or found empty. A folder of
an older kotae is known by what is in it, and gets the mark then. A folder of another account is none of
ours, whatever mark that account put into it. Everything is looked at through the
handle of the opened folder and without following links, so that nothing can take its place meanwhile.
"""

import errno
import json
import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import Any, Final

from kotae.errors import IndexWriteError

__all__ = [
    "FOLDER_NAME",
    "GENERATIONS",
    "MARK",
    "is_anothers",
    "is_generation",
    "is_of_the_disk",
    "is_ours",
    "open_ordinary",
    "opened_folder",
    "owned_folder",
    "read_small",
    "remove_generation",
    "subfolder",
]

MARK: Final = "KOTAE-INDEX"
_CONTENT: Final = b"This folder is an index of kotae. kotae writes and removes files in it.\n"
# What is read whole is a mark or a list; a larger one is of somebody else.
_MAX_BYTES: Final = 1_000_000
FOLDER_NAME: Final = re.compile(r"[0-9a-f]{32}|(?P<number>[0-9]{8,})-[0-9a-f]{8}")
"""What the folder of a generation is called: by number; older ones have no number."""

GENERATIONS: Final = "generations"
_LOCK: Final = "build.lock"
_WORDS: Final = "words"
# Of older ones too: what another kotae left must go as well.
_FILES: Final = frozenset(
    [
        *("manifest.json", "documents.sqlite", "vectors.npy", "sketch.faiss", "pending.jsonl"),
        *("owners.npy", "languages.npy", "japanese.npy", "vectors.faiss", "cells.faiss"),
    ]
)
_WORD_FILES: Final = frozenset(
    f"{kind}.{part}"
    for kind in ("words", "readings", "bigrams")
    for part in ("terms.json", "starts.npy", "rows.npy", "counts.npy", "lengths.npy")
)
_BEGUN: Final = frozenset([GENERATIONS, _LOCK])
# What people say of answers and contradictions, kept beside the index, perhaps before there is one.
_BESIDE: Final = frozenset(
    name + journal
    for name in ("conversations.sqlite3", "feedback.sqlite3", "conflicts.sqlite3", "selftest.sqlite3")
    for journal in ("", "-journal", "-wal", "-shm")
)
_OLD_MANIFEST: Final = frozenset(["kotae", "corpus", "settings", "model", "counts", "files"])
# What a disk answers that fails or was pulled out, or a share that went away.
_FAILING_DISK: Final = frozenset(
    [
        *(errno.EIO, errno.ENODEV, errno.ESTALE, errno.ENOTCONN, errno.ENOMEDIUM),
        *(errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ETIMEDOUT),
    ]
)
_FOLDER_FLAGS: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def opened_folder(path: Path) -> Iterator[int]:
    """Open a folder, not through a link, for as long as the context lasts, and give its handle.

    Raises:
        OSError: It isn't there, is no folder, or is a link.
    """
    handle = os.open(path, _FOLDER_FLAGS)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def subfolder(folder: int, name: str, *, make: bool = False) -> Iterator[int]:
    """Open a folder inside an opened one, not through a link; ``make`` makes it where it is absent.

    Raises:
        OSError: As for :func:`opened_folder`.
    """
    if make:
        with suppress(FileExistsError):
            os.mkdir(name, dir_fd=folder)
    handle = os.open(name, _FOLDER_FLAGS, dir_fd=folder)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def owned_folder(root: Path, *, known: bool = False) -> Iterator[int]:
    """Open the folder of an index, made and marked where it is absent or empty, and give its handle.

    What is made is for this account alone; a folder that was there keeps its rights.

    Args:
        root: The folder.
        known: Whether something else in it tells that it is kotae's.

    Raises:
        IndexWriteError: It isn't empty and isn't kotae's, is another account's, or is a link or a file.
        OSError: It can't be made or written.
    """
    if root.is_symlink():
        raise _not_ours(root)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with opened_folder(root) as folder:
        if is_anothers(os.fstat(folder)):
            raise _anothers(root)
        if not _is_marked(folder):
            if not (known or _BESIDE.issuperset(os.listdir(folder)) or _is_old_index(folder)):
                raise _not_ours(root)
            _mark(folder)
        yield folder


def is_of_the_disk(error: BaseException | None) -> bool:
    """Return whether the disk failed, so that what was to be read may be whole."""
    return isinstance(error, OSError) and error.errno in _FAILING_DISK


def is_anothers(status: os.stat_result) -> bool:
    """Return whether something belongs to another account than this one, which could have put anything there.

    What is root's is as good as ours. To root nothing is strange: a container may know no other account, and is given
    folders of accounts outside.
    """
    return os.geteuid() not in (0, status.st_uid) and status.st_uid != 0


def is_ours(root: Path) -> bool:
    """Return whether a folder is an index of kotae, this one's or an older one's; nothing is written."""
    try:
        with opened_folder(root) as folder:
            return _is_marked(folder) or _is_old_index(folder)
    except OSError:
        return False


def is_generation(folder: int, name: str) -> bool:
    """Return whether something in ``generations`` of an index is a generation, whole or begun, and no link.

    It is called as kotae calls it, and is empty or holds something that kotae writes. A copy that somebody made
    under a name of their own is theirs.
    """
    if not FOLDER_NAME.fullmatch(name):
        return False
    try:
        with subfolder(folder, name) as inside:
            held = set(os.listdir(inside))
    except OSError:
        return False
    return not held or not held.isdisjoint(_FILES)


def remove_generation(folder: int, name: str) -> None:
    """Remove a generation: the files that kotae writes by their names, then the folder if nothing is left in it.

    What somebody else put there stays, and so does what can't be removed.

    Args:
        folder: The handle of ``generations``.
        name: The generation.
    """
    with suppress(OSError):
        with subfolder(folder, name) as inside:
            with suppress(OSError), subfolder(inside, _WORDS) as words:
                _unlink(words, _WORD_FILES)
            with suppress(OSError):
                os.rmdir(_WORDS, dir_fd=inside)
            _unlink(inside, _FILES)
        os.rmdir(name, dir_fd=folder)


def _unlink(folder: int, names: Collection[str]) -> None:
    for name in sorted(names):
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)


def open_ordinary(name: str | Path, *, folder: int | None = None) -> BufferedReader:
    """Open an ordinary file for reading, without following a link or waiting for anybody.

    Raises:
        OSError: It isn't there or can't be read.
        ValueError: It is no ordinary file.
    """
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ValueError("no ordinary file")
    return os.fdopen(handle, "rb")


def read_small(name: str | Path, *, folder: int | None = None) -> bytes:
    """Return the content of a small file, opened as :func:`open_ordinary` does.

    Raises:
        OSError: It isn't there or can't be read.
        ValueError: It is no ordinary file, or too large.
    """
    with open_ordinary(name, folder=folder) as file:
        content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise ValueError("too large")
    return content


def _is_marked(folder: int) -> bool:
    """Whether the mark is there.

    Raises:
        OSError: The disk doesn't tell.
    """
    try:
        return read_small(MARK, folder=folder) == _CONTENT
    except OSError as error:  # a folder is nobody else's for a disk that fails
        if is_of_the_disk(error):
            raise
        return False
    except ValueError:
        return False


def _mark(folder: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        handle = os.open(MARK, flags, 0o644, dir_fd=folder)
    except FileExistsError:
        if _is_marked(folder):  # another build was as quick
            return
        raise
    with os.fdopen(handle, "wb") as file:
        file.write(_CONTENT)
        file.flush()
        os.fsync(handle)


def _is_old_index(folder: int) -> bool:
    """Whether an older kotae made this: generations only where they belong, one of them with a manifest.

    A folder in which it had made ``generations`` and its lock only, and nothing yet, counts too.
    """
    try:
        with subfolder(folder, GENERATIONS) as generations:
            names = os.listdir(generations)
            if not names:
                return set(os.listdir(folder)) <= _BEGUN and not os.lstat(_LOCK, dir_fd=folder).st_size
            return all(map(FOLDER_NAME.fullmatch, names)) and any(
                _has_manifest(generations, name) for name in names
            )
    except OSError:
        return False


def _has_manifest(generations: int, name: str) -> bool:
    try:
        with subfolder(generations, name) as generation:
            fields: Any = json.loads(read_small("manifest.json", folder=generation))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and fields.keys() >= _OLD_MANIFEST


def _not_ours(root: Path) -> IndexWriteError:
    return IndexWriteError(
        "{path}: this isn't a folder of kotae's and not an empty one, so nothing was written or "
        "removed in it; name a new or empty folder with --index.",
        path=root,
    )


def _anothers(root: Path) -> IndexWriteError:
    return IndexWriteError(
        "{path}: this folder belongs to another account, who could read and exchange what is written there; "
        "name one of your own with --index.",
        path=root,
    )
