"""Documents in an object store or on a server: listed and read through fsspec, for which this is the one door.

fsspec is imported for an address alone. What it raises is told without what may be secret in it; credentials are where
fsspec and the tools of each store look for them, never in an address.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urlsplit

from kotae.errors import CorpusError, KotaeError, failing_as
from kotae.messages import Message, Words
from kotae.parsing import UnreachableError

__all__ = ["Listed", "Store", "is_elsewhere", "local_folder"]

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.:-]+)://", re.IGNORECASE)
_KNOWN: Final = ("s3", "gs", "gcs", "az", "abfs", "sftp", "smb", "hdfs", "webhdfs", "memory")
_LONGEST_STEP: Final = 255  # bytes of a name in a folder
_LONGEST_PATH: Final = 1_024  # bytes: what S3 takes; below any folder it is less than what a system takes
_CHUNK_BYTES: Final = 1 << 20
# Fetching a small file is mostly waiting.
_AT_ONCE: Final = 8
# What tells that a file changed: a store has one or the other.
_STAMPS: Final = (
    "ETag",
    "etag",
    "md5Hash",
    "generation",
    "mtime",
    "LastModified",
    "last_modified",
    "created",
)
_SECRET: Final = re.compile(
    r"(?<=://)[^/@\s]*@|\?\S*|(?i:(?:key|token|secret|password|signature)\w{0,40}\s{0,9}[=:]\s*)\S+"
)


def is_elsewhere(corpus: object) -> bool:
    """Return whether documents are named by an address rather than by their folder."""
    return isinstance(corpus, str) and _SCHEME.match(corpus) is not None


def local_folder(corpus: str) -> Path | None:
    """Return the folder that an address of this machine (``file:///…``) stands for; None for another address.

    Raises:
        CorpusError: The address isn't one of a store that can be read, or holds a password or a query.
    """
    scheme = _SCHEME.match(corpus)
    shown = _told(corpus)
    if scheme is None or "::" in corpus or scheme[1].lower() not in (*_KNOWN, "file"):
        known = ", ".join(f"{name}://" for name in _KNOWN)
        raise CorpusError(
            "{shown}: write a folder, or an address with one of {known}", shown=shown, known=known
        )
    try:
        parts = urlsplit(corpus)
    except ValueError:
        parts = urlsplit("")
    if parts.password is not None or "?" in corpus or not (parts.netloc or parts.path.strip("/")):
        raise CorpusError(
            "{shown}: an address holds no password and nothing behind ?; credentials are taken from where the store's own "
            "tools look for them.",
            shown=shown,
        )
    return Path(parts.path) if scheme[1].lower() == "file" else None


def _told(text: str) -> str:
    """A text without what may be secret in it."""
    return _SECRET.sub("…", text)


@contextmanager
def _door(address: str) -> Iterator[None]:
    try:
        yield
    except KotaeError:
        raise
    except Exception as error:  # noqa: BLE001 - each store has exceptions of its own; all are told
        first = str(error).strip().partition("\n")[0]
        raise CorpusError(
            "{address}: the documents there can't be read ({reason}); the last index stays. Check the address, the "
            "connection and the credentials.",
            address=address,
            reason=_told(f"{type(error).__name__}: {first}")[:300],
        ) from None  # a traceback would quote requests


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as a store lists it: what the store calls it, its size in bytes, and what changes with it (may be empty)."""

    name: str
    size: int
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A store.

    Attributes:
        address: As written, checked by :func:`local_folder`.
        system: fsspec's.
        root: What it calls the place the address names.
    """

    address: str
    system: Any
    root: str

    @property
    def at_once(self) -> int:
        """How many files may be fetched at once: stores made for it answer several requests at a time."""
        return _AT_ONCE if self.system.async_impl else 1

    @classmethod
    def open(cls, address: str) -> Self:
        """Connect.

        Raises:
            CorpusError: fsspec or what it needs for this kind of store isn't installed, or the store refuses.
        """
        with failing_as(
            CorpusError,
            "{address}: reading documents there needs a package that isn't installed; run `pip install 'kotae[stores]'`.",
            on=ImportError,
            address=address,
        ):
            from fsspec.core import url_to_fs
        logging.getLogger("fsspec").setLevel(logging.CRITICAL)
        with _door(address):
            system, root = url_to_fs(address)
            system.invalidate_cache()  # listings are kept in the process
            return cls(address=address, system=system, root=str(root).rstrip("/"))

    def listed(self, left_out: dict[str, Words]) -> Iterator[tuple[str, Listed]]:
        """Yield every file below the address by its path there; what can't be one of a folder goes to ``left_out``.

        Raises:
            CorpusError: A folder can't be listed: half a list isn't taken for a whole one.
        """
        # fsspec's own walk passes over folders below the first that can't be listed.
        waiting = [self.root]
        while waiting:
            folder = waiting.pop()
            with _door(self.address):
                told = self.system.ls(folder, detail=True)
            for info in told:
                name, kind = str(info["name"]).rstrip("/"), info.get("type")
                path = name.removeprefix(f"{self.root}/")
                if name == folder:
                    continue
                if not _is_fit(path):
                    shown = path.encode("utf-8", "backslashreplace").decode()
                    left_out[shown] = Message("a file can't be called so")
                elif kind == "directory" and path.rpartition("/")[2].startswith("."):
                    left_out[f"{path}/"] = Message("hidden folder")
                elif kind == "directory":
                    waiting.append(name)
                elif kind == "file":
                    yield path, _file(name, info)
                else:
                    left_out[path] = Message("not a regular file")

    def chunks(self, file: Listed, path: str) -> Iterator[bytes]:
        """Yield the content of a file.

        Raises:
            CorpusError: The store can't be reached any more.
            ReadingError: It doesn't give this file.
        """
        with _door(self.address):
            try:
                with self.system.open(file.name, "rb") as opened:
                    while chunk := opened.read(_CHUNK_BYTES):
                        yield chunk
            except (FileNotFoundError, PermissionError) as error:
                raise UnreachableError(
                    "the store lists this file and doesn't give it ({reason}).",
                    path=path,
                    reason=type(error).__name__,
                    gone=isinstance(error, FileNotFoundError),
                ) from None


def _file(name: str, info: Mapping[str, Any]) -> Listed:
    stamp = next((str(info[key]) for key in _STAMPS if info.get(key)), "")
    size = int(info.get("size") or 0)
    return Listed(name, size, f"{size} {stamp}" if stamp else "")


def _is_fit(path: str) -> bool:
    """Whether a path below an address can be one below a folder."""
    try:
        steps = path.encode("utf-8").split(b"/")
    except UnicodeEncodeError:
        return False
    return len(b"/".join(steps)) <= _LONGEST_PATH and all(
        step not in (b"", b".", b"..") and b"\0" not in step and len(step) <= _LONGEST_STEP for step in steps
    )
