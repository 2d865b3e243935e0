"""Groups of people, and which documents each is shown: a file that whoever runs a server writes."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kotae.errors import InputError, ServerError
from kotae.messages import Listed, Message, Words
from kotae.pipeline.asking.faults import fault_of
from kotae.pipeline.asking.filters import Permission, Where

__all__ = ["Groups"]


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    members: tuple[str, ...] = Field(min_length=1)
    where: tuple[Where, ...] = ()
    everything: bool = False

    @model_validator(mode="before")
    @classmethod
    def _one_or_several(cls, given: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
        if isinstance(given, dict) and isinstance(given.get("where"), dict):
            return {**given, "where": (given["where"],)}
        return given

    @model_validator(mode="after")
    def _says_what(self) -> "_Group":
        # An empty condition would let everything through: that is said in so many words, or not at all.
        if self.everything == bool(self.where) or any(where.lets_all_through for where in self.where):
            raise InputError(
                "either where = {{…}}, with at least one condition that leaves something out, or everything = true"
            )
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[str, _Group] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Groups:
    """What each person is shown.

    Attributes:
        permissions: By name: what the groups they are in are shown, taken together; None for everything.
    """

    permissions: Mapping[str, Permission | None] = field(default_factory=dict)

    @classmethod
    def found(cls, file: Path | None, pairs: Iterable[tuple[str, str]]) -> "Groups":
        """Return the groups of a file; without one everybody is shown everything.

        Args:
            file: See :meth:`load`.
            pairs: Names and passwords of those who may sign in.

        Raises:
            ServerError: As for :meth:`load`; or there is a file, and nobody has to sign in.
        """
        if file is None:
            return cls()
        if not (names := [name for name, _ in pairs]):
            raise ServerError("{path}: groups need names that sign in; give --auth-file too.", path=file)
        return cls.load(file, names)

    @classmethod
    def load(cls, file: Path, names: Iterable[str]) -> "Groups":
        """Return the groups of a TOML file: ``[groups.NAME]`` with ``members`` and ``where`` or ``everything = true``.

        Args:
            file: The file.
            names: Those who may sign in.

        Raises:
            ServerError: It can't be read, isn't as described, names somebody who can't sign in, or leaves somebody out.
        """
        try:
            read = _File.model_validate(tomllib.loads(file.read_text("utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:  # not read
            raise _refused(file, Message("it can't be read ({reason})", reason=error)) from error
        except ValidationError as error:  # only the first of its faults is told
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            said = Message("{place}: {reason}", place=place, reason=fault_of(first))
            raise _refused(file, said) from error
        known, members = set(names), {name for group in read.groups.values() for name in group.members}
        if strangers := sorted(members - known):
            raise _refused(file, Message("{names}: no such name to sign in", names=Listed(strangers)))
        if left := sorted(known - members):
            raise _refused(file, Message("{names}: in no group", names=Listed(left)))
        return cls({name: _together(name, read.groups.values()) for name in known})


def _together(name: str, groups: Iterable[_Group]) -> Permission | None:
    own = [group for group in groups if name in group.members]
    if any(group.everything for group in own):
        return None
    return Permission(tuple(dict.fromkeys(where for group in own for where in group.where)))


def _refused(file: Path, reason: Words) -> ServerError:
    return ServerError(
        '{path}: {reason}. Write [groups.NAME] with members = ["…"] and where = {{folder = "…"}} or everything = true.',
        path=file,
        reason=reason,
    )
