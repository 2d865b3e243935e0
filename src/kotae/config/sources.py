"""Where settings come from besides arguments: the settings file and the environment, checked for keys that don't exist."""

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final

from kotae.config.refusals import unknown
from kotae.errors import SettingsError, SettingValueError, failing_as
from kotae.index.ownership import is_anothers
from kotae.messages import Message

__all__ = ["PREFIX", "check_environment", "config_file", "from_file", "whole_stages"]

PREFIX: Final = "KOTAE_"
config_file: ContextVar[Path | None] = ContextVar("config_file", default=None)
"""The file that wins over ``KOTAE_CONFIG`` and the one in the working folder."""


def from_file(stages: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the settings file says; nothing without one.

    Args:
        stages: The fields of the settings, by name.

    Raises:
        SettingsError: The file can't be read, or says something no stage has.
    """
    named = config_file.get() or (Path(given) if (given := os.environ.get("KOTAE_CONFIG")) else None)
    path = named or Path("kotae.toml")
    if named is None and not path.is_file():
        return {}
    values = _read_toml(path, named=named is not None)
    _check_keys(values, stages=stages, where=str(path))
    return values


def check_environment(stages: Mapping[str, Any]) -> None:
    """Refuse ``KOTAE_STAGE__NAME`` variables that no setting answers to.

    Raises:
        SettingsError: There is one.
    """
    for variable in sorted(os.environ):
        stage, separator, name = variable.removeprefix(PREFIX).lower().partition("__")
        if variable.startswith(PREFIX) and separator:
            _check_keys({stage: {name: None}}, stages=stages, where=variable)


def whole_stages(stages: Mapping[str, Any]) -> list[str]:
    """Return the variables there are that give a whole stage as JSON, sorted.

    Args:
        stages: The fields of the settings, by name.
    """
    given = (name for name in os.environ if name.startswith(PREFIX))
    return sorted(name for name in given if name.removeprefix(PREFIX).lower() in stages)


def _read_toml(path: Path, *, named: bool) -> dict[str, Any]:
    with (
        failing_as(
            SettingsError,
            "{path}: not valid TOML: {reason}; correct the file.",
            on=(ValueError, RecursionError),
            path=path,
        ),
        failing_as(
            SettingsError,
            "{path}: the settings file can't be read ({reason}); check --config and KOTAE_CONFIG.",
            on=OSError,
            path=path,
        ),
        path.open(encoding="utf-8") as file,
    ):
        # In a folder that several accounts use, a file that nobody named could be anybody's.
        if not named and is_anothers(os.fstat(file.fileno())):
            raise SettingsError(
                "{path}: this settings file belongs to another account and isn't read unasked; name it with "
                "--config if you trust it.",
                path=path.absolute(),
            )
        return tomllib.loads(file.read())


def _check_keys(values: Mapping[str, Any], *, stages: Mapping[str, Any], where: str) -> None:
    for stage, inner in values.items():
        if stage not in stages:
            raise unknown(where, stage, list(stages))
        names = [field.name for field in dataclasses.fields(stages[stage].annotation)]
        if not isinstance(inner, Mapping):
            raise SettingValueError(f"{where}: {stage}", inner, Message("a table"))
        for name in inner:
            if name not in names:
                raise unknown(where, f"{stage}.{name}", [f"{stage}.{name}" for name in names])
