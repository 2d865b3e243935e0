"""Two libraries on one page: asked together, chosen, and each changed by itself."""

from collections.abc import Iterator

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, expect

pytestmark = IN_A_BROWSER

NAMES = {"fees": "fees.csv", "議事録": "会議.md"}
FILES = {
    "fees.csv": "Item,Fee\nParking,400 yen\nGym,900 yen\n",
    "会議.md": "---\ntags: [定例]\n---\n# 会議\n\n次回の会議は6月12日に開く。\n",
}

# The menus that the open one lies over.
COVERED = """() => {
  const open = document.querySelector('#k-narrow .options').getBoundingClientRect();
  return [...document.querySelectorAll('#k-narrow input[role=combobox]')]
    .filter((menu) => menu !== document.activeElement)
    .map((menu) => menu.getBoundingClientRect())
    .filter((box) => box.top < open.bottom && open.top < box.bottom);
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedDesk]:
    root = tmp_path_factory.mktemp("libraries")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    for name, file in NAMES.items():
        (root / name / "corpus").mkdir(parents=True)
        (root / name / "corpus" / file).write_text(FILES[file], encoding="utf-8")
        build(root / name / "corpus", root / name / "index", settings=settings)
    roots = {name: root / name / "index" for name in NAMES}
    with ScriptedDesk.open(roots, settings=settings, max_upload_mb=1) as opened:
        yield opened


@pytest.mark.parametrize(
    ("language", "question", "library", "chip", "chosen", "file"),
    [
        ("ja", "次回の会議はいつ開きますか", "文書庫：議事録", "文書庫：fees", "fees", "会議.md"),
        ("en", "What is the fee for Parking?", "Library: fees", "Library: 議事録", "議事録", "fees.csv"),
    ],
)
def test_libraries_are_asked_together_and_chosen(
    visiting: Visiting, language: str, question: str, library: str, chip: str, chosen: str, file: str
) -> None:
    visit = visiting(language)
    visit.open(language)
    page = visit.page
    visit.ask(question, 1)
    page.wait_for_selector(f"#k-rail .k-where:has-text('{library}')")
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-document mark", state="attached")
    if file.endswith(".csv"):
        expect(page.locator("dialog tr.k-cited-row")).to_have_count(1)
        assert page.locator("dialog thead th").all_inner_texts() == ["Item", "Fee"]
        assert "|" not in page.inner_text("dialog .k-document") + page.inner_text("#k-current .k-answer")
        assert page.evaluate("document.querySelector('dialog .k-gutter').offsetWidth") < 40
    page.keyboard.press("Escape")
    visit.unfold_tools()
    page.click("#k-narrow > button")
    label = {"ja": "文書庫", "en": "Libraries"}[language]
    page.get_by_label(label, exact=True).last.click()
    page.get_by_role("option", name=chosen).wait_for()
    assert page.evaluate(COVERED) == []
    page.get_by_role("option", name=chosen).click()
    page.wait_for_selector(f"#k-chips >> text={chip}")
    visit.tab(1)
    rows = page.locator(".k-libraries tbody tr")
    rows.first.wait_for()
    expect(rows).to_have_count(2)
    for name, own in NAMES.items():
        page.locator("#k-which label", has_text=name).click()
        page.wait_for_selector(f"#k-library .k-path:has-text('{own}')")
        expect(page.locator("#k-library tbody tr")).to_have_count(1)
    assert visit.fits()
    assert (visit.foreign, visit.complaints) == ([], [])


@pytest.mark.parametrize(("language", "label"), [("ja", "文書庫"), ("en", "Libraries")])
def test_every_document_of_several_libraries_is_gone_through(
    visiting: Visiting, language: str, label: str
) -> None:
    """The certificate names each of them; once one is chosen the same question goes through it alone."""
    visit = visiting(language)
    visit.open(language)
    page = visit.page
    page.check("#k-gather input")
    question = {"ja": "料金をすべて挙げて", "en": "List all fees"}[language]
    page.fill("#k-composer textarea", question)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-turn[data-turn='1'] .k-certificate")
    assert set(page.locator("#k-current .k-each li.k-certificate > b").all_inner_texts()) == set(NAMES)
    page.click("#k-narrow > button")
    page.get_by_label(label, exact=True).last.click()
    page.get_by_role("option", name="fees").click()
    page.wait_for_selector("#k-chips [data-scope=libraries]")
    page.fill("#k-composer textarea", question)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-certificate")
    expect(page.locator("#k-current .k-rows tbody tr")).to_have_count(2)
    assert visit.complaints == []
