"""Where papers contradict one another: the same thing with another number, date or name, or said and denied."""

from kotae.conflicts.finder import ConflictFinder
from kotae.conflicts.records import Conflict, ConflictProgress, Conflicts, Difference, Side

__all__ = ["Conflict", "ConflictFinder", "ConflictProgress", "Conflicts", "Difference", "Side"]
