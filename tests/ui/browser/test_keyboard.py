"""The whole page with a keyboard alone: nothing is pressed with a pointer, and focus is never lost."""

from pathlib import Path

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.keys import Keys
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.test_asking import STOPPED, slow
from tests.ui.browser.visit import IN_A_BROWSER, OTHER, QUESTION, WORDS, Visit, expect

pytestmark = IN_A_BROWSER

__all__ = ["slow"]  # the fixture

BOX = "#k-composer textarea"
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
# What the width changes is what is folded away, and in neither language more than in the other.
BOTH = pytest.mark.parametrize(("language", "width"), [("ja", 400), ("en", 1280)])


def opened(visiting: Visiting, language: str, width: int = 1280) -> tuple[Visit, Keys]:
    visit = visiting(language, width)
    visit.open(language)
    visit.page.wait_for_selector("#k-sidebar .toggle-button[title]")  # what is named last
    keys = Keys(visit)
    if width > 900:
        keys.at_last(BOX)
    return visit, keys


def ask(keys: Keys, question: str, turn: int) -> None:
    keys.go(BOX)
    keys.type(question)
    keys.press("Enter")
    keys.page.wait_for_selector(f"#k-current .k-turn[data-turn='{turn}'] .k-actions")
    keys.look()


@LANGUAGES
def test_asking_stopping_and_starting_anew(visiting: Visiting, slow: ScriptedDesk, language: str) -> None:
    visit, keys = opened(visiting, language)
    page = visit.page
    keys.type(QUESTION[language])
    keys.press("Enter")
    page.wait_for_selector("#k-current .k-draft")
    keys.go("#k-stop")
    keys.press("Enter")
    page.wait_for_selector(f"#k-current >> text={STOPPED[language]}")
    keys.at_last(BOX)
    slow.script = None
    keys.back("#k-current [data-action=ask]")
    keys.press("Enter")
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-actions")
    keys.look()
    keys.go("#k-tools > button")
    keys.press("Enter")
    page.wait_for_selector(f"text={WORDS[language]['welcome']}")
    keys.at_last(BOX)
    keys.back("#k-welcome [data-action=ask]")
    keys.press("Enter")
    page.wait_for_selector("#k-current .k-actions")
    keys.at_last(BOX)
    assert visit.complaints == []


@BOTH
def test_a_citation_is_read_word_by_word_and_left(visiting: Visiting, language: str, width: int) -> None:
    visit, keys = opened(visiting, language, width)
    page = visit.page
    ask(keys, QUESTION[language], 1)
    keys.back("#k-current a.k-mark")
    expect(page.locator("#k-current .k-cite:focus-within .k-tip")).to_be_visible()
    keys.press("Enter")
    page.wait_for_selector("dialog[open] mark.k-current .k-w")
    keys.at_last("dialog .k-document")
    keys.press("ArrowDown", "PageDown", "Home", "ArrowRight")
    page.wait_for_selector(".k-word-tip:visible")
    word = page.evaluate("document.activeElement.textContent")
    keys.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") != word
    keys.press("Escape")
    expect(page.locator(".k-word-tip")).not_to_be_visible()
    for action in ("next", "previous", "furigana", "aid"):
        keys.back(f"dialog [data-action={action}]")
        keys.press("Enter")
        assert keys.on(f"dialog [data-action={action}]")
    keys.press("Enter")  # word help is on again for who comes next
    keys.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    keys.at_last("#k-current a.k-mark")
    if width < 900:
        keys.go("#k-current [data-action=sources]")
        keys.press("Enter")
        page.wait_for_selector(".k-rail:popover-open")
        keys.look()
    keys.go("#k-rail a.k-open")
    keys.press("Enter")
    page.wait_for_selector("dialog[open] mark.k-current")
    keys.at_last("dialog .k-document")
    keys.back("dialog [data-action=close-reader]")
    keys.press("Enter")
    page.wait_for_selector("dialog:not([open])", state="attached")
    keys.at_last("#k-rail a.k-open" if width > 900 else "#k-current [data-action=sources]")
    assert visit.complaints == []


@LANGUAGES
def test_an_answer_is_judged_copied_proved_and_exported(visiting: Visiting, language: str) -> None:
    visit, keys = opened(visiting, language)
    page = visit.page
    ask(keys, QUESTION[language], 1)
    keys.back("#k-current [data-action=bad]")
    keys.press("Enter")
    assert keys.on("#k-current [data-action=bad]")
    keys.go("#k-current .k-comment input")
    keys.type("short")
    keys.press("Enter")
    page.wait_for_selector("#k-current .k-comment", state="hidden")
    keys.at_last("#k-current [data-action=bad]")
    with page.expect_download():
        keys.back("#k-current [data-action=proof]")
        keys.press("Enter")
    keys.back("#k-current [data-action=copy]")
    keys.press("Enter")
    assert keys.on("#k-current [data-action=copy]")
    keys.go(".k-export > button")
    keys.press("Enter")
    keys.go(".k-export [data-kind=markdown]")
    with page.expect_download() as downloading:
        keys.press("Enter")
    assert downloading.value.suggested_filename == f"kotae {QUESTION[language][:40].strip()}.md"
    keys.at_last(".k-export > button")
    keys.press("Enter")
    keys.go(".k-export [data-kind=html]")
    keys.press("Escape")
    keys.at_last(".k-export > button")
    assert visit.complaints == []


@LANGUAGES
def test_a_question_is_narrowed_and_widened(visiting: Visiting, language: str) -> None:
    visit, keys = opened(visiting, language)
    page = visit.page
    keys.go("#k-narrow > button")
    keys.press("Enter")
    keys.go("#k-narrow input[type=checkbox]")
    keys.press("Space")
    page.wait_for_selector("#k-chips [data-scope=languages]")
    keys.go("#k-narrow input[role=combobox]")
    keys.press("ArrowDown", "Enter")
    page.wait_for_selector("#k-chips [data-scope=documents]")
    keys.press("Escape")
    keys.back("#k-chips [data-scope=documents]")
    keys.press("Enter")
    page.wait_for_selector("#k-chips [data-scope=documents]", state="detached")
    keys.at_last("#k-chips [data-scope=languages]")
    keys.press("Enter")
    page.wait_for_selector("#k-chips button", state="detached")
    keys.look()
    assert visit.complaints == []


@LANGUAGES
def test_every_document_is_gone_through(visiting: Visiting, language: str) -> None:
    visit, keys = opened(visiting, language)
    page = visit.page
    keys.go("#k-gather input")
    keys.press("Space")
    keys.back(BOX)
    keys.type(
        {"ja": "AI戦略の予算をすべて挙げてください", "en": "List all budgets of the AI strategy"}[language]
    )
    keys.press("Enter")
    page.wait_for_selector("#k-current .k-certificate")
    keys.at_last(BOX)
    keys.back("#k-current [data-kind=csv]")
    with page.expect_download():
        keys.press("Enter")
    keys.back("#k-current .k-rows a.k-mark")
    keys.press("Enter")
    page.wait_for_selector("dialog[open] mark.k-current")
    keys.press("Escape")
    keys.at_last("#k-current .k-rows a.k-mark")
    assert visit.complaints == []


@BOTH
def test_conversations_are_found_renamed_saved_and_deleted(
    visiting: Visiting, language: str, width: int
) -> None:
    visit, keys = opened(visiting, language, width)
    page = visit.page
    ask(keys, QUESTION[language], 1)
    kept = page.url.partition("?c=")[2]
    summary = f"#k-list li:has([data-conversation='{kept}']) .k-menu > summary"
    if width < 900:  # the tools are folded away
        keys.back("#k-more button")
        keys.press("Enter")
    keys.go("#k-tools > button")
    keys.press("Enter")
    page.wait_for_selector(f"text={WORDS[language]['welcome']}")
    keys.back("#k-sidebar .toggle-button")
    keys.press("Enter")
    keys.go("#k-find :is(input, textarea)")
    keys.type(QUESTION[language][:8])
    keys.go(summary)
    keys.press("Enter")
    keys.go("#k-list details[open] input")
    keys.press("Control+a")
    keys.type(f"renamed {language} {width}")
    keys.press("Enter")
    page.wait_for_selector(f"#k-list a:has-text('renamed {language} {width}')")
    keys.look()
    keys.back("#k-find :is(input, textarea)")
    keys.press("Control+a")
    keys.type("renamed")
    keys.go(summary)
    keys.press("Enter")
    keys.go("#k-list details[open] [data-kind=json]")
    with page.expect_download():
        keys.press("Enter")
    keys.look()
    keys.back(f"#k-list a[data-conversation='{kept}']")
    keys.press("Enter")
    page.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-actions")
    keys.look()
    if width < 900:  # the list makes room for what was opened
        keys.press("Enter")
    keys.go(summary)
    keys.press("Enter")
    keys.go("#k-list details details > summary")
    keys.press("Enter")
    keys.go("#k-list details[open] [data-action=delete]")
    keys.press("Enter")
    page.wait_for_selector(f"#k-list [data-conversation='{kept}']", state="detached")
    keys.look()
    keys.back("#k-sidebar .toggle-button")
    keys.press("Enter")
    expect(page.locator("#k-find")).not_to_be_visible()
    assert visit.complaints == []


@LANGUAGES
def test_documents_are_added_read_and_removed(visiting: Visiting, tmp_path: Path, language: str) -> None:
    visit, keys = opened(visiting, language)
    page = visit.page
    page.on(
        "filechooser", lambda _: None
    )  # else the browser is told too late that there is somebody to choose
    added = tmp_path / f"sushi-{language}.md"
    added.write_text("# Sushi\n\nSushi is rice with fish.\n", encoding="utf-8")
    keys.back("#k-tabs button[role=tab]:nth-of-type(2)")
    keys.press("Enter")
    keys.go("#k-library-tools textarea, #k-library-tools input")
    keys.go("#k-library-tools button")
    with page.expect_file_chooser() as choosing:
        keys.press("Enter")
    choosing.value.set_files(added)
    page.wait_for_selector(f"#k-library td:has-text('{added.name}')")
    keys.look()
    keys.back(".k-aside")
    keys.press("Enter")
    expect(page.locator("#k-status")).not_to_be_visible()
    while page.evaluate("document.activeElement.outerHTML").count("Sushi</a>") != 1 or not keys.on("a"):
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector("dialog[open] .k-document:has-text('rice')")
    keys.at_last("dialog .k-document")
    keys.press("Escape")
    keys.at_last("#k-library td a")
    assert "Sushi" in page.evaluate("document.activeElement.textContent")
    keys.go("#k-library summary[aria-label*='Sushi']")
    keys.press("Enter")
    keys.go("#k-library details[open] [data-action=remove]")
    keys.press("Enter")
    page.wait_for_selector(f"#k-library td:has-text('{added.name}')", state="detached")
    keys.at_last("#k-library :is(a, summary)")
    for place in ("#k-follow input", "#k-folder > button", "#k-add-library > button"):
        (keys.back if place.startswith("#k-add") else keys.go)(place)
        keys.press("Space")
        keys.press("Space")
    assert visit.complaints == []


@BOTH
def test_settings_language_and_light_are_chosen(visiting: Visiting, language: str, width: int) -> None:
    visit, keys = opened(visiting, language, width)
    page, other = visit.page, OTHER[language]
    (keys.back if width > 900 else keys.go)("[data-action=theme]")
    keys.press("Enter")
    assert "dark" in (page.get_attribute("body", "class") or "")
    keys.press("Enter")
    keys.back(f"[data-language={other}]")
    keys.press("Enter")
    page.wait_for_selector(f"text={WORDS[other]['welcome']}")
    keys.at_last(f"[data-language={other}]")
    keys.go("#k-tabs button[role=tab]:nth-of-type(5)")
    keys.press("Enter")
    for number in ("10", "5"):
        (keys.go if number == "10" else keys.back)(f"#k-settings input[type=radio][value='{number}']")
        keys.press("Space")
        assert page.evaluate("document.activeElement.checked")
    keys.back("#k-tabs button[role=tab]:nth-of-type(6)")
    keys.press("Enter")
    page.wait_for_selector("#k-about >> visible=true")
    assert visit.complaints == []
