"""Answers over libraries: several papers of one organisation, questions over the whole folder, near misses.

    python -m benchmarks.answers.libraries PACK.txt … [--out FILE.json] [--record]

One file is one library (:mod:`benchmarks.libraries.packs`). Right: answered, and the first sentence or what it
cites holds the answer. Printed by direction (question → document): right, wrongly refused, near misses refused; what would
be right if nothing were refused; the area under the ROC curve of the confidence, and the risk at growing coverage.
"""

import argparse
import json
import re
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

import kotae
from benchmarks.libraries.packs import read_pack
from benchmarks.record import record
from kotae.answering import Answerer, AnsweringSettings
from kotae.answering.answerer import Examination
from kotae.answering.confidence import features
from kotae.answering.quoting import quotes
from kotae.embedding import SentenceTransformerEmbedder
from kotae.index.reader import IndexReader
from kotae.question import read_question
from kotae.reader import Reader
from kotae.records import Language
from kotae.retrieval import RetrievalSettings, Retriever
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

__all__ = ["Asked", "ask_libraries", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of one question.

    Attributes:
        library: Which file it belongs to; documents of one file stay together when something is fitted.
        direction: Question → document language.
        text: The question.
        answer: The words wanted; None for a near miss.
        right: Whether the first quote, given whatever the confidence, holds them; False for near misses.
        confidence: The probability given that the documents hold the answer.
        features: What the confidence is made of; empty where nothing was found.
        quote: The first quote.
        place: The place of the answering passage among the hits, from 1; 0 where it isn't among them.
        seconds: How long finding and reading took.
        candidates: For every passage read: the reader's log-odds by both heads, the passage's score in retrieval, whether it is
            in the question's language, the share of the sentence chosen, and whether that sentence holds the answer.
    """

    library: str
    direction: str
    text: str
    answer: str | None
    right: bool
    confidence: float
    features: tuple[float, ...]
    quote: str
    place: int
    seconds: float
    candidates: tuple[tuple[float, float, float, bool, float, bool], ...] = ()


def plain(text: str) -> str:
    """Return a text for comparison: one width and case, without spaces and punctuation."""
    return re.sub(r"[\s,、。，．.「」『』\"'’“”]", "", unicodedata.normalize("NFKC", text)).lower()


def ask_libraries(packs: Sequence[Path], *, settings: AnsweringSettings | None = None) -> Iterator[Asked]:
    """Yield what comes of every question of some libraries, near misses included."""
    settings = settings or AnsweringSettings()
    analyzer, table = Analyzer(Segmenter()), TranslationTable.load()
    embedder, reader = SentenceTransformerEmbedder.load(), Reader.load()
    answerer = Answerer(reader=lambda: reader, analyzer=analyzer, table=table, settings=settings)
    for pack in packs:
        documents = read_pack(pack)
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "corpus")
            corpus.mkdir()
            for number, document in enumerate(documents, start=1):
                name = re.sub(r"\W+", "_", document.title)[:40]
                text = f"{document.title}\n\n{document.text}\n"
                (corpus / f"{number:02}_{name}.txt").write_text(text, encoding="utf-8")
            kotae.build(corpus=corpus, index=Path(folder, "index"), embedder=embedder)
            with IndexReader.open(Path(folder, "index")) as index:
                retriever = Retriever(
                    reader=index,
                    embedder=embedder,
                    analyzer=analyzer,
                    settings=RetrievalSettings(),
                    table=table,
                )
                for document in documents:
                    for question in document.questions:
                        began = time.perf_counter()
                        asked = read_question(question.text, analyzer)
                        hits = retriever.retrieve(asked, top_k=max(20, settings.most_read))
                        examined = answerer.examine(asked, hits)
                        seconds = time.perf_counter() - began
                        wanted = plain(question.answer) if question.answer is not None else ""
                        around = plain(question.around) if question.around is not None else ""
                        quote = ""
                        if examined is not None:
                            (_, first), *_ = quotes(examined.evidence, settings)
                            quote = " ".join((first.text, *(citation.quote for citation in first.citations)))
                        yield Asked(
                            library=pack.stem
                            if pack.parent.name == "libraries"
                            else f"{pack.parent.name}/{pack.stem}",
                            direction=f"{question.language}→{document.language}",
                            text=question.text,
                            answer=question.answer,
                            right=bool(wanted) and wanted in plain(quote),
                            confidence=examined.confidence if examined is not None else 0.0,
                            features=features(asked, examined.evidence, examined.held) if examined else (),
                            quote=quote,
                            place=next(
                                (
                                    n
                                    for n, hit in enumerate(hits, start=1)
                                    if wanted and around in plain(hit.passage.text)
                                ),
                                0,
                            ),
                            seconds=seconds,
                            candidates=_candidates(examined, asked.language, wanted, settings),
                        )


def _candidates(
    examined: Examination | None, language: Language, wanted: str, settings: AnsweringSettings
) -> tuple[tuple[float, float, float, bool, float, bool], ...]:
    return tuple(
        (
            evidence.reading.answers,
            evidence.reading.somewhere,
            evidence.hit.score,
            evidence.sentence.language == language,
            evidence.share,
            bool(wanted) and wanted in plain(quotes([evidence], settings)[0][1].text),
        )
        for evidence in (examined.evidence if examined is not None else ())
    )


def report(rows: Sequence[Asked], threshold: float) -> dict[str, dict[str, float]]:
    """Return the figures by direction, and print them."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for row in rows:
        groups["all"].append(row)
        groups[row.direction].append(row)
    return {name: _figures(name, group, threshold) for name, group in sorted(groups.items())}


def _figures(name: str, rows: Sequence[Asked], threshold: float) -> dict[str, float]:
    answerable = [row for row in rows if row.answer is not None]
    missed = [row for row in rows if row.answer is None]
    answered = [row.confidence >= threshold for row in answerable]
    found = {
        "answerable": len(answerable),
        "near misses": len(missed),
        "right": float(np.mean([row.right and kept for row, kept in zip(answerable, answered, strict=True)])),
        "wrongly refused": float(np.mean([not kept for kept in answered])),
        "near misses refused": float(np.mean([row.confidence < threshold for row in missed]))
        if missed
        else 1.0,
        "right, nothing refused": float(np.mean([row.right for row in answerable])),
        "found first": float(np.mean([row.place == 1 for row in answerable])),
        "found in six": float(np.mean([1 <= row.place <= 6 for row in answerable])),
        "found in twenty": float(np.mean([1 <= row.place <= 20 for row in answerable])),
        "seconds p50": float(np.median([row.seconds for row in rows])),
    }
    if missed:
        labels = [row.right for row in answerable] + [False] * len(missed)
        found["AUC"] = float(roc_auc_score(labels, [row.confidence for row in [*answerable, *missed]]))
    ordered = sorted(rows, key=lambda row: -row.confidence)
    for coverage in (0.25, 0.5, 0.75):
        best = ordered[: max(1, round(coverage * len(ordered)))]
        found[f"risk at {coverage:.2f}"] = float(np.mean([not row.right for row in best]))
    print(f"{name:<6}" + "  ".join(f"{key} {value:.3f}".replace(".000", "") for key, value in found.items()))
    return found


def main() -> None:
    """Ask, print, and write the figures where a file is named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--record", action="store_true", help="write results.json, which the README shows")
    parser.add_argument(
        "--verbose", action="store_true", help="print every question that isn't answered right"
    )
    given = parser.parse_args()
    threshold = AnsweringSettings().min_confidence
    rows = []
    for row in ask_libraries(given.packs):
        rows.append(row)
        ok = row.confidence < threshold if row.answer is None else row.right and row.confidence >= threshold
        if given.verbose and not ok:
            print(
                f"{row.library} {row.confidence:.2f} @{row.place} | {row.text} | {row.answer} | {row.quote[:100]!r}",
                flush=True,
            )
    figures = report(rows, threshold)
    if given.out:
        given.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if given.record:
        _record(figures, [path.name for path in given.packs])


def _record(figures: dict[str, dict[str, float]], names: Sequence[str]) -> None:
    every = figures["all"]
    asked, near = every["answerable"], every["near misses"]
    right, refused, kept = (every[key] for key in ("right", "wrongly refused", "near misses refused"))
    record(
        Path(__file__).parent,
        command=f"python -m benchmarks.answers.libraries {' '.join(names)} --record",
        on=f"{len(names)} libraries of several papers each, never trained on: {asked} questions and {near} near misses",
        figures={
            name: {key: round(value, 4) for key, value in row.items() if not key.startswith("seconds")}
            for name, row in figures.items()
        },
        headline={
            "en": f"{len(names)} libraries kotae wasn't trained on: of {asked} questions {right:.0%} answered right and "
            f"{refused:.0%} wrongly refused; of {near} near misses (the documents only seem to answer) {kept:.0%} refused",
            "ja": f"学習に使っていない{len(names)}個の文書庫：質問{asked}問のうち正答{right:.0%}、誤った拒否{refused:.0%}。"
            f"答えがありそうでない質問{near}問のうち、正しく断ったもの{kept:.0%}",
        },
    )


if __name__ == "__main__":
    main()
