"""What a screen reader says: every piece in its own language, every control under a name, an answer once."""

from collections.abc import Iterator

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, OTHER, QUESTION, Visit

pytestmark = IN_A_BROWSER

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])
# Texts, and words that are only said, which stand below a ``lang`` of the other language. Names of programs are no language.
OF_ANOTHER = """() => {
  const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const japanese = /[\\u3041-\\u30ff\\u4e00-\\u9fff]/, english = /\\b(?:the|of|to|in|by|is|at|and|with|a)\\b/i, wrong = [];
  const look = (element, said) => {
    const spoken = element.closest("[lang]").lang;
    const written = japanese.test(said) ? "ja" : english.test(said) ? "en" : spoken;
    if (written !== spoken) wrong.push(`${spoken}: ${said.trim().slice(0, 80)} <${element.tagName} ${element.className}>`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (data.trim() && seen(parentElement) && !parentElement.closest("script, style")) look(parentElement, data);
  }
  for (const element of document.querySelectorAll("[title], [placeholder]")) {
    if (!seen(element)) continue;
    for (const name of ["title", "placeholder"]) if (element.getAttribute(name)) look(element, element.getAttribute(name));
  }
  return wrong;
}"""
# What happens to the answer's region while a screen reader listens to it.
LISTEN = """() => {
  window.heard = [];
  const region = document.querySelector("#k-current [aria-live]");
  const told = () => region.querySelector(".k-main")?.innerText.trim() || "";
  new MutationObserver((changes) => {
    const freed = changes.some(({ attributeName }) => attributeName === "aria-busy");
    const changed = freed || changes.some(({ type }) => type === "childList");
    if (changed && region.getAttribute("aria-busy") !== "true") window.heard.push(told());
  }).observe(region, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
}"""
NAMED = ("button", "link", "textbox", "checkbox", "radio", "combobox", "tab", "image", "dialog", "region",
         "navigation", "complementary", "heading", "DisclosureTriangle", "alertdialog")  # fmt: skip


def unnamed(visit: Visit) -> list[str]:
    """Return the parts of the accessibility tree that should have a name and have none."""
    session = visit.context.new_cdp_session(visit.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        f"{node['role']['value']} {node.get('backendDOMNodeId')}"
        for node in nodes
        if not node.get("ignored")
        and node["role"]["value"] in NAMED
        and not str(node.get("name", {}).get("value", "")).strip()
    ]


def states(visit: Visit, language: str) -> Iterator[str]:
    """Go through the states of the page with a question in the other language."""
    page = visit.page
    yield "welcome"
    visit.ask(QUESTION[OTHER[language]], 1)
    yield "an answer in the other language"
    page.locator("#k-rail details summary").first.click()
    yield "passages not used"
    page.locator("#k-current a.k-mark").first.focus()
    yield "what a mark tells"
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current")
    yield "a document of the other language"
    page.keyboard.press("Escape")
    visit.ask({"ja": "Where is the moon made of cheese?", "en": "チーズの月はどこですか？"}[language], 2)
    yield "a refusal in the other language"
    page.click("#k-sidebar .toggle-button")
    page.wait_for_selector("#k-list .k-day a")
    page.locator("#k-list .k-menu > summary").first.click()
    yield "conversations"
    page.click("#k-sidebar .toggle-button")
    for number, name in enumerate(("library", "conflicts", "health", "settings"), start=1):
        visit.tab(number)
        page.wait_for_timeout(400)
        yield name


@LANGUAGES
def test_every_piece_is_in_its_own_language_and_every_part_has_a_name(
    visiting: Visiting, language: str
) -> None:
    """An English question or title on a Japanese page had no language; *quoted* beside it had that of the answer."""
    visit = visiting(language)
    visit.open(language)
    visit.page.wait_for_selector("#k-sidebar .toggle-button[title]")
    found = {state: visit.page.evaluate(OF_ANOTHER) + unnamed(visit) for state in states(visit, language)}
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@LANGUAGES
def test_an_answer_is_heard_once_and_whole(visiting: Visiting, language: str) -> None:
    visit = visiting(language)
    visit.open(language)
    visit.page.evaluate(LISTEN)
    visit.ask(QUESTION[language], 1)
    visit.page.wait_for_selector("#k-current [aria-busy=false]")
    visit.page.wait_for_function("window.heard.length > 0")
    visit.page.wait_for_timeout(1500)  # what comes after it must change nothing
    heard = visit.page.evaluate("window.heard")
    assert len(heard) == 1, heard
    assert {"ja": "2,000億円", "en": "200 billion yen"}[language] in heard[0]


def test_the_list_of_conversations_is_first_for_keys_as_for_eyes(visiting: Visiting) -> None:
    """Its button stands at the upper left and came after everything else."""
    visit = visiting("ja")
    visit.open("ja")
    visit.page.focus("#k-header button")
    visit.page.keyboard.press("Shift+Tab")
    assert visit.page.evaluate("document.activeElement.matches('#k-sidebar .toggle-button')")
