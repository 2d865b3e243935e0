"""The bearer token a program must show: from a file or the environment, else made anew."""

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from kotae.errors import ServerError

__all__ = ["TOKEN_VARIABLE", "Token"]

TOKEN_VARIABLE = "KOTAE_TOKEN"
_MIN_CHARS = 16
# What may stand in an Authorization header (RFC 6750).
_ALLOWED = re.compile(r"[A-Za-z0-9._~+/=-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token, and whether it was made for this run and must therefore be shown once.

    Attributes:
        value: What a caller sends; never part of ``repr``.
        made: Whether it was made here rather than given.
    """

    value: str = field(repr=False)
    made: bool

    @classmethod
    def find(cls, file: Path | None) -> "Token":
        """Return the token of a file, else of ``KOTAE_TOKEN``, else a new one.

        Args:
            file: Holds the token as its only line. A token on the command line would show in
                the list of processes.

        Raises:
            ServerError: The file can't be read, or the token is short or can't be sent.
        """
        where = str(file) if file else TOKEN_VARIABLE
        try:
            given = file.read_text("utf-8") if file else os.environ.get(TOKEN_VARIABLE, "")
        except (OSError, UnicodeDecodeError) as error:
            raise ServerError(
                en=f"{where}: the file with the token can't be read ({error}); check --token-file.",
                ja=f"{where}: トークンのファイルを読めません（{error}）。--token-file を確かめてください。",
            ) from error
        value = given.strip()
        if not value and file is None:
            return cls(value=secrets.token_urlsafe(32), made=True)
        if len(value) < _MIN_CHARS or not _ALLOWED.fullmatch(value):
            raise ServerError(
                en=f"{where}: a token is one line of at least {_MIN_CHARS} letters, digits and -._~+/= .",
                ja=f"{where}: トークンは英数字と -._~+/= だけで {_MIN_CHARS} 文字以上、1行で書いてください。",
            )
        return cls(value=value, made=False)

    def matches(self, header: str | None) -> bool:
        """Return whether an Authorization header carries this token; takes equally long either way."""
        scheme, _, shown = (header or "").partition(" ")
        same = secrets.compare_digest(shown.strip().encode(), self.value.encode())
        return scheme.lower() == "bearer" and same
