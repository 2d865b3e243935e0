"""How many answers across languages are wholly in the asker's language, with a writer? Whole libraries of one organisation each.

    python -m benchmarks.translation.wholly PACK.txt … --save FILE.jsonl [--most 21] [--without]    # goes on if cut off
    python -m benchmarks.translation.wholly --report FILE.jsonl [--record]

PACK.txt as in ``benchmarks/libraries``. Of each library ``--most`` questions of the other language than their paper's are asked,
evenly spread, with the writer (``--without``: without it). Right: what is quoted first, or what its sentence rests on, holds the
answer. ``--save`` keeps every sentence for reading. One thread; times are of the processor.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

import kotae
from benchmarks.answers.libraries import plain
from benchmarks.libraries.packs import read_pack
from benchmarks.record import record
from benchmarks.translation.ask import asked

_FOLDER = Path(__file__).parent
_GENERATION = {"backend": "local", "threads": 1, "timeout_s": 3600, "translate_into": "both"}


def chosen(pack: Path, most: int) -> Iterator[dict[str, object]]:
    """Yield questions across languages of a library, at equal distances."""
    crossing = [
        (question, document)
        for document in read_pack(pack)
        for question in document.questions
        if question.language != document.language and question.answer is not None
    ]
    for place in np.unique(np.linspace(0, len(crossing) - 1, min(most, len(crossing))).round().astype(int)):
        question, _ = crossing[place]
        yield {"_id": f"{pack.stem}-{place}", "text": question.text, "answers": [question.answer]}


def ask(packs: Sequence[Path], save: Path, most: int, *, generate: bool) -> None:
    """Ask, and add what came to a file, a line a question."""
    settings = kotae.Settings.model_validate({"generation": _GENERATION})
    lines = save.read_text(encoding="utf-8").splitlines() if save.is_file() else []
    done = {(one["id"], one["generate"]) for one in map(json.loads, lines)}
    for pack in packs:
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as index:
            for number, document in enumerate(read_pack(pack)):
                text = f"{document.title}\n\n{document.text}\n"
                (Path(folder) / f"{number:02}.txt").write_text(text, encoding="utf-8")
            kotae.build(Path(folder), Path(index), settings=settings)
            with (
                kotae.open(Path(index), settings=settings) as library,
                save.open("a", encoding="utf-8") as out,
            ):
                for row in chosen(pack, most):
                    if (row["_id"], generate) not in done:
                        said = asked(library, row, generate=generate)
                        said |= {"wanted": row["answers"], "right": _quoted(said, row)}
                        print(json.dumps(said, ensure_ascii=False), file=out, flush=True)


def _quoted(said: dict[str, object], row: dict[str, object]) -> bool:
    """Return whether the first sentence, or what it rests on, holds the answer in its document's words."""
    shown, wanted = said["shown"], row["answers"]
    if not isinstance(shown, list) or not isinstance(wanted, list):
        raise TypeError("a list was expected")
    return bool(shown) and plain(str(wanted[0])) in plain(" ".join(filter(None, shown[0][1:])))


def figures_of(rows: Sequence[dict[str, object]]) -> dict[str, dict[str, float | int]]:
    """Return the figures by the asker's language, with and without a writer."""
    figures = {}
    for language in ("en", "ja"):
        for generate in (False, True):
            asked_in = [row for row in rows if (row["language"], row["generate"]) == (language, generate)]
            if asked_in:
                name = f"{language}, {'with' if generate else 'without'} a writer"
                figures[name] = _figures(asked_in)
    return figures


def _figures(rows: Sequence[dict[str, object]]) -> dict[str, float | int]:
    answered = [row for row in rows if row["answered"]]
    crossing = [row for row in answered if row["crosses"] or int(str(row["translated"]))]
    own = [row for row in answered if row["own"]]
    shown = [one for row in answered for one in _sentences(row)]
    written = [one for one in shown if one[2]]
    return {
        "asked": len(rows),
        "answered": len(answered),
        "right": sum(bool(row["right"]) for row in answered),
        "rest on the other language": len(crossing),
        "wholly in the asker's language": len(own),
        "short answer": sum(bool(row["short"]) for row in answered),
        "short answer, translation or gloss": sum(bool(row["followed"]) for row in answered),
        "sentences shown": len(shown),
        "sentences translated or stated": len(written),
        "with a figure not in its quote": sum(bool(row["unheld"]) for row in answered),
        "seconds of one core, median": round(float(np.median([float(str(r["seconds"])) for r in rows])), 1),
    }


def _sentences(row: dict[str, object]) -> list[list[str]]:
    shown = row["shown"]
    if not isinstance(shown, list):
        raise TypeError("a list was expected")
    return shown


def main() -> None:
    """Ask, or report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="*")
    parser.add_argument("--save", type=Path)
    parser.add_argument("--most", type=int, default=21)
    parser.add_argument("--without", action="store_true")
    parser.add_argument("--report", type=Path, nargs="+")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    if not arguments.report:
        ask(arguments.packs, arguments.save, arguments.most, generate=not arguments.without)
        return
    lines = [line for path in arguments.report for line in path.read_text("utf-8").splitlines()]
    figures = figures_of([json.loads(line) for line in lines])
    for name, row in figures.items():
        print(name, json.dumps(row))
    if arguments.record:
        record(
            _FOLDER,
            command="python -m benchmarks.translation.wholly PACK.txt … --save FILE.jsonl; … --report FILE.jsonl --record",
            on="questions across languages over whole libraries of the development set, evenly spread; seconds are of the "
            "processor, of one thread on a machine shared with other work",
            figures=figures,
            settings={f"generation.{name}": value for name, value in _GENERATION.items()}
            | {"model": "qwen2.5-coder-1.5b-instruct Q4_K_M"},
            headline=headline(figures),
            name="results_wholly",
        )


def headline(figures: Mapping[str, Mapping[str, float | int]]) -> dict[str, str]:
    """Return the README's line in both languages."""

    def of(*rows: str) -> tuple[int, int]:
        whole, rest = "wholly in the asker's language", "rest on the other language"
        return int(sum(figures[row][whole] for row in rows)), int(sum(figures[row][rest] for row in rows))

    (english, of_en), (japanese, of_ja) = of("en, with a writer"), of("ja, with a writer")
    without, of_all = of("en, without a writer", "ja, without a writer")
    return {
        "en": "Answers that rest on documents in the other language are quoted in it: wholly in the asker's language are "
        f"{english} of {of_en} in English and {japanese} of {of_ja} in Japanese with the optional language model, "
        f"{without} of {of_all} without",
        "ja": "もう一方の言語の文書に基づく答えは、原文のまま引用されます。すべてが質問の言語になったのは、"
        f"追加の言語モデルを使って英語{of_en}件中{english}件、日本語{of_ja}件中{japanese}件、使わない場合は{of_all}件中{without}件",
    }


if __name__ == "__main__":
    main()
