"""Going through every document, in a browser: offered, watched, stopped, read, saved, found again."""

import threading
from collections.abc import Callable

import pytest

from kotae.gathering import Gathered, GatherProgress
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, Visit, expect, findings

pytestmark = IN_A_BROWSER

ALL = {"ja": "AI戦略の予算をすべて挙げてください", "en": "List all budgets of the AI strategy"}
SAID = {"ja": "対象の文書 3 件をすべて", "en": "Every document was read to the end (3 documents"}


@pytest.mark.parametrize(("language", "width"), [("ja", 400), ("en", 1280)])
def test_rows_are_offered_read_saved_and_found_again(visiting: Visiting, language: str, width: int) -> None:
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    visit.ask(ALL[language], 1)
    page.click("#k-current [data-action=gather]")
    page.wait_for_selector(f"#k-current .k-certificate >> text={SAID[language]}")
    expect(page.locator("#k-current .k-rows tbody tr").first).to_be_attached()
    assert findings(page) == []
    assert visit.fits()
    with page.expect_download() as downloading:
        page.click("#k-current [data-kind=csv]")
    assert downloading.value.suggested_filename == "kotae-rows-2.csv"
    page.locator("#k-current .k-rows a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector(f"#k-current .k-certificate >> text={SAID[language]}")
    assert visit.complaints == []


def test_the_switch_asks_for_all_and_stop_ends_it(
    visit: Visit, desk: ScriptedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, over = visit.page, threading.Event()

    def endless(
        _question: str,
        *,
        progress: Callable[[GatherProgress], None],
        stopped: Callable[[], bool],
        **_: object,
    ) -> Gathered:
        progress(GatherProgress(done=1, total=3))
        while not stopped():
            over.wait(0.05)
        over.set()
        return Gathered(question="", language="ja", operation="list", rows=())

    monkeypatch.setattr(desk.knowledge, "gather", endless)
    page.check("#k-gather input")
    page.fill("#k-composer textarea", ALL["ja"])
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-progress >> text=3 件中 1 件")
    assert findings(page) == []
    page.click("#k-stop")
    page.wait_for_selector("#k-current >> text=停止しました")
    assert over.wait(60)
    expect(page.locator("#k-ask")).to_be_visible()
