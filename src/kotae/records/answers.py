"""What is said to a question: quotes, answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kotae.records.documents import Box, CitedCell, DocumentInfo, Language, Span
from kotae.records.lists import announces_items, list_items
from kotae.records.passages import Hit, LeftOut

__all__ = ["Answer", "AnswerSentence", "Citation", "Form", "Short", "Status", "Support", "Vote"]

Status: TypeAlias = Literal["answered", "not_found"]
Support: TypeAlias = Literal["quoted", "translated", "verified", "unverified"]
Form: TypeAlias = Literal["answer", "summary", "documents"]
"""What the sentences of an answer are to its question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Span):
    """An exact place in a source: ``quote`` is ``document.text[start:end]``.

    Attributes:
        document: Which document.
        quote: The text there.
        page: 1-based page, slide or sheet it begins on, where the format has them.
        heading: The headings it stands under.
        boxes: Where the quote stands on its pages, in reading order, one for each line or part
            of one; empty for formats without pages of their own.
        cells: The cells of a table it quotes, in reading order; empty outside of tables.
    """

    document: DocumentInfo
    quote: str
    page: int | None = None
    heading: str = ""
    boxes: tuple[Box, ...] = ()
    cells: tuple[CitedCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one checker of the council said of a sentence.

    Attributes:
        checker: ``"facts"``, ``"entailment"`` or ``"likelihood"``.
        passed: Its vote; None where it abstains.
        score: In [0, 1], higher is better supported.
        reason: In plain words, in the language of the answer.
    """

    checker: str
    passed: bool | None
    score: float
    reason: str = ""


# A name has one or two words without a capital: the University of the West of England.
_LOWER_CASE: Final = re.compile(r"(?<![\w.'’-])[a-z]{3,}(?![\w])")
_CLAUSE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """One sentence of an answer and what supports it.

    Attributes:
        text: The sentence.
        citations: At least one for a quoted or verified sentence.
        support: ``"quoted"``: the text is its citation's quote; ``"translated"``: put into the question's
            language and ``"verified"``: generated, both passed by the council; ``"unverified"`` is never
            shown as an answer.
        votes: The council's votes; empty for quotes.
        gloss: Pairs (word, gloss in the question's language) for a quote in the other
            language, every content word in order, machine-made from the dictionary; else empty.
        original: The quote it rests on, for a sentence that isn't one; else empty.
        language: The language of ``text``; None where it isn't known.
    """

    text: str
    citations: tuple[Citation, ...]
    support: Support
    votes: tuple[Vote, ...] = ()
    gloss: tuple[tuple[str, str], ...] = ()
    original: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """The asked value by itself.

    Attributes:
        text: In the question's language where a rule knows how to say it, the original in brackets
            behind it (``¥2.3 trillion (2.3兆円)``); else as it stands.
        language: The language of ``text``.
        citation: The quote it was taken from.
        span: Where the value itself stands in that document; None where that isn't known.
    """

    text: str
    language: Language
    citation: Citation
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What kotae says to a question.

    Attributes:
        question: As asked (after completion of a follow-up, the completed question).
        status: ``"answered"`` or ``"not_found"``.
        text: The whole answer as plain text; for a refusal, the refusal.
        language: The question's language.
        sentences: In order; empty for a refusal.
        hits: The passages the answer was looked for in; with ``"not_found"`` they are the
            nearest passages and *not* an answer.
        confidence: Probability that the documents answer the question, in [0, 1].
        missing: For a refusal, what the question names and no document holds, else words of it that none of the
            passages read holds, as asked.
        short: The asked value by itself; None for a refusal, or where no words can be pointed at.
        note: Anything the reader must know (the generator failed, …); may be empty.
        timings: Seconds per stage (``"retrieve"``, ``"answer"``, …).
        left_out: Libraries that didn't answer in time or not rightly: the answer says nothing about them.
        narrowed: The conditions it was looked for under, by name (``folder``, ``languages``, …); empty for everything.
        form: ``"answer"``: the first sentence answers, the others belong to it; ``"summary"``: sentences that say the most,
            in reading order; ``"documents"``: one of each document that speaks of what was asked.
    """

    question: str
    status: Status
    text: str
    language: Language
    sentences: tuple[AnswerSentence, ...]
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    missing: tuple[str, ...] = ()
    short: Short | None = None
    note: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Form = "answer"

    @property
    def legible_short(self) -> str:
        """The asked value to be shown first; empty for none, for a list, and for words of the other language.

        Names and codes in Latin letters stay, for Japanese papers have them too; a clause in English doesn't.
        """
        short = self.short
        if short is None:
            return ""
        if short.language != self.language and (
            short.language == "ja" or len(_LOWER_CASE.findall(short.text)) >= _CLAUSE
        ):
            return ""
        # A list is its answer by itself: not its first item once more, nor the words that point at it.
        listed = list_items(short.citation.quote)
        return "" if listed and ("\n" in short.text or announces_items(short.text)) else short.text
