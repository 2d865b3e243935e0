"""Summaries and lists of documents on the page: each item under what it is from, with a mark that opens its place."""

import pytest

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.visit import IN_A_BROWSER, expect, findings_of_states

pytestmark = IN_A_BROWSER

SUMMARY = {"ja": "AI予算をまとめてください", "en": "Summarise the AI budget in two sentences"}
CALLED = {"ja": "『AI予算』の抜粋", "en": "An extract of “AI budget”"}
WHICH = {"ja": "予算について書いてある文書はどれとどれですか", "en": "Which documents mention the budget?"}
TITLE = {"ja": "AI予算", "en": "AI budget"}
OFFERED = {"ja": "検索で見つかったものです", "en": "These were found by searching"}
NOWHERE = {"ja": "どの文書に潜水艦のことが書いてありますか", "en": "Which documents mention submarines?"}
REFUSED = {"ja": "「潜水艦」は文書にありません", "en": "“submarines” isn't in the documents"}


@pytest.mark.parametrize(("language", "width"), [("ja", 400), ("en", 1280)])
def test_every_item_has_its_place(visiting: Visiting, language: str, width: int) -> None:
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    visit.ask(SUMMARY[language], 1)
    expect(page.locator("#k-current .k-note >> nth=0").first).to_contain_text(
        CALLED[language], use_inner_text=True
    )
    items = page.locator("#k-current .k-several > li")
    expect(items).to_have_count({"ja": 1, "en": 2}[language])
    expect(items.locator("a.k-mark")).to_have_count(items.count())
    assert page.locator("#k-current [data-action=gather]").count() == 0

    visit.ask(WHICH[language], 2)
    items = page.locator("#k-current .k-several > li")
    assert TITLE[language] in [name.strip() for name in items.locator(".k-from").all_inner_texts()]
    expect(items.locator("a.k-mark")).to_have_count(items.count())
    expect(page.locator("#k-current .k-offer").first).to_contain_text(OFFERED[language], use_inner_text=True)
    assert visit.fits()
    assert not any(findings_of_states(visit, ["listed"]).values())
    items.locator("a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current, .k-reader mark.k-current")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("#k-current .k-several > li")
    assert visit.complaints == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_no_document_speaks_of_is_refused(visiting: Visiting, language: str) -> None:
    visit = visiting(language)
    visit.open(language)
    visit.ask(NOWHERE[language], 1)
    expect(visit.page.locator("#k-current .k-refusal").first).to_contain_text(
        REFUSED[language], use_inner_text=True
    )
    assert visit.page.locator("#k-current .k-several").count() == 0


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_words_explained_stand_beside_the_original_where_there_is_room(
    visiting: Visiting, language: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.ask({"ja": "MirrorFaceは誰を攻撃したか", "en": "Which documents mention 予算?"}[language], 1)
    pair = page.locator("#k-current .k-pair").first
    pair.wait_for()
    original, beside = pair.locator(".k-sentence").bounding_box(), pair.locator(".k-beside").bounding_box()
    assert original is not None
    assert beside is not None
    assert beside["x"] >= original["x"] + original["width"]
    assert beside["y"] <= original["y"] + original["height"]
    page.set_viewport_size({"width": 400, "height": 800})
    original, beside = pair.locator(".k-sentence").bounding_box(), pair.locator(".k-beside").bounding_box()
    assert original is not None
    assert beside is not None
    assert beside["y"] >= original["y"] + original["height"] - 8  # below, where there is none
    assert visit.fits()
