"""A week with the page: what got in the way when it was used for an ordinary office's papers."""

from pathlib import Path

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, expect

pytestmark = IN_A_BROWSER


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_told_of_files_leaves_the_question_box_free(
    visiting: Visiting, tmp_path: Path, language: str
) -> None:
    """The progress of an update lay over the button that asks, for as long as it went on."""
    visit = visiting(language)
    visit.open(language)
    (tmp_path / "harbour.txt").write_text(f"The harbour closes at nine ({language}).\n", encoding="utf-8")
    visit.page.set_input_files("#k-upload input[type=file]", str(tmp_path / "harbour.txt"))
    visit.page.wait_for_selector("#k-status p")
    told, ask = (visit.page.locator(where).bounding_box() for where in ("#k-status", "#k-composer"))
    assert told
    assert ask
    assert told["y"] + told["height"] <= ask["y"]


def test_a_row_of_tabs_that_goes_on_fades_where_it_does(visiting: Visiting) -> None:
    """On a phone the last tab lay beyond the edge, and nothing told of it."""
    fades = (
        "getComputedStyle(document.querySelector('#k-tabs .tab-container:not(.visually-hidden)')).maskImage"
    )
    for width, fading in ((360, True), (1280, False)):
        visit = visiting("ja", width)
        visit.open("ja")
        assert ("gradient" in visit.page.evaluate(fades)) is fading
        if not fading:
            continue
        visit.tab(4)
        visit.page.wait_for_selector("#k-tabs button[aria-selected=true]:nth-of-type(5)")
        tab = visit.page.locator(
            "#k-tabs .tab-container:not(.visually-hidden) button[aria-selected=true]"
        ).bounding_box()
        assert tab
        assert tab["x"] + tab["width"] <= width - 24, "what is chosen is seen whole"


@pytest.mark.parametrize(
    ("language", "width", "height"),
    [("ja", 1280, 800), ("en", 640, 400)],
)
def test_a_day_that_does_not_exist_is_told_where_it_was_typed(
    visiting: Visiting, language: str, width: int, height: int
) -> None:
    """It was said in a place that is hidden while nothing narrows; at 640 by 400, as at 200 %, there was no way to it."""
    visit = visiting(language, width)
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.open(language)
    visit.unfold_tools()
    visit.page.click("#k-narrow > button")
    visit.page.locator("#k-narrow").locator("input, textarea").nth(-2).fill("2026-13-45")
    visit.page.wait_for_selector("#k-chips [role=alert]:visible")
    expect(visit.page.locator("#k-chips").first).to_contain_text("2026-13-45", use_inner_text=True)
    assert visit.fits()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_quoted_is_seen_in_its_card_at_once(visiting: Visiting, language: str) -> None:
    """Below the lines a mail begins with, the marked sentence lay where the card fades out."""
    visit = visiting(language)
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    marked, card = visit.page.locator("#k-rail .k-card blockquote").first.evaluate(
        """async (quote) => {
          const written = quote.innerHTML, again = quote.cloneNode(false);
          again.innerHTML = 'From: a\\n'.repeat(8) + written + '\\nafter'.repeat(8);
          quote.replaceWith(again);
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          return [again.querySelector('mark'), again].map((one) => {
            const { top, bottom } = one.getBoundingClientRect();
            return [top, bottom];
          });
        }"""
    )
    line = (card[1] - card[0]) / 8
    assert card[0] <= marked[0]
    assert marked[1] <= card[1] - 2 * line


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_a_conversation_offers_is_seen_whole(visiting: Visiting, language: str) -> None:
    """The button that renames reached beyond the list and was cut."""
    visit = visiting(language)
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    visit.page.click("#k-sidebar .toggle-button")
    visit.page.locator("#k-list .k-menu > summary").first.click()
    button = visit.page.locator("#k-list [data-action=rename]").first
    button.wait_for()
    visit.page.wait_for_function(  # the list slides in
        "(b) => b.getBoundingClientRect().right <= b.closest('.sidebar-content').getBoundingClientRect().right",
        arg=button.element_handle(),
    )
    assert button.evaluate("(b) => b.scrollWidth <= b.clientWidth + 1")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_narrows_the_search_makes_room_for_the_answer(visiting: Visiting, language: str) -> None:
    """Its menus stayed open over half of the window when the question was sent; the chips say what they hold."""
    visit = visiting(language)
    visit.open(language)
    menus = visit.page.locator("#k-narrow > button.open")
    visit.page.click("#k-narrow > button")
    expect(menus).to_have_count(1)
    visit.page.locator("#k-narrow label").nth(1 if language == "en" else 0).click()
    expect(visit.page.locator("#k-chips button")).to_be_visible()
    visit.ask(QUESTION[language], 1)
    expect(menus).to_have_count(0)
    expect(visit.page.locator("#k-chips button")).to_be_visible()
    expect(visit.page.locator("#k-composer textarea")).to_be_focused()
    assert visit.complaints == []
