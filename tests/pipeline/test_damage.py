"""Whatever happened to an index, opening it says what, where and what to do; building repairs it."""

import json
import shutil
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexFormatError,
    IndexNotFoundError,
    IndexWriteError,
)
from kotae.index.generations import build_lock, read_current
from kotae.index.manifest import FORMAT
from kotae.pipeline import build, open_index
from tests.pipeline.conftest import CountingEmbedder, write_files

STORED = ["documents.sqlite", "languages.npy", "manifest.json", "owners.npy", "vectors.npy"]


@pytest.fixture
def built(corpus: Path, index: Path, embedder: CountingEmbedder) -> Path:
    build(corpus, index, embedder=embedder)
    return index


def folder_of(index: Path) -> Path:
    return read_current(index).folder(index)


def test_folder_without_an_index_says_how_to_build_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexNotFoundError) as caught:
            open_index(folder, embedder=HashingEmbedder())
        assert f"`kotae index CORPUS --index {folder}`" in caught.value.en
        assert f"{folder}: ここにはまだ索引がありません" in caught.value.ja


def test_a_generation_is_these_files(built: Path) -> None:
    names = {
        path.relative_to(folder_of(built)).as_posix()
        for path in folder_of(built).rglob("*")
        if path.is_file()
    }
    assert {name for name in names if not name.startswith("words/")} == set(STORED)


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("harm", ["missing", "torn", "altered", "empty"])
def test_damaged_file_is_named_and_the_next_build_repairs(
    name: str, harm: str, built: Path, corpus: Path, embedder: CountingEmbedder
) -> None:
    path = folder_of(built) / name
    content = path.read_bytes()
    if harm == "missing":
        path.unlink()
    elif harm == "torn":
        path.write_bytes(content[: len(content) // 2])
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    with pytest.raises(IndexDamagedError) as caught:
        open_index(built, embedder=embedder)
    assert str(path) in caught.value.en
    assert str(path) in caught.value.ja
    assert "kotae index" in caught.value.en
    known = name != "manifest.json"  # then the corpus is still known, and need not be named
    report = build(None if known else corpus, built, embedder=embedder)
    assert (report.documents, report.added) == (4, 4)
    with open_index(built, embedder=embedder) as kb:
        assert kb.retrieve("AI戦略の予算", top_k=1)[0].passage.document.path == "ja/予算.md"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"generation": "../../x", "manifest_sha256": ""}', "\x00"]
)
def test_torn_current_is_named_and_repaired(
    content: str, built: Path, corpus: Path, embedder: CountingEmbedder
) -> None:
    (built / "CURRENT").write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamagedError) as caught:
        open_index(built, embedder=embedder)
    assert str(built / "CURRENT") in caught.value.en
    assert build(corpus, built, embedder=embedder).documents == 4
    with open_index(built, embedder=embedder) as kb:
        assert len(kb.documents()) == 4


def test_other_format_is_refused_and_rebuilt(built: Path, corpus: Path, embedder: CountingEmbedder) -> None:
    path = folder_of(built) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(IndexFormatError) as caught:
        open_index(built, embedder=embedder)
    assert f"has format 99, this kotae reads format {FORMAT}" in caught.value.en
    assert "索引の形式は 99" in caught.value.ja
    assert build(corpus, built, embedder=embedder).added == 4


def test_other_settings_are_listed_with_both_values(built: Path, embedder: CountingEmbedder) -> None:
    settings = Settings(passages={"max_chars": 77})
    now = settings.passages.max_chars
    was = Settings().passages.max_chars
    with pytest.raises(IndexFormatError) as caught:
        open_index(built, settings=settings, embedder=embedder)
    assert f"(passages.max_chars: built with {was}, now {now})" in caught.value.en
    assert f"（passages.max_chars: 作成時 {was}、現在 {now}）" in caught.value.ja
    accepting = Settings(passages={"max_chars": 77}, index={"accept_other_settings": True})
    with open_index(built, settings=accepting, embedder=embedder) as kb:
        assert kb.info.settings["passages"]["max_chars"] == was


@pytest.mark.parametrize("accept", [False, True])
def test_other_model_is_refused_even_where_other_settings_are_accepted(built: Path, accept: bool) -> None:
    other = HashingEmbedder(dimension=64)
    with pytest.raises(IndexFormatError) as caught:
        open_index(built, settings=Settings(index={"accept_other_settings": accept}), embedder=other)
    assert f"embedding.model: built with '{HashingEmbedder().fingerprint}', now '{other.fingerprint}'" in str(
        caught.value
    )


def test_second_build_is_refused_while_one_runs(
    built: Path, corpus: Path, embedder: CountingEmbedder
) -> None:
    with build_lock(built), pytest.raises(IndexBusyError) as caught:
        build(corpus, built, embedder=embedder)
    assert "another build is running on this index" in caught.value.en
    assert "別の処理が作成中です" in caught.value.ja
    assert build(corpus, built, embedder=embedder).unchanged == 4


def test_leftovers_of_a_crash_are_removed(built: Path, corpus: Path, embedder: CountingEmbedder) -> None:
    shutil.copytree(folder_of(built), built / "generations" / "00000007-01234567")
    (built / "CURRENT.next").write_text("half")
    build(corpus, built, embedder=embedder)
    assert [path.name for path in (built / "generations").iterdir()] == [read_current(built).generation]
    assert not (built / "CURRENT.next").exists()


def test_index_path_that_is_a_file_is_refused(
    corpus: Path, tmp_path: Path, embedder: CountingEmbedder
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexWriteError) as caught:
        build(corpus, tmp_path / "file", embedder=embedder)
    assert f"{tmp_path / 'file'}: the index can't be written" in caught.value.en
    assert f"{tmp_path / 'file'}: 索引を書き込めません" in caught.value.ja


def test_wrong_corpus_leaves_no_index_folder_behind(tmp_path: Path, embedder: CountingEmbedder) -> None:
    with pytest.raises(Exception, match="no such folder"):
        build(tmp_path / "nothing", tmp_path / "index", embedder=embedder)
    assert not (tmp_path / "index").exists()


def test_index_inside_the_corpus_is_not_indexed(corpus: Path, embedder: CountingEmbedder) -> None:
    build(corpus, corpus / "index", embedder=embedder)
    write_files(corpus, {"neu.md": "# 新規\n\n新しい文書。\n"})
    report = build(corpus, corpus / "index", embedder=embedder)
    assert (report.added, report.unchanged, report.skipped) == (1, 4, ())
