"""Who may sign in: names with passwords, and the tokens that programs show instead.

A token is made from name and password by a slow function, so it stays the same until the
password changes, and a token that leaks doesn't give the password away.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import threading
from collections.abc import Iterable
from typing import Final

__all__ = ["Accounts", "named_in", "program_token"]

_COST: Final = {"n": 1 << 14, "r": 8, "p": 1, "dklen": 24}
_MAX_NAME_CHARS: Final = 400


def program_token(name: str, password: str) -> str:
    """Return the token a program signs in with as ``Authorization: Bearer …``."""
    salt = hashlib.sha256(b"kotae program token\0" + name.encode()).digest()
    return f"{_encoded(name.encode())}.{_encoded(hashlib.scrypt(password.encode(), salt=salt, **_COST))}"


class Accounts:
    """The names that may sign in; an empty one lets everybody in whom the address lets in."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._passwords = dict(pairs)
        self._nobody = secrets.token_urlsafe(16)
        self._tokens: dict[str, str] = {}
        self._making = threading.Lock()

    def __bool__(self) -> bool:
        return bool(self._passwords)

    def has(self, name: str, password: str) -> bool:
        """Return whether the password is the name's; takes as long for a name that isn't there."""
        wanted = self._passwords.get(name, self._nobody)
        same = hmac.compare_digest(_digest(wanted), _digest(password))
        return same and name in self._passwords

    def holder(self, token: str) -> str | None:
        """Return whose token it is; None for nobody's. The first call for a name takes 50 ms."""
        name = named_in(token)
        if name not in self._passwords:
            return None
        with self._making:
            if name not in self._tokens:
                self._tokens[name] = program_token(name, self._passwords[name])
        return name if hmac.compare_digest(_digest(self._tokens[name]), _digest(token)) else None


def named_in(token: str) -> str:
    """Return the name that a token claims; empty where it claims none."""
    written = token.partition(".")[0][:_MAX_NAME_CHARS]
    try:
        return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
