"""Whose program is at the other end of a local connection.

On a shared machine every user reaches 127.0.0.1. The kernel knows which account owns a socket of
this machine; a connection of another account's is refused. Linux tells it, for one socket at a
time, over a netlink socket (``man 7 sock_diag``); other systems have no such door.
"""

import ipaddress
import os
import socket
import struct
from typing import Final, TypeAlias

__all__ = ["Address", "is_own_peer", "peers_are_known"]

Address: TypeAlias = tuple[str, int]

# As Linux names them in linux/netlink.h, linux/sock_diag.h and linux/inet_diag.h; Python has no names for
# them.
_SOCK_DIAG: Final = 4
_BY_FAMILY: Final = 20
_REQUEST: Final = 1
_ANY_STATE: Final = 0xFFFFFFFF
_LISTENING: Final = 10
_HEADER: Final = struct.Struct("=IHHII")
_ASKED: Final = struct.Struct("=BBBBI")
_ENDS: Final = struct.Struct("!HH16s16s")
_MAPPED: Final = bytes(10) + b"\xff\xff"
_NO_COOKIE: Final = struct.pack("=III", 0, 0xFFFFFFFF, 0xFFFFFFFF)
_ANSWER: Final = struct.Struct("=BBBB48sIIIII")


def is_own_peer(client: Address, server: Address) -> bool:
    """Return whether the program at the other end runs under this process's account.

    A socket that its program has closed already belongs to nobody (the kernel shows user 0 and
    no inode): the answer is no then, also for root.

    Args:
        client: Address and port of the other end.
        server: Address and port of this end.
    """
    try:
        return _owner(client, server) == os.geteuid()
    except OSError:  # gone meanwhile, or a system that doesn't tell
        return False


def peers_are_known() -> bool:
    """Return whether this machine tells who owns a connection: tried with one to ourselves."""
    if not hasattr(socket, "AF_NETLINK"):
        return False
    with socket.create_server(("127.0.0.1", 0)) as listening:
        here: Address = listening.getsockname()
        with socket.create_connection(here, timeout=5) as connected:
            return is_own_peer(connected.getsockname(), here)


def _owner(client: Address, server: Address) -> int | None:
    """Return the user id of the socket from ``client`` to ``server``; None where there is none.

    Raises:
        OSError: The kernel doesn't know the socket, or doesn't tell.
    """
    local, remote = _packed(client[0]), _packed(server[0])
    family = socket.AF_INET if len(local) == 4 else socket.AF_INET6
    plain = _ENDS.pack(client[1], server[1], local.ljust(16, b"\0"), remote.ljust(16, b"\0"))
    # A program may reach an address of IPv4 through a socket of IPv6; the kernel answers in its terms.
    mapped = _ENDS.pack(client[1], server[1], _MAPPED + local, _MAPPED + remote)
    asked = _ASKED.pack(family, socket.IPPROTO_TCP, 0, 0, _ANY_STATE) + plain + _NO_COOKIE
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG) as kernel:
        kernel.settimeout(1)
        kernel.sendto(_HEADER.pack(_HEADER.size + len(asked), _BY_FAMILY, _REQUEST, 1, 0) + asked, (0, 0))
        told = kernel.recv(8192)
    if _HEADER.unpack_from(told)[1] != _BY_FAMILY:
        return None
    _, state, _, _, found, _, _, _, uid, inode = _ANSWER.unpack_from(told, _HEADER.size)
    # Where the socket is gone, the kernel may answer with one that listens on its port.
    same = found[: _ENDS.size] in (plain, mapped) and state != _LISTENING
    return int(uid) if same and inode else None


def _packed(written: str) -> bytes:
    """Return an address's bytes, one of IPv4 within IPv6 as the former."""
    ip = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.packed
