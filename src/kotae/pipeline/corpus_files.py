"""Which files of a folder a build reads, and why it leaves the others."""

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kotae.errors import CorpusError
from kotae.index.rows import SourceFile
from kotae.parsing import ReadingSettings, checksum, size_limit, stamp_of
from kotae.parsing.settings import PICTURES
from kotae.records import SkippedFile

__all__ = ["CorpusFiles", "corpus_folder", "list_files", "nothing_readable", "stamped"]

_LISTED = 10
_UNOPENED = "can't be opened"
_OCR_EN = "; with ocr = true under [reading] the text in pictures is"
_OCR_JA = "。[reading] で ocr = true にすると画像の中の文字を読みます"


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
        CorpusError: It is missing, or a file.
    """
    if not corpus.exists():
        raise CorpusError(
            en=f"{corpus}: there is no such folder of documents; check the path.",
            ja=f"{corpus}: 文書のフォルダーがありません。パスを確かめてください。",
        )
    if not corpus.is_dir():
        raise CorpusError(
            en=f"{corpus}: this is a file; give the folder that holds the documents.",
            ja=f"{corpus}: これはファイルです。文書の入っているフォルダーを指定してください。",
        )
    return corpus.resolve()


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
    walk = _Walk(folder=folder, index=index.resolve())
    paths: list[str] = []
    for entry in walk.files():
        relative = _relative(entry, folder)
        reason = _refusal(entry, folder, suffixes=suffixes, follow_symlinks=follow_symlinks)
        if reason is None:
            paths.append(relative)
        else:
            walk.skipped.append(SkippedFile(path=relative, reason_en=reason[0], reason_ja=reason[1]))
            walk.unopened.extend([relative] if reason[0].startswith(_UNOPENED) else [])
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
            for path, is_folder in self._listed(inside):
                if not is_folder:
                    yield path
                elif path == self.index:
                    continue
                elif path.name.startswith("."):
                    self._skip(path, "hidden folder", "隠しフォルダー")
                elif path.is_symlink():
                    self._skip(path, "link to a folder", "フォルダーへのリンク")
                else:
                    waiting.append(path)

    def _listed(self, inside: Path) -> list[tuple[Path, bool]]:
        """What is in a folder, and whether it is a folder; a folder that became a link isn't listed."""
        try:
            handle = os.open(inside, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                names = sorted(os.listdir(handle))
            finally:
                os.close(handle)
        except OSError as error:
            if inside == self.folder:
                raise CorpusError(
                    en=f"{inside}: the folder can't be listed ({error.strerror}); check its permissions.",
                    ja=f"{inside}: フォルダーを開けません（{error.strerror}）。権限を確かめてください。",
                ) from error
            self.unopened.append(_relative(inside, self.folder) + "/")
            self._skip(inside, f"can't be listed ({error.strerror})", f"開けません（{error.strerror}）")
            return []
        # Unlike Path.is_dir, False for a link that leads to itself.
        return [(inside / name, os.path.isdir(inside / name)) for name in names]

    def _skip(self, path: Path, en: str, ja: str) -> None:
        relative = _relative(path, self.folder) + "/"
        self.skipped.append(SkippedFile(path=relative, reason_en=en, reason_ja=ja))


def _refusal(
    path: Path, folder: Path, *, suffixes: Collection[str], follow_symlinks: bool
) -> tuple[str, str] | None:
    """Return why a file isn't read, in English and Japanese; None where it is."""
    suffix = path.suffix.lower()
    if path.name.startswith("."):
        return "hidden file", "隠しファイル"
    if "\ufffd" in _relative(path, folder):
        return "the name isn't valid UTF-8; rename the file", "名前が UTF-8 ではありません。改名してください"
    if suffix not in suffixes:
        kind = suffix or path.name
        pictures = suffix in PICTURES
        return (
            f"files of this kind ({kind}) are not read" + _OCR_EN * pictures,
            f"この種類（{kind}）のファイルは読みません" + _OCR_JA * pictures,
        )
    try:
        if path.is_symlink() and not follow_symlinks and not path.resolve(strict=True).is_relative_to(folder):
            return "the link leads out of the folder", "リンク先がフォルダーの外です"
        if not stat.S_ISREG(path.stat().st_mode):
            return "not a regular file", "通常のファイルではありません"
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return f"{_UNOPENED} ({reason})", f"開けません（{reason}）"
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


def nothing_readable(folder: Path, skipped: Collection[SkippedFile]) -> CorpusError:
    """Return the error for a folder that gave no document; it says what was skipped and why."""
    if not skipped:
        return CorpusError(
            en=f"{folder}: the folder is empty; put documents in it.",
            ja=f"{folder}: フォルダーが空です。文書を入れてください。",
        )
    listed = sorted(skipped, key=lambda file: file.path)[:_LISTED]
    en = "".join(f"\n  {file.path}: {file.reason_en}" for file in listed)
    ja = "".join(f"\n  {file.path}: {file.reason_ja}" for file in listed)
    more = len(skipped) - len(listed)
    return CorpusError(
        en=f"{folder}: nothing in it can be read; skipped:{en}" + (f"\n  and {more} more" if more else ""),
        ja=f"{folder}: 読める文書がありません。読まなかったもの:{ja}"
        + (f"\n  ほか {more} 件" if more else ""),
    )


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
