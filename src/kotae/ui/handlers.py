"""What happens when something on the page is used: plain functions, no Gradio in them.

Everything from the browser is checked again here: choices against what there is, lengths
against limits. A kotae error becomes a sentence on the page in the page's language; anything
else is a bug and goes to the log.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kotae.errors import KotaeError
from kotae.records import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Event,
    HitsEvent,
    LeadEvent,
    SentenceEvent,
    StageEvent,
    TextEvent,
)
from kotae.ui.choices import Choices, scope_words
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.turns import render_turn_of, same_question
from kotae.ui.desk import Desk
from kotae.ui.escaping import element, escape
from kotae.ui.rail import render_found, render_rail
from kotae.ui.reader.opening import number_of
from kotae.ui.render import render_progress, render_sentence, render_turn
from kotae.ui.words import text

__all__ = [
    "AskView",
    "ask",
    "judge",
    "proof",
    "scope_of",
]

MAX_TURNS = 100


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
    turn = Turn(number=number, question=question, scope=scope_of(desk, choices))
    growing = _Growing(question=question, language=language, turn=number)
    yield _view(past, turn, growing, language)
    try:
        # A question asked again is no follow-up of itself.
        history = [t.answer for t in past if t.answer and not same_question(t.question, question)]
        for event in desk.stream(question, choices, history):
            if isinstance(event, AnswerEvent):
                turn = replace(turn, answer=event.answer, checked=())
                _prepare(desk, event.answer)
                break
            if growing.add(event, early=choices.generate):
                turn = replace(turn, checked=growing.checked)
                yield _view(past, turn, growing, language)
    except KotaeError as error:
        turn = replace(turn, error=(error.en, error.ja), checked=())
    turns = (*past, turn)
    rail = render_rail(turns, number, language)
    yield AskView(html=render_turn_of(turn, language), rail=rail, turns=turns, done=True)


def _prepare(desk: Desk, answer: Answer) -> None:
    """Have the page drawn that the first mark leads to: it is opened at once then."""
    boxes = [box for s in answer.sentences[:1] for c in s.citations[:1] for box in c.boxes[:1]]
    for box in boxes:
        desk.pictures.prepare(answer.sentences[0].citations[0].document.id, box.page)


def scope_of(desk: Desk, choices: Choices) -> tuple[str, str] | None:
    """Return what narrows a question, in English and Japanese; None where nothing does."""
    documents = desk.documents()
    en, ja = (
        " · ".join(words for _, words in scope_words(choices, documents, spoken)) for spoken in ("en", "ja")
    )
    return (en, ja) if en else None


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
        self._lead: tuple[AnswerSentence, str] | None = None
        self._sentences: dict[str, tuple[AnswerSentence, str]] = {}
        self.rail = ""

    def add(self, event: Event, *, early: bool) -> bool:
        """Take an event in; return whether it changes what is shown.

        Args:
            event: Of the answer on its way.
            early: Whether the passages found are shown before the answer. One that is only quoted comes so soon after them
                that they would keep it back.
        """
        if isinstance(event, HitsEvent) and not early:
            return False
        if isinstance(event, StageEvent):
            before, self._stage = self._stage, event.stage
            return self._stage != before
        if isinstance(event, TextEvent):
            self._draft += event.text
        elif isinstance(event, HitsEvent):
            self._stage = "reading" if self._stage == "searching" else self._stage
            self.rail = render_found(event.hits, self._question, language=self._language, turn=self._turn)
        elif isinstance(event, LeadEvent):
            self._lead = self._rendered(event.sentence)
        elif isinstance(event, SentenceEvent):
            self._draft, self._lead = "", None
            # A translation takes the place of its quote, which was shown at once.
            self._sentences[event.sentence.original or event.sentence.text] = self._rendered(event.sentence)
        return True

    def _rendered(self, sentence: AnswerSentence) -> tuple[AnswerSentence, str]:
        return sentence, render_sentence(
            sentence, sentence.citations, language=self._language, turn=self._turn
        )

    @property
    def _shown(self) -> tuple[tuple[AnswerSentence, str], ...]:
        return (self._lead,) if self._lead else tuple(self._sentences.values())

    @property
    def checked(self) -> tuple[AnswerSentence, ...]:
        """The sentences so far: each passed the checkers before it came."""
        return tuple(sentence for sentence, _ in self._shown)

    @property
    def body(self) -> str:
        """The sentences so far, and how far it is."""
        progress = render_progress(self._stage, self._draft, language=self._language)
        if self._lead:
            progress = element("p", escape(text("found_so_far", self._language)), class_="k-note") + progress
        return element("div", "".join(shown for _, shown in self._shown) + progress, class_="k-main")


def judge(desk: Desk, request: Mapping[str, Any], turns: Sequence[Turn]) -> bool:
    """Keep a reader's judgement of an answer, or the comment to it.

    Args:
        desk: The library.
        request: ``action`` (``"good"``, ``"bad"`` or ``"comment"``), ``turn`` and ``comment``.
        turns: The conversation; a turn without an answer can't be judged.

    Returns:
        Whether anything was kept.
    """
    turn = next((turn for turn in turns if turn.number == number_of(request.get("turn"))), None)
    action = request.get("action")
    if turn is None or turn.answer is None or action not in ("good", "bad", "comment"):
        return False
    if action == "comment":
        return desk.feedback.comment(turn.key, str(request.get("comment", "")))
    desk.feedback.add(turn.answer, good=action == "good", turn=turn.key)
    return True


def proof(desk: Desk, request: Mapping[str, Any], turns: Sequence[Turn], *, language: str) -> str:
    """Return the proof of an answer as JSON of ``name`` and ``words`` to save; empty where none was asked for.

    Args:
        desk: The library.
        request: ``action`` (``"proof"``) and ``turn``.
        turns: The conversation; a turn without an answer has no proof.
        language: Of the labels of the page that holds the proof.

    Raises:
        ProofError: The index or a file has changed since the answer was given.
        ReadingError: A file can't be read.
    """
    turn = next((turn for turn in turns if turn.number == number_of(request.get("turn"))), None)
    if turn is None or turn.answer is None or request.get("action") != "proof":
        return ""
    content = desk.knowledge.prove(turn.answer, page=True, language="ja" if language == "ja" else "en")
    return json.dumps({"name": f"kotae-proof-{turn.number}.html", "words": content.decode()})
