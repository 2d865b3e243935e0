"""A watched folder is built again after every change, and errors don't end the watch."""

import threading
from pathlib import Path

from kotae.errors import CorpusError
from kotae.pipeline import watch
from kotae.records import BuildReport
from tests.pipeline.conftest import CountingEmbedder, write_files


def test_each_change_is_built_and_an_error_is_a_value(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    stop = threading.Event()
    watched = watch(corpus, index, stop=stop, every_s=0.01, embedder=embedder)

    def next_report() -> BuildReport:
        report = next(watched)
        assert isinstance(report, BuildReport)
        return report

    assert next_report().added == 4
    write_files(corpus, {"new.md": "# 新\n\n新しい文章である。\n"})
    assert next_report().added == 1
    (corpus / "new.md").unlink()
    assert next_report().removed == 1
    moved = corpus.rename(corpus.with_name("away"))
    error = next(watched)
    assert isinstance(error, CorpusError)
    assert "文書のフォルダーがありません" in error.ja
    moved.rename(corpus)
    assert next_report().unchanged == 4
    stop.set()
    assert list(watched) == []
