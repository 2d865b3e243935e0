"""Libraries and answers that proofs are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import kotae
from kotae.answering.quoting import answer_text
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.proof import Proof, Report
from kotae.proof.sealing import parsed
from kotae.records import Answer, AnswerSentence, Citation, Document, Language, Short, Span

__all__ = ["FILES", "SETTINGS", "Library", "answer_of", "library", "quoted", "rich_answer", "whole"]

SETTINGS = Settings(embedding=EmbeddingSettings(model="hashing"))

FILES = {
    "ja/予算.md": "# AI予算\n\n政府はAI戦略の予算を2,000億円に増やした。期間は2025年から5年間である。\n",
    "ja/料金.csv": "施設,料金,定員\nホール,5000円,120人\n会議室,800円,12人\n",
    "en/budget.txt": "Chapter 1 Budget\n\nThe government raised the budget of the AI strategy to 200 billion yen. "
    "It runs for five years from 2025.\n",
    "en/page.html": "<html><body><h1>Defence</h1><p>MirrorFace attacked think tanks from 2019.</p></body></html>\n",
}


@dataclass(frozen=True)
class Library:
    """Documents and their index.

    Attributes:
        folder: Of the documents.
        knowledge: Open; closed by who made it.
    """

    folder: Path
    knowledge: KnowledgeBase

    def proof(self, answer: Answer) -> Proof:
        """Return the proof of an answer, as who gets it reads it."""
        read = parsed(self.knowledge.prove(answer), shown="test")
        assert isinstance(read, Proof)
        return read

    def checked(self, file: bytes, *, folder: Path | None = None) -> Report:
        """Return the report on a file, held against the documents or another folder."""
        path = self.folder.parent / "checked"
        path.write_bytes(file)
        return kotae.verify(path, folder or self.folder, settings=SETTINGS)


def library(folder: Path, files: dict[str, bytes]) -> Library:
    """Write files and build an index beside them that needs no model."""
    corpus = folder / "corpus"
    for name, data in files.items():
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_bytes(data)
    build(corpus, folder / "index", settings=SETTINGS)
    return Library(folder=corpus, knowledge=open_index(folder / "index", settings=SETTINGS))


def quoted(document: Document, start: int, end: int) -> AnswerSentence:
    """Return a span of a document as a quoted sentence."""
    text = document.text[start:end]
    citation = Citation(start=start, end=end, document=document.info, quote=text)
    return AnswerSentence(text=text, citations=(citation,), support="quoted")


def whole(documents: Sequence[Document]) -> tuple[AnswerSentence, ...]:
    """Return every block of the documents as a quote: every place an answer could point at."""
    return tuple(
        quoted(document, block.start, block.end) for document in documents for block in document.blocks
    )


def answer_of(
    sentences: Sequence[AnswerSentence], *, question: str, language: Language, short: Short | None = None
) -> Answer:
    """Return the answer that sentences make."""
    return Answer(
        question=question,
        status="answered",
        text=answer_text(sentences, short=short, language=language),
        language=language,
        sentences=tuple(sentences),
        short=short,
        confidence=0.875,
    )


def rich_answer(made: Library) -> Answer:
    """Return an answer with all there can be: quotes of four formats, cells, a written sentence with votes, a short answer."""
    documents = {info.path: made.knowledge.document(info.id) for info in made.knowledge.documents()}
    budget, table = documents["ja/予算.md"], documents["ja/料金.csv"]
    at = budget.text.index("政府は")
    source = quoted(budget, at, budget.text.index("期間"))
    said = "政府はAI戦略の予算を2,000億円にした。"
    passed, votes = made.knowledge.check(said, [source.text])
    assert passed
    written = AnswerSentence(
        text=said, citations=source.citations, support="verified", votes=votes, original=source.text
    )
    rows = [block for block in table.blocks if block.cells]
    others = [quoted(table, rows[-1].start, rows[-1].end)]
    others += whole([documents["en/budget.txt"], documents["en/page.html"]])
    value = budget.text.index("2,000億円")
    short = Short(
        text="2,000億円",
        language="ja",
        citation=source.citations[0],
        span=Span(start=value, end=value + len("2,000億円")),
    )
    return answer_of([written, *others], question="AI戦略の予算はいくらか", language="ja", short=short)
