"""Take the pictures of the page that README and docs show: ``python docs/make_images.py [--index FOLDER]``.

Serves an index of ``corpus/`` on this machine, visits it with Debian's Chromium, and writes
``docs/images/``: both languages, light and dark, a desk's screen and a phone's, and a tour.
"""

import argparse
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from kotae.config import Settings
from kotae.ui.desk import Desk
from kotae.ui.serving import ServerSettings, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TARGET = Path(__file__).parent / "images"
QUESTIONS = {
    "en": (
        "Which hacker group did the police warn about in January 2025?",
        "When was Japan's AI promotion act passed?",
    ),
    "ja": ("Microsoftは日本にいくら投資しますか？", "AI推進法はいつ成立しましたか？"),
}
SHOTS = (
    ("page-en", "en", 1280, 800, "light"),
    ("page-ja", "ja", 1280, 800, "dark"),
    ("phone-en", "en", 400, 800, "dark"),
    ("phone-ja", "ja", 400, 800, "light"),
)
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
    page.wait_for_timeout(600)


def read(page: "Page") -> None:
    """Open the last answer's first source beside it."""
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current .k-w")
    page.wait_for_timeout(600)


def picture(page: "Page") -> Image.Image:
    """Return what the page shows."""
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def save(image: Image.Image, name: str) -> None:
    """Write a picture with 256 colours, which its few need, optimised."""
    image.quantize(256).save(TARGET / f"{name}.png", optimize=True)


def tour(browser: "Browser", address: str) -> list[Image.Image]:
    """Return a tour's pictures: the welcome, an answer, its source, furigana, the conversations."""
    frames = []
    with visit(browser, address, "en", 1280, 800, "light") as page:
        frames.append(picture(page))
        page.fill("#k-composer textarea", QUESTIONS["en"][0])
        frames.append(picture(page))
        ask(page, QUESTIONS["en"][0], 1)
        frames.append(picture(page))
        read(page)
        frames.append(picture(page))
        page.click("dialog [data-action=furigana]")
        page.locator("dialog mark .k-w").first.hover()
        page.wait_for_timeout(600)
        frames.append(picture(page))
        page.click("dialog [data-action=close-reader]")
        page.click("#k-sidebar .toggle-button")
        page.wait_for_timeout(800)
        frames.append(picture(page))
    return frames


def main() -> None:
    """Write every picture."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--index", type=Path, default=Path("index"))
    index = parser.parse_args().index
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    TARGET.mkdir(exist_ok=True)
    with (
        Desk.open(index, settings=Settings.load(None)) as desk,
        served(desk, ServerSettings(port=0), []) as address,
        sync_playwright() as playwright,
    ):
        desk.warm_up()
        desk.examples.get("en", wait=300)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
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
        browser.close()
    rest, options = frames[1:], {"duration": TOUR_MS, "loop": 0, "optimize": True}
    frames[0].save(TARGET / "tour.gif", save_all=True, append_images=rest, **options)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
