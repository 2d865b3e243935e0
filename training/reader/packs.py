"""Groups from the packs: their questions with kotae's own passages of their papers, and their claims.

A *group* is a question with passages as kotae cuts and finds them: the one that answers, and those of the same and of
another paper that are nearest to the question. That teaches to compare. Unanswerable are: near misses; questions and
passages in which a name, number or identifier was exchanged; a paper without the passage that answers.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.libraries.packs import Document, Question, read_pack

from kotae.embedding import SentenceTransformerEmbedder
from kotae.folding import fold
from kotae.index.reader import IndexReader
from kotae.reader.inputs import context_of
from kotae.records import Passage
from training.reader.exchanging import Exchanger
from training.reader.groups import Group, Text

__all__ = ["Packs"]

_NEAREST: Final = 8
_DEV_FILES: Final = (2, 7)
_LABELS: Final = {"S": 0, "X": 1, "C": 2}


class Packs:
    """Groups from the packs' questions and kotae's own passages of their documents.

    Args:
        packs: The folder of the packs' files.
        index: An index over their papers, each a text file ``FOLDER/FILE_NUMBER.txt``.
        rng: Chooses.
    """

    def __init__(self, packs: Path, index: Path, rng: random.Random) -> None:
        self._rng = rng
        self._packs = {
            folder.name: [(file.stem, read_pack(file)) for file in sorted(folder.glob("*.txt"))]
            for folder in sorted(packs.iterdir())
            if folder.is_dir()
        }
        self._reader = IndexReader.open(index)
        self._rows = {
            info.path: np.flatnonzero(self._reader.owners == number)
            for number, info in enumerate(self._reader.documents)
        }
        self._passages = self._reader.passages(list(range(len(self._reader))))
        self._embedder = SentenceTransformerEmbedder.load()
        asked = [
            (question.language, question.text)
            for files in self._packs.values()
            for number, (_, documents) in enumerate(files)
            if number not in _DEV_FILES
            for document in documents
            for question in document.questions
        ]
        self._exchanger = Exchanger(asked, rng)

    def groups(self) -> tuple[list[Group], list[Group]]:
        """Return the groups of training, and of development: the third and eighth file of every pack."""
        train: list[Group] = []
        dev: list[Group] = []
        for folder, files in self._packs.items():
            for number, (stem, documents) in enumerate(files):
                other = files[(number + 1) % len(files)][0]
                into = dev if number in _DEV_FILES else train
                into += self._of_file(folder, stem, documents, other)
        return train, dev

    def _of_file(self, folder: str, stem: str, documents: Sequence[Document], other: str) -> Iterator[Group]:
        """Yield the groups of one pack file; its own papers and those of another file are the library."""
        own = [f"{folder}/{stem}_{number}.txt" for number in range(len(documents))]
        beside = [path for path in self._rows if path.startswith(f"{folder}/{other}_")]
        rows = np.concatenate([self._rows[path] for path in own + beside if path in self._rows])
        vectors = self._reader.vectors.vectors(rows)
        for path, document in zip(own, documents, strict=True):
            asked = self._embedder.embed_questions([fold(q.text) for q in document.questions])
            for question, vector in zip(document.questions, asked, strict=True):
                near = [int(rows[place]) for place in np.argsort(-(vectors @ vector))[: _NEAREST + 2]]
                yield from self._of_question(question, document, path, near)
            for claim in document.claims:
                yield self._claim(claim.text, claim.evidence, claim.label, document, claim.language)

    def _of_question(
        self, question: Question, document: Document, path: str, near: Sequence[int]
    ) -> Iterator[Group]:
        tags = (f"{question.language}→{document.language}",)
        if question.answer is None:
            passages = tuple(self._text(row) for row in near[:_NEAREST])
            yield Group("near miss", question.text, passages, tags=tags)
            return
        around = question.around or question.answer
        holding = [int(row) for row in self._rows[path] if around in self._passages[row].text]
        if not holding:
            return
        passage = self._passages[holding[0]]
        start = passage.text.index(around) + around.index(question.answer)
        positive = self._text(holding[0], start, start + len(question.answer))
        others = [
            row for row in near if row not in holding and question.answer not in self._passages[row].text
        ][:_NEAREST]
        rivals = tuple(self._text(row) for row in others)
        yield Group("answered", question.text, (positive, *rivals), tags=tags)
        if without := _without(passage, positive):
            yield Group(
                "without",
                question.text,
                (replace(positive, text=without, start=-1, end=-1), *rivals[:3]),
                tags=tags,
            )
        alone = _alone(passage, positive)
        if alone.text != passage.text:
            sentences = (self._sentence(row, question=question.text) for row in others[:4])
            beside = _without_sentence_of(passage, positive, self._rng)
            yield Group("alone", question.text, (alone, *([beside] if beside else []), *sentences), tags=tags)
        yield from self._exchanged(question, positive, rivals, tags)

    def _exchanged(
        self, question: Question, positive: Text, rivals: tuple[Text, ...], tags: tuple[str, ...]
    ) -> Iterator[Group]:
        """Yield the question with something exchanged, and a twin of its passage about something else."""
        for _ in range(2):
            found = self._exchanger.exchange(question.text, question.language, positive.text)
            if found is None:
                return
            one, other = found
            unlike = replace(positive, start=-1, end=-1)
            yield Group("exchanged", question.text.replace(one, other), (unlike, *rivals[:4]), tags=tags)
            if one not in positive.text or one in (question.answer or ""):
                continue
            answer = positive.text[positive.start : positive.end]
            before = positive.text[: positive.start].replace(one, other)
            after = positive.text[positive.end :].replace(one, other)
            twin = replace(unlike, text=before + self._exchanger.renumbered(answer) + after)
            yield Group("twin", question.text, (positive, twin, *rivals[:3]), tags=tags)

    def _text(self, row: int, start: int = -1, end: int = -1) -> Text:
        passage = self._passages[row]
        return Text(context_of(passage), passage.text, start, end)

    def _sentence(self, row: int, *, question: str) -> Text:
        """Return the sentence of a passage that shares most with a question, by itself."""
        passage = self._passages[row]
        texts = [passage.text_of(sentence) for sentence in passage.sentences] or [passage.text]
        pairs = {question[place : place + 2] for place in range(len(question) - 1)}
        return Text(context_of(passage), max(texts, key=lambda text: sum(pair in text for pair in pairs)))

    def _claim(self, claim: str, evidence: str, label: str, document: Document, language: str) -> Group:
        start = document.text.index(evidence)
        if self._rng.random() < 0.4:  # with the text around it
            evidence = document.text[max(0, start - 60) : start + len(evidence) + 60].strip()
        context = document.title if self._rng.random() < 0.3 else ""
        tags = (f"{language}→{document.language}",)
        return Group("claim", claim, (Text(context, evidence),), label=_LABELS[label], tags=tags)


def _apart(passage: Passage, answer: Text) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the bounds, in the passage's text, of the sentences that hold an answer and of the others."""
    bounds = [(s.start - passage.start, s.end - passage.start) for s in passage.sentences]
    holding = [(a, b) for a, b in bounds if a < answer.end and b > answer.start]
    return holding, [pair for pair in bounds if pair not in holding]


def _without(passage: Passage, answer: Text) -> str:
    """Return a passage's text without the sentences that hold its answer; empty where too little is left."""
    text = ("" if passage.language == "ja" else " ").join(
        passage.text[a:b] for a, b in _apart(passage, answer)[1]
    )
    return text if len(text) > 40 else ""


def _alone(passage: Passage, answer: Text) -> Text:
    """Return the sentences that hold the answer, as a passage by themselves."""
    holding, _ = _apart(passage, answer)
    if not holding:
        return answer
    first, last = holding[0][0], holding[-1][1]
    if first > answer.start or last < answer.end:
        return answer
    return Text(answer.context, passage.text[first:last], answer.start - first, answer.end - first)


def _without_sentence_of(passage: Passage, answer: Text, rng: random.Random) -> Text | None:
    """Return another sentence of the same passage by itself; None where there is none."""
    _, others = _apart(passage, answer)
    if not others:
        return None
    first, last = rng.choice(others)
    return Text(answer.context, passage.text[first:last])
