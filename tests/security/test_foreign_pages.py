"""A page of another origin gets nothing: not read, not called, not framed, on any kind of address."""

from collections.abc import Iterator
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kotae.api.refusals import refusal
from kotae.config import Settings
from kotae.errors import ServerError
from kotae.network.guard import Guard
from kotae.network.origins import Headers, Origins, checked_origins
from kotae.network.token import Token
from tests.security.conftest import PAIRS, SERVED, Place, open_place

pytestmark = SERVED

CALL = {"data": ["budget", 1, None]}


@pytest.fixture(
    scope="module",
    params=[("127.0.0.1", []), ("::1", []), ("[::1]", []), ("localhost", []), ("0.0.0.0", PAIRS)],
    ids=["v4", "v6", "v6-in-brackets", "name", "signed-in"],
)
def anywhere(request: pytest.FixtureRequest, library: tuple[Path, Settings]) -> Iterator[tuple[Place, bool]]:
    host, pairs = request.param
    with open_place(library, host, pairs) as opened:
        yield opened, bool(pairs)


FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost:1"},
    {"origin": "http://127.0.0.1:1"},
    {"origin": "http://127.0.0.1"},
    {"origin": "http://[::1]:1"},
    {"referer": "https://evil.example/page"},
    {"referer": "http://localhost:1/"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "SAME-ORIGIN"},
    {"referer": "data:text/html,hello"},
    {"referer": "about:blank"},
    {"origin": "file://"},
    {"origin": "chrome-extension://abcdefgh"},
    {"sec-fetch-site": "same-site"},
]
REQUESTS = [
    ("GET", "/"),
    ("GET", "/config"),
    ("GET", "/gradio_api/info"),
    ("POST", "/gradio_api/run/retrieve"),
    ("POST", "/gradio_api/call/retrieve"),
    ("POST", "/gradio_api/queue/join"),
    ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/login"),
    ("OPTIONS", "/gradio_api/run/retrieve"),
]


@pytest.mark.parametrize("said", FOREIGN, ids=lambda said: next(iter(said.values())))
def test_a_foreign_page_is_refused_everywhere(anywhere: tuple[Place, bool], said: dict[str, str]) -> None:
    place, signed_in = anywhere
    with place.visitor(signed_in=signed_in) as client:
        for method, path in REQUESTS:
            body = CALL if method == "POST" else None
            answer = client.request(method, path, headers=said, json=body)
            assert (path, answer.status_code) == (path, 403)
            assert "access-control-allow-origin" not in answer.headers
            assert answer.headers["x-frame-options"] == "DENY"
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
            assert "ほかのウェブページ" in answer.text
            assert "Another web page" in answer.text


@pytest.mark.parametrize(
    "said",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"referer": "https://evil.example/"}],
    ids=lambda said: next(iter(said.values())),
)
def test_one_sign_of_a_foreign_page_is_enough(anywhere: tuple[Place, bool], said: dict[str, str]) -> None:
    """The page's own origin made everything else that the browser said count for nothing."""
    place, signed_in = anywhere
    with place.visitor(signed_in=signed_in) as client:
        answer = client.post("/gradio_api/run/retrieve", headers=said | {"origin": place.origin}, json=CALL)
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "said",
    [
        [("sec-fetch-site", "none"), ("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-site")],
        [("referer", "OWN/"), ("referer", "https://evil.example/")],
        [("origin", "OWN"), ("origin", "https://evil.example")],
        [("origin", "OWN"), ("referer", "OWN/"), ("referer", "OWN.evil.example/")],
    ],
    ids=str,
)
def test_a_header_sent_twice_is_read_twice(anywhere: tuple[Place, bool], said: list[tuple[str, str]]) -> None:
    """The first one counted, and whatever came behind it passed."""
    place, signed_in = anywhere
    with place.visitor(signed_in=signed_in) as client:
        sent = [(name, value.replace("OWN", place.origin)) for name, value in said]
        assert client.post("/gradio_api/run/retrieve", headers=sent, json=CALL).status_code == 403
        assert client.get("/config", headers=sent).status_code == 403


SPELLINGS = {
    "origin": [
        *("OWN/", "OWN.", "OWN https://evil.example", "OWN, https://evil.example", "OWN@evil.example", ""),
        *("http://127.1:1", "http://2130706433", "http://[::ffff:127.0.0.1]", "ws://HOST", "http://a@HOST"),
    ],
    "referer": [
        *("OWN@evil.example/", "https://evil.example/?OWN/", "//evil.example/", "blob:OWN/x", "http:evil"),
    ],
    "sec-fetch-site": ["same-origin, cross-site"],
    "host": [
        *("127.1", "0x7f.1", "2130706433", "localhost.", "evil.localhost", "localhost@evil.example"),
        *(
            "[::1%25lo]",
            "127.0.0.1.evil.example",
            "[::1",
            "127.0.0.1:0",
            "127.0.0.1:99999",
            "127.0.0.1:80:80",
            "",
        ),
    ],
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_no_other_spelling_of_its_own_address_is_its_own(anywhere: tuple[Place, bool], name: str) -> None:
    place, signed_in = anywhere
    with place.visitor(signed_in=signed_in) as client:
        for written in SPELLINGS[name]:
            said = written.replace("OWN", place.origin).replace("HOST", place.host)
            answer = client.post("/gradio_api/run/retrieve", headers={name: said}, json=CALL)
            assert (written, answer.status_code) == (written, 403)
            assert "access-control-allow-origin" not in answer.headers


def test_the_page_itself_is_served_and_tells_no_other_origin_anything(anywhere: tuple[Place, bool]) -> None:
    place, signed_in = anywhere
    with place.visitor(signed_in=signed_in) as client:
        own = {"origin": place.origin, "sec-fetch-site": "same-origin"}
        answer = client.post("/gradio_api/run/retrieve", headers=own, json=CALL)
        assert answer.status_code == 200
        assert answer.json()["data"][0][0]["rank"] == 1
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_every_cookie_stays_with_the_page(anywhere: tuple[Place, bool]) -> None:
    place, signed_in = anywhere
    with httpx.Client(base_url=place.address, timeout=60) as client:
        answers = [client.get("/"), client.get("/config")]
        if signed_in:
            name, password = PAIRS[0]
            answers.append(client.post("/login", data={"username": name, "password": password}))
    cookies = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    assert cookies
    for cookie in cookies:
        assert "samesite=lax" in cookie.lower()
        assert "httponly" in cookie.lower()
        assert "secure" not in cookie.lower()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "[::1].evil.example",
        "localhost@evil.example",
        "localhost:99999",
        "",
    ],
)
def test_other_names_are_refused_on_every_address(anywhere: tuple[Place, bool], host: str) -> None:
    place, signed_in = anywhere
    with place.visitor(signed_in=signed_in) as client:
        answer = client.get("/config", headers={"host": host})
        assert answer.status_code == 403
        assert "--allow-origin" in answer.text


def test_a_named_origin_may_call_and_is_the_pages_own_behind_another_server(guarded: Place) -> None:
    with guarded.visitor(signed_in=True) as client:
        said = {"origin": "https://kotae.example"}
        answer = client.post("/gradio_api/run/retrieve", headers=said, json=CALL)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://kotae.example"
        assert "access-control-allow-credentials" not in answer.headers
        asked = client.options("/gradio_api/run/retrieve", headers=said)
        assert (asked.status_code, asked.headers["access-control-allow-headers"]) == (
            204,
            "authorization, content-type",
        )
        behind = client.post(
            "/login",
            headers={"host": "kotae.example"},
            data={"username": PAIRS[0][0], "password": PAIRS[0][1]},
        )
        assert "; Secure" in behind.headers["set-cookie"]
        for other in ("https://other.example", "https://kotae.example:8443", "http://kotae.example"):
            assert client.get("/config", headers={"origin": other}).status_code == 403


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("192.168.0.9:7860", True),
        ("[2001:db8::1]:7860", True),
        ("localhost", True),
        ("kotae.example", True),
        ("intranet", False),
        ("kotae.example.", False),
        ("kotae.example/", False),
        ("a b", False),
    ],
)
def test_addresses_pass_and_names_must_be_known(host: str, known: bool) -> None:
    origins = Origins(host="0.0.0.0", loopback=False, allowed=("https://kotae.example",))
    assert origins.knows_host(Headers(((b"host", host.encode()),))) is known
    twice = Headers(((b"host", b"localhost"), (b"host", host.encode())))
    assert not origins.knows_host(twice)


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.2:7860", True),
        ("[::1]:7860", True),
        ("[::ffff:127.0.0.1]:7860", True),
        ("[::ffff:7f00:1]", True),
        ("LOCALHOST:7860", True),
        ("[::ffff:192.168.0.9]:7860", False),
        ("0.0.0.0:7860", False),
        ("[::]:7860", False),
        ("2130706433:7860", False),
        ("127.1:7860", False),
        ("localhost.:7860", False),
        ("[::1%25lo]:7860", False),
        ("::1", False),
    ],
)
def test_every_address_of_this_machine_is_its_own_for_page_and_programs(host: str, known: bool) -> None:
    """Programs were refused at 127.0.0.2 by a server that listened there, and IPv4 within IPv6 was taken for elsewhere."""
    assert Origins(host="127.0.0.2", loopback=True).knows_host(Headers(((b"host", host.encode()),))) is known
    token = Token(value="t" * 40, made=False)

    async def answers(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("here")(scope, receive, send)

    guard = Guard(answers, token=token, loopback_only=True, refusal=refusal)
    transport = httpx.ASGITransport(app=guard)

    async def asked() -> int:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
            sent = {"host": host, "authorization": f"Bearer {token.value}"}
            return (await client.get("/", headers=sent)).status_code

    assert anyio.run(asked) == (200 if known else 421)


@pytest.mark.parametrize(
    "written", ["kotae.example", "ftp://x", "https://", "https://x/path", "https://a@b", "*"]
)
def test_an_origin_that_is_none_is_told(written: str) -> None:
    with pytest.raises(ServerError) as caught:
        checked_origins([written])
    assert "--allow-origin" in caught.value.en
    assert "オリジン" in caught.value.ja
    assert checked_origins(["https://A.example:443/", "http://a:80"]) == ("https://a.example", "http://a")
