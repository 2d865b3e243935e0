"""A disk that fails (EIO) on reading an index, a document or the catalogue: one line says so, and nothing is lost."""

import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.errors import CorpusError, IndexDamagedError, IndexWriteError, ModelError
from kotae.index.generations import read_current
from kotae.index.reader import IndexReader
from kotae.models.catalogue import load_catalogue
from kotae.pipeline import build
from tests.faults.test_bad_disk import FILES, MORE, paths
from tests.pipeline.conftest import write_files

pytestmark = pytest.mark.skipif(
    not os.path.isdir("/proc/self/fd"), reason="asks the system which file is open"
)
PARTS = [
    *("CURRENT", "manifest.json", "documents.sqlite", "vectors.npy", "owners.npy", "languages.npy"),
    *(f"words/{name}.terms.json" for name in ("words", "readings", "bigrams")),
]


class BadFile(io.FileIO):
    """A file of which no byte can be had."""

    def readinto(self, _: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def readall(self) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


class BrokenEmbedder(HashingEmbedder):
    """Embeds nothing: whatever breaks a build on its way."""

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        raise ZeroDivisionError


@contextmanager
def bad(*places: Path) -> Iterator[None]:
    """Let every read of these files fail, however they are opened, for as long as the context lasts."""
    real: Callable[..., Any] = io.open
    connect: Callable[..., Any] = sqlite3.connect
    real_places = {os.path.realpath(place) for place in places}

    def opened(file: object, mode: str = "r", *given: object, **named: object) -> object:
        one = real(file, mode, *given, **named)
        if mode.strip("bt") != "r" or os.readlink(f"/proc/self/fd/{one.fileno()}") not in real_places:
            return one
        broken = io.BufferedReader(BadFile(os.dup(one.fileno()), "rb"))
        if not isinstance(file, int) or named.get("closefd", True):
            one.close()
        return broken if "b" in mode else io.TextIOWrapper(broken, encoding="utf-8")

    def connected(database: object, *given: object, **named: object) -> object:
        if str(database).removeprefix("file:").partition("?")[0] in real_places:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return connect(database, *given, **named)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("builtins.open", opened)
        patched.setattr(io, "open", opened)
        patched.setattr(sqlite3, "connect", connected)
        yield


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Path:
    build(corpus, tmp_path / "index", embedder=HashingEmbedder())
    return tmp_path / "index"


def place_of(index: Path, part: str) -> Path:
    return index / part if part == "CURRENT" else read_current(index).folder(index) / part


def test_every_file_of_an_index_is_tried(index: Path) -> None:
    folder = read_current(index).folder(index)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {part for part in PARTS if part not in {*there, "CURRENT"}} == set()
    assert {name for name in there if not name.startswith("words/")} <= set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_a_file_of_the_index_that_cannot_be_read_is_named_and_nothing_is_removed(
    index: Path, corpus: Path, part: str
) -> None:
    """It was called torn, altered or missing, and where ``CURRENT`` couldn't be read, a build began by removing all."""
    place = place_of(index, part)
    with bad(place):
        with pytest.raises(IndexDamagedError) as raised:
            paths(index)
        error = raised.value
    assert error.en.startswith(f"{place}: the disk doesn't give this file of the index (Input/output error)")
    assert error.ja.startswith(f"{place}: ")
    assert "ディスク" in error.ja
    assert "Input/output error" in error.ja
    assert "\n" not in error.en + error.ja
    assert paths(index) == sorted(FILES)
    write_files(corpus, MORE)
    # A build that fails leaves what the disk may give again.
    with bad(place), pytest.raises(ZeroDivisionError):
        build(corpus, index, embedder=BrokenEmbedder())
    assert paths(index) == sorted(FILES)
    with bad(place):
        build(corpus, index, embedder=HashingEmbedder())
    assert paths(index) == sorted({**FILES, **MORE})


def test_an_index_of_which_nothing_can_be_read_is_not_removed(index: Path, corpus: Path) -> None:
    everything = [path for path in index.rglob("*") if path.is_file() and path.name != "KOTAE-INDEX"]
    with bad(*everything), pytest.raises(ZeroDivisionError):
        build(corpus, index, embedder=BrokenEmbedder())
    assert paths(index) == sorted(FILES)


def test_a_mark_that_cannot_be_read_makes_the_folder_nobody_elses(index: Path, corpus: Path) -> None:
    """It was said not to be an index of kotae."""
    with bad(index / "KOTAE-INDEX"), pytest.raises(IndexWriteError) as raised:
        build(corpus, index, embedder=HashingEmbedder())
    assert raised.value.en.startswith(f"{index}: ")
    assert "Input/output error" in raised.value.en
    assert "Input/output error" in raised.value.ja
    assert paths(index) == sorted(FILES)


class FailingConnection:
    def execute(self, *_: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR | (1 << 8)  # of a read
        raise error


def test_a_store_that_stops_being_readable_says_so_and_answers_again(index: Path) -> None:
    with IndexReader.open(index) as reader, pytest.MonkeyPatch.context() as patched:
        before = reader.passages([0])
        patched.setattr(reader.store, "_connection", FailingConnection())
        with pytest.raises(IndexDamagedError) as raised:
            reader.passages([0])
        assert (
            "documents.sqlite: the disk doesn't give this file of the index (disk I/O error)"
            in raised.value.en
        )
        assert "ディスク" in raised.value.ja
        patched.undo()
        assert reader.passages([0]) == before


@pytest.mark.parametrize("name", ["1.md", "2.txt"])
def test_a_document_that_cannot_be_read_is_named_and_comes_back(index: Path, corpus: Path, name: str) -> None:
    write_files(corpus, {name: FILES[name] + "\nMore is said. 追記がある。\n"})
    with bad(corpus / name):
        (left_out,) = build(corpus, index, embedder=HashingEmbedder()).skipped
    assert left_out.path == name
    assert left_out.reason_en.startswith("the file can't be read (Input/output error)")
    assert "Input/output error" in left_out.reason_ja
    assert build(corpus, index, embedder=HashingEmbedder()).skipped == ()
    assert paths(index) == sorted(FILES)


def test_documents_that_cannot_be_read_leave_the_index_as_it_is(index: Path, corpus: Path) -> None:
    changed = {name: FILES[name] + "\nMore is said. 追記がある。\n" for name in ("1.md", "2.txt", "3.md")}
    write_files(corpus, changed)
    with bad(*(corpus / name for name in changed)), pytest.raises(CorpusError) as raised:
        build(corpus, index, embedder=HashingEmbedder())
    assert "3 files can't be reached any more (1.md, 2.txt, 3.md)" in raised.value.en
    assert "1.md" in raised.value.ja
    assert paths(index) == sorted(FILES)


def test_a_catalogue_of_models_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text("", encoding="utf-8")
    with bad(tmp_path / "catalogue.toml"), pytest.raises(ModelError) as raised:
        load_catalogue(tmp_path / "catalogue.toml")
    assert "catalogue of models can't be read (Input/output error)" in raised.value.en
    assert "Input/output error" in raised.value.ja
