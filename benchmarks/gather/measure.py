# ruff: noqa: E501 - what papers say is one line each
"""Measure gathering: rows found, rows right, results right, by library and half.

python -m benchmarks.gather.measure [--only NAME …] [--keep FOLDER] [--misses] [--record | --many DOCUMENTS [--differing]]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import kotae
from benchmarks.gather.eighth import dairy
from benchmarks.gather.eleventh import brewery
from benchmarks.gather.fifth import fleet
from benchmarks.gather.fourth import claims, grants, rules
from benchmarks.gather.libraries import allowances, contracts, equipment
from benchmarks.gather.many import ASKED, differing
from benchmarks.gather.ninth import hall
from benchmarks.gather.papers import Asked, Library, TrueRow
from benchmarks.gather.seventh import quay
from benchmarks.gather.sixth import parks
from benchmarks.gather.tenth import slope
from benchmarks.gather.third import clubs, loans, patents, waste
from benchmarks.gather.twelfth import waterworks
from benchmarks.gather.unseen import minutes, prices, projects
from benchmarks.record import record
from kotae.embedding import HashingEmbedder
from kotae.gathering import Gathered, GatherProgress, Row

SEEN: tuple[Callable[[], Library], ...] = (contracts, allowances, equipment)
UNSEEN: tuple[Callable[[], Library], ...] = (projects, prices, minutes)
THIRD: tuple[Callable[[], Library], ...] = (loans, patents, waste, clubs)
FOURTH: tuple[Callable[[], Library], ...] = (grants, claims, rules)
FIFTH: tuple[Callable[[], Library], ...] = (fleet,)
SIXTH: tuple[Callable[[], Library], ...] = (parks,)
SEVENTH: tuple[Callable[[], Library], ...] = (quay,)
EIGHTH: tuple[Callable[[], Library], ...] = (dairy,)
NINTH: tuple[Callable[[], Library], ...] = (hall,)
TENTH: tuple[Callable[[], Library], ...] = (slope,)
ELEVENTH: tuple[Callable[[], Library], ...] = (brewery,)
TWELFTH: tuple[Callable[[], Library], ...] = (waterworks,)


def main() -> None:
    """Build what is missing, ask everything, print and perhaps record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--many", type=int, help="time so many documents instead: copies of the fourth part")
    parser.add_argument(
        "--differing", action="store_true", help="time as many of which no two are alike, too"
    )
    arguments = parser.parse_args()
    if arguments.many:
        with tempfile.TemporaryDirectory() as made:
            for differ in (False, True) if arguments.differing else (False,):
                timed(arguments.many, arguments.keep or Path(made), differ=differ)
        return
    figures: dict[str, dict[str, float]] = {}
    libraries = questions = 0
    with tempfile.TemporaryDirectory() as made:
        parts = {
            "seen": SEEN,
            "unseen": UNSEEN,
            "third": THIRD,
            "fourth": FOURTH,
            "fifth": FIFTH,
            "sixth": SIXTH,
            "seventh": SEVENTH,
            "eighth": EIGHTH,
            "ninth": NINTH,
            "tenth": TENTH,
            "eleventh": ELEVENTH,
            "twelfth": TWELFTH,
        }
        for half, makers in parts.items():
            scores = []
            for make in makers:
                if arguments.only and make.__name__ not in arguments.only:
                    continue
                library = make()
                found = measured(library, arguments.keep or Path(made), misses=arguments.misses)
                figures[library.name] = means(found)
                print(library.name, figures[library.name], flush=True)
                scores += found
                libraries, questions = libraries + 1, questions + len(found)
            if scores:
                figures[half] = means(scores)
                print(half, figures[half], flush=True)
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.gather.measure --record",
            on=f"{libraries} written libraries of 46 to 124 papers (md, docx, html, xlsx, csv), {questions} questions in Japanese and English",
            figures={"gather": figures},
        )


def timed(documents: int, folder: Path, *, differ: bool) -> None:
    """Print how long gathering over so many documents takes: processor seconds, and when the first rows are told."""
    libraries = [make() for make in FOURTH]
    if differ:
        files, asked = differing(documents), list(ASKED)
    else:
        papers = [
            (f"{turn}/{path}", content)
            for turn in range(documents)
            for library in libraries
            for path, content in library.files.items()
        ]
        files = dict(papers[:documents])
        asked = [one.text for library in libraries for one in library.asked[:3]]
    made = folder / ("differing" if differ else "many")
    embedder = HashingEmbedder()  # nothing is looked for by meaning: every paper is read
    if not (made / "index").exists():
        for path, content in files.items():
            (made / "papers" / path).parent.mkdir(parents=True, exist_ok=True)
            (made / "papers" / path).write_bytes(content)
        kotae.build(made / "papers", made / "index", embedder=embedder)
    with kotae.open(made / "index", embedder=embedder) as knowledge:
        knowledge.gather(asked[0], budget={"documents": 1})  # models are loaded once
        for question in asked:
            first: list[float] = []
            began, clock = time.process_time(), time.perf_counter()

            def told(progress: GatherProgress, clock: float = clock, first: list[float] = first) -> None:
                if progress.rows and not first:
                    first.append(time.perf_counter() - clock)

            gathered = knowledge.gather(question, progress=told)
            print(
                f"{question}: {gathered.certificate.read} read, {len(gathered.rows)} rows, "
                f"{time.process_time() - began:.1f} s of a processor, "
                f"{time.perf_counter() - clock:.1f} s by the clock, first rows after {first[0] if first else 0:.1f} s",
                flush=True,
            )


def measured(
    library: Library, folder: Path, *, misses: bool
) -> list[tuple[float, float, float | None, float]]:
    """Return for each question: rows found, rows right, result right (None where none is asked for), processor seconds."""
    corpus, index = folder / library.name / "papers", folder / library.name / "index"
    if not index.exists():
        for path, content in library.files.items():
            (corpus / path).parent.mkdir(parents=True, exist_ok=True)
            (corpus / path).write_bytes(content)
        kotae.build(corpus, index)
    scores = []
    with kotae.open(index) as knowledge:
        for asked in library.asked:
            began = time.process_time()
            gathered = knowledge.gather(asked.text)
            seconds = time.process_time() - began
            found, right = compared(asked, gathered)
            result = results_right(asked, gathered)
            scores.append((found, right, result, seconds))
            if misses and (min(found, right) < 1 or result == 0):
                print(
                    f"  {asked.text}\n    found {found:.2f} right {right:.2f} result {result} {seconds:.1f}s"
                )
                print(
                    f"    {len(asked.rows)} true, {len(gathered.rows)} rows; wanted {asked.results}, got {[str(one) for one in gathered.results]}, missing {gathered.missing}"
                )
                wrong = [row for row in gathered.rows if not any(matches(row, true) for true in asked.rows)]
                lost = [true for true in asked.rows if not any(matches(row, true) for row in gathered.rows)]
                for row in wrong[:3]:
                    print(
                        "      wrong",
                        row.key,
                        row.entity,
                        row.citation.document.path,
                        row.citation.quote[:90].replace("\n", " "),
                    )
                for true in lost[:3]:
                    print("      lost", true)
    return scores


def matches(row: Row, true: TrueRow) -> bool:
    """Whether a row is that true one."""
    if not {citation.document.path for citation in (row.citation, *row.also)} & set(true.paths):
        return False
    if true.value and row.key != true.value:
        return False
    return true.holds in f"{row.entity} {row.label} {row.citation.quote} {row.context}"


def compared(asked: Asked, gathered: Gathered) -> tuple[float, float]:
    """Return the share of true rows found and of rows given that are true, each true row once."""
    left = list(asked.rows)
    right = 0
    for row in gathered.rows:
        hit = next((true for true in left if matches(row, true)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    found = right / len(asked.rows) if asked.rows else 1.0
    return found, right / len(gathered.rows) if gathered.rows else float(not asked.rows)


def results_right(asked: Asked, gathered: Gathered) -> float | None:
    """Return 1 where every result by unit is exact (means to two places), 0 where not, None where none is asked for.

    A true result of the unit ``*`` is met by a single one of any unit.
    """
    if not asked.results:
        return None
    got = {
        f"{one.group}|{one.unit}" if one.group else one.unit: one.value.quantize(Decimal("0.01"))
        for one in gathered.results
    }
    if set(asked.results) == {"*"} and len(got) == 1:
        return float([*got.values()] == [asked.results["*"].quantize(Decimal("0.01"))])
    return float(got == {unit: value.quantize(Decimal("0.01")) for unit, value in asked.results.items()})


def means(scores: list[tuple[float, float, float | None, float]]) -> dict[str, float]:
    """Return the mean of each measure, and the slowest question."""
    results = [result for _, _, result, _ in scores if result is not None]
    return {
        "questions": len(scores),
        "rows found": round(sum(found for found, *_ in scores) / len(scores), 3),
        "rows right": round(sum(right for _, right, *_ in scores) / len(scores), 3),
        "results right": round(sum(results) / len(results), 3) if results else 1.0,
        "slowest, s": round(max(seconds for *_, seconds in scores), 1),
    }


if __name__ == "__main__":
    main()
