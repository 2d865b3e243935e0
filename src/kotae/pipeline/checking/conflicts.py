"""Where the papers of one index contradict one another, and what is remembered of that beside it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import ClassVar, Final

from kotae.config import Settings
from kotae.conflicts import ConflictFinder, ConflictProgress, Conflicts
from kotae.errors import InputError
from kotae.gathering import Budget
from kotae.index.database import Beside
from kotae.messages import Message
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.gathering import IndexPapers, unreadable_files
from kotae.pipeline.asking.texts import Texts
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.lender import translations
from kotae.pipeline.opened.reading import reader_fingerprint, reader_for
from kotae.segmentation import Analyzer

__all__ = ["ConflictMemory", "find_conflicts"]

_ID: Final = re.compile(r"[0-9a-f]{12}")


class ConflictMemory(Beside):
    """What the reader said of pairs, and which contradictions were dismissed."""

    __slots__ = ()

    FILE_NAME: ClassVar = "conflicts.sqlite3"
    SCHEMA: ClassVar = (
        "CREATE TABLE IF NOT EXISTS readings "
        "(scope TEXT NOT NULL, pair TEXT NOT NULL, read REAL NOT NULL, PRIMARY KEY (scope, pair))",
        "CREATE TABLE IF NOT EXISTS dismissed (conflict TEXT PRIMARY KEY, at TEXT NOT NULL)",
    )
    FAILED: ClassVar = Message("what is remembered of contradictions can't be kept")

    def readings(self, scope: str) -> dict[str, float]:
        """Return what the reader said of pairs before, by pair.

        Args:
            scope: Which reader, and under which conditions on documents.

        Raises:
            IndexWriteError: The file can't be read.
        """
        if not self.path.exists():
            return {}
        with self.opened() as connection:
            rows = connection.execute("SELECT pair, read FROM readings WHERE scope = ?", (scope,))
            return {str(pair): float(read) for pair, read in rows}

    def remember(self, scope: str, readings: Mapping[str, float]) -> None:
        """Keep what the reader said of pairs, in the place of what was kept; nothing where the folder may only be read.

        Raises:
            IndexWriteError: The file can't be written.
        """
        if not self.may_be_written:
            return
        with self.opened() as connection:
            connection.execute("DELETE FROM readings WHERE scope = ?", (scope,))
            connection.executemany(
                "INSERT INTO readings VALUES (?, ?, ?)",
                [(scope, pair, read) for pair, read in readings.items()],
            )

    def dismissed(self) -> frozenset[str]:
        """Return the ids of the contradictions that were dismissed.

        Raises:
            IndexWriteError: The file can't be read.
        """
        if not self.path.exists():
            return frozenset()
        with self.opened() as connection:
            return frozenset(str(row[0]) for row in connection.execute("SELECT conflict FROM dismissed"))

    def dismiss(self, conflict: str, *, again: bool = False) -> None:
        """Remember that a contradiction is none, or isn't to be shown.

        Args:
            conflict: Its id.
            again: Show it again instead.

        Raises:
            InputError: It is no id of a contradiction.
            IndexWriteError: The file can't be written.
        """
        if not _ID.fullmatch(conflict):
            raise InputError(
                "{conflict!r} isn't the id of a contradiction; kotae conflicts shows them.",
                conflict=conflict[:40],
            )
        with self.opened() as connection:
            if again:
                connection.execute("DELETE FROM dismissed WHERE conflict = ?", (conflict,))
            else:
                at = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute("INSERT OR REPLACE INTO dismissed VALUES (?, ?)", (conflict, at))


def find_conflicts(
    generation: Generation,
    *,
    analyzer: Analyzer,
    settings: Settings,
    where: Where | None,
    budget: Budget | None,
    progress: Callable[[ConflictProgress], None] | None,
    stopped: Callable[[], bool] | None,
) -> Conflicts:
    """Return where papers contradict one another; see :meth:`kotae.pipeline.KnowledgeBase.conflicts`."""
    papers = IndexPapers.of(generation.reader, settings)
    memory = ConflictMemory(generation.root)
    scope = f"{reader_fingerprint(generation.lender.words_only)} {'' if where is None else where.model_dump_json()}"
    readings = memory.readings(scope)
    found = ConflictFinder(
        analyzer=analyzer,
        table=translations(settings),
        reader=reader_for(generation.lender.words_only),
    ).find(
        papers,
        sorted(papers.within(where), key=lambda info: info.path),
        unreadable=unreadable_files(generation.reader, where),
        budget=budget,
        remembered=readings,
        dismissed=memory.dismissed(),
        progress=progress,
        stopped=stopped,
    )
    texts = Texts([generation.reader])
    sides = [one.sides for one in (*found.conflicts, *found.dismissed)] + [
        one.sides for one in found.differences
    ]
    texts.refuse(side.citation for pair in sides for side in pair)
    memory.remember(scope, readings)
    return found
