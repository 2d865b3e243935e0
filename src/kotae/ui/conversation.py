"""The conversation of one browser tab: its turns, and taking it along.

A turn is kept as the records it was answered with, so that changing the page's language or
exporting later needs no second search.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kotae.records import Answer, Citation
from kotae.serialise import JsonValue, numbered_citations, to_json
from kotae.ui.strings import text

__all__ = ["Talk", "Turn", "answer_markdown", "conversation_json", "conversation_markdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and what came of it.

    Attributes:
        number: Counted from 1.
        question: As typed.
        answer: None while it is on its way, and for good where it was stopped.
        error: What went wrong, in both languages (English, Japanese); else None.
        narrowed: Whether only some of the documents were asked.
    """

    number: int
    question: str
    answer: Answer | None = None
    error: tuple[str, str] | None = None
    narrowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The conversation a browser tab shows.

    Attributes:
        id: Under which it is kept; empty until its first question.
        owner: The name that signed in; empty where nobody has to.
        turns: Oldest first.
        selected: The turn whose sources are shown; 0 for the last.
    """

    id: str = ""
    owner: str = ""
    turns: tuple[Turn, ...] = ()
    selected: int = 0


def answer_markdown(answer: Answer, language: str) -> str:
    """Return an answer with ``[1]`` marks and its numbered sources, to paste elsewhere.

    A refusal has no sources: its nearest passages are no evidence.
    """
    citations = numbered_citations(answer)
    if not citations:
        return _inert(answer.text)
    numbers = {(c.document.id, c.start, c.end): n for n, c in enumerate(citations, start=1)}
    lines = []
    for sentence in answer.sentences:
        marks = dict.fromkeys(numbers[c.document.id, c.start, c.end] for c in sentence.citations)
        lines.append(_inert(sentence.text) + "".join(f" [{number}]" for number in marks))
    sources = [_source(number, citation, language) for number, citation in enumerate(citations, start=1)]
    return "\n".join(lines) + f"\n\n**{text('sources', language)}**\n\n" + "\n".join(sources)


def _source(number: int, citation: Citation, language: str) -> str:
    page = text("page", language, page=citation.page) if citation.page else ""
    places = [citation.document.title, citation.heading, page]
    where = _inert(" · ".join(part for part in places if part))
    quote = _inert(" ".join(citation.quote.split()))
    return f"{number}. {where} ({_inert(citation.document.path)})\n   > {quote}"


def _inert(raw: str) -> str:
    """Return the text with Markdown's and HTML's active characters made harmless."""
    for character in ("\\", "`", "<", "[", "]"):
        raw = raw.replace(character, f"\\{character}")
    return raw


def conversation_markdown(turns: Sequence[Turn], language: str) -> str:
    """Return the answered turns as a Markdown document; empty for none."""
    parts = [
        f"## {_inert(' '.join(turn.question.split()))}\n\n{answer_markdown(turn.answer, language)}\n"
        for turn in turns
        if turn.answer
    ]
    return "# kotae\n\n" + "\n".join(parts) if parts else ""


def conversation_json(turns: Sequence[Turn]) -> str:
    """Return the answered turns as a JSON array: question and whole answer each."""
    items: list[JsonValue] = [
        {"question": turn.question, "answer": to_json(turn.answer)} for turn in turns if turn.answer
    ]
    return json.dumps(items, ensure_ascii=False, indent=2)
