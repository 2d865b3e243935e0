"""A conversation on paper: everything that was said, its sources, and nothing to press."""

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, Visit

pytestmark = IN_A_BROWSER

UNANSWERED = {
    "ja": "ナポレオンはどの会社の株を買ったのか",
    "en": "Which company did Napoleon buy shares of?",
}
FILES = {"ja": "予算.md", "en": "report-2025.md"}


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """Titles that aren't the files' names, so that cards tell both."""
    return {
        "ja/予算.md": "# AI戦略の費用\n\n政府はAI戦略の予算を2,000億円に増やした。期間は2025年から5年間である。\n",
        "en/report-2025.md": "# What AI costs\n\nThe government raised the budget of the AI strategy to 200 billion yen. "
        "It runs for five years from 2025.\n",
    }


def printed(visit: Visit, path: Path) -> list[str]:
    """The text of each page, without spaces: where a line ends says nothing about its words."""
    visit.page.pdf(path=path, format="A4")
    with pypdfium2.PdfDocument(path) as paper:
        return [re.sub(r"\s+", "", page.get_textpage().get_text_bounded()) for page in paper]


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_printed_conversation_is_whole_with_its_sources_and_without_buttons(
    visiting: Visiting, screenshots: Path, language: str
) -> None:
    """Paper got the phone's layout: no sources, buttons, boxes broken over two pages, the last page cut off."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    turns = 7
    for turn in range(1, turns + 1):
        asked = QUESTION if turn % 3 in (0, 1) else UNANSWERED
        visit.ask(f"{asked[language]}{' ' if language == 'en' else ''}({turn})", turn)
    refusals = [squeezed(box.inner_text()) for box in page.locator(".k-refusal").all()]
    words = {squeezed(button.inner_text()) for button in page.locator(".k-turn button:visible").all()}
    pages = printed(visit, screenshots / f"paper-{language}.pdf")
    whole = "".join(pages)
    assert whole.count(squeezed(FILES[language])) > 5, "each mark's source, and the cards'"
    assert [turn for turn in range(1, turns + 1) if f"({turn})" not in whole] == []
    assert len(refusals) == 2
    for text in pages:
        assert not re.search(r"\(\d\)\Z", text), "a question alone at the foot of a page"
    assert [box for box in refusals if not any(box in text for text in pages)] == []
    assert [word for word in words if len(word) > 2 and word in whole] == []
    cards = page.locator("#k-rail .k-card blockquote")
    assert [card for card in cards.all() if squeezed(card.inner_text()) not in whole] == []
