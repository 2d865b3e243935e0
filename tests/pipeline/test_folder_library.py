"""An index in a folder keeps what every index keeps."""

from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.records import BuildReport
from tests.contracts.library import LibraryContract

SETTINGS = Settings(embedding=EmbeddingSettings(model="hashing"))


class TestFolderLibrary(LibraryContract):
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path) -> None:
        self.index = tmp_path / "index"

    def build(self, corpus: Path) -> BuildReport:
        return kotae.build(corpus, self.index, settings=SETTINGS)

    def open(self) -> kotae.KnowledgeBase:
        return kotae.open(self.index, settings=SETTINGS)
