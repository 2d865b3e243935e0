"""From a path to bytes, without hanging, leaving the corpus, or filling the memory.

A file is opened once and without waiting; everything that is asked of it is asked of the open file,
for the name may lead elsewhere a moment later. Everything the operating system can refuse becomes a
:class:`ReadingError` here.
"""

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from kotae.errors import ReadingError
from kotae.messages import Message, Words
from kotae.parsing.patience import Patience
from kotae.parsing.settings import ReadingSettings

__all__ = [
    "Source",
    "UnreachableError",
    "checksum",
    "disk_of",
    "printable",
    "read_source",
    "stamp_of",
    "storable",
    "too_large",
]

_CHUNK_BYTES: Final = 1 << 20
# What a disk that was pulled out, a share that went away or a file that was removed answers.
_GONE: Final = frozenset(
    [
        *(errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ESTALE, errno.ENOTCONN),
        *(errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ETIMEDOUT, errno.ENOMEDIUM),
    ]
)


class UnreachableError(ReadingError):
    """The file itself can't be had, whatever is in it.

    Attributes:
        gone: Whether it isn't there any more; else it may not be read.
    """

    def __init__(
        self,
        reason: str | Words,
        /,
        *,
        path: str,
        gone: bool,
        limit: float | None = None,
        **fields: object,
    ) -> None:
        super().__init__(reason, path=path, limit=limit, **fields)
        self.gone = gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one file and what its reader needs to know beside them.

    Attributes:
        path: Relative to the corpus, with ``/``.
        data: The whole content, at most ``settings.max_file_bytes`` long.
        settings: The settings of the stage.
        stamp: What :func:`stamp_of` says of the file it was read from; empty for a file within a file.
        patience: Counts the time it takes; None where nobody does.
        hurried: Whether its time was shortened, for what other files took.
    """

    path: str
    data: bytes
    settings: ReadingSettings
    stamp: str = ""
    patience: Patience | None = field(default=None, compare=False)
    hurried: bool = False


def printable(path: str) -> str:
    """Return a path fit for a message: line breaks, bidi marks and the like escaped."""
    return "".join(
        character
        if unicodedata.category(character)[0] not in "C"
        else character.encode("unicode_escape").decode("ascii")
        for character in path
    )


def storable(path: str) -> str:
    r"""Return a path that is valid Unicode: bytes of a name that are not UTF-8 are written ``\xNN``."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_source(
    path: Path, *, relative_path: str, settings: ReadingSettings, limit: str = "max_file_bytes"
) -> Source:
    """Return the content of a file.

    Args:
        path: Where it is. Where it ends with ``relative_path``, the rest is the corpus folder.
        relative_path: Path in the corpus, with ``/``; names the file in messages.
        settings: Limits.
        limit: Name of the setting that bounds the size of a file of this format.

    Raises:
        ReadingError: It is missing, not permitted, not an ordinary file, larger than the
            limit, or a link that leaves the corpus.
    """
    with _opened(path, relative_path, settings, limit) as file:
        max_bytes = getattr(settings, limit)
        data = file.read(max_bytes + 1)
        if len(data) > max_bytes:  # it grew meanwhile
            raise too_large(printable(relative_path), len(data), settings, limit)
        stamp = stamp_of(file.fileno())
    return Source(path=storable(relative_path), data=data, settings=settings, stamp=stamp)


def checksum(
    path: Path, *, relative_path: str, settings: ReadingSettings, limit: str = "max_file_bytes"
) -> tuple[str, bytes]:
    """Return stamp and SHA-256 of a file, as :func:`read_source` would read it, without holding it.

    Args:
        path: As for :func:`read_source`.
        relative_path: As for :func:`read_source`.
        settings: Limits.
        limit: As for :func:`read_source`.

    Raises:
        ReadingError: As for :func:`read_source`; a file over the limit isn't read at all.
    """
    digest, left = hashlib.sha256(), getattr(settings, limit)
    with _opened(path, relative_path, settings, limit) as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            left -= len(chunk)
            if left < 0:
                raise too_large(printable(relative_path), getattr(settings, limit) - left, settings, limit)
        return stamp_of(file.fileno()), digest.digest()


def stamp_of(place: Path | int) -> str:
    """Return what changes whenever a file is written or another one takes its place; its fourth word is the disk.

    Args:
        place: The file, or the descriptor of the open file.

    Raises:
        OSError: It isn't there, or can't be looked at.
    """
    status = os.stat(place)
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{status.st_size} {times} {_disk(place, status)} {status.st_ino}"


def disk_of(place: Path | int) -> str:
    """Return which disk something lies on: its number, which the next one may get, and the file system's own.

    Raises:
        OSError: It isn't there, or can't be looked at.
    """
    return _disk(place, os.stat(place))


def _disk(place: Path | int, status: os.stat_result) -> str:
    number = status.st_dev
    return f"{number}:{os.statvfs(place).f_fsid}" if hasattr(os, "statvfs") else f"{number}"


@contextmanager
def _opened(path: Path, relative_path: str, settings: ReadingSettings, limit: str) -> Iterator[BinaryIO]:
    """Open a file and check what is open: an ordinary file, inside the corpus, within the limit."""
    shown = printable(relative_path)
    try:
        # Not blocking: the name may lead to a pipe or a device by now.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        try:
            status = os.fstat(descriptor)
            if not settings.follow_symlinks:
                _refuse_escape(path, relative_path, status, descriptor)
            _refuse_special(status.st_mode, shown)
            if status.st_size > getattr(settings, limit):
                raise too_large(shown, status.st_size, settings, limit)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                yield file
        finally:
            os.close(descriptor)
    # RuntimeError: a circle of links, before Python 3.13. ValueError: a NUL in the path.
    except (OSError, RuntimeError, ValueError) as exc:  # four errors, by its number
        raise _refusal(exc, shown) from exc


def _refusal(error: Exception, shown: str) -> ReadingError:
    """What the operating system said, with what to do about it."""
    if getattr(error, "errno", None) == errno.ENXIO:
        return _special(Message("a socket or a device that isn't there"), shown)
    if isinstance(error, PermissionError):
        return UnreachableError(
            "you may not read this file. Give yourself permission to read it (chmod u+r) or take it out "
            "of the folder.",
            path=shown,
            gone=False,
        )
    if isinstance(error, FileNotFoundError):
        return UnreachableError(
            "the file is not there, or is a link to nothing. Put it back, or index again without it.",
            path=shown,
            gone=True,
        )
    reason = getattr(error, "strerror", None) or str(error)
    return UnreachableError(
        "the file can't be read ({reason}). Check the disk and the link, or take it out of the folder.",
        path=shown,
        reason=reason,
        gone=getattr(error, "errno", None) in _GONE,
    )


def _refuse_escape(path: Path, relative_path: str, status: os.stat_result, descriptor: int) -> None:
    parts = PurePosixPath(relative_path).parts
    inside = path.parts[-len(parts) :] == parts if parts else False
    root = Path(*path.parts[: -len(parts)]) if inside else path.parent
    target = _place(path, descriptor)
    if not target.is_relative_to(root.resolve(strict=True)) or not os.path.samestat(os.stat(target), status):
        shown = printable(relative_path)
        raise ReadingError(
            "this link leads out of the folder of documents and was not followed. Copy the file into the "
            "folder instead.",
            path=shown,
        )


def _place(path: Path, descriptor: int) -> Path:
    """Where an open file is: as the system knows it, else where its name leads."""
    known = Path(f"/proc/self/fd/{descriptor}")
    return Path(os.readlink(known)) if known.is_symlink() else path.resolve(strict=True)


def _refuse_special(mode: int, shown: str) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise _special(Message("a folder"), shown)
    if stat.S_ISFIFO(mode):
        raise _special(Message("a named pipe"), shown)
    if stat.S_ISSOCK(mode):
        raise _special(Message("a socket"), shown)
    raise _special(Message("a device"), shown)


def _special(kind: Message, shown: str) -> ReadingError:
    return ReadingError(
        "this is {kind}, not an ordinary file. Take it out of the folder.", path=shown, kind=kind
    )


def too_large(shown: str, size: int, settings: ReadingSettings, setting: str) -> ReadingError:
    """Return the error for a file of ``size`` bytes that is over the limit ``setting``."""
    megabytes, limit = size / 1e6, getattr(settings, setting) / 1e6
    return ReadingError(
        "the file has {megabytes:,.1f} MB, more than the limit of {limit:,.1f} MB. Split it, or "
        "raise {setting} under [reading] in kotae.toml.",
        path=shown,
        megabytes=megabytes,
        limit=limit,
        setting=setting,
    )
