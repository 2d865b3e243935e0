"""An ASGI application listening, in a thread of its own; the one module that knows uvicorn."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from kotae.errors import ServerError
from kotae.network.address import bound_socket, is_loopback, written_address
from kotae.network.connections import protocol_class, quiet_logs

__all__ = ["answer_on", "running"]

# An answer that is being written may be finished; whoever ends a server waits no longer.
_CLOSING_S = 5


def answer_on(server: uvicorn.Server, handle: int) -> None:
    """Run a server until it is to end, on a socket that is its own from now on.

    Whoever began it may leave before it has ended, at a second signal; a socket closed under its hands would end in a
    traceback of the library.

    Args:
        server: Runs in the calling thread.
        handle: The socket, detached from whoever opened it.
    """
    with socket.socket(fileno=handle) as listening:
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that tells when it listens; it leaves the signals to the main thread."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.settled.set()

    def run_in_thread(self, handle: int) -> None:
        try:
            # It exits where an application doesn't start; here that ends the thread alone.
            with suppress(SystemExit):
                answer_on(self, handle)
        finally:
            self.settled.set()


@contextmanager
def running(app: ASGIApp, *, host: str, port: int) -> Iterator[str]:
    """Serve an application in the background; gives its address, as a URL without a path.

    Connections are limited in number and time as the page's are, and what a flood of them writes is held back.
    Requests under way get some seconds to end when the context is left.

    Raises:
        ServerError: The address can't be listened on, or the application doesn't start.
    """
    with bound_socket(host, port) as listening, quiet_logs():
        server = _Server(
            uvicorn.Config(
                app,
                http=protocol_class(only_own_account=False, local=is_loopback(host)),
                ws="none",
                proxy_headers=False,
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_CLOSING_S,
            )
        )
        address = written_address(host, int(listening.getsockname()[1]))
        thread = threading.Thread(
            target=server.run_in_thread, args=(listening.detach(),), name="kotae-server"
        )
        thread.start()
        try:
            server.settled.wait()
            if not server.started:
                raise ServerError(
                    "{host}:{port}: the server didn't start; its reason stands in the log above.",
                    host=host,
                    port=port,
                )
            yield address
        finally:
            server.should_exit = True
            thread.join()
