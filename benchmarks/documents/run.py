"""Index a folder of real documents as a user would; time it with nothing and one file changed; list each skip.

See README.md. Every step is a run of the command line, so start-up is in the figures.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

_SENTENCES = {
    "en": "\n\nThe archive of this project was moved to another building in the spring.\n",
    "ja": "\n\nこのプロジェクトの保管庫は春に別の建物へ移された。\n",
}


def index(folder: Path, target: Path) -> tuple[dict[str, Any], float]:
    """Return the report of one ``kotae index`` and the seconds it took by the clock."""
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "kotae", "index", str(folder), "--index", str(target), "--json"],
        stdout=subprocess.PIPE,
        env=os.environ | {"KOTAE_LANGUAGE": "en"},
        check=True,
        text=True,
    )
    report: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return report, time.monotonic() - started


def row(name: str, report: dict[str, Any], seconds: float) -> None:
    """Print one line of the table."""
    counts = [
        str(report[key]) for key in ("documents", "passages", "added", "changed", "removed", "embedded")
    ]
    print(f"| {name} | {' | '.join(counts)} | {seconds:.1f} |", flush=True)


def change_one(folder: Path, language: str) -> Path:
    """Append a sentence to the first text of a language and return the file."""
    names = sorted(folder.rglob("*.txt"))
    wanted = [path for path in names if any(c in path.read_text("utf-8", "replace") for c in "はをの")]
    path = (wanted if language == "ja" else [path for path in names if path not in wanted])[0]
    with path.open("a", encoding="utf-8") as file:
        file.write(_SENTENCES[language])
    return path


def main(folder: Path, target: Path) -> None:
    """Print the table and the reasons; the folder's changed files are put back at the end."""
    print("| build | documents | passages | added | changed | removed | embedded | seconds |")
    print("|---|---|---|---|---|---|---|---|")
    report, seconds = index(folder, target)
    row("first", report, seconds)
    for name in ("nothing changed", "nothing changed, again"):
        row(name, *index(folder, target))
    for language in _SENTENCES:
        changed = change_one(folder, language)
        try:
            row(f"one file changed ({language})", *index(folder, target))
        finally:
            content = changed.read_bytes()
            changed.write_bytes(content.removesuffix(_SENTENCES[language].encode()))
            row("the change taken back", *index(folder, target))
    moved = next(iter(sorted(folder.rglob("*.html"))))
    moved.rename(moved.with_stem("moved"))
    try:
        row("one file renamed", *index(folder, target))
    finally:
        moved.with_stem("moved").rename(moved)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"\nindex {size / 1e6:.1f} MB; peak memory {peak / 1e3:.0f} MB\n")
    for reason, count in Counter(skip["reason_en"] for skip in report["skipped"]).most_common():
        print(f"- skipped {count}: {reason}")
    for warning in report["warnings"]:
        print(f"- warning: {warning}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
