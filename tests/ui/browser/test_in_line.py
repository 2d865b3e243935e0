"""Files dropped and rows removed while the library is being updated wait for their turn; they were lost without a sign."""

from pathlib import Path

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, expect

pytestmark = IN_A_BROWSER

SAID = {
    "ja": ("# 器 {0}\n\n器 {0} の値段は{0}千円である。\n", "器 {0} の値段はいくらですか", "{0}千円"),
    "en": ("# Bowl {0}\n\nBowl {0} costs {0}00 euros.\n", "How much does bowl {0} cost?", "{0}00 euros"),
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_several_are_added_and_removed_one_right_after_the_other(
    visiting: Visiting, tmp_path: Path, language: str
) -> None:
    text, question, answer = SAID[language]
    visit = visiting(language)
    visit.open(language)
    page = visit.page
    names = [f"bowl-{language}-{number}.md" for number in (1, 2, 3)]
    visit.tab(1)
    for number, name in enumerate(names, start=1):
        (tmp_path / name).write_text(text.format(number), encoding="utf-8")
        page.set_input_files("#k-upload input[type=file]", tmp_path / name)
        page.wait_for_selector(f"#k-status:has-text('{name}')")
    for name in names:
        page.wait_for_selector(f"#k-library tr:has-text('{name}')")
    visit.tab(0)
    for number in (1, 2, 3):
        visit.ask(question.format(number), number)
        expect(page.locator("#k-current .k-answer").first).to_contain_text(
            answer.format(number), use_inner_text=True
        )
    visit.tab(1)
    for name in names:
        # However the rows are written anew meanwhile.
        page.dispatch_event(f"#k-library tr:has-text('{name}') [data-action=remove]", "click")
    for name in names:
        page.wait_for_selector(f"#k-library tr:has-text('{name}')", state="detached")
    page.wait_for_selector("#k-status progress", state="detached")
    visit.tab(0)
    visit.ask(question.format(2), 4)
    assert answer.format(2) not in page.inner_text("#k-current")
    assert visit.complaints == []
