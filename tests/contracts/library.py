"""What every place of an index keeps, asked as a user asks: a folder of this machine, an engine elsewhere."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import pytest

import kotae
from kotae.errors import FilterError, IndexNotFoundError
from kotae.records import BuildReport

FILES = {
    "contracts/lease.md": "---\ntags: 契約, Public\ndate: 2025-04-01\n---\n# 賃貸借契約\n\n"
    "事務所の賃料は月額48万円とする。\n\n契約期間は5年とする。\n",
    "contracts/parking.md": "# Parking\n\nThe parking lease ends on 31 March 2027.\n",
    'fire "drill".txt': "The fire drill takes place on 3 September 2026.\n",
    "鍵.csv": "部屋,担当者\n倉庫,田中\n会議室,鈴木\n",
}
QUESTIONS = (
    "賃料はいくら",
    "When does the parking lease end?",
    "Who keeps the key of the meeting room?",
    "防災訓練はいつ",
    "lease 契約 fire 鍵 会議室",
)
ALL = "lease 契約 fire 鍵"
CONDITIONS: tuple[tuple[dict[str, object], list[str]], ...] = (
    ({"folder": "contracts"}, ["contracts/lease.md", "contracts/parking.md"]),
    ({"folder": "contract"}, []),
    ({"folder": 'fire "drill".txt'}, ['fire "drill".txt']),
    ({"tag": "契約"}, ["contracts/lease.md"]),
    ({"tag": "public"}, ["contracts/lease.md"]),
    ({"after": "2025"}, ["contracts/lease.md"]),
    ({"before": "2025"}, []),
    ({"kind": ".CSV"}, ["鍵.csv"]),
    ({"kind": ("csv", "txt")}, ['fire "drill".txt', "鍵.csv"]),
    ({"language": "ja"}, ["contracts/lease.md", "鍵.csv"]),
    ({"document": "鍵.csv"}, ["鍵.csv"]),
    ({"folder": "contracts", "kind": "md", "language": "en"}, ["contracts/parking.md"]),
    ({"folder": '") or document >= 0 or (names == "'}, []),
    ({"document": "a\nb"}, []),
)


class LibraryContract(ABC):
    """Inherit, and say where an index is built and how it is opened."""

    @abstractmethod
    def build(self, corpus: Path) -> BuildReport: ...

    @abstractmethod
    def open(self) -> kotae.KnowledgeBase: ...

    @pytest.fixture
    def corpus(self, tmp_path: Path) -> Path:
        for path, text in FILES.items():
            (tmp_path / "corpus" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "corpus" / path).write_text(text, encoding="utf-8")
        return tmp_path / "corpus"

    @pytest.fixture
    def knowledge(self, corpus: Path) -> Iterator[kotae.KnowledgeBase]:
        self.build(corpus)
        with self.open() as knowledge:
            yield knowledge

    def test_nothing_was_built_yet(self) -> None:
        with pytest.raises(IndexNotFoundError) as refused:
            self.open()
        assert "kotae index" in refused.value.en
        assert "まだ索引がありません" in refused.value.ja

    def test_best_passages_come_first_with_what_met(self, knowledge: kotae.KnowledgeBase) -> None:
        hits = knowledge.retrieve("賃料はいくら", 10)
        assert hits[0].passage.document.path == "contracts/lease.md"
        assert len(hits) == 4
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert "賃料" in [term.passage for term in hits[0].matched]
        document = knowledge.document("contracts/lease.md")
        assert document.text[hits[0].passage.start : hits[0].passage.end] == hits[0].passage.text

    def test_conditions(self, knowledge: kotae.KnowledgeBase) -> None:
        found = [
            sorted({hit.passage.document.path for hit in knowledge.retrieve(ALL, 10, where=where)})
            for where, _ in CONDITIONS
        ]
        assert list(zip(CONDITIONS, found, strict=True)) == [
            ((where, paths), paths) for where, paths in CONDITIONS
        ]

    def test_languages_and_documents(self, knowledge: kotae.KnowledgeBase) -> None:
        english = knowledge.retrieve("lease 契約", 10, ["en"])
        assert {hit.passage.language for hit in english} == {"en"}
        named = knowledge.retrieve("lease 契約", 10, documents=["contracts/parking.md", "鍵.csv"])
        assert {hit.passage.document.path for hit in named} == {"contracts/parking.md", "鍵.csv"}
        with pytest.raises(FilterError, match="no document"):
            knowledge.retrieve("lease", documents=["contracts/none.md"])

    def test_documents_are_listed_and_opened(self, knowledge: kotae.KnowledgeBase) -> None:
        assert [info.path for info in knowledge.documents()] == sorted(FILES)
        assert "The parking lease ends" in knowledge.document("contracts/parking.md").text
        assert knowledge.tags() == {"契約": 1, "Public": 1}
        info = knowledge.info
        assert (info.documents, info.passages) == (4, 4)
        assert info.languages == {"en": 2, "ja": 2}
        with pytest.raises(FilterError):
            knowledge.document("none")

    def test_answers_cite_their_cells(self, knowledge: kotae.KnowledgeBase) -> None:
        answer = knowledge.ask("会議室の担当者は")
        cited = answer.sentences[0].citations[0]
        assert cited.document.path == "鍵.csv"
        assert "鈴木" in cited.quote
        assert [(cell.address, cell.row) for cell in cited.cells][-1][1] == "会議室"

    def test_what_changes_is_found_at_the_next_question(
        self, knowledge: kotae.KnowledgeBase, corpus: Path
    ) -> None:
        (corpus / "contracts/parking.md").unlink()
        (corpus / "鍵.csv").write_text("部屋,担当者\n会議室,高橋\n", encoding="utf-8")
        (corpus / "new.txt").write_text("The zebra crossing was painted in May.\n", encoding="utf-8")
        report = self.build(corpus)
        assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 2)
        assert knowledge.retrieve("zebra crossing", 1)[0].passage.document.path == "new.txt"
        texts = [hit.passage.text for hit in knowledge.retrieve("parking lease 鈴木 高橋", 10)]
        assert len(texts) == 4
        assert not [text for text in texts if "parking" in text or "鈴木" in text]
        assert [info.path for info in knowledge.documents()] == [
            "contracts/lease.md",
            'fire "drill".txt',
            "new.txt",
            "鍵.csv",
        ]

    def test_a_library_that_becomes_empty_finds_nothing(
        self, knowledge: kotae.KnowledgeBase, corpus: Path
    ) -> None:
        for path in FILES:
            (corpus / path).unlink()
        assert self.build(corpus).documents == 0
        assert knowledge.retrieve("lease 契約", 10) == []
        assert knowledge.documents() == []

    def test_building_again_changes_nothing(self, knowledge: kotae.KnowledgeBase, corpus: Path) -> None:
        before = [knowledge.retrieve(question, 10) for question in QUESTIONS]
        report = self.build(corpus)
        assert (report.unchanged, report.embedded) == (4, 0)
        assert [knowledge.retrieve(question, 10) for question in QUESTIONS] == before
