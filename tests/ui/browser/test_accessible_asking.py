"""Nothing stands in the way of a screen reader while somebody asks: in both languages, by day and night, at three widths."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, IN_EACH_STATE, QUESTION, WIDTHS, Visit, findings_of_states

pytestmark = [
    *IN_A_BROWSER,
    pytest.mark.skipif(find_spec("axe_core_python") is None, reason="needs axe-core-python"),
]

NOWHERE = {"ja": "織田信長の料理人の名前は？", "en": "Who cooked for Napoleon?"}
ALL = {"ja": "AI戦略の予算をすべて挙げてください", "en": "List all budgets of the AI strategy"}


@IN_EACH_STATE
def test_nothing_is_found_in_any_state_of_asking(
    visiting: Visiting, language: str, widths: tuple[int, ...]
) -> None:
    visit = visiting(language, WIDTHS[0])
    visit.open(language)
    found = findings_of_states(visit, _asking(visit, language), widths)
    assert {state: told for state, told in found.items() if told} == {}
    assert len(found) == (len(widths) + len({widths[0], widths[-1]})) * 8


def _asking(visit: Visit, language: str) -> Iterator[str]:
    page = visit.page
    yield "welcome"
    visit.ask(QUESTION[language], 1)
    page.click("#k-current [data-action=good]")
    yield "answer, judged"
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-document .k-w")
    page.click("dialog [data-action=furigana]")
    yield "reader"
    page.click("dialog [data-action=furigana]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    visit.ask(NOWHERE[language], 2)
    yield "refusal"
    page.fill("#k-composer textarea", "何" * 9_000)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-error")
    yield "error"
    visit.unfold_tools()
    yield "tools"
    page.click("#k-narrow > button")
    page.click("#k-narrow label >> nth=1")
    page.wait_for_selector("#k-chips button")
    yield "narrowed"
    page.click("#k-chips button")
    page.click("#k-narrow > button")
    visit.ask(ALL[language], 4)
    page.click("#k-current [data-action=gather]")
    page.wait_for_selector("#k-current .k-certificate")
    yield "all there is"
