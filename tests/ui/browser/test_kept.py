"""Conversations that last: reload, Back, a restarted server, the list beside the page."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import DOCUMENTS
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, WORDS, Visit

pytestmark = IN_A_BROWSER

OTHER_QUESTION = "MirrorFace attacked think tanks from 2019"


def test_reload_and_back_give_the_same_conversation(visit: Visit) -> None:
    page = visit.page
    visit.ask(QUESTION["ja"], 1)
    visit.ask(OTHER_QUESTION, 2)
    first = page.url
    assert "?c=" in first
    page.fill("#k-composer textarea", "まだ書きかけ")
    page.reload()
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-actions")
    assert page.locator("#k-history .k-turn").count() == 1
    assert page.locator("#k-rail .k-card").count() >= 1
    page.wait_for_function("document.querySelector('#k-composer textarea').value === 'まだ書きかけ'")
    page.fill("#k-composer textarea", "")
    page.click("#k-tools button:has-text('新しい会話')")
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    assert "?c=" not in page.url
    visit.ask(OTHER_QUESTION, 1)
    assert page.url != first
    page.go_back()
    page.go_back()
    page.wait_for_selector("#k-current .k-turn[data-turn='2']")
    assert page.url == first
    assert (visit.foreign, visit.complaints) == ([], [])


def test_the_list_opens_renames_searches_exports_and_deletes(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.ask(QUESTION["ja"], 1)
    kept = page.url.partition("?c=")[2]
    page.click("#k-tools button:has-text('新しい会話')")
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    page.click("#k-sidebar .toggle-button")
    item = page.locator(f"#k-list li:has([data-conversation='{kept}'])")
    item.locator("> a").click()
    page.wait_for_selector("#k-current .k-turn[data-turn='1']")
    assert page.url.endswith(kept)
    assert page.inner_text("#k-list .k-day h2 >> nth=0") == "今日"
    item.locator(".k-menu > summary").click()
    item.locator("input").fill("予算の<b>会話</b>")
    item.locator("input").press("Enter")
    page.wait_for_selector("#k-list a:has-text('予算の<b>会話</b>')")
    item.locator(".k-menu > summary").click()
    with page.expect_download() as downloading:
        item.locator("[data-kind=html]").click()
    downloading.value.save_as(tmp_path / "kotae.html")
    assert downloading.value.suggested_filename == "kotae 予算のb会話 b.html"
    assert "2,000億円" in (tmp_path / "kotae.html").read_text(encoding="utf-8")
    page.fill("#k-find input, #k-find textarea", "どこにもない言葉")
    page.wait_for_selector("text=該当する会話はありません")
    page.fill("#k-find input, #k-find textarea", "<b>会話")
    item.wait_for()
    item.locator(".k-menu > summary").click()
    item.locator(".k-menu details summary").click()
    item.locator("[data-action=delete]").click()
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    assert page.locator(".k-turn").count() == 0
    assert visit.complaints == []


@contextmanager
def _serving(root: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    top = Path(__file__).parents[3]
    environment = os.environ | {"PYTHONPATH": f"{top / 'src'}{os.pathsep}{top}"}
    command = [sys.executable, "-m", "tests.ui.browser.slow_server", str(root), str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert any("http://" in line for line in server.stdout)
            yield server
        finally:
            server.kill()


@pytest.mark.parametrize(
    ("language", "gone", "stopped", "again"),
    [
        ("ja", "kotae が動いていません", "答えが完成する前に停止しました", "もう一度質問する"),
        ("en", "kotae isn't running any more", "Stopped before the answer was complete", "Ask again"),
    ],
)
def test_a_server_killed_while_writing_loses_nothing(
    visiting: Visiting, tmp_path: Path, language: str, gone: str, stopped: str, again: str
) -> None:
    """The page used to spin for ever, and the question was lost; then there was no button at all, and Enter was a fault."""
    for name, text in DOCUMENTS.items():
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    visit = visiting(language)
    page = visit.page
    visit.address = f"http://127.0.0.1:{port}/"
    with _serving(tmp_path, port) as server:
        visit.open(language)
        page.fill("#k-composer textarea", QUESTION[language])
        page.press("#k-composer textarea", "Enter")
        page.wait_for_selector("#k-current .k-draft")
        server.kill()
        server.wait()
        page.wait_for_selector(f"#k-dock [role=alert] >> text={gone}")
        assert page.locator(".k-steps:visible, .toast-body:visible").count() == 0
        assert page.input_value("#k-composer textarea") == QUESTION[language]
        button = page.locator("#k-composer button:visible").last
        assert (button.inner_text(), button.get_attribute("aria-disabled")) == (
            WORDS[language]["ask"],
            "true",
        )
        assert gone in (button.get_attribute("title") or "")
        page.fill("#k-composer textarea", OTHER_QUESTION)
        page.press("#k-composer textarea", "Enter")
        button.click(force=True)  # it says that it is disabled
        page.wait_for_selector(f"#k-dock [role=alert] >> text={gone}")
        assert page.input_value("#k-composer textarea") == OTHER_QUESTION
        assert page.locator(".toast-body:visible").count() == 0
        time.sleep(1)
    with _serving(tmp_path, port):
        page.wait_for_selector(f"#k-current >> text={stopped}")
        page.wait_for_function(
            "(typed) => document.querySelector('#k-composer textarea').value === typed", arg=OTHER_QUESTION
        )
        page.wait_for_selector("#k-ask:visible")
        assert page.locator("#k-away").count() == 0
        assert QUESTION[language] in page.inner_text("#k-current .k-question")
        page.click(f"#k-current button:has-text('{again}')")
        page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-draft")
        assert page.input_value("#k-composer textarea") == OTHER_QUESTION
