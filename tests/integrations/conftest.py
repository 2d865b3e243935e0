"""An index of a small bilingual corpus, made without a model, in the folder ``index`` of the working folder."""

from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.pipeline import build
from tests.cli.conftest import DOCUMENTS


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    for name, text in DOCUMENTS.items():
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    build(tmp_path / "corpus", tmp_path / "index", settings=Settings())
    monkeypatch.chdir(tmp_path)
    return tmp_path / "index"
