"""Faults people met on the page, each as they met it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.records import Event, HitsEvent, StageEvent, TextEvent
from tests.parsing.pdf_files import Ink, make_pdf
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, OTHER, QUESTION, WORDS, Visit, expect

pytestmark = IN_A_BROWSER


# It is gone to, which takes a while.
AT_THE_TOP = """() => {
  const { top } = document.querySelector('#k-current .k-question').getBoundingClientRect();
  return 0 <= top && top <= 110;
}"""


def test_a_document_opens_again_after_it_was_closed(visit: Visit) -> None:
    """The same mark pressed twice opened the reader once only; library rows as well."""
    page = visit.page
    visit.ask(QUESTION["ja"], 1)
    for _ in range(3):
        page.locator("#k-current a.k-mark").first.click()
        page.wait_for_selector("dialog[open] mark.k-current")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")
    page.wait_for_function("document.activeElement.className === 'k-mark'")
    visit.tab(1)
    for _ in range(2):
        page.locator("#k-library a").first.click()
        page.wait_for_selector("dialog[open] .k-document")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")


@pytest.mark.parametrize(
    ("width", "height"), [(640, 400), pytest.param(1280, 800, marks=pytest.mark.sweep), (400, 800)]
)
def test_the_question_stands_at_the_top_of_its_answer(visiting: Visiting, width: int, height: int) -> None:
    """On a low screen its heading was left 475 pixels above the top."""
    visit = visiting("en", width)
    page = visit.page
    page.set_viewport_size({"width": width, "height": height})
    visit.open("en")
    for turn in (1, 2, 3):
        visit.ask(QUESTION["en"] + "?" * turn, turn)
        if turn > 1 or height == 400:
            page.wait_for_function(AT_THE_TOP)
        page.wait_for_function(
            "(height) => Math.abs(document.querySelector('#k-dock').getBoundingClientRect().bottom - height) <= 2",
            arg=height,
        )
    assert visit.fits()


def test_the_chosen_scope_is_seen_and_lifted_where_one_types(visit: Visit) -> None:
    page = visit.page
    page.click("#k-narrow > button")
    page.click("#k-narrow label:has-text('英語')")
    page.wait_for_selector("#k-chips button:has-text('英語の文書のみ')")
    visit.ask(QUESTION["ja"], 1)
    page.click("#k-tools button:has-text('新しい会話')")
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    expect(page.locator("#k-chips button")).to_be_visible()
    page.reload()
    page.wait_for_selector("#k-chips button:has-text('英語の文書のみ')")
    page.click("#k-chips button")
    page.wait_for_selector("#k-chips button", state="detached")
    page.reload()
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    page.wait_for_timeout(500)
    assert page.locator("#k-chips button").count() == 0


def test_a_narrowed_refusal_asks_everything_at_a_press(visit: Visit) -> None:
    page = visit.page
    page.click("#k-narrow > button")
    page.click("#k-narrow label:has-text('英語')")
    page.wait_for_selector("#k-chips button")
    visit.ask("期間は何年間ですか、織田信長さん", 1)
    expect(page.locator("#k-current .k-refusal")).to_have_count(1)
    page.click("#k-current [data-action=widen]")
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-actions")
    expect(page.locator("#k-chips button")).to_have_count(0)


def test_a_tap_on_a_word_shows_its_help(visiting: Visiting) -> None:
    """A finger is gone before a resting pointer would count."""
    visit = visiting("ja", 400, touch=True)
    page = visit.page
    visit.open("ja")
    visit.ask(QUESTION["ja"], 1)
    page.locator("#k-current a.k-mark").first.tap()
    word = page.locator("dialog[open] mark .k-w[data-word='予算']").first
    word.wait_for()
    word.tap()
    tip = page.locator(".k-word-tip")
    tip.wait_for(state="visible")
    page.wait_for_timeout(300)
    expect(tip).to_contain_text("budget", use_inner_text=True)
    page.locator("dialog .k-document h3").first.tap()
    tip.wait_for(state="hidden")


@pytest.mark.parametrize(
    ("language", "kind", "size"),
    [
        ("ja", "この種類のファイルは読めません", "1 MB を超えています"),
        ("en", "this kind of file can't be read", "larger than 1 MB"),
    ],
)
def test_files_that_cannot_be_taken_are_told_in_the_language_of_the_page(
    visiting: Visiting, tmp_path: Path, language: str, kind: str, size: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    (tmp_path / "program.exe").write_bytes(b"MZ")
    (tmp_path / "large.txt").write_bytes(b"x" * 1_500_000)
    page.set_input_files("#k-upload input[type=file]", [tmp_path / "program.exe", tmp_path / "large.txt"])
    page.wait_for_selector(f"#k-status [role=alert] >> text={kind}")
    expect(page.locator("#k-status [role=alert]").first).to_contain_text(size, use_inner_text=True)
    assert page.locator(".toast-body").count() == 0
    assert visit.complaints == []


def test_a_file_sent_twice_is_taken_in_once_under_its_own_heading(visit: Visit, tmp_path: Path) -> None:
    """It was answered from twice; and what a browser had printed was called about:blank."""
    page = visit.page
    file = tmp_path / "timetable.pdf"
    lines = [Ink(x=72, y=760, text="Ferry timetable", size=20, font="Bold")]
    lines += [
        Ink(x=72, y=700 - 20 * n, text=f"Ferry {n} leaves at {n} o'clock every day.") for n in range(1, 7)
    ]
    file.write_bytes(make_pdf([lines], title="about:blank"))
    visit.tab(1)
    page.set_input_files("#k-upload input[type=file]", file)
    page.wait_for_selector("#k-library a:has-text('Ferry timetable')")
    page.set_input_files("#k-upload input[type=file]", file)
    page.wait_for_selector("#k-status >> text=同じ内容の文書がすでにあります（timetable.pdf）")
    row = page.locator("#k-library tr:has-text('timetable.pdf')")
    expect(row).to_have_count(1)
    assert "about:blank" not in page.inner_text("#k-library")
    row.locator("summary").click()
    row.locator("[data-action=remove]").click()
    page.wait_for_selector("#k-status >> text=削除 1")


def test_a_question_asked_again_is_no_follow_up_of_itself(visit: Visit) -> None:
    visit.ask(QUESTION["ja"], 1)
    visit.ask(QUESTION["ja"] + "？", 2)
    assert "前の質問に続けて" not in visit.page.inner_text("#k-current")
    expect(visit.page.locator("#k-current .k-answer").first).to_contain_text("2,000億円", use_inner_text=True)


def test_judging_says_what_was_noted(visit: Visit) -> None:
    """Both buttons used to turn into the same words."""
    page = visit.page
    visit.ask(QUESTION["ja"], 1)
    good, bad = (page.locator(f"#k-current [data-action={name}]") for name in ("good", "bad"))
    bad.click()
    expect(page.locator("#k-current .k-said").first).to_contain_text(
        "良くない答えとして", use_inner_text=True
    )
    good.click()
    expect(page.locator("#k-current .k-said").first).to_contain_text(
        re.compile("^良い答えとして"), use_inner_text=True
    )
    for button, words, pressed in ((good, "良い答え", "true"), (bad, "良くない答え", "false")):
        expect(button).to_have_text(words, use_inner_text=True)
        expect(button).to_have_attribute("aria-pressed", pressed)


@pytest.fixture
def held(desk: ScriptedDesk) -> Iterator[ScriptedDesk]:
    """An answer that is held back until the test has looked."""

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if isinstance(event, HitsEvent):
                yield event
                yield StageEvent(stage="writing")
                yield TextEvent(text="draft")
                desk.go_on.wait(120)
            else:
                yield event

    desk.go_on.clear()
    desk.script = script
    yield desk
    desk.script = None
    desk.go_on.set()


@pytest.mark.parametrize(("language", "waits"), [("ja", "続けて質問します"), ("en", "Your question waits")])
def test_enter_during_an_answer_waits_and_says_so(
    visiting: Visiting, held: ScriptedDesk, language: str, waits: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    page.fill("#k-composer textarea", QUESTION[language])
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-draft")
    page.fill("#k-composer textarea", QUESTION[language] + "!")
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector(f"#k-dock [role=status] >> text={waits}")
    expect(page.locator("#k-composer textarea")).to_have_value(QUESTION[language] + "!")
    held.go_on.set()
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-actions")
    expect(page.locator("#k-current .k-question").first).to_contain_text(
        QUESTION[language] + "!", use_inner_text=True
    )
    expect(page.locator("#k-history .k-turn")).to_have_count(1)
    expect(page.locator("#k-dock .k-dock-note:visible")).to_have_count(0)
    assert visit.complaints == []


def test_the_only_document_removed_is_answered_no_more(
    visiting: Visiting, desk: ScriptedDesk, tmp_path: Path
) -> None:
    visit = visiting("ja")
    page = visit.page
    visit.open("ja")
    before = Path(desk.info.corpus)
    lonely = tmp_path / "one"
    lonely.mkdir()
    (lonely / "予算.md").write_text((before / "ja" / "予算.md").read_text("utf-8"), encoding="utf-8")
    try:
        list(desk.update(lonely))
        page.reload()
        visit.tab(1)
        # The rows are written anew in the visitor's language.
        page.wait_for_selector("#k-pick:has-text('文書を追加')")
        page.wait_for_function("document.querySelectorAll('#k-library .k-remove').length === 1")
        page.locator("#k-library .k-remove summary").click()
        page.click("#k-library [data-action=remove]")
        page.wait_for_selector("#k-status >> text=取り除きました")
        visit.tab(0)
        page.wait_for_selector("text=ここにファイルを置いてください")
        page.fill("#k-composer textarea", QUESTION["ja"])
        page.press("#k-composer textarea", "Enter")
        page.wait_for_selector("#k-current [role=alert] >> text=文書がありません")
        (lonely / "again.md").write_text("# 予算\n\n予算は5円である。\n", encoding="utf-8")
    finally:
        list(desk.update(before))


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "上限の 8,000 文字を超えています"), ("en", "more than 8,000")]
)
def test_a_question_that_is_too_long_is_kept_whole(visiting: Visiting, language: str, said: str) -> None:
    """What was beyond 10,000 characters was cut off unseen."""
    visit = visiting(language)
    page, question = visit.page, "何" * 12_000
    visit.open(language)
    page.fill("#k-composer textarea", question)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector(f"#k-current [role=alert] >> text={said}")
    page.click("#k-current [data-action=edit]")
    expect(page.locator("#k-composer textarea")).to_have_value(question)
    assert visit.complaints == []


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (390, "ja")])
def test_library_and_language_are_at_hand_in_a_conversation(
    visiting: Visiting, width: int, language: str
) -> None:
    """The question was put at the top of the screen, above it the tabs and the switches were gone."""
    visit = visiting(language, width)
    page = visit.page
    visit.open(language)
    for turn in (1, 2, 3):
        visit.ask(QUESTION[language] + "?" * turn, turn)
    page.wait_for_function(f"scrollY > 0 && ({AT_THE_TOP})()")
    tab = page.locator("#k-tabs button[role=tab]").nth(1)
    box, asked = tab.bounding_box(), page.locator("#k-current .k-question").bounding_box()
    assert box is not None
    assert asked is not None
    assert 0 <= box["y"] < box["y"] + box["height"] <= asked["y"] <= 110
    tab.click()
    page.wait_for_selector("#k-library .k-library")
    if width > 900:
        page.click(f"[data-language={OTHER[language]}]")
        page.wait_for_selector(f"#k-tabs button[role=tab] >> text={WORDS[OTHER[language]]['library']}")
    assert visit.complaints == []
