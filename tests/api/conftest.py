"""A small bilingual library behind the API, without a model, listening on this machine."""

from collections.abc import Iterator

import httpx
import pytest
from openai import OpenAI

from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.network.running import running
from kotae.network.token import Token
from kotae.pipeline import KnowledgeBase, build, open_index
from tests.cli.conftest import DOCUMENTS

TOKEN = "test-token-0123456789"


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("api")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    for name, text in DOCUMENTS.items():
        (folder / "議事録 2025" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "議事録 2025" / name).write_text(text, encoding="utf-8")
    build(folder / "議事録 2025", folder / "index", settings=settings)
    with open_index(folder / "index", settings=settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(knowledge: KnowledgeBase) -> Iterator[str]:
    app = create_app(Library(knowledge=knowledge), token=Token(value=TOKEN, made=False), loopback_only=True)
    with running(app, host="127.0.0.1", port=0) as where:
        yield where


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60) as client:
        yield client


@pytest.fixture
def client(address: str) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{address}/v1", api_key=TOKEN, max_retries=0) as opened:
        yield opened


@pytest.fixture(autouse=True)
def many_wrong_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """One server is asked by all tests of a file: what one of them shows holds up none behind it."""
    monkeypatch.setattr("kotae.network.throttle.FREE", 1_000)
