"""How often is an answer's value said in the asker's language, and right? Values of papers that are written by hand.

    python -m benchmarks.translation.short SHORT.tsv … [--misses]

SHORT.tsv as in ``benchmarks/libraries``: file, question, the value as it stands, kind, accepted renderings. No search and no
reader: each value is put into the question's language by rule. Right: an accepted rendering stands in it, as whole words.
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from benchmarks.record import record
from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.worded import worded
from kotae.folding import fold
from kotae.language import detect_language
from kotae.segmentation import Analyzer, Segmenter

_FOLDER = Path(__file__).parent


def plain(text: str) -> str:
    """Return a rendering for comparing: folded, without thousands' commas and articles."""
    bare = fold(text).lower().replace(",", "").replace("〜", "~")
    return re.sub(r"\s+", " ", re.sub(r"\b(?:the|an?) ", "", bare)).strip(" .。")


def holds(said: str, accepted: str) -> bool:
    """Return whether one of the accepted renderings stands in what is said, not inside a word or number."""
    wanted = (re.escape(plain(one)) for one in accepted.split(";;"))
    return any(re.search(rf"(?<![a-z0-9.]){one}(?![a-z0-9])", plain(said)) for one in wanted)


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("values", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--record", default="results_short")
    arguments = parser.parse_args()
    analyzer, aid = Analyzer(Segmenter()), load_aid()
    counts: Counter[tuple[str, str]] = Counter()
    for path in arguments.values:
        for line in path.read_text(encoding="utf-8").splitlines():
            _, question, value, kind, accepted = line.split("\t")
            target = detect_language(question)
            said = worded(
                value, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question
            )
            bare = (said or "").removesuffix(f" ({value})").removesuffix(f"（{value}）")
            right = said is not None and holds(bare, accepted)
            counts.update([(kind, "asked"), (kind, "said")][: 2 if said else 1])
            counts.update([(kind, "right")] if right else [])
            if arguments.misses and not right:
                print(kind, "|", question, "|", value, "|", said, "|", accepted)
    kinds = sorted({kind for kind, _ in counts})
    figures = {kind: {part: counts[kind, part] for part in ("asked", "said", "right")} for kind in kinds}
    parts = ("asked", "said", "right")
    figures["all"] = {part: sum(figures[kind][part] for kind in kinds) for part in parts}
    figures["all but clauses"] = {part: figures["all"][part] - counts["clause", part] for part in parts}
    for kind, row in figures.items():
        print(kind, row)
    record(
        _FOLDER,
        command="python -m benchmarks.translation.short SHORT.tsv …",
        on="values with accepted renderings by hand, written first",
        figures=figures,
        settings={"files": [path.name for path in arguments.values]},
        name=arguments.record,
    )


if __name__ == "__main__":
    main()
