"""Whose program is at the other end of a local connection.

On a shared machine every user reaches 127.0.0.1. The kernel says which account owns a socket of
this machine; a connection of another account's is refused. Linux tells it in ``/proc/net/tcp``.
"""

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Final, TypeAlias

__all__ = ["Address", "is_own_peer", "peers_are_known"]

Address: TypeAlias = tuple[str, int]

_TABLES: Final = ("/proc/net/tcp", "/proc/net/tcp6")
_UID, _INODE = 7, 9


def is_own_peer(client: Address, server: Address) -> bool:
    """Return whether the program at the other end runs under this process's account.

    A socket that its program has closed already belongs to nobody (the kernel shows user 0 and
    no inode): the answer is no then, also for root.

    Args:
        client: Address and port of the other end.
        server: Address and port of this end.
    """
    owner = _owner(client, server)
    return owner is not None and owner == os.geteuid()


def peers_are_known() -> bool:
    """Return whether this machine tells who owns a connection: tried with one to ourselves."""
    if not all(Path(table).exists() for table in _TABLES[:1]):
        return False
    with socket.create_server(("127.0.0.1", 0)) as listening:
        here: Address = listening.getsockname()
        with socket.create_connection(here, timeout=5) as connected:
            return is_own_peer(connected.getsockname(), here)


def _owner(client: Address, server: Address) -> int | None:
    wanted = {(local, remote) for local in _written(client) for remote in _written(server)}
    for table in _TABLES:
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except FileNotFoundError:  # a kernel without IPv6
            continue
        for line in lines:
            fields = line.split()
            if (fields[1], fields[2]) in wanted and fields[_INODE] != "0":
                return int(fields[_UID])
    return None


def _written(address: Address) -> tuple[str, ...]:
    """Return an address as the kernel's tables write it: as itself, and IPv4 also as IPv6."""
    ip = ipaddress.ip_address(address[0].partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    forms = [ip.packed]
    if isinstance(ip, ipaddress.IPv4Address):
        forms.append(b"\x00" * 10 + b"\xff\xff" + ip.packed)
    return tuple(f"{_words(form)}:{address[1]:04X}" for form in forms)


def _words(packed: bytes) -> str:
    """Return bytes as hexadecimal words of four bytes, each in the machine's own order."""
    order = sys.byteorder
    words = (packed[place : place + 4] for place in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, order):08X}" for word in words)
