"""Readers while the index is swapped under them: no question fails, and all move over."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import KotaeError
from kotae.index.generations import read_current
from kotae.pipeline import build, open_index
from tests.pipeline.conftest import CountingEmbedder, write_files

SWAPS = 100
QUESTIONS = ("AI戦略の予算は2,000億円に増やしたか", "raised the budget to 200 billion yen")


def test_hundred_swaps_and_no_failed_question(corpus: Path, index: Path) -> None:
    build(corpus, index, embedder=HashingEmbedder())
    stop = threading.Event()

    with open_index(index, embedder=HashingEmbedder()) as kb, ThreadPoolExecutor() as pool:

        def ask() -> int:
            count = 0
            while not stop.is_set():
                hits = kb.retrieve(QUESTIONS[count % 2], top_k=3)
                found = hits[0].passage
                assert found.document.path == ("ja/予算.md", "budget.txt")[count % 2]
                text = kb.document(found.document.path).text
                assert text[found.start : found.end] == found.text
                count += 1
                stop.wait(0.005)  # leaves the builder its turn
            return count

        readers = [pool.submit(ask) for _ in range(2)]
        try:
            for swap in range(SWAPS):
                write_files(corpus, {"changing.md": f"# 版\n\n第{swap}版の文章である。\n"})
                assert build(corpus, index, embedder=HashingEmbedder()).documents == 5
        finally:
            stop.set()
        assert min(reader.result() for reader in readers) > 0
        newest = kb.retrieve(f"第{SWAPS - 1}版の文章", top_k=1, documents=["changing.md"])
        assert f"第{SWAPS - 1}版" in newest[0].passage.text


ASK_UNTIL_TOLD = """
import select, sys
from kotae.embedding.hashing import HashingEmbedder
from kotae.pipeline import open_index
count = 0
with open_index(sys.argv[1], embedder=HashingEmbedder()) as kb:
    print("open", flush=True)
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        hits = kb.retrieve(sys.argv[2], top_k=3)
        assert hits[0].passage.document.path == "ja/予算.md", hits
        count += 1
    newest = kb.retrieve(sys.argv[3], top_k=1, documents=["changing.md"])[0].passage.text
print(count, newest)
"""


def test_second_process_asks_through_a_hundred_swaps(corpus: Path, index: Path) -> None:
    build(corpus, index, embedder=HashingEmbedder())
    last = f"第{SWAPS - 1}版の文章"
    command = [sys.executable, "-c", ASK_UNTIL_TOLD, str(index), QUESTIONS[0], last]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        for swap in range(SWAPS):
            write_files(corpus, {"changing.md": f"# 版\n\n第{swap}版の文章である。\n"})
            build(corpus, index, embedder=HashingEmbedder())
        said, failed = reader.communicate("stop\n", timeout=60)
    assert (reader.returncode, failed) == (0, "")
    count, newest = said.split(" ", 1)
    assert int(count) > 0
    assert last in newest


def test_question_after_a_build_sees_it_at_once(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    with open_index(index, embedder=embedder) as kb:
        assert kb.retrieve("AI戦略の予算は2,000億円", top_k=1)[0].passage.document.path == "ja/予算.md"
        (corpus / "ja" / "予算.md").unlink()
        build(corpus, index, embedder=embedder)
        assert "ja/予算.md" not in {h.passage.document.path for h in kb.retrieve("AI戦略の予算", top_k=9)}
        assert [info.path for info in kb.documents()] == ["budget.txt", "en/defence.md", "ja/防御.md"]
        assert kb.info.documents == 3


def test_stream_begun_before_a_swap_ends_on_the_old_index(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    with open_index(index, embedder=embedder) as kb:
        events = kb.stream("能動的サイバー防御の法律はいつ成立したか")
        next(events)
        write_files(corpus, {"ja/防御.md": "# 別\n\nまったく別の文章になった。\n"})
        build(corpus, index, embedder=embedder)
        assert len(kb.documents()) == 4
        *_, last = events
    assert any("2025年5月に成立" in hit.passage.text for hit in last.answer.hits)  # type: ignore[union-attr]


def test_damaged_new_generation_leaves_the_old_one_answering(
    corpus: Path, index: Path, embedder: CountingEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    build(corpus, index, embedder=embedder)
    with open_index(index, embedder=embedder) as kb:
        write_files(corpus, {"new.md": "# 新\n\n新しい文章。\n"})
        build(corpus, index, embedder=embedder)
        (read_current(index).folder(index) / "vectors.npy").write_bytes(b"torn")
        assert len(kb.documents()) == 4
        assert kb.retrieve("AI戦略の予算", top_k=1)[0].passage.document.path == "ja/予算.md"
        assert "staying with the index opened before" in caplog.text
        build(corpus, index, embedder=embedder)
        assert len(kb.documents()) == 5


def test_removed_index_folder_leaves_the_open_one_answering(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    with open_index(index, embedder=embedder) as kb:
        kb.retrieve("AI戦略の予算")
        for path in sorted(index.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        assert kb.retrieve("AI戦略の予算", top_k=1)[0].passage.document.path == "ja/予算.md"


def test_many_threads_get_what_one_gets(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    with open_index(index, embedder=embedder) as kb:
        alone = [kb.retrieve(question) for question in QUESTIONS]
    with open_index(index, embedder=embedder) as kb:
        together: list[list[object]] = [[] for _ in range(8)]
        start = threading.Barrier(8)

        def ask(place: int) -> None:
            start.wait()
            together[place] = [kb.retrieve(question) for question in QUESTIONS]

        threads = [threading.Thread(target=ask, args=(place,)) for place in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert together == [alone] * 8


def test_open_files_do_not_pile_up_over_swaps(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    with open_index(index, embedder=embedder) as kb:
        kb.retrieve("予算")
        before = len(os.listdir("/proc/self/fd"))
        for swap in range(8):
            write_files(corpus, {"changing.md": f"# 版\n\n第{swap}版の文章である。\n"})
            build(corpus, index, embedder=embedder)
            kb.retrieve("予算")
        assert len(os.listdir("/proc/self/fd")) <= before + 1


def test_error_of_the_question_does_not_keep_the_generation(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    kb = open_index(index, embedder=embedder)
    with pytest.raises(KotaeError):
        kb.document("nothing")
    kb.close()
    with pytest.raises(ValueError, match="closed"):
        kb.documents()
