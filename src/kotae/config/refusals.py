"""Our errors for settings that pydantic refuses: the key, the value, and what is allowed, in both languages."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from kotae.errors import SettingsError, SettingValueError
from kotae.messages import Listed, Message, Words

__all__ = ["refusal", "unknown"]


def unknown(where: str, key: str, known: list[str]) -> SettingsError:
    """Return the error for a setting that doesn't exist.

    Args:
        where: What names it: a file, a variable.
        key: The setting, as ``stage.name``.
        known: Those that there are.
    """
    listed = ", ".join(sorted(known))
    return SettingsError(
        "{path}: there is no setting {key!r}; the settings are: {listed}.",
        path=where,
        key=key,
        listed=listed,
    )


def refusal(error: ValidationError, stages: Mapping[str, Any]) -> SettingsError:
    """Return our error for the first thing pydantic refused.

    Args:
        error: What it says.
        stages: The fields of the settings, by name.
    """
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, SettingsError):
        return cause
    stage, _, name = key.partition(".")
    if first["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        known = dataclasses.fields(stages[stage].annotation) if name else ()
        names = [f"{stage}.{field.name}" for field in known] or list(stages)
        return unknown("settings", key, names)
    return SettingValueError(key, first["input"], _allowed(stages[stage].annotation, name))


_KINDS = {
    int: Message("a whole number"),
    float: Message("a number"),
    bool: Message("true or false"),
    str: Message("text"),
    types.NoneType: Message("nothing"),
}


def _allowed(annotation: Any, name: str) -> Words:  # noqa: ANN401 - the class of a stage
    """Return what a setting accepts."""
    if not name:
        return Message("a table of settings")
    hint = typing.get_type_hints(annotation).get(name.partition(".")[0])
    options = get_args(hint) if get_origin(hint) in {typing.Union, types.UnionType} else (hint,)
    return Listed([_described(option) for option in options], en=" or ")


def _described(option: object) -> Message:
    if get_origin(option) is Literal:
        return Message("one of {values}", values=", ".join(str(value) for value in get_args(option)))
    known = _KINDS.get(option) if isinstance(option, type) else None
    return known or Message("another kind of value")
