"""A page on loopback and a browser to visit it with.

Screenshots go to ``KOTAE_SCREENSHOTS`` if it is set, else to the test's own folder.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kotae.answering.rendering.reading_aid import Aid
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, distil
from kotae.ui.aid import PreparedAid
from kotae.ui.serving import ServerSettings, served
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


@pytest.fixture(scope="module")
def address(desk: ScriptedDesk, told: list[str]) -> Iterator[str]:
    with served(desk, ServerSettings(port=0), [], tell=told.append) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def contexts(browser: "Browser") -> Contexts:
    return Contexts(browser)


Visiting = Callable[..., Visit]


@pytest.fixture
def visiting(contexts: Contexts, address: str) -> Iterator[Visiting]:
    """Gives visits; they end with the test."""
    opened: list[Visit] = []

    def visiting(
        language: str = "ja", width: int = 1280, scheme: str = "light", touch: bool = False
    ) -> Visit:
        opened.append(Visit(contexts, address, language=language, width=width, scheme=scheme, touch=touch))
        return opened[-1]

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
