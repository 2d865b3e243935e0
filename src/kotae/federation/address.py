"""Addresses of libraries that lie elsewhere, and the token each of them is shown."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kotae.errors import FederationError, failing_as
from kotae.network.address import is_loopback

__all__ = ["TOKENS_VARIABLE", "Address", "is_address", "tokens"]

TOKENS_VARIABLE: Final = "KOTAE_LIBRARY_TOKENS"

_ADDRESS: Final = re.compile(r"https?:/", re.IGNORECASE)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# What may stand in an Authorization header (RFC 6750).
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/=-]{16,}")


def is_address(written: object) -> bool:
    """Return whether a library is named by an address and not by a folder."""
    return isinstance(written, Address) or (isinstance(written, str) and _ADDRESS.match(written) is not None)


@dataclass(frozen=True, slots=True)
class Address:
    """Where another kotae answers.

    Attributes:
        url: Scheme, host, port and path, without a stroke at its end.
    """

    url: str

    @classmethod
    def of(cls, written: "str | Address") -> "Address":
        """Return an address, checked.

        Raises:
            FederationError: It isn't https (http only on this machine), or holds a name, a password, a query or
                a fragment.
        """
        if isinstance(written, Address):
            return written
        try:
            parts = urlsplit(written.strip())
            port, host = parts.port, parts.hostname or ""
        except ValueError:  # raised without it: it quotes the address, and a password in it
            raise _malformed(written) from None
        # Not quoted in the message: what stands before an @ may be a password.
        if parts.username is not None or parts.password is not None:
            raise FederationError(
                "The address of a library holds a name or password; put the token into a file "
                "(federation.token_file) or into {tokens_variable}.",
                tokens_variable=TOKENS_VARIABLE,
            )
        scheme = parts.scheme.lower()
        if not host or scheme not in _DEFAULT_PORTS or parts.query or parts.fragment:
            raise _malformed(written)
        if scheme == "http" and not is_loopback(host):
            raise FederationError(
                "{address}: only this machine is asked over http; write https.", address=written
            )
        name = f"[{host}]" if ":" in host else host
        given = "" if port in (None, _DEFAULT_PORTS[scheme]) else f":{port}"
        return cls(f"{scheme}://{name}{given}{parts.path.rstrip('/')}")

    @property
    def name(self) -> str:
        """What the library is called where nobody names it: host and port."""
        return self.url.partition("://")[2]


def _malformed(written: str) -> FederationError:
    written = "…" if "@" in written else written[:200]
    return FederationError(
        "{address}: the address of a library is written https://host:port; correct it.", address=written
    )


def tokens(file: str) -> dict[Address, str]:
    """Return the token for each address.

    Each library is shown its own token and no other: one that lies can't use it elsewhere.

    Args:
        file: Holds a line ``ADDRESS TOKEN`` for each, lines that begin with ``#`` aside; empty takes the environment.

    Raises:
        FederationError: The file can't be read, or a line isn't an address and a token.
    """
    where = file or TOKENS_VARIABLE
    with failing_as(
        FederationError,
        "{path}: the file with the tokens of other libraries can't be read ({reason}); check federation.token_file.",
        on=(OSError, UnicodeDecodeError),
        path=where,
    ):
        text = Path(file).read_text(encoding="utf-8-sig") if file else os.environ.get(TOKENS_VARIABLE, "")
    found: dict[Address, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        if len(parts) != 2 or not is_address(parts[0]) or not _TOKEN.fullmatch(parts[1]):
            # The line itself isn't shown: it holds a token.
            raise FederationError(
                "{path}, line {number}: write an address and its token, of at least 16 letters, digits and "
                "-._~+/= .",
                path=where,
                number=number,
            )
        found[Address.of(parts[0])] = parts[1]
    return found
