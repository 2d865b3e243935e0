"""Connections that never finish, far too many of them, and what the log makes of it."""

import contextlib
import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import gradio
import httpx
import pytest

from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.network import connections
from kotae.network.connections import RateLimited
from kotae.network.running import running
from kotae.network.token import Token
from kotae.pipeline import open_index
from tests.security.conftest import SERVED, Place

pytestmark = SERVED


@pytest.fixture(scope="module")
def api(library: tuple[Path, Settings]) -> Iterator[str]:
    """The server for programs, as `kotae serve --api` and `kotae mcp --http` start it."""
    root, settings = library
    with open_index(root / "index", settings=settings) as knowledge:
        app = create_app(
            Library(knowledge=knowledge), token=Token(value="a" * 20, made=False), loopback_only=True
        )
        with running(app, host="127.0.0.1", port=0) as address:
            yield address


def silent(place: Place | str, count: int, said: bytes = b"") -> list[socket.socket]:
    host, _, port = (place.host if isinstance(place, Place) else place.partition("://")[2]).rpartition(":")
    opened = []
    for _ in range(count):
        connection = socket.create_connection((host, int(port)), timeout=10)
        if said:
            with contextlib.suppress(OSError):
                connection.sendall(said)
        opened.append(connection)
    return opened


def is_closed(connection: socket.socket, within_s: float = 60) -> bool:
    connection.settimeout(within_s)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def close(opened: list[socket.socket]) -> None:
    for connection in opened:
        connection.close()


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: local"], ids=["silent", "half-a-request"])
def test_the_page_answers_beside_six_hundred_half_open_connections(
    place: Place, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(
        connections, "HEADER_S", 300.0
    )  # else their time would be over some day, and all were closed
    opened = silent(place, 600, said)
    try:
        assert httpx.get(place.address, timeout=60).status_code == 200
        assert all(map(is_closed, opened[:150])), "the oldest silent ones gave way"
    finally:
        close(opened)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET /",
        b"POST /gradio_api/run/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{",
    ],
    ids=["silent", "half-a-line", "half-a-body"],
)
def test_a_request_that_isnt_finished_ends(
    place: Place, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 0.5)
    monkeypatch.setattr(connections, "BODY_PAUSE_S", 1.0)
    began = time.monotonic()
    opened = silent(place, 1, said)
    try:
        assert not is_closed(opened[0], within_s=0.3) or time.monotonic() - began > 0.5, "it has its time"
        assert is_closed(opened[0])
    finally:
        close(opened)


def test_a_dripping_request_gets_no_more_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 1.0)
    (connection,) = opened = silent(place, 1)
    try:
        end = time.monotonic() + 60
        while not is_closed(connection, within_s=0.2) and time.monotonic() < end:
            with contextlib.suppress(OSError):
                connection.sendall(b"G")
        assert time.monotonic() < end
    finally:
        close(opened)


def test_a_second_request_on_a_connection_has_a_deadline_too(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 0.5)
    (connection,) = opened = silent(place, 1, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
    try:
        assert connection.recv(12) == b"HTTP/1.1 200"
        connection.settimeout(0.3)
        with contextlib.suppress(TimeoutError):
            while connection.recv(65_536):
                pass
        connection.sendall(b"GET /rob")
        assert is_closed(connection)
    finally:
        close(opened)


def test_a_flood_of_bad_requests_writes_little(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        for _ in range(100):
            close(silent(place, 1, b"\x00 nonsense\r\n\r\n"))
        time.sleep(0.5)
    assert sum(len(record.getMessage()) for record in caplog.records) < 10_000


def test_the_server_for_programs_answers_beside_them_too(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 300.0)
    opened = silent(api, 600, b"GET / HTTP/1.1\r\nHost: local")
    try:
        assert httpx.get(f"{api}/health", timeout=60).status_code == 200
        assert all(map(is_closed, opened[:150]))
    finally:
        close(opened)


def test_the_server_for_programs_ends_what_isnt_finished(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEADER_S", 0.5)
    opened = silent(api, 1) + silent(api, 1, b"GET /health HTTP/1.1\r\n")
    try:
        assert all(map(is_closed, opened))
    finally:
        close(opened)


def test_a_flood_of_bad_requests_writes_little_of_the_server_for_programs(
    api: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        for _ in range(100):
            close(silent(api, 1, b"\x00 nonsense\r\n\r\n"))
        time.sleep(0.5)
    assert sum(len(record.getMessage()) for record in caplog.records) < 10_000


def test_the_log_says_how_much_it_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    # The module's own clock alone: with everybody's, a server that runs beside would sleep for hours.
    monkeypatch.setattr("kotae.network.connections.time", SimpleNamespace(monotonic=lambda: now[0]))
    limit = RateLimited(most=3, seconds=60)
    record = logging.LogRecord("x", logging.WARNING, "", 0, "bad %s", ("request",), None)
    assert [limit.filter(record) for _ in range(10)] == [True] * 3 + [False] * 7
    now[0] = 61.0
    assert limit.filter(record)
    assert record.getMessage() == "bad request (7 more were held back / ほか7件を省略)"


UNREAD = b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" * 400
HALF = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n{"


@pytest.mark.parametrize("said", [UNREAD, HALF], ids=["never-reads", "half-a-body"])
@pytest.mark.parametrize("path", [b"/login", b"/health"], ids=["page", "programs"])
def test_another_is_answered_beside_six_hundred_that_keep_the_server_waiting(
    place: Place, api: str, said: bytes, path: bytes
) -> None:
    """Four hundred that asked and never read shut the page and the server for programs to everybody."""
    where: Place | str = place if path == b"/login" else api
    address = place.address if isinstance(where, Place) else f"{where}/health"
    opened = []
    for _ in range(450):
        opened += silent(where, 1)
        opened[-1].setblocking(False)
        with contextlib.suppress(OSError):
            opened[-1].send(said.replace(b"%s", path))
    try:
        assert [_asked_as_browsers_do(address) for _ in range(3)] == [200] * 3
    finally:
        close(opened)


def _asked_as_browsers_do(address: str) -> int:
    """Return the status, connecting again where a connection is reset: on a busy machine it may be the one that gives way."""
    for _ in range(3):
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(address, timeout=20).status_code
    return httpx.get(address, timeout=20).status_code


def test_who_never_reads_is_dropped(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "UNREAD_S", 0.5)
    assets = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    largest = max(assets.iterdir(), key=lambda path: path.stat().st_size)
    host, _, port = place.host.rpartition(":")
    got = 0
    for patience_s in (3, 10, 60):  # a busy machine needs longer to look after it
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((host, int(port)))
            connection.sendall(f"GET /assets/{largest.name} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(patience_s)
            connection.settimeout(60)
            got = 0
            with contextlib.suppress(ConnectionError):
                while piece := connection.recv(1 << 20):
                    got += len(piece)
        if got < largest.stat().st_size:
            break
    assert 0 < got < largest.stat().st_size


def test_who_asks_again_before_the_answer_gets_no_second_one(place: Place) -> None:
    (connection,) = opened = silent(place, 1, b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
    try:
        got = b""
        while piece := connection.recv(65_536):
            got += piece
        assert got.count(b"HTTP/1.1 200") == 1
    finally:
        close(opened)


def test_neighbours_in_a_network_of_version_six_are_one() -> None:
    found = {connections.network_of(f"2001:db8:1:2::{number:x}") for number in range(1, 300)}
    assert found == {"2001:db8:1:2::/64"}
    assert connections.network_of("2001:db8:1:3::1") not in found
    assert connections.network_of("::ffff:10.0.0.7") == connections.network_of("10.0.0.7") == "10.0.0.7"
