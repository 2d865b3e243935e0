"""What a build changes, counted in documents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kotae.index.reader import IndexReader
from kotae.index.rows import SourceFile
from kotae.parsing import HURRIED, ReadingSettings
from kotae.parsing.formats import READERS
from kotae.parsing.settings import COLLECTIONS
from kotae.pipeline.builds.reader_code import fingerprints
from kotae.records import DocumentInfo

__all__ = [
    "Changes",
    "copied_files",
    "emptied",
    "limits_of",
    "moved_files",
    "read_again",
    "read_otherwise",
    "titled_by_name",
]


@dataclass(slots=True, kw_only=True)
class Changes:
    """Documents added, changed, removed and unchanged so far; files read anew since kotae reads them otherwise now."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    read_anew: int = 0

    def count_file(self, *, before: Collection[str], now: Collection[str]) -> None:
        """Count one file that was there before and was read again.

        A file may hold several documents: those with equal ids are unchanged, the others
        pair up as changed, and what is left over was added or removed.

        Args:
            before: Ids of its documents in the last index.
            now: Ids of its documents as read now.
        """
        kept = len(set(before) & set(now))
        gone, new = len(before) - kept, len(now) - kept
        self.unchanged += kept
        self.changed += min(gone, new)
        self.removed += max(0, gone - new)
        self.added += max(0, new - gone)

    def count_anew(self, previous: IndexReader | None, paths: Collection[str]) -> None:
        """Count which of the files that are read, by their last paths, are so since other code had read them."""
        self.read_anew = len(read_otherwise(previous).intersection(paths)) if previous is not None else 0


def moved_files(old: Mapping[str, SourceFile], new: Mapping[str, SourceFile]) -> dict[str, str]:
    """Return new path → old path for files that only moved: their content lies no longer where it lay.

    Two files may have exchanged their names, so either path may be there before and after.

    Args:
        old: Files of the last build by path.
        new: Files of this one by path.
    """
    gone: dict[bytes, list[str]] = {}
    for path, file in sorted(old.items(), reverse=True):
        if file.sha256 and _content(new, path) != file.sha256:
            gone.setdefault(file.sha256, []).append(path)
    return {
        path: gone[file.sha256].pop()
        for path, file in sorted(new.items())
        if _content(old, path) != file.sha256 and gone.get(file.sha256)
    }


def _content(files: Mapping[str, SourceFile], path: str) -> bytes | None:
    return files[path].sha256 if path in files else None


def copied_files(
    files: Mapping[str, SourceFile], *, giving: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return, for files that lie in several places, the path that gives the document → the others, sorted.

    Args:
        files: Files of this build by path.
        giving: Paths that gave documents in the last one: these keep giving them.
    """
    # The same bytes for another reader are another document, or none.
    same: dict[tuple[bytes, object], list[str]] = {}
    for path, file in sorted(files.items()):
        if file.sha256 and not file.skipped_en:
            suffix = PurePosixPath(path).suffix.lower()
            same.setdefault((file.sha256, READERS.get(suffix, suffix)), []).append(path)
    copied = {}
    for paths in same.values():
        if len(paths) > 1:
            first = next((path for path in paths if path in giving), paths[0])
            copied[first] = tuple(path for path in paths if path != first)
    return copied


def emptied(old: Mapping[str, SourceFile], new: Mapping[str, SourceFile]) -> bool:
    """Return whether every file that could be read in the last build is gone from the folder."""
    return not any(path in new for path, file in old.items() if not file.skipped_en)


def limits_of(settings: ReadingSettings) -> dict[str, float]:
    """Return what decides how far a file is read and not what is read of it, by setting."""
    return {name: getattr(settings, name) for name in ("max_seconds", "max_memory_bytes")}


def read_again(previous: IndexReader | None, settings: ReadingSettings) -> frozenset[str]:
    """Return the files that may be read further than they were.

    Those that other code read, or that had little time; where limits were raised, also files that were left out, and archives
    of which something was.

    Args:
        previous: The index so far; of one that doesn't say its limits, they were the usual ones.
        settings: The limits now.
    """
    if previous is None:
        return frozenset()
    files = previous.store.files().items()
    again = read_otherwise(previous).union(path for path, (_, file) in files if file.stamp == HURRIED)
    had = limits_of(ReadingSettings()) | dict(previous.manifest.limits)
    if all(now <= had[name] for name, now in limits_of(settings).items()):
        return again
    warned = tuple(previous.store.warnings())
    return again.union(
        path
        for path, (_, file) in files
        if (file.skipped_en and file.sha256)
        or (PurePosixPath(path).suffix.lower() in COLLECTIONS and any(one.startswith(path) for one in warned))
    )


def read_otherwise(previous: IndexReader) -> frozenset[str]:
    """Return the files of an index that were read by other code than this kotae would read them with."""
    now, then = fingerprints(), previous.manifest.readers
    paths = (path for path, (_, file) in previous.store.files().items() if file.sha256)
    return frozenset(
        path
        for path in paths
        if (suffix := PurePosixPath(path).suffix.lower()) in now and then.get(suffix) != now[suffix]
    )


def titled_by_name(info: DocumentInfo) -> bool:
    """Return whether a document has no title but its file's name."""
    return info.title == PurePosixPath(info.path).stem
