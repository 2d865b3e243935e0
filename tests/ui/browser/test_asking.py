"""Asking in a real browser: input methods, the stop button, many people at once."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kotae.records import Answer, Event, HitsEvent, SentenceEvent, StageEvent, TextEvent
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, WORDS, Visit, comes_to, expect

pytestmark = IN_A_BROWSER

STOP = {"ja": "停止", "en": "Stop"}
STOPPED = {"ja": "答えが完成する前に停止しました。", "en": "Stopped before the answer was complete."}


def test_enter_while_composing_never_sends(visit: Visit) -> None:
    """As an input method types: the browser itself is told what is being composed."""
    page = visit.page
    box = page.locator("#k-composer textarea")
    box.focus()
    typing = visit.context.new_cdp_session(page)
    for written in ("y", "よ", "よさ", "よさん"):
        typing.send(
            "Input.imeSetComposition",
            {"text": written, "selectionStart": len(written), "selectionEnd": len(written)},
        )
    expect(box).to_have_value("よさん")
    # What Chromium sends for the Enter that takes a conversion.
    typing.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    typing.send("Input.insertText", {"text": "予算"})
    typing.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": "Enter", "code": "Enter"})
    page.wait_for_timeout(400)
    assert (box.input_value(), page.locator(".k-turn").count()) == ("予算", 0)
    # What Safari and Firefox say: the same key, marked as part of a composition.
    box.evaluate(
        """(box) => box.dispatchEvent(new KeyboardEvent('keydown',
        {key: 'Enter', code: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"""
    )
    page.press("#k-composer textarea", "Shift+Enter")
    page.wait_for_timeout(400)
    assert (box.input_value(), page.locator(".k-turn").count()) == ("予算\n", 0)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-actions")


def buttons(visit: Visit) -> list[str]:
    """What can be pressed beside the question box; Gradio has buttons of its own, without words."""
    return [words for words in visit.page.locator("#k-composer button:visible").all_inner_texts() if words]


@pytest.fixture
def slow(desk: ScriptedDesk) -> Iterator[ScriptedDesk]:
    """Answers that write on and on, until the reader stops them or a minute is over."""

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        try:
            for event in events:
                if isinstance(event, StageEvent | HitsEvent):
                    yield event
            yield StageEvent(stage="writing")
            for number in range(600):
                yield TextEvent(text=f"語{number} ")
                time.sleep(0.1)
        finally:
            desk.closed.set()

    desk.closed.clear()
    desk.script = script
    yield desk
    desk.script = None


@pytest.mark.parametrize("language", ["ja", "en"])
def test_stop_ends_an_answer_at_once(visiting: Visiting, slow: ScriptedDesk, language: str) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    page.fill("#k-composer textarea", QUESTION[language])
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-draft >> text=語3")
    comes_to(page, lambda: buttons(visit), [STOP[language]])
    expect(page.locator("#k-current [aria-current=step]")).to_have_count(1)
    page.click(f"#k-composer button:has-text('{STOP[language]}')")
    page.wait_for_selector(f"#k-current >> text={STOPPED[language]}", timeout=40_000)
    expect(page.locator("#k-current .k-draft")).to_have_count(0)
    comes_to(page, lambda: buttons(visit), [WORDS[language]["ask"]])
    assert slow.closed.wait(30), "the work behind it stops as well"
    slow.script = None
    visit.ask(QUESTION[language], 2)
    expect(page.locator("#k-current .k-mark").first).to_be_attached()
    expect(page.locator("#k-history").first).to_contain_text(STOPPED[language], use_inner_text=True)
    assert visit.complaints == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_had_been_checked_of_a_stopped_answer_stays_and_is_exported(
    visiting: Visiting, desk: ScriptedDesk, tmp_path: Path, language: str
) -> None:
    """A stopped question was missing from what is exported, and what had been shown of its answer was gone."""

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            yield event
            if isinstance(event, SentenceEvent):
                break
        for number in range(600):
            yield TextEvent(text=f"語{number} ")
            time.sleep(0.1)

    visit = visiting(language)
    page = visit.page
    visit.open(language)
    desk.script = script
    try:
        page.fill("#k-composer textarea", QUESTION[language])
        page.press("#k-composer textarea", "Enter")
        page.wait_for_selector("#k-current .k-mark")
        page.wait_for_selector("#k-current .k-draft >> text=語3")
        page.click("#k-stop")
        page.wait_for_selector(f"#k-current >> text={STOPPED[language]}", timeout=40_000)
    finally:
        desk.script = None
    said = page.inner_text("#k-current .k-sentence .k-words")
    expect(page.locator("#k-current .k-draft")).to_have_count(0)
    for again in (False, True):
        if again:  # kept, not only remembered
            page.reload()
            page.wait_for_selector(f"#k-current >> text={STOPPED[language]}")
            page.wait_for_selector("#k-shell", state="detached")
        expect(page.locator("#k-current").first).to_contain_text(said, use_inner_text=True)
        for kind in ("markdown", "html", "json"):
            with page.expect_download() as downloading:
                page.click(".k-export > button")
                page.click(f".k-export [data-kind={kind}]")
            downloading.value.save_as(tmp_path / kind)
            written = (tmp_path / kind).read_text(encoding="utf-8")
            assert QUESTION[language] in written
            assert said in written
            assert ('"stopped": true' if kind == "json" else STOPPED[language]) in written
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current")
    assert visit.complaints == []


def test_a_new_conversation_ends_an_answer_too(visit: Visit, slow: ScriptedDesk) -> None:
    page = visit.page
    page.fill("#k-composer textarea", QUESTION["ja"])
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector("#k-current .k-draft")
    page.click("button:has-text('新しい会話')")
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    assert slow.closed.wait(30)
    page.wait_for_timeout(300)
    assert page.locator(".k-turn").count() == 0


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "読んだ箇所にない語："), ("en", "Not in the passages read:")]
)
def test_a_refusal_names_what_was_not_found(visiting: Visiting, language: str, words: str) -> None:
    visit = visiting(language, 400)
    visit.open(language)
    visit.ask("織田信長の料理人の名前は何ですか" if language == "ja" else "Who cooked for Napoleon?", 1)
    box = visit.page.locator("#k-current .k-refusal")
    expect(box).to_contain_text(words, use_inner_text=True)
    expect(box.locator(".k-missing")).to_contain_text(
        "料理" if language == "ja" else "Napoleon", use_inner_text=True
    )
    assert visit.fits()


def test_eight_tabs_at_once_get_their_own_answers(visiting: Visiting, desk: ScriptedDesk) -> None:
    """Eight sessions are under way at the same moment, of four people, and none sees a word of another.

    No more tabs each: a browser keeps six connections to one place, and a tab that waits for its answer has two.
    """
    meeting = threading.Barrier(8, timeout=120)

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if isinstance(event, HitsEvent):
                meeting.wait()
                yield TextEvent(text=f"draft of {question}")
            yield event

    people = [visiting(language) for language in ("ja", "en") * 2]
    visits = [*people, *(visiting(("ja", "en")[number % 2], beside=people[number]) for number in range(4))]
    questions = [f"{QUESTION[('ja', 'en')[number % 2]]} #{number}{number}" for number in range(8)]
    for number, visit in enumerate(visits):
        visit.open(("ja", "en")[number % 2])
    desk.script = script
    try:
        for visit, question in zip(visits, questions, strict=True):
            visit.page.fill("#k-composer textarea", question)
            visit.page.press("#k-composer textarea", "Enter")
        for visit in visits:
            visit.page.wait_for_selector("#k-current .k-actions")
    finally:
        desk.script = None
    for number, visit in enumerate(visits):
        shown = visit.page.inner_text("#k-current")
        assert [f"#{other}{other}" in shown for other in range(8)] == [other == number for other in range(8)]
        expect(visit.page.locator("#k-rail .k-card").first).to_be_attached()
        assert visit.complaints == []


def test_eight_programs_at_once_get_their_own_answers_side_by_side(
    address: str, desk: ScriptedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None waits until another has its answer: two meet in the middle of theirs. How long it takes: benchmarks/page."""
    from gradio_client import Client

    meeting, asks = threading.Barrier(2, timeout=120), desk.ask

    def met(question: str, **given: Any) -> Answer:  # noqa: ANN401 - as the desk takes them
        meeting.wait()
        return asks(question, **given)

    monkeypatch.setattr(desk, "ask", met)
    questions = [f"{QUESTION[('ja', 'en')[number % 2]]} {number}" for number in range(8)]
    clients = [Client(address, verbose=False) for _ in questions]
    with ThreadPoolExecutor(8) as people:
        answers = list(
            people.map(
                lambda client, asked: client.predict(question=asked, api_name="/ask"), clients, questions
            )
        )
    for client in clients:
        client.close()
    assert [answer["question"] for answer in answers] == questions
