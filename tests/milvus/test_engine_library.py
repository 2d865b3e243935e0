"""An index in an engine keeps what every index keeps, and answers as the one in a folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.milvus.address import MilvusAddress
from kotae.records import BuildReport
from tests.contracts.library import QUESTIONS, LibraryContract

pytestmark = pytest.mark.loopback


class TestEngineLibrary(LibraryContract):
    @pytest.fixture(autouse=True)
    def place(self, address: MilvusAddress, settings: Settings) -> None:
        self.address, self.settings = address, settings

    def build(self, corpus: Path) -> BuildReport:
        return kotae.build(corpus, str(self.address), settings=self.settings)

    def open(self) -> kotae.KnowledgeBase:
        return kotae.open(str(self.address), settings=self.settings)

    @pytest.fixture
    def folder(self, corpus: Path, tmp_path: Path) -> Iterator[kotae.KnowledgeBase]:
        kotae.build(corpus, tmp_path / "index", settings=self.settings)
        with kotae.open(tmp_path / "index", settings=self.settings) as knowledge:
            yield knowledge

    def test_as_in_a_folder(self, knowledge: kotae.KnowledgeBase, folder: kotae.KnowledgeBase) -> None:
        for question in QUESTIONS:
            here, there = folder.retrieve(question, 10), knowledge.retrieve(question, 10)
            assert [(hit.passage, hit.matched) for hit in there] == [
                (hit.passage, hit.matched) for hit in here
            ]
            assert [hit.score for hit in there] == pytest.approx([hit.score for hit in here], abs=1e-6)
            assert knowledge.ask(question).text == folder.ask(question).text
        for info in folder.documents():
            assert knowledge.document(info.id) == folder.document(info.id)

    def test_beside_a_folder_as_one(
        self, knowledge: kotae.KnowledgeBase, folder: kotae.KnowledgeBase, tmp_path: Path
    ) -> None:
        (tmp_path / "other").mkdir()
        (tmp_path / "other/rules.txt").write_text("Keys are handed out from 7:30.\n", encoding="utf-8")
        kotae.build(tmp_path / "other", tmp_path / "other_index", settings=self.settings)
        roots: dict[str, str | Path] = {"engine": str(self.address), "rules": tmp_path / "other_index"}
        with kotae.open(roots, settings=self.settings) as both:
            found = both.retrieve("keys 鍵 lease", 10)
            assert {hit.passage.document.library for hit in found} == {"engine", "rules"}
            alone = both.retrieve("keys 鍵 lease", 10, where={"library": "engine"})
            assert {hit.passage.document.library for hit in alone} == {"engine"}

    def test_what_reads_every_document_says_where_it_can_be_done(
        self, knowledge: kotae.KnowledgeBase
    ) -> None:
        for refused in (
            lambda: knowledge.gather("List all contracts"),
            lambda: knowledge.conflicts(),
            lambda: knowledge.prove(knowledge.ask("賃料はいくら")),
        ):
            with pytest.raises(kotae.KotaeError) as error:
                refused()
            assert "is in an engine" in error.value.en
            assert "エンジンにあります" in error.value.ja

    def test_an_engine_that_was_started_again_is_asked_and_built_into(
        self, knowledge: kotae.KnowledgeBase, corpus: Path
    ) -> None:
        """It holds nothing ready then, and refused every question."""
        from pymilvus import MilvusClient

        before = knowledge.ask("賃料はいくら").text
        engine = MilvusClient(uri=self.address.uri)
        library = [name for name in engine.list_collections() if self.address.library in name]
        assert len(library) == 4
        for started in range(2):
            for name in library:
                engine.release_collection(name)
            if not started:
                assert knowledge.ask("賃料はいくらですか、lease").status == "answered"
        with self.open() as again:
            assert again.ask("賃料はいくら").text == before
        for name in library:
            engine.release_collection(name)
        (corpus / "added.txt").write_text("The pump is in room 4.\n", encoding="utf-8")
        assert self.build(corpus).added == 1
        with self.open() as again:
            assert "room 4" in again.ask("Where is the pump?").text
        engine.close()
