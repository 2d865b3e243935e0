"""Dictionaries as pairs of short texts: JMdict and the Sudachi synonyms.

A dictionary entry is a very short translated sentence. Its weight says how much it is worth
beside real sentences: common words (JMdict's priority marks) more, later senses and glosses less.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kotae.errors import ModelError
from kotae.translation.jmdict import read_entries

__all__ = ["TextPair", "plain_gloss", "read_bitext", "read_jmdict", "read_sudachi_pairs"]

_SENTENCES: Final = '{"en": "…", "ja": "…"}'
_SPELLINGS: Final = '{"ja": ["…"], "en": ["…"]}'
_MAX_SENSES: Final = 4
_MAX_GLOSSES: Final = 4
_MAX_FORMS: Final = 2
_PRIORITY_WORTH: Final = 0.75
_ENTRY_WORTH: Final = 0.5
# One pair within another: dog (Canis (lupus) familiaris).
_BRACKETS: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
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
    except OSError as error:  # three errors: the file, a line, its encoding
        raise ModelError(
            "{path} can't be read ({reason}); check the path.", path=path, reason=error.strerror
        ) from error
    except json.JSONDecodeError as error:  # in the line just read
        raise _malformed(path, number, expected) from error
    except UnicodeDecodeError as error:  # in the line not read yet
        raise _malformed(path, number + 1, expected) from error


def read_jmdict(path: Path) -> Iterator[TextPair]:
    """Yield the pairs of headword and gloss of JMdict, by entry.

    Args:
        path: The SQLite file of ``jamdict-data``; only read.

    Raises:
        ModelError: The file isn't such a database.
    """
    for entry in read_entries(path):
        forms = list((entry.kanji or entry.kana)[:_MAX_FORMS])
        if entry.kana_alone:
            forms = [*forms, *entry.kana[:1]]
        kept = [sense for sense in entry.senses if not sense.left_out]
        ranked = [
            (gloss, 1 / (1 + number) / (1 + place / 2))
            for number, sense in enumerate(kept[:_MAX_SENSES])
            for place, gloss in enumerate(sense.glosses[:_MAX_GLOSSES])
        ]
        common = 1 + _PRIORITY_WORTH * entry.priority
        worth = _ENTRY_WORTH * common / (sum(weight for _, weight in ranked) ** 0.5 or 1)
        for place, form in enumerate(dict.fromkeys(forms)):
            for gloss, weight in ranked:
                yield TextPair(
                    english=plain_gloss(gloss),
                    japanese=form,
                    weight=worth * weight * (0.5 if place else 1),
                )


def plain_gloss(gloss: str) -> str:
    """Return a gloss without remarks in brackets, leading article or ``to``."""
    return _LEADING.sub("", _BRACKETS.sub(" ", gloss).strip())


def _malformed(path: Path, line: int, expected: str) -> ModelError:
    return ModelError(
        "{path}, line {line}: expected an object like {expected}, as UTF-8; correct the file.",
        path=path,
        line=line,
        expected=expected,
    )
