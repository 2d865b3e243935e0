"""How often does a rule alone put a known answer into a sentence of the question's words? Packs of papers with questions.

    python -m benchmarks.translation.stated PACK.txt … [--every 7] [--said FILE.tsv] [--council] [--record]

PACK.txt as in ``benchmarks/libraries``. The questions in the other language than their paper's, with the words that answer them
given, not found: nothing is retrieved or refused. *Worded*: a rule says the words in the asker's language. *Turned*: the
question's words make a sentence of it. *Stated*: the council finds that the quote holds it (with ``--council``, which reads).
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.libraries.packs import Document, Question, read_pack
from benchmarks.record import record
from kotae.answering.council import Council, EntailmentChecker, FactsChecker
from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.worded import original, worded
from kotae.answering.writing.in_place import in_place
from kotae.language import opposite
from kotae.question import question_parts
from kotae.reader import Reader
from kotae.records import Language
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable

_FOLDER = Path(__file__).parent


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
    first = max(document.text.rfind(end, 0, start) + len(end) for end in ("\n", "。", ". ") if document.text.rfind(end, 0, start) >= 0 or end == "\n")
    ends = [place for end in ("\n", "。", ". ") if (place := document.text.find(end, start + len(question.answer or ""))) >= 0]
    return document.text[first : min(ends, default=len(document.text) - 1) + 1].strip()


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
        target: Language = "ja" if question.language == "ja" else "en"
        span = question.answer or ""
        counts[target, "asked"] += 1
        said = worded(span, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question.text)
        if said is None:
            shown.append(("unworded", question.text, span, ""))
            continue
        counts[target, "worded"] += 1
        value = said.removesuffix(original(span, target))
        turned = [] if len(question_parts(question.text, target)) > 1 else list(in_place(question.text, value, target))
        if not turned:
            shown.append(("unturned", question.text, span, value))
            continue
        counts[target, "turned"] += 1
        if council is None:
            shown.append(("turned", question.text, span, turned[0]))
            continue
        quote = line_of(document, question)
        sources = [quote, f"{quote} ({value})", quote.replace(span, f" {value} "), document.text[:1500]]
        passed = next((one for one in turned if council.judge(one, sources, language=target)[0]), None)
        counts[target, "stated"] += passed is not None
        shown.append(("stated" if passed else "stopped", question.text, span, passed or turned[0]))
    figures = {
        language: {part: counts[language, part] for part in ("asked", "worded", "turned", "stated")}
        for language in ("en", "ja")
    }
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


if __name__ == "__main__":
    main()
