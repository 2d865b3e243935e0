"""Where the files of models lie on this machine, and whether they are what they should be."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal, TypeAlias

from kotae.cache import cache_dir
from kotae.errors import ModelError, failing_as
from kotae.models.catalogue import Installed, Model, ModelFile

__all__ = [
    "FOLDERS_VARIABLE",
    "State",
    "altered",
    "damaged",
    "folders",
    "located",
    "place",
    "remove",
    "sha256_of",
    "state",
    "without_link",
]

FOLDERS_VARIABLE = "KOTAE_MODELS"
"""Names folders with models, separated as in PATH: a shared disk, a stick."""

State: TypeAlias = Literal["ready", "installed", "missing"]
_SOUND = "sound.json"


def place(file: ModelFile) -> Path:
    """Return where a fetched file is put; the hash keeps different files of one name apart."""
    return cache_dir() / "models" / f"{file.sha256[:12]}-{file.name}"


def part_of(target: Path) -> Path:
    """Return where a file is written before it is whole and checked."""
    return target.with_name(f"{target.name}.part")


def without_link(path: Path) -> None:
    """Remove a link in the place of what is written next: what it leads to is somebody's.

    Raises:
        OSError: It can't be removed.
    """
    if path.is_symlink():
        path.unlink()


def hub_folder(part: Path) -> Path:
    """Return where the hub's client keeps what it has of a file, to go on from it."""
    return part.with_name(f"{part.name}-hub")


def folders() -> tuple[Path, ...]:
    """Return the folders the user keeps models in, in order; none by default."""
    given = os.environ.get(FOLDERS_VARIABLE, "")
    return tuple(Path(name).expanduser() for name in given.split(os.pathsep) if name)


def located(model: Model) -> tuple[Path, ...] | None:
    """Return the model's files, in its order; None where one isn't on this machine.

    Names and sizes are compared, which is quick; :func:`damaged` compares hashes.
    """
    found = [_located(file) for file in model.file]
    whole = tuple(path for path in found if path is not None)
    return whole if len(whole) == len(found) else None


def _located(file: ModelFile) -> Path | None:
    for path in _candidates(file):
        if path.is_file() and path.stat().st_size == file.size:
            return path
    return None


def _candidates(file: ModelFile) -> Iterator[Path]:
    yield place(file)
    for source in file.source:
        if isinstance(source, Installed) and (path := _installed(source)) is not None:
            yield path


def _installed(source: Installed) -> Path | None:
    try:
        return Path(str(distribution(source.package).locate_file(source.member)))
    except PackageNotFoundError:
        return None


def state(model: Model) -> State:
    """Return whether a model was fetched, lies in an installed package, or isn't here."""
    found = located(model)
    if found is None:
        return "missing"
    return "ready" if found[0].parent == place(model.file[0]).parent else "installed"


def damaged(model: Model) -> tuple[Path, ...]:
    """Return the files of a model whose content isn't what the catalogue says; reads all of them.

    A model that isn't here has none.
    """
    found = located(model) or ()
    return tuple(
        path for file, path in zip(model.file, found, strict=False) if sha256_of(path) != file.sha256
    )


def altered(model: Model) -> tuple[Path, ...]:
    """Return what :func:`damaged` does; a file that was read and found right is read again only where it is another one.

    Which one it is its device, inode, size and times tell; that is kept in the cache.
    """
    record = cache_dir() / "models" / _SOUND
    known, sound, wrong = _read_sound(record), dict[str, list[str | int]](), list[Path]()
    for file, path in zip(model.file, located(model) or (), strict=False):
        status = path.stat()
        times = (status.st_mtime_ns, status.st_ctime_ns)
        now: list[str | int] = [file.sha256, status.st_dev, status.st_ino, status.st_size, *times]
        if known.get(str(path)) == now or sha256_of(path) == file.sha256:
            sound[str(path)] = now
        else:
            wrong.append(path)
    if not sound.items() <= known.items():
        with suppress(OSError):  # read again next time, where nothing can be written
            without_link(record)
            record.write_text(json.dumps(known | sound), encoding="utf-8")
    return tuple(wrong)


def _read_sound(record: Path) -> dict[str, list[str | int]]:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(model: Model) -> int:
    """Delete what was fetched of a model, whole or begun; return how many bytes that freed.

    What lies in an installed package or in the user's own folders stays.

    Raises:
        ModelError: A file can't be deleted.
    """
    freed = 0
    for file in model.file:
        target = place(file)
        shutil.rmtree(hub_folder(part_of(target)), ignore_errors=True)
        for path in (target, part_of(target)):
            with failing_as(
                ModelError, "{path}: can't be removed ({reason}); check its rights.", on=OSError, path=path
            ):
                if path.is_file():
                    freed += path.stat().st_size
                    path.unlink()
    return freed
