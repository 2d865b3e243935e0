"""Pages served on every kind of address, and somebody who comes to them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.ui.desk import Desk
from kotae.ui.server.serving import ServerSettings, served
from kotae.ui.server.stubs import without_stubs
from tests.cli.conftest import DOCUMENTS

# Some files here import Gradio while tests are collected, in each process of a run: as quickly as the page does.
with without_stubs():
    import gradio  # noqa: F401

QUESTION = {
    "ja": "政府はAI戦略の予算を2,000億円に増やしたか",
    "en": "raised the budget of the AI strategy to 200 billion yen",
}
PAIRS = [("花子", "秘密 1"), ("bob", "correct horse")]

SERVED = [
    pytest.mark.loopback,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@dataclass(frozen=True, slots=True)
class Place:
    """A page that is up: its address, and what was written to its terminal."""

    address: str
    desk: Desk
    told: list[str]

    @property
    def host(self) -> str:
        return httpx.URL(self.address).netloc.decode()

    @property
    def origin(self) -> str:
        return self.address.rstrip("/")

    @contextmanager
    def visitor(self, *, signed_in: bool = False) -> Iterator[httpx.Client]:
        """Somebody with cookies of their own."""
        with httpx.Client(base_url=self.address, timeout=30) as client:
            if signed_in:
                name, password = PAIRS[0]
                answer = client.post("/login", data={"username": name, "password": password})
                assert answer.status_code == 200
            client.get("/")
            yield client


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Settings]:
    root = tmp_path_factory.mktemp("library")
    for name, text in DOCUMENTS.items():
        (root / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "corpus" / name).write_text(text, encoding="utf-8")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(root / "corpus", root / "index", settings=settings)
    return root, settings


@contextmanager
def open_place(
    library: tuple[Path, Settings], host: str, pairs: list[tuple[str, str]], **more: object
) -> Iterator[Place]:
    root, settings = library
    told: list[str] = []
    with Desk.open(root / "index", settings=settings, max_upload_mb=1) as desk:
        server = ServerSettings(host=host, port=0, **more)  # type: ignore[arg-type]
        with served(desk, server, pairs, tell=told.append) as address:
            name = "127.0.0.1" if host == "0.0.0.0" else "localhost"
            yield Place(address.replace("localhost", name), desk, told)
    gc.collect()


@pytest.fixture(scope="module")
def place(library: tuple[Path, Settings]) -> Iterator[Place]:
    """A page on 127.0.0.1, without sign-in."""
    with open_place(library, "127.0.0.1", []) as opened:
        yield opened


@pytest.fixture(scope="module")
def guarded(library: tuple[Path, Settings]) -> Iterator[Place]:
    """A page that other machines reach, behind a sign-in."""
    with open_place(library, "0.0.0.0", PAIRS, allow_origins=("https://kotae.example",)) as opened:
        yield opened
