"""No false alarms: a proof holds over every format kotae reads, and whatever a system does to line endings."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import kotae
from kotae.proof.papers import Papers
from tests.parsing.seeds import SEEDS
from tests.proof.builders import FILES, SETTINGS, Library, answer_of, library, whole

ENDINGS = {"lf": b"\n", "crlf": b"\r\n", "cr": b"\r"}
TEXTS = {
    **{name: text.encode() for name, text in FILES.items()},
    "ja/通知.eml": "From: a@example.org\nSubject: 予算\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    "Content-Transfer-Encoding: 8bit\n\n予算は2,000億円です。\n\n期間は5年間です。\n".encode(),
    "en/notes.rst": b"Budget\n======\n\nThe budget is 200 billion yen.\n\n* five years\n* from 2025\n",
    "en/notes.org": b"#+TITLE: Budget\n* Years\nIt runs for five years.\n",
    "ja/sjis.txt": "第1章 予算\n\n政府は予算を2,000億円に増やした。\n".encode("cp932"),
    "en/rows.jsonl": b'{"_id": "1", "text": "The budget is 200 billion yen."}\n{"_id": "2", "text": "Five years."}\n',
}


def with_endings(data: bytes, ending: bytes) -> bytes:
    return data.replace(b"\n", ending)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One file of every kind, in a folder each: some have the same name."""
    files = {f"{number}/{name}": make() for number, (name, make) in enumerate(SEEDS.items())}
    found = library(tmp_path_factory.mktemp("formats"), files)
    yield found
    found.knowledge.close()


def test_every_format_holds(seeds: Library, tmp_path: Path) -> None:
    knowledge = seeds.knowledge
    documents = [knowledge.document(info.id) for info in knowledge.documents()]
    suffixes = {Path(document.info.path.partition("#")[0]).suffix for document in documents}
    assert len(suffixes) > 15
    for document in documents:
        sentences = whole([document])
        answer = answer_of(sentences, question="何と書いてありますか", language="ja")
        for file in (knowledge.prove(answer), knowledge.prove(answer, hashes=True)):
            report = seeds.checked(file)
            assert (document.info.path, report.verdict) == (document.info.path, "holds")
            quotes = [finding for finding in report.findings if finding.kind == "quote"]
            assert len(quotes) == len({(s.citations[0].start, s.citations[0].end) for s in sentences})


@pytest.mark.parametrize("made_with", ENDINGS)
@pytest.mark.parametrize("checked_with", ENDINGS)
def test_line_endings_raise_no_alarm(made_with: str, checked_with: str, tmp_path: Path) -> None:
    files = {name: with_endings(data, ENDINGS[made_with]) for name, data in TEXTS.items()}
    found = library(tmp_path, files)
    with found.knowledge as knowledge:
        documents = [knowledge.document(info.id) for info in knowledge.documents()]
        assert len(documents) == len(TEXTS) + 1
        answer = answer_of(whole(documents), question="What do they say?", language="en")
        made = [knowledge.prove(answer), knowledge.prove(answer, hashes=True)]
    for name, data in TEXTS.items():
        (found.folder / name).write_bytes(with_endings(data, ENDINGS[checked_with]))
    for file in made:
        report = found.checked(file)
        wrong = [finding.en for finding in report.findings if finding.verdict != "holds"]
        assert wrong == []
        kinds = {finding.kind for finding in report.findings if finding.kind.startswith("document")}
        assert kinds == ({"document"} if made_with == checked_with else {"document_line_endings"})


def test_a_moved_file_is_found_by_what_is_in_it(tmp_path: Path) -> None:
    found = library(tmp_path, {name: text.encode() for name, text in FILES.items()})
    with found.knowledge as knowledge:
        documents = [knowledge.document(info.id) for info in knowledge.documents()]
        answer = answer_of(whole(documents), question="何？", language="ja")
        made = [knowledge.prove(answer), knowledge.prove(answer, hashes=True)]
    (found.folder / "ja").rename(found.folder / "elsewhere")
    shown, hidden = (found.checked(file) for file in made)
    assert (shown.verdict, hidden.verdict) == ("holds", "holds")
    moved = [finding.ja for finding in shown.findings if finding.kind == "document_moved"]
    assert moved == [
        "ja/予算.md: 同じファイルが elsewhere/予算.md にあります。",
        "ja/料金.csv: 同じファイルが elsewhere/料金.csv にあります。",
    ]


@pytest.mark.parametrize("name", [b"a\\b.txt", "が.txt".encode()])
def test_names_of_other_systems_hold(name: bytes, tmp_path: Path) -> None:
    """Names with backslashes, and in decomposed form."""
    found = library(tmp_path, {os.fsdecode(name): "予算は2,000億円です。\n".encode()})
    with found.knowledge as knowledge:
        (info,) = knowledge.documents()
        answer = answer_of(whole([knowledge.document(info.id)]), question="何？", language="ja")
        report = found.checked(knowledge.prove(answer))
    assert [finding.kind for finding in report.findings] == [
        "seal",
        "unsigned",
        "document",
        "quote",
        "coverage",
        "answer",
    ]
    assert report.verdict == "holds"
    assert all(finding.en.isprintable() for finding in report.findings)


def test_another_document_of_the_same_name_is_told(made: Library, tmp_path: Path) -> None:
    documents = [made.knowledge.document(info.id) for info in made.knowledge.documents()]
    answer = answer_of(whole(documents[:1]), question="What?", language="en")
    file = made.knowledge.prove(answer)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "budget.txt").write_text("Another paper of that name, on bicycles.\n")
    report = made.checked(file, folder=tmp_path)
    assert documents[0].info.path == "en/budget.txt"
    assert [finding.kind for finding in report.findings if finding.verdict == "fails"] == [
        "document_changed",
        *["quote_missing"] * len(answer.sentences),
    ]


def test_a_missing_document_is_neither_right_nor_wrong(made: Library, tmp_path: Path) -> None:
    documents = [made.knowledge.document(info.id) for info in made.knowledge.documents()]
    answer = answer_of(whole(documents[:1]), question="What?", language="en")
    report = made.checked(made.knowledge.prove(answer), folder=tmp_path)
    assert report.verdict == "unchecked"
    assert {finding.kind for finding in report.findings if finding.verdict == "unchecked"} == {
        "document_missing",
        "quote_unread",
        "coverage_missing",
    }


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname.txt", "a\\..\\b.txt", "", ".", "x\x00.txt"])
def test_a_proofs_paths_lead_nowhere_but_into_the_folder(made: Library, name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The government raised the budget.\n")
    folder = tmp_path / "corpus"
    folder.mkdir()
    answer = answer_of(whole([made.knowledge.document("en/budget.txt")]), question="What?", language="en")
    proved = made.proof(answer).documents[0].model_copy(update={"file": name, "path": name})
    assert Papers(folder).paper(proved, hidden=False) is None


@pytest.mark.parametrize("kind", [str, Path])
def test_a_path_may_be_written_as_text(made: Library, tmp_path: Path, kind: type[str] | type[Path]) -> None:
    """The rest of kotae takes both."""
    documents = [made.knowledge.document(info.id) for info in made.knowledge.documents()]
    answer = answer_of(whole(documents[:1]), question="何ですか", language="ja")
    proof = tmp_path / "proof.json"
    proof.write_bytes(made.knowledge.prove(answer))
    assert kotae.verify(kind(proof), kind(made.folder), settings=SETTINGS).verdict == "holds"
