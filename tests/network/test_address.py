"""Which addresses only this machine can reach, and what is said of one that is taken."""

import socket

import pytest

from kotae.errors import ServerError
from kotae.network.address import bound_socket, is_loopback, written_address


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("[::ffff:7f00:1]", True),
        ("::ffff:192.168.0.5", False),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.0.5", False),
        ("example.com", False),
    ],
)
def test_loopback_is_told_from_the_rest(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.loopback
def test_port_in_use_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError) as caught:
            bound_socket("127.0.0.1", port)
    assert f"127.0.0.1:{port}" in caught.value.en
    assert "--port で別のポート" in caught.value.ja


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8"), ("::1", "http://[::1]:8"), ("[::1]", "http://[::1]:8")],
)
def test_address_is_written_as_a_url(host: str, address: str) -> None:
    assert written_address(host, 8) == address
