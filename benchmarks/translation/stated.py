"""How often does a rule alone put a known answer into a sentence of the question's words? Packs of papers with questions.

    python -m benchmarks.translation.stated PACK.txt … [--every 7] [--said FILE.tsv] [--council] [--record]

PACK.txt as in ``benchmarks/libraries``. The questions in the other language than their paper's, with the words that answer them
given, not found: nothing is retrieved or refused. *Worded*: a rule says the words in the asker's language. *Turned*: the
question's words make a sentence of it. *Stated*: the council finds that the quote holds it (with ``--council``, which reads).
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.libraries.packs import Document, Question, read_pack
from benchmarks.record import record
from kotae.answering.council import Council, EntailmentChecker, FactsChecker
from kotae.answering.rendering.reading_aid import Aid, load_aid
from kotae.answering.worded import original, worded
from kotae.answering.writing.in_place import in_place
from kotae.question import question_parts
from kotae.reader import Reader
from kotae.records import Language
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

_FOLDER = Path(__file__).parent
STAGES = ("asked", "worded", "turned", "stated")


def crossing(packs: list[Path], every: int) -> Iterator[tuple[Document, Question]]:
    """Yield every so many of the questions across languages whose answer is known."""
    asked = [
        (document, question)
        for pack in packs
        for document in read_pack(pack)
        for question in document.questions
        if question.language != document.language and question.answer is not None
    ]
    yield from asked[::every]


def line_of(document: Document, question: Question) -> str:
    """Return the sentence, or the line, that holds an answer."""
    around = question.around or question.answer or ""
    start = document.text.find(around) + around.find(question.answer or "")
    stop = start + len(question.answer or "")
    breaks = [found.end() for found in re.finditer(r"\n|。|\. ", document.text)]
    first = max((place for place in breaks if place <= start), default=0)
    return document.text[first : min((place for place in breaks if place >= stop), default=None)].strip()


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--said", type=Path)
    parser.add_argument("--council", action="store_true")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    analyzer, aid = Analyzer(Segmenter()), load_aid()
    council = None
    if arguments.council:
        facts = FactsChecker(analyzer=analyzer, table=TranslationTable.load())
        council = Council(checkers=(facts, EntailmentChecker(reader=Reader.load())))
    counts: Counter[tuple[str, str]] = Counter()
    shown = []
    for document, question in crossing(arguments.packs, arguments.every):
        came, value, said = stated(document, question, analyzer, aid, council)
        shown.append((came, question.text, question.answer or "", value, said))
        counts.update((question.language, stage) for stage in STAGES[: STAGES.index(came) + 1])
    figures = {language: {stage: counts[language, stage] for stage in STAGES} for language in ("en", "ja")}
    for language, row in figures.items():
        print(language, row)
    if arguments.said:
        arguments.said.write_text("\n".join(map("\t".join, shown)) + "\n", encoding="utf-8")
    if arguments.record:
        record(
            _FOLDER,
            command="python -m benchmarks.translation.stated PACK.txt … --council --record",
            on="questions across languages over papers by hand, their answers given; the rules were written with others in sight",
            figures=figures,
            name="results_stated",
        )


def stated(
    document: Document, question: Question, analyzer: Analyzer, aid: Aid, council: Council | None
) -> tuple[str, str, str]:
    """Return how far an answer came, its value in the asker's language, and the sentence of it."""
    target: Language = "ja" if question.language == "ja" else "en"
    span = question.answer or ""
    said = worded(span, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question.text)
    if said is None:
        return "asked", "", ""
    value = said.removesuffix(original(span, target))
    several = len(question_parts(question.text, target)) > 1
    turned = [] if several else list(in_place(question.text, value, target))
    if not turned or council is None:
        return ("turned", value, turned[0]) if turned else ("worded", value, "")
    quote = line_of(document, question)
    sources = [quote, f"{quote} ({value})", quote.replace(span, f" {value} "), document.text[:1500]]
    passed = next((one for one in turned if council.judge(one, sources, language=target)[0]), None)
    return ("stated", value, passed) if passed else ("turned", value, turned[0])


if __name__ == "__main__":
    main()
