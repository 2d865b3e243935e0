"""A server in the background: answers while it runs, is gone afterwards, tells when it can't start."""

import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kotae.errors import ServerError
from kotae.network.running import running

pytestmark = pytest.mark.loopback


async def _greet(request: Request) -> Response:
    return PlainTextResponse("答え")


def test_application_answers_and_is_gone() -> None:
    with running(Starlette(routes=[Route("/", _greet)]), host="127.0.0.1", port=0) as address:
        assert httpx.get(address, timeout=60).text == "答え"
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, timeout=60)


_SERVER = """
import signal, threading, time
from kotae.network.running import running

def stop(*_):
    raise KeyboardInterrupt

signal.signal(signal.SIGTERM, stop)

async def busy(scope, receive, send):
    assert scope["type"] == "http"
    print("asked", flush=True)
    time.sleep(2)  # meanwhile the server doesn't look whether it is to end

try:
    with running(busy, host="127.0.0.1", port=0) as address:
        print(address, flush=True)
        threading.Event().wait()
except KeyboardInterrupt:
    time.sleep(3)  # what else there is to be closed
"""


def test_a_second_signal_is_no_traceback_of_the_library() -> None:
    """The socket was closed under the hands of a server that still had to take it out of its loop."""
    command = [sys.executable, "-c", _SERVER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        host, _, port = started.stdout.readline().strip().removeprefix("http://").rpartition(":")
        with socket.create_connection((host, int(port)), timeout=60) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert started.stdout.readline() == "asked\n"
            for _ in range(2):
                started.send_signal(signal.SIGTERM)
                time.sleep(0.3)
            _, told = started.communicate(timeout=60)
    assert "Invalid file descriptor" not in told
    assert "selector" not in told


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "on purpose"})


def test_application_that_does_not_start_is_told() -> None:
    with pytest.raises(ServerError, match="didn't start"), running(_broken, host="127.0.0.1", port=0):
        pass
