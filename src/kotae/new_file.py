"""Files that a command makes where it is told to: they take no other's place, and are there whole or not at all.

Every file that somebody names a place for comes through here: ``--output``, ``--proof``, ``--save``, the evaluation set of
``kotae feedback``. What kotae keeps for itself (an index, its cache) is written over where it bears kotae's own mark.
"""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from kotae.errors import InputError, failing_as
from kotae.messages import Words

__all__ = ["check_new", "check_new_folder", "write_new"]


def check_new(path: Path) -> None:
    """Refuse a place where there is something already, or where no file can be, before anything is done for it.

    Raises:
        InputError: There is such a file, its folder is missing, or it can have no such name.
    """
    with failing_as(partial(_unwritable, path), on=OSError):
        if path.exists() or path.is_symlink():
            raise _taken(path)
        if not path.absolute().parent.is_dir():
            raise _unwritable(path, os.strerror(2))


def check_new_folder(folder: Path) -> None:
    """Refuse a folder for several files that has anything in it.

    Raises:
        InputError: There is something, or it is no folder.
    """
    with failing_as(partial(_unwritable, folder), on=OSError):
        if folder.is_symlink() or (folder.exists() and any(folder.iterdir())):
            raise InputError(
                "{path}: there is something already, and it isn't written over; name a new or empty folder.",
                path=folder,
            )


def write_new(path: Path, content: bytes) -> None:
    """Write a file that isn't there yet. It gets its name when it is whole: whoever is stopped leaves no half of one.

    Raises:
        InputError: There is such a file, or it can't be written.
    """
    with failing_as(partial(_unwritable, path), on=OSError):
        try:
            if not _written_unnamed(path, content):
                _write_named(path, content)
        except FileExistsError as error:  # it came meanwhile, or is a link
            raise _taken(path) from error


def _written_unnamed(path: Path, content: bytes) -> bool:
    """Whether a file could be written before it had a name: not every system and disk can."""
    try:
        unnamed = os.open(path.absolute().parent, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o666)
    except (AttributeError, OSError):
        return False
    with open(unnamed, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(unnamed)
        folder = os.open(path.absolute().parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.link(f"/proc/self/fd/{unnamed}", path.name, dst_dir_fd=folder)
        except FileExistsError:
            raise
        except OSError:
            return False
        finally:
            os.close(folder)
    return True


def _write_named(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except BaseException:  # half a file is none, whatever stopped it
            with suppress(OSError):
                path.unlink()
            raise


def _taken(path: Path) -> InputError:
    return InputError(
        "{path}: there is such a file already, and it isn't written over; give another name.", path=path
    )


def _unwritable(path: Path, reason: Words | str) -> InputError:
    return InputError(
        "{path}: the file can't be written there ({reason}); give another place.", path=path, reason=reason
    )
