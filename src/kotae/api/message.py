"""An answer as one message: its sentences with marks like ``[1]``, piece by piece as they are settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kotae.messages import Message, translate
from kotae.records import Answer, AnswerEvent, AnswerSentence, Citation, Event

__all__ = ["message_pieces", "whole_message"]


@dataclass(slots=True)
class _Marks:
    """The numbers of the places cited so far, in order of first use as ``numbered_citations`` has them."""

    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def written(self, sentence: AnswerSentence) -> str:
        """Return a sentence with its marks."""
        marks = dict.fromkeys(self._number(citation) for citation in sentence.citations)
        return f"{sentence.text.strip()} {''.join(f'[{number}]' for number in marks)}".strip()

    def _number(self, citation: Citation) -> int:
        place = (citation.document.id, citation.start, citation.end)
        return self.numbers.setdefault(place, len(self.numbers) + 1)


def message_pieces(events: Iterable[Event]) -> Iterator[str | Answer]:
    """Yield the pieces of the message, and last the answer itself.

    The asked value comes first, on a line of its own, unless it is the first sentence. Text that isn't checked
    yet is left out. A refusal is one piece; a note, where there is one, is the last piece, in brackets.

    Args:
        events: As ``KnowledgeBase.stream`` gives them.
    """
    for event in events:
        # Sentences are told once all are settled, directly before the answer: nothing is gained by not waiting.
        if isinstance(event, AnswerEvent):
            yield from _pieces(event.answer)
            yield event.answer


def whole_message(events: Iterable[Event]) -> tuple[str, Answer]:
    """Return the message in one piece and the answer.

    Args:
        events: As ``KnowledgeBase.stream`` gives them; the last holds the answer.
    """
    text = ""
    for piece in message_pieces(events):
        if isinstance(piece, Answer):
            return text, piece
        text += piece
    raise RuntimeError("the stream of events ended without an answer")


def _pieces(answer: Answer) -> Iterator[str]:
    if not answer.sentences:
        yield answer.text
    elif (short := answer.legible_short) and short != answer.sentences[0].text.strip():
        yield f"{short}\n"
    marks = _Marks()
    for number, sentence in enumerate(answer.sentences):
        yield f"{' ' if number else ''}{marks.written(sentence)}"
        if sentence.support == "translated":
            yield translate(" (machine translation)", answer.language)
        elif sentence.gloss:
            yield f"\n{_bracketed(_glossed(sentence), answer.language)}\n"
    if answer.note:
        yield f"\n\n{_bracketed(answer.note, answer.language)}"


def _bracketed(words: str, language: str) -> str:
    return Message("({words})", words=words).text(language)


def _glossed(sentence: AnswerSentence) -> str:
    return " · ".join(f"{word} = {meaning}" for word, meaning in sentence.gloss)
