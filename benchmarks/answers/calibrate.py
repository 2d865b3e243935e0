"""How well the council tells true sentences from changed ones, within and across languages.

    python -m benchmarks.answers.calibrate --bitext FILE.jsonl --passages FOLDER …

Three sources of true claims: ``pairs.jsonl`` and ``pairs_fresh.jsonl`` beside this file (written for it:
each line a sentence in both languages and a claim about it in both; the second was written after the
checkers, and judged before anything was changed for it), clauses of other documents (a claim is
a sentence without its first clause, what small models do), and translated pairs of a manual.
Each claim is judged as it is, changed in one place (``mutations.py``), and against the sentence of
another claim. A change that happens to leave a number the cited text holds elsewhere is left out of
neither count: it is a miss. ``--missed`` prints every misjudged claim with the votes.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from benchmarks.answers.mutations import MUTATIONS, NamePool
from kotae.answering.council import Council, EntailmentChecker, FactsChecker
from kotae.language import detect_language
from kotae.parsing import ReadingSettings, read_file
from kotae.reader import Reader
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

Pair: TypeAlias = tuple[str, str]
Sets: TypeAlias = dict[str, list[Pair]]


def shortened(sentence: str) -> str | None:
    """Return a sentence without its first clause, where what remains is long enough."""
    clauses = re.split(r"(?<=、)|(?<=,)\s", sentence.strip())
    if len(clauses) < 2 or len("".join(clauses[1:])) < 25:
        return None
    rest = " ".join(clauses[1:]) if detect_language(sentence) == "en" else "".join(clauses[1:])
    return rest[:1].upper() + rest[1:]


def written_pairs(path: Path) -> Sets:
    """Return (claim, cited sentence) of the pairs written for this, by language pair."""
    pairs: Sets = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for said in ("ja", "en"):
            for cited in ("ja", "en"):
                pairs[f"{said}→{cited}"].append((row[f"{said}_said"], row[cited]))
    return pairs


def corpus_clauses(corpus: Path, segmenter: Segmenter) -> Sets:
    """Return (claim, cited sentence) from a folder of documents."""
    pairs: Sets = defaultdict(list)
    for path in sorted(corpus.rglob("*.md")):
        for document in read_file(path, relative_path=path.name, settings=ReadingSettings()):
            for sentence in segmenter.document_sentences(document):
                _clause(document.text[sentence.start : sentence.end], pairs)
    return pairs


def passage_clauses(folder: Path, segmenter: Segmenter, *, most: int) -> Sets:
    """Return (claim, cited sentence) from the passages of a set in the BEIR layout."""
    pairs: Sets = defaultdict(list)
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()[:most]:
        text = json.loads(line)["text"]
        for sentence in segmenter.sentences(text):
            if sentence.end - sentence.start < 300:
                _clause(text[sentence.start : sentence.end], pairs)
    return pairs


def _clause(text: str, pairs: Sets) -> None:
    claim = shortened(text)
    if claim and "|" not in text:
        language = detect_language(text)
        pairs[f"{language}→{language}"].append((claim, text))


def translated(bitext: Path) -> Sets:
    """Return (claim, cited sentence) in both directions, from translated pairs."""
    pairs: Sets = defaultdict(list)
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
    shuffled = random.Random(3).sample(pairs, len(pairs))
    for place, (claim, cited) in enumerate(shuffled[:sample]):
        yield "true", claim, cited
        yield "other sentence", shuffled[place - 1][0], cited
    pool = NamePool.of(claim for claim, _ in shuffled)
    for kind, mutate in MUTATIONS.items():
        changed = ((mutate(claim, pool), claim, cited) for claim, cited in shuffled)
        kept = [(new, cited) for new, claim, cited in changed if new is not None and new != claim]
        for new, cited in kept[:sample]:
            yield kind, new, cited


def make_council() -> Council:
    """Return the council as answering has it, without a language model."""
    facts = FactsChecker(analyzer=Analyzer(Segmenter()), table=TranslationTable.load())
    return Council(checkers=(facts, EntailmentChecker(reader=Reader.load())))


def rows(council: Council, pairs: list[Pair], sample: int, *, missed: bool) -> Iterator[str]:
    """Yield a line for each kind of claim: how many, verified, and stopped by each checker."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 4)
    for kind, claim, cited in claims(pairs, sample):
        verified, votes = council.judge(claim, [cited], language="en")
        row = [1, int(verified), *(int(vote.passed is False) for vote in votes)]
        counts[kind] = [a + b for a, b in zip(counts[kind], row, strict=True)]
        if missed and verified != (kind == "true"):
            reasons = "; ".join(vote.reason for vote in votes if verified or not vote.passed)
            yield f"<!-- {kind}: {claim} <= {cited} ({reasons}) -->"
    for kind, (total, *rest) in counts.items():
        shares = " | ".join(f"{100 * value / total:.1f} %" for value in rest)
        yield f"{kind} | {total} | {shares} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, default=Path(__file__).with_name("pairs.jsonl"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--bitext", type=Path)
    parser.add_argument("--passages", type=Path, action="append", default=[])
    parser.add_argument("--sample", type=int, default=100, help="claims of each kind")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--only", default="", help="sets whose name holds this")
    arguments = parser.parse_args()
    segmenter = Segmenter()
    fresh = arguments.pairs.with_name("pairs_fresh.jsonl")
    sets = {
        "pairs": written_pairs(arguments.pairs),
        "fresh": written_pairs(fresh),
        "corpus": corpus_clauses(arguments.corpus, segmenter),
    }
    for folder in arguments.passages:
        sets[folder.name] = passage_clauses(folder, segmenter, most=300)
    if arguments.bitext:
        sets["manual"] = translated(arguments.bitext)
    council = make_council()
    print("| set | claim→cited | kind | claims | verified | stopped by facts | by entailment |")
    print("|---|---|---|---|---|---|---|")
    for name, pairs in sets.items():
        for languages, some in pairs.items():
            if arguments.only in f"{name} {languages}":
                for line in rows(council, some, arguments.sample, missed=arguments.missed):
                    print(line if line.startswith("<!--") else f"| {name} | {languages} | {line}")


if __name__ == "__main__":
    main()
