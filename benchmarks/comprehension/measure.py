"""Public reading comprehension, answered as kotae answers: SQuAD 2.0, JaQuAD, NoMIRACL.

    python -m benchmarks.comprehension.measure DATA [--most 400] [--record]

DATA holds ``reading_comprehension/`` and ``beir/``. A question is asked of the passages that its set gives it, so that
retrieval has no part in it.
SQuAD and JaQuAD: exact match and F1 of ``answer.short`` against the best of the answers given (of English over words
without case, punctuation and articles, as Rajpurkar et al. 2016; of Japanese over characters, as So et al. 2022), a refused
question having none; of questions without an answer the share refused. NoMIRACL (Thakur et al. 2024): the share of
unanswerable questions refused at the threshold as shipped, and at the one that refuses 8 % of the answerable.
"""

import argparse
import json
import lzma
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.record import record
from kotae.answering import Answerer, AnsweringSettings
from kotae.language import detect_language
from kotae.passages import PassageSplitter
from kotae.question import read_question
from kotae.reader import Reader
from kotae.records import Answer, Block, Document, DocumentInfo, Hit, Language
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

HERE: Final = Path(__file__).parent
_FALSE_REFUSALS: Final = 0.08
_ARTICLES: Final = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of one question.

    Attributes:
        wanted: The answers accepted; empty where the passages hold none, and for NoMIRACL, which gives none.
        answerable: Whether they hold one.
        said: The short answer given if nothing is refused; empty for none.
        confidence: In [0, 1].
    """

    wanted: tuple[str, ...]
    answerable: bool
    said: str
    confidence: float


class Asking:
    """Asks questions of passages given, nothing refused."""

    def __init__(self) -> None:
        self._analyzer = Analyzer(Segmenter())
        self._splitter = PassageSplitter()
        reader = Reader.load()
        self._answerer = Answerer(
            reader=lambda: reader,
            analyzer=self._analyzer,
            table=TranslationTable.load(),
            settings=AnsweringSettings(min_confidence=0.0),
        )

    def answer(self, question: str, texts: Sequence[tuple[str, str]]) -> Answer:
        """Return the answer to a question over texts with their titles, none found better than another."""
        hits = [hit for number, text in enumerate(texts) for hit in self._hits(str(number), *text)]
        return self._answerer.answer(read_question(question, self._analyzer), hits)

    def _hits(self, name: str, title: str, text: str) -> Iterator[Hit]:
        language = detect_language(text)
        document = Document(
            info=DocumentInfo(id=name, title=title, path=f"{name}.txt", language=language),
            text=text,
            blocks=(Block(kind="paragraph", start=0, end=len(text), language=language),),
        )
        for passage in self._splitter.split(document, Segmenter().sentences(text)):
            yield Hit(passage=passage, score=1.0)


def spans(folder: Path, name: str, most: int) -> Iterator[tuple[str, list[tuple[str, str]], tuple[str, ...]]]:
    """Yield questions of a set, evenly spread, with their context and the answers accepted."""
    contexts = {row["id"]: (row["title"], row["text"]) for row in _rows(folder / f"{name}.contexts.jsonl.xz")}
    questions = list(_rows(folder / f"{name}.questions.jsonl.xz"))
    for row in questions[:: max(1, len(questions) // most)][:most]:
        yield row["question"], [contexts[row["context"]]], tuple(answer["text"] for answer in row["answers"])


def abstentions(folder: Path, most: int) -> Iterator[tuple[str, list[tuple[str, str]], bool]]:
    """Yield the questions of a NoMIRACL set, evenly spread, with the ten passages shown and whether one of them answers."""
    corpus = {row["_id"]: (row["title"], row["text"]) for row in _rows(folder / "corpus.jsonl")}
    queries = list(_rows(folder / "queries.jsonl"))
    for row in queries[:: max(1, len(queries) // most)][:most]:
        yield row["text"], [corpus[passage] for passage in row["passages"]], bool(row["answerable"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def tokens(text: str, language: Language) -> list[str]:
    """Return what is compared of an answer: words of English, characters of Japanese, without case and punctuation."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(c for c in plain if c not in string.punctuation and unicodedata.category(c)[0] != "P")
    return list(re.sub(r"\s", "", plain)) if language == "ja" else _ARTICLES.sub(" ", plain).split()


def scores(said: str, wanted: Sequence[str], language: Language) -> tuple[float, float]:
    """Return exact match and F1 against the best of the answers accepted; no answer against none is 1."""
    if not wanted:
        return float(not said), float(not said)
    found = tokens(said, language)
    pairs = [(found, tokens(answer, language)) for answer in wanted]
    return max(float(a == b) for a, b in pairs), max(_f1(a, b) for a, b in pairs)


def _f1(found: list[str], wanted: list[str]) -> float:
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted)) if common else 0.0


def of_spans(rows: Sequence[Asked], language: Language) -> dict[str, float]:
    """Return the figures of a set of spans."""
    threshold = AnsweringSettings().min_confidence
    free = [scores(row.said, row.wanted, language) for row in rows if row.answerable]
    shipped = [
        scores(row.said if row.confidence >= threshold else "", row.wanted, language)
        for row in rows
        if row.answerable
    ]
    refused = [row.confidence < threshold for row in rows if not row.answerable]
    figures = {
        "questions": len(rows),
        "EM, nothing refused": float(np.mean([exact for exact, _ in free])),
        "F1, nothing refused": float(np.mean([f1 for _, f1 in free])),
        "EM": float(np.mean([exact for exact, _ in shipped])),
        "F1": float(np.mean([f1 for _, f1 in shipped])),
    }
    return figures | ({"unanswerable refused": float(np.mean(refused))} if refused else {})


def of_abstentions(rows: Sequence[Asked]) -> dict[str, float]:
    """Return the figures of a NoMIRACL set."""
    threshold = AnsweringSettings().min_confidence
    answerable = np.array([row.confidence for row in rows if row.answerable])
    others = np.array([row.confidence for row in rows if not row.answerable])
    at = float(np.quantile(answerable, _FALSE_REFUSALS))
    labels = [True] * len(answerable) + [False] * len(others)
    return {
        "questions": len(rows),
        "wrongly refused": float((answerable < threshold).mean()),
        "unanswerable refused": float((others < threshold).mean()),
        "unanswerable refused at .08 wrongly": float((others < at).mean()),
        "AUC": float(roc_auc_score(labels, np.concatenate([answerable, others]))),
    }


def main() -> None:
    """Ask, print, and record where told to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--most", type=int, default=400, help="questions of a set")
    parser.add_argument("--record", action="store_true", help="write results.json")
    given = parser.parse_args()
    asking = Asking()
    figures: dict[str, dict[str, float]] = {}
    sets: tuple[tuple[str, Language], ...] = (("squad2.dev", "en"), ("jaquad.dev", "ja"))
    for name, language in sets:
        rows = []
        for question, texts, wanted in spans(given.data / "reading_comprehension", name, given.most):
            answer = asking.answer(question, texts)
            rows.append(_asked(answer, wanted, answerable=bool(wanted)))
        figures[name] = of_spans(rows, language)
        print(name, figures[name], flush=True)
    for name in ("nomiracl.en", "nomiracl.ja"):
        rows = [
            _asked(asking.answer(question, texts), (), answerable=answerable)
            for question, texts, answerable in abstentions(given.data / "beir" / name, given.most)
        ]
        figures[name] = of_abstentions(rows)
        print(name, figures[name], flush=True)
    if given.record:
        record(
            HERE,
            command=f"python -m benchmarks.comprehension.measure DATA --most {given.most}",
            on="public sets: a question asked of the passages that the set gives it, answered as shipped",
            figures={
                name: {key: round(value, 4) for key, value in table.items()}
                for name, table in figures.items()
            },
        )


def _asked(answer: Answer, wanted: tuple[str, ...], *, answerable: bool) -> Asked:
    said = answer.short.text if answer.short is not None else ""
    return Asked(wanted=wanted, answerable=answerable, said=said, confidence=answer.confidence)


if __name__ == "__main__":
    main()
