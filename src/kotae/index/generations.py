"""Which generation answers, and how the next one takes its place.

``CURRENT`` names a folder in ``generations/`` and holds the checksum of its manifest. It is replaced in one step after
everything it names is on the disk, so at any moment, also after a crash, it names a complete generation. Readers keep
their files open (or mapped), which on POSIX outlives the removal of the folder.

Generations are numbered, each by one more than the last, so that which is newer never hangs on a clock. What writes and
removes goes by the handle of a folder that bears kotae's mark.
"""

import errno
import json
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kotae.errors import IndexBusyError, IndexNotFoundError, IndexWriteError, StoreError, cause, failing_as
from kotae.index.manifest import Manifest, damaged, unreadable
from kotae.index.ownership import (
    FOLDER_NAME,
    GENERATIONS,
    is_generation,
    is_of_the_disk,
    is_ours,
    opened_folder,
    owned_folder,
    read_small,
    remove_generation,
    subfolder,
)

__all__ = [
    "Current",
    "build_lock",
    "current_stamp",
    "discard",
    "is_building",
    "leftovers",
    "new_folder",
    "number_of",
    "read_current",
    "read_manifest",
    "remove_others",
    "swap",
    "translated_write_errors",
]

_CURRENT = "CURRENT"
_NEXT = "CURRENT.next"
_LOCK = "build.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The content of ``CURRENT``: a generation's name and its manifest's SHA-256."""

    generation: str
    manifest_sha256: str

    def folder(self, root: Path) -> Path:
        """Return the generation's folder."""
        return root / GENERATIONS / self.generation


def current_stamp(root: Path) -> tuple[int, int, int] | None:
    """Return what changes whenever ``CURRENT`` is replaced; None where there is none."""
    try:
        status = os.stat(root / _CURRENT)
    except OSError:
        return None
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def read_current(root: Path) -> Current:
    """Return which generation answers.

    Raises:
        IndexNotFoundError: Nothing was built in ``root`` yet.
        IndexDamagedError: ``CURRENT`` is torn or altered.
    """
    path = root / _CURRENT
    try:
        fields = json.loads(read_small(path))
        generation, checksum = fields["generation"], fields["manifest_sha256"]
        if not (isinstance(generation, str) and isinstance(checksum, str)):
            raise TypeError("not a name and a checksum")
        current = Current(generation=generation, manifest_sha256=checksum)
    except (FileNotFoundError, NotADirectoryError) as error:  # no index is another error than a damaged one
        raise IndexNotFoundError(
            "{path}: there is no index here yet; build one with `kotae index CORPUS --index {path}`.",
            path=root,
        ) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise (unreadable(path, cause(error)) if is_of_the_disk(error) else damaged(path)) from error
    # A name that leads out of the folder was written by somebody else.
    if Path(current.generation).name != current.generation or current.generation in ("", ".."):
        raise damaged(path)
    return current


def read_manifest(root: Path) -> Manifest:
    """Return the manifest of the generation that answers, without checking its other files.

    Raises:
        StoreError: There is none that can be read.
    """
    current = read_current(root)
    return Manifest.read(current.folder(root), sha256=current.manifest_sha256)


@contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Hold the index for one build; the system frees it when the process ends, however it ends.

    Raises:
        IndexBusyError: Another build holds it.
        IndexWriteError: The folder isn't kotae's, or can't be made or written.
    """
    with translated_write_errors(root):
        with owned_folder(root) as folder, subfolder(folder, GENERATIONS, make=True):
            pass
        lock = FileLock(root / _LOCK)
        with failing_as(
            IndexBusyError,
            "{path}: another build is running on this index; wait for it to end, or choose another folder with --index.",
            on=Timeout,
            path=root,
        ):
            lock.acquire(blocking=False)
    try:
        yield
    finally:
        lock.release()


def leftovers(root: Path, *, keep: str | None) -> list[Path]:
    """Return what no longer answers: older generations and what a crash left.

    What isn't called as kotae calls it, or is a link, is somebody else's and not among them.

    Args:
        root: The index folder.
        keep: The generation that answers; None for none.
    """
    found: list[Path] = []
    try:
        with opened_folder(root) as folder:
            following = [root / _NEXT] if _NEXT in os.listdir(folder) else []
            with subfolder(folder, GENERATIONS) as generations:
                names = _generations_in(generations)
                found = [root / GENERATIONS / name for name in names if name != keep]
    except OSError:
        return []
    return found + following


def _generations_in(folder: int) -> list[str]:
    return sorted(name for name in os.listdir(folder) if is_generation(folder, name))


def is_building(root: Path) -> bool:
    """Return whether a build holds the index now.

    A lock file alone says nothing: it stays, and the system lets go of the lock itself.
    """
    if not is_ours(root) or not (root / _LOCK).is_file():
        return False
    lock = FileLock(root / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    except OSError:
        return False  # a folder that can't be written: nobody builds here
    lock.release()
    return False


def number_of(name: str) -> int:
    """Return the number of a generation by its name; 0 for the name of an older kotae."""
    found = FOLDER_NAME.fullmatch(name)
    return int(found["number"]) if found and found["number"] else 0


def new_folder(root: Path) -> Path:
    """Make and return an empty folder for the next generation."""
    with owned_folder(root) as folder, subfolder(folder, GENERATIONS) as generations:
        newest = max(map(number_of, _generations_in(generations)), default=0)
        # The number tells which one is newer, the rest keeps any two apart.
        name = f"{newest + 1:08d}-{uuid.uuid4().hex[:8]}"
        os.mkdir(name, dir_fd=generations)
    return root / GENERATIONS / name


def swap(root: Path, folder: Path, *, manifest_sha256: str) -> None:
    """Let the generation in ``folder`` answer from now on, after syncing it to the disk."""
    # Files before the folders that name them: after a power cut CURRENT mustn't lead to what was never written.
    for path in folder.rglob("*"):
        if not path.is_symlink() and (path.is_file() or path.is_dir()):
            _sync(path)
    _sync(folder)
    _sync(folder.parent)
    content = json.dumps(asdict(Current(generation=folder.name, manifest_sha256=manifest_sha256))) + "\n"
    with owned_folder(root) as handle:
        _check_same(handle, folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with open(
            _NEXT, "wb", opener=lambda name, _: os.open(name, flags, 0o666, dir_fd=handle)
        ) as following:
            following.write(content.encode())
            following.flush()
            os.fsync(following.fileno())
        _put_aside(handle)
        # One rename: whoever reads CURRENT finds the old one or the new one, never a half.
        os.replace(_NEXT, _CURRENT, src_dir_fd=handle, dst_dir_fd=handle)
        os.fsync(handle)


def _put_aside(root: int) -> None:
    """Make room where a folder lies in the place of ``CURRENT``: what somebody keeps in it stays, under another name."""
    with suppress(OSError), subfolder(root, _CURRENT):
        aside = f"{_CURRENT}-{uuid.uuid4().hex[:8]}"
        os.rename(_CURRENT, aside, src_dir_fd=root, dst_dir_fd=root)


def _check_same(root: int, folder: Path) -> None:
    """Refuse a generation whose files went elsewhere, because its path leads elsewhere by now."""
    with subfolder(root, GENERATIONS) as generations, subfolder(generations, folder.name) as generation:
        if not os.path.samestat(os.fstat(generation), os.stat(folder)):
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))


def discard(folder: Path) -> None:
    """Remove a generation that was begun; what can't be removed is left to the next build.

    One that ``CURRENT`` names by now stays: a disk may fail after the names were exchanged, and nobody knows which it kept.
    """
    try:
        named = read_current(folder.parents[1]).generation
    except StoreError as error:  # none is named; a disk that doesn't give the name may have kept this one
        named = folder.name if is_of_the_disk(error.__cause__) else ""
    if named == folder.name:
        return
    with (
        suppress(OSError, IndexWriteError),
        owned_folder(folder.parents[1]) as root,
        subfolder(root, GENERATIONS) as generations,
    ):
        remove_generation(generations, folder.name)


def remove_others(root: Path, *, keep: str | None) -> None:
    """Remove what no longer answers: older generations and leftovers of a crash.

    Args:
        root: The index folder; the caller holds its lock.
        keep: The generation to leave; None removes all.
    """
    with owned_folder(root) as folder, subfolder(folder, GENERATIONS) as generations:
        for path in leftovers(root, keep=keep):
            if path.name == _NEXT:
                os.unlink(_NEXT, dir_fd=folder)
            else:
                remove_generation(generations, path.name)


@contextmanager
def translated_write_errors(root: Path) -> Iterator[None]:
    """Turn the system's write errors into :class:`IndexWriteError`; the one door for them."""
    try:
        yield
    except sqlite3.OperationalError as error:  # its text tells whether the disk is full
        raise _write_error(root, str(error), full="full" in str(error)) from error
    except OSError as error:  # its number tells whether the disk is full
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        raise _write_error(root, error.strerror or str(error), full=full) from error


def _write_error(root: Path, reason: str, *, full: bool) -> IndexWriteError:
    if full:
        return IndexWriteError(
            "{path}: no room left while writing the index ({reason}); the last index is kept. Free some "
            "space or choose another folder with --index.",
            path=root,
            reason=reason,
        )
    return IndexWriteError(
        "{path}: the index can't be written ({reason}); the last index, if any, is kept. Check the "
        "folder's permissions and the free space, or choose another folder with --index.",
        path=root,
        reason=reason,
    )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
