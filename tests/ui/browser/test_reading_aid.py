"""The reading aid in a real browser: pointing at words, walking with keys, furigana, long documents."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.messages import Told
from tests.cli.conftest import DOCUMENTS
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, Visit, expect

pytestmark = IN_A_BROWSER

IN_SIGHT = """() => {
  const { y } = document.querySelector('mark.k-current').getBoundingClientRect();
  return 0 < y && y < 800;
}"""
LONG = "# 長い文書\n\n" + "".join(f"第{n}段落で政府は予算を増やした。\n\n" for n in range(3000))


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    return DOCUMENTS | {"ja/長い.md": LONG}


def identity(desk: ScriptedDesk, path: str) -> str:
    return next(info.id for info in desk.documents() if info.path == path)


def marked(visit: Visit) -> str:
    """What is marked, furigana left out."""
    return str(
        visit.page.evaluate(
            """() => [...document.querySelectorAll('.k-document mark')].map((mark) => {
            const copy = mark.cloneNode(true);
            copy.querySelectorAll('rt').forEach((rt) => rt.remove());
            return copy.textContent; }).join('|')"""
        )
    )


def open_reader(visit: Visit, language: str) -> None:
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    visit.page.locator("#k-current a.k-mark").first.click()
    visit.page.wait_for_selector("dialog[open] .k-w")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ja", ["予算", "よさん", "budget, estimate"]),
        ("ja", ["増やす", "ふやす", "to increase"]),
        ("en", ["budget", "予算"]),
    ],
)
def test_pointing_at_a_word_explains_it(
    visiting: Visiting, screenshots: Path, language: str, lines: list[str]
) -> None:
    visit = visiting(language, 400)
    page = visit.page
    open_reader(visit, language)
    before = marked(visit)
    page.locator(f"dialog mark .k-w[data-word='{lines[0]}']").first.hover()
    tip = page.locator(".k-word-tip")
    tip.wait_for(state="visible")
    assert [line for line in tip.locator("span:visible").all_inner_texts() if line] == lines
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400
    page.screenshot(path=screenshots / f"aid-{language}-{lines[0]}.png")
    page.mouse.move(1, 1)
    tip.wait_for(state="hidden")
    assert marked(visit) == before
    expect(page.locator("dialog mark.k-current").first).to_be_attached()
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    assert (visit.foreign, visit.complaints, visit.fits()) == ([], [], True)


def test_words_are_reached_with_the_arrow_keys(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}reader?document=x")
    visit.open("ja")
    open_reader(visit, "ja")
    page.locator("dialog .k-document").focus()
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.dataset.word")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.word")
    assert first != second
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "k-word-tip"
    expect(page.locator(".k-word-tip").first).to_contain_text(second, use_inner_text=True)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.word") == first
    page.keyboard.press("Escape")
    page.wait_for_selector(".k-word-tip", state="hidden")
    expect(page.locator("dialog[open]"), "the first Escape leaves the word, not the document").to_have_count(
        1
    )
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")


def test_furigana_and_the_aid_are_switched_and_remembered(visit: Visit, screenshots: Path) -> None:
    page = visit.page
    open_reader(visit, "ja")
    before = marked(visit)
    ruby = page.locator("dialog mark ruby:has(rt:text-is('よさん')) rt").first
    assert not ruby.is_visible()
    page.click("dialog [data-action=furigana]")
    ruby.wait_for(state="visible")
    page.screenshot(path=screenshots / "aid-furigana.png")
    assert marked(visit) == before
    increased = page.locator("dialog mark .k-w[data-word='増やす']").first.inner_html()
    assert increased == "<ruby>増<rt>ふ</rt></ruby>やし"
    page.click("dialog [data-action=aid]")
    page.locator("dialog mark .k-w").first.hover()
    page.wait_for_timeout(300)
    assert not page.locator(".k-word-tip").is_visible()
    page.reload()
    open_reader(visit, "ja")
    expect(page.locator("dialog [data-action=furigana]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("dialog [data-action=aid]")).to_have_attribute("aria-pressed", "false")


def test_only_what_is_seen_of_a_long_document_is_explained(visiting: Visiting, desk: ScriptedDesk) -> None:
    visit = visiting()
    page = visit.page
    where = f"{visit.address}reader?document={identity(desk, 'ja/長い.md')}"
    page.goto(f"{where}&start={LONG.index('第1500段落')}&end={LONG.index('第1501段落')}")
    page.wait_for_selector("mark.k-current .k-w")
    page.wait_for_function("document.querySelectorAll('.k-w').length > 20")
    page.wait_for_timeout(800)
    assert page.locator(".k-w").count() < 1500
    page.wait_for_selector(".k-empty", state="detached")
    assert page.locator("[data-place]").count() > 3000
    page.wait_for_function(IN_SIGHT)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_selector("[data-place] >> nth=1 >> .k-w")
    assert (visit.foreign, visit.complaints) == ([], [])


def test_a_long_document_comes_in_portions_and_is_whole_in_the_end(
    visiting: Visiting, desk: ScriptedDesk
) -> None:
    """Seen where it is cited at once; then every word of it is there to be searched, copied and gone to."""
    visit = visiting()
    page = visit.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    where = f"{visit.address}reader?document={identity(desk, 'ja/長い.md')}"
    at = LONG.index("第1500段落")
    page.goto(f"{where}&start={at}&end={at + 7}")
    page.wait_for_selector("mark.k-current")
    page.wait_for_selector(".k-empty", state="detached")
    spans = [json.loads(body)["data"]["spans"] for body in asked if "portions" in body]
    assert 1 < len({span for some in spans for span in some}) == sum(map(len, spans)), "each comes once"
    words = page.evaluate(
        """() => { const copy = document.querySelector('.k-document').cloneNode(true);
        copy.querySelectorAll('rt').forEach((rt) => rt.remove());
        return copy.textContent.replaceAll(/\\s+/g, ''); }"""
    )
    assert words == "".join(LONG.removeprefix("# ").split())
    assert page.evaluate("find('第2999段落')"), "the browser's own search finds what was far away"
    assert page.evaluate("String(getSelection())") == "第2999段落"
    page.click("[data-action=next]")
    page.wait_for_function(IN_SIGHT)
    assert (visit.foreign, visit.complaints) == ([], [])


@pytest.fixture
def no_dictionary(desk: ScriptedDesk) -> Iterator[None]:
    from kotae.answering.rendering.reading_aid import Aid
    from kotae.errors import ModelError
    from kotae.ui.reader.aid import PreparedAid

    def load() -> Aid:
        raise ModelError(Told(en="The dictionary is missing.", ja="辞書がありません。"))

    there, desk.aid = desk.aid, PreparedAid(load)
    yield
    desk.aid = there


@pytest.mark.usefixtures("no_dictionary")
def test_without_a_dictionary_the_document_is_read_all_the_same(visit: Visit) -> None:
    page = visit.page
    visit.ask(QUESTION["ja"], 1)
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] >> text=辞書がありません。")
    assert "2,000億円" in marked(visit)
