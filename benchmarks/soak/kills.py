"""Kill builds, updates and repairs at moments of each of their steps, and look whether anything is lost.

Run from the repository: ``python -m benchmarks.soak.kills [--kills 200] [--seed 1] [--record [--more]]``; ``--kills 20``
for a short try. The record is written after every kill; ``--more`` adds to it, so that a run may be made in pieces.

After every kill the index must answer as before or as after (a first build: as after, or say that there is none), the documents
and files that others keep in its folder must be untouched, no process may be left behind, and the next build must end as an
undisturbed one. Ends with status 1 where that isn't so, or where a step was never hit.

The steps take turns; of one, which of its calls and when is drawn (:mod:`benchmarks.soak.steps`).
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import kotae
from benchmarks.record import record
from benchmarks.soak.steps import STEPS, Death, Taken, die_at, drawn, record_steps
from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import KotaeError
from kotae.index.reader import IndexReader
from kotae.pipeline import build
from kotae.pipeline.builds.repairing import repair_index
from kotae.pipeline.opened.model import Model

FOLDER = Path(__file__).parent
KINDS = ("build", "update", "repair")
OUTCOMES = ("as before", "as after", "ended before the kill")
Content = Mapping[tuple[str, str], bytes]
_OTHERS = "mine.txt"
_LEFT_AFTER_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One of the three kinds: what it starts from, what is run, and what it must come to.

    Attributes:
        start: A folder with the documents and, but for a first build, an index.
        work: What is run in a copy of it, and killed.
        before: What the index answers with before; None for no index.
        after: What it must answer with in the end.
        taken: The steps it takes undisturbed.
    """

    start: Path
    work: Callable[[Path], object]
    before: Content | None
    after: Content
    taken: Taken


def main() -> None:
    """Kill, print one Markdown row for each kind, and keep them if told so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60.0, help="stop after so long, with fewer kills")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--documents", type=int, default=8, help="how many of the corpus")
    parser.add_argument("--record", action="store_true", help="write results-kills.json")
    parser.add_argument(
        "--more", action="store_true", help="go on from the kills on record, up to --kills in all"
    )
    arguments = parser.parse_args()
    found, lost = _on_record() if arguments.more else ({row: Counter() for row in (*KINDS, *STEPS)}, [])
    before = sum(found[kind].total() for kind in KINDS)
    chance = random.Random(f"{arguments.seed} {before}")
    with tempfile.TemporaryDirectory() as folder:
        places = places_of(arguments.corpus, arguments.documents, Path(folder))
        end = time.monotonic() + arguments.minutes * 60
        for number in range(before, arguments.kills):
            if time.monotonic() > end:
                break
            kind = KINDS[number % len(KINDS)]
            copy = Path(folder) / "copy"
            shutil.copytree(places[kind].start, copy, symlinks=True)
            death = drawn(places[kind].taken, number // len(KINDS), chance)
            outcome, faults = killed(places[kind], copy, death)
            found[kind][outcome] += 1
            found[death.step][outcome] += 1
            lost += [f"{kind} {number} at {death}: {fault}" for fault in faults]
            shutil.rmtree(copy)
            if arguments.record:
                _keep(arguments, found, lost)
    print(f"kotae {kotae.__version__}", *_figures(found, lost).items(), *lost[:10], sep="\n")
    missed = [step for step in STEPS if not found[step]["as before"] + found[step]["as after"]]
    print(*(f"never killed at: {step}" for step in missed), sep="\n")
    sys.exit(bool(lost or missed))


def _figures(found: Mapping[str, Counter[str]], lost: list[str]) -> dict[str, object]:
    figures: dict[str, object] = {
        _row(name): {"kills": counted.total(), **{outcome: counted[outcome] for outcome in OUTCOMES}}
        for name, counted in found.items()
    }
    figures["all"] = {"kills": sum(found[kind].total() for kind in KINDS), "lost": len(lost)}
    return figures | ({"what": lost[:10]} if lost else {})


def _row(name: str) -> str:
    return f"at {name}" if name in STEPS else name


def _keep(arguments: argparse.Namespace, found: Mapping[str, Counter[str]], lost: list[str]) -> None:
    record(
        FOLDER,
        command=f"python -m benchmarks.soak.kills --kills {arguments.kills} --seed {arguments.seed} --record",
        on=f"builds, updates and repairs of an index of {arguments.documents} documents of {arguments.corpus}, "
        "hashed vectors, each killed at a step of its own, the steps in turn",
        figures=_figures(found, lost),
        name="results-kills",
    )


def _on_record() -> tuple[dict[str, Counter[str]], list[str]]:
    """Return what the record holds: how often each outcome, by kind and by step, and what was wrong."""
    figures = json.loads((FOLDER / "results-kills.json").read_text(encoding="utf-8"))["figures"]
    found = {
        name: Counter({outcome: figures[_row(name)][outcome] for outcome in OUTCOMES})
        for name in (*KINDS, *STEPS)
    }
    return found, list(figures.get("what", []))


def places_of(corpus: Path, documents: int, folder: Path) -> dict[str, Place]:
    """Make what the three kinds start from, and see what they come to undisturbed."""
    first = folder / "build"
    found = sorted(path for path in corpus.rglob("*") if path.suffix in (".md", ".txt"))
    # Of both languages, which lie in folders of their own.
    for path in found[:: max(1, len(found) // documents)][:documents]:
        copied = first / "corpus" / path.relative_to(corpus)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    built = folder / "update"
    shutil.copytree(first, built)
    _build(built)
    old = _content(built)
    damaged = folder / "repair"
    shutil.copytree(built, damaged)
    _damage(damaged / "index")
    _change(built / "corpus")
    return {
        "build": _place(first, _build, None),
        "update": _place(built, _build, old),
        "repair": _place(damaged, _repair, None),
    }


def _place(start: Path, work: Callable[[Path], object], before: Content | None) -> Place:
    (start / "index").mkdir(exist_ok=True)
    if before is not None or (start / "index" / "generations").exists():
        (start / "index" / _OTHERS).write_text("not kotae's", encoding="utf-8")
    undisturbed = start.with_name(f"{start.name}-undisturbed")
    shutil.copytree(start, undisturbed)
    return Place(
        start=start,
        work=work,
        before=before,
        taken=_steps_of(work, undisturbed),
        after=_content(undisturbed),
    )


def _steps_of(work: Callable[[Path], object], place: Path) -> Taken:
    """Work in a fork, undisturbed, and return the steps it took."""
    told, tells = os.pipe()
    child = os.fork()
    if not child:
        taken = record_steps()
        work(place)
        with os.fdopen(tells, "w") as file:
            json.dump(taken, file)
        os._exit(0)
    os.close(tells)
    with os.fdopen(told) as file:
        answered: Taken = json.load(file)
    os.waitpid(child, 0)
    return answered


def _build(place: Path) -> object:
    return build(place / "corpus", place / "index", embedder=HashingEmbedder())


def _repair(place: Path) -> object:
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    return repair_index(place / "index", place / "corpus", settings=settings, model=Model(settings.embedding))


def _damage(index: Path) -> None:
    """Take the middle out of the largest files of the only generation."""
    found = (path for path in index.glob("generations/*/**/*") if path.is_file())
    files = sorted(found, key=lambda path: path.stat().st_size)
    for path in files[-3:]:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _change(corpus: Path) -> None:
    paths = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix in (".md", ".txt"))
    paths[0].unlink()
    (corpus / "新しい文書.md").write_text("# 新しい文書\n\nまだ索引にない。\n", encoding="utf-8")
    with paths[1].open("a", encoding="utf-8") as file:
        file.write("\n\nOne more paragraph, added after the index was built.\n")


def _content(place: Path) -> Content:
    """Everything that an index finds, by path and text."""
    with IndexReader.open(place / "index") as reader:
        passages = reader.passages(range(len(reader)))
        vectors = reader.vectors.vectors(np.arange(len(reader)))
        return {
            (f"{passage.document.path} {passage.start}", passage.text): vector.tobytes()
            for passage, vector in zip(passages, vectors, strict=True)
        }


def _files(place: Path) -> dict[str, str]:
    """The documents, and what others keep in the index folder."""
    kept = [path for path in sorted((place / "corpus").rglob("*")) if path.is_file()]
    kept += [path for path in [place / "index" / _OTHERS] if path.exists()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def killed(place: Place, copy: Path, death: Death) -> tuple[str, list[str]]:
    """Run, kill, and look; return what the index was like and what is wrong."""
    files = _files(copy)
    ended, left = _run_and_kill(place.work, copy, death)
    faults = [f"{left} processes were left behind"] if left else []
    try:
        content: Content | None = _content(copy)
    except KotaeError:
        content = None
    if content not in (place.before, place.after):
        faults.append("the index answers neither as before nor as after")
    try:
        place.work(copy)
        if _content(copy) != place.after:
            faults.append("the next run didn't end as an undisturbed one")
    except KotaeError as error:
        faults.append(f"the next run failed: {error}")
    if _files(copy) != files:
        faults.append("documents, or files of others, changed")
    outcome = "ended before the kill" if ended else "as after" if content == place.after else "as before"
    return outcome, faults


def _run_and_kill(work: Callable[[Path], object], copy: Path, death: Death) -> tuple[bool, int]:
    """Run in a fork that dies on the way; return whether it had ended by itself, and how many of its processes went on."""
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        # What it says isn't looked at: another process judges by the files.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        die_at(death)
        work(copy)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status), _left_of(child)


def _left_of(group: int) -> int:
    """How many processes of a group are still there some seconds later."""
    end = time.monotonic() + _LEFT_AFTER_S
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return 0
        time.sleep(0.05)
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:  # at the last moment
        return 0
    return 1


if __name__ == "__main__":
    main()
