"""Does a gloss lead with the sense that its sentence needs? Sentences of many trades, the senses wanted written first.

    python -m benchmarks.translation.glosses benchmarks/translation/glosses_first.tsv … [--all]

A line: trade, sentence, and what a reader of the other language needs of it, ``word=sense|sense; …``. A word is *led* right
where one of its senses stands in what its gloss says first; *held* where it stands anywhere in it. A sentence is right where
every word is led right. ``--all`` prints every gloss, for reading: what misleads a reading tells, not this.
"""

import argparse
from pathlib import Path

from benchmarks.record import record
from kotae import lazy_re as re
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import load_aid
from kotae.language import opposite
from kotae.records import Language
from kotae.scripts import JAPANESE
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

_FOLDER = Path(__file__).parent


def leading(said: str) -> str:
    """Return what a gloss says first, without form and reading."""
    meanings = said.rpartition(": ")[2]
    return re.split("[、;]| / ", meanings)[0]


def meant(glossed: tuple[tuple[str, str], ...], word: str) -> str:
    """Return the meaning of a word; of the gloss that holds it, or of all those within it, where it has none by itself."""
    exact = [said for written, said in glossed if written == word]
    around = [said for written, said in glossed if word in written]
    within = [said for written, said in glossed if written in word]
    return (exact or around or ["; ".join(within)])[0]


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path, nargs="+")
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    analyzer, table, aid = Analyzer(Segmenter()), TranslationTable.load(), load_aid()
    figures = {}
    for path in arguments.sentences:
        counts = {
            language: {"sentences": 0, "right": 0, "words": 0, "led": 0, "held": 0}
            for language in ("ja", "en")
        }
        for line in path.read_text(encoding="utf-8").splitlines():
            _, sentence, needs = line.split("\t")
            source: Language = "ja" if re.search(f"[{JAPANESE}]", sentence) else "en"
            glossed = gloss(
                sentence, source=source, target=opposite(source), analyzer=analyzer, table=table, aid=aid
            )
            wanted = dict(need.split("=") for need in needs.split("; "))
            said = {word: meant(glossed, word) for word in wanted}
            led = {
                word: any(one in leading(said[word]) for one in senses.split("|"))
                for word, senses in wanted.items()
            }
            held = sum(any(one in said[word] for one in senses.split("|")) for word, senses in wanted.items())
            counted = counts[source]
            for key, count in zip(
                counted, (1, all(led.values()), len(led), sum(led.values()), held), strict=True
            ):
                counted[key] += count
            if arguments.all:
                print(sentence, *(f"    {written} → {said}" for written, said in glossed), sep="\n")
            for word in [word for word in led if not led[word]]:
                print(f"  {path.stem} | {sentence} | {word}: {said[word]} | {wanted[word]}")
        figures |= {f"{path.stem} {language}": dict(row) for language, row in counts.items()}
    for name, row in figures.items():
        print(name, row)
    record(
        _FOLDER,
        command="python -m benchmarks.translation.glosses benchmarks/translation/glosses_*.tsv",
        on="plain sentences of fifteen trades; the senses that a reader needs were written before any gloss was seen",
        figures=figures,
        name="results_glosses",
    )


if __name__ == "__main__":
    main()
