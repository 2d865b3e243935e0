"""Write and question an index of any size, with made text and vectors.

Run from the repository: ``python -m benchmarks.scale.run [--passages 200000] [--work FOLDER]``.
The index stays in ``--work``, where a second run finds it.
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

import kotae
from benchmarks.query.run import QUESTIONS
from benchmarks.record import record
from benchmarks.scale.made import MadeVectors, write_index
from kotae.config import Settings
from kotae.index.generations import read_current, read_manifest


def main() -> None:
    """Measure and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=10, help="times every question is asked")
    parser.add_argument("--work", type=Path, required=True, help="folder for the indexes; kept")
    parser.add_argument("--record", action="store_true", help="write results_PASSAGES.json")
    arguments = parser.parse_args()
    index, embedder = arguments.work / str(arguments.passages), MadeVectors.load()
    whole = {"memory before MB": _peak_mb()}
    if not (index / "CURRENT").exists():
        began = time.monotonic()
        write_index(index, arguments.passages, embedder, Settings())
        whole |= {"written s": time.monotonic() - began, "processor s": time.process_time()}
        whole |= {"memory at most MB": _peak_mb()}
    processor = torch.cpu.get_capabilities().get("cpu_name")
    print(f"{time.strftime('%Y-%m-%d')}, {processor}, {arguments.passages} passages")
    whole["disk MB"] = _print_sizes(index)
    whole["opened s"], times = _print_times(index, embedder, rounds=arguments.rounds)
    shown = {what: round(value, 1 if what == "opened s" else None) for what, value in whole.items()}
    print(shown)
    if arguments.record:
        record(
            Path(__file__).parent,
            command=f"python -m benchmarks.scale.run --passages {arguments.passages} --rounds {arguments.rounds} "
            "--work FOLDER --record",
            on=f"{arguments.passages:,} passages of made text and vectors",
            figures={"whole": {f"{arguments.passages:,} passages": shown}, "asking": times},
            name=f"results_{arguments.passages}",
        )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_sizes(index: Path) -> float:
    manifest = read_manifest(index)
    print(f"vectors: {dict(manifest.vectors)}")
    sizes: dict[str, float] = {}
    for name, file in manifest.files.items():
        part = name.partition("/")[0]
        sizes[part] = sizes.get(part, 0) + file.bytes / 1e6
    listed = ", ".join(f"{name} {size:.0f}" for name, size in sizes.items())
    print(f"index: {sum(sizes.values()):.0f} MB ({listed}) in {read_current(index).generation}")
    return sum(sizes.values())


def _print_times(
    index: Path, embedder: MadeVectors, *, rounds: int
) -> tuple[float, dict[str, dict[str, float]]]:
    began = time.perf_counter()
    with kotae.open(index, embedder=embedder) as knowledge:
        opened = time.perf_counter() - began
        knowledge.warm_up()
        print(f"opened in {opened:.1f} s, ready in {time.perf_counter() - began:.1f} s\n")
        ways: dict[str, Callable[[str], object]] = {
            "kb.retrieve, top 5": lambda question: knowledge.retrieve(question, top_k=5),
            "the encoder alone": lambda question: embedder.embed_questions([question]),
            "kb.retrieve, one language": lambda q: knowledge.retrieve(q, top_k=5, languages=["ja"]),
            "kb.retrieve, one document": lambda q: knowledge.retrieve(q, top_k=5, documents=["00001.md"]),
        }
        milliseconds: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(rounds + 1):
            for question in QUESTIONS:
                # Never the same text twice: a cache of answers would be measured instead.
                for name, way in ways.items():
                    started = time.perf_counter()
                    way(f"{question} ({number})")
                    if number:  # the first round warms up
                        milliseconds[name].append((time.perf_counter() - started) * 1e3)
    table = {}
    for name, values in milliseconds.items():
        middle, high = np.percentile(values, [50, 95])
        times = {"p50 ms": middle, "p95 ms": high, "fastest ms": min(values)}
        table[name] = {what: round(float(time_ms), 1) for what, time_ms in times.items()}
        print(name, table[name])
    return opened, table


if __name__ == "__main__":
    main()
