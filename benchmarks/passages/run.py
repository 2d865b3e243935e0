"""Passage size and overlap: where does the evidence land?

Run from the repository: ``python -m benchmarks.passages.run [--source FILE] [--beir FOLDER …]``.
Prints one table for each collection: the shipped corpus with its questions always, the source
document and BEIR-layout sets where they are given.

A passage is right if it holds the evidence, whole. Longer passages hold more, so beside the
usual measures there is one that is fair to size: is the evidence in the best passages that fit
into 1,000 Japanese (3,000 Latin) characters of reading?
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.lexical.bm25 import scores as bm25_scores
from benchmarks.record import record
from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from kotae.language import detect_language
from kotae.parsing import ReadingSettings, read_file
from kotae.passages import PassageSplitter, embedding_text
from kotae.records import Block, Document, DocumentInfo, Passage
from kotae.segmentation import Analyzer, Segmenter

REPOSITORY = Path(__file__).resolve().parents[2]
SIZES = [(150, 0), (200, 0), (200, 1), (300, 0), (300, 1), (400, 1), (500, 1)]
READING_BYTES = 3_000
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\n\s*\n|\s*\Z)", re.DOTALL)
MEASURES = ("R@1", "R@5", "MRR@10", "read 1,000")


@dataclass(frozen=True)
class Question:
    """A question, whether its evidence is in the other language, and the places that settle it.

    A place is (path, first, last).
    """

    text: str
    crosses: bool
    places: tuple[tuple[str, int, int], ...]


def read_folder(folder: Path) -> list[Document]:
    """Return every readable document of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".txt"})
    return [
        document
        for path in files
        for document in read_file(
            path, relative_path=str(path.relative_to(folder)), settings=ReadingSettings()
        )
    ]


def read_questions(path: Path, documents: Sequence[Document], only_path: str = "") -> list[Question]:
    """Return the answerable questions whose evidence stands in the documents."""
    texts = {document.info.path: document.text for document in documents}
    language_of = {document.info.path: document.info.language for document in documents}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        evidence = row["evidence"] if isinstance(row["evidence"], list) else [row["evidence"]]
        pairs = [(row.get("path", only_path), extract) for extract in evidence if extract]
        pairs += [(other["path"], other["evidence"]) for other in row.get("also", [])]
        places = tuple(
            (name, at, at + len(extract))
            for name, extract in pairs
            if name in texts and (at := texts[name].find(extract)) >= 0
        )
        if row["answerable"] and places:
            languages = {language_of[name] for name, _, _ in places}
            found.append(Question(text=row["text"], crosses=row["language"] not in languages, places=places))
    return found


def read_beir(folder: Path) -> tuple[list[Document], list[Question]]:
    """Return the documents of a BEIR-layout set, without titles, and its questions; a place is a whole document."""
    documents = []
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        language = detect_language(row["text"])
        info = DocumentInfo(id=row["_id"], title="", path=row["_id"], language=language)
        blocks = tuple(
            Block(start=found.start(), end=found.end(), kind="paragraph", language=language)
            for found in _PARAGRAPH.finditer(row["text"])
        )
        documents.append(Document(info=info, text=row["text"], blocks=blocks))
    gold: dict[str, list[str]] = {}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, document, _ = line.split("\t")
        gold.setdefault(question, []).append(document)
    main = detect_language(" ".join(document.text for document in documents[:20]))
    questions = []
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["_id"] in gold:
            places = tuple((document, 0, 0) for document in gold[row["_id"]])
            questions.append(Question(text=row["text"], crosses=row["language"] != main, places=places))
    return documents, questions


def is_right(passage: Passage, question: Question) -> bool:
    """Return whether the passage holds the evidence; any passage of a document that is wanted whole does."""
    return any(
        passage.document.path == path and (last == 0 or passage.start <= first < last <= passage.end)
        for path, first, last in question.places
    )


def normalised(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each row scaled to [0, 1]."""
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    return (scores - low) / np.maximum(high - low, 1e-9)


def measure(
    scores: NDArray[np.float32], passages: Sequence[Passage], questions: Sequence[Question]
) -> tuple[float, float, float, float]:
    """Return recall@1, recall@5, MRR@10 and recall within the reading length.

    Where whole documents are wanted, only the best passage of each takes a rank.
    """
    sizes = [len(passage.text.encode()) for passage in passages]
    sums = np.zeros(4)
    for row, question in zip(scores, questions, strict=True):
        whole = question.places[0][2] == 0
        read = rank = 0
        seen = set()
        for at in np.argsort(-row, kind="stable")[:60]:
            path = passages[at].document.path
            if whole and path in seen:
                continue
            seen.add(path)
            read += sizes[at]
            if is_right(passages[at], question):
                sums += (rank < 1, rank < 5, 1 / (rank + 1) if rank < 10 else 0, read <= READING_BYTES)
                break
            rank += 1
    first, fifth, reciprocal, reading = (float(value) for value in sums / max(1, len(questions)))
    return first, fifth, reciprocal, reading


def rows(
    documents: Sequence[Document],
    questions: Sequence[Question],
    embedder: SentenceTransformerEmbedder,
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the name and the figures of each size and overlap."""
    segmenter = Segmenter()
    analyzer = Analyzer(segmenter)
    sentences = [segmenter.document_sentences(document) for document in documents]
    question_vectors = embedder.embed_questions([question.text for question in questions])
    question_terms = [analyzer.question_terms(question.text) for question in questions]
    for max_chars, overlap in SIZES:
        splitter = PassageSplitter(max_chars=max_chars, overlap_sentences=overlap)
        passages = [p for d, s in zip(documents, sentences, strict=True) for p in splitter.split(d, s)]
        texts = [embedding_text(passage) for passage in passages]
        dense = question_vectors @ embedder.embed_passages(texts).T
        terms = [analyzer.terms(text) for text in texts]
        lexical = bm25_scores([t.words for t in terms], [t.words for t in question_terms])
        lexical += 0.2 * bm25_scores([t.bigrams for t in terms], [t.bigrams for t in question_terms])
        row: dict[str, float] = {"passages": len(passages), "characters embedded": sum(map(len, texts))}
        both = normalised(dense) + normalised(lexical)
        same = [at for at, question in enumerate(questions) if not question.crosses]
        crossing = [at for at, question in enumerate(questions) if question.crosses]
        for kind, scores, chosen in (
            ("dense", dense, same),
            ("both", both, same),
            ("across", dense, crossing),
        ):
            if chosen:
                asked = [questions[at] for at in chosen]
                values = measure(scores[chosen], passages, asked)
                row |= {
                    f"{kind} {name}": round(value, 3) for name, value in zip(MEASURES, values, strict=True)
                }
        yield f"{max_chars}, overlap {overlap}", row


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--source", type=Path, help="the source document benchmarks/questions/source asks about"
    )
    parser.add_argument(
        "--beir", type=Path, nargs="*", default=[], help="BEIR folders; whole documents are wanted"
    )
    parser.add_argument("--record", action="store_true", help="write results.json")
    options = parser.parse_args()
    tables: dict[str, dict[str, dict[str, float]]] = {}
    embedder = SentenceTransformerEmbedder.load(EmbeddingSettings())
    questions_folder = REPOSITORY / "benchmarks" / "questions"
    corpus = read_folder(REPOSITORY / "corpus")
    sets = [("corpus/", corpus, read_questions(questions_folder / "corpus" / "queries.jsonl", corpus))]
    if options.source:
        name = options.source.name
        source = list(read_file(options.source, relative_path=name, settings=ReadingSettings()))
        asked = read_questions(questions_folder / "source" / "queries.jsonl", source, only_path=name)
        sets.append(("the source document", source, asked))
    sets += [(folder.name, *read_beir(folder)) for folder in options.beir]
    for name, documents, questions in sets:
        print(f"\n{name}: {len(documents)} documents, {len(questions)} questions")
        tables[name] = {}
        for size, row in rows(documents, questions, embedder):
            tables[name][size] = row
            print(size, row, flush=True)
    if options.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.passages.run --source SOURCE_DOCUMENT --beir BEIR_FOLDER … --record",
            on=f"where the evidence lands: {', '.join(tables)}",
            figures=tables,
        )


if __name__ == "__main__":
    main()
