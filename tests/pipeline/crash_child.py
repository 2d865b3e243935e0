"""Run by ``test_crashes.py`` in a process of its own: builds that kill themselves on the way.

An audit hook counts the steps that touch the index (opens, renames, removals, folders made,
SQLite connections) and every report of progress; at the chosen step the process gets SIGKILL.
Production code knows nothing of it. Each build runs in a fork, so that importing is paid once.

    python crash_child.py CORPUS INDEX_COPIES STEP [STEP…]

builds CORPUS into INDEX_COPIES/STEP for each step, and prints step and wait status. A step no
build reaches lets it finish; it prints its number of steps.
"""

import os
import signal
import sys
from pathlib import Path

import scipy.sparse  # noqa: F401 - these are imported here so that a fork does it no more

import kotae.index.sketch
import kotae.index.words  # noqa: F401
from kotae.embedding.hashing import HashingEmbedder
from kotae.pipeline import build

BARE = {"CURRENT.next", "KOTAE-INDEX"}
TOUCHING = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "sqlite3.connect"}


def build_and_die(corpus: str, index: str, fatal: int) -> int:
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        # What goes by the handle of an open folder has a bare name and the handle's number.
        by_handle = event.startswith("os.") and any(
            type(argument) is int and 2 < argument < 256 for argument in arguments
        )
        named = any(index in str(argument) or str(argument) in BARE for argument in arguments)
        if event in TOUCHING and (by_handle or named):
            steps += 1
            if steps == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    build(corpus, index, embedder=HashingEmbedder(), progress=lambda *_: count("open", (index,)))
    return steps


def main() -> None:
    corpus, copies, *steps = sys.argv[1:]
    for step in steps:
        child = os.fork()
        if not child:
            taken = build_and_die(corpus, str(Path(copies) / step), int(step))
            os.write(1, f"{step} steps {taken}\n".encode())
            os._exit(0)
        os.write(1, f"{step} status {os.waitpid(child, 0)[1]}\n".encode())


if __name__ == "__main__":
    main()
