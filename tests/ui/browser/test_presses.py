"""What is pressed in the very moment before the page is ready for it is done all the same; it was lost without a sign."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kotae.records import Event
from kotae.ui.library import pointing
from kotae.ui.library.pointing import Pointing
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.test_gathering import ALL, SAID
from tests.ui.browser.visit import IN_A_BROWSER, OTHER, QUESTION, WORDS, Visit, comes_to, expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = IN_A_BROWSER

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
# Does something in the moment in which something is first seen, before anything else of the page goes on.
AS_SOON_AS = """([seen, then]) => {
  const look = new MutationObserver(() => {
    if (!document.evaluate(seen, document, null, XPathResult.BOOLEAN_TYPE).booleanValue) return;
    look.disconnect();
    Function(then)();
  });
  look.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}"""
OFFERED = "//*[@id='k-current']//*[@data-action='gather']"
GATHER = "document.querySelector('#k-current [data-action=gather]').click()"


def as_soon_as(page: "Page", seen: str, then: str) -> None:
    """Do something in the moment in which what an XPath leads to is first there."""
    page.evaluate(AS_SOON_AS, [seen, then])


def ask(visit: Visit, question: str) -> None:
    visit.page.fill("#k-composer textarea", question)
    visit.page.press("#k-composer textarea", "Enter")


def asked(page: "Page") -> list[str]:
    """The questions of the conversation, oldest first."""
    return page.locator(".k-question > span:last-child").all_inner_texts()


@LANGUAGES
def test_what_an_answer_offers_is_pressed_in_the_moment_it_is_there(
    visiting: Visiting, language: str
) -> None:
    """Stop stands there a while longer than the answer takes: the page said that the question waits, and forgot it."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    as_soon_as(page, OFFERED, GATHER)
    ask(visit, ALL[language])
    page.wait_for_selector(f"#k-current .k-certificate >> text={SAID[language]}")
    expect(page.locator("#k-dock .k-dock-note:visible")).to_have_count(0)
    assert visit.complaints == []


@LANGUAGES
def test_of_what_is_asked_before_anything_came_nothing_is_lost_and_nothing_is_asked_twice(
    visiting: Visiting, language: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    question = page.inner_text(".k-examples button >> nth=0")
    page.evaluate(
        """(typed) => {
          const box = document.querySelector('#k-composer textarea');
          document.querySelector('.k-examples button').click();
          box.value = typed;
          box.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('#k-ask').click();
        }""",
        QUESTION[language],
    )
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-actions")
    comes_to(page, lambda: asked(page), [question, QUESTION[language]])
    page.fill("#k-composer textarea", QUESTION[language] + "!")
    page.evaluate("for (const _ of '12') document.querySelector('#k-ask').click()")
    page.wait_for_selector("#k-current .k-turn[data-turn='3'] .k-actions")
    page.wait_for_selector("#k-ask")
    page.wait_for_timeout(500)
    assert asked(page) == [question, QUESTION[language], QUESTION[language] + "!"]
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("language", "printed", "later"),
    [
        ("ja", "ターミナルに、このフォルダー用のコード", "秒後に"),
        ("en", "A code for this folder", "try again in"),
    ],
)
def test_a_folder_is_named_again_in_the_moment_the_first_is_answered(
    visiting: Visiting, monkeypatch: pytest.MonkeyPatch, language: str, printed: str, later: str
) -> None:
    """Gradio drops what is pressed until it has heard that what was pressed before is over."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.tab(1)
    page.click("#k-folder > button")
    again = "document.querySelector('#k-folder-tools button').click()"
    as_soon_as(page, f"//*[@id='k-status'][contains(., '{printed}')]", again)
    monkeypatch.setattr(pointing, "_PAUSE_S", 0.0)  # whenever one was printed last

    def printing(self: Pointing, folder: Path, now: float) -> None:
        monkeypatch.setattr(
            pointing, "_PAUSE_S", 300.0
        )  # however busy the machine is, the second comes too soon
        prints(self, folder, now)

    prints = Pointing._print
    monkeypatch.setattr(Pointing, "_print", printing)
    page.click("#k-folder-tools button")
    page.wait_for_selector(f"#k-status >> text={later}")
    assert visit.complaints == []


@LANGUAGES
def test_the_language_is_switched_there_and_back_at_once(visiting: Visiting, language: str) -> None:
    """The second press was dropped: the page's language was one, its words were the other's."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    page.evaluate(
        """() => {
          window.spoken = [];
          new MutationObserver(() => window.spoken.push(document.documentElement.lang))
            .observe(document.documentElement, { attributeFilter: ["lang"] });
        }"""
    )
    for chosen in (OTHER[language], language):
        page.click(f"[data-language={chosen}]", no_wait_after=True)
    page.wait_for_function(
        "([first, last]) => window.spoken.includes(first) && document.documentElement.lang === last",
        arg=[OTHER[language], language],
    )
    page.wait_for_timeout(500)  # nothing comes after it
    assert page.evaluate("document.documentElement.lang") == language
    expect(page.locator(f"text={WORDS[language]['welcome']}")).to_be_visible()
    expect(page.locator("#k-ask").first).to_have_text(WORDS[language]["ask"], use_inner_text=True)


@LANGUAGES
def test_after_a_fault_of_the_program_one_asks_on(
    visiting: Visiting, desk: ScriptedDesk, language: str
) -> None:
    """The page went on waiting for an answer that had ended."""

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        yield from (event for event, _ in zip(events, "12", strict=False))
        raise RuntimeError("a fault")

    visit = visiting(language)
    visit.open(language)
    desk.script = script
    try:
        ask(visit, QUESTION[language])
        visit.page.wait_for_selector("#k-stop")
        visit.page.wait_for_selector("#k-ask")
    finally:
        desk.script = None
    visit.ask(QUESTION[language], 2)
    expect(visit.page.locator("#k-current a.k-mark").first).to_be_attached()


@LANGUAGES
def test_what_was_answered_while_the_page_was_loaded_again_is_not_typed_again(
    visiting: Visiting, language: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    page.wait_for_selector("#k-ask")
    # As it is left where the page goes before its answer comes.
    keep = "(asked) => localStorage.setItem(`kotae-draft-${new URLSearchParams(location.search).get('c')}`, asked)"
    for kept, typed in ((QUESTION[language], ""), (QUESTION[language] + "!", QUESTION[language] + "!")):
        page.evaluate(keep, kept)
        page.reload()
        page.wait_for_selector("#k-current .k-actions")
        if not typed:
            page.wait_for_timeout(2_000)  # it isn't typed later either
        expect(page.locator("#k-composer textarea")).to_have_value(typed)


@pytest.mark.parametrize(
    ("language", "title", "many", "unread"),
    [
        ("ja", "お知らせ", "一度にアップロードできるのは 100 個まで", "broken.pdf："),
        ("en", "Note", "At most 100 files", "broken.pdf: "),
    ],
)
def test_what_cannot_be_taken_is_said_in_one_language(
    visiting: Visiting, tmp_path: Path, language: str, title: str, many: str, unread: str
) -> None:
    """Titles were English, 300 files were refused in two languages after *HTTP 413*, and what can't be read was *Added*."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    ask(visit, "  ")
    page.wait_for_selector(f".toast-title >> text={title}")
    assert "Warning" not in page.inner_text(".toast-body")
    visit.tab(1)
    names = [tmp_path / f"{number}.md" for number in range(101)]
    for name in names:
        name.write_text("# 1\n", encoding="utf-8")
    page.set_input_files("#k-upload input[type=file]", names)
    page.wait_for_selector(f"#k-status [role=alert] >> text={many}")
    assert not any("/upload" in asked for asked in visit.asked)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    page.set_input_files("#k-upload input[type=file]", tmp_path / "broken.pdf")
    page.wait_for_selector(f"#k-status >> text={unread}")
    assert visit.complaints == []
