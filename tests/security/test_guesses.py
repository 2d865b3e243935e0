"""Passwords can't be guessed fast, and tokens stand for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.cli import main
from kotae.config import Settings
from kotae.mcp.http import create_http_app
from kotae.network import throttle
from kotae.network.running import running
from kotae.network.throttle import Throttle, TokenGuesses
from kotae.network.token import Token
from kotae.pipeline import open_index
from kotae.ui.server.accounts import Accounts, named_in, program_token
from tests.security.conftest import PAIRS, QUESTION, SERVED, Place, open_place

pytestmark = SERVED


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_delays_grow_per_address_and_stay_short_per_name() -> None:
    clock = Clock()
    slow = Throttle(clock)
    waits = []
    for _ in range(14):
        slow.failed("192.0.2.1", "bob")
        waits.append(slow.wait("192.0.2.1", "bob"))
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert slow.wait("192.0.2.1", "花子") == 900
    assert slow.wait("192.0.2.9", "bob") == 30
    assert slow.wait("192.0.2.9", "花子") == 0
    clock.now += 31
    assert slow.wait("192.0.2.9", "bob") == 0
    assert slow.wait("192.0.2.1", "bob") == 869
    clock.now += 3_600
    assert slow.wait("192.0.2.1", "bob") == 0


def test_the_owner_isnt_locked_out_by_guesses_from_elsewhere() -> None:
    slow = Throttle(Clock())
    slow.succeeded("192.0.2.7", "bob")
    for number in range(50):
        slow.failed(f"198.51.100.{number}", "bob")
    assert slow.wait("198.51.100.99", "bob") == 30
    assert slow.wait("192.0.2.7", "bob") == 0


def test_a_name_of_ones_own_doesnt_pay_for_guesses_at_others() -> None:
    slow = Throttle(Clock())
    for _ in range(8):
        slow.failed("192.0.2.1", "bob")
        slow.failed("192.0.2.1", "mallory")
        slow.succeeded("192.0.2.1", "mallory")
    assert slow.wait("192.0.2.1", "花子") == 32


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_network_that_one_person_has_counts_as_one(one: str, other: str, same: bool) -> None:
    slow = Throttle(Clock())
    for number in range(10):
        slow.failed(one, f"name {number}")
    assert (slow.wait(other, "somebody") > 0) is same


def test_what_is_kept_of_guesses_is_bounded() -> None:
    slow = Throttle(Clock())
    for number in range(30_000):
        slow.failed(f"2001:db8:{number:x}::1", f"name {number}")
        slow.succeeded(f"2001:db8:{number:x}::1", f"name {number}")
    assert len(slow._failures) <= 10_000
    assert len(slow._welcome) <= 10_000


def test_a_flood_of_guesses_is_slowed_down_on_the_page(
    guarded: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FREE", -5)  # the first delay is 64 seconds: longer than this test
    with httpx.Client(base_url=guarded.address, timeout=60) as client:
        codes = []
        for number in range(40):
            answer = client.post("/login", data={"username": "mallory", "password": str(number)})
            codes.append(answer.status_code)
        assert codes == [400] + [429] * 39
        assert int(answer.headers["retry-after"]) >= 1
        assert "Too many wrong passwords" in answer.text
        assert "パスワードの間違いが続いています" in answer.text
        # Neither the right password nor a token gets through meanwhile: they aren't looked at.
        right = client.post("/login", data={"username": PAIRS[1][0], "password": PAIRS[1][1]})
        assert right.status_code == 429
        shown = {"authorization": f"Bearer {program_token(*PAIRS[1])}"}
        assert client.get("/config", headers=shown).status_code == 401


@pytest.mark.parametrize(("name", "password"), PAIRS)
def test_a_token_stands_for_the_password(name: str, password: str) -> None:
    token = program_token(name, password)
    accounts = Accounts(PAIRS)
    assert named_in(token) == name
    assert accounts.holder(token) == name
    assert token.isascii()
    assert password not in token
    for wrong in (
        program_token(name, password + "x"),
        token[:-1],
        token.replace(".", ""),
        "",
        ".",
        "é.é",
        program_token("nobody", password),
    ):
        assert accounts.holder(wrong) is None
    assert accounts.has(name, password)
    assert not accounts.has(name, password + " ")
    assert not accounts.has("nobody", "\ud800")


@pytest.mark.parametrize(("language", "said"), [("en", "no such name"), ("ja", "にもない名前です")])
def test_the_token_is_printed_by_its_own_command(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    said: str,
) -> None:
    (tmp_path / "auth").write_text("花子:秘密 1\n", encoding="utf-8")
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    for name, code in (("花子", 0), ("bob", 1)):
        with pytest.raises(SystemExit) as ended:
            main(["token", name, "--auth-file", str(tmp_path / "auth")])
        assert ended.value.code == code
    told = capsys.readouterr()
    assert told.out.strip() == program_token("花子", "秘密 1")
    assert said in told.err


class TestPrograms:
    """A program signs in with its token."""

    @pytest.fixture
    def fresh(self, library: tuple[Path, Settings]) -> Iterator[Place]:
        with open_place(library, "127.0.0.1", PAIRS) as opened:
            yield opened

    def test_a_bearer_token_opens_the_calls(self, fresh: Place) -> None:
        shown = {"authorization": f"Bearer {program_token(*PAIRS[0])}"}
        call = {"data": [QUESTION["en"], 5, False]}
        with httpx.Client(base_url=fresh.address, timeout=30) as client:
            assert client.post("/gradio_api/run/ask", json=call).status_code == 401
            answer = client.post("/gradio_api/run/ask", json=call, headers=shown)
            assert answer.json()["data"][0]["status"] == "answered"
            event = client.post("/gradio_api/call/retrieve", json={"data": ["AI", 1, None]}, headers=shown)
            path = f"/gradio_api/call/retrieve/{event.json()['event_id']}"
            other = {"authorization": f"Bearer {program_token(*PAIRS[1])}"}
            assert client.get(path, headers=other).status_code == 403
            assert client.get(path, headers=shown).text.startswith("event: complete")


class TestTokens:
    """Wrong tokens of the servers for programs are delayed as passwords are."""

    RIGHT = "right-token-of-the-server"

    @pytest.fixture
    def server(self, library: tuple[Path, Settings], request: pytest.FixtureRequest) -> Iterator[str]:
        root, settings = library
        token = Token(value=self.RIGHT, made=False)
        with open_index(root / "index", settings=settings) as knowledge:
            make: Callable[..., ASGIApp] = create_app if request.param == "api" else create_http_app
            served = make(Library(knowledge=knowledge), token=token, loopback_only=True)
            with running(served, host="127.0.0.1", port=0) as address:
                yield address

    @pytest.mark.parametrize(
        ("server", "method", "path"),
        [
            ("api", "GET", "/v1/models"),
            ("api", "POST", "/v1/chat/completions"),
            ("api", "POST", "/retrieval"),
            ("api", "POST", "/v1/node/retrieve"),
            ("mcp", "POST", "/mcp"),
        ],
        indirect=["server"],
    )
    def test_wrong_tokens_are_delayed(
        self, server: str, method: str, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(throttle, "FREE", -5)  # the first delay is as long as one gets
        with httpx.Client(base_url=server, timeout=30) as client:

            def shown(token: str) -> httpx.Response:
                return client.request(method, path, json={}, headers={"authorization": f"Bearer {token}"})

            # None at all is no guess, and one that is shown again and again is one.
            codes = [client.request(method, path, json={}).status_code for _ in range(5)]
            codes += [shown("an-old-token-of-somebody").status_code for _ in range(5)]
            assert codes == [401] * 10
            guessed = [shown(f"guess-{number}-of-many-others") for number in range(20)]
            assert [answer.status_code for answer in guessed] == [429] * 20
            assert 1 <= int(guessed[0].headers["retry-after"]) <= 30
            assert "Too many wrong tokens" in guessed[0].text
            assert "トークンの間違いが続いています" in guessed[0].json().__str__()
            # The right one isn't looked at either: its answer would tell a guess from a hit.
            assert shown(self.RIGHT).status_code == 429

    @pytest.mark.parametrize("server", ["api"], indirect=True)
    def test_the_right_token_passes_beside_an_old_one(self, server: str) -> None:
        with httpx.Client(base_url=server, timeout=30) as client:
            for number in range(20):
                old = {"authorization": "Bearer an-old-token-of-somebody"}
                assert client.get("/v1/models", headers=old).status_code == 401
                right = {"authorization": f"Bearer {self.RIGHT}"}
                assert client.get("/v1/models", headers=right).status_code == 200, number

    def test_what_is_kept_of_wrong_tokens_is_bounded(self) -> None:
        clock = Clock()
        guesses = TokenGuesses(Throttle(clock, longest=30.0))
        for number in range(12_000):
            guesses.failed(f"2001:db8:{number:x}::1", f"token {number}")
        assert len(guesses._wrong) <= 10_000
        for number in range(9):
            guesses.failed("192.0.2.1", f"token {number}")
        assert guesses.wait("192.0.2.1", "another") == 30
        assert guesses.wait("192.0.2.1", "token 3") == 0
        assert guesses.wait("192.0.2.2", "another") == 0
