"""An index made by other code is read anew, and of it only what that code had a part in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import grimp
import pytest

from kotae.cli.output import report_text
from kotae.index.reader import IndexReader
from kotae.parsing import Source, document_id, documents_in
from kotae.parsing.formats import READERS
from kotae.pipeline import build, open_index
from kotae.pipeline.builds import changes, executor, job, reader_code
from kotae.records import Document
from tests.pipeline.conftest import CountingEmbedder, write_files

FILES = {
    "規則.md": "# 規則\n\n窓口は九時に開きます。休館日は月曜日です。\n",
    "rules.txt": "The desk opens at nine. The library is closed on Mondays.\n",
    "page.html": "<title>Page</title><p>The garden opens at ten.</p>",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


def other_code(older: pytest.MonkeyPatch, *suffixes: str) -> None:
    """Let files of these suffixes be read by other code."""
    known = reader_code.fingerprints() | dict.fromkeys(suffixes, "0123456789abcdef")
    for module in (changes, job):
        older.setattr(module, "fingerprints", lambda: known)


def falsifying(source: Source, *, suffix: str) -> Iterator[Document]:
    """Read as a kotae that took one hour for another."""
    for document in documents_in(source, suffix=suffix):
        text = document.text.replace("九時", "十時")
        info = replace(document.info, id=document_id(document.info.path, text))
        yield replace(document, text=text, info=info)


def otherwise(index: Path) -> frozenset[str]:
    with IndexReader.open(index) as reader:
        return changes.read_otherwise(reader)


def texts(index: Path, embedder: CountingEmbedder) -> str:
    with open_index(index, embedder=embedder) as knowledge:
        return "".join(knowledge.document(one.id).text for one in knowledge.documents())


def test_what_other_code_read_is_read_anew_and_nothing_else(
    corpus: Path, index: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older kotae had falsified stayed in the index for ever: *Unchanged*."""
    with monkeypatch.context() as older:
        other_code(older, ".md", ".markdown")
        older.setattr(executor, "documents_in", falsifying)
        build(corpus, index, embedder=embedder)
    assert "十時" in texts(index, embedder)
    assert otherwise(index) == {"規則.md"}
    embedder.passages.clear()

    report = build(corpus, index, embedder=embedder)

    assert (report.changed, report.unchanged, report.read_anew) == (1, 2, 1)
    assert ["規則" in passage for passage in embedder.passages] == [True]
    assert "十時" not in texts(index, embedder)
    # Once: what was read anew is known to be.
    assert otherwise(index) == set()
    assert build(corpus, index, embedder=embedder).read_anew == 0


def test_what_is_read_anew_and_stays_the_same_is_not_embedded(
    corpus: Path, index: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        other_code(older, *READERS)
        build(corpus, index, embedder=embedder)
    embedder.passages.clear()
    report = build(corpus, index, embedder=embedder)
    assert (report.unchanged, report.read_anew, report.embedded, embedder.passages) == (3, 3, 0, [])
    en, ja = (report_text(report, language).splitlines()[8] for language in ("en", "ja"))
    assert en == (
        "Note: 3 unchanged files were read anew, because kotae reads such files better now; passages that stayed the same were "
        "not embedded again"
    )
    assert ja == (
        "注記: 内容の変わらない3個のファイルを読み直しました。この種のファイルを以前より正しく読めるようになったためです。"
        "文面の変わらない箇所の埋め込みは計算し直していません"
    )


def test_an_index_that_does_not_say_what_read_it_is_read_anew(
    corpus: Path, index: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All before this was kept."""
    with monkeypatch.context() as older:
        older.setattr(job, "fingerprints", dict)
        build(corpus, index, embedder=embedder)
    with IndexReader.open(index) as reader:
        assert reader.manifest.readers == {}
    assert build(corpus, index, embedder=embedder).read_anew == 3


def test_a_file_that_moved_meanwhile_is_read_anew_too(
    corpus: Path, index: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        other_code(older, ".md")
        older.setattr(executor, "documents_in", falsifying)
        build(corpus, index, embedder=embedder)
    (corpus / "新").mkdir()
    (corpus / "規則.md").rename(corpus / "新" / "規則.md")
    build(corpus, index, embedder=embedder)
    assert "十時" not in texts(index, embedder)
    assert "九時" in texts(index, embedder)


def test_the_code_of_a_reader_is_all_that_it_imports() -> None:
    """Found without importing anything; another library that reads imports finds no more."""
    graph = grimp.build_graph("kotae", cache_dir=None)
    for suffix in reader_code.fingerprints():
        found = reader_code.modules_of(suffix)
        missed = set().union(*(graph.find_modules_directly_imported_by(module) for module in found)) - found
        assert {name for name in missed if not name.startswith(reader_code.LEFT_OUT)} <= {"kotae"}, suffix


@pytest.mark.parametrize(
    ("module", "has_a_part_in", "has_none_in"),
    [
        ("kotae.parsing.pdf.glyphs", [".pdf", ".zip", ".eml", ".msg"], [".docx", ".html", ".md", ".txt"]),
        ("kotae.parsing.html.walker", [".html", ".epub", ".eml", ".zip"], [".pdf", ".docx", ".xlsx", ".png"]),
        ("kotae.parsing.word.docx", [".docx", ".docm", ".zip"], [".pdf", ".xls", ".csv"]),
        ("kotae.parsing.ocr", [".png", ".pdf"], [".html", ".txt", ".xlsx"]),
        ("kotae.parsing.encodings.guess", [".txt", ".csv", ".html"], [".pdf", ".docx"]),
        ("kotae.segmentation.segmenter", [".pdf", ".docx", ".txt", ".zip"], []),
        ("kotae.passages", [".pdf", ".docx", ".txt", ".zip"], []),
    ],
)
def test_a_module_has_a_part_in_some_files(
    module: str, has_a_part_in: list[str], has_none_in: list[str]
) -> None:
    assert [suffix for suffix in has_a_part_in if module not in reader_code.modules_of(suffix)] == []
    assert [suffix for suffix in has_none_in if module in reader_code.modules_of(suffix)] == []
