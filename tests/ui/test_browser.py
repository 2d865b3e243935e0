"""The page in a real browser: every control in both languages, wide and narrow, light and dark.

Screenshots go to ``KOTAE_SCREENSHOTS`` if it is set, else to the test's own folder.
"""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.ui.desk import Desk
from kotae.ui.serving import ServerSettings, served
from tests.cli.conftest import DOCUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HOSTILE = """# <img src=x onerror="window.pwned=1"> ![x](https://example.com/x.png)

<script>window.pwned=1</script> <svg onload="window.pwned=1"></svg> The zebra crossing <iframe
src="https://example.com"></iframe> costs 55 yen ${window.pwned=1} {{constructor}} [go](javascript:window.pwned=1).

Normal words with \u202ereversed\u202c ones and [a link](https://example.com/page).
"""
QUESTION = {
    "ja": "AI戦略の予算は2,000億円に増やしたか",
    "en": "raised the budget of the AI strategy to 200 billion yen",
}
WORDS = {
    "ja": {
        "welcome": "何をお調べしますか",
        "ask": "質問する",
        "refusal": "文書の中に答えはありません",
        "library": "文書庫",
    },
    "en": {
        "welcome": "What would you like to know?",
        "ask": "Ask",
        "refusal": "The documents don't answer this",
        "library": "Library",
    },
}
OTHER = {"ja": "en", "en": "ja"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("browser")
    for name, text in {**DOCUMENTS, "hostile.md": HOSTILE}.items():
        (root / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "corpus" / name).write_text(text, encoding="utf-8")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(root / "corpus", root / "index", settings=settings)
    with Desk.open(root / "index", settings=settings, max_upload_mb=1) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    with served(desk, ServerSettings(port=0), []) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """One visitor's tab, with everything the browser asked for and complained about."""

    def __init__(self, browser: "Browser", address: str, *, language: str, width: int, scheme: str) -> None:
        locale = {"ja": "ja-JP", "en": "en-GB"}[language]
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale=locale,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = self.context.new_page()
        self.address = address
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.set_default_timeout(30_000)

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(url)

    def open(self, language: str) -> None:
        self.page.goto(self.address)
        self.page.wait_for_selector(f"text={WORDS[language]['welcome']}")

    def ask(self, question: str, turn: int) -> None:
        self.page.fill("#k-composer textarea", question)
        self.page.press("#k-composer textarea", "Enter")
        self.page.wait_for_selector(f"#k-current .k-turn[data-turn='{turn}'] .k-actions")

    def fits(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visits(browser: "Browser", address: str) -> Iterator[list[Visit]]:
    opened: list[Visit] = []
    yield opened
    for visit in opened:
        visit.close()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("KOTAE_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ja", 1280, "light"), ("en", 1280, "dark"), ("ja", 400, "dark"), ("en", 400, "light")],
)
def test_a_visit(
    browser: "Browser",
    address: str,
    visits: list[Visit],
    screenshots: Path,
    language: str,
    width: int,
    scheme: str,
) -> None:
    visit = Visit(browser, address, language=language, width=width, scheme=scheme)
    visits.append(visit)
    page, words = visit.page, WORDS[language]
    visit.open(language)
    name = f"{language}-{width}-{scheme}"
    page.screenshot(path=screenshots / f"{name}-welcome.png")
    assert ("dark" in (page.get_attribute("body", "class") or "")) == (scheme == "dark")
    assert page.evaluate("document.documentElement.lang") == language

    visit.ask(QUESTION[language], 1)
    page.screenshot(path=screenshots / f"{name}-answer.png", full_page=True)
    assert page.input_value("#k-composer textarea") == ""
    mark = page.locator("#k-current a.k-mark").first
    tip = page.locator("#k-current .k-tip").first
    assert not tip.is_visible()
    mark.focus()
    tip.wait_for(state="visible")
    assert visit.fits()

    mark.click()
    page.wait_for_selector("dialog[open] mark.k-current")
    marked = page.locator("dialog mark.k-current").first
    box = marked.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800, "the evidence is scrolled into view"
    page.screenshot(path=screenshots / f"{name}-reader.png")
    page.click("dialog [data-action=next]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")

    visit.ask("織田信長の料理人の名前は？" if language == "ja" else "Who cooked for Napoleon?", 2)
    assert words["refusal"] in page.inner_text("#k-current .k-refusal")
    assert page.locator("#k-history .k-turn").count() == 1
    page.screenshot(path=screenshots / f"{name}-refusal.png", full_page=True)

    other = OTHER[language]
    page.click(f"[data-language={other}]")
    page.wait_for_selector(f"button:has-text('{WORDS[other]['ask']}')")
    page.wait_for_selector(f"text={WORDS[other]['refusal']}")
    assert page.evaluate("document.documentElement.lang") == other
    page.click(f"#k-tabs button[role=tab]:has-text('{WORDS[other]['library']}')")
    page.wait_for_selector("#k-library table")
    page.screenshot(path=screenshots / f"{name}-library.png")
    assert visit.fits()
    assert (visit.foreign, visit.complaints) == ([], [])


@pytest.fixture
def visit(browser: "Browser", address: str, visits: list[Visit]) -> Visit:
    opened = Visit(browser, address, language="ja", width=1280, scheme="light")
    visits.append(opened)
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.open("ja")
    return opened


def test_composing_never_sends_and_shift_enter_breaks_the_line(visit: Visit) -> None:
    page = visit.page
    page.fill("#k-composer textarea", "よさん")
    page.evaluate(
        """() => document.querySelector('#k-composer textarea').dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', isComposing: true, bubbles: true}))"""
    )
    page.press("#k-composer textarea", "Shift+Enter")
    page.wait_for_timeout(500)
    assert page.input_value("#k-composer textarea") == "よさん\n"
    assert page.locator(".k-turn").count() == 0


def test_answers_are_copied_exported_and_judged(visit: Visit, desk: Desk, tmp_path: Path) -> None:
    page, before = visit.page, desk.feedback.counts()["good"]
    visit.ask(QUESTION["ja"], 1)
    page.click("#k-current [data-action=copy]")
    page.wait_for_selector("text=コピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "2,000億円に増やした。 [1]" in copied
    assert "**出典**" in copied
    with page.expect_download() as downloading:
        page.click("button:has-text('書き出す（Markdown）')")
    downloading.value.save_as(tmp_path / "saved.md")
    assert downloading.value.suggested_filename == "kotae.md"
    assert (tmp_path / "saved.md").read_text(encoding="utf-8").startswith(f"# kotae\n\n## {QUESTION['ja']}\n")
    page.click("#k-current [data-action=good]")
    page.fill("#k-current .k-comment input", "役に立った")
    page.press("#k-current .k-comment input", "Enter")
    page.wait_for_selector("#k-current .k-comment", state="hidden")
    page.wait_for_timeout(500)
    assert desk.feedback.counts()["good"] == before + 1
    page.click("button:has-text('新しい会話')")
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    assert page.locator(".k-turn").count() == 0


def test_examples_are_asked_at_a_press(visit: Visit) -> None:
    page = visit.page
    question = page.inner_text(".k-examples button >> nth=0")
    page.click(".k-examples button >> nth=0")
    page.wait_for_selector("#k-current .k-actions")
    assert question in page.inner_text("#k-current .k-question")


def test_the_choice_of_language_and_light_is_remembered(visit: Visit) -> None:
    page = visit.page
    page.click("[data-language=en]")
    page.wait_for_selector(f"text={WORDS['en']['welcome']}")
    page.click("[data-action=theme]")
    page.reload()
    page.wait_for_selector(f"text={WORDS['en']['welcome']}")
    assert "dark" in (page.get_attribute("body", "class") or "")


def test_the_library_grows_and_shrinks_while_it_answers(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.click("#k-tabs button[role=tab]:has-text('文書庫')")
    page.fill("#k-library-tools input, #k-library-tools textarea", "防御")
    page.fill("#k-library-tools input, #k-library-tools textarea", "")
    page.click("#k-files > button")
    new = tmp_path / "寿司.md"
    new.write_text("# 寿司\n\n寿司は酢飯と魚の料理である。\n", encoding="utf-8")
    page.set_input_files("#k-files input[type=file]", new)
    page.wait_for_selector("text=追加しました：寿司.md")
    page.click("button:has-text('文書庫を更新')")
    page.wait_for_selector("text=追加 1、変更 0、削除 0")
    page.wait_for_selector("#k-library a:has-text('寿司')")
    page.click("#k-library a:has-text('寿司')")
    page.wait_for_selector("dialog[open] >> text=寿司は酢飯と魚の料理である。")
    page.click("dialog [data-action=close-reader]")
    # Gradio's own upload box says that of its progress bar.
    assert set(visit.complaints) <= {"Method not implemented."}
    assert visit.foreign == []


def test_hostile_documents_run_and_load_nothing(visit: Visit, desk: Desk) -> None:
    page = visit.page
    visit.ask("The zebra crossing costs 55 yen <script>window.pwned=1</script>", 1)
    assert "zebra" in page.inner_text("#k-current")
    page.locator("#k-current a.k-open").first.click()
    page.wait_for_selector("dialog[open] .k-document")
    page.keyboard.press("Escape")
    hostile = next(info.id for info in desk.documents() if info.path == "hostile.md")
    page.goto(f"{visit.address}reader?document={hostile}&start=3&end=40")
    page.wait_for_selector("#k-reader-page mark.k-current")
    link = page.locator("#k-reader-page a[href='https://example.com/page']")
    assert (link.get_attribute("rel"), link.get_attribute("target")) == (
        "noopener noreferrer nofollow",
        "_blank",
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert (visit.foreign, visit.complaints) == ([], [])
    assert visit.fits()


def _serious(page: "Page") -> list[str]:
    """What axe-core finds serious or critical, as rule and element."""
    package = find_spec("axe_core_python")
    assert package is not None
    assert package.origin is not None
    script = (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    page.add_script_tag(content=script)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="needs axe-core-python")
@pytest.mark.parametrize(("language", "scheme"), [("ja", "light"), ("en", "dark")])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader(
    browser: "Browser", address: str, visits: list[Visit], language: str, scheme: str
) -> None:
    visit = Visit(browser, address, language=language, width=1280, scheme=scheme)
    visits.append(visit)
    visit.open(language)
    page = visit.page
    findings = {"welcome": _serious(page)}
    visit.ask(QUESTION[language], 1)
    findings["answer"] = _serious(page)
    page.locator("#k-current a.k-open").first.click()
    page.wait_for_selector("dialog[open] .k-document")
    findings["reader"] = _serious(page)
    page.keyboard.press("Escape")
    for number in (1, 2, 3):
        page.click(f"#k-tabs button[role=tab] >> nth={number}")
        page.wait_for_timeout(300)
        findings[f"tab {number}"] = _serious(page)
    assert {place: found for place, found in findings.items() if found} == {}


def test_eight_people_at_once_get_their_own_answers(address: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from gradio_client import Client

    questions = [QUESTION["ja"], QUESTION["en"]] * 4

    def asking(question: str) -> str:
        client = Client(address, verbose=False)
        answer = client.predict(question=question, api_name="/ask")
        client.close()
        return str(answer["question"])

    with ThreadPoolExecutor(8) as people:
        assert list(people.map(asking, questions)) == questions
