"""What is seen before the page is there: in the browser's language, and what is typed into it isn't lost."""

from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, WORDS, Visit, expect

if TYPE_CHECKING:
    from playwright.sync_api import Route

pytestmark = IN_A_BROWSER

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
GRADIO = "**/assets/*.js"


class Held:
    """Holds back Gradio's scripts until they are let through."""

    def __init__(self, visit: Visit) -> None:
        self._page = visit.page
        self._routes: list[Route] = []
        self._through = False
        self._page.route(GRADIO, self._came)

    def _came(self, route: "Route") -> None:
        if self._through:
            route.continue_()
        else:
            self._routes.append(route)

    def let_through(self) -> None:
        self._through = True
        for route in self._routes:
            route.continue_()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 390, "dark"), ("ja", 390, "dark"), ("ja", 1280, "light")]
)
def test_the_page_is_seen_and_asked_before_its_scripts_are_there(
    visiting: Visiting, language: str, width: int, scheme: str
) -> None:
    visit = visiting(language, width, scheme)
    held, page = Held(visit), visit.page
    page.goto(visit.address, wait_until="commit")
    page.wait_for_selector(f"#k-shell h2:has-text('{WORDS[language]['welcome']}')")
    assert visit.fits()
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length === 1")
    assert page.evaluate("getComputedStyle(document.querySelector('#k-shell')).backgroundColor") == (
        "rgb(23, 22, 20)" if scheme == "dark" else "rgb(251, 250, 247)"
    )
    # On a phone the button of the conversations lay over the name, and the words in the box stood in a line and a half.
    assert page.evaluate("document.querySelector('#k-shell h1').getBoundingClientRect().left") >= 34
    assert page.evaluate(
        "(box => box.scrollHeight <= box.clientHeight)(document.querySelector('#k-shell textarea'))"
    )
    page.fill("#k-shell textarea", QUESTION[language])
    page.press("#k-shell textarea", "Enter")
    held.let_through()
    page.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-actions")
    expect(page.locator("#k-current .k-question").first).to_contain_text(
        QUESTION[language], use_inner_text=True
    )
    expect(page.locator("#k-shell")).to_have_count(0)
    expect(page.locator("#k-composer textarea")).to_have_value("")
    assert visit.complaints == []
    assert visit.foreign == []


@LANGUAGES
def test_what_is_half_typed_goes_on_where_it_was(visiting: Visiting, language: str) -> None:
    visit = visiting(language)
    held, page = Held(visit), visit.page
    page.goto(visit.address, wait_until="commit")
    page.click("#k-shell textarea")
    page.keyboard.insert_text("半分 half")
    page.keyboard.press("ArrowLeft")
    held.let_through()
    page.wait_for_selector("#k-shell", state="detached")
    expect(page.locator("#k-composer textarea")).to_have_value("半分 half")
    page.keyboard.insert_text("!")
    expect(page.locator("#k-composer textarea")).to_have_value("半分 hal!f")
    assert visit.complaints == []


def test_a_conversation_is_not_greeted_and_the_reader_has_no_box(visiting: Visiting) -> None:
    visit = visiting("en")
    held, page = Held(visit), visit.page
    page.goto(f"{visit.address}?c={'0' * 32}", wait_until="commit")
    page.wait_for_selector("#k-shell textarea")
    assert not page.locator("#k-shell h2").is_visible()
    held.let_through()
    page.wait_for_selector("#k-shell", state="detached")
    page.goto(f"{visit.address}reader?document=nowhere")
    page.wait_for_selector("text=no longer in the library")
    expect(page.locator("#k-shell")).to_have_count(0)


def test_gradios_files_are_asked_for_once(visiting: Visiting) -> None:
    visit = visiting("en")
    visit.open("en")
    first = [url for url in visit.asked if "/assets/" in url]
    assert len(first) > 40
    assert len(set(first)) == len(first)
    page = visit.page
    page.goto("about:blank")
    page.goto(visit.address)
    page.wait_for_selector("#k-shell", state="detached")
    sent = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => /assets.*[.]js$/.test(one.name) && one.transferSize).length"
    )
    assert sent == 0
