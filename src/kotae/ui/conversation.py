"""The conversation of one browser tab: its turns, and taking it along.

A turn is kept as the records it was answered with, so that changing the page's language or
exporting later needs no second search.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from kotae.cells import cell_place
from kotae.gathering import Gathered
from kotae.gathering.export import plain
from kotae.passages import heading_in
from kotae.records import Answer, Citation
from kotae.serialise import JsonValue, json_text, numbered_citations, to_json
from kotae.ui.words import text

__all__ = ["Talk", "Turn", "answer_markdown", "conversation_json", "conversation_markdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and what came of it.

    Attributes:
        number: Counted from 1.
        question: As typed.
        answer: None while it is on its way, and for good where it was stopped.
        error: What went wrong, in both languages (English, Japanese); else None.
        scope: What the search was narrowed to, in both languages (English, Japanese); None for everything.
        gathered: All there is to it, where every document was gone through for it; else None.
        key: Known to this conversation only; its judgement is kept under it.
    """

    number: int
    question: str
    answer: Answer | None = None
    error: tuple[str, str] | None = None
    scope: tuple[str, str] | None = None
    gathered: Gathered | None = None
    key: str = field(default_factory=lambda: secrets.token_hex(16), compare=False)


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
    short = answer.legible_short
    lines = [f"**{_inert(short)}**\n"] if short and short != answer.sentences[0].text.strip() else []
    for sentence in answer.sentences:
        marks = dict.fromkeys(numbers[c.document.id, c.start, c.end] for c in sentence.citations)
        label = f" ({text('translated', language)})" if sentence.support == "translated" else ""
        lines.append(_inert(sentence.text) + "".join(f" [{number}]" for number in marks) + label)
        if sentence.gloss:
            pairs = " · ".join(f"{word} = {meaning}" for word, meaning in sentence.gloss)
            lines.append(f"\n*{_inert(pairs).replace('*', chr(92) + '*')}*\n")
    sources = [_source(number, citation, language) for number, citation in enumerate(citations, start=1)]
    return "\n".join(lines) + f"\n\n**{text('sources', language)}**\n\n" + "\n".join(sources)


def _source(number: int, citation: Citation, language: str) -> str:
    page = text("page", language, page=citation.page) if citation.page else ""
    places = [citation.document.title, heading_in(citation.heading, language), page]
    where = _inert(" · ".join(part for part in places if part))
    quote = _inert(citation.quote)
    return f"{number}. {where} ({_inert(citation.document.path)})\n   > {quote}"


# What begins a block in Markdown where a line begins with it; a rule or underline needs no more.
_BLOCK = re.compile(r"[#>+*=~|_-]|[0-9]{1,9}[.)]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _inert(raw: str) -> str:
    """Return the text as one line of Markdown that is text and nothing else.

    A line break, of any kind, becomes a space: after one, a title could begin a heading of its own.
    """
    line = " ".join(_CONTROL.sub("", raw).split())
    for character in ("\\", "`", "<", "[", "]"):
        line = line.replace(character, f"\\{character}")
    if found := _BLOCK.match(line):
        # The mark itself, or what follows a number.
        line = line[: found.end() - 1] + "\\" + line[found.end() - 1 :]
    return line


def _gathered_markdown(gathered: Gathered) -> str:
    """Return rows as a list, each with its place."""
    lines = []
    for row in gathered.rows:
        cited = row.citation
        place = cell_place(cited.cells, gathered.language)
        source = " · ".join(part for part in (cited.document.title, cited.document.path, place) if part)
        lines.append(f"1. {_inert(row.entity)}: {_inert(row.text)} ({_inert(source)})")
    results = [f"- **{_inert(str(result))}**" for result in gathered.results]
    return "\n".join([*results, *lines, *(f"\n{_inert(note)}" for note in gathered.notes)])


def conversation_markdown(turns: Sequence[Turn], language: str) -> str:
    """Return the answered turns as a Markdown document; empty for none."""
    parts = [
        f"## {_inert(turn.question)}\n\n"
        + (_gathered_markdown(turn.gathered) if turn.gathered else "")
        + (answer_markdown(turn.answer, language) if turn.answer else "")
        + "\n"
        for turn in turns
        if turn.gathered or turn.answer
    ]
    return "# kotae\n\n" + "\n".join(parts) if parts else ""


def conversation_json(turns: Sequence[Turn]) -> str:
    """Return the answered turns as a JSON array: question and whole answer each."""
    items: list[JsonValue] = [
        {"question": turn.question, "gathered": plain(turn.gathered)}
        if turn.gathered
        else {"question": turn.question, "answer": to_json(turn.answer)}
        for turn in turns
        if turn.gathered or turn.answer
    ]
    return json_text(items, indent=2)
