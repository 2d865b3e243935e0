"""In a real browser: a page of another origin, open beside kotae's, gets nothing of it."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kotae.ui.server.serving import ServerSettings, served
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

pytestmark = IN_A_BROWSER


def _note(seen: list[tuple[str, int]], answer: "Response") -> None:
    seen.append((answer.url, answer.status))


NAME, PASSWORD = "花子", "秘密"

ATTACKS = """async (address) => {
    const json = JSON.stringify({data: ["budget", 1, null]});
    const tries = [
        ["config", {credentials: "include"}],
        ["gradio_api/info", {credentials: "include"}],
        ["gradio_api/run/retrieve", {method: "POST", body: json, credentials: "include"}],
        ["gradio_api/run/retrieve", {method: "POST", body: json, credentials: "include",
            headers: {"Content-Type": "application/json"}}],
        ["gradio_api/queue/join", {method: "POST", body: json, mode: "no-cors", credentials: "include"}],
        ["gradio_api/upload", {method: "POST", body: new FormData(), mode: "no-cors", credentials: "include"}],
        ["logout", {mode: "no-cors", credentials: "include"}],
    ];
    const read = [];
    for (const [path, options] of tries) {
        try { read.push(await (await fetch(address + path, options)).text()); } catch (error) { read.push(""); }
    }
    for (const make of [() => new Image(), () => document.createElement("iframe"), () => document.createElement("script")]) {
        const element = make();
        await new Promise((done) => {
            element.onload = element.onerror = done;
            setTimeout(done, 2000);
            element.src = address + "config";
            document.body.append(element);
        });
    }
    const stream = new EventSource(address + "gradio_api/queue/data?session_hash=x", {withCredentials: true});
    await new Promise((done) => { stream.onerror = done; setTimeout(done, 2000); });
    stream.close();
    return read;
}"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[int]:
    """The port of a server with an empty page, on every name of this machine."""

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title><body></body>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize(
    ("host", "signed_in"),
    [
        ("127.0.0.1", False),
        pytest.param("::1", False, marks=pytest.mark.sweep),
        pytest.param("localhost", False, marks=pytest.mark.sweep),
        ("127.0.0.1", True),
    ],
    ids=["v4", "v6", "name", "signed-in"],
)
def test_a_page_of_another_origin_gets_nothing(
    browser: "Browser", desk: ScriptedDesk, elsewhere: int, host: str, signed_in: bool
) -> None:
    pairs = [(NAME, PASSWORD)] if signed_in else []
    with served(desk, ServerSettings(host=host, port=0), pairs) as address:
        context = browser.new_context(locale="en-GB")
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(address)
        if signed_in:
            page.fill("[name=username]", NAME)
            page.fill("[name=password]", PASSWORD)
            page.click("button")
        page.wait_for_selector("#k-welcome")
        cookies = [cookie for cookie in context.cookies() if cookie["name"].startswith("kotae")]
        assert [(cookie["httpOnly"], cookie["sameSite"]) for cookie in cookies] == [(True, "Lax")] * len(
            cookies
        )
        assert cookies
        for name in ("localhost", "127.0.0.1"):
            other = context.new_page()
            answers: list[tuple[str, int]] = []
            other.on("response", partial(_note, answers))
            other.goto(f"http://{name}:{elsewhere}/")
            read = other.evaluate(ATTACKS, address)
            assert [text for text in read if text] == []
            reached = {status for url, status in answers if url.startswith(address)}
            assert reached == {403}
            other.close()
        page.reload()
        page.wait_for_selector("#k-welcome")
        context.close()
