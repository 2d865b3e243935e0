"""A small bilingual library on a desk, without a model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.ui.desk import Desk
from tests.cli.conftest import DOCUMENTS


@pytest.fixture
def settings() -> Settings:
    return Settings(embedding=EmbeddingSettings(model="hashing"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name, text in DOCUMENTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def desk(corpus: Path, tmp_path: Path, settings: Settings) -> Iterator[Desk]:
    build(corpus, tmp_path / "index", settings=settings)
    with Desk.open(tmp_path / "index", settings=settings, max_upload_mb=1) as opened:
        yield opened
