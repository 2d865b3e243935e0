"""A pocket dictionary for readers: JMdict distilled into one small file, made once.

Unlike the translation table, which is for machines, it gives what a dictionary would print: the
usual spelling, the reading and short glosses of a Japanese word, and the usual Japanese words
for an English one.
"""

import os
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from filelock import FileLock

from kotae.cache import cache_dir
from kotae.errors import ModelError, failing_as
from kotae.translation.dictionaries import plain_gloss
from kotae.translation.jmdict import Entry, Sense, count_entries, jmdict_path, read_entries

__all__ = ["Glossary", "GlossaryEntry", "glossary_is_prepared", "prepare_glossary", "prepared_glossary"]

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with (stage, done, all)."""

# Raised when what is kept changes: it is part of the file's name, so the glossary is made anew.
_FORMAT: Final = 4
_PARTIAL: Final = ".part"
_TOLD_EVERY: Final = 4_000
_MAX_SENSES: Final = 3
_MAX_GLOSSES: Final = 2
# What a window over a word shows without scrolling.
_MAX_PRINTED_CHARS: Final = 110
_MAX_WORDS: Final = 3
_MAX_CANDIDATES: Final = 20
# A dog is 犬 before it is ワンワン.
_CASUAL_WORTH: Final = 0.3
_SCHEMA: Final = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, word TEXT, reading TEXT, gloss TEXT, priority INTEGER);
CREATE TABLE form (text TEXT, entry INTEGER, PRIMARY KEY (text, entry)) WITHOUT ROWID;
CREATE TABLE english (text TEXT, weight REAL, word TEXT, PRIMARY KEY (text, weight, word)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    """A Japanese word as a dictionary prints it.

    Attributes:
        word: Its usual spelling.
        readings: In kana, the usual one first.
        gloss: In English, senses apart by ``;``.
        priority: How many marks of a common word it has.
    """

    word: str
    readings: tuple[str, ...]
    gloss: str
    priority: int


class Glossary:
    """Looks words up in a distilled file; safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def japanese(self, form: str) -> tuple[GlossaryEntry, ...]:
        """Return the entries with a spelling or reading, the commonest first; none where it is unknown."""
        query = (
            "SELECT word, reading, gloss, priority FROM form JOIN entry ON entry.id = form.entry "
            "WHERE form.text = ? ORDER BY priority DESC, entry.id"
        )
        return tuple(
            GlossaryEntry(word=word, readings=tuple(reading.split(" ")), gloss=gloss, priority=priority)
            for word, reading, gloss, priority in self._rows(query, form)
        )

    def english(self, phrase: str) -> tuple[tuple[str, float], ...]:
        """Return Japanese words for an English word or phrase in lower case, with weights, best first."""
        query = "SELECT word, weight FROM english WHERE text = ? ORDER BY weight DESC, word"
        return tuple(self._rows(query, phrase))

    def _rows(self, query: str, key: str) -> list[Any]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(address, uri=True)
        return connection.execute(query, (key,)).fetchall()


@cache
def prepared_glossary() -> Glossary:
    """Return the glossary in the user's cache; takes seconds the first time ever, then none.

    Raises:
        ModelError: ``jamdict-data`` is missing or damaged, or the cache can't be written.
    """
    return Glossary(prepare_glossary())


def glossary_is_prepared() -> bool:
    """Return whether nobody would wait for the glossary; True as well where it can't be had."""
    try:
        return _target(jmdict_path()).is_file()
    except (ModelError, OSError):
        return True


def prepare_glossary(progress: Progress | None = None) -> Path:
    """Return where the glossary is, made where it isn't; whoever asks for it meanwhile, in any process, waits.

    Args:
        progress: Called with (``"dictionary"``, entries done, all) while it is made; not where it is there.

    Raises:
        ModelError: As for :func:`prepared_glossary`.
    """
    source = jmdict_path()
    with failing_as(
        ModelError,
        "The dictionary for glosses can't be prepared ({reason}); check the disk, or set KOTAE_CACHE.",
        on=OSError,
    ):
        target = _target(source)
        if target.is_file():
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_suffix(".lock")):
            # Nobody else writes one now: whoever began these was ended in the middle.
            for left in target.parent.glob(f".{target.stem}.*{_PARTIAL}"):
                left.unlink(missing_ok=True)
            if not target.is_file():  # another may have made it meanwhile
                distil(_counted(read_entries(source), count_entries(source), progress), target)
    return target


def _target(source: Path) -> Path:
    """Return where the glossary of a dictionary is kept.

    Raises:
        OSError: The dictionary's file is gone.
    """
    return cache_dir() / "glossary" / f"jmdict-{source.stat().st_size:x}-{_FORMAT}.sqlite3"


def _counted(entries: Iterable[Entry], total: int, progress: Progress | None) -> Iterator[Entry]:
    """Yield entries, telling how many are done."""
    for done, entry in enumerate(entries):
        if progress is not None and done % _TOLD_EVERY == 0:
            progress("dictionary", done, total)
        yield entry
    if progress is not None:
        progress("dictionary", total, total)


def distil(entries: Iterable[Entry], target: Path) -> None:
    """Write a glossary of the entries, whole or not at all.

    Raises:
        OSError: The file can't be written.
    """
    partial = target.with_name(f".{target.stem}.{os.getpid()}-{os.urandom(4).hex()}{_PARTIAL}")
    try:
        _write(entries, partial)
        partial.replace(target)
    except sqlite3.OperationalError as error:  # how SQLite says that the disk is full or read-only
        raise OSError(str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


def _write(entries: Iterable[Entry], path: Path) -> None:
    english: dict[str, dict[str, float]] = {}
    connection = sqlite3.connect(path)
    try:
        # Nobody reads the file before it is whole, and half a file is thrown away.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        for number, entry in enumerate(entries):
            senses = _kept(entry)
            usual = entry.kana[0] if entry.kana_alone or not entry.kanji else entry.kanji[0]
            word = unicodedata.normalize("NFKC", usual)  # ＡＩ as AI
            row = (number, word, " ".join(entry.kana), _printed(senses), entry.priority)
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
            forms = [(form, number) for form in dict.fromkeys((*entry.kanji, *entry.kana))]
            connection.executemany("INSERT INTO form VALUES (?, ?)", forms)
            for phrase, weight in _phrases(senses, entry.priority):
                words = english.setdefault(phrase, {})
                words[word] = max(weight, words.get(word, 0.0))
        connection.executemany("INSERT INTO english VALUES (?, ?, ?)", _best(english))
        connection.commit()
    finally:
        connection.close()


def _kept(entry: Entry) -> list[Sense]:
    """Return the senses a reader would look for; all of them where there are no others."""
    return [sense for sense in entry.senses if not sense.left_out] or list(entry.senses)


def _printed(senses: Sequence[Sense]) -> str:
    """Return the first senses, as many as stay short, those of everyday talk last; at least one."""
    written = ""
    for sense in sorted(senses, key=lambda sense: sense.casual)[:_MAX_SENSES]:
        longer = "; ".join(filter(None, (written, ", ".join(sense.glosses[:_MAX_GLOSSES]))))
        if written and len(longer) > _MAX_PRINTED_CHARS:
            break
        written = longer
    return written


def _phrases(senses: Sequence[Sense], priority: int) -> Iterator[tuple[str, float]]:
    """Yield the short glosses as words to look up, with how good a translation the entry is of each."""
    for number, sense in enumerate(senses):
        for place, gloss in enumerate(sense.glosses):
            phrase = plain_gloss(gloss).lower()
            if phrase and phrase.count(" ") < _MAX_WORDS:
                remark = (0.7 if "(" in gloss else 1.0) * (_CASUAL_WORTH if sense.casual else 1.0)
                yield phrase, round((1 + priority) * remark / (1 + number) / (1 + place / 2), 3)


def _best(english: dict[str, dict[str, float]]) -> Iterator[tuple[str, float, str]]:
    for phrase, words in english.items():
        for word, weight in sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))[:_MAX_CANDIDATES]:
            yield phrase, weight, word
