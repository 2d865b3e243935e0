"""A folder of documents that vanishes while it is read, or since the last build, must not empty the index.

A disk that was pulled out leaves an empty folder, or one file after the other that isn't there. That
differs from documents somebody removed: they were gone before the folder was listed, the disk is
the same, and a folder from which something was removed was changed then. Where it wasn't since the last build, or lies
on another disk, it is another one: something was mounted there, or is no more. Nor must files that were emptied where
they lie, by a sync tool or a full disk, nor a folder that was put in the place of the other, or that a link leads to now. Of an
archive, the files in it are taken as files of a folder are: one that was taken out was removed, and one that is there
and gives nothing any more was emptied or damaged.
"""

import os
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from kotae.errors import CorpusError
from kotae.index.rows import SourceFile
from kotae.messages import Listed, Message, Told, Words
from kotae.parsing import disk_of
from kotae.pipeline.builds.changes import moved_files
from kotae.pipeline.builds.corpus_files import CorpusFiles
from kotae.records import DocumentInfo

__all__ = ["LARGEST_LOSS", "Losses", "is_loss", "lie_on_one_disk", "refused_loss"]

LARGEST_LOSS: Final = 0.1
"""The share of files that may be lost between listing and reading, or with a disk; one file always may."""

# Some names show which disk it is; the whole list wouldn't be read.
_NAMED: Final = 3
_CHANGED, _DEVICE = 2, 3  # places in a stamp


@dataclass(slots=True, kw_only=True)
class Losses:
    """What can't be reached of a folder of documents during one build.

    Attributes:
        folder: The folder of documents, absolute.
        before: The files the last index holds documents of, by path; empty for a first build.
        documents: How many documents the last index holds.
        allowed: Whether the index may lose them all the same.
        built: When the last build of this folder began, ISO 8601; empty for none.
        place: The folder's number on its disk and the path by which it was named: of the last build until
            :meth:`named`, then of this one; empty where that isn't known.
    """

    folder: Path
    before: Mapping[str, SourceFile]
    allowed: bool
    built: str = ""
    place: str = ""
    documents: int = 0
    _other: bool = False
    _silent: dict[str, tuple[SourceFile, int]] = field(default_factory=dict)
    _unread: dict[str, tuple[SourceFile, int]] = field(default_factory=dict)
    _unreached: int = 0
    _identity: tuple[str, int] = field(init=False)
    _listed: int = 0
    _lost: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._identity = _identity(self.folder)

    def named(self, path: str) -> None:
        """Take down by which path the folder was named, empty for that of the last build: another one is meant so."""
        number, _, before = self.place.partition(" ")
        now = str(self._identity[1])
        self._other = bool(number) and now != number and path in ("", before)
        self.place = f"{now} {path or before or self.folder}"

    def silent(self, file: SourceFile, *, documents: int) -> None:
        """Take down a file that gives nothing now, says why, and gave so many documents of the last index."""
        if documents:
            self._silent[file.path] = (file, documents)

    def unread(
        self, file: SourceFile, parts: Collection[str], *, before: Collection[DocumentInfo], now: int
    ) -> None:
        """Take down what couldn't be read of a file that gives something.

        Args:
            file: An archive, or another file of many documents.
            parts: What of it gives nothing, as :attr:`kotae.records.Document.unread` names it.
            before: Its documents in the last index.
            now: How many it gives now.
        """
        given = [info.path.removeprefix(file.path) for info in before]
        emptied = Counter(part for path in given for part in _around(path) if part in parts)
        for part, documents in emptied.items():
            said = _skipped(file, Message("it is there and gives nothing any more"))
            self._unread[file.path + part] = (replace(said, path=file.path + part), documents)
        if "" in parts and (lost := len(before) - now - emptied.total()) > 0:
            self._unread[file.path] = (_skipped(file, Message("it wasn't read to its end")), lost)
            self._unreached += lost

    def listed(self, found: CorpusFiles) -> None:
        """Take down what a walk found and what it couldn't open."""
        self._listed = len(found.paths)
        if unopened := {path.rstrip("/") for path in found.unopened}:
            self._lost.update(old for old in self.before if not unopened.isdisjoint(_with_folders(old)))

    def note(self, path: str, *, gone: bool) -> None:
        """Take down a file that was listed and can't be read now; what was never readable is no loss."""
        if gone or path in self.before:
            self._lost.add(path)

    def check(self, files: Mapping[str, SourceFile]) -> None:
        """Refuse to go on where more is lost than may be.

        Args:
            files: Every file of the folder now, by path.

        Raises:
            CorpusError: More than :data:`LARGEST_LOSS` of the files can't be reached or give nothing any more, a
                folder with documents can't be listed, or the folder, a disk or a mounted folder in it is another one.
        """
        if self.allowed:
            return
        if _identity(self.folder) != self._identity:
            raise refused_loss(self.folder, list(self.before) or [self.folder.name])
        if is_loss(len(self._lost), max(self._listed, len(self.before))):
            raise refused_loss(self.folder, self._lost)
        for missing, total in self._missing_by_device(files):
            if len(missing) > LARGEST_LOSS * total:
                raise refused_loss(self.folder, missing)
        unremoved = self._missing(files) if self._other else self._unremoved(files)
        if is_loss(len(unremoved), len(self.before)):
            raise refused_loss(self.folder, unremoved)
        # Of a file that wasn't read to its end, what is missing was no one file that somebody emptied.
        if len(self._silent) + len(self._unread) + self._unreached > 1 and self._is_silence():
            raise _refused_silence(self.folder, [file for file, _ in self._given_nothing()])

    def _is_silence(self) -> bool:
        """Whether files that give nothing any more are too many, or gave too many of the documents."""
        documents = sum(documents for _, documents in self._given_nothing())
        return is_loss(len(self._silent), len(self.before)) or is_loss(documents, self.documents)

    def _given_nothing(self) -> list[tuple[SourceFile, int]]:
        return [*self._silent.values(), *self._unread.values()]

    def _missing(self, files: Mapping[str, SourceFile]) -> list[str]:
        """Files of the last index that are here no more, under no other name either."""
        moved = set(moved_files(self.before, files).values())
        return [path for path in self.before if path not in files and path not in moved]

    def _unremoved(self, files: Mapping[str, SourceFile]) -> list[str]:
        """Files of the last index that are missing, though nothing was removed where they were since then."""
        since = max([_moment(self.built), *map(_changed, self.before.values())])
        if not self.built or since > time.time():  # another folder's, or the clock was set back
            return []
        missing = self._missing(files)
        around = {
            place: _around_now(self.folder / place)
            for place in {PurePosixPath(path).parent for path in missing}
        }
        return [
            path
            for path in missing
            if (found := around[PurePosixPath(path).parent]) is not None
            and (
                found[0] < since
                or any(not _is_one_disk(disk, found[1]) for disk in _devices([self.before[path]]))
            )
        ]

    def _missing_by_device(self, files: Mapping[str, SourceFile]) -> Iterable[tuple[list[str], int]]:
        """Files of the last index that are missing, and how many there were, for each disk that isn't here now."""
        here = {self._identity[0], *_devices(files.values())}
        here |= {device.partition(":")[0] for device in here}  # as an older kotae wrote it down
        missing = set(self._missing(files))
        for device in sorted(_devices(self.before.values()) - here):
            there = [path for path, file in self.before.items() if _devices([file]) == {device}]
            yield [path for path in there if path in missing], len(there)


def is_loss(lost: int, total: int) -> bool:
    """Return whether more files of so many are gone than may be; one always may."""
    return lost > max(1.0, LARGEST_LOSS * total)


def refused_loss(folder: Path | str, lost: Collection[str]) -> CorpusError:
    """Return the error for files that can't be reached any more.

    Args:
        folder: Where they were: a path, or an address.
        lost: Their paths, at least one.
    """
    named = ", ".join(sorted(lost)[:_NAMED]) + ("…" if len(lost) > _NAMED else "")
    return CorpusError(
        "{path}: {count} {count:file|files} can't be reached any more ({named}), as if the folder or its "
        "disk were gone; the last index stays. Bring them back and index again, or insist with "
        "`kotae index --allow-shrink`.",
        path=folder,
        count=len(lost),
        named=named,
    )


def _refused_silence(folder: Path, files: Collection[SourceFile]) -> CorpusError:
    named = [
        Told(en=f"{file.path}: {file.skipped_en}", ja=f"{file.path}: {file.skipped_ja}")
        for file in sorted(files, key=lambda file: file.path)[:_NAMED]
    ]
    return CorpusError(
        "{path}: {count} {count:file|files} that could be read before {count:gives|give} nothing any more, as if emptied or "
        "damaged; the last index stays. Bring them back and index again, or insist with "
        "`kotae index --allow-shrink`.\n  {reasons}",
        path=folder,
        count=len(files),
        reasons=Listed(named, en="\n  ", ja="\n  "),
    )


def _with_folders(path: str) -> Iterable[str]:
    return path, *map(str, PurePosixPath(path).parents)


def _skipped(file: SourceFile, reason: Words) -> SourceFile:
    return replace(file, skipped_en=reason.text("en"), skipped_ja=reason.text("ja"))


def _around(part: str) -> Iterable[str]:
    """Return the name of a part and of each that it lies in; never the file itself."""
    return part, *(part[:at] for at, letter in enumerate(part) if at and letter in "/#")


def _moment(written: str) -> float:
    """Return the second of a date; 0.0 where it is none."""
    try:
        return datetime.fromisoformat(written).timestamp()
    except ValueError:
        return 0.0


def _changed(file: SourceFile) -> float:
    """Return when a file was changed last, by its disk's clock; 0.0 where it isn't known."""
    words = file.stamp.split()
    return int(words[_CHANGED]) / 1e9 if len(words) > _DEVICE and words[_CHANGED].isdecimal() else 0.0


def _around_now(place: Path) -> tuple[float, str] | None:
    """Return when a folder, or the nearest one around it that is there, was changed and its disk; None where nobody says."""
    for folder in (place, *place.parents):
        try:
            return os.stat(folder).st_ctime, disk_of(folder)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:  # the walk tells what can't be looked at
            return None
    return None


def _identity(folder: Path) -> tuple[str, int]:
    """Return what tells a folder from another one at the same place; nothing where there is none."""
    try:
        return disk_of(folder), os.stat(folder).st_ino
    except OSError:
        return "", 0


def lie_on_one_disk(file: SourceFile, other: SourceFile) -> bool:
    """Return whether two files lie on the same disk, as far as is known."""
    return all(_is_one_disk(disk, before) for disk in _devices([file]) for before in _devices([other]))


def _is_one_disk(disk: str, other: str) -> bool:
    """Whether two disks are one: a number is given anew with every start, what the file system calls itself stays."""
    (number, _, name), (before, _, known) = disk.partition(":"), other.partition(":")
    return name == known if name.strip("0") and known.strip("0") else number == before


def _devices(files: Iterable[SourceFile]) -> set[str]:
    return {file.stamp.split()[_DEVICE] for file in files if file.stamp.count(" ") > _DEVICE}
