"""Records of what was measured: every figure that is shown anywhere comes from one.

A record is ``results.json`` in the benchmark's folder: date, commit, command, machine, settings, what was measured on, and the
figures. ``docs/make_figures.py`` writes the tables of README and ``docs/figures.md`` from them, each with its date. ``measured``
says which folders and modules of kotae the benchmark reaches, and what they were (``benchmarks/measured.py``): once one of them
has changed, the figures are shown as of their day. A record without it is from before that was kept.
"""

import datetime
import json
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

import torch

from benchmarks.measured import fingerprint, rooms

__all__ = ["machine", "record"]


def machine() -> str:
    """Return the machine in words: processor, cores, the widest matrix instructions."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
        model = next(
            (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model
        )
    able = torch.cpu.get_capabilities()
    widest = next((name for name in ("amx_bf16", "avx512_bf16", "avx512_f", "avx2") if able.get(name)), "")
    return f"{model}, {torch.get_num_threads()} threads{f', {widest}' if widest else ''}"


def record(
    folder: Path,
    *,
    command: str,
    on: str,
    figures: Mapping[str, object],
    headline: Mapping[str, str] | None = None,
    settings: Mapping[str, object] | None = None,
    name: str = "results",
) -> None:
    """Write the record of a benchmark; the one before it is replaced.

    Args:
        folder: The benchmark's.
        command: What reproduces it.
        on: What it was measured on, in words.
        figures: By name; a mapping of mappings is a table, by row and column; a mapping of such tables several.
        headline: One line for the README in ``"en"`` and ``"ja"``; None for a record that only ``docs/figures.md`` shows.
        settings: Those that aren't the defaults.
        name: Of the record, beginning with ``results``, where a benchmark has several.
    """
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    measured = rooms(folder.resolve().name)
    written = {
        "date": datetime.date.today().isoformat(),
        "commit": commit.stdout.strip(),
        "command": command,
        "machine": machine(),
        "on": on,
        "measured": {"rooms": measured, "sha256": fingerprint(measured)},
        "settings": dict(settings or {}),
        "headline": dict(headline or {}),
        "figures": figures,
    }
    text = json.dumps(written, indent=1, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
