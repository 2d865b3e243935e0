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
from kotae.labels import labels_above, source_name, told_headings
from kotae.records import Answer, AnswerSentence, Citation
from kotae.serialise import JsonValue, json_text, numbered_citations, numbered_places, to_json
from kotae.ui.words import text

__all__ = ["Talk", "Turn", "answer_markdown", "conversation_json", "conversation_markdown", "unanswered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question and what came of it.

    Attributes:
        number: Counted from 1.
        question: As typed.
        answer: None while it is on its way, and for good where it was stopped.
        checked: The sentences that had passed by then where it was stopped; with an answer they are its own.
        error: What went wrong, in both languages (English, Japanese); else None.
        scope: What the search was narrowed to, in both languages (English, Japanese); None for everything.
        gathered: All there is to it, where every document was gone through for it; else None.
        key: Known to this conversation only; its judgement is kept under it.
    """

    number: int
    question: str
    answer: Answer | None = None
    checked: tuple[AnswerSentence, ...] = ()
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
    if not numbered_citations(answer):
        return _inert(answer.text)
    if answer.form != "answer":
        called = [source_name(answer, sentence, language) for sentence in answer.sentences]
        return f"*{_STAR.sub(_ESCAPED_STAR, _inert(answer.note))}*\n\n" + _sentences_markdown(
            answer.sentences, language, called
        )
    short = answer.legible_short
    first = f"**{_inert(short)}**\n\n" if short and short != answer.sentences[0].text.strip() else ""
    return first + _sentences_markdown(answer.sentences, language)


def _sentences_markdown(
    sentences: Sequence[AnswerSentence], language: str, called: Sequence[str] = ()
) -> str:
    """Return sentences with their sources below; as a list where ``called`` tells what each is from."""
    citations = numbered_places(sentences)
    numbers = {(c.document.id, c.start, c.end): n for n, c in enumerate(citations, start=1)}
    lines = []
    for place, sentence in enumerate(sentences):
        marks = dict.fromkeys(numbers[c.document.id, c.start, c.end] for c in sentence.citations)
        label = f" ({text('translated', language)})" if sentence.support == "translated" else ""
        name = f"**{_inert(called[place])}**: " if called and called[place] else ""
        item = "- " if called else ""
        lines.append(
            f"{item}{name}{_inert(sentence.text)}" + "".join(f" [{number}]" for number in marks) + label
        )
        if sentence.gloss:
            pairs = " · ".join(f"{word} = {meaning}" for word, meaning in sentence.gloss)
            lines.append(f"\n*{_inert(pairs).replace('*', chr(92) + '*')}*\n")
    sources = [_source(number, citation, language) for number, citation in enumerate(citations, start=1)]
    return "\n".join(lines) + f"\n\n**{text('sources', language)}**\n\n" + "\n".join(sources)


def _source(number: int, citation: Citation, language: str) -> str:
    page = text("page", language, page=citation.page) if citation.page else ""
    places = [citation.document.title, told_headings(citation.heading, language), page]
    where = _inert(" · ".join(part for part in places if part))
    labels = labels_above(citation.heading, citation.quote)
    lines = [" | ".join(labels), citation.quote] if labels else [citation.quote]
    quoted = "  \n".join(f"   > {_inert(line)}" for line in lines)
    return f"{number}. {where} ({_inert(citation.document.path)})\n{quoted}"


# What begins a block in Markdown where a line begins with it; a rule or underline needs no more.
_BLOCK = re.compile(r"[#>+*=~|_-]|[0-9]{1,9}[.)]")
# One that isn't escaped yet.
_STAR = re.compile(r"(?<!\\)\*")
_ESCAPED_STAR = r"\\*"
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
    """Return the turns as a Markdown document, those that got no answer marked as such; empty for none."""
    parts = [f"## {_inert(turn.question)}\n\n{_turn_markdown(turn, language)}\n" for turn in turns]
    return "# kotae\n\n" + "\n".join(parts) if parts else ""


def _turn_markdown(turn: Turn, language: str) -> str:
    if turn.gathered:
        return _gathered_markdown(turn.gathered)
    if turn.answer:
        return answer_markdown(turn.answer, language)
    return "\n\n".join(
        [f"*{_STAR.sub(_ESCAPED_STAR, _inert(line))}*" for line in unanswered(turn, language)]
        + ([_sentences_markdown(turn.checked, language)] if turn.checked else [])
    )


def unanswered(turn: Turn, language: str) -> list[str]:
    """Return what is said of a turn without an answer: its error, or that it was stopped and what stands below."""
    if turn.error:
        return [turn.error[1] if language == "ja" else turn.error[0]]
    return [
        text("state_stopped", language),
        text("checked_until_then" if turn.checked else "nothing_checked", language),
    ]


def conversation_json(turns: Sequence[Turn]) -> str:
    """Return the turns as a JSON array: each with its question and its ``answer``, ``gathered`` rows or ``error``.

    One that was stopped has ``"stopped": true`` and in ``checked`` the sentences that had passed by then.
    """
    return json_text([_turn_json(turn) for turn in turns], indent=2)


def _turn_json(turn: Turn) -> dict[str, JsonValue]:
    if turn.gathered:
        return {"question": turn.question, "gathered": plain(turn.gathered)}
    if turn.answer:
        return {"question": turn.question, "answer": to_json(turn.answer)}
    if turn.error:
        return {"question": turn.question, "error": {"en": turn.error[0], "ja": turn.error[1]}}
    return {"question": turn.question, "stopped": True, "checked": to_json(turn.checked)}
