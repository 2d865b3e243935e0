"""Open WebUI itself before the API: its server, and its page in a browser.

It isn't a dependency (it brings 2.4 GB): install it into an environment of its own, and name its command in
``OPEN_WEBUI`` where it isn't on the path.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.api.conftest import TOKEN
from tests.api.test_chat import ANSWERED, REFUSED, asked
from tests.ui.browser.visit import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMMAND = os.environ.get("OPEN_WEBUI") or shutil.which("open-webui")
STARTS_S = 600
ANSWERS_MS = 60_000
PERSON = {"name": "A", "email": "a@example.com", "password": "not-a-secret-1"}

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(
        COMMAND is None,
        reason="needs Open WebUI: pip install open-webui in an environment of its own, its command in OPEN_WEBUI",
    ),
]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def webui(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Open WebUI, offline, with the API as its connection and a person signed in, set as ``deploy`` sets it."""
    folder, port = tmp_path_factory.mktemp("webui"), free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DATA_DIR": str(folder),
        "OPENAI_API_BASE_URL": f"{address}/v1",
        "OPENAI_API_KEY": TOKEN,
        "WEBUI_SECRET_KEY": "of this test alone, and of nothing else",
        "ENABLE_OLLAMA_API": "false",
        "ENABLE_TITLE_GENERATION": "false",
        "ENABLE_TAGS_GENERATION": "false",
        "ENABLE_FOLLOW_UP_GENERATION": "false",
        "ENABLE_AUTOCOMPLETE_GENERATION": "false",
        "OFFLINE_MODE": "true",
        "HF_HUB_OFFLINE": "1",
        "ANONYMIZED_TELEMETRY": "false",
        # Its own search would load a model.
        "RAG_EMBEDDING_ENGINE": "openai",
    }
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(COMMAND), "serve", "--host", "127.0.0.1", "--port", str(port)],
            env=environment,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                wait_for(client, server, folder / "log")
                signed_in = client.post("/api/v1/auths/signup", json=PERSON).json()
                client.headers["Authorization"] = f"Bearer {signed_in['token']}"
                yield client
        finally:
            server.terminate()
            server.wait(30)


def wait_for(client: httpx.Client, server: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + STARTS_S
    while time.monotonic() < ends and server.poll() is None:
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    pytest.fail(f"Open WebUI doesn't answer: {log.read_text(errors='replace')[-2000:]}")


def test_models_are_listed(webui: httpx.Client) -> None:
    assert [model["id"] for model in webui.get("/api/models").json()["data"]] == [
        "kotae",
        "kotae-議事録-2025",
    ]


def test_a_connection_with_another_token_is_refused_in_words(webui: httpx.Client, address: str) -> None:
    told = webui.post("/openai/verify", json={"url": f"{address}/v1", "key": "wrong-token-0123456789"})
    assert told.status_code == 401
    assert "トークン" in told.json()["error"]["message"]


@pytest.mark.parametrize(("question", "path", "value"), ANSWERED)
@pytest.mark.parametrize("streams", [False, True])
def test_answers_come_through_its_server(
    webui: httpx.Client, question: str, path: str, value: str, streams: bool
) -> None:
    body = {"model": "kotae", "messages": asked(question), "stream": streams}
    told = webui.post("/api/chat/completions", json=body).text
    assert value in told
    assert path in told
    assert "[1]" in told


@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium: apt-get install chromium")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("answered", "refused"), list(zip(ANSWERED, REFUSED, strict=True)), ids=["ja", "en"])
def test_a_conversation_on_its_page(
    webui: httpx.Client, answered: tuple[str, str, str], refused: str
) -> None:
    """After one answer with a source its page ended with an error; the next question was never answered."""
    from playwright.sync_api import expect, sync_playwright

    question, path, value = answered
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(locale="en").new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        token = webui.headers["Authorization"].removeprefix("Bearer ")
        page.add_init_script(f"localStorage.setItem('token', '{token}')")
        page.goto(f"{webui.base_url}/?models=kotae")
        begun(page)
        ask(page, question)
        page.get_by_text("1 Source", exact=False).first.wait_for(timeout=ANSWERS_MS)
        ask(page, refused)
        said = webui.post("/api/chat/completions", json={"model": "kotae", "messages": asked(refused)})
        refusal = said.json()["choices"][0]["message"]["content"]
        expect(page.locator("body")).to_contain_text(refusal, timeout=ANSWERS_MS)
        # Opened again, what is behind the mark is still there.
        page.reload()
        begun(page)
        page.get_by_text("1 Source", exact=False).first.click(timeout=ANSWERS_MS)
        page.locator("button[id^=source-]").first.click()
        shown = page.get_by_role("dialog").last
        expect(shown).to_contain_text(path)
        expect(shown).to_contain_text(value)
        browser.close()
    assert faults == []


def begun(page: "Page") -> None:
    page.locator("#chat-input").wait_for(timeout=ANSWERS_MS)
    page.wait_for_timeout(2_000)  # what is new in this version is shown once, over everything
    page.keyboard.press("Escape")


def ask(page: "Page", question: str) -> None:
    page.locator("#chat-input").click()
    page.keyboard.insert_text(question)
    page.keyboard.press("Enter")
