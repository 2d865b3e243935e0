"""The tab that looks for contradictions."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kotae.ui.checks.checks import find_conflicts, put_aside
from kotae.ui.checks.conflicts_html import render_comparing, render_conflicts
from kotae.ui.checks.tab import Check
from kotae.ui.desk import Desk

__all__ = ["CONFLICTS"]


def _show(library: Desk, language: str) -> str:
    return render_conflicts(library.checks.conflicts, language)


def _run(library: Desk, _choice: str, language: str) -> Iterator[str]:
    yield render_comparing(None, language)
    for step in find_conflicts(library):
        if step is not None:
            yield render_comparing(step, language)


def _decide(library: Desk, wanted: Mapping[str, Any]) -> None:
    if wanted.get("decide") in ("dismiss", "restore"):
        put_aside(library, str(wanted.get("conflict", "")), again=wanted["decide"] == "restore")


CONFLICTS: Final = Check(name="conflicts", title="conflicts_title", show=_show, run=_run, decide=_decide)
