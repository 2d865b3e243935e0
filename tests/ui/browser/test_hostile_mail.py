"""Mails, cells and a restored conversation that attack the page, and what is exported of it, in a real browser.

Subject, sender, attachments' names and both bodies of the mails carry the payloads, and so do a table's cells and labels,
the conversation's questions, answers and title. None may run, load anything or become an element.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from markdown_it import MarkdownIt

from kotae.records import AnswerEvent, AnswerSentence, Citation, Event
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.test_hostile import ALL, DEALT, FORBIDDEN, PAYLOADS, assert_inert
from tests.ui.browser.visit import IN_A_BROWSER, WORDS, Visit, expect

pytestmark = IN_A_BROWSER

BODY = {"en": "The zebra costs 55 yen.", "ja": "縞馬は五十五円です。"}
QUESTION = {"en": "The zebra costs 55 yen", "ja": "縞馬は五十五円ですか"}
# A web address in a text may be pressed; it tells nothing of where it stands.
LINKS = "a:not([rel~=noopener][rel~=noreferrer][href^=http])"


def _mail(payload: str, *, language: str, html: bool) -> bytes:
    message = EmailMessage()
    message["Subject"] = f"{BODY[language]} {payload}"
    message["From"] = Address(display_name=payload, username="a", domain="example.org")
    message["To"] = Address(display_name=payload, username="b", domain="example.org")
    message["Date"] = "Mon, 07 Apr 2025 09:00:00 +0900"
    said = f"{BODY[language]} {payload}"
    if html:
        message.set_content(
            f"<html><head><title>{payload}</title></head><body>{payload}<h1>{said}</h1><p>{said}</p>"
            f"<table><tr><th>{payload}</th><td>{said}</td></tr></table></body></html>",
            subtype="html",
        )
    else:
        message.set_content(f"{said}\n\n> {said}\n\n-- \n{payload}\n")
    message.add_attachment(f"{said}\n", filename=f"{payload}.txt")
    message.add_attachment(f"<p>{said}</p>{payload}", subtype="html", filename=f"{payload}.html")
    return message.as_bytes()


def _sheet() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "<script>zebra"
    for row in _cells():
        sheet.append(row)
    book.save(content)
    return content.getvalue()


def _cells() -> Iterator[list[str]]:
    yield ["zebra 縞馬", *PAYLOADS]
    for language, said in BODY.items():
        yield [f"{said} {language}", *(f"{payload} 55" for payload in PAYLOADS)]


@pytest.fixture(scope="module")
def documents() -> Mapping[str, str | bytes]:
    """A mail of each kind and language, each with other payloads at all its places, and tables of all of them."""
    mails = {
        f"{'ja' if number % 2 else 'en'} {number}.eml": _mail(
            payload, language="ja" if number % 2 else "en", html=number % 4 < 2
        )
        for number, payload in enumerate(DEALT)
    }
    table = io.StringIO()
    csv.writer(table).writerows(_cells())
    return mails | {"<b>cells.csv": table.getvalue(), "<b>cells.xlsx": _sheet()}


@pytest.fixture
def hostile_answers(desk: ScriptedDesk) -> Iterator[None]:
    """Answers whose every word carries the payloads: as if what is kept of them had been altered."""

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if not isinstance(event, AnswerEvent):
                continue
            passage = event.answer.hits[0].passage
            cited = Citation(
                start=passage.start,
                end=passage.end,
                document=replace(passage.document, title=ALL),
                quote=f"{ALL} {passage.text}",
                heading=ALL,
            )
            sentence = AnswerSentence(text=ALL, citations=(cited,), support="verified", gloss=((ALL, ALL),))
            yield AnswerEvent(
                answer=replace(event.answer, status="answered", sentences=(sentence,), note=ALL, text=ALL)
            )

    desk.script = script
    yield
    desk.script = None


def _unfold(visit: Visit, within: str) -> None:
    for folded in visit.page.locator(f"{within} details").all():
        folded.evaluate("(details) => { details.open = true; }")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_hostile_mails_stay_text_wherever_they_are_shown(
    visiting: Visiting, desk: ScriptedDesk, language: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.ask(QUESTION[language], 1)
    _unfold(visit, "#k-current")
    assert any(payload[:12] in page.inner_text("#k-rail") for payload in PAYLOADS)
    assert_inert(visit)
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-document")
    page.wait_for_timeout(200)
    assert_inert(visit)
    page.keyboard.press("Escape")
    visit.tab(1)
    page.wait_for_selector("#k-library table")
    expect(page.locator("#k-library").first).to_contain_text("window.pwned", use_inner_text=True)
    assert_inert(visit)
    paths = {info.path: info.id for info in desk.documents()}
    assert len([path for path in paths if ".eml/" in path]) == 2 * len(DEALT)
    mails = [path for path in paths if path.startswith(language)]
    attached = [path for path in mails if ".eml/" in path]
    tables = [path for path in paths if path.startswith("<b>")]
    for path in [*(path for path in mails if path not in attached), *attached[:4], *tables]:
        page.goto(f"{visit.address}reader?document={paths[path]}&start=0&end=20")
        page.wait_for_selector("#k-reader-page .k-document [data-place]")
        assert_inert(visit)


def _opened_alone(visit: Visit, file: Path) -> str:
    """Open a file as somebody would who was sent it, and return the text that is seen."""
    page, asked = visit.context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: visit.complaints.append(dialog.message))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.goto(file.as_uri())
    page.mouse.move(200, 200)
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert asked == [file.as_uri()]
    found = page.evaluate(
        f"[...document.body.querySelectorAll(`{FORBIDDEN}, {LINKS}`)].map((bad) => bad.outerHTML)"
    )
    assert found == []
    seen: str = page.inner_text("body")
    page.close()
    return seen


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.usefixtures("hostile_answers")
def test_a_hostile_conversation_stays_text_restored_and_exported(
    visiting: Visiting, tmp_path: Path, language: str
) -> None:
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.ask(f"{QUESTION[language]} {ALL}", 1)
    visit.ask(f"{QUESTION[language]} {PAYLOADS[1]}", 2)
    kept = page.url.partition("?c=")[2]
    item = page.locator(f"#k-list li:has([data-conversation='{kept}'])")
    page.click("#k-sidebar .toggle-button")
    item.locator(".k-menu > summary").click()
    item.locator("input").fill(PAYLOADS[0] + PAYLOADS[1])
    item.locator("input").press("Enter")
    page.wait_for_selector("#k-list a:has-text('window.pwned=1')")
    assert_inert(visit)
    page.reload()
    page.wait_for_selector("#k-current .k-turn[data-turn='2'] .k-actions")
    expect(page.locator("#k-history .k-turn")).to_have_count(1)
    _unfold(visit, "#k-history")
    _unfold(visit, "#k-current")
    expect(page.locator("#k-history").first).to_contain_text(PAYLOADS[0], use_inner_text=True)
    expect(page.locator("#k-current .k-answer").first).to_contain_text(PAYLOADS[0], use_inner_text=True)
    assert_inert(visit)
    page.click("#k-sidebar .toggle-button")
    item.locator(".k-menu > summary").click()
    for kind, ending in (("html", "html"), ("markdown", "md")):
        with page.expect_download() as downloading:
            item.locator(f"[data-kind={kind}]").click()
        downloading.value.save_as(tmp_path / f"kotae.{ending}")
    assert PAYLOADS[0] in _opened_alone(visit, tmp_path / "kotae.html")
    markdown = (tmp_path / "kotae.md").read_text(encoding="utf-8")
    (tmp_path / "shown.html").write_text(
        f"<!doctype html><meta charset=utf-8><body>{MarkdownIt().render(markdown)}", encoding="utf-8"
    )
    assert PAYLOADS[0] in _opened_alone(visit, tmp_path / "shown.html")
    assert visit.complaints == []
    expect(page.locator("body").first).to_contain_text(WORDS[language]["ask"], use_inner_text=True)
