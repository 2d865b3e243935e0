"""Which hosts and origins are the page's own.

A page of another origin, open in the same browser, can send requests here. Browsers say where a
request comes from (``Origin``, ``Sec-Fetch-Site``, ``Referer``), and under which name they reached us (``Host``).
"""

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from kotae.errors import ServerError
from kotae.network.address import is_loopback

__all__ = ["Headers", "Origins", "checked_origins", "sharing"]

# The library's own parser takes ``[::1].elsewhere`` for ``::1``.
_HOST: Final = re.compile(
    r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::(?P<port>[0-9]{1,5}))?"
)
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a request; names in lower case."""

    pairs: tuple[tuple[bytes, bytes], ...]

    def all(self, name: str) -> list[str]:
        """Return every value of a header, in order."""
        return [value.decode("latin-1") for key, value in self.pairs if key == name.encode()]

    def one(self, name: str) -> str:
        """Return the first value of a header; empty where there is none."""
        return next(iter(self.all(name)), "")


def _origin_of(parts: SplitResult) -> str:
    """Return scheme, host and port as browsers write an origin; empty where there is none.

    Raises:
        ValueError: The port is none.
    """
    if parts.scheme not in _PORTS or not parts.hostname or not _host_name(parts.netloc):
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port
    return f"{parts.scheme}://{host}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")


def _referring_origin(referrer: str) -> str:
    """Return the origin of the page that a ``Referer`` names; empty where it names none."""
    try:
        return _origin_of(urlsplit(referrer))
    except ValueError:
        return ""


def _checked_origin(written: str) -> str:
    """Return an origin given with ``--allow-origin`` as browsers write it.

    Raises:
        ServerError: It isn't scheme://host or scheme://host:port.
    """
    try:
        parts = urlsplit(written.strip())
        origin = _origin_of(parts)
    except ValueError:
        origin = ""
    if not origin or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ServerError(
            "{written}: an origin is written https://name or http://name:port; correct --allow-origin.",
            written=written,
        )
    return origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Tells the page's own requests from those of foreign pages.

    Attributes:
        host: The address listened on.
        loopback: Whether only this machine can reach it.
        allowed: Origins named with ``--allow-origin``.
    """

    host: str
    loopback: bool
    allowed: tuple[str, ...] = ()
    _names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        names = {"localhost", *(urlsplit(origin).hostname or "" for origin in self.allowed)}
        if not self.loopback:
            names |= {self.host, socket.gethostname(), socket.getfqdn(), f"{socket.gethostname()}.local"}
        object.__setattr__(self, "_names", frozenset(name.lower() for name in names if name))

    def knows_host(self, headers: Headers) -> bool:
        """Return whether the request was made under a name of this page.

        A foreign site can have a name of its own resolve to this machine; it can't do that with
        an address. So addresses pass, and names must be known.
        """
        hosts = headers.all("host")
        name = _host_name(hosts[0]) if len(hosts) == 1 else ""
        try:
            ip = ipaddress.ip_address(name)
        except ValueError:
            return name in self._names
        return not self.loopback or is_loopback(str(ip))

    def own(self, headers: Headers, scheme: str) -> str:
        """Return the origin the request was sent to, as browsers write it."""
        return self._with_scheme(headers.one("host"), scheme)

    def scheme(self, headers: Headers, scheme: str) -> str:
        """Return ``https`` where a named origin of this host is reached that way, else ``scheme``."""
        secure = self._with_scheme(headers.one("host"), "https")
        return "https" if secure in self.allowed else scheme

    def is_own(self, headers: Headers, scheme: str) -> bool:
        """Return whether a request comes from the page itself, a named origin or no page at all."""
        known = {self.own(headers, scheme), *self.allowed} - {""}
        if origins := headers.all("origin"):
            if len(origins) > 1 or origins[0] not in known:
                return False
            if origins[0] in self.allowed:  # a page of another site, as its browser says too
                return True
        if not {*headers.all("sec-fetch-site")} <= {"same-origin", "none", ""}:
            return False
        return all(_referring_origin(referrer) in known for referrer in headers.all("referer") if referrer)

    def shared_with(self, headers: Headers, scheme: str) -> str:
        """Return the foreign origin that was named and asks; empty where it is none."""
        origin = headers.one("origin")
        return origin if origin in self.allowed and origin != self.own(headers, scheme) else ""

    @staticmethod
    def _with_scheme(host: str, scheme: str) -> str:
        try:
            return _origin_of(urlsplit(f"{scheme}://{host.lower()}"))
        except ValueError:
            return ""


def _host_name(host: str) -> str:
    """Return the name in a ``Host`` header, without brackets and port; empty where it is malformed."""
    found = _HOST.fullmatch(host.lower())
    if not found or int(found["port"] or 1) not in range(1, 65536):
        return ""
    return found["address"] or found["name"]


def checked_origins(written: Iterable[str]) -> tuple[str, ...]:
    """Return all of them checked, in order, each once.

    Raises:
        ServerError: One isn't scheme://host or scheme://host:port.
    """
    return tuple(dict.fromkeys(_checked_origin(origin) for origin in written))


def sharing(origin: str) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers that let pages of a named origin read a response."""
    return (
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"authorization, content-type"),
        (b"vary", b"origin"),
    )
