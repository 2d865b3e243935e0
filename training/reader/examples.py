"""Training examples of the reader: questions with several passages each, and claims.

    python -m training.reader.examples DATA INDEX OUT [--seed 0]

DATA holds ``packs/``, ``reading_comprehension/`` and ``entailment/``; INDEX is an index that kotae built over
the packs' documents, one text file each, named ``FOLDER/FILE_NUMBER.txt`` (see the card for the command). Written are
``train.jsonl``, and ``dev.jsonl`` from the third and eighth file of every pack, which is never trained on.

A *group* is a question with passages as kotae cuts and finds them: the one that answers, and those of the
same and of another paper that are nearest to the question. That teaches to compare. Unanswerable are: near
misses; questions in which a name, number or identifier was exchanged; the passage without its answer.
"""

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from benchmarks.libraries.packs import Document, Question, read_pack

from kotae.embedding import SentenceTransformerEmbedder
from kotae.folding import fold
from kotae.index.reader import IndexReader
from kotae.reader.inputs import context_of
from kotae.records import Passage
from kotae.segmentation.dates import MONTHS

_NEAREST = 8
_DEV_FILES = (2, 7)
_LABELS = {"S": 0, "X": 1, "C": 2, "entailment": 0, "neutral": 1, "contradiction": 2}
_IDENTIFIER = re.compile(r"[A-Z]{1,5}[-‐]?\d+(?:-\d+)*|\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"(?<=[\s(「])[A-Z][a-z]{2,}(?:['’]s)?(?![\w])")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_NOT_NAMES = frozenset(
    [
        *MONTHS,
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "English",
        "Japanese",
    ]
)


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of a group; ``start`` is -1 where it doesn't answer."""

    context: str
    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Group:
    """A question with passages; ``label`` is 0, 1 or 2 for claims, else -1."""

    kind: str
    question: str
    passages: tuple[Text, ...]
    label: int = -1
    tags: tuple[str, ...] = field(default=())


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    train, dev = Packs(given.data / "packs", given.index, rng).groups()
    train += [*comprehension(given.data / "reading_comprehension", rng), *entailment(given.data, rng)]
    rng.shuffle(train)
    for name, groups in (("train", train), ("dev", dev)):
        with (given.out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(group), ensure_ascii=False) + "\n" for group in groups)
        print(
            name,
            len(groups),
            {kind: sum(g.kind == kind for g in groups) for kind in {g.kind for g in groups}},
        )


class Packs:
    """Groups from the packs' questions and kotae's own passages of their documents."""

    def __init__(self, packs: Path, index: Path, rng: random.Random) -> None:
        self._rng = rng
        self._files = {folder: sorted(folder.glob("*.txt")) for folder in sorted(packs.glob("p?"))}
        self._reader = IndexReader.open(index)
        self._rows = {
            info.path: np.flatnonzero(self._reader.owners == number)
            for number, info in enumerate(self._reader.documents)
        }
        self._passages = self._reader.passages(list(range(len(self._reader))))
        self._embedder = SentenceTransformerEmbedder.load()
        self._names: dict[str, list[str]] = {"en": [], "ja": []}

    def groups(self) -> tuple[list[Group], list[Group]]:
        """Return the groups of training and of development."""
        train: list[Group] = []
        dev: list[Group] = []
        for folder, files in self._files.items():
            packs = [read_pack(file) for file in files]
            self._collect_names(packs)
            for number, (file, documents) in enumerate(zip(files, packs, strict=True)):
                other = files[(number + 1) % len(files)]
                into = dev if number in _DEV_FILES else train
                into += self._of_file(folder.name, file, documents, other)
        return train, dev

    def _collect_names(self, packs: Sequence[Sequence[Document]]) -> None:
        for documents in packs:
            for question in (q for document in documents for q in document.questions):
                pattern = _LATIN if question.language == "en" else _KATAKANA
                self._names[question.language] += [
                    name for name in pattern.findall(question.text) if name not in _NOT_NAMES
                ]

    def _of_file(
        self, folder: str, file: Path, documents: Sequence[Document], other: Path
    ) -> Iterator[Group]:
        """Yield the groups of one pack file; its own papers and those of another file are the library."""
        own = [f"{folder}/{file.stem}_{number}.txt" for number in range(len(documents))]
        beside = [path for path in self._rows if path.startswith(f"{folder}/{other.stem}_")]
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
            passages = tuple(self._text(row) for row in near[:2])
            yield Group("near miss", question.text, passages, tags=tags)
            return
        around = question.around or question.answer
        holding = [row for row in self._rows[path] if around in self._passages[row].text]
        if not holding:
            return
        passage = self._passages[holding[0]]
        start = passage.text.index(around) + around.index(question.answer)
        positive = self._text(holding[0], start, start + len(question.answer))
        others = [
            row for row in near if row not in holding and question.answer not in self._passages[row].text
        ]
        if len(others) < 2:
            return
        # Mostly the nearest: the hardest to tell apart teach most for their length.
        chosen = (
            self._rng.sample(others[:_NEAREST], 2) if self._rng.random() < 0.3 and len(others) > 2 else others
        )
        negatives = [self._text(row) for row in dict.fromkeys([others[0], *chosen])][:2]
        if self._rng.random() < 0.2 and (without := _without(passage, start, start + len(question.answer))):
            negatives[-1] = Text(positive.context, without)
        yield Group("answered", question.text, (positive, *negatives), tags=tags)
        if self._rng.random() < 0.3 and (asked := self._exchanged(question, passage.text)):
            yield Group("exchanged", asked, (Text(positive.context, positive.text), negatives[0]), tags=tags)

    def _text(self, row: int, start: int = -1, end: int = -1) -> Text:
        passage = self._passages[row]
        context = "" if self._rng.random() < 0.1 else context_of(passage)
        return Text(context, passage.text, start, end)

    def _exchanged(self, question: Question, text: str) -> str | None:
        """Return the question with an identifier, number or name exchanged; None where it has none."""
        found = [match for match in _IDENTIFIER.finditer(question.text) if match[0] in text]
        if found:
            match = self._rng.choice(found)
            other = "".join(_digit(self._rng, c) if c.isdigit() else c for c in match[0])
            if other in text or other == match[0]:
                return None
        else:
            pattern = _LATIN if question.language == "en" else _KATAKANA
            names = [match for match in pattern.finditer(question.text) if match[0] not in _NOT_NAMES]
            if not names:
                return None
            match, other = self._rng.choice(names), self._rng.choice(self._names[question.language])
            if other == match[0] or other in text:
                return None
        return question.text[: match.start()] + other + question.text[match.end() :]

    def _claim(self, claim: str, evidence: str, label: str, document: Document, language: str) -> Group:
        start = document.text.index(evidence)
        if self._rng.random() < 0.4:  # with the text around it
            evidence = document.text[max(0, start - 60) : start + len(evidence) + 60].strip()
        context = document.title if self._rng.random() < 0.3 else ""
        tags = (f"{language}→{document.language}",)
        return Group("claim", claim, (Text(context, evidence),), label=_LABELS[label], tags=tags)


def _digit(rng: random.Random, digit: str) -> str:
    return rng.choice("123456789".replace(digit, "")) if digit != "0" else "0"


def _without(passage: Passage, start: int, end: int) -> str:
    """Return a passage's text without the sentences that hold a span; empty where too little is left."""
    offset = passage.start
    kept = [
        passage.text[s.start - offset : s.end - offset]
        for s in passage.sentences
        if s.end - offset <= start or s.start - offset >= end
    ]
    text = ("" if passage.language == "ja" else " ").join(kept)
    return text if len(text) > 40 else ""


def _rows(path: Path) -> list[dict[str, object]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def comprehension(folder: Path, rng: random.Random) -> Iterator[Group]:
    """Yield groups from JaQuAD, JSQuAD, SQuADShifts and half of SQuAD 2.0: a window and one of a sibling paragraph."""
    taken = {"jaquad.train": 700, "jsquad.valid": 450, "squad2.train": 2400, "squadshifts.new_wiki": 450}
    for name, most in taken.items():
        contexts = {str(row["id"]): row for row in _rows(folder / f"{name}.contexts.jsonl.xz")}
        siblings: dict[str, list[str]] = {}
        for key, row in contexts.items():
            siblings.setdefault(str(row["title"]), []).append(key)
        questions = _rows(folder / f"{name}.questions.jsonl.xz")
        for row in rng.sample(questions, min(most, len(questions))):
            context = contexts[str(row["context"])]
            text, title = str(context["text"]), str(context["title"]).replace("_", " ")
            language, answers = str(row["language"]), row["answers"]
            assert isinstance(answers, list)
            if not answers:
                passage = Text(title, _cut(text, language, 0))
                yield Group("adversarial", str(row["question"]), (passage,), tags=(language,))
                continue
            start, answer = int(answers[0]["start"]), str(answers[0]["text"])
            first = _window(text, language, start)
            window = _cut(text, language, first)
            if window[start - first : start - first + len(answer)] != answer:
                continue
            passages = [Text(title, window, start - first, start - first + len(answer))]
            others = [
                key for key in siblings[str(context["title"])] if answer not in str(contexts[key]["text"])
            ]
            if others:
                best = max(
                    rng.sample(others, min(6, len(others))), key=lambda key: _shared(row, contexts[key])
                )
                passages.append(Text(title, _cut(str(contexts[best]["text"]), language, 0)))
            yield Group("comprehension", str(row["question"]), tuple(passages), tags=(language,))


def _shared(question: dict[str, object], context: dict[str, object]) -> int:
    """Return how many character trigrams of a question a text holds."""
    asked, text = str(question["question"]), str(context["text"])
    return sum(asked[place : place + 3] in text for place in range(len(asked) - 2))


def _window(text: str, language: str, start: int) -> int:
    """Return where a passage begins that holds ``start``: at a sentence, at most half a passage before."""
    half = 200 if language == "ja" else 600
    ends = [match.end() for match in re.finditer(r"[。！？\n]|[.!?]\s+", text[:start])]
    return next((end for end in [0, *ends] if start - end <= half), start)


def _cut(text: str, language: str, first: int) -> str:
    return text[first : first + (400 if language == "ja" else 1200)]


def entailment(data: Path, rng: random.Random) -> Iterator[Group]:
    """Yield claims from JSICK in four directions, JNLI and its denials, and MNLI."""
    for name, most in (
        ("jsick.train", 1500),
        ("jnli.valid", 500),
        ("jnli_neg.train", 800),
        ("mnli.dev", 1000),
    ):
        rows = _rows(data / "entailment" / f"{name}.jsonl.xz")
        for row in rng.sample(rows, min(most, len(rows))):
            premise, hypothesis = row["premise"], row["hypothesis"]
            assert isinstance(premise, dict)
            assert isinstance(hypothesis, dict)
            of, to = rng.choice(list(premise)), rng.choice(list(hypothesis))
            label = _LABELS.get(str(row["label"]))
            if label is None or (of != to and row.get("label_en", row["label"]) != row["label"]):
                continue
            yield Group("claim", hypothesis[to], (Text("", premise[of]),), label=label, tags=(f"{to}→{of}",))


if __name__ == "__main__":
    main()
