"""Addresses of libraries that a Milvus engine holds: ``milvus://host:19530/library``."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kotae.errors import EngineError
from kotae.network.address import is_loopback

__all__ = ["MilvusAddress", "is_milvus"]

_ADDRESS: Final = re.compile(r"milvus(\+tls)?:/", re.IGNORECASE)
# What Milvus takes in the name of a collection, and room for what kotae puts behind it, after two underscores.
_LIBRARY: Final = re.compile(r"(?!.*__)[A-Za-z0-9_]{1,100}(?<!_)")
_DEFAULT_PORT: Final = 19530


def is_milvus(written: object) -> bool:
    """Return whether a library is named by the address of an engine."""
    return isinstance(written, MilvusAddress) or (
        isinstance(written, str) and _ADDRESS.match(written) is not None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MilvusAddress:
    """Where an engine holds a library.

    Attributes:
        host: Its name or address, an IPv6 address in brackets.
        port: From 1.
        library: Letters, digits and single ``_``, none at the end.
        tls: Whether the connection is encrypted.
    """

    host: str
    port: int
    library: str
    tls: bool = False

    @classmethod
    def of(cls, written: "str | MilvusAddress") -> "MilvusAddress":
        """Return an address, checked.

        Raises:
            EngineError: It isn't ``milvus://host:port/library`` or ``milvus+tls://…``, or holds a name or password.
        """
        if isinstance(written, MilvusAddress):
            return written
        try:
            parts = urlsplit(written.strip())
            host, port = parts.hostname or "", parts.port
        except ValueError:  # raised without it: it quotes the address, and a password in it
            raise _malformed(written) from None
        library = parts.path.strip("/")
        schemes = {"milvus": False, "milvus+tls": True}
        if parts.username is not None or parts.password is not None:
            raise EngineError(
                "The address of the engine holds a name or password; put them into KOTAE_MILVUS__TOKEN.",
            )
        if not host or parts.query or parts.fragment or not _LIBRARY.fullmatch(library):
            raise _malformed(written)
        if parts.scheme.lower() not in schemes or port == 0:
            raise _malformed(written)
        return cls(
            host=f"[{host}]" if ":" in host else host,
            port=port or _DEFAULT_PORT,
            library=library,
            tls=schemes[parts.scheme.lower()],
        )

    def __str__(self) -> str:
        return f"milvus{'+tls' if self.tls else ''}://{self.host}:{self.port}/{self.library}"

    @property
    def uri(self) -> str:
        """The engine's address as its client takes it."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def is_here(self) -> bool:
        """Whether the engine runs on this machine."""
        return is_loopback(self.host)

    @property
    def name(self) -> str:
        """What the library is called where nobody names it."""
        return self.library


def _malformed(written: str) -> EngineError:
    written = "…" if "@" in written else written[:200]
    return EngineError(
        "{address}: the address of a library in Milvus is written "
        "milvus://host:19530/library, the library with letters, digits and single _; "
        "correct it.",
        address=written,
    )
