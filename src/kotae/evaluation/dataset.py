"""Read an evaluation set in the BEIR layout, and fail loudly where it is incomplete.

A set is a folder::

    corpus.jsonl       _id, title, text            optional: language
    queries.jsonl      _id, text                   optional: language, answers, answerable, …
    qrels/test.tsv     query-id, corpus-id, score  with a header line

``corpus.jsonl`` may be absent where the questions are about a folder of files: the corpus ids
of the qrels are then the files' paths in that folder. The layout is that of Thakur et al. 2021,
*BEIR* (arXiv 2104.08663).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kotae.errors import DatasetError, failing_as
from kotae.language import detect_language
from kotae.messages import Message
from kotae.pipeline.asking.faults import fault_of
from kotae.records import Language

__all__ = ["Dataset", "Query", "load_dataset"]


class _QueryRow(BaseModel):
    model_config = ConfigDict(extra="allow", populate_by_name=True)

    id: str = Field(alias="_id")
    text: str
    language: Language | None = None
    answers: list[str] = []
    answerable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question of a set.

    Attributes:
        id: The set's own id.
        text: The question.
        language: As given, else as detected.
        answers: Reference answers, any of which is right; may be empty.
        answerable: Whether the documents hold an answer.
    """

    id: str
    text: str
    language: Language
    answers: tuple[str, ...] = ()
    answerable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """An evaluation set as read.

    Attributes:
        name: The folder's name.
        folder: Where it is.
        corpus: Its ``corpus.jsonl``; None where the questions are about a folder of files.
        queries: In file order.
        qrels: For each query id, the relevance of each corpus id; only positive ones.
    """

    name: str
    folder: Path
    corpus: Path | None
    queries: tuple[Query, ...]
    qrels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def load_dataset(folder: Path, *, split: str = "test", need_qrels: bool = True) -> Dataset:
    """Return the evaluation set in a folder.

    Args:
        folder: The set's folder.
        split: Which ``qrels/<split>.tsv`` to read.
        need_qrels: Whether a set without judgements is refused; sets that only have reference
            answers do without.

    Returns:
        The set, queries in file order.

    Raises:
        DatasetError: The folder, ``queries.jsonl`` or the qrels are missing, empty or malformed,
            or no judged query is among the queries.
    """
    if not folder.is_dir():
        raise DatasetError(
            "{path}: no such folder. Give the folder that holds queries.jsonl and qrels/.", path=folder
        )
    queries = _read_queries(folder / "queries.jsonl")
    qrels_path = folder / "qrels" / f"{split}.tsv"
    qrels = _read_qrels(qrels_path) if need_qrels or qrels_path.is_file() else {}
    if need_qrels and not any(query.id in qrels for query in queries):
        raise DatasetError(
            "{path}: judges none of the queries in queries.jsonl. Check the query ids.",
            path=qrels_path,
        )
    corpus = folder / "corpus.jsonl"
    return Dataset(
        name=folder.resolve().name,
        folder=folder,
        corpus=corpus if corpus.is_file() else None,
        queries=queries,
        qrels=qrels,
    )


def _read_queries(path: Path) -> tuple[Query, ...]:
    queries = []
    for number, line in enumerate(_read_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = _QueryRow.model_validate_json(line)
        except ValidationError as error:  # only the first of its faults is told
            problem = error.errors()[0]
            place, reason = ".".join(map(str, problem["loc"])), fault_of(problem)
            what = Message("{place}: {reason}", place=place, reason=reason) if place else reason
            raise DatasetError(
                "{path}, line {number}: {what}. Each line is a JSON object with _id and text.",
                path=path,
                number=number,
                what=what,
            ) from error
        queries.append(
            Query(
                id=row.id,
                text=row.text,
                language=row.language or detect_language(row.text),
                answers=tuple(row.answers),
                answerable=row.answerable,
            )
        )
    if not queries:
        raise DatasetError(
            "{path}: holds no query. Add one JSON object per line with _id and text.", path=path
        )
    return tuple(queries)


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    rows = csv.reader(_read_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(rows, 1):
        if number == 1 and row[2:] == ["score"]:
            continue
        with failing_as(
            DatasetError,
            "{path}, line {number}: expected query-id, corpus-id and a whole score, tab between them.",
            on=ValueError,
            path=path,
            number=number,
        ):
            query, document, score = row
            relevance = int(score)
        if relevance > 0:
            qrels.setdefault(query, {})[document] = relevance
    if not qrels:
        raise DatasetError(
            "{path}: holds no positive judgement, so there is nothing to measure against.", path=path
        )
    return qrels


def _read_text(path: Path) -> str:
    with (
        failing_as(
            DatasetError,
            "{path}: can't be read ({reason}). It must be UTF-8 text.",
            on=(OSError, UnicodeDecodeError),
            path=path,
        ),
        failing_as(
            DatasetError,
            "{path}: no such file. The BEIR layout is corpus.jsonl, queries.jsonl, qrels/test.tsv.",
            on=FileNotFoundError,
            path=path,
        ),
    ):
        return path.read_text(encoding="utf-8")
