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
    AnswerEvent,
    Event,
    HitsEvent,
    Language,
    SentenceEvent,
    Span,
    StageEvent,
    TextEvent,
)
from kotae.ui.cards import reader_address
from kotae.ui.conversation import Turn
from kotae.ui.desk import Choices, Desk
from kotae.ui.escaping import element
from kotae.ui.rail import render_found, render_rail
from kotae.ui.reader import render_missing, render_reader
from kotae.ui.render import render_progress, render_sentence, render_turn
from kotae.ui.turns import render_turn_of, same_question

__all__ = [
    "AskView",
    "ask",
    "checked_choices",
    "judge",
    "open_document",
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
        rail: Its sources, or the passages found so far.
        turns: All turns, the current one last.
        done: Whether this is the last view.
    """

    html: str
    rail: str
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
    narrowed = choices.languages is not None or choices.documents is not None
    turn = Turn(number=number, question=question, narrowed=narrowed)
    growing = _Growing(question=question, language=language, turn=number)
    yield _view(past, turn, growing, language)
    try:
        # A question asked again is no follow-up of itself.
        history = [t.answer for t in past if t.answer and not same_question(t.question, question)]
        for event in desk.stream(question, choices, history):
            if isinstance(event, AnswerEvent):
                turn = replace(turn, answer=event.answer)
                break
            growing.add(event)
            yield _view(past, turn, growing, language)
    except KotaeError as error:
        turn = replace(turn, error=(error.en, error.ja))
    turns = (*past, turn)
    rail = render_rail(turns, number, language)
    yield AskView(html=render_turn_of(turn, language), rail=rail, turns=turns, done=True)


def _view(past: tuple[Turn, ...], turn: Turn, growing: "_Growing", language: str) -> AskView:
    html = render_turn(turn.question, growing.body, language=language, turn=turn.number)
    return AskView(html=html, rail=growing.rail, turns=(*past, turn))


class _Growing:
    """What is shown of a turn while its answer is on the way."""

    def __init__(self, *, question: str, language: str, turn: int) -> None:
        self._question = question
        self._language = language
        self._turn = turn
        self._stage = "searching"
        self._draft = ""
        self._sentences: dict[str, str] = {}
        self.rail = ""

    def add(self, event: Event) -> None:
        """Take an event in."""
        if isinstance(event, StageEvent):
            self._stage = event.stage
        elif isinstance(event, TextEvent):
            self._draft += event.text
        elif isinstance(event, HitsEvent):
            self._stage = "reading" if self._stage == "searching" else self._stage
            self.rail = render_found(event.hits, self._question, language=self._language, turn=self._turn)
        elif isinstance(event, SentenceEvent):
            self._draft = ""
            sentence = event.sentence
            # A translation takes the place of its quote, which was shown at once.
            self._sentences[sentence.original or sentence.text] = render_sentence(
                sentence, sentence.citations, language=self._language, turn=self._turn
            )

    @property
    def body(self) -> str:
        """The sentences so far, and how far it is."""
        progress = render_progress(self._stage, self._draft, language=self._language)
        return element("div", "".join(self._sentences.values()) + progress, class_="k-main")


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
