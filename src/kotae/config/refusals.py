"""Our errors for settings that pydantic refuses: the key, the value, and what is allowed, in both languages."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from kotae.errors import SettingsError, SettingValueError

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
        en=f"{where}: there is no setting {key!r}; the settings are: {listed}.",
        ja=f"{where}: {key!r} という設定はありません。設定できるのは次のとおりです: {listed}。",
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
    en, ja = _allowed(stages[stage].annotation, name)
    return SettingValueError(key, first["input"], en=en, ja=ja)


_KINDS = {
    int: ("a whole number", "整数"),
    float: ("a number", "数"),
    bool: ("true or false", "true または false"),
    str: ("text", "文字列"),
    types.NoneType: ("nothing", "なし"),
}


def _allowed(annotation: Any, name: str) -> tuple[str, str]:  # noqa: ANN401 - the class of a stage
    """Return what a setting accepts, in English and Japanese."""
    if not name:
        return "a table of settings", "設定のテーブル"
    hint = typing.get_type_hints(annotation).get(name.partition(".")[0])
    options = get_args(hint) if get_origin(hint) in {typing.Union, types.UnionType} else (hint,)
    described = [_described(option) for option in options]
    return " or ".join(en for en, _ in described), "、".join(ja for _, ja in described)


def _described(option: object) -> tuple[str, str]:
    if get_origin(option) is Literal:
        values = ", ".join(str(value) for value in get_args(option))
        return f"one of {values}", f"{values} のいずれか"
    return _KINDS.get(
        option if isinstance(option, type) else object, ("another kind of value", "別の種類の値")
    )
