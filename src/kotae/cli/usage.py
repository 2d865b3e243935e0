"""What is said of a command that was typed wrong, in the reader's language.

The library under typer words its errors in English only and says which of them it is by class; here they are
worded again from what they carry. Three carry nothing but their sentence: what was typed is taken from there.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

import typer

from kotae.messages import Listed, Message, Words

__all__ = ["UsageError", "usage_text"]

UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""What typer raises for wrong usage; it has no public name."""

_NUMBERS: Final[dict[Any, Message]] = {int: Message("a whole number"), float: Message("a number")}
_NO_COMMAND: Final = re.compile(r"No such command '(?P<typed>.+?)'\.?(?: Did you mean (?P<near>.+)\?)?$")
_SENTENCES: Final = (
    (
        re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<typed>.*)\)"),
        Message("Too many arguments: {typed}"),
    ),
    (re.compile(r"Option '(?P<typed>\S+)' requires an argument"), Message("{typed} needs a value.")),
    (re.compile(r"Missing command\."), Message("Name a command.")),
)


def usage_text(error: Any, language: str) -> str:  # noqa: ANN401  # typer's error classes are private
    """Return what is wrong with a command line and where its help is, in two lines.

    Args:
        error: A :data:`UsageError`.
        language: ``"ja"`` or ``"en"``.
    """
    path = error.ctx.command_path if error.ctx is not None else "kotae"
    wrong = _wrong(error)
    help_at = Message("Try '{command} --help' for help.", command=path)
    return f"{wrong if isinstance(wrong, str) else wrong.text(language)}\n{help_at.text(language)}"


def _wrong(error: Any) -> Words | str:  # noqa: ANN401
    kind, said = type(error).__name__, str(error.format_message())
    if kind == "NoSuchOption":
        return _unknown(Message("There is no option {typed}.", typed=error.option_name), error.possibilities)
    if found := _NO_COMMAND.match(said):
        near = re.findall("'(.+?)'", found["near"] or "")
        return _unknown(Message("There is no command {typed}.", typed=found["typed"]), near)
    if kind == "MissingParameter":
        return Message("{name} is missing.", name=_named(error))
    if isinstance(error, typer.BadParameter):
        name, wanted = _named(error), _wanted(error)
        return Message("{name} can't be that: {wanted}", name=name, wanted=wanted) if name else wanted
    for sentence, message in _SENTENCES:
        if found := sentence.match(said):
            return message.filled(**found.groupdict())
    return said


def _unknown(said: Message, near: Sequence[str] | None) -> Message:
    if not near:
        return said
    return Message("{said} Did you mean {near}?", said=said, near=Listed(sorted(near)))


def _named(error: Any) -> str:  # noqa: ANN401
    """Return what is wrong as it is typed; empty where that is several things together."""
    return str(error.param_hint or (max(error.param.opts, key=len) if error.param is not None else ""))


def _wanted(error: Any) -> str | Words:  # noqa: ANN401
    """Return what kind of value is wanted, read off the parameter; else what was said of the value."""
    described = getattr(error.param, "type_descriptor", None)
    if choices := getattr(described, "choices", None):
        values = ", ".join(map(str, choices))
        return Message("it must be {kind}.", kind=Message("one of {values}", values=values))
    kind = getattr(described, "annotation", None)
    if (name := _NUMBERS.get(kind)) is None:
        return str(error.message)
    low, high = getattr(error.param, "min", None), getattr(error.param, "max", None)
    if high is None:
        if low is None:
            return Message("it must be {kind}.", kind=name)
        return Message("it must be {kind}, {low} or more.", kind=name, low=low)
    return Message("it must be {kind}, {low}–{high}.", kind=name, low="" if low is None else low, high=high)
