r"""Collections in the BEIR layout: one document per line of JSON.

A row is ``{"_id": …, "title": …, "text": …, "language": …}``; only ``text`` must be there. Rows are
short by nature, so a row that can't be used is named in a warning and never stops the others.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from kotae.errors import ReadingError
from kotae.language import named_language
from kotae.messages import Message
from kotae.parsing.files import printable
from kotae.parsing.struck import harmless
from kotae.parsing.units import Draft, clean_text, paragraphs
from kotae.records import Language

__all__ = ["read_jsonl", "refuse_questions"]

_KNOWN: Final = frozenset(["_id", "id", "title", "text", "language", "metadata"])
_MAX_VALUE_CHARS: Final = 2_000
_MAX_NAMED_ROWS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unusable:
    """Why a row is left out."""

    line: int
    said: Message


def refuse_questions(path: str) -> None:
    """Refuse the file of questions that lies beside a collection: questions are no documents.

    Raises:
        ReadingError: The file is called ``queries.jsonl``.
    """
    if PurePosixPath(path).name.lower() == "queries.jsonl":
        raise ReadingError(
            "these are the questions of an evaluation set, not documents. Rename the file if it does "
            "hold documents.",
            path=printable(path),
        )


def read_jsonl(text: str) -> Iterator[Draft]:
    """Yield one draft per usable row, in order; none where no row is usable.

    Its ``part`` is ``#`` and the row's ``_id`` (``line-12`` for a row without one), its title the
    row's, else the ``_id``; the text is the row's alone. Blank lines are skipped. Unusable rows
    are named in the first draft's warnings: every row is looked at twice, and none is kept.

    Args:
        text: The whole file.
    """
    unusable: list[_Unusable] = []
    total = 0
    for found in _found(text):
        if isinstance(found, _Unusable):
            total += 1
            unusable += [found] if total <= _MAX_NAMED_ROWS else []
    warnings = tuple(_warnings(unusable, more=total - len(unusable)))
    for found in _found(text):
        if isinstance(found, Draft):
            yield replace(found, warnings=warnings) if warnings else found
            warnings = ()


def _found(text: str) -> Iterator[Draft | _Unusable]:
    """Yield what each line gives."""
    seen: set[str] = set()
    for number, line in enumerate(_lines(text), start=1):
        if not line.strip():
            continue
        row = _row(line, number)
        found = _draft(row, number, seen) if isinstance(row, dict) else row
        if isinstance(found, Draft):
            seen.add(found.part)
        yield found


def _lines(text: str) -> Iterator[str]:
    """Lines end at line feeds only: JSON strings may hold every other separator."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _row(line: str, number: int) -> dict[str, object] | _Unusable:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return _Unusable(line=number, said=Message("no valid JSON"))
    if isinstance(row, dict):
        return row
    return _Unusable(line=number, said=Message("no JSON object"))


def _draft(row: dict[str, object], number: int, seen: set[str]) -> Draft | _Unusable:
    content = row.get("text")
    if not isinstance(content, str) or not content.strip():
        return _Unusable(line=number, said=Message("no text"))
    name = next((_scalar(row[key]) for key in ("_id", "id") if _scalar(row.get(key))), f"line-{number}")
    if f"#{name}" in seen:
        return _Unusable(
            line=number,
            said=Message("the _id {name} occurred before", name=printable(name)[:80]),
        )
    text = clean_text(harmless(content))
    return Draft(
        text=text,
        units=paragraphs(text),
        part=f"#{name}",
        title=" ".join(_scalar(row.get("title")).split()) or name,
        language=_language(row.get("language")),
        metadata=dict(_metadata(row)),
    )


def _scalar(value: object) -> str:
    """A string or a number as a string; empty for anything else."""
    if isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return clean_text(harmless(str(value)))
    return ""


def _language(value: object) -> Language | None:
    return named_language(value) if isinstance(value, str) else None


def _metadata(row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    inner = row.get("metadata")
    given = {**(inner if isinstance(inner, dict) else {}), **row}
    for key, value in given.items():
        if key not in _KNOWN and (shown := _scalar(value)[:_MAX_VALUE_CHARS]):
            yield clean_text(key)[:_MAX_VALUE_CHARS], shown


def _warnings(unusable: list[_Unusable], *, more: int) -> Iterator[str]:
    for row in unusable:
        yield Message("line {line} was left out: {reason}", line=row.line, reason=row.said).both()
    if more > 0:
        yield Message("{more} more {more:line was|lines were} left out", more=more).both()
