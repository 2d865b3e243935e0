"""Documents whose files have left their folder: they are no longer answered from, before any update."""

from pathlib import Path

from kotae.parsing.tree import files_below
from kotae.pipeline import KnowledgeBase
from kotae.ui.library.files import lies_in

__all__ = ["Removals"]


class Removals:
    """What was seen to have left the folder of a library since it was indexed.

    Args:
        knowledge: The open index.
        aside: Where removed files are kept, a folder per removal.
    """

    def __init__(self, knowledge: KnowledgeBase, aside: Path) -> None:
        self._knowledge = knowledge
        self._aside = aside
        self._ids: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The documents that have left, by id."""
        return self._ids

    def notice(self) -> None:
        """Look through the folder.

        One that isn't there, or is empty (a disk that isn't plugged in leaves it so), takes nothing away but what was
        removed here.
        """
        folder = Path(self._knowledge.info.corpus)
        if not folder.is_dir():
            return
        if not any(folder.iterdir()):
            self._ids |= self._removed_here(folder)
            return
        everything = self._knowledge.documents()
        self._ids = frozenset(info.id for info in everything if not lies_in(folder, info.path))

    def recall(self) -> None:
        """Find out what was removed here before a restart, and is still in the index.

        No update follows where nothing is left in the folder: it would be taken for a disk that isn't plugged in.
        """
        folder = Path(self._knowledge.info.corpus)
        if folder.is_dir():
            self._ids = self._removed_here(folder)

    def _removed_here(self, folder: Path) -> frozenset[str]:
        removed = {
            Path(*path.relative_to(self._aside).parts[1:]).as_posix() for path in files_below(self._aside)
        }
        everything = self._knowledge.documents() if removed else []
        return frozenset(
            info.id for info in everything if info.path in removed and not lies_in(folder, info.path)
        )

    def begin_again(self) -> None:
        """Take it that the index holds what the folder held when it was read; what has left it meanwhile stays out."""
        self._ids = frozenset()
        self.notice()

    def take_over(self, other: "Removals") -> None:
        """Go on from what was seen through another desk of the same index, which forgets it."""
        self._ids, other._ids = other._ids, frozenset()
