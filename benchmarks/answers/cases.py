"""Questions with the passages found for them, answerable or not: what answering is learned from."""

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import kotae
from kotae.folding import fold
from kotae.language import detect_language
from kotae.passages import PassageSplitter
from kotae.records import Block, Document, DocumentInfo, Hit, Passage
from kotae.segmentation import Analyzer, Segmenter

__all__ = ["Case", "knowledge_base_cases", "nomiracl_cases", "normalised"]

TOP_K = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question and what was found for it.

    Attributes:
        group: Which set it belongs to; figures are given for each.
        question: The question.
        hits: Best first.
        answers: Any of these is right; empty where none is known.
        answerable: Whether the hits were to be answered from.
    """

    group: str
    question: str
    hits: tuple[Hit, ...]
    answers: tuple[str, ...]
    answerable: bool


def normalised(text: str) -> str:
    """Return a text for comparison: folded, one width and case, without spaces."""
    return re.sub(r"\s+|\*\*", "", unicodedata.normalize("NFKC", fold(text))).lower()


def holds(text: str, answers: Sequence[str]) -> bool:
    """Return whether a text holds one of the answers."""
    return any(normalised(answer) in normalised(text) for answer in answers)


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def knowledge_base_cases(corpus: Path, questions: Path, *, group: str) -> Iterator[Case]:
    """Yield the questions of a file with the hits of an index over a folder.

    Each answerable question comes once more with every passage that holds its answer taken
    away: the right topic is there then, but not the answer.

    Args:
        corpus: The documents.
        questions: ``queries.jsonl`` with ``text``, ``answers`` and ``answerable``.
        group: Name of the set; the language is added.
    """
    with tempfile.TemporaryDirectory() as folder:
        kotae.build(corpus=corpus, index=folder)
        with kotae.open(folder) as base:
            for row in _rows(questions):
                question, answers = str(row["text"]), tuple(map(str, row["answers"] or ()))  # type: ignore[call-overload]
                found = tuple(base.retrieve(question, top_k=4 * TOP_K))
                name = f"{group}.{detect_language(question)}"
                answerable = bool(row["answerable"])
                yield Case(
                    group=name, question=question, hits=found[:TOP_K], answers=answers, answerable=answerable
                )
                if answerable:
                    without = tuple(hit for hit in found if not holds(hit.passage.text, answers))
                    yield Case(
                        group=f"{name}.gone",
                        question=question,
                        hits=without[:TOP_K],
                        answers=(),
                        answerable=False,
                    )


def nomiracl_cases(folder: Path, *, half: int, analyzer: Analyzer, segmenter: Segmenter) -> Iterator[Case]:
    """Yield NoMIRACL questions with their ten judged passages, those sharing most words first.

    Args:
        folder: ``corpus.jsonl`` and ``queries.jsonl``.
        half: 0 for the half to learn on, 1 for the other.
        analyzer: Finds words.
        segmenter: Finds sentences.
    """
    texts = {row["_id"]: row for row in _rows(folder / "corpus.jsonl")}
    for row in _rows(folder / "queries.jsonl")[half::2]:
        question = str(row["text"])
        wanted = {word.term for word in analyzer.content_words(question)}
        passages = [
            passage
            for identity in row["passages"]  # type: ignore[attr-defined]
            for passage in _passages(texts[identity], segmenter)
        ]
        passages.sort(
            key=lambda passage: -len(wanted & {word.term for word in analyzer.content_words(passage.text)})
        )
        hits = tuple(
            Hit(passage=passage, score=-float(rank)) for rank, passage in enumerate(passages[:TOP_K])
        )
        yield Case(
            group=f"nomiracl.{row['language']}",
            question=question,
            hits=hits,
            answers=(),
            answerable=bool(row["answerable"]),
        )


def _passages(row: dict[str, object], segmenter: Segmenter) -> tuple[Passage, ...]:
    text, identity = str(row["text"]), str(row["_id"])
    language = detect_language(text)
    info = DocumentInfo(id=identity, title=str(row["title"]), path=identity, language=language)
    block = Block(start=0, end=len(text), kind="paragraph", language=language)
    document = Document(info=info, text=text, blocks=(block,))
    return PassageSplitter().split(document, segmenter.document_sentences(document))
