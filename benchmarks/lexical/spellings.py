"""How many spellings of one word meet: the spelling variants of the Sudachi synonym dictionary.

Run from the repository: ``python -m benchmarks.lexical.spellings GROUPS_JSONL``. A pair is a main form and
another spelling of the same lexeme (``variant`` 2), neither an abbreviation, both with kana or kanji.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.record import record
from kotae.segmentation import Analyzer, Segmenter

_JAPANESE = re.compile(r"[\u3041-\u9fff]")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_KATAKANA = re.compile(r"[\u30a1-\u30ff]+")


def pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (main form, other spelling)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        lexemes = defaultdict(list)
        for form in json.loads(line)["forms"]:
            if form["abbr"] == "0" and _JAPANESE.search(form["form"]):
                lexemes[form["lexeme"]].append(form)
        for forms in lexemes.values():
            main = next((form["form"] for form in forms if form["variant"] == "0"), None)
            if main:
                yield from ((main, form["form"]) for form in forms if form["variant"] == "2")


def kind(first: str, second: str) -> str:
    """Return what kind of difference it is."""
    if _KATAKANA.fullmatch(first) and _KATAKANA.fullmatch(second):
        return "katakana: long vowels, small letters"
    if bool(_KANJI.search(first)) != bool(_KANJI.search(second)):
        return "kana or kanji"
    if _HIRAGANA.search(first + second):
        return "okurigana"
    return "kanji" if _KANJI.search(first) else "other"


def main() -> None:
    """Print the table, and write the record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", type=Path)
    parser.add_argument("--record", action="store_true", help="write results_spellings.json")
    arguments = parser.parse_args()
    analyzer = Analyzer(Segmenter())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for first, second in pairs(arguments.groups):
        stored, asked = analyzer.terms(first), analyzer.question_terms(second)
        words = bool(set(stored.words) & set(asked.words))
        readings = words or bool(set(stored.readings) & set(asked.readings))
        bigrams = readings or bool(set(stored.bigrams) & set(asked.bigrams))
        counts[kind(first, second)] += Counter(
            pairs=1, same=stored.words == asked.words != (), words=words, readings=readings, bigrams=bigrams
        )
    print(
        "| difference | pairs | all words equal | a word meets | or a reading | or a bigram |\n|---|---|---|---|---|---|"
    )
    for name, count in sorted(counts.items()):
        shares = " | ".join(
            f"{count[key] / count['pairs']:.3f}" for key in ("same", "words", "readings", "bigrams")
        )
        print(f"| {name} | {count['pairs']} | {shares} |")
    if arguments.record:
        names = {
            "same": "all words equal",
            "words": "a word meets",
            "readings": "or a reading",
            "bigrams": "or a bigram",
        }
        record(
            Path(__file__).parent,
            command="python -m benchmarks.lexical.spellings GROUPS_JSONL --record",
            on="the spelling variants of the Sudachi synonym dictionary",
            figures={
                name: {
                    "pairs": count["pairs"],
                    **{shown: round(count[key] / count["pairs"], 3) for key, shown in names.items()},
                }
                for name, count in sorted(counts.items())
            },
            name="results_spellings",
        )


if __name__ == "__main__":
    main()
