"""Take the pictures of the page that README and docs show: ``python -m docs.make_images [--work FOLDER] [--steps]``.

Copies ``corpus/``, prints some of its documents to PDF with Debian's Chromium, indexes and serves that on this
machine, visits it, and writes ``docs/images/``: both languages, light and dark, a desk's screen and a
phone's, and a tour. With ``--work`` the copy and its index are kept, so that another run is quicker. With ``--steps`` only what
somebody sees who gathers, compares and checks a folder of contracts (``benchmarks/conflicts/contracts.txt``).
"""

import argparse
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from kotae.config import Settings
from kotae.parsing import read_file
from kotae.pipeline import build
from kotae.ui.desk import Desk
from kotae.ui.reader.view import render_document
from kotae.ui.server.serving import ServerSettings, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, PdfMargins

CORPUS = Path(__file__).parent.parent / "corpus"
PRINTED = ("en/ai-promotion-act", "en/investment", "ja/ai-promotion-act", "ja/mirrorface")
SHEET = """<style>body { font: 11.5pt/1.75 'Noto Serif CJK JP', serif; } h3 { font-size: 20pt; } h4 { font-size: 14pt; }
table { border-collapse: collapse; } td { border: 1px solid #888; padding: 3pt 8pt; }</style>"""
MARGIN: "PdfMargins" = {"top": "22mm", "right": "22mm", "bottom": "22mm", "left": "22mm"}
MAX_BYTES = {"png": 400_000, "gif": 4_000_000}
TARGET = Path(__file__).parent / "images"
QUESTIONS = {
    # The last, which is seen, is answered from the other language.
    "en": (
        "When was Japan's AI promotion act passed?",
        "Which hacker group did the police warn about in January 2025?",
    ),
    "ja": ("AI推進法はいつ成立しましたか？", "Microsoftは日本にいくら投資しますか？"),
}
SHOTS = (
    ("page-en", "en", 1280, 800, "light"),
    ("page-ja", "ja", 1280, 800, "dark"),
    ("phone-en", "en", 400, 800, "dark"),
    ("phone-ja", "ja", 400, 800, "light"),
)
GATHERED = "賃料の一覧をください"  # the leases are in Japanese
CONFLICTS_TAB, HEALTH_TAB = 2, 3
TOUR_WIDTH = 960
TOUR_MS = 1800


@contextmanager
def visit(
    browser: "Browser", address: str, language: str, width: int, height: int, scheme: str
) -> "Iterator[Page]":
    """Open the page as a visitor of that language, screen and scheme."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale={"ja": "ja-JP", "en": "en-GB"}[language],
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.wait_for_selector(".k-welcome")
    page.wait_for_timeout(1500)
    yield page
    context.close()


def ask(page: "Page", question: str, turn: int) -> None:
    """Ask and wait for the whole answer."""
    page.fill("#k-composer textarea", question)
    page.press("#k-composer textarea", "Enter")
    page.wait_for_selector(f"#k-current .k-turn[data-turn='{turn}'] .k-actions")
    with suppress(PlaywrightTimeout):  # there isn't always something to go on with
        page.wait_for_selector("#k-further button", timeout=20_000)
    page.wait_for_timeout(600)


def read(page: "Page") -> None:
    """Open the last answer's first source beside it, as it looks."""
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current", state="attached")
    if page.locator("dialog .k-leaf").count():
        page.wait_for_function("document.querySelector('dialog .k-ready .k-picture')?.naturalWidth > 0")
    page.mouse.move(0, 0)
    page.wait_for_timeout(2500)


def picture(page: "Page") -> Image.Image:
    """Return what the page shows."""
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def save(image: Image.Image, name: str) -> None:
    """Write a picture with 256 colours, which its few need, optimised."""
    image.quantize(256).save(TARGET / f"{name}.png", optimize=True)
    checked(TARGET / f"{name}.png")


def checked(path: Path) -> None:
    """Stop where a picture is larger than README should carry."""
    if path.stat().st_size > MAX_BYTES[path.suffix.lstrip(".")]:
        raise SystemExit(f"{path}: {path.stat().st_size:,} bytes are too many")


def prepare(browser: "Browser", work: Path) -> None:
    """Copy the corpus, some of it printed, and index it; what is there already is kept."""
    corpus = work / "corpus"
    if not corpus.exists():
        shutil.copytree(CORPUS, corpus)
    page = browser.new_page()
    for name in PRINTED:
        written = corpus / f"{name}.md"
        if written.exists():
            (document,) = read_file(written, relative_path=f"{name}.md")
            page.set_content(f"<title>{document.info.title}</title>{SHEET}{render_document(document)}")
            page.pdf(path=corpus / f"{name}.pdf", format="A4", margin=MARGIN)
            written.unlink()
    page.close()
    build(corpus, work / "index", settings=Settings.load(None))


def tour(browser: "Browser", address: str) -> list[Image.Image]:
    """Return a tour's pictures: the welcome, an answer, the page it rests on, word help, the conversations."""
    frames = []
    with visit(browser, address, "en", 1280, 800, "light") as page:
        frames.append(picture(page))
        page.fill("#k-composer textarea", QUESTIONS["en"][1])
        frames.append(picture(page))
        ask(page, QUESTIONS["en"][1], 1)
        frames.append(picture(page))
        read(page)
        frames.append(picture(page))
        page.click("dialog a.k-view")
        page.wait_for_selector("dialog mark.k-current .k-w")
        page.click("dialog [data-action=furigana]")
        page.locator("dialog mark .k-w").first.hover()
        page.wait_for_timeout(600)
        frames.append(picture(page))
        page.click("dialog [data-action=close-reader]")
        page.click("#k-sidebar .toggle-button")
        page.wait_for_timeout(800)
        frames.append(picture(page))
    return frames


def tab(page: "Page", number: int) -> None:
    """Go to a tab, counted from 0."""
    tabs = "document.querySelectorAll('#k-tabs button[role=tab]')"
    page.wait_for_function(f"{tabs}.length > {number}")
    page.evaluate(f"{tabs}[{number}].click()")


def steps(browser: "Browser", work: Path) -> None:
    """Write what is seen of a folder of contracts: all rows and their certificate, contradictions, the library's health."""
    from benchmarks.conflicts.marked import contracts

    corpus = work / "contracts"
    if not corpus.exists():
        contracts().write(corpus)
    build(corpus, work / "contracts-index", settings=Settings.load(None))
    with (
        Desk.open(work / "contracts-index", settings=Settings.load(None)) as desk,
        served(desk, ServerSettings(port=0), []) as address,
    ):
        desk.warm_up()
        for language, scheme in (("en", "light"), ("ja", "dark")):
            with visit(browser, address, language, 1280, 800, scheme) as page:
                page.check("#k-gather input")
                page.fill("#k-composer textarea", GATHERED)
                page.press("#k-composer textarea", "Enter")
                page.wait_for_selector("#k-current .k-certificate")
                page.locator("#k-current .k-certificate").scroll_into_view_if_needed()
                page.wait_for_timeout(1500)
                save(picture(page), f"gather-{language}")
                tab(page, CONFLICTS_TAB)
                page.wait_for_selector("#k-conflicts .k-begin, #k-conflicts .k-pair")
                if not page.locator("#k-conflicts .k-pair").count():
                    page.click("#k-conflicts .k-begin")
                page.wait_for_selector("#k-conflicts .k-pair", timeout=600_000)
                page.wait_for_timeout(1500)
                save(picture(page), f"conflicts-{language}")
        # Last, for it takes minutes.
        for language, scheme in (("en", "light"), ("ja", "dark")):
            with visit(browser, address, language, 1280, 800, scheme) as page:
                tab(page, HEALTH_TAB)
                page.wait_for_selector("#k-health [data-choice=quick], #k-health .k-certificate")
                if not page.locator("#k-health .k-certificate").count():
                    page.click("#k-health [data-choice=quick]")
                page.wait_for_selector("#k-health .k-certificate", timeout=600_000)
                page.wait_for_timeout(1500)
                save(picture(page), f"health-{language}")


def main() -> None:
    """Write every picture."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--steps", action="store_true")
    arguments = parser.parse_args()
    given = arguments.work
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        work = (given or Path(temporary)).resolve()
        work.mkdir(exist_ok=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        steps(browser, work)
        if arguments.steps:
            browser.close()
            return
        prepare(browser, work)
        with (
            Desk.open(work / "index", settings=Settings.load(None)) as desk,
            served(desk, ServerSettings(port=0), []) as address,
        ):
            desk.warm_up()
            desk.examples.get("en", wait=300)
            take(browser, address)
        browser.close()


def take(browser: "Browser", address: str) -> None:
    """Visit the page in every way, and write what is seen."""
    TARGET.mkdir(exist_ok=True)
    for name, language, width, height, scheme in SHOTS:
        with visit(browser, address, language, width, height, scheme) as page:
            for turn, question in enumerate(QUESTIONS[language], start=1):
                ask(page, question, turn)
            save(picture(page), name)
            read(page)
            save(picture(page), name.replace("page", "reader").replace("phone", "sheet"))
    frames = [
        frame.resize((TOUR_WIDTH, TOUR_WIDTH * frame.height // frame.width)).quantize(128)
        for frame in tour(browser, address)
    ]
    rest, options = frames[1:], {"duration": TOUR_MS, "loop": 0, "optimize": True}
    frames[0].save(TARGET / "tour.gif", save_all=True, append_images=rest, **options)  # type: ignore[arg-type]
    checked(TARGET / "tour.gif")


if __name__ == "__main__":
    main()
