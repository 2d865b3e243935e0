"""The question sets under ``benchmarks/questions``: layout, evidence, and fairness."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.documents import CORPUS, REPOSITORY, corpus_documents, source_text

QUESTIONS = REPOSITORY / "benchmarks" / "questions"
Row = dict[str, Any]

FIELDS = {
    *("_id", "text", "language", "answers", "answerable", "type", "difficulty", "why"),
    *("crosses", "topic", "path", "evidence", "also"),
}
TYPES = {
    *("number", "money", "percentage", "date", "person", "organisation", "place", "name"),
    *("definition", "reason", "yes/no"),
}
READ_OFF = TYPES - {"definition", "reason", "yes/no"}


def _rows(name: str) -> list[Row]:
    lines = (QUESTIONS / name / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _judgements() -> list[list[str]]:
    lines = (QUESTIONS / "corpus" / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def _places(row: Row) -> list[tuple[str, str]]:
    return [(row["path"], row["evidence"]), *((other["path"], other["evidence"]) for other in row["also"])]


def _packed(text: str) -> str:
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text)).lower()


CORPUS_ROWS = _rows("corpus")
ANSWERABLE = [row for row in CORPUS_ROWS if row["answerable"]]
SOURCE_ROWS = _rows("source")
each_answerable = pytest.mark.parametrize("row", [pytest.param(row, id=row["_id"]) for row in ANSWERABLE])


def test_corpus_set_is_balanced() -> None:
    assert Counter(row["language"] for row in CORPUS_ROWS) == {"ja": 64, "en": 64}
    assert Counter(row["language"] for row in CORPUS_ROWS if not row["answerable"]) == {"ja": 12, "en": 12}
    assert Counter(row["language"] for row in ANSWERABLE if row["crosses"]) == {"ja": 29, "en": 30}
    assert {row["type"] for row in ANSWERABLE} == TYPES
    assert {row["difficulty"] for row in CORPUS_ROWS} == {"easy", "medium", "hard"}


def test_corpus_set_has_every_field_and_distinct_questions() -> None:
    assert {frozenset(row) for row in CORPUS_ROWS} == {frozenset(FIELDS)}
    assert len({row["_id"] for row in CORPUS_ROWS}) == len({row["text"] for row in CORPUS_ROWS}) == 128
    assert all(row["_id"].startswith(row["language"]) and row["why"] for row in CORPUS_ROWS)


def test_every_document_is_asked_about() -> None:
    asked = {path for row in ANSWERABLE for path, _ in _places(row)}
    assert asked == {document.path for document in corpus_documents()}


def test_unanswerable_questions_claim_nothing() -> None:
    claims = [
        (row["answers"], row["path"], row["evidence"], row["also"])
        for row in CORPUS_ROWS
        if not row["answerable"]
    ]
    assert claims == [([], "", "", [])] * 24


def test_judgements_list_every_document_that_settles_a_question() -> None:
    header, *lines = _judgements()
    assert header == ["query-id", "corpus-id", "score"]
    wanted = {(row["_id"], path) for row in ANSWERABLE for path, _ in _places(row)}
    assert {(query, document) for query, document, _ in lines} == wanted
    assert len(lines) == len(wanted)
    assert {score for _, _, score in lines} == {"1"}


@each_answerable
def test_evidence_stands_in_the_document(row: Row) -> None:
    assert _places(row)
    for path, evidence in _places(row):
        assert evidence
        assert evidence in (CORPUS / path).read_text(encoding="utf-8")


@each_answerable
def test_crossing_is_marked_where_only_the_other_language_holds_the_fact(row: Row) -> None:
    languages = {path.split("/")[0] for path, _ in _places(row)}
    assert row["crosses"] is (row["language"] not in languages)


@each_answerable
def test_an_answer_can_be_read_off_the_evidence(row: Row) -> None:
    if row["type"] not in READ_OFF:
        assert row["answers"]
        return
    for _, evidence in _places(row)[:1]:
        assert any(_packed(answer) in _packed(evidence) for answer in row["answers"])


def _longest_shared_run(question: str, evidence: str) -> int:
    return max(
        length
        for length in range(len(question) + 1)
        if any(question[at : at + length] in evidence for at in range(len(question) - length + 1))
    )


@each_answerable
def test_question_does_not_repeat_its_evidence(row: Row) -> None:
    question = re.sub(r"[\s、。?？]", "", row["text"].lower())
    limit = 14 if row["language"] == "ja" else 30
    for _, evidence in _places(row):
        assert _longest_shared_run(question, re.sub(r"[\s、。?？]", "", evidence.lower())) <= limit


def test_source_set_asks_each_fact_in_both_languages() -> None:
    japanese = {row["_id"][3:]: row for row in SOURCE_ROWS if row["language"] == "ja"}
    english = {row["_id"][3:]: row for row in SOURCE_ROWS if row["language"] == "en"}
    assert len(SOURCE_ROWS) == 90
    assert sorted(japanese) == sorted(english)
    for key, row in japanese.items():
        same = ("answers", "answerable", "type", "evidence")
        assert [row[name] for name in same] == [english[key][name] for name in same]
    assert sum(row["answerable"] for row in SOURCE_ROWS) == 60
    assert all(bool(row["evidence"]) is row["answerable"] is bool(row["answers"]) for row in SOURCE_ROWS)


@pytest.mark.shared
def test_source_evidence_is_short_and_stands_in_the_source_once(shared_dir: Path) -> None:
    source = source_text(shared_dir)
    extracts = [extract for row in SOURCE_ROWS for extract in row["evidence"]]
    assert {source.count(extract) for extract in extracts} == {1}
    assert max(len(extract) for extract in extracts) <= 60
