"""Does the meaning that a gloss says first stand in a translator's sentence? Translated sentences that no table learned from.

    python -m benchmarks.translation.chosen DATA/bitext [--half development] [--most 300] [--misses FILE] [--record]

DATA holds ``python_docs_bitext/test.jsonl``, ``small_parallel_enja/{dev,test}.jsonl`` and ``ami_jaen/test.jsonl``; the
translation table learned from none of them. Every other sentence is for development, the others are only counted. A word of
content is *said* where its gloss has a meaning, *led* where a stem of the meaning said first stands in the translation, *held*
where one of any meaning does. Translators are free, so that neither can reach 1: two ways of choosing can be compared by it.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.record import record
from benchmarks.translation.glosses import leading
from kotae import lazy_re as re
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import Aid, load_aid
from kotae.language import opposite
from kotae.records import Language
from kotae.segmentation import Analyzer, Segmenter
from kotae.segmentation.spaced import SpacedTerms
from kotae.translation import TranslationTable

_FILES = {
    "manual": ("python_docs_bitext/test.jsonl",),
    "plain": ("small_parallel_enja/dev.jsonl", "small_parallel_enja/test.jsonl"),
    "meetings": ("ami_jaen/test.jsonl",),
}
# Code and names stand in both languages as they are.
_CODE = re.compile(r"[`*_:]{2}|[A-Za-z]+[_.(][A-Za-z]")
_LEAST_LETTERS = 12
_OF_RULE = re.compile(r"[0-9〜…]")


def sentences(data: Path, kind: str, half: str, most: int) -> Iterator[tuple[str, str]]:
    """Yield pairs, Japanese and English, of one half of a kind, evenly spread."""
    rows = [
        json.loads(line)
        for name in _FILES[kind]
        for line in (data / name).read_text(encoding="utf-8").splitlines()
    ]
    pairs = [
        (row["ja"], row["en"])
        for row in rows
        if len(row["ja"]) >= _LEAST_LETTERS and not _CODE.search(row["ja"] + row["en"])
    ]
    pairs = [pair for pair in dict.fromkeys(pairs) if len(pair[1]) < 200][half == "held out" :: 2]
    yield from pairs[:: max(1, len(pairs) // most)][:most]


class Comparer:
    """Tells whether a meaning stands in a sentence."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._stems = SpacedTerms()

    def terms(self, text: str, language: Language) -> frozenset[str]:
        """Return what words are compared by."""
        if language == "en":
            words = re.findall(r"[A-Za-z]+", text)
            return frozenset(stem for word in words for stem in self._stems.terms(word))
        return frozenset(word.term for word in self._analyzer.content_words(text))


def count(
    pairs: Iterator[tuple[str, str]],
    source: Language,
    tools: tuple[Analyzer, TranslationTable, Aid],
    misses: list[str],
) -> Counter[str]:
    """Return how many words of content were said, led and held."""
    analyzer, table, aid = tools
    comparer, target = Comparer(analyzer), opposite(source)
    counted: Counter[str] = Counter()
    for pair in pairs:
        text, reference = pair if source == "ja" else pair[::-1]
        wanted = comparer.terms(reference, target)
        words = [
            word.surface
            for word in analyzer.content_words(text)
            if word.language == source and not word.is_name and not re.search("[0-9]", word.surface)
        ]
        glossed = gloss(text, source=source, target=target, analyzer=analyzer, table=table, aid=aid)
        for written, said in glossed:
            inside = sum(word in written for word in words)
            if not inside or _OF_RULE.search(said):
                continue
            first = comparer.terms(leading(said), target)
            every = comparer.terms(said.rpartition(": ")[2], target)
            led = bool(first & wanted)
            counted += Counter(said=1, led=led, held=bool(every & wanted))
            if not led:
                misses.append(f"{written} → {said} | {text} | {reference}")
        counted += Counter(words=len(words))
    return counted


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("development", "held out"), default="held out")
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--misses", type=Path)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    tools = Analyzer(Segmenter()), TranslationTable.load(), load_aid()
    misses: list[str] = []
    figures = {}
    for source in ("ja", "en"):
        for kind in _FILES:
            pairs = sentences(arguments.data, kind, arguments.half, arguments.most)
            counted = count(pairs, source, tools, misses)
            said = counted["said"]
            figures[f"{kind}, {source}"] = {
                "words of content": counted["words"],
                "said": said,
                "led": round(counted["led"] / said, 3),
                "held": round(counted["held"] / said, 3),
            }
            print(f"{kind}, {source}", figures[f"{kind}, {source}"], flush=True)
    if arguments.misses:
        arguments.misses.write_text("\n".join(misses) + "\n", encoding="utf-8")
    if arguments.record:
        record(
            _FOLDER,
            command="python -m benchmarks.translation.chosen DATA/bitext --record",
            on="sentences with a translator's in the other language, of a half that nobody looked at",
            figures=figures,
            name="results_chosen",
        )


_FOLDER = Path(__file__).parent

if __name__ == "__main__":
    main()
