"""A host of models on loopback, spoken to by the hub's own client; slow, broken or gone as a test wants it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import huggingface_hub.constants
import pytest

__all__ = ["Hub", "hosting"]

_BLOCK = 64 * 1024


class Hub:
    """What the host gives and what it was asked for.

    Attributes:
        content: Of the one file it has.
        pause_s: How long it waits after each 64 KiB.
        address: Its own.
        ranges: From which byte each download began.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pause_s = 0.0
        self.address = ""
        self.ranges: list[int] = []


def _handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_HEAD(self) -> None:
            self._begin(0)

        def do_GET(self) -> None:
            first = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
            hub.ranges.append(first)
            self._begin(first)
            try:
                for place in range(first, len(hub.content), _BLOCK):
                    self.wfile.write(hub.content[place : place + _BLOCK])
                    time.sleep(hub.pause_s)
            except OSError:
                return  # whoever asked has gone

        def _begin(self, first: int) -> None:
            self.send_response(206 if first else 200)
            self.send_header("ETag", '"0123456789"')
            self.send_header("X-Repo-Commit", "0" * 40)
            self.send_header("Content-Length", str(len(hub.content) - first))
            if first:
                whole = len(hub.content)
                self.send_header("Content-Range", f"bytes {first}-{whole - 1}/{whole}")
            self.end_headers()

    return Handler


@contextmanager
def hosting(content: bytes, patch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """Serve a file as long as the context lasts; the hub's client goes there and nowhere else."""
    hub = Hub(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hub))
    server.daemon_threads = True
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    patch.setenv("HF_ENDPOINT", hub.address)
    patch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
