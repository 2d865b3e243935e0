"""What happens when something on the page is used: plain functions, no Gradio in them.

Everything from the browser is checked again here: choices against what there is, lengths
against limits. A kotae error becomes a sentence on the page in the page's language; anything
else is a bug and goes to the log.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kotae.errors import KotaeError
from kotae.records import (
    Answer,
    AnswerEvent,
    Event,
    HitsEvent,
    Language,
    SentenceEvent,
    Span,
    StageEvent,
    TextEvent,
)
from kotae.ui.cards import reader_address, render_hits
from kotae.ui.conversation import Turn, answer_markdown
from kotae.ui.desk import Choices, Desk
from kotae.ui.escaping import element, escape, shorten
from kotae.ui.reader import render_missing, render_reader
from kotae.ui.render import render_answer, render_progress, render_sentence, render_turn
from kotae.ui.strings import text

__all__ = [
    "AskView",
    "ask",
    "checked_choices",
    "judge",
    "last_turn",
    "open_document",
    "render_history",
    "render_turn_of",
]

MAX_TOP_K = 20
MAX_TURNS = 100


def checked_choices(
    *, top_k: object, generate: object, languages: object, documents: object, known: Sequence[str]
) -> Choices:
    """Return the choices of a request, whatever a browser sent.

    Args:
        top_k: Brought into 1 to 20; 5 where it is no number.
        generate: Anything but True is False.
        languages: Those of ``"ja"`` and ``"en"`` in it; none or both means all.
        documents: Those in it that exist; none chosen means all.
        known: The ids of all documents.

    Raises:
        ValueError: Documents were chosen and none of them exists.
    """
    number = int(top_k) if isinstance(top_k, int | float) and math.isfinite(top_k) else 5
    asked = languages if isinstance(languages, list | tuple) else ()
    chosen: list[Language] = [name for name in ("ja", "en") if name in asked]
    wanted = (
        [name for name in documents if isinstance(name, str)] if isinstance(documents, list | tuple) else []
    )
    existing = tuple(name for name in wanted if name in set(known))
    if wanted and not existing:
        raise ValueError("unknown documents")
    return Choices(
        top_k=max(1, min(MAX_TOP_K, number)),
        generate=generate is True,
        languages=tuple(chosen) if len(chosen) == 1 else None,
        documents=existing or None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    """What the page shows at one moment of answering.

    Attributes:
        html: The current turn.
        turns: All turns, the current one last.
        done: Whether this is the last view.
    """

    html: str
    turns: tuple[Turn, ...]
    done: bool = False


def ask(
    desk: Desk, question: str, turns: Sequence[Turn], choices: Choices, *, language: str
) -> Iterator[AskView]:
    """Yield the current turn as it grows; the last view has the whole answer or the error.

    Args:
        desk: The library to ask.
        question: As typed.
        turns: What was asked before in this tab; follow-ups refer to it.
        choices: How to look.
        language: The page's language.
    """
    number = turns[-1].number + 1 if turns else 1
    past = tuple(turns)[-MAX_TURNS:]
    turn = Turn(number=number, question=question)
    yield _view(past, turn, render_progress("searching", "", language=language), language)
    growing = _Growing(language=language, turn=number)
    try:
        history = [turn.answer for turn in past if turn.answer]
        for event in desk.stream(question, choices, history):
            if isinstance(event, AnswerEvent):
                turn = replace(turn, answer=event.answer)
                break
            yield _view(past, turn, growing.add(event), language)
    except KotaeError as error:
        turn = replace(turn, error=(error.en, error.ja))
    yield AskView(html=render_turn_of(turn, language), turns=(*past, turn), done=True)


def _view(past: tuple[Turn, ...], turn: Turn, body: str, language: str) -> AskView:
    html = render_turn(turn.question, body, language=language, turn=turn.number)
    return AskView(html=html, turns=(*past, turn))


class _Growing:
    """The body of a turn while its answer is on the way."""

    def __init__(self, *, language: str, turn: int) -> None:
        self._language = language
        self._turn = turn
        self._stage = "searching"
        self._draft = ""
        self._sentences: list[str] = []
        self._cards = ""

    def add(self, event: Event) -> str:
        """Take an event in and return the body as it is then."""
        if isinstance(event, StageEvent):
            self._stage = event.stage
        elif isinstance(event, TextEvent):
            self._draft += event.text
        elif isinstance(event, HitsEvent):
            self._stage = "reading" if self._stage == "searching" else self._stage
            self._cards = render_hits(event.hits, language=self._language, turn=self._turn)
        elif isinstance(event, SentenceEvent):
            self._draft = ""
            sentence = event.sentence
            self._sentences.append(
                render_sentence(sentence, sentence.citations, language=self._language, turn=self._turn)
            )
        progress = render_progress(self._stage, self._draft, language=self._language)
        main = element("div", "".join(self._sentences) + progress, class_="k-main")
        title = element("h3", escape(text("passages_found", self._language)))
        cards = element("aside", title + self._cards, class_="k-sources k-nearest") if self._cards else ""
        return element("div", main + cards, class_="k-columns")


def render_turn_of(turn: Turn, language: str) -> str:
    """Return a finished turn: its answer, its error, or that it was stopped."""
    if turn.error:
        message = turn.error[1] if language == "ja" else turn.error[0]
        body = element("p", escape(message), class_="k-error", role="alert")
    elif turn.answer is None:
        body = element("p", escape(text("state_stopped", language)), class_="k-note")
    else:
        below = _completed(turn, turn.answer, language) + _actions(turn.answer, turn.number, language)
        body = render_answer(turn.answer, language=language, turn=turn.number, below=below)
    return render_turn(turn.question, body, language=language, turn=turn.number)


def _completed(turn: Turn, answer: Answer, language: str) -> str:
    """Return what a follow-up was taken to ask, where that isn't what was typed."""
    if answer.question.strip() == turn.question.strip():
        return ""
    said = text("understood_as", language, question=shorten(answer.question, 300))
    return element("p", escape(said), class_="k-note", dir="auto")


def _actions(answer: Answer, turn: int, language: str) -> str:
    copied = element("textarea", escape(answer_markdown(answer, language)), hidden=True, readonly=True)
    buttons = "".join(
        element(
            "button",
            element("span", escape(text(action, language))),
            type="button",
            data_action=action,
            data_turn=turn,
            data_done=text("copied" if action == "copy" else "thanks", language),
        )
        for action in ("copy", "good", "bad")
    )
    inner = copied + buttons + _timings(answer.timings, language) + _comment_form(turn, language)
    return element("footer", inner, class_="k-actions")


def _comment_form(turn: int, language: str) -> str:
    label = text("comment_label", language)
    field = element("input", name="comment", maxlength=2000, placeholder=label, aria_label=label)
    send = element("button", escape(text("comment_send", language)), type="submit")
    return element("form", field + send, class_="k-comment", data_turn=turn, hidden=True)


def _timings(timings: Mapping[str, float], language: str) -> str:
    if not timings:
        return ""
    total = text("timing", language, seconds=f"{sum(timings.values()):.2f}")
    parts = " · ".join(f"{_stage_name(name, language)} {seconds:.2f}" for name, seconds in timings.items())
    return element("details", element("summary", escape(total)) + escape(parts), class_="k-timing")


def _stage_name(name: str, language: str) -> str:
    return text(f"stage_{name}", language) if name in ("retrieve", "answer", "write") else name


def render_history(turns: Sequence[Turn], language: str) -> str:
    """Return finished turns, oldest first."""
    return "".join(render_turn_of(turn, language) for turn in turns)


def last_turn(turns: Sequence[Turn], language: str) -> str:
    """Return the last turn as it stands: answered, failed or stopped; empty without turns."""
    return render_turn_of(turns[-1], language) if turns else ""


def open_document(
    desk: Desk, request: Mapping[str, Any], turns: Sequence[Turn], *, language: str, own_page: bool = False
) -> str:
    """Return the reader for a link of the page or of an address.

    Args:
        desk: The library.
        request: ``document`` and, for a place in it, ``start`` and ``end``; ``turn`` adds the
            other places that answer cites. Anything else in it, or anything out of range, is
            ignored.
        turns: The conversation.
        language: The page's language.
        own_page: Whether the reader is a page of its own.
    """
    name = str(request.get("document", ""))
    document = desk.document(name)
    if document is None:
        return render_missing(language)
    places: list[Span] = []
    start, end = _number(request.get("start")), _number(request.get("end"))
    if start is not None and end is not None and start < end <= len(document.text):
        places.append(Span(start=start, end=end))
    turn = next((turn for turn in turns if turn.number == _number(request.get("turn"))), None)
    if turn and turn.answer:
        cited = [c for s in turn.answer.sentences for c in s.citations if c.document.id == name]
        places.extend(cited)
    address = "" if own_page else reader_address(name, places[0] if places else None)
    return render_reader(document, places, language=language, own_page=address)


def judge(desk: Desk, request: Mapping[str, Any], turns: Sequence[Turn]) -> bool:
    """Keep a reader's judgement of an answer, or the comment to it.

    Args:
        desk: The library.
        request: ``action`` (``"good"``, ``"bad"`` or ``"comment"``), ``turn`` and ``comment``.
        turns: The conversation; a turn without an answer can't be judged.

    Returns:
        Whether anything was kept.
    """
    turn = next((turn for turn in turns if turn.number == _number(request.get("turn"))), None)
    action = request.get("action")
    if turn is None or turn.answer is None or action not in ("good", "bad", "comment"):
        return False
    if action == "comment":
        return desk.feedback.comment(turn.key, str(request.get("comment", "")))
    desk.feedback.add(turn.answer, good=action == "good", turn=turn.key)
    return True


def _number(value: object) -> int | None:
    written = str(value)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 12 else None
