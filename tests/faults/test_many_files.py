"""Many files of one kind: as much time as they are many, and no deeper than Python calls."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import CorpusError
from kotae.index.rows import SourceFile
from kotae.index.store import StoreReader
from kotae.index.store_writer import StoreWriter
from kotae.pipeline import build
from kotae.pipeline.builds.corpus_files import CorpusFiles
from kotae.pipeline.builds.shrinking import Losses
from kotae.records import Block, Document, DocumentInfo
from tests.pipeline.conftest import write_files

SECONDS = 20  # a twentieth of it is enough on a quiet machine


def test_very_many_copies_of_a_file_are_listed_at_once(tmp_path: Path) -> None:
    """Each was joined to the ones before, anew for every copy, whenever the index was opened."""
    count, text = 80_000, "本文 text"
    writer = StoreWriter(tmp_path / "documents.sqlite")
    first = SourceFile(path="0.md", stamp="", sha256=b"same")
    info = DocumentInfo(id="one", title="t", path="0.md", language="ja")
    block = Block(start=0, end=len(text), kind="paragraph", language="ja")
    writer.add_document(Document(info=info, text=text, blocks=(block,)), file=writer.add_file(first))
    for number in range(1, count):
        writer.add_file(replace(first, path=f"{number:06}.md"))
    writer.close(finish=True)
    began = time.process_time()
    reader = StoreReader(tmp_path / "documents.sqlite")
    assert time.process_time() - began < SECONDS
    (told,) = reader.infos
    assert told.copies == tuple(f"{number:06}.md" for number in range(1, count))
    reader.close()


def test_very_many_files_that_nobody_may_open_are_counted_at_once(tmp_path: Path) -> None:
    paths = [f"{folder}/{number}.md" for folder in range(4_000) for number in range(10)]
    before = {path: SourceFile(path=path, stamp="", sha256=b"x") for path in paths}
    losses = Losses(folder=tmp_path, before=before, allowed=False)
    unopened = tuple(f"{folder}/" for folder in range(3_000))
    began = time.process_time()
    losses.listed(CorpusFiles(folder=tmp_path, paths=(), unopened=(*unopened, "3999/9.md", "3999")))
    assert time.process_time() - began < SECONDS
    with pytest.raises(CorpusError, match=r"30,?010 files can't be reached"):
        losses.check({})


@pytest.mark.parametrize("allowed", [False, True])
def test_very_many_copies_that_vanish_while_they_are_read(allowed: bool, tmp_path: Path) -> None:
    """The one after the other took the place of the first, each within the last, until Python refused."""
    corpus = tmp_path / "corpus"
    write_files(corpus, {"kept.md": "灯台の修理には二億円かかりました。\n"})
    write_files(corpus, {f"copies/{number:04}.md": "The same in all.\n" for number in range(1_500)})

    def act(stage: str, at: int, _total: int) -> None:
        if stage == "reading" and not at:
            for path in (corpus / "copies").iterdir():
                path.unlink()

    def read() -> int:
        report = build(
            corpus, tmp_path / "index", embedder=HashingEmbedder(), progress=act, allow_shrink=allowed
        )
        assert len(report.skipped) == 1_500
        return report.documents

    if allowed:
        assert read() == 1
    else:
        with pytest.raises(CorpusError, match=r"1,?500 files can't be reached"):
            read()
