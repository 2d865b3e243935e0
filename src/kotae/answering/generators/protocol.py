"""The joint between kotae and whatever language model writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kotae.records import Language

__all__ = ["Draft", "Generator", "Note", "StatementTask", "TranslationTask", "WritingTask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A piece of evidence as the model sees it.

    Attributes:
        number: What the model cites it by, from 1.
        text: The sentence, on one line.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingTask:
    """What a model is asked to write.

    Attributes:
        question: The question.
        language: The language to answer in.
        notes: The only evidence it gets.
        attempt: 0 at first; 1 when the first text didn't pass, and another is wanted.
    """

    question: str
    language: Language
    notes: tuple[Note, ...]
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationTask:
    """One sentence to be put into the other language.

    Attributes:
        text: The sentence; its figures, dates and names are in the language wanted already.
        source: Its language.
        target: The language wanted.
        words: Words of the sentence with what a dictionary says of them.
        context: What stands around it and isn't to be put into the other language; empty for none.
    """

    text: str
    source: Language
    target: Language
    words: tuple[tuple[str, str], ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTask:
    """A question that is to be turned into a sentence round its answer; nothing of the document but that.

    Attributes:
        question: As asked.
        answer: The value in the question's language; or words in the other one, its figures and names said by rule.
        language: Of the question, and of what is wanted.
        words: Where the answer is in the other language its words with their meanings.
    """

    question: str
    answer: str
    language: Language
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence as a model wrote it, not checked yet.

    Attributes:
        text: What it wrote, on one line; may be empty.
        certainty: The mean log-probability of its tokens, at most 0; None where the model tells none.
        tokens: How many tokens it wrote; 0 where the model doesn't tell.
    """

    text: str
    certainty: float | None = None
    tokens: int = 0


class Generator(Protocol):
    """Writes one to three sentences, each followed by the number of its note: ``… [1]``."""

    def write(self, task: WritingTask) -> Iterator[str]:
        """Yield the text as it is written; closing the iterator stops the model.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        ...

    def translate(self, task: TranslationTask) -> Draft:
        """Return the sentence in the language wanted; an empty text where the model writes nothing.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        ...

    def state(self, task: StatementTask) -> Draft:
        """Return the answer in a sentence of the question's words; an empty text where the model writes nothing.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        ...

    def agreement(self, sentence: str, sources: Sequence[str]) -> float | None:
        """Return how much likelier than "no" the model finds "yes", asked whether the sources say it.

        Args:
            sentence: What was written.
            sources: The texts it cites.

        Returns:
            The difference of the two log-probabilities; None where the model tells none.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        ...
