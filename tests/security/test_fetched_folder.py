"""Documents of a store come into a folder that kotae made, and what is removed there is removed nowhere else."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import CorpusError, IndexWriteError
from kotae.index.ownership import MARK
from kotae.pipeline import build
from tests.pipeline.conftest import write_files
from tests.security.test_index_folder import snapshot

SETTINGS = Settings(embedding=EmbeddingSettings(model="hashing"))
ADDRESS, ROOT = "memory://archive/papers", "/archive/papers"
FILES = {"ja/予算.md": "# 予算\n\n予算は2,000億円である。\n", "budget.txt": "The budget was raised.\n"}


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    system = MemoryFileSystem()
    for path, text in FILES.items():
        system.pipe_file(f"{ROOT}/{path}", text.encode())
    yield system
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of another folder."""
    write_files(tmp_path / "corpus", {"a.md": "A paper.\n"})
    build(tmp_path / "corpus", tmp_path / "index", settings=SETTINGS)
    return tmp_path / "index"


@pytest.mark.parametrize("how", ["their own", "a link", "a link within"])
@pytest.mark.usefixtures("store")
def test_a_folder_of_that_name_that_kotae_did_not_make_is_left_alone(
    how: str, index: Path, tmp_path: Path
) -> None:
    """Everything in it that the store doesn't have was removed, behind a link as well."""
    write_files(tmp_path / "mine", {"files/letter.md": "Dear", "part-1.pdf": "mine", "budget.txt": "mine"})
    if how == "their own":
        (tmp_path / "mine").rename(index / "fetched")
    elif how == "a link":
        (index / "fetched").symlink_to(tmp_path / "mine")
    else:
        (index / "fetched").mkdir()
        (index / "fetched" / MARK).write_bytes((index / MARK).read_bytes())
        (index / "fetched" / "files").symlink_to(tmp_path / "mine")
    before = snapshot(tmp_path)
    with pytest.raises(IndexWriteError) as caught:
        build(ADDRESS, index, settings=SETTINGS)
    assert str(index) in caught.value.en
    assert str(index) in caught.value.ja
    assert snapshot(tmp_path) == before


@pytest.mark.usefixtures("store")
def test_links_put_among_fetched_files_lead_nowhere(tmp_path: Path) -> None:
    """A file of the store was written over what such a link led to."""
    build(ADDRESS, tmp_path / "index", settings=SETTINGS)
    write_files(tmp_path / "home", {"予算.md": "mine", "budget.txt": "mine", "x/letter.md": "Dear"})
    before = snapshot(tmp_path / "home")
    files = tmp_path / "index" / "fetched" / "files"
    for name in ("ja/予算.md", "budget.txt"):
        (files / name).unlink()
    (files / "ja").rmdir()
    (files / "ja").symlink_to(tmp_path / "home")
    (files / "budget.txt").symlink_to(tmp_path / "home" / "budget.txt")
    (files / "more").symlink_to(tmp_path / "home" / "x")
    assert build(ADDRESS, tmp_path / "index", settings=SETTINGS).unchanged == 2
    assert snapshot(tmp_path / "home") == before
    assert snapshot(files).keys() == {"ja", "ja/予算.md", "budget.txt"}
    assert (files / "budget.txt").read_text() == FILES["budget.txt"]


@pytest.mark.usefixtures("store")
def test_what_was_fetched_and_is_not_whole_comes_again(tmp_path: Path) -> None:
    """Where the power failed a file is there and empty, and the record says that it came."""
    build(ADDRESS, tmp_path / "index", settings=SETTINGS)
    files = tmp_path / "index" / "fetched" / "files"
    for name in FILES:
        (files / name).write_bytes(b"")
    assert build(ADDRESS, tmp_path / "index", settings=SETTINGS).unchanged == 2
    assert {name: (files / name).read_text() for name in FILES} == FILES


@pytest.mark.usefixtures("store")
def test_what_an_earlier_kotae_fetched_is_known(tmp_path: Path) -> None:
    build(ADDRESS, tmp_path / "index", settings=SETTINGS)
    (tmp_path / "index" / "fetched" / MARK).unlink()
    assert build(None, tmp_path / "index", settings=SETTINGS).unchanged == 2
    assert (tmp_path / "index" / "fetched" / MARK).is_file()


def test_a_path_longer_than_a_system_takes_costs_that_file_only(
    store: MemoryFileSystem, tmp_path: Path
) -> None:
    long = "/".join(["紙" * 80] * 30) + "/a.md"
    store.pipe_file(f"{ROOT}/{long}", b"Deep down here.\n")
    report = build(ADDRESS, tmp_path / "index", settings=SETTINGS)
    assert report.documents == 2
    assert [file.reason_en for file in report.skipped] == ["a file can't be called so"]


def test_an_error_of_a_store_is_told_soon_however_long_it_is(
    store: MemoryFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ls(*_: object, **__: object) -> None:
        raise RuntimeError("key" * 400_000 + " secret=hunter2")

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    began = time.process_time()
    with pytest.raises(CorpusError) as caught:
        build(ADDRESS, tmp_path / "index", settings=SETTINGS)
    assert time.process_time() - began < 20
    assert "hunter2" not in caught.value.en
