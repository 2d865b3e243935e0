"""What is said of a command that was typed wrong, in the reader's language.

The library under typer words its errors in English only and says which of them it is by class; here they are
worded again from what they carry.
"""

import re
from typing import Any, Final

import typer

__all__ = ["UsageError", "usage_text"]

UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""What typer raises for wrong usage; it has no public name."""

_NO_COMMAND: Final = re.compile(r"No such command '(?P<name>.+?)'\.?$")
_EXTRA: Final = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<words>.*)\)")
_KINDS: Final[dict[Any, str]] = {int: "整数", float: "数"}
_NEEDS_VALUE: Final = re.compile(r"Option '(?P<name>\S+)' requires an argument")


def usage_text(error: Any, language: str) -> str:  # noqa: ANN401  # typer's error classes are private
    """Return what is wrong with a command line and where its help is, in two lines.

    Args:
        error: A :data:`UsageError`.
        language: ``"ja"`` or ``"en"``.
    """
    path = error.ctx.command_path if error.ctx is not None else "kotae"
    if language != "ja":
        return f"{error.format_message()}\nTry '{path} --help' for help."
    return f"{_japanese(error)}\n使い方は {path} --help で表示されます。"


def _japanese(error: Any) -> str:  # noqa: ANN401
    kind, said = type(error).__name__, error.format_message()
    if kind == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        return f"{error.option_name} という指定はありません。" + (f"（近いもの: {near}）" if near else "")
    if kind == "MissingParameter":
        return f"{_named(error)} を指定してください。"
    if isinstance(error, typer.BadParameter):
        return f"{_named(error)} の値が正しくありません。{_wanted(error)}"
    if found := _NO_COMMAND.match(said):
        return f"{found['name']} というコマンドはありません。"
    if found := _EXTRA.match(said):
        return f"余分な引数があります: {found['words']}"
    if found := _NEEDS_VALUE.match(said):
        return f"{found['name']} には値が必要です。"
    return "コマンドを指定してください。" if said == "Missing command." else str(said)


def _named(error: Any) -> str:  # noqa: ANN401
    if error.param is None:
        return "引数"
    return str(max(error.param.opts, key=len))


def _wanted(error: Any) -> str:  # noqa: ANN401
    """Return what kind of value is wanted, read off the parameter; else what was said of the value."""
    kind = getattr(getattr(error.param, "type_descriptor", None), "annotation", None)
    if (name := _KINDS.get(kind)) is None:
        return str(error.message)
    low, high = getattr(error.param, "min", None), getattr(error.param, "max", None)
    if low is None and high is None:
        return f"{name}にしてください。"
    return f"{'' if low is None else low}〜{'' if high is None else high} の{name}にしてください。"
