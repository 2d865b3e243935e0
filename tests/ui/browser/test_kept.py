"""Conversations that last: reload, Back, a restarted server, the list beside the page."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.conftest import DOCUMENTS
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, WORDS, Visit, expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

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
    expect(page.locator("#k-history .k-turn")).to_have_count(1)
    expect(page.locator("#k-rail .k-card").first).to_be_attached()
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
    expect(page.locator("#k-list .k-day h2 >> nth=0").first).to_have_text("今日", use_inner_text=True)
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
    expect(page.locator(".k-turn")).to_have_count(0)
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


KILLED = {
    "ja": ("kotae が動いていません", "答えが完成する前に停止しました", "もう一度質問する"),
    "en": ("kotae isn't running any more", "Stopped before the answer was complete", "Ask again"),
}


def test_a_server_killed_while_writing_loses_nothing(visiting: Visiting, tmp_path: Path) -> None:
    """The page used to spin for ever, and the question was lost; then there was no button at all, and Enter was a fault."""
    for name, text in DOCUMENTS.items():
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    visits = {language: visiting(language) for language in KILLED}
    with _serving(tmp_path, port) as server:
        for language, visit in visits.items():
            visit.address = f"http://127.0.0.1:{port}/"
            visit.open(language)
            visit.page.fill("#k-composer textarea", QUESTION[language])
            visit.page.press("#k-composer textarea", "Enter")
            visit.page.wait_for_selector("#k-current .k-draft")
        server.kill()
        server.wait()
        for language, visit in visits.items():
            _keeps_what_is_typed(visit.page, language)
    with _serving(tmp_path, port):
        for language, visit in visits.items():
            _goes_on(visit.page, language)


def _keeps_what_is_typed(page: "Page", language: str) -> None:
    gone, _, _ = KILLED[language]
    page.wait_for_selector(f"#k-dock [role=alert] >> text={gone}")
    expect(page.locator(".k-steps:visible")).to_have_count(0)
    assert page.locator(".toast-body:visible").count() == 0
    expect(page.locator("#k-composer textarea")).to_have_value(QUESTION[language])
    button = page.locator("#k-composer button:visible").last
    expect(button).to_have_text(WORDS[language]["ask"], use_inner_text=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_have_attribute("title", re.compile(re.escape(gone)))
    page.fill("#k-composer textarea", OTHER_QUESTION)
    page.press("#k-composer textarea", "Enter")
    button.click(force=True)  # it says that it is disabled
    page.wait_for_selector(f"#k-dock [role=alert] >> text={gone}")
    expect(page.locator("#k-composer textarea")).to_have_value(OTHER_QUESTION)
    assert page.locator(".toast-body:visible").count() == 0


def _goes_on(page: "Page", language: str) -> None:
    _, stopped, again = KILLED[language]
    page.wait_for_selector(f"#k-current >> text={stopped}")
    expect(page.locator("#k-composer textarea")).to_have_value(OTHER_QUESTION)
    page.wait_for_selector("#k-ask:visible")
    expect(page.locator("#k-away")).to_have_count(0)
    expect(page.locator("#k-current .k-question").first).to_contain_text(
        QUESTION[language], use_inner_text=True
    )
    page.click(f"#k-current button:has-text('{again}')")
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-draft")
    expect(page.locator("#k-composer textarea")).to_have_value(OTHER_QUESTION)
