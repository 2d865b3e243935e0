"""The bearer token a program must show: from a file or the environment, else made anew."""

import os
import re
import secrets
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from kotae.errors import ServerError, failing_as

__all__ = ["TOKEN_VARIABLE", "Conditions", "Token", "Tokens"]

TOKEN_VARIABLE = "KOTAE_TOKEN"
# Tokens are typed by nobody: a short one is a password that can be guessed.
_MIN_CHARS = 16
# What may stand in an Authorization header (RFC 6750).
_ALLOWED = re.compile(r"[A-Za-z0-9._~+/=-]+")


Conditions: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values, as ``--where`` takes them; none for everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token, and whether it was made for this run and must therefore be shown once.

    Attributes:
        value: What a caller sends; never part of ``repr``.
        made: Whether it was made here rather than given.
        conditions: What a document must fulfil to be there for whoever shows it.
    """

    value: str = field(repr=False)
    made: bool
    conditions: Conditions = ()

    @classmethod
    def find(cls, file: Path | None) -> "Token":
        """Return the token of a file, else of ``KOTAE_TOKEN``, else a new one.

        Args:
            file: Holds the token as its only line, lines that begin with ``#`` and empty ones aside. A token on the
                command line would show in the list of processes.

        Raises:
            ServerError: The file can't be read, or the token is short or can't be sent.
        """
        where = str(file) if file else TOKEN_VARIABLE
        value = "\n".join(line for _, line in _lines(file))
        if not value and file is None:
            return cls(value=secrets.token_urlsafe(32), made=True)
        if len(value) < _MIN_CHARS or not _ALLOWED.fullmatch(value):
            raise ServerError(
                "{path}: a token is one line of letters, digits and -._~+/= , {min_chars} or more.",
                path=where,
                min_chars=_MIN_CHARS,
            )
        return cls(value=value, made=False)

    def matches(self, header: str | None) -> bool:
        """Return whether an Authorization header carries this token; takes equally long either way."""
        scheme, _, shown = (header or "").partition(" ")
        same = secrets.compare_digest(shown.strip().encode(), self.value.encode())
        return scheme.lower() == "bearer" and same


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens a server knows, each with what it is shown.

    Attributes:
        known: At least one.
    """

    known: tuple[Token, ...]

    @classmethod
    def find(cls, file: Path | None) -> "Tokens":
        """Return the tokens of a file, else of ``KOTAE_TOKEN``, else a new one.

        Args:
            file: A line ``TOKEN NAME=VALUE …`` for each, with the names of ``--where``; a token alone is shown everything.
                Lines that begin with ``#`` aside. Values with spaces stand in quotes.

        Raises:
            ServerError: The file can't be read, a token is short, can't be sent or stands twice, or a condition
                isn't a name and a value.
        """
        lines = _lines(file)
        if len(lines) <= 1 and len(lines[0][1].split() if lines else ()) <= 1:
            return cls((Token.find(file),))
        where = str(file) if file else TOKEN_VARIABLE
        found = tuple(_parsed(where, number, line) for number, line in lines)
        if len({token.value for token in found}) < len(found):
            raise ServerError("{path}: a token stands twice; give each a line of its own.", path=where)
        return cls(found)

    def shown(self, header: str | None) -> Token | None:
        """Return the token that an Authorization header carries; None for none. Takes equally long either way."""
        matching = [token for token in self.known if token.matches(header)]
        return matching[0] if matching else None


def _lines(file: Path | None) -> list[tuple[int, str]]:
    """Return the lines that say something, each with its number from 1; what begins with ``#`` is a comment."""
    where = str(file) if file else TOKEN_VARIABLE
    with failing_as(
        ServerError,
        "{path}: the file with the token can't be read ({reason}); check --token-file.",
        on=(OSError, UnicodeDecodeError),
        path=where,
    ):
        # Editors of Windows put a mark before the first letter.
        given = file.read_text("utf-8-sig") if file else os.environ.get(TOKEN_VARIABLE, "")
    lines = [(number, line.strip()) for number, line in enumerate(given.splitlines(), start=1)]
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _parsed(where: str, number: int, line: str) -> Token:
    """Return the token of a line of a table; the line isn't shown, for it holds a token."""
    try:
        value, *conditions = shlex.split(line)
    except ValueError:
        value, conditions = "", []
    pairs = tuple((name, text) for name, _, text in (written.partition("=") for written in conditions))
    sound = len(value) >= _MIN_CHARS and _ALLOWED.fullmatch(value)
    if not sound or not all(name and text for name, text in pairs):
        raise ServerError(
            "{path}, line {number}: write a token of letters, digits and -._~+/= , {min_chars} or more"
            ", then NAME=VALUE for each condition, as --where takes them.",
            path=where,
            number=number,
            min_chars=_MIN_CHARS,
        )
    return Token(value=value, made=False, conditions=pairs)
