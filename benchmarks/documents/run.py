"""Index a folder of real documents as a user would; time it with nothing and one file changed; list each skip.

See README.md. Steps are runs of the command line, start-up included, but for the last ones.
"""

import argparse
import dataclasses
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.record import record
from kotae.pipeline import build

_SENTENCES = {
    "en": "\n\nThe archive of this project was moved to another building in the spring.\n",
    "ja": "\n\nこのプロジェクトの保管庫は春に別の建物へ移された。\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What one build reported and cost.

    Attributes:
        report: As ``--json`` prints it.
        seconds: By the clock.
        processor_seconds: What it computed; the clock also counts what else the machine did.
    """

    report: dict[str, Any]
    seconds: float
    processor_seconds: float

    def row(self, name: str, table: dict[str, dict[str, float]]) -> None:
        """Put a line into the table, and print it."""
        keys = ("documents", "passages", "added", "changed", "removed", "embedded")
        table[name] = {
            **{key: self.report[key] for key in keys},
            "seconds": round(self.seconds, 1),
            "processor seconds": round(self.processor_seconds, 1),
        }
        print(f"| {name} | {' | '.join(map(str, table[name].values()))} |", flush=True)


def index(folder: Path, target: Path) -> Build:
    """Run ``kotae index`` as a user does."""
    began, before = time.monotonic(), _processor_seconds(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        [sys.executable, "-m", "kotae", "index", str(folder), "--index", str(target), "--json"],
        stdout=subprocess.PIPE,
        env=os.environ | {"KOTAE_LANGUAGE": "en"},
        check=True,
        text=True,
    )
    spent = _processor_seconds(resource.RUSAGE_CHILDREN) - before
    report = json.loads(ran.stdout.splitlines()[-1])
    return Build(report=report, seconds=time.monotonic() - began, processor_seconds=spent)


def index_here(folder: Path, target: Path) -> Build:
    """Build in this process, as ``kotae index --watch`` does: libraries are loaded but the first time."""
    began, before = time.monotonic(), _processor_seconds(resource.RUSAGE_SELF)
    report = dataclasses.asdict(build(folder, target))
    spent = _processor_seconds(resource.RUSAGE_SELF) - before
    return Build(report=report, seconds=time.monotonic() - began, processor_seconds=spent)


def _processor_seconds(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


@contextmanager
def changed(folder: Path, language: str) -> Iterator[None]:
    """Append a sentence to the first text in a language; take it back at the end."""
    names = sorted(folder.rglob("*.txt"))
    japanese = [path for path in names if any(c in path.read_text("utf-8", "replace") for c in "はをの")]
    path = next(path for path in names if (path in japanese) == (language == "ja"))
    content = path.read_bytes()
    path.write_bytes(content + _SENTENCES[language].encode())
    try:
        yield
    finally:
        path.write_bytes(content)


@contextmanager
def renamed(folder: Path) -> Iterator[None]:
    """Rename the first page; give it its name back at the end."""
    path = min(folder.rglob("*.html"))
    moved = path.rename(path.with_stem("moved"))
    try:
        yield
    finally:
        moved.rename(path)


def main() -> None:
    """Print the table and the reasons; the folder's changed files are put back at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path, help="the index")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    folder, target = arguments.folder, arguments.target
    table: dict[str, dict[str, float]] = {}
    print(
        "| build | documents | passages | added | changed | removed | embedded | seconds | processor seconds |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    first = index(folder, target)
    first.row("first", table)
    for name in ("nothing changed", "nothing changed, again"):
        index(folder, target).row(name, table)
    for language in _SENTENCES:
        with changed(folder, language):
            index(folder, target).row(f"one file changed ({language})", table)
        index(folder, target).row("the change taken back", table)
    with renamed(folder):
        index(folder, target).row("one file renamed", table)
    index(folder, target).row("the name taken back", table)
    for language in (*_SENTENCES, *_SENTENCES):
        with changed(folder, language):
            index_here(folder, target).row(f"one file changed ({language}), same process", table)
        index_here(folder, target).row("the change taken back, same process", table)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"\nindex {size / 1e6:.1f} MB; peak memory {peak / 1e3:.0f} MB\n")
    for reason, count in Counter(skip["reason_en"] for skip in first.report["skipped"]).most_common():
        print(f"- skipped {count}: {reason}")
    for warning in first.report["warnings"]:
        print(f"- warning: {warning}")
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.documents.run documents index --record",
            on=f"{first.report['documents']:,} documents of Debian packages in both languages; an index of {size / 1e6:.1f} MB, "
            f"{peak / 1e3:.0f} MB of memory at most",
            figures=table,
        )


if __name__ == "__main__":
    main()
