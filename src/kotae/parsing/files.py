"""From a path to bytes, without hanging, leaving the corpus, or filling the memory.

Everything the operating system can refuse becomes a :class:`ReadingError` here.
"""

import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kotae.errors import ReadingError
from kotae.parsing.settings import ReadingSettings

__all__ = ["Source", "printable", "read_source", "storable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one file and what its reader needs to know beside them.

    Attributes:
        path: Relative to the corpus, with ``/``.
        data: The whole content, at most ``settings.max_file_bytes`` long.
        settings: The settings of the stage.
    """

    path: str
    data: bytes
    settings: ReadingSettings


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
    shown = printable(relative_path)
    try:
        if not settings.follow_symlinks:
            _refuse_escape(path, relative_path, shown)
        _refuse_special(os.stat(path).st_mode, shown)
        data = _read(path, shown, getattr(settings, limit), limit)
    # RuntimeError: a circle of links, before Python 3.13. ValueError: a NUL in the path.
    except (OSError, RuntimeError, ValueError) as exc:
        raise _refusal(exc, shown) from exc
    return Source(path=storable(relative_path), data=data, settings=settings)


def _refusal(error: Exception, shown: str) -> ReadingError:
    """What the operating system said, with what to do about it."""
    if isinstance(error, PermissionError):
        return ReadingError(
            en=f"{shown}: you may not read this file. "
            "Give yourself permission to read it (chmod u+r) or take it out of the corpus.",
            ja=f"{shown}: このファイルを読む権限がありません。"
            "読み取り権限を付ける(chmod u+r)か、コーパスから外してください。",
        )
    if isinstance(error, FileNotFoundError):
        return ReadingError(
            en=f"{shown}: the file is not there, or is a link to nothing. "
            "Put it back, or index again without it.",
            ja=f"{shown}: ファイルがないか、リンク先が存在しません。"
            "ファイルを戻すか、取り除いてから索引を作り直してください。",
        )
    reason = getattr(error, "strerror", None) or str(error)
    return ReadingError(
        en=f"{shown}: the file can't be read ({reason}). "
        "Check the disk and the link, or take it out of the corpus.",
        ja=f"{shown}: ファイルを読み込めません({reason})。"
        "ディスクやリンクを確認するか、コーパスから外してください。",
    )


def _refuse_escape(path: Path, relative_path: str, shown: str) -> None:
    parts = PurePosixPath(relative_path).parts
    inside = path.parts[-len(parts) :] == parts if parts else False
    root = Path(*path.parts[: -len(parts)]) if inside else path.parent
    target = path.resolve(strict=True)
    if not target.is_relative_to(root.resolve(strict=True)):
        raise ReadingError(
            en=f"{shown}: this link leads out of the corpus folder and was not followed. "
            "Copy the file into the corpus instead.",
            ja=f"{shown}: このリンクはコーパスのフォルダーの外を指しているため、読み込みません。"
            "ファイルをコーパスの中にコピーしてください。",
        )


def _refuse_special(mode: int, shown: str) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        en, ja = "a folder", "フォルダー"
    elif stat.S_ISFIFO(mode):
        en, ja = "a named pipe", "名前付きパイプ"
    elif stat.S_ISSOCK(mode):
        en, ja = "a socket", "ソケット"
    else:
        en, ja = "a device", "デバイスファイル"
    raise ReadingError(
        en=f"{shown}: this is {en}, not an ordinary file. Take it out of the corpus.",
        ja=f"{shown}: 通常のファイルではなく{ja}です。コーパスから外してください。",
    )


def _read(path: Path, shown: str, max_bytes: int, setting: str) -> bytes:
    # Not blocking, and checked again once open: the name may lead elsewhere by now.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        _refuse_special(status.st_mode, shown)
        data = file.read(max_bytes + 1) if status.st_size <= max_bytes else b""
    if status.st_size > max_bytes or len(data) > max_bytes:
        size, limit = max(status.st_size, len(data)) / 1e6, max_bytes / 1e6
        raise ReadingError(
            en=f"{shown}: the file has {size:,.1f} MB, more than the limit of {limit:,.1f} MB. "
            f"Split it, or raise {setting} under [reading] in kotae.toml.",
            ja=f"{shown}: ファイルが{size:,.1f} MBあり、上限の{limit:,.1f} MBを超えています。"
            f"分割するか、kotae.tomlの[reading]で{setting}を大きくしてください。",
        )
    return data
