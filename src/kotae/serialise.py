"""Records as plain JSON values: one form for the command line, the HTTP API and exports."""

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kotae.records import Answer, AnswerSentence, Citation, Hit

__all__ = ["JsonValue", "hit_fields", "json_text", "numbered_citations", "numbered_places", "to_json"]

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"


def to_json(value: object) -> JsonValue:
    """Return a record as plain JSON values: fields in order, tuples as lists.

    Raises:
        TypeError: Something in it has no JSON form.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {entry.name: to_json(getattr(value, entry.name)) for entry in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [to_json(item) for item in value]
    raise TypeError(f"no JSON form for {type(value).__name__}")


# What a terminal, a log or a bidirectional layout would act on. JSON escapes the first 32 by itself.
_ACTIVE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON that is readable and acts on nothing.

    Control, direction and invisible characters are written as escapes, so the text may go
    to a terminal, and a reader of JSON gets the very same value.

    Args:
        value: Plain JSON values.
        indent: Spaces a level; None for one line.
    """
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ACTIVE.sub(lambda found: json.dumps(found.group())[1:-1], written)


def hit_fields(rank: int, hit: Hit) -> dict[str, JsonValue]:
    """Return one hit as ``kotae search --json`` prints it.

    Args:
        rank: 1 for the best.
        hit: The passage found.
    """
    passage = hit.passage
    return {
        "rank": rank,
        "score": hit.score,
        "document": passage.document.id,
        "title": passage.document.title,
        "path": passage.document.path,
        **({"library": passage.document.library} if passage.document.library else {}),
        "page": passage.page,
        "heading": passage.heading,
        "start": passage.start,
        "end": passage.end,
        "language": passage.language,
        "text": passage.text,
        "legs": to_json(hit.legs),
        "matched": to_json(hit.matched),
    }


def numbered_citations(answer: Answer) -> tuple[Citation, ...]:
    """Return the different places an answer cites, in order of first use; number *i* + 1 is row *i*."""
    return numbered_places(answer.sentences)


def numbered_places(sentences: Iterable[AnswerSentence]) -> tuple[Citation, ...]:
    """Return the different places that sentences cite, in order of first use; number *i* + 1 is row *i*."""
    places: dict[tuple[str, int, int], Citation] = {}
    for sentence in sentences:
        for citation in sentence.citations:
            places.setdefault((citation.document.id, citation.start, citation.end), citation)
    return tuple(places.values())
