"""Which terms find most: lemmas, content words, compounds, bigrams, readings; and BM25's k1 and b.

Run from the repository: ``python -m benchmarks.lexical.run BEIR_FOLDER …``. Only questions in the
language of the passages are asked; a set's text is indexed without titles.
"""

import argparse
import itertools
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.lexical.bm25 import scores
from benchmarks.record import record
from kotae.folding import fold
from kotae.language import detect_language
from kotae.segmentation import Analyzer, Segmenter
from kotae.segmentation.japanese import content_term, is_content, parse_line

SEGMENTER = Segmenter()
ANALYZER = Analyzer(SEGMENTER)
TermLists = list[list[str]]


def read_set(folder: Path) -> tuple[list[str], list[str], list[str], list[set[str]]]:
    """Return passage ids and texts, and questions in the passages' language with their right passages."""
    passages = [
        json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    right: dict[str, set[str]] = {}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, passage, grade = line.split("\t")
        if int(grade) > 0:
            right.setdefault(question, set()).add(passage)
    language = detect_language(" ".join(passage["text"] for passage in passages[:20]))
    questions = [
        json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    questions = [q for q in questions if q["_id"] in right and q.get("language", language) == language]
    return (
        [passage["_id"] for passage in passages],
        [passage["text"] for passage in passages],
        [question["text"] for question in questions],
        [right[question["_id"]] for question in questions],
    )


def measure(
    matrix: NDArray[np.float32], ids: Sequence[str], right: Sequence[set[str]]
) -> tuple[float, float, float]:
    """Return recall@1, recall@5 and nDCG@10."""
    sums = np.zeros(3)
    for row, gold in zip(matrix, right, strict=True):
        found = [ids[at] in gold for at in np.argsort(-row, kind="stable")[:10]]
        gain = sum(hit / np.log2(rank + 2) for rank, hit in enumerate(found))
        ideal = sum(1 / np.log2(rank + 2) for rank in range(min(10, len(gold))))
        sums += (any(found[:1]), any(found[:5]), gain / ideal)
    first, fifth, gain = (float(value) for value in sums / len(right))
    return first, fifth, gain


def all_lemmas(text: str) -> list[str]:
    """Return every lemma, particles and all: what a plain tokeniser gives BM25."""
    words = [parse_line(line) for line in SEGMENTER.lines(fold(text))]
    return [word.lemma.lower() for word in words if word.part_of_speech not in {"補助記号", "空白", "記号"}]


def compounds(text: str) -> list[str]:
    """Return neighbouring nouns joined, two at a time, and the whole run of them."""
    found: list[str] = []
    run: list[str] = []
    for line in [*SEGMENTER.lines(fold(text)), "。\t補助記号\t句点\t"]:
        word = parse_line(line)
        if word.part_of_speech in {"名詞", "接尾辞", "接頭辞"} and is_content(word):
            run.append(content_term(word))
            continue
        found += [first + second for first, second in itertools.pairwise(run)]
        found += ["".join(run)] if len(run) > 2 else []
        run = []
    return found


def character_bigrams(text: str) -> list[str]:
    """Return every pair of neighbouring letters."""
    folded = fold(text)
    return [folded[at : at + 2] for at in range(len(folded) - 1) if folded[at : at + 2].isalnum()]


def lists(texts: Sequence[str], make: Callable[[str], Sequence[str]]) -> TermLists:
    """Return one term list for each text."""
    return [list(make(text)) for text in texts]


def variants(passages: Sequence[str], questions: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """Return the score matrix of each way of making terms."""
    begin = time.process_time()
    terms = [ANALYZER.terms(text) for text in passages]
    seconds = time.process_time() - begin
    asked = [ANALYZER.question_terms(text) for text in questions]
    print(f"terms made at {sum(map(len, passages)) / seconds:,.0f} characters/s of processor time")
    word_lists = [list(t.words) for t in terms], [list(t.words) for t in asked]
    joined = lists(passages, compounds), lists(questions, compounds)
    words = scores(*word_lists)
    bigrams = scores([t.bigrams for t in terms], [t.bigrams for t in asked])
    readings = scores([t.readings for t in terms], [t.readings for t in asked])
    every_bigram = scores(lists(passages, character_bigrams), lists(questions, character_bigrams))
    one_list = [
        [a + b for a, b in zip(side, more, strict=True)]
        for side, more in zip(word_lists, joined, strict=True)
    ]
    table = {
        "every lemma": scores(lists(passages, all_lemmas), lists(questions, all_lemmas)),
        "every character bigram": every_bigram,
        "**words**": words,
        "words with compounds, one list": scores(*one_list),
        "words + 0.2 compounds": words + 0.2 * scores(*joined),
        "words + 0.2 bigrams": words + 0.2 * bigrams,
        "words + 0.2 every bigram": words + 0.2 * every_bigram,
        "words + 0.1 readings": words + 0.1 * readings,
        "**words + 0.2 bigrams + 0.1 readings**": words + 0.2 * bigrams + 0.1 * readings,
    }
    for k1, b in ((0.9, 0.4), (1.2, 0.4), (1.2, 0.9), (1.5, 0.75), (2.0, 0.75)):
        table[f"words, k1 {k1}, b {b}"] = scores(*word_lists, k1=k1, b=b)
    return table


def main() -> None:
    """Print a table for each set, and write the record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="BEIR-layout folders")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    gains: dict[str, dict[str, float]] = {}
    for folder in arguments.folders:
        ids, passages, questions, right = read_set(folder)
        print(f"\n{folder.name}: {len(passages)} passages, {len(questions)} questions")
        table = variants(passages, questions)
        print("| terms | R@1 | R@5 | nDCG@10 |\n|---|---|---|---|")
        for name, matrix in table.items():
            values = measure(matrix, ids, right)
            gains.setdefault(name, {})[folder.name] = round(values[2], 3)
            print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |", flush=True)
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.lexical.run BEIR_FOLDER … --record",
            on="nDCG@10 of the questions in the passages' language",
            figures=gains,
        )


if __name__ == "__main__":
    main()
