"""Connections: how many, how long one may take to say what it wants, and whose they are.

uvicorn limits requests and the quiet after a response. Its gaps are closed here by deadlines: a connection that never
finishes its request, and one that never reads its answers. Where all places are taken, one that keeps the server waiting goes.
"""

import asyncio
import ipaddress
import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from kotae.messages import Message
from kotae.network.peers import is_own_peer

__all__ = ["MAX_CONNECTIONS", "PEER_IS_OWN", "RateLimited", "network_of", "protocol_class", "quiet_logs"]

PEER_IS_OWN: Final = "kotae.peer_is_own"
"""In a connection's state: whether the other end runs under this account; absent where nobody asked."""

# Below the 1,024 files that a process may have open on most systems, with room for the index and the
# documents.
MAX_CONNECTIONS: Final = 400
# So that one network can't take them all.
MAX_FROM_ONE_NETWORK: Final = 100
HEADER_S: Final = 10.0
# Between two parts of a body, not for all of it: a large file over a slow line is welcome.
BODY_PAUSE_S: Final = 30.0
UNREAD_S: Final = 30.0
"""How long somebody may not read what is sent."""

MAX_SURPLUS_BYTES: Final = 250_000_000
"""Read and thrown away after a refusal, so that a browser gets to see it."""


_OTHERS: Final = "another account"
# Everybody on this machine has its address: other accounts share these.
_MOST_OF_OTHERS: Final = 20


def network_of(address: str) -> str:
    """Return what one person has of addresses: one in IPv4, 64 bits of one in IPv6."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:  # a Unix socket has none
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))


@dataclass(slots=True)
class _Open:
    """The open connections of one server.

    Attributes:
        by_network: How many there are from each.
        all: All of them.
    """

    by_network: Counter[str] = field(default_factory=Counter)
    all: "set[_Limited]" = field(default_factory=set)

    def make_room(self, network: str, *, local: bool) -> bool:
        """Return whether one more is let in; where all places are taken, one goes that keeps the server waiting.

        It is one of the network that has the most, and of these the one that was answered longest ago.

        Args:
            network: Where it comes from.
            local: Whether all connections come from this machine, so that an address says nothing.
        """
        most = _MOST_OF_OTHERS if network == _OTHERS else MAX_FROM_ONE_NETWORK
        if self.by_network[network] >= most and (network == _OTHERS or not local):
            return False
        if len(self.all) < MAX_CONNECTIONS:
            return True
        waiting = [one for one in self.all if one.keeps_waiting]
        if not waiting:
            return False
        max(waiting, key=lambda one: (self.by_network[one.network], -one.answered)).drop()
        return True


class _Limited(H11Protocol):
    """HTTP with deadlines.

    Attributes:
        network: Where the other end is; empty until it is let in.
        answered: When it connected, or got its last answer, by the monotonic clock.
    """

    local: ClassVar[bool]
    only_own_account: ClassVar[bool]
    open: ClassVar[_Open]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.network = ""
        self.answered = time.monotonic()
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._surplus = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        super().connection_made(transport)
        own = not self.only_own_account or self._is_own()
        network = network_of(self.client[0] if self.client else "?") if own else _OTHERS
        if self.only_own_account:
            self.app_state = {**self.app_state, PEER_IS_OWN: own}
        if not self.open.make_room(network, local=self.local):
            transport.abort()
            return
        self.network = network
        self.open.by_network[network] += 1
        self.open.all.add(self)
        self._expect(HEADER_S)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            self._count_surplus(len(data))
            self._expect(BODY_PAUSE_S)
        elif state is not h11.IDLE:
            self._expect(None)
        elif self._deadline is None:  # the first bytes of a later request on the same connection
            self._expect(HEADER_S)

    def on_response_complete(self) -> None:
        self._expect(None)
        self.answered = time.monotonic()
        if self.conn.their_state is h11.DONE and self.conn.trailing_data[0]:
            # More requests before the answer, as no browser sends them: a place that is never free. This answer is the last.
            self.transport.close()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(UNREAD_S, self.drop)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._read()

    @property
    def keeps_waiting(self) -> bool:
        """Whether it is the other end's turn: to ask, to go on with its request, or to read."""
        return self._unread is not None or self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    def drop(self) -> None:
        """End the connection at once."""
        self._forget()
        self.transport.abort()

    def _count_surplus(self, size: int) -> None:
        """End a connection that goes on and on sending after it was answered."""
        if self.cycle is not None and self.cycle.response_complete:  # type: ignore[redundant-expr]  # None at first, whatever its stubs say
            self._surplus += size
        if self._surplus > MAX_SURPLUS_BYTES:
            self.transport.abort()

    def _is_own(self) -> bool:
        if self.client is None or self.server is None or self.server[1] is None:
            return False
        return is_own_peer(self.client, (self.server[0], self.server[1]))

    def _forget(self) -> None:
        """Count it out, once, and wait for nothing more."""
        self._expect(None)
        self._read()
        if self in self.open.all:
            self.open.all.remove(self)
            self.open.by_network[self.network] -= 1
            if not self.open.by_network[self.network]:
                del self.open.by_network[self.network]

    def _read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
        self._unread = None

    def _expect(self, seconds: float | None) -> None:
        """Give the other end so long for its next bytes; None gives it for ever."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None
        if seconds is not None:
            self._deadline = self.loop.call_later(seconds, self._too_late)

    def _too_late(self) -> None:
        # It is we who don't read.
        if self.flow is not None and self.flow.read_paused:  # type: ignore[redundant-expr]  # None at first, whatever its stubs say
            self._expect(BODY_PAUSE_S)
        else:
            self.drop()


def protocol_class(*, only_own_account: bool, local: bool) -> type[H11Protocol]:
    """Return the protocol of one server's connections.

    Args:
        only_own_account: Whether the kernel is asked who connects.
        local: Whether all connections come from this machine.
    """
    shared = {"only_own_account": only_own_account, "local": local, "open": _Open()}
    return type("LimitedProtocol", (_Limited,), shared)


class RateLimited(logging.Filter):
    """Lets some records of a logger through a minute, then says how many it held back."""

    def __init__(self, most: int = 30, seconds: float = 60.0) -> None:
        super().__init__()
        self._most = most
        self._seconds = seconds
        self._since = time.monotonic()
        self._seen = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is written."""
        now = time.monotonic()
        if now - self._since > self._seconds:
            held = self._seen - self._most
            if held > 0:
                more = Message("{held} more {held:was|were} held back", held=held)
                record.msg = f"{record.getMessage()} ({more.both()})"
                record.args = ()
            self._since, self._seen = now, 0
        self._seen += 1
        return self._seen <= self._most


@contextmanager
def quiet_logs() -> Iterator[None]:
    """Hold back what a flood of bad connections would write to the log."""
    loggers = [logging.getLogger(name) for name in ("uvicorn.error", "uvicorn", "asyncio")]
    limit = RateLimited()
    for logger in loggers:
        logger.addFilter(limit)
    try:
        yield
    finally:
        for logger in loggers:
            with suppress(ValueError):
                logger.removeFilter(limit)
