"""Connections: how many, how long one may take to say what it wants, and whose they are.

uvicorn limits requests and the quiet after a response; a connection that never finishes its
request line is its one gap, closed here by a deadline.
"""

import asyncio
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

__all__ = ["MAX_CONNECTIONS", "PEER_IS_OWN", "RateLimited", "protocol_class", "quiet_logs"]

PEER_IS_OWN: Final = "kotae.peer_is_own"
"""In a connection's state: whether the other end runs under this account; absent where nobody asked."""

MAX_CONNECTIONS: Final = 400
MAX_FROM_ONE_ADDRESS: Final = 100
HEADER_S: Final = 10.0
BODY_PAUSE_S: Final = 30.0
MAX_SURPLUS_BYTES: Final = 250_000_000
"""Read and thrown away after a refusal, so that a browser gets to see it."""


_OTHERS: Final = "another account"
_MOST_OF_OTHERS: Final = 20


@dataclass(slots=True)
class _Open:
    """The open connections of one server.

    Attributes:
        by_address: How many there are from each.
        unasked: Those that haven't said yet what they want, oldest first.
    """

    by_address: Counter[str] = field(default_factory=Counter)
    unasked: "dict[_Limited, None]" = field(default_factory=dict)

    def make_room(self, address: str, *, local: bool) -> bool:
        """Return whether one more is let in; where all places are taken, the oldest silent one goes.

        Args:
            address: Where it comes from.
            local: Whether all connections come from this machine, so that an address says nothing.
        """
        most = _MOST_OF_OTHERS if address == _OTHERS else MAX_FROM_ONE_ADDRESS
        if self.by_address[address] >= most and (address == _OTHERS or not local):
            return False
        if self.by_address.total() < MAX_CONNECTIONS:
            return True
        if not self.unasked:
            return False
        next(iter(self.unasked)).drop()
        return True


class _Limited(H11Protocol):
    """HTTP with deadlines."""

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
        self._deadline: asyncio.TimerHandle | None = None
        self._counted = ""
        self._surplus = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        super().connection_made(transport)
        own = not self.only_own_account or self._is_own()
        address = (self.client[0] if self.client else "?") if own else _OTHERS
        if self.only_own_account:
            self.app_state = {**self.app_state, PEER_IS_OWN: own}
        if not self.open.make_room(address, local=self.local):
            transport.abort()
            return
        self._counted = address
        self.open.by_address[address] += 1
        self._expect(HEADER_S)

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect(None)
        self._uncount()
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
        super().on_response_complete()

    def drop(self) -> None:
        """End the connection at once."""
        self._expect(None)
        self._uncount()
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

    def _uncount(self) -> None:
        if self._counted:
            self.open.by_address[self._counted] -= 1
            if not self.open.by_address[self._counted]:
                del self.open.by_address[self._counted]
            self._counted = ""

    def _expect(self, seconds: float | None) -> None:
        """Give the other end so long for its next bytes; None gives it for ever."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None
        self.open.unasked.pop(self, None)
        if seconds is not None:
            self._deadline = self.loop.call_later(seconds, self._too_late)
            if seconds == HEADER_S:
                self.open.unasked[self] = None

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
                more = Message("{held} more were held back", held=held)
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
