"""Which files of a folder a build reads, and why it leaves the others."""

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from kotae.errors import CorpusError, cause
from kotae.index.ownership import GENERATIONS, is_ours
from kotae.index.rows import SourceFile
from kotae.messages import Listed, Message, Told, Words
from kotae.parsing import SUPPORTED_SUFFIXES, ReadingSettings, checksum, size_limit, stamp_of
from kotae.parsing.settings import PICTURES
from kotae.records import SkippedFile
from kotae.records.reasons import reasons

__all__ = [
    "CorpusFiles",
    "corpus_folder",
    "list_files",
    "nothing_readable",
    "readable_suffixes",
    "refuse_index",
    "refused_by_name",
    "stamped",
]

_LISTED = 10
_UNOPENED: Final = Message("can't be opened ({reason})")
_FILE, _FOLDER, _LINK = "file", "folder", "link to a folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFiles:
    """What a walk found.

    Attributes:
        folder: The folder of documents, absolute.
        paths: Files to read, relative with ``/``, sorted.
        skipped: The others, sorted by path.
        unopened: Those of them that couldn't be listed (folders, with ``/`` at the end) or looked at.
    """

    folder: Path
    paths: tuple[str, ...] = ()
    skipped: tuple[SkippedFile, ...] = field(default=())
    unopened: tuple[str, ...] = ()


def corpus_folder(corpus: Path) -> Path:
    """Return the folder of documents, absolute.

    Raises:
        CorpusError: It is missing, a file, or can't be looked at.
    """
    try:
        is_folder = stat.S_ISDIR(os.stat(corpus).st_mode)
        folder = corpus.resolve()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # before OSError
        raise CorpusError(
            "{path}: there is no such folder of documents; check the path.", path=corpus
        ) from error
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of links, before Python 3.13
        raise _unlisted(corpus, error) from error
    if not is_folder:
        raise CorpusError("{path}: this is a file; give the folder that holds the documents.", path=corpus)
    return folder


def _unlisted(folder: Path, error: Exception) -> CorpusError:
    return CorpusError(
        "{path}: the folder can't be listed ({reason}); check its permissions and its disk.",
        path=folder,
        reason=cause(error),
    )


def refuse_index(folder: Path, index: Path) -> None:
    """Refuse a folder of documents that is the index folder, or part of what kotae writes there.

    Args:
        folder: The folder of documents, absolute.
        index: The index folder; it needn't be there.

    Raises:
        CorpusError: It is one.
    """
    root = Path(os.path.realpath(index))
    if folder == root or folder.is_relative_to(root / GENERATIONS):
        raise CorpusError(
            "{path}: this is the folder of the index, not of documents; name another one, or another "
            "folder with --index.",
            path=folder,
        )


def list_files(
    folder: Path, *, suffixes: Collection[str], index: Path, follow_symlinks: bool = False
) -> CorpusFiles:
    """Return the files below ``folder``, in a fixed order.

    Args:
        folder: The folder of documents, absolute.
        suffixes: Suffixes that can be read, lower case, with the dot.
        index: The index folder; it is left out without a word where it lies inside.
        follow_symlinks: Whether a link may lead out of the folder.

    Raises:
        CorpusError: The folder itself can't be listed.
    """
    walk = _Walk(folder=folder, index=Path(os.path.realpath(index)))
    paths: list[str] = []
    for entry in walk.files():
        relative = _relative(entry, folder)
        reason = _refusal(entry, folder, suffixes=suffixes, follow_symlinks=follow_symlinks)
        if reason is None:
            paths.append(relative)
        else:
            walk.skipped.append(SkippedFile(path=relative, **reasons(reason)))
            walk.unopened.extend([relative] if reason.template == _UNOPENED.template else [])
    return CorpusFiles(
        folder=folder,
        paths=tuple(sorted(paths)),
        skipped=tuple(sorted(walk.skipped, key=lambda file: file.path)),
        unopened=tuple(sorted(walk.unopened)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """Goes through a folder without recursion, however deep it is.

    Attributes:
        folder: The folder of documents.
        index: The index folder, resolved; it isn't entered.
        skipped: Folders that aren't entered, with the reason.
        unopened: What couldn't be listed or looked at.
    """

    folder: Path
    index: Path
    skipped: list[SkippedFile] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)

    def files(self) -> Iterator[Path]:
        """Yield what isn't a folder."""
        waiting = [self.folder]
        while waiting:
            inside = waiting.pop()
            for path, kind in self._listed(inside):
                if kind == _FILE:
                    yield path
                elif path == self.index:
                    continue
                elif path.name.startswith("."):
                    self._skip(path, Message("hidden folder"))
                elif kind == _LINK:
                    self._skip(path, Message("link to a folder"))
                elif is_ours(path):
                    self._skip(path, Message("an index of kotae"))
                else:
                    waiting.append(path)

    def _listed(self, inside: Path) -> list[tuple[Path, str]]:
        """What is in a folder, and of which kind; a folder that became a link isn't listed."""
        try:
            handle = os.open(inside, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                with os.scandir(handle) as entries:
                    found = [(inside / entry.name, _kind(entry)) for entry in entries]
            finally:
                os.close(handle)
        except OSError as error:
            if inside == self.folder:
                raise _unlisted(inside, error) from error
            self.unopened.append(_relative(inside, self.folder) + "/")
            self._skip(inside, Message("can't be listed ({reason})", reason=error.strerror))
            return []
        return sorted(found)

    def _skip(self, path: Path, reason: Message) -> None:
        relative = _relative(path, self.folder) + "/"
        self.skipped.append(SkippedFile(path=relative, **reasons(reason)))


def _kind(entry: os.DirEntry[str]) -> str:
    """Of which kind it is; what nobody may look at counts as a folder: opening it tells why."""
    try:
        if not entry.is_dir():
            return _FILE
        return _LINK if entry.is_symlink() else _FOLDER
    except OSError:
        # A folder or not, the folder around it says; only for a link it takes a look.
        return _FILE if _is_link(entry) else _FOLDER


def _is_link(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink()
    except OSError:
        return False


def readable_suffixes(settings: ReadingSettings) -> frozenset[str]:
    """Return the suffixes of files that are read, in lower case, with their dot."""
    return SUPPORTED_SUFFIXES - (frozenset() if settings.ocr else PICTURES)


def refused_by_name(relative: str, suffixes: Collection[str]) -> Message | None:
    """Return why a file isn't read, as far as its name tells; None where it may be.

    Args:
        relative: Its path, with ``/``.
        suffixes: Of files that can be read.
    """
    name = PurePosixPath(relative).name
    suffix = PurePosixPath(name).suffix.lower()
    if name.startswith("."):
        return Message("hidden file")
    if "\ufffd" in relative:
        return Message("the name isn't valid UTF-8; rename the file")
    if suffix not in suffixes:
        kind = suffix or name
        if suffix in PICTURES:
            return Message(
                "files of this kind ({kind}) are not read; "
                "with ocr = true under [reading] the text in pictures is",
                kind=kind,
            )
        return Message("files of this kind ({kind}) are not read", kind=kind)
    return None


def _refusal(path: Path, folder: Path, *, suffixes: Collection[str], follow_symlinks: bool) -> Message | None:
    """Return why a file isn't read; None where it is."""
    if refused := refused_by_name(_relative(path, folder), suffixes):
        return refused
    try:
        if path.is_symlink() and not follow_symlinks and not path.resolve(strict=True).is_relative_to(folder):
            return Message("the link leads out of the folder")
        if not stat.S_ISREG(path.stat().st_mode):
            return Message("not a regular file")
    except (OSError, RuntimeError) as error:
        return _UNOPENED.filled(reason=cause(error))
    return None


def stamped(folder: Path, path: str, *, known: SourceFile | None, settings: ReadingSettings) -> SourceFile:
    """Return a file with its checksum, reading it only if its stamp isn't the known one.

    Args:
        folder: The folder of documents.
        path: The file, relative to it.
        known: The file as the last build saw it, or None.
        settings: Limits; a file over them isn't read.

    Raises:
        ReadingError: The file can't be read, is too large or no ordinary file any more.
    """
    if known is not None and known.sha256 and _stamp(folder / path) == known.stamp:
        return SourceFile(path=path, stamp=known.stamp, sha256=known.sha256)
    stamp, sha256 = checksum(folder / path, relative_path=path, settings=settings, limit=size_limit(path))
    return SourceFile(path=path, stamp=stamp, sha256=sha256)


def _stamp(path: Path) -> str:
    """What tells whether a file is the one of the last build; empty where it can't be looked at."""
    try:
        return stamp_of(path)
    except OSError:
        return ""


def nothing_readable(folder: Path | str, skipped: Collection[SkippedFile]) -> CorpusError:
    """Return the error for a folder that gave no document; it says what was skipped and why.

    Args:
        folder: Its path, or the address its documents were fetched from.
        skipped: What was left out.
    """
    if not skipped:
        return CorpusError("{path}: the folder is empty; put documents in it.", path=folder)
    listed = sorted(skipped, key=lambda file: file.path)[:_LISTED]
    reasons: list[Words] = [
        Told(en=f"{file.path}: {file.reason_en}", ja=f"{file.path}: {file.reason_ja}") for file in listed
    ]
    if more := len(skipped) - len(listed):
        reasons.append(Message("and {more} more", more=more))
    return CorpusError(
        "{path}: nothing in it can be read; skipped:\n  {reasons}",
        path=folder,
        reasons=Listed(reasons, en="\n  ", ja="\n  "),
    )


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
