"""A library moves between a folder and an engine, and what was read and embedded moves with it."""

from pathlib import Path

import pytest

import kotae
from kotae.config import Settings
from kotae.errors import IndexNotFoundError
from kotae.milvus.address import MilvusAddress
from tests.contracts.library import FILES, QUESTIONS
from tests.pipeline.conftest import write_files

pytestmark = pytest.mark.loopback


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


def found(where: str | Path, settings: Settings) -> list[object]:
    with kotae.open(where, settings=settings) as knowledge:
        return [
            [(hit.passage, round(hit.score, 6)) for hit in knowledge.retrieve(question, 10)]
            for question in QUESTIONS
        ]


def test_a_library_goes_to_an_engine_and_back_without_being_embedded_again(
    corpus: Path, address: MilvusAddress, settings: Settings, tmp_path: Path
) -> None:
    """It was embedded as a whole, both ways."""
    kotae.build(corpus, tmp_path / "laptop", settings=settings)
    report = kotae.build(corpus, str(address), settings=settings, earlier=tmp_path / "laptop")
    assert (report.documents, report.unchanged, report.embedded) == (4, 4, 0)
    (corpus / "new.txt").write_text("The pump is in room 4.\n", encoding="utf-8")
    assert kotae.build(corpus, str(address), settings=settings).embedded == 1
    # Which documents they are is known from there.
    back = kotae.build(None, tmp_path / "back", settings=settings, earlier=str(address))
    assert (back.documents, back.unchanged, back.embedded) == (5, 5, 0)
    assert found(tmp_path / "back", settings) == found(str(address), settings)
    with kotae.open(tmp_path / "back", settings=settings) as knowledge:
        assert "room 4" in knowledge.ask("Where is the pump?").text


def test_from_where_nothing_is(
    corpus: Path, address: MilvusAddress, settings: Settings, tmp_path: Path
) -> None:
    for nowhere in (tmp_path / "nowhere", str(address)):
        with pytest.raises(IndexNotFoundError) as refused:
            kotae.build(corpus, tmp_path / "index", settings=settings, earlier=nowhere)
        assert "no index" in refused.value.en
        assert "索引がありません" in refused.value.ja
    assert not (tmp_path / "index").exists()


def test_an_index_that_is_there_is_brought_up_to_date_by_itself(
    corpus: Path, settings: Settings, tmp_path: Path
) -> None:
    kotae.build(corpus, tmp_path / "index", settings=settings)
    write_files(tmp_path / "others", {"a.txt": "Nothing of this.\n"})
    kotae.build(tmp_path / "others", tmp_path / "other", settings=settings)
    report = kotae.build(None, tmp_path / "index", settings=settings, earlier=tmp_path / "other")
    assert (report.documents, report.unchanged, report.embedded) == (4, 4, 0)
    with kotae.open(tmp_path / "index", settings=settings) as knowledge:
        assert [info.path for info in knowledge.documents()] == sorted(FILES)


def test_what_has_changed_since_is_read_anew(corpus: Path, settings: Settings, tmp_path: Path) -> None:
    kotae.build(corpus, tmp_path / "old", settings=settings)
    (corpus / "鍵.csv").write_text("部屋,担当者\n会議室,高橋\n", encoding="utf-8")
    report = kotae.build(corpus, tmp_path / "new", settings=settings, earlier=tmp_path / "old")
    assert (report.changed, report.unchanged, report.embedded) == (1, 3, 1)
    with kotae.open(tmp_path / "new", settings=settings) as knowledge:
        assert "高橋" in knowledge.ask("会議室の担当者は").text
    with kotae.open(tmp_path / "old", settings=settings) as knowledge:
        assert "鈴木" in knowledge.ask("会議室の担当者は").text
