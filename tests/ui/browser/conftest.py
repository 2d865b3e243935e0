"""A page on loopback and a browser to visit it with.

Screenshots go to ``KOTAE_SCREENSHOTS`` if it is set, else to the test's own folder.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kotae.answering.rendering.reading_aid import Aid
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import ServerError
from kotae.pipeline import build
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, distil
from kotae.ui.reader.aid import PreparedAid
from kotae.ui.server.serving import ServerSettings, served
from tests.cli.conftest import DOCUMENTS
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import CHROMIUM, Contexts, Visit
from tests.ui.test_aid import ENTRIES

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# Read before the tests take every such variable away.
SCREENSHOTS = os.environ.get("KOTAE_SCREENSHOTS")


@pytest.fixture(scope="module")
def documents() -> Mapping[str, str | bytes]:
    """What the library holds; a module with other documents has a fixture of its own."""
    return DOCUMENTS


@pytest.fixture(scope="module")
def desk(
    documents: Mapping[str, str | bytes], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ScriptedDesk]:
    root = tmp_path_factory.mktemp("browser")
    for name, content in documents.items():
        (root / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "corpus" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(root / "corpus", root / "index", settings=settings)
    distil(ENTRIES, root / "glossary.sqlite3")
    with ScriptedDesk.open(root / "index", settings=settings, max_upload_mb=1) as opened:
        opened.aid = PreparedAid(lambda: Aid(Glossary(root / "glossary.sqlite3"), TranslationTable.load()))
        yield opened


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What the terminal shows."""
    return []


class _Lasting:
    """What one file of these tests leaves to the next: the browser with what it keeps, and the server's port.

    At the same address Gradio's scripts are known already: the first page of a file takes two seconds less. The browser ends
    before the tests of another folder, for Playwright's event loop would stand in the way of theirs.
    """

    def __init__(self) -> None:
        self._end = ExitStack()
        self._contexts: Contexts | None = None
        self._port = 0

    def contexts(self) -> Contexts:
        """Return the contexts of a browser that runs."""
        from playwright.sync_api import sync_playwright

        if self._contexts is None or not self._contexts.browser.is_connected():
            self.end()
            playwright = self._end.enter_context(sync_playwright())
            launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            self._end.callback(launched.close)
            self._contexts = Contexts(launched)
        return self._contexts

    @contextmanager
    def serving(self, desk: ScriptedDesk, told: list[str]) -> Iterator[str]:
        """Serve a desk where the last one was served; elsewhere, if somebody else is there now."""
        with ExitStack() as until:
            try:
                where = until.enter_context(self._served(desk, told, self._port))
            except ServerError:
                where = until.enter_context(self._served(desk, told, 0))
            self._port = urlsplit(where).port or 0
            yield where

    def _served(self, desk: ScriptedDesk, told: list[str], port: int) -> AbstractContextManager[str]:
        return served(desk, ServerSettings(port=port), [], tell=told.append)

    def end(self) -> None:
        """End the browser."""
        self._contexts = None
        self._end.close()


_lasting = _Lasting()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """End the browser where the next test is of another folder."""
    try:
        return (yield)
    finally:
        if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
            _lasting.end()


@pytest.fixture(scope="module")
def address(desk: ScriptedDesk, told: list[str]) -> Iterator[str]:
    with _lasting.serving(desk, told) as where:
        yield where


@pytest.fixture(scope="module")
def contexts() -> Contexts:
    return _lasting.contexts()


@pytest.fixture(scope="module")
def browser(contexts: Contexts) -> "Browser":
    return contexts.browser


Visiting = Callable[..., Visit]


@pytest.fixture
def visiting(contexts: Contexts, address: str) -> Iterator[Visiting]:
    """Gives visits; they end with the test."""
    opened: list[Visit] = []

    def visiting(
        language: str = "ja",
        width: int = 1280,
        scheme: str = "light",
        touch: bool = False,
        beside: Visit | None = None,
    ) -> Visit:
        visit = Visit(
            contexts, address, language=language, width=width, scheme=scheme, touch=touch, beside=beside
        )
        opened.append(visit)
        return visit

    yield visiting
    for visit in opened:
        visit.close()


@pytest.fixture
def visit(visiting: Visiting) -> Visit:
    """A Japanese visitor who has opened the page."""
    opened = visiting()
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.open("ja")
    return opened


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    folder = Path(SCREENSHOTS or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
