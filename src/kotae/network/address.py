"""Addresses to listen on: who can reach them, and whether they are free."""

import ipaddress
import socket

from kotae.errors import ServerError

__all__ = ["bound_socket", "is_loopback", "written_address"]


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        ip = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    # One of IPv4 may be written as one of IPv6.
    return bool((getattr(ip, "ipv4_mapped", None) or ip).is_loopback)


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address, to be listened on or closed by the caller.

    Args:
        host: A name or address of this machine, an IPv6 address with or without brackets.
        port: 0 for any free one.

    Raises:
        ServerError: It is in use, or the address isn't this machine's.
    """
    bare = host.strip("[]")
    found: socket.socket | None = None
    try:
        family = socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.socket(family)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((bare, port))
    except OSError as error:  # what was opened is closed first
        if found is not None:
            found.close()
        reason = error.strerror or str(error)
        raise ServerError(
            "{host}:{port}: can't listen there ({reason}); stop the other program or choose another port "
            "with --port.",
            host=host,
            port=port,
            reason=reason,
        ) from error
    return found


def written_address(host: str, port: int) -> str:
    """Return the address as a URL without a path; an IPv6 address gets its brackets."""
    bare = host.strip("[]")
    return f"http://[{bare}]:{port}" if ":" in bare else f"http://{bare}:{port}"
