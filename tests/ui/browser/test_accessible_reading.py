"""Nothing stands in the way of a screen reader where documents are read: pages, tables, an address of their own, libraries."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from kotae.pipeline import build
from kotae.ui.server.serving import ServerSettings, served
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, IN_EACH_STATE, WIDTHS, Contexts, Visit, findings_of_states
from tests.ui.pages import QUESTIONS, make_library

pytestmark = [
    *IN_A_BROWSER,
    pytest.mark.skipif(find_spec("axe_core_python") is None, reason="needs axe-core-python"),
]

FEES = {"ja": "駐輪場の料金はいくらですか", "en": "What is the fee for Parking?"}
TABLES = {
    "fees.csv": "Item,Fee\nParking,400 yen\nGym,900 yen\n",
    "料金.csv": "項目,料金\n駐輪場,200円\n体育館,900円\n",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedDesk]:
    root = tmp_path_factory.mktemp("reading")
    settings = make_library(root / "papers")
    (root / "tables" / "corpus").mkdir(parents=True)
    for name, text in TABLES.items():
        (root / "tables" / "corpus" / name).write_text(text, encoding="utf-8")
    build(root / "tables" / "corpus", root / "tables" / "index", settings=settings)
    roots = {name: root / name / "index" for name in ("papers", "tables")}
    with ScriptedDesk.open(roots, settings=settings, max_upload_mb=1) as opened:
        yield opened


@IN_EACH_STATE
def test_nothing_is_found_where_documents_are_read(
    visiting: Visiting, language: str, widths: tuple[int, ...]
) -> None:
    visit = visiting(language, WIDTHS[0])
    visit.open(language)
    found = findings_of_states(visit, _reading(visit, language), widths)
    assert {state: told for state, told in found.items() if told} == {}
    assert len(found) == (len(widths) + len({widths[0], widths[-1]})) * 6
    assert visit.complaints == []


def _reading(visit: Visit, language: str) -> Iterator[str]:
    page = visit.page
    visit.ask(QUESTIONS[language], 1)
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-ready mark.k-current", state="attached")
    yield "pages"
    own = page.get_attribute("dialog a[target=_blank][href*=reader]", "href")
    page.keyboard.press("Escape")
    visit.ask(FEES[language], 2)
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] tr.k-cited-row")
    yield "a table"
    page.keyboard.press("Escape")
    visit.unfold_tools()
    page.click("#k-narrow > button")
    page.wait_for_timeout(300)
    yield "several libraries to choose from"
    visit.tab(1)
    page.wait_for_timeout(300)
    yield "several libraries"
    assert own is not None
    page.goto(f"{visit.address}{own}")
    page.wait_for_selector(".k-document, .k-pages", state="attached")
    page.wait_for_timeout(500)
    visit.hold_still()  # it was loaded anew
    yield "a page of its own"
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    yield "a page of its own, where the system is dark"


def test_nothing_is_found_where_one_signs_in(desk: ScriptedDesk, contexts: Contexts) -> None:
    found: dict[str, list[str]] = {}
    with served(desk, ServerSettings(port=0), [("花子", "秘密")]) as address:
        for language in ("ja", "en"):
            visit = Visit(contexts, address, language=language, width=WIDTHS[0], scheme="light", touch=False)
            visit.page.goto(address)
            visit.page.wait_for_selector("input[type=password]")
            states = findings_of_states(visit, _signing_in(visit), WIDTHS)
            found |= {f"{language}, {state}": told for state, told in states.items()}
            visit.close()
    assert len(found) == 2 * (3 + 2) * 2
    assert {state: told for state, told in found.items() if told} == {}


def _signing_in(visit: Visit) -> Iterator[str]:
    page = visit.page
    yield "sign-in"
    page.fill("input >> nth=0", "花子")
    page.fill("input[type=password]", "falsch")
    page.keyboard.press("Enter")
    page.wait_for_timeout(2_500)
    yield "a wrong password"
