"""Only what changed is read and embedded, and the counts say so."""

import os
import shutil
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import numpy as np
import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.index.generations import read_current
from kotae.index.reader import IndexReader
from kotae.index.rows import SourceFile
from kotae.pipeline import build, open_index
from kotae.pipeline.builds.executor import FileReader, Here
from kotae.records import BuildReport
from tests.pipeline.conftest import FILES, CountingEmbedder, write_files


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return (report.added, report.changed, report.removed, report.unchanged)


def content(index: Path) -> dict[tuple[str, str], list[float]]:
    """Everything that is found, by path and text: equal for equal indexes."""
    with IndexReader.open(index) as reader:
        passages = reader.passages(range(len(reader)))
        vectors = reader.vectors.vectors(np.arange(len(reader)))
        return {
            (f"{passage.document.path} {passage.document.id} {passage.start}", passage.text): vector.tolist()
            for passage, vector in zip(passages, vectors, strict=True)
        }


def fresh(corpus: Path, folder: Path) -> dict[tuple[str, str], list[float]]:
    build(corpus, folder, embedder=HashingEmbedder())
    return content(folder)


def test_first_build_adds_everything(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    report = build(corpus, index, embedder=embedder)
    assert counts(report) == (4, 0, 0, 0)
    assert (report.documents, report.embedded) == (4, len(embedder.passages))
    assert report.passages == len(embedder.passages) >= 4
    assert report.seconds > 0


def test_nothing_changed_writes_nothing(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    before, embedded = read_current(index), len(embedder.passages)
    report = build(corpus, index, embedder=embedder)
    assert counts(report) == (0, 0, 0, 4)
    assert report.embedded == 0
    assert read_current(index) == before
    assert len(embedder.passages) == embedded


def test_touched_file_is_not_a_change(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    os.utime(corpus / "budget.txt", (1, 1))
    assert counts(build(corpus, index, embedder=embedder)) == (0, 0, 0, 4)


def test_changed_file_alone_is_embedded(
    corpus: Path, index: Path, embedder: CountingEmbedder, tmp_path: Path
) -> None:
    build(corpus, index, embedder=embedder)
    embedder.passages.clear()
    write_files(corpus, {"budget.txt": "The budget was cut to nothing.\n"})
    report = build(corpus, index, embedder=embedder)
    assert counts(report) == (0, 1, 0, 3)
    assert len(embedder.passages) == report.embedded == 1
    assert "cut to nothing" in embedder.passages[0]
    assert content(index) == fresh(corpus, tmp_path / "fresh")


def test_same_size_and_time_but_other_content_is_a_change(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    path = corpus / "budget.txt"
    status = path.stat()
    path.write_text(FILES["budget.txt"].replace("200", "300"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert counts(build(corpus, index, embedder=embedder)) == (0, 1, 0, 3)


def test_moved_file_costs_nothing(
    corpus: Path, index: Path, embedder: CountingEmbedder, tmp_path: Path
) -> None:
    build(corpus, index, embedder=embedder)
    embedder.passages.clear()
    (corpus / "新しい場所").mkdir()
    shutil.move(corpus / "ja" / "予算.md", corpus / "新しい場所" / "予算案.md")
    report = build(corpus, index, embedder=embedder)
    assert counts(report) == (0, 0, 0, 4)
    assert (report.embedded, embedder.passages) == (0, [])
    assert content(index) == fresh(corpus, tmp_path / "fresh")
    with open_index(index, embedder=embedder) as kb:
        assert (
            kb.retrieve("AI戦略の予算は2,000億円", top_k=1)[0].passage.document.path == "新しい場所/予算案.md"
        )


def test_removed_file_disappears_from_hits(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    (corpus / "ja" / "予算.md").unlink()
    report = build(corpus, index, embedder=embedder)
    assert counts(report) == (0, 0, 1, 3)
    with open_index(index, embedder=embedder) as kb:
        hits = kb.retrieve("AI戦略の予算は2,000億円", top_k=9)
    assert "ja/予算.md" not in {hit.passage.document.path for hit in hits}


def test_renamed_text_without_a_title_costs_nothing(tmp_path: Path, embedder: CountingEmbedder) -> None:
    """A text file that is titled by its name was once embedded again."""
    write_files(tmp_path / "c", {"図書室.txt": "貸出は八冊までです。\n"})
    build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    embedder.passages.clear()
    (tmp_path / "c" / "図書室.txt").rename(tmp_path / "c" / "規則.txt")
    report = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (counts(report), report.embedded, embedder.passages) == ((0, 0, 0, 1), 0, [])
    with open_index(tmp_path / "i", embedder=embedder) as kb:
        assert kb.documents()[0].title == "規則"
        assert kb.retrieve("規則", top_k=1)[0].passage.text == "貸出は八冊までです。"


def _exchange(corpus: Path, first: str, second: str) -> None:
    (corpus / first).rename(corpus / "aside")
    (corpus / second).rename(corpus / first)
    (corpus / "aside").rename(corpus / second)


LOANS, CLOSED = "貸出は八冊までです。\n", "The library is closed on Mondays.\n"


@pytest.mark.parametrize(
    ("before", "change"),
    [
        pytest.param(
            {"図書室.txt": LOANS}, lambda c: (c / "図書室.txt").rename(c / "規則.TXT"), id="titled by name"
        ),
        pytest.param({"a/図.txt": LOANS, "a/b.md": CLOSED}, lambda c: (c / "a").rename(c / "z"), id="folder"),
        pytest.param(
            {"Notes.txt": LOANS}, lambda c: (c / "Notes.txt").rename(c / "notes.txt"), id="case only"
        ),
        pytest.param(
            {"ガイド.txt": LOANS},
            lambda c: (c / "ガイド.txt").rename(c / unicodedata.normalize("NFD", "ガイド.txt")),
            id="NFC to NFD",
        ),
        pytest.param(
            {"a.txt": LOANS, "b.txt": CLOSED}, lambda c: _exchange(c, "a.txt", "b.txt"), id="exchanged"
        ),
        pytest.param(
            {"a.md": "# 貸出\n\n" + LOANS}, lambda c: (c / "a.md").rename(c / "b.md"), id="titled by itself"
        ),
        pytest.param(
            {"a.txt": LOANS, "b.txt": LOANS}, lambda c: (c / "a.txt").unlink(), id="original deleted"
        ),
        pytest.param({"a.txt": LOANS, "b.txt": LOANS}, lambda c: (c / "b.txt").unlink(), id="copy deleted"),
        pytest.param(
            {"a.txt": CLOSED, "b.txt": CLOSED},
            lambda c: (c / "a.txt").rename(c / "z.txt"),
            id="original renamed",
        ),
        pytest.param(
            {"a.htm": CLOSED}, lambda c: shutil.copy(c / "a.htm", c / "a.html"), id="copy, other suffix"
        ),
        pytest.param({"a.txt": LOANS}, lambda c: shutil.copy(c / "a.txt", c / "b.text"), id="copy of text"),
    ],
)
def test_names_and_places_cost_nothing(
    before: dict[str, str], change: Callable[[Path], object], tmp_path: Path, embedder: CountingEmbedder
) -> None:
    """Exchanged files were once two changes, a deleted original one document less and one more."""
    write_files(tmp_path / "c", before)
    first = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    embedder.passages.clear()
    change(tmp_path / "c")
    report = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (counts(report), report.skipped) == ((0, 0, 0, first.documents), ())
    assert (report.embedded, embedder.passages) == (0, [])
    # The vector of what is titled by its name stays as it was.
    assert content(tmp_path / "i").keys() == fresh(tmp_path / "c", tmp_path / "fresh").keys()
    with open_index(tmp_path / "i", embedder=embedder) as kb:
        named = {path for info in kb.documents() for path in (info.path, *info.copies)}
        assert named == {
            path.relative_to(tmp_path / "c").as_posix() for path in (tmp_path / "c").rglob("*.*")
        }


@pytest.mark.parametrize(
    ("was", "now", "read"),
    [("a.docx", "new/a.docx", 0), ("規則.docx", "b.docx", 0), ("貸出.docx", "b.docx", 1)],
)
def test_a_moved_file_is_read_again_only_where_its_title_may_be_its_name(
    was: str, now: str, read: int, tmp_path: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c" / "new").mkdir(parents=True)
    document = docx.Document()
    document.add_heading("貸出", 1)
    document.add_paragraph("貸出は八冊までです。")
    document.save(str(tmp_path / "c" / was))
    build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    (tmp_path / "c" / was).rename(tmp_path / "c" / now)
    asked: list[str] = []
    given = Here.read

    def counting(here: Here, folder: Path, files: Sequence[SourceFile]) -> FileReader:
        asked.extend(file.path for file in files)
        return given(here, folder, files)

    monkeypatch.setattr(Here, "read", counting)
    report = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (len(asked), counts(report), report.embedded) == (read, (0, 0, 0, 1), 0)
    # The vector of what is titled by its name stays as it was.
    assert content(tmp_path / "i").keys() == fresh(tmp_path / "c", tmp_path / "fresh").keys()


def test_a_new_file_under_the_name_of_one_that_moved_is_one_more(
    tmp_path: Path, embedder: CountingEmbedder
) -> None:
    write_files(tmp_path / "c", {"a.txt": LOANS})
    build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    (tmp_path / "c" / "a.txt").rename(tmp_path / "c" / "b.txt")
    write_files(tmp_path / "c", {"a.txt": CLOSED})
    assert counts(build(tmp_path / "c", tmp_path / "i", embedder=embedder)) == (1, 0, 0, 1)
    # The vector of what is titled by its name stays as it was.
    assert content(tmp_path / "i").keys() == fresh(tmp_path / "c", tmp_path / "fresh").keys()


def test_copy_is_the_same_document_at_two_paths(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    embedder.passages.clear()
    shutil.copy(corpus / "ja" / "防御.md", corpus / "あの写し.md")
    report = build(corpus, index, embedder=embedder)
    assert counts(report) == (0, 0, 0, 4)
    assert (report.documents, embedder.passages) == (4, [])
    assert report.warnings == (
        "あの写し.md: the same file as ja/防御.md; kept once / ja/防御.mdと同じファイルのため一つにまとめました",
    )
    with open_index(index, embedder=embedder) as kb:
        hit = kb.retrieve("能動的サイバー防御の法律", top_k=1, documents=["あの写し.md"])[0]
        assert (hit.passage.document.path, hit.passage.document.copies) == ("ja/防御.md", ("あの写し.md",))
        assert kb.document("あの写し.md").info == hit.passage.document


def test_copy_takes_the_place_of_the_document_that_went(
    corpus: Path, index: Path, embedder: CountingEmbedder, tmp_path: Path
) -> None:
    shutil.copy(corpus / "ja" / "防御.md", corpus / "zz写し.md")
    build(corpus, index, embedder=embedder)
    embedder.passages.clear()
    (corpus / "ja" / "防御.md").unlink()
    report = build(corpus, index, embedder=embedder)
    assert (report.documents, embedder.passages) == (4, [])
    assert content(index) == fresh(corpus, tmp_path / "fresh")
    with open_index(index, embedder=embedder) as kb:
        found = [info for info in kb.documents() if info.path == "zz写し.md"]
        assert [info.copies for info in found] == [()]


def test_copies_within_one_build_are_one_document(tmp_path: Path, embedder: CountingEmbedder) -> None:
    text = "# 同じ\n\n同じ文章が二つのファイルにある。\n"
    write_files(tmp_path / "c", {"a.md": text, "b.md": text, "c.md": "# 別\n\n別の文章である。\n"})
    report = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (report.documents, report.passages, report.added) == (2, 2, 2)
    again = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert counts(again) == (0, 0, 0, 2)
    with open_index(tmp_path / "i", embedder=embedder) as kb:
        assert [(info.path, info.copies) for info in kb.documents()] == [("a.md", ("b.md",)), ("c.md", ())]


def test_identical_passages_are_embedded_once_within_a_build(
    tmp_path: Path, embedder: CountingEmbedder
) -> None:
    text = "# 同じ\n\n同じ文章が二つのファイルにある。\n"
    write_files(tmp_path / "c", {"a.md": text, "b.md": f"{text}\n"})
    report = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (report.documents, report.passages, report.embedded, len(embedder.passages)) == (2, 2, 1, 1)
    with IndexReader.open(tmp_path / "i") as reader:
        first, second = reader.vectors.vectors(np.array([0, 1]))
    assert first.tolist() == second.tolist()


def test_removing_the_last_document_empties_the_index(tmp_path: Path, embedder: CountingEmbedder) -> None:
    """It was once answered from what was no longer there."""
    write_files(tmp_path / "c", {"a.md": "# 予算\n\n予算は三億円です。\n"})
    build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    (tmp_path / "c" / "a.md").unlink()
    report = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (counts(report), report.documents, report.passages) == ((0, 0, 1, 0), 0, 0)
    with open_index(tmp_path / "i", embedder=embedder) as kb:
        assert (kb.documents(), kb.retrieve("予算は？")) == ([], [])
        assert kb.ask("予算は？").status == "not_found"
    again = build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    assert (counts(again), again.documents) == ((0, 0, 0, 0), 0)
    write_files(tmp_path / "c", {"b.md": "The budget is 300 million yen.\n"})
    assert counts(build(tmp_path / "c", tmp_path / "i", embedder=embedder)) == (1, 0, 0, 0)


def test_a_path_finds_its_file_in_either_unicode_form(tmp_path: Path, embedder: CountingEmbedder) -> None:
    decomposed = unicodedata.normalize("NFD", "ガイド.md")
    write_files(tmp_path / "c", {decomposed: "予算は三億円です。\n"})
    build(tmp_path / "c", tmp_path / "i", embedder=embedder)
    with open_index(tmp_path / "i", embedder=embedder) as kb:
        assert len(kb.retrieve("予算", documents=["ガイド.md"])) == 1
        assert kb.document("ガイド.md").text == "予算は三億円です。\n"


def test_other_settings_read_again_but_reuse_equal_texts(
    corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    embedder.passages.clear()
    settings = Settings(reading={"max_file_bytes": 1_000_000})
    report = build(corpus, index, settings=settings, embedder=embedder)
    assert (counts(report), embedder.passages) == ((0, 0, 0, 4), [])
    with open_index(index, settings=settings, embedder=embedder) as kb:
        assert kb.info.settings["reading"]["max_file_bytes"] == 1_000_000


def test_other_model_embeds_everything_again(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    other = CountingEmbedder(inner=HashingEmbedder(dimension=64))
    report = build(corpus, index, embedder=other)
    assert report.embedded == len(other.passages) == report.passages
    with IndexReader.open(index) as reader:
        assert reader.manifest.dimension == reader.vectors.dimension == 64


def test_default_corpus_is_the_one_built_from(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    build(corpus, index, embedder=embedder)
    assert counts(build(index=index, embedder=embedder)) == (0, 0, 0, 4)


def test_progress_counts_to_the_end(corpus: Path, index: Path, embedder: CountingEmbedder) -> None:
    seen: list[tuple[str, int, int]] = []
    report = build(
        corpus,
        index,
        embedder=embedder,
        progress=lambda stage, done, total: seen.append((stage, done, total)),
    )
    for stage, total in (("reading", 4), ("embedding", report.embedded), ("writing", 1)):
        steps = [done for name, done, _ in seen if name == stage]
        assert steps == sorted(steps)
        assert (steps[-1], {t for name, _, t in seen if name == stage}) == (total, {total})


@pytest.mark.parametrize("stage", ["reading", "embedding", "writing"])
def test_failure_in_progress_leaves_the_last_index(
    stage: str, corpus: Path, index: Path, embedder: CountingEmbedder
) -> None:
    build(corpus, index, embedder=embedder)
    before = content(index)
    write_files(corpus, {"new.md": "# 新しい\n\n新しい文書である。\n"})

    def stop(name: str, done: int, total: int) -> None:
        if name == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(corpus, index, embedder=embedder, progress=stop)
    assert content(index) == before
    assert [path.name for path in (index / "generations").iterdir()] == [read_current(index).generation]
    assert counts(build(corpus, index, embedder=embedder)) == (1, 0, 0, 4)
