"""Dictionaries as pairs of short texts: JMdict and the Sudachi synonyms.

A dictionary entry is a very short translated sentence. Its weight says how much it is worth
beside real sentences: common words (JMdict's priority marks) more, later senses and glosses less.
"""

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kotae.errors import ModelError

__all__ = ["TextPair", "jmdict_path", "read_bitext", "read_jmdict", "read_sudachi_pairs"]

_SENTENCES: Final = '{"en": "…", "ja": "…"}'
_SPELLINGS: Final = '{"ja": ["…"], "en": ["…"]}'
_MAX_SENSES: Final = 4
_MAX_GLOSSES: Final = 4
_MAX_FORMS: Final = 2
_PRIORITY_WORTH: Final = 0.75
_ENTRY_WORTH: Final = 0.5
_LEFT_OUT: Final = frozenset(
    ("archaism", "obsolete term", "obscure term", "rare", "dated term", "manga slang", "derogatory")
)
_PRIORITY: Final = "('news1','news2','ichi1','ichi2','spec1','spec2','gai1','gai2')"
_BRACKETS: Final = re.compile(r"\([^)]*\)")
_LEADING: Final = re.compile(r"^(?:to be|to|a|an|the) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPair:
    """Two texts that mean the same.

    Attributes:
        english: A sentence, or a gloss without brackets and leading article.
        japanese: Its translation, or a headword.
        weight: How many sentences it counts for.
    """

    english: str
    japanese: str
    weight: float = 1.0


def read_bitext(path: Path) -> Iterator[TextPair]:
    """Yield the sentences of a JSONL file with the fields ``en`` and ``ja``; none for an empty file.

    Raises:
        ModelError: The file can't be read, or a line isn't such an object; it names the line.
    """
    for number, row in _rows(path, _SENTENCES):
        match row:
            case {"en": str(english), "ja": str(japanese)}:
                yield TextPair(english=english, japanese=japanese)
            case _:
                raise _malformed(path, number, _SENTENCES)


def read_sudachi_pairs(path: Path) -> Iterator[TextPair]:
    """Yield pairs of the Sudachi synonym dictionary: JSONL, lists of spellings ``ja`` and ``en``.

    Raises:
        ModelError: The file can't be read, or a line isn't such an object; it names the line.
    """
    for number, row in _rows(path, _SPELLINGS):
        match row:
            case {"ja": [*japanese], "en": [*english]} if all(isinstance(x, str) for x in japanese + english):
                for one in japanese[:_MAX_FORMS]:
                    for other in english[:_MAX_FORMS]:
                        yield TextPair(english=other, japanese=one, weight=_ENTRY_WORTH)
            case _:
                raise _malformed(path, number, _SPELLINGS)


def _rows(path: Path, expected: str) -> Iterator[tuple[int, object]]:
    """Yield the number and the value of each line that isn't blank."""
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, json.loads(line)
    except OSError as error:
        raise ModelError(
            en=f"{path} can't be read ({error.strerror}); check the path.",
            ja=f"{path} を読めません（{error.strerror}）。パスを確かめてください。",
        ) from error
    except json.JSONDecodeError as error:
        raise _malformed(path, number, expected) from error
    except UnicodeDecodeError as error:
        raise _malformed(path, number + 1, expected) from error


def jmdict_path() -> Path:
    """Return where ``jamdict-data`` keeps JMdict.

    Raises:
        ModelError: The package isn't installed.
    """
    try:
        import jamdict_data
    except ImportError as error:
        raise ModelError(
            en="JMdict is not installed; install it with `pip install jamdict-data`.",
            ja="JMdict がありません。`pip install jamdict-data` で入れてください。",
        ) from error
    return Path(jamdict_data.JAMDICT_DB_PATH)


def read_jmdict(path: Path) -> Iterator[TextPair]:
    """Yield the pairs of headword and gloss of JMdict, by entry.

    Args:
        path: The SQLite file of ``jamdict-data``; only read.

    Raises:
        ModelError: The file isn't such a database.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield from _entries(connection)
    except sqlite3.DatabaseError as error:
        raise ModelError(
            en=f"{path}: not a jamdict database ({error}); install jamdict-data again.",
            ja=f"{path}: jamdict のデータベースではありません（{error}）。jamdict-data を入れ直してください。",
        ) from error
    finally:
        connection.close()


def _entries(connection: sqlite3.Connection) -> Iterator[TextPair]:
    kanji = _grouped(connection, "SELECT idseq, text FROM Kanji ORDER BY ID")
    kana = _grouped(connection, "SELECT idseq, text FROM Kana ORDER BY ID")
    senses = _grouped(connection, "SELECT idseq, ID FROM Sense ORDER BY ID")
    glosses = _grouped(connection, "SELECT sid, text FROM SenseGloss WHERE lang = 'eng'")
    remarks = _grouped(connection, "SELECT sid, text FROM misc")
    priority = _priorities(connection)
    for entry, numbers in senses.items():
        forms = (kanji.get(entry) or kana.get(entry, []))[:_MAX_FORMS]
        if any("kana alone" in remark for number in numbers for remark in remarks.get(number, ())):
            forms = [*forms, *kana.get(entry, [])[:1]]
        kept = [number for number in numbers if not _LEFT_OUT & set(remarks.get(number, ()))]
        ranked = [
            (gloss, 1 / (1 + sense) / (1 + place / 2))
            for sense, number in enumerate(kept[:_MAX_SENSES])
            for place, gloss in enumerate(glosses.get(number, ())[:_MAX_GLOSSES])
        ]
        common = 1 + _PRIORITY_WORTH * priority[entry]
        worth = _ENTRY_WORTH * common / (sum(weight for _, weight in ranked) ** 0.5 or 1)
        for place, form in enumerate(dict.fromkeys(forms)):
            for gloss, weight in ranked:
                yield TextPair(
                    english=_plain(gloss), japanese=form, weight=worth * weight * (0.5 if place else 1)
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


def _plain(gloss: str) -> str:
    """Return a gloss without remarks in brackets, leading article or ``to``."""
    return _LEADING.sub("", _BRACKETS.sub(" ", gloss).strip())


def _malformed(path: Path, line: int, expected: str) -> ModelError:
    return ModelError(
        en=f"{path}, line {line}: expected an object like {expected}, as UTF-8; correct the file.",
        ja=f"{path} の {line} 行目: {expected} の形のオブジェクト（UTF-8）ではありません。ファイルを直してください。",
    )
