"""Libraries added while the page is served: opened beside the first, asked with it, found again after a restart."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from kotae.config import Settings
from kotae.errors import KotaeError
from kotae.pipeline.opened.roots import Root
from kotae.ui.desk import Desk
from kotae.ui.library.added import AddedLibraries

__all__ = ["leave_out", "open_desk", "overlapped", "take_in"]


def open_desk(index: Root | Mapping[str, Root], *, settings: Settings, max_upload_mb: int = 20) -> Desk:
    """Open an index as :meth:`Desk.open` does, with the libraries that were added to it on the page.

    What can't be opened now of these mustn't keep the rest shut.

    Raises:
        StoreError: As for :meth:`Desk.open`.
        FederationError: As for :meth:`Desk.open`.
        IndexWriteError: The list of those added can't be read.
    """
    with ExitStack() as opening:
        desk = Desk.open(index, settings=settings, max_upload_mb=max_upload_mb)
        opening.callback(desk.close)
        _open_added(desk)
        opening.pop_all()
    return desk


def _open_added(desk: Desk) -> None:
    refused: dict[str, KotaeError] = {}
    for name, root in AddedLibraries(desk.index).listed().items():
        if name in desk.library_names or root in {library.index for library in desk.libraries.values()}:
            continue  # named at the start as well
        try:
            take_in(desk, name, root)
        except KotaeError as error:
            refused[name] = error
    desk.unopened = refused


def take_in(desk: Desk, name: str, root: Path) -> None:
    """Ask one more index from the next question on.

    Args:
        desk: The libraries there are.
        name: What it is called from now on.
        root: Its folder, absolute.

    Raises:
        StoreError: It can't be opened, or wasn't built like the others.
        ValueError: There is a library of this name.
    """
    with desk.changing, ExitStack() as opening:
        own = desk.alone(root)
        opening.callback(own.close)
        before: dict[str, Desk] = dict(desk.libraries)
        if not before:
            first = desk.alone(desk.index)
            opening.callback(first.close)
            before = {next(iter(desk.knowledge.libraries)): first}
        desk.knowledge.add_library(name, root)
        opening.pop_all()
        if not desk.libraries:
            _hand_over(desk, first)
        desk.libraries = {**before, name: own}
        desk.unopened = {known: error for known, error in desk.unopened.items() if known != name}


def _hand_over(desk: Desk, first: Desk) -> None:
    """Let the one library there was go on as the first of several."""
    first.removals.take_over(desk.removals)
    if desk.following.on:
        desk.following.turn(on=False)
        first.following.turn(on=True)


def leave_out(desk: Desk, name: str) -> bool:
    """Ask a library that was added no more; its index and its documents stay where they are.

    Args:
        desk: The libraries there are.
        name: Of one that was added; anything else is left alone.

    Returns:
        Whether there was such a library.

    Raises:
        IndexWriteError: The list can't be written.
    """
    added = AddedLibraries(desk.index)
    with desk.changing:
        if name not in added.listed():
            return False
        added.forget(name)
        desk.unopened = {known: error for known, error in desk.unopened.items() if known != name}
        if name in desk.libraries:
            desk.knowledge.leave_library_out(name)
            left = dict(desk.libraries)
            left.pop(name).close()
            desk.libraries = left
    return True


def overlapped(desk: Desk, folder: Path) -> Path | None:
    """Return what a folder has in common with the libraries there are; None for nothing.

    The same file in two libraries would be found twice, and kotae's own files are no documents.

    Args:
        desk: The libraries there are.
        folder: Absolute, links resolved.
    """
    libraries = desk.libraries.values() or (desk,)
    for library in libraries:
        for taken in (Path(library.info.corpus), library.index):
            if folder == taken or folder in taken.parents or taken in folder.parents:
                return taken
    return None
