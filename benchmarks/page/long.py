"""What is long: a PDF of 300 pages, a document of a million characters, a conversation of 100 turns."""

import itertools
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import kotae
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.kept import ConversationStore
from tests.parsing.pdf_files import Ink, make_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
LONG_CHARS = 1_000_000
PAGES = 300
ASKED_PAGE = 250
TURNS = 100
VISITS = 5
QUESTION = "When was the crane of pier 250 repaired?"
SAID = "The crane of pier 250 was repaired in 1987."

# Longest time between two frames while the conversation is scrolled from its end to its beginning and back.
SCROLL = """async () => {
  const gaps = [], page = document.scrollingElement;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let before = performance.now();
  const go = async (by) => {
    for (;;) {
      const at = page.scrollTop;
      page.scrollBy({ top: by, behavior: "instant" });
      before = performance.now();
      await frame(); await frame();
      gaps.push((performance.now() - before) / 2);
      if (Math.abs(page.scrollTop - at) < 1) return;
    }
  };
  page.scrollTo({ top: page.scrollHeight, behavior: "instant" });
  await frame();
  await go(-400);
  await go(400);
  return gaps;
}"""


def long_library(folder: Path) -> Path:
    """Return an index of the shipped documents, a PDF of 300 pages and a very long Japanese document."""
    corpus = folder / "corpus"
    shutil.copytree(ROOT / "corpus", corpus)
    texts = [path.read_text(encoding="utf-8") for path in sorted((corpus / "ja").glob("*.md"))]
    body = "\n\n".join(text.split("---", 2)[-1] for text in texts)
    (corpus / "long.txt").write_text((body * (LONG_CHARS // len(body) + 1))[:LONG_CHARS], encoding="utf-8")
    (corpus / "piers.pdf").write_bytes(make_pdf(list(_pages()), title="Piers"))
    kotae.build(corpus, folder / "index", settings=_settings())
    return folder / "index"


def _settings() -> kotae.Settings:
    return kotae.Settings.model_validate({"embedding": {"model": "hashing"}})


def _pages() -> Iterator[list[Ink]]:
    for page in range(1, PAGES + 1):
        lines = [f"Line {line} of page {page} tells of ropes, nets and tides." for line in range(1, 31)]
        lines[11] = SAID.replace("250", str(page)) if page == ASKED_PAGE else lines[11]
        yield [Ink(x=72, y=780 - 22 * at, text=text) for at, text in enumerate(lines)]


def boxed_page(browser: "Browser", address: str) -> list[float]:
    """Return seconds from pressing a mark to its page with the boxed sentence, drawn."""
    times = []
    for _ in range(VISITS):
        page = browser.new_context(locale="en-GB").new_page()
        page.goto(address)
        page.wait_for_selector(".k-welcome >> text=What would you like")
        page.fill("#k-composer textarea", QUESTION)
        page.press("#k-composer textarea", "Enter")
        page.wait_for_selector("#k-current .k-actions")
        began = time.perf_counter()
        page.locator("#k-current a.k-mark").first.click()
        page.wait_for_selector("dialog[open] .k-ready mark.k-current", state="attached")
        page.wait_for_function("document.querySelector('dialog .k-ready .k-picture')?.naturalWidth > 900")
        times.append(time.perf_counter() - began)
        page.context.close()
    return times


def reading(browser: "Browser", address: str, document: str) -> tuple[float, float, int]:
    """Return seconds until a document is shown and until its first words are explained; how many are."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".k-welcome")
    began = time.perf_counter()
    page.goto(f"{address}reader?document={document}")
    page.wait_for_selector(".k-document [data-place]")
    shown = time.perf_counter() - began
    page.wait_for_selector(".k-w", timeout=120_000)
    explained = time.perf_counter() - began
    page.wait_for_timeout(500)
    words = page.locator(".k-w").count()
    context.close()
    return shown, explained, words


def keep_conversation(index: Path, questions: Sequence[str]) -> str:
    """Keep a conversation of 100 answered questions beside an index; return its id."""
    store, name = ConversationStore(index), ""
    with kotae.open(index, settings=_settings()) as knowledge:
        for number, question in enumerate(itertools.islice(itertools.cycle(questions), TURNS), start=1):
            turn = Turn(number=number, question=question, answer=knowledge.ask(question))
            name = store.keep(name, turn, owner="")
    return name


def scrolling(browser: "Browser", address: str, name: str) -> tuple[float, float]:
    """Return the median and the longest time between frames, in seconds, while a conversation is scrolled."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{address}?c={name}")
    page.wait_for_function(f"document.querySelectorAll('.k-turn').length === {TURNS}")
    page.wait_for_timeout(1_000)
    gaps = [float(gap) / 1000 for gap in page.evaluate(SCROLL)]
    context.close()
    return statistics.median(gaps), max(gaps)
