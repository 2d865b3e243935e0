"""A build that is broken off leaves its vectors to the next, whoever embeds; the index is the one built in one go."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.protocol import FloatMatrix, Progress
from kotae.embedding.settings import EmbeddingSettings
from kotae.index.reader import IndexReader
from kotae.index.settings import IndexSettings
from kotae.pipeline import build
from tests.pipeline.conftest import CountingEmbedder, write_files

FILES = {f"{n}.md": f"# 紙{n}\n\n第{n}条の契約は{n}月に終わる。\n" for n in range(1, 8)} | {
    f"{n}.txt": f"Lease {n} ends in month {n}.\n" for n in range(1, 6)
}
SETTINGS = Settings(embedding=EmbeddingSettings(model="hashing"), index=IndexSettings(embed_at_once=2))


@dataclasses.dataclass
class Failing(CountingEmbedder):
    """Is broken off at a batch.

    Attributes:
        batches: How many it embeds before.
        how: With what it ends.
    """

    batches: int = 3
    how: BaseException = dataclasses.field(default_factory=KeyboardInterrupt)

    def embed_passages(self, passages: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        if not self.batches:
            raise self.how
        self.batches -= 1
        return super().embed_passages(passages, progress=progress)


def stored(index: Path) -> tuple[object, ...]:
    with IndexReader.open(index) as reader:
        rows = [
            reader.store.query(f"SELECT * FROM {table} ORDER BY 1") for table in ("documents", "passages")
        ]
        return (*rows, reader.vectors.vectors(np.arange(len(reader))).tolist())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


@pytest.mark.parametrize("how", [KeyboardInterrupt(), OSError(28, "No space left on device"), MemoryError()])
def test_what_was_embedded_is_not_embedded_again(corpus: Path, tmp_path: Path, how: BaseException) -> None:
    build(corpus, tmp_path / "alone", settings=SETTINGS, embedder=HashingEmbedder())
    first, second = Failing(how=how), CountingEmbedder()
    with pytest.raises((type(how), Exception)):
        build(corpus, tmp_path / "index", settings=SETTINGS, embedder=first)
    assert len(first.passages) == 6
    report = build(corpus, tmp_path / "index", settings=SETTINGS, embedder=second)
    assert not set(first.passages) & set(second.passages)
    assert len(first.passages) + len(second.passages) == report.passages == len(FILES)
    assert report.embedded == len(second.passages)
    assert stored(tmp_path / "index") == stored(tmp_path / "alone")
    assert list((tmp_path / "index").glob("unfinished*")) == []


def test_several_breaks_and_changes_meanwhile_cost_what_changed(corpus: Path, tmp_path: Path) -> None:
    embedded: list[str] = []
    for batches in (1, 2, 1):
        broken = Failing(batches=batches)
        with pytest.raises(KeyboardInterrupt):
            build(corpus, tmp_path / "index", settings=SETTINGS, embedder=broken)
        embedded += broken.passages
    write_files(corpus, {"1.md": "# 新\n\n新しい契約は12月に終わる。\n"})
    (corpus / "2.md").unlink()
    last = CountingEmbedder()
    build(corpus, tmp_path / "index", settings=SETTINGS, embedder=last)
    assert len(embedded) == len(set(embedded)) == 8
    assert not set(embedded) & set(last.passages)
    build(corpus, tmp_path / "alone", settings=SETTINGS, embedder=HashingEmbedder())
    assert stored(tmp_path / "index") == stored(tmp_path / "alone")


def test_another_model_embeds_everything(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(corpus, tmp_path / "index", settings=SETTINGS, embedder=Failing())
    other = CountingEmbedder(inner=HashingEmbedder(dimension=64))
    report = build(corpus, tmp_path / "index", settings=SETTINGS, embedder=other)
    assert report.embedded == len(FILES)
