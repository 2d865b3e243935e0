"""Which libraries were added on the page: kept beside the index, so that a restart finds them again."""

import hashlib
from pathlib import Path
from typing import ClassVar, Final

from kotae.index.database import Beside
from kotae.messages import Message

__all__ = ["AddedLibraries"]

_FOLDER: Final = "libraries"


class AddedLibraries(Beside):
    """The list of one index; the indexes of what was added lie in its folder ``libraries``."""

    __slots__ = ()

    FILE_NAME: ClassVar = "libraries.sqlite3"
    SCHEMA: ClassVar = (
        "CREATE TABLE IF NOT EXISTS libraries "
        "(place TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, number INTEGER NOT NULL)",
    )
    FAILED: ClassVar = Message("the list of added libraries can't be used")

    def root(self, folder: Path) -> Path:
        """Return where the index of a folder of documents lies; the same for the same folder, absolute.

        Args:
            folder: Absolute.
        """
        return self.folder / _FOLDER / _place(folder)

    def listed(self) -> dict[str, Path]:
        """Return the folders of their indexes by name, in the order they were added.

        Raises:
            IndexWriteError: The list can't be read.
        """
        if not self.path.is_file():
            return {}
        with self.opened() as connection:
            rows = connection.execute("SELECT name, place FROM libraries ORDER BY number").fetchall()
        # A place is made here, of hexadecimal digits; anything else would lead elsewhere.
        return {name: self.folder / _FOLDER / place for name, place in rows if _is_place(place)}

    def keep(self, name: str, folder: Path) -> None:
        """Remember a library; one of the same folder or name takes its place.

        Raises:
            IndexWriteError: The list can't be written.
        """
        place = _place(folder)
        with self.opened() as connection:
            connection.execute("DELETE FROM libraries WHERE place = ? OR name = ?", (place, name))
            connection.execute(
                "INSERT INTO libraries SELECT ?, ?, COALESCE(MAX(number), 0) + 1 FROM libraries",
                (place, name),
            )

    def forget(self, name: str) -> None:
        """Take a library off the list; its index stays.

        Raises:
            IndexWriteError: The list can't be written.
        """
        with self.opened() as connection:
            connection.execute("DELETE FROM libraries WHERE name = ?", (name,))


def _place(folder: Path) -> str:
    return hashlib.sha256(str(folder).encode()).hexdigest()[:32]


def _is_place(written: object) -> bool:
    return isinstance(written, str) and len(written) == 32 and not set(written) - set("0123456789abcdef")
