"""Documents, names and a language model that attack the page, in a real browser.

Everything that is shown of a document carries the same payloads: its text, title, headings, file
name, table cells and links; and so does what the language model writes, while it streams and at
the end. None may run, load anything, become an element, or break the layout.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.records import (
    AnswerEvent,
    AnswerSentence,
    Citation,
    Event,
    HitsEvent,
    SentenceEvent,
    StageEvent,
    TextEvent,
    Vote,
)
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, Visit, expect

pytestmark = IN_A_BROWSER

PAYLOADS = (
    "<script>window.pwned=1</script>",
    '<img src="/probe.png" onerror="window.pwned=1">',
    '<img src="https://example.com/probe.png">',
    '"><svg onload="window.pwned=1"><a xlink:href="javascript:window.pwned=1">x</a></svg>',
    '<iframe src="https://example.com/probe" srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "' onmouseover='window.pwned=1' autofocus onfocus='window.pwned=1",
    "<style>body{background:url(/probe.css)}</style><link rel=stylesheet href=/probe.css>",
    "<form action=/probe><button formaction=javascript:window.pwned=1>x</button></form>",
    "<details open ontoggle=window.pwned=1><summary>x</summary></details>",
    "<base href=https://example.com/><meta http-equiv=refresh content='0;url=https://example.com/probe'>",
    "${window.pwned=1} {{constructor.constructor('window.pwned=1')()}} {{#each value}}{{this}}{{/each}} #{7*7} <%= 7*7 %>",
    "[go](javascript:window.pwned=1) ![x](https://example.com/probe.png) <https://example.com/probe>",
    "[a](data:text/html,<script>window.pwned=1</script>) [b](//example.com/probe) [c](vbscript:x)",
    "\u202eexe.fdp\u202c \u2066hidden\u2069 \u200bzero\u200b",
    "</textarea></dialog></div></script><script>window.pwned=1</script>",
)
ALL = " ".join(PAYLOADS)
# A page is loaded for each document: four are enough for each payload to stand at each place of one of them.
DEALT = tuple(" ".join(PAYLOADS[number::4]) for number in range(4))
WIDE = "W" * 5_000
TALL = "長" * 5_000
QUESTION = {
    "ja": f"縞馬は五十五円ですか {PAYLOADS[0]}",
    "en": f"The zebra costs 55 yen {PAYLOADS[1]}",
}
NAMES = (
    "<img src=x onerror=window.pwned=1>.md",
    '" onmouseover="window.pwned=1.md',
    "${window.pwned=1}{{7*7}}.md",
    "\u202edm.exe.md",
    "[x](javascript:window.pwned=1).md",
)
BODY = (
    "The zebra costs 55 yen. 縞馬は五十五円です。 {payload}\n\n"
    "- item {payload}\n\n> quote {payload}\n\n```\n{payload}\n```\n\n| a | b |\n|---|---|\n| {payload} | zebra |\n"
)
# Elements and attributes that nothing of a document may become; the page's own parts have none of them.
FORBIDDEN = (
    "script, img, iframe, svg, object, embed, style, link, base, meta, video, audio, form:not(.k-comment), "
    "[onerror], [onload], [onclick], [onmouseover], [onfocus], [ontoggle], [srcdoc], [formaction], "
    "a[href^='javascript' i], a[href^='data:' i], a[href^='//'], a[href^='vbscript' i]"
)


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """The payloads at every place of four files, one for each hostile name, and two with titles of 5,000 characters."""
    files = {
        f"{number}.md": f"# {payload} {number}\n\n## zebra {payload}\n\n{BODY.format(payload=payload)}"
        for number, payload in enumerate(DEALT)
    }
    named = {name: f"# {name}\n\n{BODY.format(payload=ALL)}" for name in NAMES}
    long = {
        "wide.md": f"# {WIDE}\n\n## {WIDE}\n\nThe zebra costs 55 yen {WIDE}. | {WIDE} |\n",
        "tall.md": f"# {TALL}\n\n## {TALL}\n\n縞馬は五十五円です。{TALL}\n",
    }
    return files | named | long


@pytest.fixture(autouse=True)
def hostile_writer(desk: ScriptedDesk) -> None:
    """A language model that writes the payloads, held back until the test has looked at its draft."""

    def script(question: str, events: Iterator[Event]) -> Iterator[Event]:
        desk.go_on.clear()
        for event in events:
            if isinstance(event, HitsEvent):
                yield event
                yield StageEvent(stage="writing")
                yield from (TextEvent(text=payload[:20]) for payload in PAYLOADS)
                yield TextEvent(text=f"{ALL} {WIDE}")
                desk.go_on.wait(120)
            elif isinstance(event, AnswerEvent):
                passage = event.answer.hits[0].passage
                cited = Citation(
                    start=passage.start,
                    end=passage.end,
                    document=replace(passage.document, title=f"{ALL} {WIDE}"),
                    quote=f"{ALL} {passage.text}",
                    heading=f"{ALL} {WIDE}",
                )
                vote = Vote(checker="likelihood", passed=True, score=1.0, reason=f"{ALL} {WIDE}")
                sentence = AnswerSentence(
                    text=f"{ALL} {WIDE}",
                    citations=(cited,),
                    support="verified",
                    votes=(vote, replace(vote, checker=PAYLOADS[0])),
                    gloss=((ALL, WIDE),),
                )
                yield SentenceEvent(sentence=sentence)
                written = replace(event.answer, status="answered", sentences=(sentence,), note=ALL, text=ALL)
                yield AnswerEvent(answer=written)
            elif not isinstance(event, SentenceEvent):
                yield event

    desk.script = script


def assert_inert(visit: Visit) -> None:
    """Nothing ran, nothing was loaded, nothing became an element, nothing sticks out."""
    page = visit.page
    assert page.evaluate("window.pwned") is None
    assert [url for url in visit.asked if "probe" in url.partition("?")[0]] == []
    assert (visit.foreign, visit.complaints) == ([], [])
    found = page.evaluate(
        f"""() => [...document.querySelectorAll('.html-container, .k-dialog, .k-word-tip')].flatMap(
        (part) => [...part.querySelectorAll(`{FORBIDDEN}`)].map((bad) => bad.outerHTML.slice(0, 120)))"""
    )
    assert found == []
    assert visit.fits()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("ja", 400, "light"), ("en", 1280, "dark"), ("en", 400, "dark")]
)
def test_hostile_answers_stay_text_while_streaming_and_after(
    visiting: Visiting, desk: ScriptedDesk, screenshots: Path, language: str, width: int, scheme: str
) -> None:
    visit = visiting(language, width, scheme)
    page = visit.page
    visit.open(language)
    page.fill("#k-composer textarea", QUESTION[language])
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector(f"#k-current .k-draft >> text={WIDE[:50]}")
    expect(page.locator("#k-current .k-draft").first).to_contain_text(
        "<script>window.pwned=1</script>", use_inner_text=True
    )
    expect(page.locator("#k-current .k-draft").first).to_contain_text("U+202E", use_inner_text=True)
    assert_inert(visit)
    desk.go_on.set()
    page.wait_for_selector("#k-current .k-actions")
    for folded in page.locator("#k-current details").all():
        folded.evaluate("(details) => { details.open = true; }")
    page.locator("#k-current a.k-mark").first.focus()
    page.wait_for_timeout(200)
    expect(page.locator("#k-current .k-answer").first).to_contain_text(
        "${window.pwned=1}", use_inner_text=True
    )
    assert_inert(visit)
    page.screenshot(path=screenshots / f"hostile-{language}-{width}-{scheme}.png", full_page=True)
    for button in ("good", "copy"):
        page.click(f"#k-current [data-action={button}]")
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-document")
    page.wait_for_timeout(400)
    assert_inert(visit)


def test_hostile_documents_stay_text_in_reader_and_library(
    visiting: Visiting, desk: ScriptedDesk, screenshots: Path
) -> None:
    visit = visiting("ja", 400)
    page = visit.page
    visit.open("ja")
    visit.tab(1)
    page.wait_for_selector("#k-library table")
    expect(page.locator("#k-library tbody tr")).to_have_count(len(DEALT) + len(NAMES) + 2)
    assert_inert(visit)
    page.screenshot(path=screenshots / "hostile-library.png")
    page.evaluate("document.querySelectorAll('.k-remove').forEach((folded) => { folded.open = true; })")
    assert_inert(visit)
    explained = 0
    for info in desk.documents():
        page.goto(f"{visit.address}reader?document={info.id}&start=2&end=60")
        page.wait_for_selector("#k-reader-page .k-document [data-place]")
        if info.path == "wide.md":  # the only one without a Japanese word
            page.wait_for_timeout(300)
        else:
            page.wait_for_selector("#k-reader-page .k-w")
        explained += page.locator("#k-reader-page .k-w").count()
        assert_inert(visit)
    assert explained > 20
    page.screenshot(path=screenshots / "hostile-reader.png")
