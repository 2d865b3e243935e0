"""Going through every document for a question, on the page: its progress, and at the end rows and certificate."""

import base64
import json
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kotae.errors import KotaeError
from kotae.gathering import Gathered, GatherProgress, as_csv, as_json, as_xlsx
from kotae.pipeline.asking.filters import Where
from kotae.ui.checks.gathered_html import render_gathering
from kotae.ui.checks.steps import Done, steps_of
from kotae.ui.choices import Choices
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.turns import render_turn_of
from kotae.ui.desk import Desk
from kotae.ui.handlers import MAX_TURNS, AskView, scope_of
from kotae.ui.reader.opening import number_of
from kotae.ui.render import render_turn

__all__ = ["gather", "rows_file"]

_FILES: Final[Mapping[str, Callable[[Gathered], bytes]]] = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}


def gather(
    desk: Desk, question: str, turns: Sequence[Turn], choices: Choices, *, language: str
) -> Generator[AskView]:
    """Yield how far it is; the last view has the rows or the error. Closed before its end, the reading stops.

    Args:
        desk: The library to go through.
        question: As typed.
        turns: What was asked before in this tab.
        choices: What is in scope.
        language: The page's language.
    """
    past = tuple(turns)[-MAX_TURNS:]
    turn = Turn(number=past[-1].number + 1 if past else 1, question=question, scope=scope_of(desk, choices))

    def growing(done: int, total: int, rows: int) -> AskView:
        body = render_gathering(done, total, rows, language)
        html = render_turn(question, body, language=language, turn=turn.number)
        return AskView(html=html, rail="", turns=(*past, turn))

    yield growing(0, 0, 0)
    rows = done = total = 0
    try:
        for step in _steps(desk, question, choices):
            if isinstance(step, Done):
                turn = replace(turn, gathered=step.found)
                continue
            if step is not None:
                done, total, rows = step.done, step.total, rows + len(step.rows)
            yield growing(done, total, rows)
    except KotaeError as error:
        turn = replace(turn, error=(error.en, error.ja))
    yield AskView(html=render_turn_of(turn, language), rail="", turns=(*past, turn), done=True)


def _steps(desk: Desk, question: str, choices: Choices) -> Generator[GatherProgress | Done[Gathered] | None]:
    """Yield what a gathering tells, last its rows; see :func:`kotae.ui.checks.steps.steps_of`."""

    def work(told: Callable[[GatherProgress], None], stopped: Callable[[], bool]) -> Gathered:
        where = _where(desk, choices)
        return desk.knowledge.gather(question, where=where, progress=told, stopped=stopped)

    return steps_of(work, name="kotae-gather")


def _where(desk: Desk, choices: Choices) -> Where:
    where, documents = choices.where or Where(), desk.present(choices.documents)
    return where.model_copy(update={"language": choices.languages or (), "document": documents or ()})


def rows_file(request: Mapping[str, Any], turns: Sequence[Turn]) -> str:
    """Return rows as JSON of a file's ``name`` and ``base64`` to save; empty where none was asked for.

    Args:
        request: ``action`` (``"rows"``), ``turn`` and ``kind`` (``"csv"``, ``"xlsx"``, ``"json"``).
        turns: The conversation.

    Raises:
        InputError: The package that writes workbooks isn't installed.
    """
    turn = next((turn for turn in turns if turn.number == number_of(request.get("turn"))), None)
    write = _FILES.get(str(request.get("kind")))
    if turn is None or turn.gathered is None or write is None or request.get("action") != "rows":
        return ""
    content = base64.b64encode(write(turn.gathered)).decode("ascii")
    return json.dumps({"name": f"kotae-rows-{turn.number}.{request['kind']}", "base64": content})
