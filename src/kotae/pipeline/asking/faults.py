"""Why a value was refused, in both languages: pydantic says it in English alone."""

from collections.abc import Mapping
from typing import Any, Final

from kotae.errors import KotaeError
from kotae.messages import Message, Words

__all__ = ["fault_of"]

_UNKNOWN: Final = Message("there is no such name here")
_UNUSABLE: Final = Message("this value can't be used")

_SAID: Final[Mapping[str, Message]] = {
    "missing": Message("this is missing"),
    "extra_forbidden": _UNKNOWN,
    "unexpected_keyword_argument": _UNKNOWN,
    "json_invalid": Message("no JSON"),
    "string_pattern_mismatch": _UNUSABLE,
}
# By how the kind begins: "int_type", "int_parsing", "int_from_float".
_WANTED: Final[Mapping[str, Message]] = {
    "int": Message("a whole number"),
    "float": Message("a number"),
    "finite": Message("a number"),
    "bool": Message("true or false"),
    "string": Message("text"),
    **dict.fromkeys(("list", "tuple", "set", "frozen", "iterable"), Message("a list")),
    **dict.fromkeys(("dict", "mapping", "model", "dataclass"), Message("names with values")),
    "date": Message("a date such as 2025-04-01"),
    "none": Message("nothing"),
}
# What is wanted, and what pydantic calls the bound.
_BOUNDS: Final[Mapping[str, tuple[Message, str]]] = {
    "greater_than_equal": (Message("at least {least}"), "ge"),
    "greater_than": (Message("more than {least}"), "gt"),
    "less_than_equal": (Message("at most {most}"), "le"),
    "less_than": (Message("less than {most}"), "lt"),
    "too_short": (Message("at least {least:,} {least:value|values}"), "min_length"),
    "too_long": (Message("at most {most:,} {most:value|values}"), "max_length"),
    "string_too_short": (Message("at least {least:,} {least:character|characters}"), "min_length"),
    "string_too_long": (Message("at most {most:,} {most:character|characters}"), "max_length"),
}


def fault_of(found: Mapping[str, Any]) -> Words:
    """Return why a value was refused, without the value's name.

    Args:
        found: One of what a ``ValidationError`` of pydantic or FastAPI lists; of it, ``type`` and ``ctx`` are looked at.
    """
    kind, told = str(found["type"]), found.get("ctx") or {}
    if isinstance(error := told.get("error"), KotaeError):
        return error.said
    if kind in _SAID:
        return _SAID[kind]
    wanted = _wanted(kind, told)
    return _UNUSABLE if wanted is None else Message("{wanted} expected", wanted=wanted)


def _wanted(kind: str, told: Mapping[str, Any]) -> Message | None:
    if kind in ("literal_error", "enum"):
        # All of them in one English text: 'ja' or 'en'.
        values = str(told.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return Message("one of {values}", values=values)
    if kind in _BOUNDS:
        wanted, name = _BOUNDS[kind]
        return wanted.filled(least=told[name], most=told[name])
    return _WANTED.get(kind.partition("_")[0])
