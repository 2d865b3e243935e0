"""The tab that shows how well a library answers."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kotae.ui.checks.checks import QUESTIONS, choose_threshold, test_itself
from kotae.ui.checks.health_html import Setting, render_health, render_testing
from kotae.ui.checks.tab import Check
from kotae.ui.desk import Desk

__all__ = ["HEALTH"]


def _show(library: Desk, language: str) -> str:
    setting = Setting(
        now=library.knowledge.threshold(),
        usual=library.settings.answering.min_confidence,
        shared=library.among_others,
    )
    documents = {info.path: info.id for info in library.documents()}
    return render_health(library.checks.health, setting, documents, language)


def _run(library: Desk, choice: str, language: str) -> Iterator[str]:
    yield render_testing(None, language)
    for step in test_itself(library, QUESTIONS.get(choice, QUESTIONS["quick"])):
        if step is not None:
            yield render_testing(step, language)


def _decide(library: Desk, wanted: Mapping[str, Any]) -> None:
    if wanted.get("decide") in ("apply", "usual"):
        choose_threshold(library, usual=wanted["decide"] == "usual")


HEALTH: Final = Check(name="health", title="health_title", show=_show, run=_run, decide=_decide)
