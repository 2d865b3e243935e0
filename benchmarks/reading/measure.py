"""Times reading alone, of this version and of an older one, on the same files in turns.

    git archive 2175ff9 src | tar -x -C OLD
    python -m benchmarks.reading.measure FOLDER OLD/src [--rounds 2] [--record]

Each round reads every file of the folder in a new process, once with either version; processor seconds of the process and
its workers count, for the machine is shared. Files one of the two versions can't read are left out for both.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.record import record

_READ = """
import json, pathlib, sys
from kotae.errors import ReadingError
try:
    from kotae.parsing import read_file
except ModuleNotFoundError:  # the room's name in older versions
    from kotae.reading import read_file
folder, names = pathlib.Path(sys.argv[1]), json.loads(sys.stdin.read())
read = []
for name in names:
    try:
        read_file(folder / name, relative_path=name)
    except ReadingError:
        continue
    read.append(name)
print(json.dumps({"read": read}))
"""


def once(source: Path, folder: Path, names: list[str]) -> tuple[list[str], float]:
    """Return which files a version could read, and in how many processor seconds.

    Args:
        source: The version's ``src``.
        folder: Where the files are.
        names: Their names.
    """
    begun = os.times()
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(folder)],
        input=json.dumps(names),
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    ended = os.times()
    # The process and its workers are done and waited for, so all of their time counts as this one's children's.
    seconds = ended.children_user + ended.children_system - begun.children_user - begun.children_system
    return json.loads(done.stdout)["read"], seconds


def main() -> None:
    """Measure, and write the record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("old", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    new = Path(__file__).parents[2] / "src"
    names = sorted(path.name for path in given.folder.iterdir())
    for source in (given.old, new):
        names, _ = once(source, given.folder, names)
    table: dict[str, dict[str, float]] = {}
    for number in range(1, given.rounds + 1):
        _, old = once(given.old, given.folder, names)
        _, now = once(new, given.folder, names)
        table[f"round {number}"] = {
            "files": len(names),
            "older": round(old, 1),
            "now": round(now, 1),
            "speed": round(old / now, 3),
        }
        print(table[f"round {number}"], flush=True)
    if given.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.reading.measure FOLDER OLD/src --record",
            on=f"{len(names)} files of Debian's documentation; processor seconds of reading alone, 2175ff9 and now in turns",
            figures=table,
        )


if __name__ == "__main__":
    main()
