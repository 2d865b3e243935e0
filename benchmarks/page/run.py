"""How fast the page is where people meet it: in a browser, and with eight people asking at once.

Run from the repository: ``python -m benchmarks.page.run [--index FOLDER] [--long] [--record]``.
"""

import argparse
import itertools
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import kotae
from benchmarks.page import long
from benchmarks.record import record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
PEOPLE = 8
ROUNDS = 4

Figures = dict[str, dict[str, object]]

# Notes, in the browser's own clock, when Enter goes down and when the first card and the first mark appear.
WATCH = """() => {
  window.seen = {};
  addEventListener('keydown', (e) => { if (e.key === 'Enter') window.seen = {asked: performance.now()}; }, true);
  new MutationObserver(() => {
    const parts = {card: '#k-rail .k-card', mark: '#k-current a.k-mark', done: '#k-current .k-actions'};
    for (const [name, what] of Object.entries(parts)) {
      if (window.seen.asked && !window.seen[name] && document.querySelector(what)) {
        window.seen[name] = 0;
        requestAnimationFrame(() => requestAnimationFrame(() => { window.seen[name] = performance.now(); }));
      }
    }
  }).observe(document.body, {childList: true, subtree: true});
}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def spread(seconds: Sequence[float]) -> str:
    """Return median and 95th percentile in milliseconds."""
    return f"p50 {percentile(seconds, 50) * 1000:5.0f} ms   p95 {percentile(seconds, 95) * 1000:5.0f} ms   n {len(seconds)}"


def row(seconds: Sequence[float], *, wanted: str = "") -> dict[str, object]:
    """Return a row of the record; ``wanted`` is the most that is allowed."""
    several = len(seconds) > 1
    told: dict[str, object] = {"p50 ms": round(statistics.median(seconds) * 1000)}
    if several:
        told |= {"p95 ms": round(percentile(seconds, 95) * 1000), "n": len(seconds)}
    return told | ({"wanted": wanted} if wanted else {})


def percentile(seconds: Sequence[float], percent: int) -> float:
    """Return the value that ``percent`` of all don't exceed."""
    return statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """Serve an index in a process of its own, as people do; gives the address once the model is warm."""
    command = [sys.executable, "-m", "kotae", "serve", "--index", str(index), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            address = next(
                word for line in server.stdout for word in line.split() if word.startswith("http://")
            )
            client_of(address).predict(question="準備 ready", api_name="/ask")
            yield address
        finally:
            server.terminate()


def client_of(address: str) -> Any:  # noqa: ANN401 - gradio_client publishes no types
    """Return a client of the page's HTTP API."""
    from gradio_client import Client

    return Client(address, verbose=False, httpx_kwargs={"timeout": 60})


def first_paint(browser: "Browser", address: str) -> tuple[list[float], list[float]]:
    """Return seconds to the first paint and until the page can be used, each visit with an empty cache."""
    paints, usable = [], []
    for _ in range(6):
        context = browser.new_context(locale="ja-JP")
        page = context.new_page()
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector(".k-welcome >> text=何をお調べしますか")
        usable.append(time.perf_counter() - began)
        page.wait_for_function(PAINT)
        paints.append(page.evaluate(PAINT) / 1000)
        context.close()
    return paints, usable


def first_citation(browser: "Browser", address: str, questions: Sequence[str]) -> dict[str, list[float]]:
    """Return seconds from Enter to what appears on the screen, in one conversation per question."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".k-welcome")
    page.evaluate(WATCH)
    found: dict[str, list[float]] = {"card": [], "mark": [], "done": []}
    for question in questions:
        seen = timed_question(page, question)
        for name, times in found.items():
            if seen.get(name):
                times.append((seen[name] - seen["asked"]) / 1000)
        page.click("button:has-text('New conversation')")
        page.wait_for_selector("#k-current .k-turn", state="detached")
    context.close()
    return found


def timed_question(page: "Page", question: str) -> dict[str, float]:
    """Return when it was asked and when things appeared, in milliseconds."""
    page.fill("#k-composer textarea", question)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_function("() => window.seen.done > 0")
    seen: dict[str, float] = page.evaluate("window.seen")
    return seen


def people(address: str, questions: Iterator[str], number: int) -> list[float]:
    """Return seconds per answer with ``number`` people asking one question after the other, none twice.

    Raises:
        ValueError: Somebody got the answer to another question.
    """
    clients = [client_of(address) for _ in range(number)]
    mine = [list(itertools.islice(questions, ROUNDS)) for _ in range(number)]

    def asking(person: int) -> list[float]:
        times = []
        for question in mine[person]:
            began = time.perf_counter()
            answer = clients[person].predict(question=question, api_name="/ask")
            times.append(time.perf_counter() - began)
            if answer["question"] != question:
                raise ValueError(f"asked {question!r}, answered {answer['question']!r}")
        return times

    with ThreadPoolExecutor(number) as crowd:
        return [seconds for times in crowd.map(asking, range(number)) for seconds in times]


def report_long(browser: "Browser", questions: Sequence[str]) -> Figures:
    """Time what is long: a PDF of 300 pages, documents of 1,000 and a million characters, 100 turns."""
    from kotae.translation.glossary import prepared_glossary

    began = time.perf_counter()
    prepared_glossary()
    print(f"pocket dictionary there after         {time.perf_counter() - began:5.1f} s (made once)")
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        index = long.long_library(Path(folder))
        name = long.keep_conversation(index, questions)
        with hashing_model(), serving(index) as address, kotae.open(index) as knowledge:
            figures["boxed page of a 300-page PDF"] = row(long.boxed_page(browser, address), wanted="1.2 s")
            print(f"boxed page, PDF of {long.PAGES} pages          {figures['boxed page of a 300-page PDF']}")
            for path in ("ja/investment.md", "long.txt"):
                info = next(info for info in knowledge.documents() if info.path == path)
                length = len(knowledge.document(info.id).text)
                long.reading(browser, address, info.id)
                shown, explained, words = long.reading(browser, address, info.id)
                figures[f"reader, {length:,} characters"] = row([shown], wanted="1.5 s")
                print(
                    f"reader, {length:9,} characters          shown {shown * 1000:5.0f} ms   "
                    f"first words explained {explained * 1000:5.0f} ms   {words} words"
                )
            median, longest = long.scrolling(browser, address, name)
            figures["between frames, 100 turns scrolled"] = {
                "p50 ms": round(median * 1000),
                "longest ms": round(longest * 1000),
                "wanted": "1 s",
            }
            print(
                f"100 turns scrolled, between frames    p50 {median * 1000:5.0f} ms   longest {longest * 1000:5.0f} ms"
            )
    return figures


@contextmanager
def hashing_model() -> Iterator[None]:
    """Use no model in processes started meanwhile: only reading is timed."""
    import os

    os.environ["KOTAE_EMBEDDING__MODEL"] = "hashing"
    try:
        yield
    finally:
        del os.environ["KOTAE_EMBEDDING__MODEL"]


def report_page(browser: "Browser", address: str, questions: Iterator[str]) -> Figures:
    """Time the first paint, the first citation and a crowd."""
    paints, usable = first_paint(browser, address)
    print(f"first paint, empty cache              {spread(paints)}")
    print(f"welcome in the browser's language     {spread(usable)}")
    first_citation(browser, address, list(itertools.islice(questions, 16)))
    seen = first_citation(browser, address, list(itertools.islice(questions, 24)))
    for name, words in (
        ("card", "first passage"),
        ("mark", "first cited sentence"),
        ("done", "whole answer"),
    ):
        print(f"Enter to {words:<28} {spread(seen[name])}")
    return {
        "first paint, empty cache": row(paints, wanted="1.0 s"),
        "welcome in the browser's language": row(usable),
        "Enter to first cited sentence": row(seen["mark"], wanted="350 ms"),
        "Enter to whole answer": row(seen["done"]),
    }


def report_crowd(address: str, questions: Iterator[str]) -> Figures:
    """Time one person and eight, asking over HTTP; one before and after, so that neither has the warmer memory."""
    before = people(address, questions, 1) + people(address, questions, 1)
    crowd = people(address, questions, PEOPLE)
    alone = before + people(address, questions, 1) + people(address, questions, 1)
    print(f"one person asking                     {spread(alone)}")
    print(f"{PEOPLE} people asking at once              {spread(crowd)}")
    ratio = percentile(crowd, 95) / percentile(alone, 50)
    print(f"p95 of {PEOPLE} people / median of one        {ratio:5.2f}")
    of_one = percentile(crowd, 95) / percentile(alone, 95)
    print(f"p95 of {PEOPLE} people / p95 of one           {of_one:5.2f}")
    return {
        "one person asking": row(alone),
        f"{PEOPLE} people asking at once": row(crowd),
        f"p95 of {PEOPLE} people / p95 of one": {"ratio": round(of_one, 2), "wanted": "4"},
    }


def report_memory(index: Path, questions: Sequence[str]) -> None:
    """Time answers with and without the memory of vectors, question by question in turn."""
    from unittest.mock import patch

    times: dict[str, list[float]] = {"without": [], "with": []}
    with patch("kotae.pipeline.opened.lender.RememberingEmbedder", lambda embedder: embedder):
        plain = kotae.open(index)
        plain.ask("準備 ready")
    with plain, kotae.open(index) as remembering:
        remembering.ask("準備 ready")
        for question in questions:
            for name, knowledge in (("without", plain), ("with", remembering)):
                began = time.perf_counter()
                knowledge.ask(question)
                times[name].append(time.perf_counter() - began)
    for name, seconds in times.items():
        print(f"answer, {name:>7} remembered vectors     {spread(seconds)}")


def with_browser(use: Callable[["Browser"], Figures]) -> Figures:
    """Return what is measured with Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        figures = use(browser)
        browser.close()
    return figures


def main() -> None:
    """Measure, print and perhaps write the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="an index of corpus/; without it, one is built")
    parser.add_argument("--long", action="store_true", help="only what is long; writes no record")
    parser.add_argument("--record", action="store_true", help="write results.json")
    chosen = parser.parse_args()
    rows = (ROOT / "benchmarks/questions/corpus/queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(row)["text"] for row in rows]
    random.Random(5).shuffle(asked)
    if chosen.long:
        with_browser(lambda browser: report_long(browser, asked))
        return
    questions = iter(asked)
    with tempfile.TemporaryDirectory() as folder:
        index = chosen.index or Path(folder, "index")
        if chosen.index is None:
            kotae.build(ROOT / "corpus", index)
        with serving(index) as address:
            figures = with_browser(lambda browser: report_page(browser, address, questions))
            figures |= report_crowd(address, questions)
        report_memory(index, asked)
    figures |= with_browser(lambda browser: report_long(browser, asked))
    if chosen.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.page.run --record",
            on="corpus/ with benchmarks/questions/corpus; for what is long, the embedder that needs no model",
            figures=figures,
        )


if __name__ == "__main__":
    main()
