"""What happens to the library, or in another tab, while somebody asks: an answer or a sentence, and nothing lost."""

from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.ui.library.added import AddedLibraries
from kotae.ui.library.adding import leave_out, take_in
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.test_faults import held
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, Visit, expect

pytestmark = IN_A_BROWSER

__all__ = ["held"]  # the fixture

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
NEW = {
    "ja": ("寿司-{}.md", "# 寿司\n\n寿司の値段は一貫300円である。\n", "寿司の値段はいくらですか", "300円"),
    "en": ("tea-{}.md", "# Tea\n\nThe tea costs 7 euros a cup.\n", "How much does the tea cost?", "7 euros"),
}
MISSING = {"ja": "この文書はもう文書庫にありません", "en": "This document is no longer in the library"}


def asked_and_held(visiting: Visiting, language: str, question: str) -> Visit:
    """Somebody whose answer is held back half-way."""
    visit = visiting(language)
    visit.open(language)
    visit.page.fill("#k-composer textarea", question)
    visit.page.press("#k-composer textarea", "Enter")
    visit.page.wait_for_selector("#k-current .k-draft")
    return visit


@LANGUAGES
def test_an_index_built_anew_while_somebody_asks(
    visiting: Visiting, held: ScriptedDesk, language: str
) -> None:
    visit = asked_and_held(visiting, language, QUESTION[language])
    name, text, question, found = NEW[language]
    file = Path(held.info.corpus) / name.format("built")
    file.write_text(text, encoding="utf-8")
    try:
        list(held.update())
        held.go_on.set()
        visit.page.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-actions")
        expect(visit.page.locator("#k-current a.k-mark").first).to_be_attached()
        visit.ask(question, 2)
        expect(visit.page.locator("#k-current .k-answer").first).to_contain_text(found, use_inner_text=True)
    finally:
        file.unlink()
        list(held.update())
    assert visit.complaints == []


@LANGUAGES
def test_a_document_removed_while_somebody_asks_stays_in_the_conversation(
    visiting: Visiting, held: ScriptedDesk, language: str
) -> None:
    name, text, question, found = NEW[language]
    file = Path(held.info.corpus) / name.format("gone")
    file.write_text(text, encoding="utf-8")
    list(held.update())
    visit = asked_and_held(visiting, language, question)
    file.unlink()
    list(held.update())
    held.go_on.set()
    page = visit.page
    page.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-actions")
    for _ in range(2):  # as answered, and as kept
        expect(page.locator("#k-current .k-question").first).to_contain_text(question, use_inner_text=True)
        expect(page.locator("#k-current .k-answer").first).to_contain_text(found, use_inner_text=True)
        page.locator("#k-current a.k-mark").first.click()
        page.wait_for_selector(f"dialog[open] >> text={MISSING[language]}")
        page.keyboard.press("Escape")
        page.reload()
        page.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-actions")
    assert visit.complaints == []


@LANGUAGES
def test_a_library_taken_off_while_somebody_asks(
    visiting: Visiting, held: ScriptedDesk, language: str, tmp_path: Path
) -> None:
    name, text, question, found = NEW[language]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / name.format("off")).write_text(text, encoding="utf-8")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(tmp_path / "corpus", tmp_path / "index", settings=settings)
    AddedLibraries(held.index).keep("rules", tmp_path / "index")
    take_in(held, "rules", tmp_path / "index")
    visit = asked_and_held(visiting, language, question)
    assert leave_out(held, "rules")
    held.go_on.set()
    page = visit.page
    page.wait_for_selector("#k-current .k-turn[data-turn='1'] :is(.k-actions, .k-error)")
    said = page.inner_text("#k-current")
    assert found in said or page.locator("#k-current [data-action=ask]").count() == 1, said
    visit.ask(QUESTION[language], 2)
    expect(page.locator("#k-current a.k-mark").first).to_be_attached()
    assert visit.complaints == []


@LANGUAGES
def test_two_tabs_of_one_conversation_keep_what_both_asked(visiting: Visiting, language: str) -> None:
    visit = visiting(language)
    visit.open(language)
    visit.ask(QUESTION[language] + " 1", 1)
    first, second = visit.page, visit.context.new_page()
    second.goto(first.url)
    second.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-actions")
    for tab, turn in ((second, 2), (first, 3)):
        tab.fill("#k-composer textarea", f"{QUESTION[language]} {turn}")
        tab.press("#k-composer textarea", "Enter")
        tab.wait_for_selector(f"#k-current .k-turn[data-turn='{turn}'] .k-actions")
    second.reload()
    second.wait_for_selector("#k-current .k-turn[data-turn='3'] .k-actions")
    asked = second.locator(".k-question > span:last-child").all_inner_texts()
    assert asked == [f"{QUESTION[language]} {turn}" for turn in (1, 2, 3)]
    assert visit.complaints == []
