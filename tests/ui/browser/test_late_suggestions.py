"""Suggestions that come when the next question stands there: they go on from another answer, and aren't offered."""

import threading
from collections.abc import Sequence

import pytest

from kotae.records import Answer
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION

pytestmark = IN_A_BROWSER

NEXT = {"ja": "期間は何年間か", "en": "Who attacked think tanks?"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_late_suggestions_are_not_offered(
    visiting: Visiting, desk: ScriptedDesk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    go_on, came = threading.Event(), threading.Event()

    def further(_answer: Answer, asked: Sequence[str], _enough: int) -> tuple[str, ...]:
        if len(asked) > 1:
            return ()
        go_on.wait(60)
        came.set()
        return ("Late?",)

    visit = visiting(language)
    visit.open(language)
    monkeypatch.setattr(desk.examples, "further", further)
    visit.ask(QUESTION[language], 1)
    visit.ask(NEXT[language], 2)
    go_on.set()
    assert came.wait(30)
    visit.page.wait_for_timeout(1_500)
    assert not visit.page.locator("#k-further button").is_visible()
