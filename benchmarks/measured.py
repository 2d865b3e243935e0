"""What a benchmark measures: the folders and modules of kotae that it reaches, and whether they are as they were.

A record keeps both. Where its code has changed since, ``docs/make_figures.py`` shows its figures as of their day, and a test
fails until it does. Nobody has to say what a benchmark measures: its imports do, and theirs, those within functions as well.
Commits can't tell it: a record is often taken on one that is rebased away.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

__all__ = ["fingerprint", "rooms"]

SOURCE = Path(__file__).resolve().parent.parent / "src" / "kotae"
# What is said to people is no part of what is measured, nor is what Python writes.
_LEFT_OUT = frozenset([".md", ".mo", ".po", ".pot", ".pyc"])


def rooms(benchmark: str) -> tuple[str, ...]:
    """Return what a benchmark reaches right below ``kotae``, sorted: ``("cells.py", "parsing", …)``.

    Args:
        benchmark: Its folder below ``benchmarks/``, such as ``"tables"``.
    """
    import grimp

    graph = grimp.build_graph("kotae", "benchmarks", cache_dir=None)
    reached = graph.find_upstream_modules(f"benchmarks.{benchmark}", as_package=True)
    names = {module.split(".")[1] for module in reached if module.startswith("kotae.")}
    return tuple(sorted(name if (SOURCE / name).is_dir() else f"{name}.py" for name in names))


def fingerprint(named: Sequence[str], source: Path = SOURCE) -> str:
    """Return the SHA-256, in hexadecimal, of every file of these folders and modules: of its path and of its content.

    Args:
        named: As :func:`rooms` returns them; one that is gone counts as empty.
        source: The folder they lie in.
    """
    found = hashlib.sha256()
    for name in sorted(named):
        place = source / name
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
        for path in files:
            if path.suffix not in _LEFT_OUT:
                found.update(f"{path.relative_to(source).as_posix()}\0".encode())
                found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
