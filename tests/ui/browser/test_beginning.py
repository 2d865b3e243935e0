"""A library that begins empty: files are dropped on the page, and the next question is answered from them."""

import base64
from collections.abc import Iterator

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import begin
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, expect, findings

pytestmark = IN_A_BROWSER

DROP = """([name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], name));
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""
WORDS = {
    "ja": ("ここにファイルを置いてください", "住宅手当はいくらですか", "文書庫に文書がありません", "追加 1"),
    "en": ("Drop files here", "What is the housing allowance?", "no documents in the library", "1 added"),
}
RULES = {
    "ja": ("就業規則.md", "# 就業規則\n\n住宅手当はいくらかというと、月15,000円である。\n"),
    "en": ("rules.md", "# Rules\n\nThe housing allowance is what it was: 15,000 yen a month.\n"),
}


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedDesk]:
    root = tmp_path_factory.mktemp("beginning")
    (root / "corpus").mkdir()
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    begin(root / "corpus", root / "index", settings=settings)
    with ScriptedDesk.open(root / "index", settings=settings) as opened:
        yield opened


@pytest.fixture
def address(desk: ScriptedDesk) -> Iterator[str]:
    from kotae.ui.server.serving import ServerSettings, served

    with served(desk, ServerSettings(port=0), []) as where:
        yield where


@pytest.mark.parametrize("language", ["ja", "en"])
def test_dropped_files_are_answered_from_without_another_button(visiting: Visiting, language: str) -> None:
    invitation, question, empty, added = WORDS[language]
    visit = visiting(language)
    page = visit.page
    page.goto(visit.address)
    page.wait_for_selector(f"h2:has-text('{invitation}')")
    assert findings(page) == []
    page.fill("#k-composer textarea", question)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector(f"#k-current [role=alert] >> text={empty}")
    name, text = RULES[language]
    page.evaluate(DROP, [name, base64.b64encode(text.encode()).decode()])
    page.wait_for_selector(f"#k-status >> text={added}")
    box = page.locator("#k-status").bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    assert 0 <= box["y"] <= size["height"] - box["height"], "what became of them is in sight"
    page.click("#k-current [data-action=ask]")
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-answer")
    expect(page.locator("#k-current .k-answer").first).to_contain_text("15,000", use_inner_text=True)
    expect(page.locator("#k-status"), "it is put aside by the next question").not_to_be_visible()
    assert visit.complaints == []
