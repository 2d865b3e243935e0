"""Which generation is the newest, and what becomes of a ``CURRENT`` that nobody can read."""

import hashlib
import json
import os
import re
import resource
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import CorpusError, IndexDamagedError
from kotae.index.generations import number_of, read_current
from kotae.index.reader import IndexReader
from kotae.index.recovery import open_or_recover
from kotae.pipeline import build, open_index
from kotae.pipeline.builds.recorded import recorded_corpus
from kotae.pipeline.builds.repairing import repair_index
from kotae.pipeline.opened.model import Model
from tests.pipeline.conftest import write_files


def dated(generation: Path, moment: str) -> None:
    """Let a generation say it was made at another moment."""
    manifest = generation / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "created": moment}))


def two_generations(tmp_path: Path, *, created: list[str]) -> Path:
    """An index with two whole generations and no ``CURRENT``."""
    index, kept = tmp_path / "index", tmp_path / "kept"
    write_files(tmp_path / "corpus", {"0.md": "Document number 0 came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    first = read_current(index).folder(index)
    shutil.copytree(first, kept)
    write_files(tmp_path / "corpus", {"1.md": "Document number 1 came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    shutil.move(kept, first)
    second = read_current(index).folder(index)
    for generation, moment in zip((first, second), created, strict=True):
        dated(generation, moment)
    (index / "CURRENT").unlink()
    return index


@pytest.mark.parametrize(
    "created",
    [
        ["2025-05-01T09:00:00+09:00", "2025-05-01T01:00:00+00:00"],  # later, and sorted before as text
        ["2025-05-01T09:00:00+09:00", "2024-01-01T09:00:00+09:00"],  # the clock was set back
    ],
    ids=["time zone", "clock"],
)
def test_newest_generation_is_the_one_with_the_highest_number(tmp_path: Path, created: list[str]) -> None:
    index = two_generations(tmp_path, created=created)
    reader = open_or_recover(index)
    assert reader is not None
    assert [info.path for info in reader.documents] == ["0.md", "1.md"]
    reader.close()


def test_generations_are_numbered(tmp_path: Path) -> None:
    names = []
    for number in range(3):
        write_files(tmp_path / "corpus", {f"{number}.md": f"Document number {number} came in.\n"})
        build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder())
        names.append(read_current(tmp_path / "index").generation)
    assert [name.partition("-")[0] for name in names] == ["00000001", "00000002", "00000003"]
    assert all(re.fullmatch(r"\d{8}-[0-9a-f]{8}", name) for name in names)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        "{",
        "null",
        "7",
        '{"generation": "../../x", "manifest_sha256": ""}',
        '{"generation": [], "manifest_sha256": ""}',
        "x" * 2_000_000,
    ],
    ids=["deep list", "deep object", "torn", "null", "number", "way out", "list", "large"],
)
def test_current_that_cannot_be_read_is_damage_and_repaired(tmp_path: Path, content: str) -> None:
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    (index / "CURRENT").write_text(content)
    with pytest.raises(IndexDamagedError) as caught:
        open_index(index, embedder=HashingEmbedder())
    assert "CURRENT" in caught.value.en
    report = build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    assert (report.documents, report.embedded) == (1, 0)
    open_index(index, embedder=HashingEmbedder()).close()


def test_current_that_is_a_pipe_or_a_link_makes_nobody_wait(tmp_path: Path) -> None:
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    current = (index / "CURRENT").read_text()
    for make in (os.mkfifo, lambda path: os.symlink("/dev/zero", path)):
        (index / "CURRENT").unlink()
        make(index / "CURRENT")
        with pytest.raises(IndexDamagedError):
            open_index(index, embedder=HashingEmbedder())
        assert build(tmp_path / "corpus", index, embedder=HashingEmbedder()).unchanged == 1
        assert (index / "CURRENT").read_text() == current


@pytest.mark.parametrize("held", ["", "私のメモ.txt", "mine.txt"])
def test_current_that_is_a_folder_is_damage_and_repaired(tmp_path: Path, held: str) -> None:
    """No build ended well from then on; what somebody put there stays."""
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    current = (index / "CURRENT").read_text()
    (index / "CURRENT").unlink()
    (index / "CURRENT").mkdir()
    if held:
        (index / "CURRENT" / held).write_text("mine")
    with pytest.raises(IndexDamagedError):
        open_index(index, embedder=HashingEmbedder())
    assert build(tmp_path / "corpus", index, embedder=HashingEmbedder()).unchanged == 1
    assert (index / "CURRENT").read_text() == current
    assert [path.name for path in index.glob("CURRENT-*/*")] == ([held] if held else [])


@pytest.mark.parametrize("harm", ["pipe", "endless", "folder", "large"])
@pytest.mark.parametrize("answering", [True, False], ids=["answering", "left over"])
def test_manifest_that_is_no_file_makes_nobody_wait(tmp_path: Path, harm: str, answering: bool) -> None:
    """A pipe was waited for, and an endless device read until the memory was full."""
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    generation = read_current(index).folder(index)
    if not answering:
        generation = generation.with_name("00000009-0123abcd")
        generation.mkdir()
    manifest = generation / "manifest.json"
    manifest.unlink(missing_ok=True)
    if harm == "pipe":
        os.mkfifo(manifest)
    elif harm == "endless":
        manifest.symlink_to("/dev/zero")
    elif harm == "folder":
        manifest.mkdir()
    else:
        manifest.write_bytes(b" " * 2_000_000)
    (index / "CURRENT").write_text((index / "CURRENT").read_text() if answering else "{")
    if answering:  # the documents of another folder, where kotae happens to be called, would take their place
        with pytest.raises(CorpusError, match="which folder"):
            build(None, index, embedder=HashingEmbedder())
    assert build(tmp_path / "corpus" if answering else None, index, embedder=HashingEmbedder()).documents == 1
    open_index(index, embedder=HashingEmbedder()).close()


@pytest.mark.parametrize("harm", ["pipe", "endless", "outside"])
def test_file_of_a_generation_that_is_none_is_damage(tmp_path: Path, harm: str) -> None:
    """The manifest may say of it what it likes."""
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    generation = read_current(index).folder(index)
    name = "../" * 20 + "dev/zero" if harm == "outside" else "owners.npy"
    if harm == "pipe":
        (generation / name).unlink()
        os.mkfifo(generation / name)
    elif harm == "endless":
        (generation / name).unlink()
        os.symlink("/dev/zero", generation / name)
    manifest = json.loads((generation / "manifest.json").read_text())
    manifest["files"][name] = {"bytes": 0, "sha256": "0"}
    rewrite(index, manifest)
    with pytest.raises(IndexDamagedError):
        open_index(index, embedder=HashingEmbedder())
    assert build(tmp_path / "corpus", index, embedder=HashingEmbedder()).documents == 1


def rewrite(index: Path, manifest: object) -> None:
    """Let the index have another manifest, with the checksum that fits."""
    content = json.dumps(manifest).encode()
    current = read_current(index)
    (current.folder(index) / "manifest.json").write_bytes(content)
    told = {"generation": current.generation, "manifest_sha256": hashlib.sha256(content).hexdigest()}
    (index / "CURRENT").write_text(json.dumps(told))


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE documents RENAME TO other; CREATE VIEW documents AS WITH RECURSIVE n(x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT other.* FROM other, n",
        "CREATE TRIGGER later AFTER INSERT ON documents BEGIN DELETE FROM passages; END",
        "CREATE TABLE more (x)",
        "DROP TABLE layouts",
        "UPDATE documents SET text = x'ff'",
        "UPDATE documents SET blocks = '['",
        "UPDATE documents SET blocks = '[7]'",
        "UPDATE documents SET metadata = 'null, 1'",
        "UPDATE documents SET struck = '[[1]]'",
        "UPDATE passages SET sentences = '[[1]]'",
        "UPDATE passages SET document = 99",
        "UPDATE passages SET start = -7",
    ],
)
def test_store_that_holds_something_else_is_damage(tmp_path: Path, harm: str) -> None:
    """Whole by its checksum: a view in the place of a table was read without end."""
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "# 予算\n\nDocument number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    alter_store(index, harm)
    with pytest.raises(IndexDamagedError):
        read_whole(index)


def alter_store(index: Path, script: str, *values: bytes) -> None:
    """Run SQL on the store of an index, which is whole by its checksums afterwards."""
    generation = read_current(index).folder(index)
    with closing(sqlite3.connect(generation / "documents.sqlite")) as connection, connection:
        if values:
            connection.execute(script, values)
        else:
            connection.executescript(script)
    manifest = json.loads((generation / "manifest.json").read_text())
    content = (generation / "documents.sqlite").read_bytes()
    manifest["files"]["documents.sqlite"] = {
        "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()
    }  # fmt: skip
    rewrite(index, manifest)


TERMS = {
    "bomb": zlib.compress(b"[[" + b"0," * 50_000_000 + b"0],[],[]]", level=1),
    "torn": zlib.compress(b'[["port"],[],[]]')[:-3],
    "no zlib": b"terms",
    "two lists": zlib.compress(b"[[],[]]"),
    "no lists": zlib.compress(b"[1,2,3]"),
    "numbers": zlib.compress(b"[[1],[2],[3]]"),
    "deep": zlib.compress(b"[" * 90_000 + b"]" * 9_000),
}


@pytest.mark.parametrize("harm", TERMS)
def test_terms_that_are_something_else_are_damage_and_fill_no_memory(tmp_path: Path, harm: str) -> None:
    """Read again where a file was renamed: a hundred thousand bytes became a hundred million, of objects of 60 bytes each."""
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "# 予算\n\nDocument number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    alter_store(index, "UPDATE passages SET terms = ?", TERMS[harm])
    with IndexReader.open(index) as reader:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for read in (lambda: reader.store.terms(0), lambda: [*reader.store.all_terms()]):
            with pytest.raises(IndexDamagedError):
                read()
        with pytest.raises(IndexDamagedError):
            reader.store.stored_passages(0)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
    (tmp_path / "corpus" / "a.md").rename(tmp_path / "corpus" / "b.md")
    assert build(tmp_path / "corpus", index, embedder=HashingEmbedder()).documents == 1
    read_whole(index)


@pytest.mark.parametrize(
    "harm", ["UPDATE documents SET blocks = '['", "UPDATE passages SET sentences = '[[1]]'"]
)
def test_store_that_breaks_while_it_is_updated_is_read_from_the_documents_again(
    tmp_path: Path, harm: str
) -> None:
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "# 予算\n\nDocument number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    alter_store(index, harm)
    (tmp_path / "corpus" / "a.md").rename(tmp_path / "corpus" / "b.md")
    assert build(tmp_path / "corpus", index, embedder=HashingEmbedder()).documents == 1
    read_whole(index)


def read_whole(index: Path) -> None:
    with open_index(index, embedder=HashingEmbedder()) as knowledge:
        for info in knowledge.documents():
            document = knowledge.document(info.id)
            assert isinstance(document.text, str)
        knowledge.retrieve("What came in?")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("owners.npy", np.full(1, 10**6, dtype=np.int32)),
        ("owners.npy", np.full(1, -1, dtype=np.int32)),
        ("owners.npy", np.zeros((1, 1), dtype=np.int32)),
        ("owners.npy", np.zeros(1)),
        ("owners.npy", np.array(1)),
        ("languages.npy", np.zeros(1)),
        ("languages.npy", np.array("ja")),
        ("vectors.npy", np.zeros((1, 3), dtype=np.float32)),
        ("words/words.starts.npy", np.array(1)),
    ],
)
def test_array_that_holds_something_else_is_damage(tmp_path: Path, name: str, values: Any) -> None:  # noqa: ANN401
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    generation = read_current(index).folder(index)
    np.save(generation / name, values)
    manifest = json.loads((generation / "manifest.json").read_text())
    content = (generation / name).read_bytes()
    manifest["files"][name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    rewrite(index, manifest)
    with pytest.raises(IndexDamagedError):
        open_index(index, embedder=HashingEmbedder())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("counts", None),
        ("counts", {}),
        ("counts", []),
        ("counts", {"passages": "1", "documents": 1}),
        ("counts", {"passages": -1}),
        ("vectors", None),
        ("vectors", []),
        ("vectors", {"kind": "sketch", "compared": "x"}),
        ("vectors", {"kind": "sketch"}),
        ("dimension", None),
        ("dimension", 0),
        ("dimension", -1),
        ("dimension", "384"),
        ("dimension", 7),
        ("dimension", 2**70),
        ("settings", None),
        ("model", 1),
        ("files", []),
        ("files", {"a": {"bytes": "1", "sha256": ""}}),
    ],
)
def test_field_of_a_manifest_that_is_something_else_is_damage(
    tmp_path: Path, name: str, value: object
) -> None:
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    manifest = json.loads((read_current(index).folder(index) / "manifest.json").read_text())
    rewrite(index, {**manifest, name: value})
    with pytest.raises(IndexDamagedError):
        open_index(index, embedder=HashingEmbedder())


def test_pipe_that_somebody_put_into_a_generation_stops_no_recovery(tmp_path: Path) -> None:
    index = tmp_path / "index"
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", index, embedder=HashingEmbedder())
    os.mkfifo(read_current(index).folder(index) / "pipe")
    (index / "CURRENT").write_text("{")
    assert build(tmp_path / "corpus", index, embedder=HashingEmbedder()).embedded == 0


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch], ids=["folder", "file"])
def test_the_counter_goes_on_behind_any_number(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Behind eighteen nines the next name was no generation's any more."""
    index, numbers = tmp_path / "index", []
    for number in range(3):
        write_files(tmp_path / "corpus", {f"{number}.md": f"Document number {number} came in.\n"})
        build(tmp_path / "corpus", index, embedder=HashingEmbedder())
        numbers.append(number_of(read_current(index).generation))
        if not number:
            make(index / "generations" / ("9" * 18 + "-0123abcd"))
    assert numbers == sorted(set(numbers))
    assert 0 not in numbers


@pytest.mark.parametrize(
    "written", ["[]", "12", '{"files": 1}', '{"files": {"a": {"b": 1}}}', "[" * 100_000, "null"]
)
def test_manifest_that_is_something_else_is_damage_and_repaired(tmp_path: Path, written: str) -> None:
    write_files(tmp_path / "corpus", {"0.md": "予算は2,000億円である。\n", "1.md": "The budget grew.\n"})
    build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder())
    generation = read_current(tmp_path / "index").folder(tmp_path / "index")
    (generation / "manifest.json").write_text(written)
    with pytest.raises(IndexDamagedError):
        open_index(tmp_path / "index", embedder=HashingEmbedder())
    assert build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder()).documents == 2


@pytest.mark.parametrize("torn", ["CURRENT", "manifest.json"])
def test_an_index_is_repaired_from_the_documents_it_was_last_of(tmp_path: Path, torn: str) -> None:
    """The folder was taken from the oldest generation that was left: the documents of another one took their place."""
    index, kept, settings = tmp_path / "index", tmp_path / "kept", Settings()
    for name in ("old", "new"):
        write_files(tmp_path / name, {f"{name}.md": f"The {name} document. 文書。\n"})
        build(tmp_path / name, index, embedder=HashingEmbedder())
        if name == "old":
            shutil.copytree(read_current(index).folder(index), kept / read_current(index).generation)
    for generation in kept.iterdir():  # a build that was killed right after its swap leaves the one before
        shutil.move(generation, index / "generations")
    if torn == "CURRENT":
        (index / "CURRENT").write_text("{")
    else:  # and the one before that was killed before it had written its own
        latest = read_current(index).folder(index)
        shutil.copytree(latest, index / "generations" / "00000003-0123abcd")
        (index / "CURRENT").unlink()
        (index / "generations" / "00000003-0123abcd" / "manifest.json").write_text("{")
    assert recorded_corpus(index) == tmp_path / "new"
    repair_index(index, settings=settings, model=Model(settings.embedding, HashingEmbedder()))
    with open_index(index, embedder=HashingEmbedder()) as knowledge:
        assert [info.path for info in knowledge.documents()] == ["new.md"]
