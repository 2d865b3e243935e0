"""A watched folder is built again after every change, and errors don't end the watch."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from kotae.errors import CorpusError, IndexBusyError, KotaeError
from kotae.index.generations import build_lock
from kotae.pipeline import watch
from kotae.records import BuildReport
from tests.pipeline.conftest import CountingEmbedder, write_files

Outcomes = Iterator[BuildReport | KotaeError]


def next_report(watched: Outcomes) -> BuildReport:
    report = next(watched)
    assert isinstance(report, BuildReport), report
    return report


def notices_fail(*paths: object, force_polling: bool | None = None, **others: object) -> object:
    if not force_polling:
        raise OSError(28, "inotify watch limit reached")
    return WATCH(*paths, force_polling=True, poll_delay_ms=20, **others)  # type: ignore[arg-type]


WATCH = watchfiles.watch


@pytest.mark.parametrize("polling", [False, True], ids=["notices", "polling"])
def test_each_change_is_built_and_an_error_is_a_value(
    polling: bool, corpus: Path, index: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    if polling:
        monkeypatch.setattr(watchfiles, "watch", notices_fail)
    stop = threading.Event()
    watched = watch(corpus, index, stop=stop, quiet_s=0.05, embedder=embedder)
    assert next_report(watched).added == 4
    write_files(corpus, {"new.md": "# 新\n\n新しい文章である。\n"})
    assert next_report(watched).added == 1
    (corpus / "new.md").rename(corpus / "en" / "renamed.md")
    assert (next_report(watched).unchanged, len(set(embedder.passages))) == (5, len(embedder.passages))
    (corpus / "en" / "renamed.md").unlink()
    assert next_report(watched).removed == 1
    moved = corpus.rename(corpus.with_name("away"))
    error = next(watched)
    assert isinstance(error, CorpusError)
    assert "文書のフォルダーがありません" in error.ja
    moved.rename(corpus)
    assert next_report(watched).unchanged == 4
    stop.set()
    assert list(watched) == []


def test_index_inside_the_folder_does_not_set_off_builds(corpus: Path, embedder: CountingEmbedder) -> None:
    stop = threading.Event()
    watched = watch(corpus, corpus / "index", stop=stop, quiet_s=0.02, embedder=embedder)
    assert next_report(watched).added == 4
    timer = threading.Timer(0.5, stop.set)
    timer.start()
    assert list(watched) == []  # the build's own files are no change
    timer.join()


def test_failed_build_is_tried_again_without_a_change(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    stop = threading.Event()
    watched = watch(corpus, index, stop=stop, quiet_s=0.02, retry_s=0.05, embedder=embedder)
    with build_lock(index):
        assert isinstance(next(watched), IndexBusyError)
    assert next_report(watched).added == 4
    stop.set()


def test_unreadable_file_is_left_out_and_the_watch_goes_on(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    stop = threading.Event()
    watched = watch(corpus, index, stop=stop, quiet_s=0.05, embedder=embedder)
    next(watched)
    (corpus / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    report = next_report(watched)
    assert ([file.path for file in report.skipped], report.unchanged) == (["torn.pdf"], 4)
    write_files(corpus, {"ja/予算.md": "# 予算\n\n予算は変わった。\n"})
    assert next_report(watched).changed == 1
    stop.set()


def test_without_a_corpus_the_recorded_one_is_followed(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    stop = threading.Event()
    next(watch(corpus, index, stop=stop, quiet_s=0.02, embedder=embedder))
    assert next_report(watch(None, index, stop=stop, quiet_s=0.02, embedder=embedder)).unchanged == 4
    stop.set()
