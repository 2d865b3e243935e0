"""One visitor of the page: a browser tab, and what it asked for and complained about."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        CDPSession,
        Locator,
        Page,
        Request,
    )
    from playwright.sync_api._generated import LocatorAssertions  # it is public nowhere

__all__ = [
    "CHROMIUM",
    "IN_A_BROWSER",
    "IN_EACH_STATE",
    "OF_COLOURS",
    "OTHER",
    "QUESTION",
    "WIDTHS",
    "WORDS",
    "Contexts",
    "Visit",
    "comes_to",
    "expect",
    "findings",
    "findings_of_states",
]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

IN_A_BROWSER = [
    pytest.mark.loopback,
    pytest.mark.dealt,  # a page is loaded in three seconds of a processor: each journey in one language, the next in the other
    pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# What Gradio's client says of itself whenever the stream that told an upload's progress ends.
UPLOADED = "Method not implemented."
QUESTION = {
    "ja": "政府はAI戦略の予算を2,000億円に増やしたか",
    "en": "raised the budget of the AI strategy to 200 billion yen",
}
WORDS = {
    "ja": {
        "welcome": "何をお調べしますか",
        "ask": "質問する",
        "refusal": "文書の中に答えはありません",
        "library": "文書庫",
    },
    "en": {
        "welcome": "What would you like to know?",
        "ask": "Ask",
        "refusal": "The documents don't answer this",
        "library": "Library",
    },
}
OTHER = {"ja": "en", "en": "ja"}
OF_COLOURS = ("color-contrast", "link-in-text-block")
PATIENCE_MS = 60_000
WIDTHS = (400, 760, 1280)
# Each width in one language, before the whole cross.
IN_EACH_STATE = pytest.mark.parametrize(
    ("language", "widths"), [("ja", WIDTHS[:2]), ("en", WIDTHS[2:]), ("ja", WIDTHS), ("en", WIDTHS)]
)
DRAWN = """async () => {
  for (const _ of '12') await new Promise((done) => requestAnimationFrame(done));
}"""


class Contexts:
    """What a browser keeps for one person: lent to one visit at a time, and emptied behind it.

    Only what a server may send again stays, scripts above all: where they are known, the page takes the half of its time.
    """

    def __init__(self, browser: "Browser") -> None:
        self.browser = browser
        self._free: dict[tuple[str, str, bool], list[BrowserContext]] = defaultdict(list)
        self._sessions: dict[BrowserContext, tuple[Page, CDPSession]] = {}

    def lend(self, language: str, scheme: str, touch: bool) -> "BrowserContext":
        """Return a context nobody has, without cookies, rights or anything stored."""
        if free := self._free[language, scheme, touch]:
            return free.pop()
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 800},
            locale={"ja": "ja-JP", "en": "en-GB"}[language],
            has_touch=touch,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",  # what moves is waited for by everything that is pressed, and proves nothing
        )
        blank = context.new_page()  # from here it is emptied when no other page is left to write
        self._sessions[context] = blank, context.new_cdp_session(blank)
        return context

    def give_back(
        self, context: "BrowserContext", address: str, language: str, scheme: str, touch: bool
    ) -> None:
        """Take back a context as it was lent, with what was stored for an address."""
        blank, session = self._sessions[context]
        for page in context.pages:
            if page is not blank:
                page.close()
        context.clear_cookies()
        context.clear_permissions()
        kinds = "local_storage,indexeddb,cache_storage,service_workers,cookies"
        session.send("Storage.clearDataForOrigin", {"origin": address.rstrip("/"), "storageTypes": kinds})
        self._free[language, scheme, touch].append(context)


class Visit:
    """One visitor's tab, or another one ``beside`` it, with everything the browser asked for and complained about."""

    def __init__(
        self,
        contexts: Contexts,
        address: str,
        *,
        language: str,
        width: int,
        scheme: str,
        touch: bool,
        beside: "Visit | None" = None,
    ) -> None:
        self._contexts, self._kind, self._beside = contexts, (language, scheme, touch), beside
        self.context: BrowserContext = beside.context if beside else contexts.lend(*self._kind)
        self.page: Page = self.context.new_page()
        self.page.set_viewport_size({"width": width, "height": 800})
        self.address = address
        self.foreign: list[str] = []
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text)
                if message.type in ("error", "warning") and message.text != UPLOADED
                else None
            ),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.set_default_timeout(PATIENCE_MS)

    def _note(self, request: "Request") -> None:
        self.asked.append(request.url)
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, language: str) -> None:
        self.page.goto(self.address)
        self.page.wait_for_selector(f"text={WORDS[language]['welcome']}")
        self.page.wait_for_selector("#k-shell", state="detached")  # what is seen until the page is there

    def ask(self, question: str, turn: int) -> None:
        self.page.fill("#k-composer textarea", question)
        self.page.press("#k-composer textarea", "Enter")
        self.page.wait_for_selector(f"#k-current .k-turn[data-turn='{turn}'] .k-actions")

    def tab(self, number: int) -> None:
        """Go to a tab, counted from 0, also where it is folded away."""
        tabs = "document.querySelectorAll('#k-tabs button[role=tab]')"
        self.page.wait_for_function(f"{tabs}.length > {number}")
        self.page.evaluate(f"{tabs}[{number}].click()")

    def unfold_tools(self) -> None:
        """Bring up what stands below the question box where it is folded away.

        Looked at and pressed in one step: where a pane beside it closes, the box gets room for all, and the button goes.
        """
        self.page.evaluate(
            """() => {
                const opener = document.querySelector("#k-more button");
                if (opener?.checkVisibility() && opener.getAttribute("aria-expanded") === "false") opener.click();
            }"""
        )

    def fits(self) -> bool:
        """Whether nothing makes the page scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def hold_still(self) -> None:
        """Let nothing move until the page is loaded again: a colour on its way is neither the old nor the new one."""
        self.page.emulate_media(reduced_motion="reduce")
        self.page.add_style_tag(content="* { animation: none !important; transition: none !important }")

    def close(self) -> None:
        """Go, and leave nothing behind; another tab goes with the first."""
        if self._beside is None:
            self._contexts.give_back(self.context, self.address, *self._kind)


def expect(shown: "Locator", why: str | None = None) -> "LocatorAssertions":
    """What is asserted of a part of the page, awaited: what is read once may be read before it is drawn.

    What must never be shown is read once all the same: awaited, it would be let go where it had gone by itself.
    """
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE_MS)
    return expect(shown, why)


def comes_to(page: "Page", read: Callable[[], object], wanted: object) -> None:
    """Assert what a function reads of a page, awaited, where no expectation of Playwright's says it."""
    found = read()
    for _ in range(PATIENCE_MS // 100):
        if found == wanted:
            break
        page.wait_for_timeout(100)
        found = read()
    assert found == wanted


def findings(page: "Page", *rules: str) -> list[str]:
    """What axe-core finds, of any level, as rule and element; with ``rules``, by these alone.

    Below a modal dialog nothing can be reached or seen; axe would hold it against the dialog's own colours.
    """
    page.wait_for_selector("#k-shell", state="detached")
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=_axe())
    found = page.evaluate(
        """(rules) => axe.run(document.querySelector('dialog:modal') ?? document,
            {resultTypes: ['violations'], ...(rules.length ? {runOnly: rules} : {})})""",
        rules,
    )
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def findings_of_states(
    visit: Visit, states: Iterable[str], widths: Sequence[int] = ()
) -> dict[str, list[str]]:
    """What axe-core finds in each state that a visit comes to, by day, and of its colours by night.

    Night is nothing but other colours: ``.dark`` sets them, and no rule of another kind reads them. With ``widths`` the window
    is drawn so wide in each state, and then as it was: what is laid out otherwise is looked at without being come to again.
    By night only at the first and the last of them: what is seen is seen there, and its colours don't depend on the width.
    Nor may anything make the page scroll sideways.
    """
    visit.hold_still()
    found: dict[str, list[str]] = {}
    size = visit.page.viewport_size
    assert size is not None
    looked = widths or (size["width"],)
    nights = {looked[0], looked[-1]}
    for state in states:
        for width in looked:
            if widths:
                visit.page.set_viewport_size({"width": width, "height": size["height"]})
                visit.page.evaluate(DRAWN)
            found[f"{state}, {width}, by day"] = findings(visit.page)
            if not visit.fits():
                found[f"{state}, {width}, by day"].append("it scrolls sideways")
            if width in nights:
                visit.page.evaluate("document.body.classList.add('dark')")
                found[f"{state}, {width}, by night"] = findings(visit.page, *OF_COLOURS)
                visit.page.evaluate("document.body.classList.remove('dark')")
        if widths:
            visit.page.set_viewport_size(size)
            visit.page.evaluate(DRAWN)
    return found


@cache
def _axe() -> str:
    package = find_spec("axe_core_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
