"""Nothing stands in the way of a screen reader, in any state, in both languages, by day and night, at three widths."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, Visit, findings

pytestmark = [
    *IN_A_BROWSER,
    pytest.mark.skipif(find_spec("axe_core_python") is None, reason="needs axe-core-python"),
]

NOWHERE = {"ja": "織田信長の料理人の名前は？", "en": "Who cooked for Napoleon?"}
ALL = {"ja": "AI戦略の予算をすべて挙げてください", "en": "List all budgets of the AI strategy"}
STILL = "Promise.all(document.getAnimations().map((moving) => moving.finished.catch(() => {})))"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [1280, 760, 400])
def test_nothing_is_found_in_any_state(visiting: Visiting, tmp_path: Path, language: str, width: int) -> None:
    visit = visiting(language, width)
    visit.open(language)
    found: dict[str, list[str]] = {}
    for state in (*_asking(visit, language), *_reading(visit), *_keeping(visit), *_library(visit, tmp_path)):
        for scheme in ("light", "dark"):
            visit.page.evaluate("(dark) => document.body.classList.toggle('dark', dark)", scheme == "dark")
            visit.page.evaluate(STILL)
            found[f"{state}, {scheme}"] = findings(visit.page)
    assert {state: told for state, told in found.items() if told} == {}
    assert len(found) == 2 * 14


def _asking(visit: Visit, language: str) -> Iterator[str]:
    page = visit.page
    yield "welcome"
    visit.ask(QUESTION[language], 1)
    page.click("#k-current [data-action=good]")
    yield "answer, judged"
    visit.ask(NOWHERE[language], 2)
    yield "refusal"
    page.fill("#k-composer textarea", "何" * 9_000)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-error")
    yield "error"
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


def _reading(visit: Visit) -> Iterator[str]:
    page = visit.page
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-document .k-w")
    page.click("dialog [data-action=furigana]")
    yield "reader"
    page.click("dialog [data-action=furigana]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")


def _keeping(visit: Visit) -> Iterator[str]:
    page = visit.page
    page.click(".k-export > button")
    yield "export"
    page.keyboard.press("Escape")
    page.click("#k-sidebar .toggle-button")
    page.click("#k-list .k-menu > summary >> nth=0")
    page.click("#k-list .k-menu details > summary >> nth=0")
    yield "conversations"
    page.click("#k-sidebar .toggle-button")


def _library(visit: Visit, tmp_path: Path) -> Iterator[str]:
    page = visit.page
    (tmp_path / "program.exe").write_bytes(b"MZ")
    visit.tab(1)
    page.set_input_files("#k-upload input[type=file]", tmp_path / "program.exe")
    page.wait_for_selector("#k-status [role=alert]")
    yield "library, a file refused"
    page.click("#k-status .k-aside")
    page.click("#k-add-library > button")
    page.click("#k-folder > button")
    yield "a library to add"
    page.click("#k-library summary >> nth=0")
    yield "a document to remove"
    for number, name in ((2, "settings"), (3, "about")):
        visit.tab(number)
        page.wait_for_timeout(300)
        yield name
