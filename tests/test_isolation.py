"""The suite's own promise: no test reaches the network or the user's files."""

import os
import socket
from pathlib import Path

import pytest


def test_socket_is_refused() -> None:
    with pytest.raises((RuntimeError, UserWarning), match=r"socket\.socket"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_unix_socket_pair_is_allowed() -> None:
    left, right = socket.socketpair()
    with left, right:
        left.sendall("答え".encode())
        assert right.recv(64).decode() == "答え"


@pytest.mark.loopback
def test_loopback_reaches_this_machine_only() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    with pytest.raises((RuntimeError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_home_is_empty_and_temporary(home: Path) -> None:
    assert Path(os.environ["HOME"]) == home == Path.home()
    assert list(home.iterdir()) == []
