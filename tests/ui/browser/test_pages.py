"""Pages as they look, in a browser: framed evidence, words over the picture, zoom, pages in small."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.answering.rendering.reading_aid import Aid
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, distil
from kotae.ui.reader.aid import PreparedAid
from kotae.ui.reader.pictures import PagePictures
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, Visit, expect
from tests.ui.pages import PLACES, QUESTIONS, SAID, make_library
from tests.ui.test_aid import ENTRIES

pytestmark = IN_A_BROWSER


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedDesk]:
    root = tmp_path_factory.mktemp("pages")
    settings = make_library(root)
    distil(ENTRIES, root / "glossary.sqlite3")
    with ScriptedDesk.open(root / "index", settings=settings) as opened:
        opened.aid = PreparedAid(lambda: Aid(Glossary(root / "glossary.sqlite3"), TranslationTable.load()))
        yield opened


def read(visiting: Visiting, language: str, width: int = 1280, scheme: str = "light") -> Visit:
    """Somebody who asked, and opened the page that the answer's first mark leads to."""
    visit = visiting(language, width, scheme)
    visit.open(language)
    visit.ask(QUESTIONS[language], 1)
    visit.page.locator("#k-current a.k-mark").first.click()
    visit.page.wait_for_selector("dialog[open] .k-ready mark.k-current", state="attached")
    visit.page.wait_for_function("document.querySelector('dialog .k-ready .k-picture')?.naturalWidth > 900")
    return visit


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("ja", 1280, "dark"), ("ja", 400, "light")]
)
def test_a_mark_leads_to_its_frame_on_the_page(
    visiting: Visiting, screenshots: Path, language: str, width: int, scheme: str
) -> None:
    visit = read(visiting, language, width, scheme)
    page = visit.page
    frames = page.locator("dialog mark.k-current")
    expect(frames).to_have_count({"en": 1, "ja": 2}[language])
    page.wait_for_function(  # the evidence is scrolled into view
        """(width) => [...document.querySelectorAll('dialog mark.k-current')].every((frame) => {
        const { x, y } = frame.getBoundingClientRect(); return 0 <= y && y <= 800 && 0 <= x && x <= width; })""",
        arg=width,
    )
    # The words lie where they are drawn: those at a frame's middle are those it frames.
    under = page.evaluate(
        """() => [...document.querySelectorAll('dialog mark.k-current')].map((frame) => {
        const at = frame.getBoundingClientRect(), middle = [at.left + at.width / 2, at.top + at.height / 2];
        return document.elementFromPoint(...middle).closest('.k-line')?.innerText; })"""
    )
    assert "".join(under) == SAID[language]
    expect(page.locator("dialog .k-strip [aria-current=page]")).to_have_count(1)
    assert visit.fits()
    page.screenshot(path=screenshots / f"page-{language}-{width}-{scheme}.png")
    assert (visit.foreign, visit.complaints) == ([], [])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_words_on_a_page_are_selected_and_copied(visiting: Visiting, language: str) -> None:
    page = read(visiting, language).page
    selected = page.evaluate(
        """() => { const lines = document.querySelectorAll('dialog .k-leaf:has(.k-current) .k-line');
        getSelection().selectAllChildren([...lines].at(-1)); return getSelection().toString(); }"""
    )
    assert selected
    assert SAID[language].endswith(selected)
    line = page.locator("dialog .k-leaf:has(.k-current) .k-line").last
    box, frame = line.bounding_box(), page.locator("dialog mark.k-current").last.bounding_box()
    assert box is not None
    assert frame is not None
    along = "width" if language == "en" else "height"
    assert abs(box[along] - frame[along]) < 8, "a line's words are as long as the line"  # type: ignore[literal-required]


def test_words_on_a_page_are_explained(visiting: Visiting) -> None:
    page = read(visiting, "ja").page
    word = page.locator("dialog .k-leaf:has(.k-current) .k-w").first
    word.wait_for()
    word.hover()
    page.wait_for_selector(".k-word-tip:visible")
    assert page.inner_text(".k-word-tip .k-word-word") == word.get_attribute("data-word")


def test_pages_are_enlarged_gone_to_and_shown_as_text(visiting: Visiting) -> None:
    visit = read(visiting, "en")
    page = visit.page
    leaf = page.locator("dialog #k-page-3")
    before = leaf.bounding_box()
    for _ in range(2):
        page.click("dialog [data-action=larger]")
    assert before is not None
    page.wait_for_function(
        "(wide) => Math.abs(document.querySelector('dialog #k-page-3').getBoundingClientRect().width / wide - 1) < 0.03",
        arg=before["width"] * 1.25**2,
    )
    page.click("dialog .k-strip [data-target=k-page-5]")
    page.wait_for_selector("dialog #k-page-5.k-ready .k-line")
    page.wait_for_selector("dialog .k-strip [data-target=k-page-5][aria-current=page]")
    expect(page.locator("dialog #k-page-5 .k-lines").first).to_contain_text(
        "Ice is sold.", use_inner_text=True
    )
    page.click("dialog a.k-view")
    page.wait_for_selector("dialog .k-document:not(.k-leaves) mark.k-current")
    expect(page.locator("dialog mark.k-current").first).to_have_text(SAID["en"], use_inner_text=True)
    page.click("dialog a.k-view")
    page.wait_for_selector("dialog .k-leaves mark.k-current")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    page.wait_for_function("document.activeElement.className === 'k-mark'")
    assert (visit.foreign, visit.complaints) == ([], [])


def test_the_page_of_its_own_shows_pages_too(visiting: Visiting) -> None:
    visit = read(visiting, "ja")
    page = visit.page
    page.goto(visit.address + str(page.get_attribute("dialog a[target=_blank]", "href")))
    page.wait_for_selector("#k-reader-page .k-ready mark.k-current")
    page.wait_for_function("document.querySelector('.k-ready .k-picture')?.naturalWidth > 900")
    expect(page.locator("#k-reader-page .k-leaf")).to_have_count(2)
    page.click("#k-reader-page a.k-view")
    page.wait_for_selector("#k-reader-page .k-document:not(.k-leaves) mark")
    assert visit.foreign == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_file_that_moved_is_shown_as_text_and_the_reason_stays(
    visiting: Visiting, desk: ScriptedDesk, language: str
) -> None:
    """What word help had to say took the reason's place, and went."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.ask(QUESTIONS[language], 1)
    desk.pictures = PagePictures(desk)  # none drawn before
    file = Path(desk.info.corpus) / PLACES[language][0]
    aside = file.rename(file.with_suffix(".aside"))
    try:
        page.locator("#k-current a.k-mark").first.click()
        page.wait_for_selector("dialog[open] .k-document:not(.k-leaves) mark.k-current")
        page.wait_for_timeout(1000)  # word help has come by then
        expect(page.locator("dialog .k-reader-note")).to_have_text(re.compile(r"\S"), use_inner_text=True)
    finally:
        aside.rename(file)
