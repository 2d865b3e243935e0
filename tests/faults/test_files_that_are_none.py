"""What has a document's name and is no document: endless, sparse, exchanged meanwhile, or very deep."""

import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kotae.cli.sample import copy_sample
from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import CorpusError, ReadingError
from kotae.parsing import ReadingSettings, checksum, read_file
from kotae.pipeline import begin, build, open_index
from kotae.proof.papers import Papers
from kotae.ui.library.changes import twin
from tests.pipeline.conftest import write_files
from tests.pipeline.test_incremental import content


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _secret(path: Path) -> None:
    outside = path.parents[2] / "outside.md"
    outside.write_text("A secret.\n")
    path.symlink_to(outside)


def _folder(path: Path) -> None:
    path.mkdir()


def _large(path: Path) -> None:
    path.touch()
    os.truncate(path, 200_000_000_000)


EXCHANGED = [_pipe, _zero, _secret, _folder, _large]


@pytest.mark.parametrize("become", EXCHANGED)
@pytest.mark.parametrize("parent", [False, True], ids=["file", "folder"])
def test_file_that_becomes_something_else_meanwhile(
    become: Callable[[Path], None], parent: bool, tmp_path: Path
) -> None:
    files = {"sub/a.md": "First document here.\n", "b.md": "Second document here.\n", "c.md": "Third one.\n"}
    write_files(tmp_path / "corpus", files)
    victim = tmp_path / "corpus" / "sub" / "a.md"

    def exchange(stage: str, at: int, _total: int) -> None:
        if stage == "reading" and not at and victim.is_file() and not victim.is_symlink():
            victim.unlink()
            if parent:
                victim.parent.rmdir()
                write_files(tmp_path, {"away/a.md": "Another secret.\n"})
                victim.parent.symlink_to(tmp_path / "away")
            else:
                become(victim)

    began = time.monotonic()
    report = build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder(), progress=exchange)
    assert time.monotonic() - began < 120
    assert [file.path for file in report.skipped] == ["sub/a.md"]
    assert report.documents == 2
    assert "secret" not in str(content(tmp_path / "index"))


def test_sparse_file_is_never_read(tmp_path: Path) -> None:
    write_files(tmp_path / "corpus", {"b.md": "Second document here.\n"})
    _large(tmp_path / "corpus" / "a.txt")
    _large(tmp_path / "corpus" / "a.zip")
    began = time.process_time()
    report = build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder())
    assert time.process_time() - began < 20
    assert [(file.path, file.reason_en.partition(" MB")[0]) for file in report.skipped] == [
        ("a.txt", "the file has 200,000.0"),
        ("a.zip", "the file has 200,000.0"),
    ]
    assert "200,000.0 MBあり" in report.skipped[0].reason_ja


def test_file_that_grows_while_it_is_read_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 900)
    real = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        with path.open("ab") as file:
            file.write(b"x" * 900)
        return status

    monkeypatch.setattr(os, "fstat", growing)
    settings = ReadingSettings(max_file_bytes=1_000)
    for read in (read_file, checksum):
        with pytest.raises(ReadingError) as caught:
            read(path, relative_path="a.txt", settings=settings)
        assert "max_file_bytes" in caught.value.en
        path.write_bytes(b"x" * 900)


def test_what_is_recorded_is_what_was_read(tmp_path: Path) -> None:
    """A file written over between listing and reading is neither missed nor read again for nothing."""
    write_files(tmp_path / "corpus", {"a.md": "First document here.\n"})
    victim = tmp_path / "corpus" / "a.md"

    def write(stage: str, at: int, _total: int) -> None:
        if stage == "reading" and not at:
            victim.write_text("Changed meanwhile.\n")

    build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder(), progress=write)
    assert "Changed meanwhile." in str(content(tmp_path / "index"))
    assert (
        checksum(victim, relative_path="a.md", settings=ReadingSettings())[1]
        == hashlib.sha256(b"Changed meanwhile.\n").digest()
    )
    report = build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder())
    assert (report.unchanged, report.embedded) == (1, 0)
    victim.write_text("First document here.\n")
    assert build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder()).changed == 1


@pytest.mark.parametrize("now", ["Changed meanwhile.\n", None], ids=["changed", "gone"])
def test_copies_of_a_file_that_changed_meanwhile_stay(now: str | None, tmp_path: Path) -> None:
    """Three paths held the same text; the one that stood for all of them is another file by now."""
    text = "灯台の修理には二億円かかりました。\n"
    write_files(tmp_path / "corpus", {"a.md": text, "b.md": text, "c.md": text})
    victim = tmp_path / "corpus" / "a.md"

    def act(stage: str, at: int, _total: int) -> None:
        if stage == "reading" and not at:
            victim.unlink()
            if now is not None:
                victim.write_text(now)

    build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder(), progress=act)
    with open_index(tmp_path / "index", embedder=HashingEmbedder()) as kb:
        found = {info.path: info.copies for info in kb.documents()}
        assert kb.document("c.md").text == text
    assert found == {"b.md": ("c.md",), **({"a.md": ()} if now is not None else {})}


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A corpus removed by what knows no depth: pytest's own clearing of old folders gives up, sessions later."""
    corpus = tmp_path / "corpus"
    yield corpus
    subprocess.run(["rm", "-rf", corpus], check=True)


def test_folders_may_be_nested_without_end(deep: Path, tmp_path: Path) -> None:
    write_files(deep, {"a.md": "First document here.\n"})
    here = os.getcwd()
    try:
        os.chdir(deep)
        for _ in range(1_200):
            os.mkdir("d")
            os.chdir("d")
        Path("deep.md").write_text("Deep down here.\n")
        for _ in range(2_500):  # beyond what the system takes as one path
            os.mkdir("d")
            os.chdir("d")
        Path("deeper.md").write_text("Deeper still.\n")
    finally:
        os.chdir(here)
    report = build(deep, tmp_path / "index", embedder=HashingEmbedder())
    assert report.documents == 2
    assert "Deep down here." in str(content(tmp_path / "index"))
    assert all(
        "File name too long" in file.reason_en or "are not read" in file.reason_en for file in report.skipped
    )


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A corpus with documents at its top and 1,200 folders down."""
    corpus = down = tmp_path_factory.mktemp("nested")
    write_files(corpus, {"a.md": "First document here.\n"})
    for _ in range(1_200):
        down = down / "d"
        down.mkdir()
    (down / "deep.md").write_text("Deep down here.\n")
    yield corpus
    subprocess.run(["rm", "-rf", corpus], check=True)


def test_an_upload_is_compared_with_files_however_deep(nested: Path, tmp_path: Path) -> None:
    (tmp_path / "upload.md").write_text("Deep down here.\n")
    assert "d/d/d/" in twin(nested, tmp_path / "upload.md")
    (tmp_path / "upload.md").write_text("Nowhere so far.\n")
    assert twin(nested, tmp_path / "upload.md") == ""


def test_an_upload_is_compared_with_nothing_outside(tmp_path: Path) -> None:
    """Whoever uploads was told by it what lies behind a link."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "secret.md").write_text("The key is 4711.\n")
    (tmp_path / "corpus" / "link.md").symlink_to(tmp_path / "secret.md")
    os.mkfifo(tmp_path / "corpus" / "pipe.md")
    (tmp_path / "upload.md").write_text("The key is 4711.\n")
    assert twin(tmp_path / "corpus", tmp_path / "upload.md") == ""
    (tmp_path / "upload.md").write_text("")
    assert twin(tmp_path / "corpus", tmp_path / "upload.md") == ""


def test_papers_of_a_proof_are_found_however_deep(nested: Path) -> None:
    found = Papers(nested)._by_content
    assert found[hashlib.sha256(b"Deep down here.\n").hexdigest()].endswith("d/deep.md")
    assert found[hashlib.sha256(b"First document here.\n").hexdigest()] == "a.md"


def test_the_sample_is_not_put_among_files_however_deep(nested: Path) -> None:
    with pytest.raises(CorpusError, match="there is something else"):
        copy_sample(nested)


def test_an_index_is_begun_in_no_folder_of_documents(tmp_path: Path) -> None:
    """The page begins an empty library by itself; where both were one folder, documents came among the index's files."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    with pytest.raises(CorpusError) as caught:
        begin(folder, folder, settings=Settings(embedding=EmbeddingSettings(model="hashing")))
    assert "the folder of the index" in caught.value.en
    assert list(folder.iterdir()) == []
