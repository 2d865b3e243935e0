"""A quote in the other language, put into the asker's: written by a language model around fixed facts, judged by the council.

Sentence by sentence, cell by cell: small models lose half of a long text. What holds nothing but facts is said by rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kotae.answering.council import Council
from kotae.answering.generators.protocol import Generator, TranslationTask
from kotae.answering.outcome import Outcome
from kotae.answering.table_rows import CELLS
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.anchors import Anchored, Names, anchored
from kotae.answering.writing.moods import keeps_mood
from kotae.answering.writing.own_words import LEAST_CERTAINTY, dictionary, is_in
from kotae.answering.writing.stating import Stater
from kotae.answering.writing.telling import Teller
from kotae.language import detect_language
from kotae.languages import ByLanguage
from kotae.question import Question, says_itself
from kotae.records import AnswerSentence, Event, Language, SentenceEvent, Short, StageEvent, Vote
from kotae.scripts import JAPANESE
from kotae.segmentation import Analyzer
from kotae.segmentation.sentences import sentence_bounds

__all__ = ["Translator", "state_in_place", "translate_quotes"]

# Each character more is read, slowly, before the first word of the translation is written.
_MOST_CONTEXT_CHARS: Final = 60
_LETTERS: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(f"[{JAPANESE}]"),
        "en": re.compile(r"[A-Za-z]{2,}"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence to be put into the other language, with what helps.

    Attributes:
        text: The sentence, on one line.
        gloss: The words of the quote with their meanings.
        context: What stands around the sentence; may be empty.
    """

    text: str
    gloss: tuple[tuple[str, str], ...]
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Puts quotes into the other language.

    Attributes:
        generator: Writes.
        council: Judges what was written against the quote.
        analyzer: Finds the facts.
        names: Knows names of the other language.
        adequacy: Compares words; None where there is no dictionary.
        drafts: How many drafts of a sentence are asked for at most, 1 or 2; the second with what stands around it.
    """

    generator: Generator
    council: Council
    analyzer: Analyzer
    names: Names | None = None
    adequacy: Adequacy | None = None
    drafts: int = 1

    def translated(
        self, quote: AnswerSentence, *, source: Language, target: Language, passage: str = ""
    ) -> AnswerSentence | None:
        """Return a quote in the other language, with the quote as its original; None where no text passes.

        A text passes when every fact stands in it once, it is in the language wanted, it keeps what the quote says of its
        own certainty, most words meet a translation on the other side, and the council finds it supported by the quote, in
        each of its sentences.

        Args:
            quote: The quote.
            source: Its language.
            target: The asker's.
            passage: The text it stands in.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        said: list[str] = []
        votes: tuple[Vote, ...] = ()
        for sentence in _sentences(quote, passage or quote.text):
            found = self._passing(sentence, source=source, target=target)
            if found is None:
                return None
            text, judged = found
            said.append(text)
            votes = _weaker(votes, judged)
        if not said:
            return None
        return AnswerSentence(
            text=("" if target == "ja" else " ").join(said),
            citations=quote.citations,
            support="translated",
            votes=votes,
            gloss=quote.gloss,
            original=quote.text,
            language=target,
        )

    def _passing(
        self, sentence: _Sentence, *, source: Language, target: Language
    ) -> tuple[str, tuple[Vote, ...]] | None:
        """Return the first draft that passes; the second, with the context, is asked for only where the first doesn't."""
        tasks = list(dict.fromkeys((replace(sentence, context=""), sentence)))[: self.drafts]
        drafts = (self._judged(task, source=source, target=target) for task in tasks)
        return next(filter(None, drafts), None)

    def _judged(
        self, sentence: _Sentence, *, source: Language, target: Language
    ) -> tuple[str, tuple[Vote, ...]] | None:
        cells = []
        for cell in sentence.text.split(CELLS):
            fixed = anchored(cell, source=source, target=target, analyzer=self.analyzer, names=self.names)
            written = self._written(replace(sentence, text=cell), fixed, source=source, target=target)
            if written is None:
                return None
            cells.append((written, fixed.text))
        said, held = (CELLS.join(parts) for parts in zip(*cells, strict=True))
        # Beside the sentence, its facts as the rules say them: 警察庁 is the National Police Agency.
        passed, votes = self.council.judge(said, [sentence.text, held], language=target)
        return (said, votes) if passed else None

    def _written(self, cell: _Sentence, fixed: Anchored, *, source: Language, target: Language) -> str | None:
        """Return one sentence or cell in the other language with its facts whole; None where it isn't."""
        if not _LETTERS[source].search(fixed.without_facts(fixed.text)):
            return fixed.text  # nothing but facts
        words = dictionary(fixed.text, cell.gloss)
        task = TranslationTask(
            text=fixed.text, source=source, target=target, words=words, context=cell.context
        )
        draft = self.generator.translate(task)
        if draft.certainty is not None and draft.certainty < LEAST_CERTAINTY[target]:
            return None
        said = fixed.kept(draft.text, target)
        if not said or not is_in(said, target) or not keeps_mood(cell.text, said, target):
            return None
        return said if self._is_adequate(fixed, said, target) else None

    def _is_adequate(self, fixed: Anchored, said: str, target: Language) -> bool:
        """Return whether the words between the facts are translations of one another; True without a dictionary."""
        if self.adequacy is None:
            return True
        bare, plain = (fixed.without_facts(text) for text in (fixed.text, said))
        japanese, english = (bare, plain) if target == "en" else (plain, bare)
        return self.adequacy.meets(japanese, english, target=target)


def translate_quotes(outcome: Outcome, translator: Translator, question: Question) -> Iterator[Event]:
    """Put an outcome's quotes into the question's language, one after the other, and yield each; those that don't pass stay.

    The first is said in the question's own words where its short answer is known, or told from the words pointed at: that is
    surer than a translation of the whole, and sooner.

    Args:
        outcome: Its sentences are replaced as they come, and its note goes with the first.
        translator: Writes and judges.
        question: As read; quotes in its language stay as they are.
    """
    language = question.language
    for place, quote in enumerate(outcome.sentences):
        source = detect_language(quote.text)
        if source == language:
            continue
        yield StageEvent(stage="writing")
        passage = _passage_of(quote, outcome)
        answers = place == 0 and outcome.examined is not None  # an extract answers nothing in particular
        said = _answering(question, outcome.short, quote, translator, passage) if answers else None
        said = said or translator.translated(quote, source=source, target=language, passage=passage)
        if said is not None:
            sentences = list(outcome.sentences)
            sentences[place] = said
            outcome.sentences, outcome.note = tuple(sentences), ""
            yield SentenceEvent(sentence=said)


def state_in_place(
    outcome: Outcome,
    question: Question,
    *,
    council: Council,
    analyzer: Analyzer,
    adequacy: Adequacy | None = None,
) -> Iterator[Event]:
    """Say the short answer in the question's own words, by rule alone, and yield it; the quotes stay where none can.

    Args:
        outcome: Its first sentence is replaced; its note goes where no other sentence is in the other language.
        question: As read; a first quote in its language stays.
        council: Judges the sentence against the quote.
        analyzer: Finds content words.
        adequacy: Tells whether the quote is about what is asked; None where there is no dictionary.
    """
    first, *others = outcome.sentences
    if outcome.examined is None or detect_language(first.text) == question.language:
        return
    if not says_itself(question.text, " ".join(one.quote for one in first.citations)):
        return  # one row is no total
    stater = Stater(generator=None, council=council, analyzer=analyzer, adequacy=adequacy)
    said = stater.stated(question, outcome.short, first, passage=_passage_of(first, outcome))
    if said is not None:
        outcome.sentences = (said, *others)
        if all(detect_language(other.text) == question.language for other in others):
            outcome.note = ""
        yield SentenceEvent(sentence=said)


def _answering(
    question: Question, short: Short | None, quote: AnswerSentence, translator: Translator, passage: str
) -> AnswerSentence | None:
    """Return a sentence that answers the question by the words pointed at; None where none passes."""
    generator, council, analyzer = translator.generator, translator.council, translator.analyzer
    names, adequacy = translator.names, translator.adequacy
    stater = Stater(generator=generator, council=council, analyzer=analyzer, adequacy=adequacy)
    said = stater.stated(question, short, quote, passage=passage)
    if said is not None or names is None or adequacy is None:
        return said
    teller = Teller(generator=generator, council=council, analyzer=analyzer, names=names, adequacy=adequacy)
    return teller.told(question, short, quote, passage=passage)


def _passage_of(quote: AnswerSentence, outcome: Outcome) -> str:
    """Return the text of the passage that a quote was taken from; empty where none is kept."""
    read = outcome.examined.evidence if outcome.examined else ()
    return next((one.hit.passage.text for one in read if quote.text in one.hit.passage.text), "")


def _sentences(quote: AnswerSentence, passage: str) -> Iterator[_Sentence]:
    """Yield the sentences of a quote, each with what stands before and behind it in the passage."""
    first = max(0, passage.find(quote.text))
    for start, end in sentence_bounds(quote.text):
        if text := " ".join(quote.text[start:end].split()):
            before = passage[max(0, first + start - _MOST_CONTEXT_CHARS) : first + start].strip()
            after = passage[first + end : first + end + _MOST_CONTEXT_CHARS].strip()
            yield _Sentence(text=text, gloss=quote.gloss, context=" … ".join(filter(None, (before, after))))


def _weaker(one: tuple[Vote, ...], other: tuple[Vote, ...]) -> tuple[Vote, ...]:
    """Return the votes on that of two sentences of which the council was less sure."""
    if not one:
        return other
    return min(one, other, key=lambda votes: min((vote.score for vote in votes), default=1.0))
