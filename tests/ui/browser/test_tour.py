"""The first steps: three, in nobody's way, put away for good, by keyboard too."""

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, expect, findings_of_states

pytestmark = IN_A_BROWSER


@pytest.mark.parametrize(("language", "width"), [("ja", 360), ("en", 1280)])
def test_three_steps_are_put_away_for_good(visiting: Visiting, language: str, width: int) -> None:
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    steps = page.locator("#k-welcome .k-tour")
    steps.wait_for()
    expect(steps.locator("li")).to_have_count(3)
    expect(steps).to_have_attribute("role", "group")
    if width > 900:  # on a phone the keyboard would cover them
        page.wait_for_function("Boolean(document.activeElement?.closest('#k-composer'))")
    assert not any(findings_of_states(visit, ["first steps"]).values())
    assert visit.fits()

    steps.locator("button").focus()
    page.keyboard.press("Enter")
    expect(steps).not_to_be_visible()
    page.wait_for_function("Boolean(document.activeElement?.closest('#k-composer'))")
    page.reload()
    page.wait_for_selector("#k-welcome .k-tour", state="attached")
    expect(steps).not_to_be_visible()
    page.click("[data-language=" + {"ja": "en", "en": "ja"}[language] + "]")
    page.wait_for_selector("html[lang=" + {"ja": "en", "en": "ja"}[language] + "]")
    expect(steps).not_to_be_visible()
    assert visit.complaints == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_question_goes_before_them(visiting: Visiting, language: str) -> None:
    visit = visiting(language)
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    assert not visit.page.locator(".k-tour").is_visible()
