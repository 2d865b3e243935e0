"""A question on its way: checked, kept, answered, and shown as its answer grows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import gradio as gr

from kotae.errors import FilterError, KotaeError
from kotae.ui import handlers, panels
from kotae.ui.checks.gathering import gather
from kotae.ui.choices import FILTERS, checked_choices
from kotae.ui.conversations.conversation import Talk
from kotae.ui.conversations.sidebar import opened, place
from kotae.ui.conversations.turns import render_history
from kotae.ui.parts import Page, warn
from kotae.ui.words import text

__all__ = ["CHOICES", "answering", "buttons", "further_questions", "given_choices"]

CHOICES: Final = ("top_k", "generate", *(f"filter_{name}" for name in FILTERS))
"""The controls that say how a question is looked for."""

Updates = dict[Any, Any]


def further_questions(page: Page, enough: int) -> Callable[[Talk, str], object]:
    """Return the function that gives so many questions that go on from the last answer, as HTML."""

    def further(talk: Talk, language: str) -> object:
        last = talk.turns[-1].answer if talk.turns else None
        if last is None or last.status != "answered":
            return ""
        asked = [turn.question for turn in talk.turns]
        found = page.desk.examples.further(last, asked, enough)
        if enough > 1 and not found:  # somebody asks meanwhile: the first one stays
            return gr.skip()
        return panels.further(found, language, turn=talk.turns[-1].number)

    return further


def buttons(page: Page, *, asking: bool) -> Updates:
    """Return what shows the one of the two buttons that makes sense now."""
    return {page.parts["ask"]: gr.update(visible=not asking), page.parts["stop"]: gr.update(visible=asking)}


def answering(
    page: Page, question: str, talk: Talk, language: str, *choices: object, every: bool = False
) -> Iterator[Updates]:
    """Yield what shows a question and its answer as it grows; both are kept.

    Args:
        page: The page.
        question: As typed.
        talk: The conversation so far.
        language: The page's language.
        choices: The values of :data:`CHOICES`; trailing ones may be absent.
        every: Whether every document is gone through for all there is.
    """
    question = question.strip()
    if not question:
        warn(text("error_question_empty", language), language)
        yield buttons(page, asking=False)
        return
    try:
        checked = checked_choices(given_choices(choices), [info.id for info in page.desk.documents()])
    except FilterError as error:  # which is a ValueError too
        warn(error.message(language), language)
        yield buttons(page, asking=False)
        return
    except ValueError:
        warn(text("error_unexpected_choice", language), language)
        yield buttons(page, asking=False)
        return
    talk = _as_kept(page, talk, language)
    first: Updates = {
        page.parts["welcome"]: gr.update(visible=False),
        page.parts["history"]: render_history(talk.turns, language),
        page.parts["further"]: "",
    } | buttons(page, asking=True)
    answer, kept = gather if every else handlers.ask, 0
    for view in answer(page.desk, question, talk.turns, checked, language=language):
        grown = len(view.turns[-1].checked)
        talk = replace(talk, turns=view.turns, selected=0)
        if first or view.done:
            talk = _kept(page, talk, language, quiet=not view.done)
            first |= {page.parts["place"]: place(talk)}
        yield first | {
            page.parts["current"]: view.html,
            page.parts["rail"]: view.rail,
            page.parts["talk"]: talk,
        }
        first = {}
        if grown > kept:  # after it is seen, which mustn't wait; whoever stops now has it in what is exported
            talk, kept = _kept(page, talk, language, quiet=True), grown


def given_choices(values: Sequence[object]) -> dict[str, object]:
    """Return the values of :data:`CHOICES`, as a browser sent them, by name; trailing ones may be absent."""
    return dict(zip(("top_k", "generate", *FILTERS), values, strict=False))


def _as_kept(page: Page, talk: Talk, language: str) -> Talk:
    """Return the conversation with what another tab has asked in it meanwhile."""
    try:
        kept = page.desk.conversations.count(talk.id, owner=talk.owner)
    except KotaeError as error:
        warn(error.message(language), language)
        return talk
    mine = talk.turns[-1].number if talk.turns else 0
    return opened(page.desk, talk, talk.id, language) if kept > mine else talk


def _kept(page: Page, talk: Talk, language: str, *, quiet: bool) -> Talk:
    """Return the conversation, its last turn written; one that can't be written goes on all the same.

    It is written twice, and that it can't be is said once.
    """
    try:
        name = page.desk.conversations.keep(talk.id, talk.turns[-1], owner=talk.owner)
    except KotaeError as error:
        if not quiet:
            warn(error.message(language), language)
        return talk
    return replace(talk, id=name)
