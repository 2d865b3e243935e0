"""JMdict, entry by entry, from the SQLite file of ``jamdict-data``."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kotae.errors import ModelError, failing_as

__all__ = ["Entry", "Sense", "count_entries", "jmdict_path", "read_entries"]

_LEFT_OUT: Final = frozenset(
    (
        "archaism",
        "obsolete term",
        "obscure term",
        "rare",
        "dated term",
        "manga slang",
        "derogatory",
        "vulgar expression or word",
    )
)
_CASUAL: Final = frozenset(
    (
        "slang",
        "Internet slang",
        "colloquialism",
        "children's language",
        "familiar language",
        "jocular, humorous term",
        "onomatopoeic or mimetic word",
    )
)
_PRIORITY: Final = "('news1','news2','ichi1','ichi2','spec1','spec2','gai1','gai2')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One meaning: its English glosses, and what JMdict remarks on it."""

    glosses: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether nobody would look for it: archaic, rare, derogatory, vulgar."""
        return bool(_LEFT_OUT & set(self.remarks))

    @property
    def casual(self) -> bool:
        """Whether papers hardly say it so: slang, children's words, sounds."""
        return bool(_CASUAL & set(self.remarks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry.

    Attributes:
        kanji: Its spellings with kanji, the usual one first; may be empty.
        kana: Its readings, the usual one first.
        senses: Its meanings, the usual one first.
        priority: How many marks of a common word it has.
    """

    kanji: tuple[str, ...]
    kana: tuple[str, ...]
    senses: tuple[Sense, ...]
    priority: int

    @property
    def kana_alone(self) -> bool:
        """Whether it is usually written without its kanji in its first sense: 犬 is, only as a spy, いぬ."""
        return any("kana alone" in remark for sense in self.senses[:1] for remark in sense.remarks)


def jmdict_path() -> Path:
    """Return where ``jamdict-data`` keeps JMdict.

    Raises:
        ModelError: The package isn't installed.
    """
    with failing_as(
        ModelError, "JMdict is not installed; install it with `pip install jamdict-data`.", on=ImportError
    ):
        import jamdict_data
    return Path(jamdict_data.JAMDICT_DB_PATH)


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of JMdict.

    Args:
        path: The SQLite file of ``jamdict-data``; only read.

    Raises:
        ModelError: The file isn't such a database.
    """
    with _opened(path) as connection:
        yield from _entries(connection)


def count_entries(path: Path) -> int:
    """Return how many entries :func:`read_entries` yields; errors as there."""
    with _opened(path) as connection:
        count: int = connection.execute("SELECT count(DISTINCT idseq) FROM Sense").fetchone()[0]
        return count


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with failing_as(
        ModelError,
        "{path}: not a jamdict database ({reason}); install jamdict-data again.",
        on=sqlite3.DatabaseError,
        path=path,
    ):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            yield connection
        finally:
            connection.close()


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    kanji = _grouped(connection, "SELECT idseq, text FROM Kanji ORDER BY ID")
    kana = _grouped(connection, "SELECT idseq, text FROM Kana ORDER BY ID")
    senses = _grouped(connection, "SELECT idseq, ID FROM Sense ORDER BY ID")
    glosses = _grouped(connection, "SELECT sid, text FROM SenseGloss WHERE lang = 'eng'")
    remarks = _grouped(connection, "SELECT sid, text FROM misc")
    priority = _priorities(connection)
    for entry, numbers in senses.items():
        yield Entry(
            kanji=tuple(kanji.get(entry, ())),
            kana=tuple(kana.get(entry, ())),
            senses=tuple(
                Sense(glosses=tuple(glosses.get(number, ())), remarks=tuple(remarks.get(number, ())))
                for number in numbers
            ),
            priority=priority[entry],
        )


def _grouped(connection: sqlite3.Connection, query: str) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for key, value in connection.execute(query):
        found[key].append(value)
    return dict(found)


def _priorities(connection: sqlite3.Connection) -> Counter[int]:
    """Return how many marks of a common word each entry has."""
    found: Counter[int] = Counter()
    for forms, marks in (("Kanji", "KJP"), ("Kana", "KNP")):
        query = (
            f"SELECT f.idseq, count(*) FROM {forms} f JOIN {marks} m ON m.kid = f.ID "
            f"WHERE m.text IN {_PRIORITY} GROUP BY f.idseq"
        )
        for entry, count in connection.execute(query):
            found[entry] += count
    return found
