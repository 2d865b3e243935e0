"""Which files of a folder a build reads, and why it leaves the others."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kotae.errors import CorpusError
from kotae.index.rows import SourceFile
from kotae.parsing.settings import PICTURES
from kotae.records import SkippedFile

__all__ = ["CorpusFiles", "corpus_folder", "list_files", "nothing_readable", "stamped"]

_LISTED = 10
_OCR_EN = "; with ocr = true under [reading] the text in pictures is"
_OCR_JA = "。[reading] で ocr = true にすると画像の中の文字を読みます"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFiles:
    """What a walk found.

    Attributes:
        folder: The folder of documents, absolute.
        paths: Files to read, relative with ``/``, sorted.
        skipped: The others, sorted by path.
    """

    folder: Path
    paths: tuple[str, ...] = ()
    skipped: tuple[SkippedFile, ...] = field(default=())


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
    paths: list[str] = []
    skipped: list[SkippedFile] = []
    for entry in _walk(folder, folder, index=index.resolve(), skipped=skipped):
        relative = _relative(entry, folder)
        reason = _refusal(entry, folder, suffixes=suffixes, follow_symlinks=follow_symlinks)
        if reason is None:
            paths.append(relative)
        else:
            skipped.append(SkippedFile(path=relative, reason_en=reason[0], reason_ja=reason[1]))
    return CorpusFiles(
        folder=folder,
        paths=tuple(sorted(paths)),
        skipped=tuple(sorted(skipped, key=lambda file: file.path)),
    )


def _walk(folder: Path, root: Path, *, index: Path, skipped: list[SkippedFile]) -> Iterator[Path]:
    """Yield what isn't a folder, below ``folder``; folders that aren't entered are skipped."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        if folder == root:
            raise CorpusError(
                en=f"{folder}: the folder can't be listed ({error.strerror}); check its permissions.",
                ja=f"{folder}: フォルダーを開けません（{error.strerror}）。権限を確かめてください。",
            ) from error
        skipped.append(
            _skipped(folder, root, f"can't be listed ({error.strerror})", f"開けません（{error.strerror}）")
        )
        return
    for name in names:
        path = folder / name
        if not os.path.isdir(path):  # unlike Path.is_dir, False for a link that leads to itself
            yield path
        elif path == index:
            continue
        elif name.startswith("."):
            skipped.append(_skipped(path, root, "hidden folder", "隠しフォルダー"))
        elif path.is_symlink():
            skipped.append(_skipped(path, root, "link to a folder", "フォルダーへのリンク"))
        else:
            yield from _walk(path, root, index=index, skipped=skipped)


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
        return f"can't be opened ({reason})", f"開けません（{reason}）"
    return None


def stamped(folder: Path, path: str, *, known: SourceFile | None) -> SourceFile:
    """Return a file with its checksum, reading it only if its stamp isn't the known one.

    Args:
        folder: The folder of documents.
        path: The file, relative to it.
        known: The file as the last build saw it, or None.

    Raises:
        OSError: The file can't be read.
    """
    status = (folder / path).stat()
    stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_dev} {status.st_ino}"
    if known is not None and known.stamp == stamp and known.sha256:
        return SourceFile(path=path, stamp=stamp, sha256=known.sha256)
    with (folder / path).open("rb") as file:
        return SourceFile(path=path, stamp=stamp, sha256=hashlib.file_digest(file, "sha256").digest())


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


def _skipped(path: Path, root: Path, en: str, ja: str) -> SkippedFile:
    return SkippedFile(path=_relative(path, root) + "/", reason_en=en, reason_ja=ja)
