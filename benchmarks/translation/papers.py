"""What is answered across languages from papers of a trade: short answers and glosses, for reading.

    python -m benchmarks.translation.papers PACK.txt [--generate] [--every 1] [--quiet]

PACK.txt as in ``benchmarks/libraries``; behind a question's answer may stand what a bilingual person would say. Prints each
answer; nothing is judged but whether the right sentence is quoted and in which language each part is.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import kotae
from benchmarks.answers.libraries import plain
from benchmarks.libraries.packs import read_pack
from kotae.language import detect_language
from kotae.records import Answer


def _shown(question: str, answer: Answer, wanted: str, seconds: float) -> str:
    """Return an answer on several lines."""
    lines = [f"Q {question}", f"  wanted: {wanted}   ({seconds:.1f} s of the processor)"]
    if answer.short is not None:
        lines.append(f"  short [{answer.short.language}]: {answer.short.text}")
    for sentence in answer.sentences:
        lines.append(
            f"  {sentence.support}: {sentence.text}"
            + (f"  <- {sentence.original}" if sentence.original else "")
        )
        lines.append("      " + " | ".join(f"{word} = {said}" for word, said in sentence.gloss))
    return "\n".join([*lines, f"  note: {answer.note}"] if answer.note else lines)


def main() -> None:
    """Ask, print and count."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pack", type=Path)
    parser.add_argument("--generate", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    documents = read_pack(arguments.pack)
    generation = {"backend": "local", "threads": 1, "timeout_s": 240, "translate_into": "both"}
    settings = kotae.Settings.model_validate({"generation": generation} if arguments.generate else {})
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as index:
        for number, document in enumerate(documents):
            (Path(folder) / f"{number}.txt").write_text(document.text, encoding="utf-8")
        kotae.build(Path(folder), Path(index), settings=settings)
        asked = [
            (one, document)
            for document in documents
            for one in document.questions
            if one.language != document.language
        ]
        with kotae.open(Path(index), settings=settings) as knowledge_base:
            for question, _ in asked[:: arguments.every]:
                began = time.process_time()
                answer = knowledge_base.ask(question.text, generate=arguments.generate)
                seconds = time.process_time() - began
                counts.update((question.language, what) for what in _told(answer, str(question.answer)))
                if not arguments.quiet:
                    print(_shown(question.text, answer, str(question.answer), seconds), flush=True)
    for (language, what), count in sorted(counts.items()):
        print(language, what, count)


def _told(answer: Answer, wanted: str) -> list[str]:
    """Return what is counted of one answer."""
    told = ["asked"]
    if not answer.sentences:
        return told
    told.append("answered")
    cited = answer.sentences[0].original or answer.sentences[0].text
    told += ["by the right sentence"] if plain(wanted) in plain(cited) else []
    told += (
        ["short answer in the asker's language"]
        if answer.short and answer.short.language == answer.language
        else []
    )
    own = all(detect_language(sentence.text) == answer.language for sentence in answer.sentences)
    return [*told, "wholly in the asker's language"] if own else told


if __name__ == "__main__":
    main()
