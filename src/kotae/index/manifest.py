"""What an index was built from and how: read before anything else, compared before use."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from kotae.errors import IndexDamagedError, IndexFormatError, cause, failing_as
from kotae.index.ownership import is_of_the_disk, open_ordinary, read_small
from kotae.messages import Listed, Message, Words

__all__ = [
    "FORMAT",
    "FileSum",
    "Manifest",
    "damaged",
    "differing",
    "file_sums",
    "other_settings",
    "reading",
    "unreadable",
]

FORMAT = 5
"""Raised whenever an older kotae could misread a newer index, or the other way round."""

_NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSum:
    """Size and SHA-256 of one file of a generation."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The facts of one generation.

    Attributes:
        kotae: The version that built it.
        created: When that began, ISO 8601 with offset.
        corpus: The folder of documents, absolute.
        settings: Per stage, every setting that shapes the index.
        model: The embedder's fingerprint.
        dimension: The length of a vector.
        vectors: How the vectors are searched: ``{"kind": "flat"}``, or ``"sketch"``; see
            :func:`kotae.index.kinds.vector_kind`.
        counts: Documents and passages, also per language (``"documents.ja"``).
        files: Size and checksum by relative path, without the manifest itself.
        place: The folder's number on its disk and the path by which it was named; empty where that isn't known.
        limits: How long reading a file might take and how much memory it might use, by setting.
        readers: Which code read the files of a suffix; see :mod:`kotae.pipeline.builds.reader_code`. Nothing in an index
            from before that was kept.
        format: See :data:`FORMAT`.
    """

    kotae: str
    created: str
    corpus: str
    settings: Mapping[str, Mapping[str, Any]]
    model: str
    dimension: int
    vectors: Mapping[str, Any]
    counts: Mapping[str, int]
    files: Mapping[str, FileSum]
    place: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)
    readers: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def write(self, folder: Path) -> str:
        """Write ``manifest.json`` and return its SHA-256."""
        content = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()
        (folder / _NAME).write_bytes(content)
        return hashlib.sha256(content).hexdigest()

    @classmethod
    def read(cls, folder: Path, *, sha256: str) -> "Manifest":
        """Read ``manifest.json``.

        Raises:
            IndexDamagedError: It is missing, torn or altered.
            IndexFormatError: It was written in another format.
        """
        path = folder / _NAME
        with reading(path):
            content = read_small(path)
            fields = json.loads(content)
        if isinstance(fields, dict) and fields.get("format", FORMAT) != FORMAT:
            raise _other_format(folder, fields["format"])
        if hashlib.sha256(content).hexdigest() != sha256:
            raise damaged(path)
        with failing_as(damaged(path), on=ValueError):
            manifest = _checked().validate_json(content, strict=True)
        if not manifest.counts.keys() >= {"documents", "passages"} or manifest.dimension < 1:
            raise damaged(path)
        return manifest

    def check_files(self, folder: Path) -> None:
        """Compare every file with its recorded size and SHA-256.

        Raises:
            IndexDamagedError: A file is missing, torn or altered; it names the first.
        """
        for name, expected in self.files.items():
            path = folder / name
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise damaged(folder / _NAME)
            with reading(path):
                if path.lstat().st_size != expected.bytes or _file_sum(path) != expected:
                    raise damaged(path)


@cache
def _checked() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def file_sums(folder: Path) -> dict[str, FileSum]:
    """Return size and SHA-256 of every file below ``folder``, by relative path, sorted."""
    return {
        path.relative_to(folder).as_posix(): _file_sum(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(
    built: Mapping[str, Mapping[str, Any]], wanted: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, Any, Any]]:
    """Return (``"stage.setting"``, value built with, value wanted) for each difference, sorted."""
    flat_built, flat_wanted = (
        {f"{stage}.{name}": value for stage, values in settings.items() for name, value in values.items()}
        for settings in (built, wanted)
    )
    return [
        (name, flat_built.get(name), flat_wanted.get(name))
        for name in sorted(flat_built.keys() | flat_wanted.keys())
        if flat_built.get(name) != flat_wanted.get(name)
    ]


def other_settings(root: object, differences: list[tuple[str, Any, Any]]) -> IndexFormatError:
    """Return the error for an index, wherever it is, built with other settings; it shows both values of each."""
    shown = [
        Message("{name}: built with {built!r}, now {now!r}", name=name, built=built, now=now)
        for name, built, now in differences
    ]
    return IndexFormatError(
        "{path}: the index was built with other settings ({differences}); "
        "run `kotae index` to build it again, or go back to those settings.",
        path=root if isinstance(root, Path) else str(root),
        differences=Listed(shown, en="; "),
    )


def damaged(path: Path) -> IndexDamagedError:
    """Return the error for a file that is missing, torn or altered."""
    return IndexDamagedError(
        "{path}: this file of the index is missing, torn or altered; run `kotae index` to build it again.",
        path=path,
    )


def unreadable(path: Path, reason: Words | str) -> IndexDamagedError:
    """Return the error for a file that may be whole, but that the disk doesn't give."""
    return IndexDamagedError(
        "{path}: the disk doesn't give this file of the index ({reason}). Check the disk and try again; if it stays so, "
        "`kotae index` builds the index anew.",
        path=path,
        reason=reason,
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read a file of an index, and say of one that can't be read whether it is damaged or the disk fails.

    Raises:
        IndexDamagedError: Either.
    """
    with failing_as(damaged(path), on=(OSError, ValueError, KeyError, TypeError, RecursionError)):
        try:
            yield
        except OSError as error:  # its number tells a disk that fails from a file that isn't there
            if is_of_the_disk(error):
                raise unreadable(path, cause(error)) from error
            raise


def _other_format(folder: Path, found: object) -> IndexFormatError:
    return IndexFormatError(
        "{path}: the index has format {found}, this kotae reads format {format}; run `kotae index` "
        "to build it again.",
        path=folder,
        found=found,
        format=FORMAT,
    )


def _file_sum(path: Path) -> FileSum:
    """Return size and SHA-256 of an ordinary file.

    Raises:
        OSError: It isn't there or can't be read.
        ValueError: It is no ordinary file.
    """
    with open_ordinary(path) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileSum(bytes=file.tell(), sha256=digest)
