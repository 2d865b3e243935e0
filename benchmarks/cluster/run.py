"""One folder, built by one process alone and by processes on Ray: time, and whether the index is the same where processes die.

    python -m benchmarks.cluster.run FOLDER [--processes 2] [--deaths 10] [--batch 256] [--record]

Every process computes with one thread. The start of Ray is in its times, and told apart. Which processes are killed, and when,
is chance with a seed.
"""

import argparse
import hashlib
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.record import record
from kotae.index.generations import read_current

FOLDER = Path(__file__).parent
STORE = "documents.sqlite"


def main() -> None:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--deaths", type=int, default=10)
    parser.add_argument("--batch", type=int, default=256, help="texts embedded at once")
    parser.add_argument("--record", action="store_true", help="write results.json")
    given = parser.parse_args()
    ray = ("--ray", f"local:{given.processes}")
    with tempfile.TemporaryDirectory() as place:
        times, killed = {}, 0
        for name, words in (("alone", ()), ("ray", ray), ("dying", ray)):
            began = time.monotonic()
            deaths = given.deaths if name == "dying" else 0
            killed = built(given.folder, Path(place) / name, words, batch=given.batch, deaths=deaths)
            times[name] = time.monotonic() - began
        held = {name: content(Path(place) / name) for name in times}
        with sqlite3.connect(current(Path(place) / "alone") / STORE) as store:
            (documents,), (passages,) = (
                store.execute(f"SELECT count(*) FROM {t}").fetchone() for t in ("documents", "passages")
            )
    figures = {
        "alone_s": round(times["alone"], 1),
        "ray_s": round(times["ray"], 1),
        "times_as_fast": round(times["alone"] / times["ray"], 2),
        "same_index": held["alone"] == held["ray"],
        "killed": killed,
        "same_index_killed": held["alone"] == held["dying"],
        "killed_s": round(times["dying"], 1),
    }
    for name, value in figures.items():
        print(f"{name}: {value}")
    if given.record:
        record(
            FOLDER,
            command="python -m benchmarks.cluster.run " + " ".join(sys.argv[1:]),
            on=f"{documents:,} documents, {passages:,} passages; {given.processes} processes against one, a thread each",
            figures=figures,
            settings={"index.embed_at_once": given.batch},
        )


def built(corpus: Path, index: Path, words: tuple[str, ...], *, batch: int, deaths: int) -> int:
    """Build in a process of its own, kill processes of Ray meanwhile, and return how many were killed."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "KOTAE_INDEX__EMBED_AT_ONCE": str(batch)}
    command = [sys.executable, "-m", "kotae", "index", str(corpus), "--index", str(index), "--json", *words]
    chance, killed = random.Random(0), 0
    building = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while building.poll() is None:
        time.sleep(chance.uniform(1, 5))
        working = [pid for pid in below(building.pid) if works(pid)]
        if working and killed < deaths:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(working), signal.SIGKILL)
                killed += 1
    if building.returncode:
        raise SystemExit(building.returncode)
    return killed


def below(root: int) -> list[int]:
    """Return the processes below one."""
    children: list[int] = []
    for file in Path(f"/proc/{root}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, file.read_text().split())
    return children + [one for child in children for one in below(child)]


def works(pid: int) -> bool:
    """Return whether a process of Ray reads or embeds at this moment, or holds a model."""
    try:
        said = Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False
    return re.match(r"ray::(MapBatches|MapWorker|_MapWorker)", said) is not None


def current(index: Path) -> Path:
    """Return the folder of the generation that answers."""
    return index / "generations" / read_current(index).generation


def content(index: Path) -> dict[str, str]:
    """Return what tells one index from another: a hash of each file, of the store's rows; not the times in the manifest."""
    found = {}
    for path in sorted(current(index).rglob("*")):
        if path.is_file() and path.name not in ("manifest.json", STORE):
            found[str(path.relative_to(current(index)))] = hashlib.sha256(path.read_bytes()).hexdigest()
    with sqlite3.connect(current(index) / STORE) as store:
        for table in ("files", "documents", "layouts", "passages"):
            rows = hashlib.sha256()
            for row in store.execute(f"SELECT * FROM {table} ORDER BY rowid"):
                rows.update(repr(row).encode())
            found[table] = rows.hexdigest()
    return found


if __name__ == "__main__":
    main()
