"""What there is little room for: long passages in cards, and the tools of the question box on a phone."""

import pytest

from tests.cli.conftest import DOCUMENTS
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, WORDS, Visit, comes_to, expect

pytestmark = IN_A_BROWSER

NEW = {"ja": "新しい会話", "en": "New conversation"}
FADES = "(quote) => [quote.scrollHeight > quote.clientHeight + 1, getComputedStyle(quote).maskImage.includes('gradient')]"


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    rows = {
        "ja": "".join(f"| 区分{n} | {n}00億円 | 毎年見直す |\n" for n in range(1, 9)),
        "en": "".join(f"| Group {n} | {n} billion yen | looked at every year |\n" for n in range(1, 9)),
    }
    more = {
        "ja": "省庁はこの予算を毎年見直す。" * 12
        + "\n\n| 区分 | 予算 | 備考 |\n|---|---|---|\n"
        + rows["ja"],
        "en": "The ministries look at the budget every year. " * 6
        + "\n\n| Group | Budget | Remarks |\n|---|---|---|\n"
        + rows["en"],
    }
    long = {"ja/予算.md": "ja", "en/budget.md": "en"}
    return {
        name: text.rstrip() + (f" {more[long[name]]}" if name in long else "\n")
        for name, text in DOCUMENTS.items()
    }


@pytest.mark.parametrize(("language", "width"), [("ja", 1280), ("en", 360)])
def test_a_passage_that_is_longer_than_its_card_fades_where_it_goes_on(
    visiting: Visiting, language: str, width: int
) -> None:
    """It was cut in the middle of a row, and looked as if it ended there."""
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    if width < 900:
        page.click("#k-current [data-action=sources]")
    page.locator("#k-rail .k-others > summary").click()
    quotes = page.locator("#k-rail blockquote")
    quotes.first.wait_for(state="visible")
    looks = [tuple(quote.evaluate(FADES)) for quote in quotes.all()]
    assert (True, True) in looks, "there is a long one"
    assert all(goes_on == fades for goes_on, fades in looks)
    longest = quotes.nth(looks.index((True, True)))
    longest.evaluate("(quote) => quote.scrollTo(0, quote.scrollHeight)")
    quote = longest.element_handle()
    page.wait_for_function(
        "(quote) => !/rgba\\(0, 0, 0, 0\\)[) ]*$/.test(getComputedStyle(quote).maskImage)", arg=quote
    )


def tools(visit: Visit) -> list[str]:
    """The tools that are seen, by their words."""
    seen = "#k-tools > button, .k-export > button, #k-gather label, #k-narrow > button"
    return [button.inner_text().strip() for button in visit.page.locator(seen).all() if button.is_visible()]


@pytest.mark.parametrize(("language", "width"), [("ja", 360), ("en", 360), ("en", 640), ("ja", 1280)])
def test_the_tools_of_the_question_box_leave_the_page_its_room(
    visiting: Visiting, language: str, width: int
) -> None:
    """On a phone they were three lines, above which little of the answer was left."""
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    page.wait_for_selector("#k-ask")
    composer, tall = (page.locator(where).bounding_box() for where in ("#k-composer", "#k-tools"))
    assert composer
    if width == 1280:
        assert tall
        comes_to(page, lambda: len(tools(visit)), 4)
        assert tall["height"] <= 40
        expect(page.locator("#k-more button")).not_to_be_visible()
        return
    comes_to(page, lambda: tools(visit), [])
    assert 800 - composer["y"] - composer["height"] <= 12, "nothing stands below the box"
    opener = page.locator("#k-more button")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    comes_to(page, lambda: len(tools(visit)), 4)
    for where in (
        "#k-more button",
        "#k-tools > button",
        ".k-export > button",
        "#k-gather label",
        "#k-narrow > button",
    ):
        box = page.locator(where).bounding_box()
        assert box
        assert (box["height"] >= 40, box["width"] >= 40) == (True, True), where
        assert 0 <= box["y"] <= 800 - box["height"], where
    page.check("#k-gather input")
    page.keyboard.press("Escape")
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.wait_for_function("document.activeElement.dataset.action === 'tools'")
    # What is on is seen all the same.
    comes_to(page, lambda: len(tools(visit)), 1)
    expect(page.locator("#k-gather input")).to_be_checked()
    page.uncheck("#k-gather input")
    opener.click()
    page.click(f"#k-tools button:has-text('{NEW[language]}')")
    page.wait_for_selector(f"text={WORDS[language]['welcome']}")
    comes_to(page, lambda: tools(visit), [])
    assert visit.fits()
    assert visit.complaints == []
