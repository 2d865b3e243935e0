"""An answer as one message: its sentences with marks like ``[1]``, piece by piece as they are settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kotae.records import Answer, AnswerEvent, AnswerSentence, Citation, Event, SentenceEvent

__all__ = ["message_pieces"]


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

    Text that isn't checked yet is left out. A refusal is one piece; a note, where there is one,
    is the last piece, in brackets.

    Args:
        events: As ``KnowledgeBase.stream`` gives them.
    """
    marks, said = _Marks(), False
    for event in events:
        if isinstance(event, SentenceEvent):
            yield f"{' ' if said else ''}{marks.written(event.sentence)}"
            said = True
        elif isinstance(event, AnswerEvent):
            answer = event.answer
            if not said:
                yield answer.text
            if answer.note:
                yield f"\n\n（{answer.note}）" if answer.language == "ja" else f"\n\n({answer.note})"
            yield answer
