"""Another account of the same machine reaches 127.0.0.1, and gets nothing there."""

import http.client
import os
import socket
import sys

import pytest

from kotae.network.peers import is_own_peer, peers_are_known
from kotae.ui.server.serving import ServerSettings, local_credentials
from tests.security.conftest import SERVED, Place

pytestmark = SERVED

NOBODY = 65534


def asked_as_nobody(place: Place) -> list[str]:
    """Return the answers (status, and whether a document showed) that another account gets."""
    host, _, port = place.host.rpartition(":")
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        for method, path in (("GET", "/"), ("GET", "/config"), ("POST", "/gradio_api/run/ask")):
            connection = http.client.HTTPConnection(host, int(port), timeout=20)
            body = b'{"data": ["budget", 1, false]}' if method == "POST" else None
            connection.request(method, path, body=body, headers={"content-type": "application/json"})
            answer = connection.getresponse()
            os.write(writing, f"{answer.status} {b'budget' in answer.read()}\n".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = told.read().splitlines()
    os.waitpid(child, 0)
    return lines


on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells who connects")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@on_linux
@as_root
def test_another_account_is_refused(place: Place) -> None:
    assert asked_as_nobody(place) == ["403 False"] * 3
    with place.visitor() as client:
        assert client.get("/config").status_code == 200


@on_linux
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_a_connection_of_ones_own_is_known(family: socket.AddressFamily, host: str) -> None:
    assert peers_are_known()
    with socket.create_server((host, 0), family=family) as listening:
        here = listening.getsockname()[:2]
        connected = socket.create_connection(here)
        there = connected.getsockname()[:2]
        assert is_own_peer(there, here)
        assert not is_own_peer(there, (here[0], here[1] % 65_535 + 1))
        accepted, _ = listening.accept()
        connected.close()  # nobody's now: user 0 and no inode
        assert not is_own_peer(there, here)
        accepted.close()


@on_linux
@pytest.mark.allow_hosts(["127.0.0.1", "::ffff:127.0.0.1"])
def test_a_mapped_address_is_the_same_one() -> None:
    with socket.socket(socket.AF_INET6) as connecting, socket.create_server(("127.0.0.1", 0)) as listening:
        connecting.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        port = listening.getsockname()[1]
        connecting.connect(("::ffff:127.0.0.1", port))
        there = ("127.0.0.1", connecting.getsockname()[1])
        assert is_own_peer(there, ("127.0.0.1", port))


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that doesn't tell who connects."""
    monkeypatch.delattr(socket, "AF_NETLINK")


@pytest.mark.usefixtures("untold")
def test_where_nobody_tells_who_connects_a_password_is_made() -> None:
    assert not peers_are_known()
    ((name, password),) = local_credentials(ServerSettings())
    assert (name, len(password) >= 16) == ("kotae", True)
    assert local_credentials(ServerSettings()) != [(name, password)]
    assert local_credentials(ServerSettings(host="0.0.0.0")) == []
