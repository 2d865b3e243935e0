"""Nothing stands in the way of a screen reader around the questions: what is kept, the library, settings, about."""

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, IN_EACH_STATE, QUESTION, WIDTHS, Visit, findings_of_states

pytestmark = [
    *IN_A_BROWSER,
    pytest.mark.skipif(find_spec("axe_core_python") is None, reason="needs axe-core-python"),
]


@IN_EACH_STATE
def test_nothing_is_found_in_any_state_around_it(
    visiting: Visiting, tmp_path: Path, language: str, widths: tuple[int, ...]
) -> None:
    visit = visiting(language, WIDTHS[0])
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    found = findings_of_states(visit, chain(_keeping(visit), _library(visit, tmp_path)), widths)
    assert {state: told for state, told in found.items() if told} == {}
    assert len(found) == (len(widths) + len({widths[0], widths[-1]})) * 7


def _keeping(visit: Visit) -> Iterator[str]:
    page = visit.page
    visit.unfold_tools()
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
    for number, name in ((4, "settings"), (5, "about")):
        visit.tab(number)
        page.wait_for_selector(f"#k-{name} >> visible=true")
        yield name
