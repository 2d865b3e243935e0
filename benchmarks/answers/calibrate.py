"""How well the council tells true sentences from changed ones, within and across languages.

    python -m benchmarks.answers.calibrate --corpus corpus --bitext FILE.jsonl

Within a language the cited text is a sentence of the shipped corpus and the claim is that
sentence with one clause left out, which is what small models do. Across languages both are a
translated pair (``en`` and ``ja`` of each line). Claims about *other* sentences are the
distractors. Prints one Markdown table.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.answers.mutations import MUTATIONS
from kotae.answering.council import Council, FactsChecker, MeaningChecker, WordsChecker
from kotae.embedding import EmbeddingSettings, SentenceTransformerEmbedder
from kotae.language import detect_language
from kotae.reading import ReadingSettings, read_file
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

Pair = tuple[str, str]


def shortened(sentence: str) -> str | None:
    """Return a sentence without its first clause, where what remains is long enough."""
    clauses = re.split(r"(?<=、)|(?<=,)\s", sentence.strip())
    if len(clauses) < 2 or len("".join(clauses[1:])) < 25:
        return None
    rest = " ".join(clauses[1:]) if detect_language(sentence) == "en" else "".join(clauses[1:])
    return rest[:1].upper() + rest[1:]


def within(corpus: Path, segmenter: Segmenter) -> dict[str, list[Pair]]:
    """Return pairs (claim, cited sentence) by language pair, from a folder of documents."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for path in sorted(corpus.rglob("*.md")):
        for document in read_file(path, relative_path=path.name, settings=ReadingSettings()):
            for sentence in segmenter.document_sentences(document):
                text = document.text[sentence.start : sentence.end]
                claim = shortened(text)
                if claim and "|" not in text:
                    pairs[f"{sentence.language}→{sentence.language}"].append((claim, text))
    return pairs


def across(bitext: Path) -> dict[str, list[Pair]]:
    """Return pairs (claim, cited sentence) in both directions, from translated pairs."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for line in bitext.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (
            len(row["ja"]) >= 15
            and row["ja"].count("。") == 1
            and row["ja"].endswith("。")
            and detect_language(row["ja"]) == "ja"
        ):
            pairs["en→ja"].append((row["en"], row["ja"]))
            pairs["ja→en"].append((row["ja"], row["en"]))
    return pairs


def claims(pairs: list[Pair], sample: int) -> Iterable[tuple[str, str, str]]:
    """Yield (kind, claim, cited): the true ones, distractors, and each mutation."""
    chosen = random.Random(3).sample(pairs, min(sample, len(pairs)))
    for place, (claim, cited) in enumerate(chosen):
        yield "true", claim, cited
        yield "other sentence", chosen[place - 1][0], cited
    for kind, mutate in MUTATIONS.items():
        done = 0
        for claim, cited in pairs:
            changed = mutate(claim)
            if changed is not None and done < sample:
                done += 1
                yield kind, changed, cited


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--bitext", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    arguments = parser.parse_args()
    segmenter = Segmenter()
    analyzer, table = Analyzer(segmenter), TranslationTable.load()
    council = Council(
        checkers=(
            FactsChecker(analyzer=analyzer, table=table),
            WordsChecker(analyzer=analyzer, table=table),
            MeaningChecker(embedder=SentenceTransformerEmbedder.load(EmbeddingSettings())),
        )
    )
    sets = within(arguments.corpus, segmenter) | (across(arguments.bitext) if arguments.bitext else {})
    print("| claim→cited | kind | claims | verified | stopped by facts | by words | by meaning |")
    print("|---|---|---|---|---|---|---|")
    for pair, pairs in sets.items():
        counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
        for kind, claim, cited in claims(pairs, arguments.sample):
            verified, votes = council.judge(claim, [cited], language="en")
            row = [1, int(verified), *(int(vote.passed is False) for vote in votes)]
            counts[kind] = [a + b for a, b in zip(counts[kind], row + [0] * (5 - len(row)), strict=True)]
        for kind, (total, *rest) in counts.items():
            shares = " | ".join(f"{100 * value / total:.1f} %" for value in rest)
            print(f"| {pair} | {kind} | {total} | {shares} |")


if __name__ == "__main__":
    main()
