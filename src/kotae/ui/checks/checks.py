"""Looking through a library for contradictions and for how well it answers: plain functions, no Gradio in them.

It reads every document, so a library is looked through by one page at a time. What came of it is kept in the desk's
checks; what was decided about it is kept beside the index.
"""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Final

from kotae.conflicts import ConflictProgress, Conflicts
from kotae.selftest import Health, SelftestProgress
from kotae.serialise import to_json
from kotae.ui.checks.steps import Done
from kotae.ui.desk import Desk

__all__ = ["QUESTIONS", "choose_threshold", "find_conflicts", "put_aside", "test_itself"]

QUESTIONS: Final = {"quick": 50, "thorough": 200}
"""How many questions a library asks itself, by the name of the test."""


def find_conflicts(desk: Desk) -> Generator[ConflictProgress | None]:
    """Look for contradictions; yield how far it is, None where nothing is told for a while.

    What was found stands in the desk's checks afterwards.

    Raises:
        KotaeError: As for ``KnowledgeBase.conflicts``, or the library is being looked through.
    """

    def look(told: Callable[[ConflictProgress], None], stopped: Callable[[], bool]) -> Conflicts:
        return desk.knowledge.conflicts(progress=told, stopped=stopped)

    with desk.checks.turn():
        for step in desk.checks.steps(look):
            if isinstance(step, Done):
                desk.checks.conflicts = step.found
            else:
                yield step


def put_aside(desk: Desk, conflict: str, *, again: bool) -> None:
    """Leave a contradiction out from now on, or show it again.

    Raises:
        KotaeError: As for ``KnowledgeBase.dismiss_conflict``.
    """
    desk.knowledge.dismiss_conflict(conflict, again=again)
    if (found := desk.checks.conflicts) is None:
        return
    both = sorted((*found.conflicts, *found.dismissed), key=lambda one: (-one.score, one.id))
    aside = {one.id for one in found.dismissed} - {conflict} | ({conflict} if not again else set())
    desk.checks.conflicts = replace(
        found,
        conflicts=tuple(one for one in both if one.id not in aside),
        dismissed=tuple(one for one in both if one.id in aside),
    )


def test_itself(desk: Desk, questions: int) -> Generator[SelftestProgress | None]:
    """Let a library test itself; yield how far it is, None where nothing is told for a while.

    What came of it stands in the desk's checks afterwards.

    Args:
        desk: The library.
        questions: How many are asked at most.

    Raises:
        KotaeError: As for ``KnowledgeBase.selftest``, or the library is being looked through.
    """

    def test(told: Callable[[SelftestProgress], None], stopped: Callable[[], bool]) -> Health:
        return desk.knowledge.selftest(questions=questions, progress=told, stopped=stopped)

    with desk.checks.turn():
        for step in desk.checks.steps(test):
            if isinstance(step, Done):
                desk.checks.health = step.found
            else:
                yield step


def choose_threshold(desk: Desk, *, usual: bool) -> None:
    """Use the threshold that the last test proposes, with its reasons; or the usual one again.

    Raises:
        KotaeError: As for ``KnowledgeBase.use_threshold``.
    """
    health = desk.checks.health
    if usual:
        desk.knowledge.use_threshold(None)
    elif health is not None and health.proposal is not None:
        known = {
            "questions": len(health.tested),
            "proposal": to_json(health.proposal),
            "before": health.threshold,
        }
        desk.knowledge.use_threshold(health.proposal.threshold, known=known)
