"""Every kind of damage is named, and repaired from what is still good."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import CorpusError, IndexBusyError, IndexDamagedError
from kotae.index.generations import build_lock, is_building, read_current
from kotae.pipeline import build, open_index
from kotae.pipeline.builds.repairing import check_index, leftover_bytes, remove_leftovers, repair_index
from kotae.pipeline.opened.model import Model
from tests.pipeline.conftest import CountingEmbedder, write_files
from tests.pipeline.test_incremental import content

SETTINGS = Settings()


@pytest.fixture
def model(embedder: CountingEmbedder) -> Model:
    return Model(SETTINGS.embedding, embedder)


@pytest.fixture
def built(corpus: Path, index: Path, embedder: CountingEmbedder) -> Path:
    build(corpus, index, embedder=embedder)
    return index


def folder_of(index: Path) -> Path:
    return read_current(index).folder(index)


def tear(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


TORN = [
    "vectors.npy",
    "documents.sqlite",
    "words/words.rows.npy",
    "words/readings.terms.json",
    "words/bigrams.counts.npy",
    "owners.npy",
    "manifest.json",
]


@pytest.mark.parametrize("name", TORN)
def test_torn_file_is_named_and_made_again(name: str, built: Path, model: Model) -> None:
    before = content(built)
    check_index(built, settings=SETTINGS, model=model)
    if name == "manifest.json":  # the other manifest still says where the documents are
        shutil.copytree(folder_of(built), built / "generations" / "00000007-01234567")
        (built / "generations" / "00000007-01234567" / "owners.npy").unlink()
    damaged = folder_of(built) / name
    tear(damaged)
    with pytest.raises(IndexDamagedError) as caught:
        check_index(built, settings=SETTINGS, model=model)
    assert str(damaged) in caught.value.en
    assert str(damaged) in caught.value.ja
    repair_index(built, settings=SETTINGS, model=model)
    check_index(built, settings=SETTINGS, model=model)
    assert content(built) == before


def remove_all(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("harm", [tear, Path.unlink, lambda path: path.write_bytes(b"")])
def test_torn_current_is_found_again_without_the_documents(
    harm: Callable[[Path], object], built: Path, corpus: Path, model: Model
) -> None:
    before, name = content(built), folder_of(built).name
    harm(built / "CURRENT")
    shutil.rmtree(corpus)
    with pytest.raises(CorpusError):
        repair_index(built, settings=SETTINGS, model=model)
    assert read_current(built).generation == name  # the last good generation answers all the same
    assert content(built) == before


def test_damaged_generation_gives_way_to_the_one_before(built: Path, corpus: Path, model: Model) -> None:
    """As after a kill between the swap and the removal of the older generation."""
    before = content(built)
    shutil.copytree(folder_of(built), built / "aside")
    write_files(corpus, {"new.md": "# 新\n\n新しい文章である。\n"})
    repair_index(built, settings=SETTINGS, model=model)
    after = content(built)
    (built / "aside").rename(built / "generations" / "00000007-01234567")
    tear(folder_of(built) / "vectors.npy")
    shutil.move(corpus, corpus.with_name("gone"))
    with pytest.raises(CorpusError):
        repair_index(built, settings=SETTINGS, model=model)
    assert content(built) == before
    shutil.move(corpus.with_name("gone"), corpus)
    assert repair_index(built, settings=SETTINGS, model=model).added == 1
    assert content(built) == after


def test_damage_beyond_what_is_recorded_asks_for_the_documents(
    built: Path, corpus: Path, model: Model
) -> None:
    before = content(built)
    (built / "CURRENT").unlink()
    (next((built / "generations").iterdir()) / "manifest.json").unlink()
    with pytest.raises(CorpusError) as caught:
        repair_index(built, settings=SETTINGS, model=model)
    assert "--corpus FOLDER" in caught.value.en
    assert "--corpus フォルダー" in caught.value.ja
    repair_index(built, corpus, settings=SETTINGS, model=model)
    assert content(built) == before


def test_leftovers_are_weighed_and_removed_but_not_under_a_build(built: Path) -> None:
    assert leftover_bytes(built) == 0
    before = content(built)
    shutil.copytree(folder_of(built), built / "generations" / "00000007-01234567")
    (built / "generations" / "00000007-01234567" / "manifest.json").unlink()
    (built / "CURRENT.next").write_text("half")
    with build_lock(built):
        assert is_building(built)
        assert leftover_bytes(built) == 0  # they are the running build's
        with pytest.raises(IndexBusyError):
            remove_leftovers(built)
    assert not is_building(built)  # a lock file that is left over holds nobody up
    assert (built / "build.lock").exists()
    assert leftover_bytes(built) > 1000
    remove_leftovers(built)
    assert leftover_bytes(built) == 0
    assert content(built) == before


def test_leftovers_are_not_removed_while_nothing_else_is_whole(built: Path) -> None:
    before = content(built)
    (built / "CURRENT").unlink()
    remove_leftovers(built)
    assert content(built) == before


def test_index_that_finds_nothing_is_damaged(
    built: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kotae.pipeline.opened.knowledge_base import KnowledgeBase

    monkeypatch.setattr(KnowledgeBase, "retrieve", lambda *_, **__: [])
    with pytest.raises(IndexDamagedError, match="didn't find a passage of its own") as caught:
        check_index(built, settings=SETTINGS, model=model)
    assert "doctor --repair" in caught.value.ja


def test_open_reader_goes_on_through_a_repair(built: Path, corpus: Path, model: Model) -> None:
    with open_index(built, embedder=HashingEmbedder()) as kb:
        kb.retrieve("予算")
        (folder_of(built) / "owners.npy").unlink()
        assert len(kb.retrieve("AI戦略の予算", top_k=3)) == 3
        repair_index(built, corpus, settings=SETTINGS, model=model)
        assert kb.retrieve("AI戦略の予算は2,000億円", top_k=1)[0].passage.document.path == "ja/予算.md"
