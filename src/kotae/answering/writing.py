"""A language model writes, the council checks; what doesn't pass is written once more, then dropped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kotae.answering.answer_types import type_match, wanted_quantities
from kotae.answering.council import Council
from kotae.answering.evidence import MET, Asked, Evidence, EvidenceFinder
from kotae.answering.generators.protocol import Generator, Note, WritingTask
from kotae.answering.prompts import note_text
from kotae.language import detect_language
from kotae.records import AnswerSentence, Citation, StageEvent, TextEvent
from kotae.segmentation.quantities import find_quantities

__all__ = ["Written", "leaves_out", "write_checked"]

_SENTENCE = re.compile(r"(?P<text>[^\[\]]{2,400}?)\s*\[(?P<note>[0-9]{1,2})\]")
_ATTEMPTS = 2
# What answers these is a name.
_NAMED = frozenset({"name", "person", "organisation", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What came of writing.

    Attributes:
        sentences: Verified sentences; empty where the text as a whole didn't pass.
    """

    sentences: tuple[AnswerSentence, ...]


def write_checked(
    asked: Asked,
    chosen: Sequence[Evidence],
    citations: Sequence[Citation],
    *,
    generator: Generator,
    council: Council,
    finder: EvidenceFinder,
) -> Iterator[TextEvent | StageEvent | Written]:
    """Yield the text as it is written, then what of it is verified; ``Written`` comes last.

    A text passes when every sentence of it is in the question's language and verified against
    the evidence it cites, or against other evidence it was given; one sentence that isn't spoils
    the whole text, for a reader can't tell which half to believe. And it must answer: rest on
    the best evidence and hold the type of answer that evidence holds.

    Args:
        asked: The question.
        chosen: The evidence; all the model gets to see.
        citations: The citation of each piece of evidence.
        generator: Writes.
        council: Checks.
        finder: Tells what of the question and of the evidence a text holds.

    Raises:
        GeneratorError: The model is missing, fails or takes too long.
    """
    notes = tuple(
        Note(number=number, text=note_text(piece.candidate.text))
        for number, piece in enumerate(chosen, start=1)
    )
    for attempt in range(_ATTEMPTS):
        yield StageEvent(stage="writing")
        text = ""
        task = WritingTask(question=asked.text, language=asked.language, notes=notes, attempt=attempt)
        for piece in generator.write(task):
            text += piece
            yield TextEvent(text=piece)
        yield StageEvent(stage="checking")
        sentences = _checked(text, asked, chosen, citations, council=council)
        if _answers(sentences, asked, chosen, citations, finder=finder):
            yield Written(sentences=sentences)
            return
    yield Written(sentences=())


def _checked(
    text: str, asked: Asked, chosen: Sequence[Evidence], citations: Sequence[Citation], *, council: Council
) -> tuple[AnswerSentence, ...]:
    """Return the sentences of a text if all of them are verified, else none."""
    sentences: list[AnswerSentence] = []
    for match in _SENTENCE.finditer(text):
        said, number = match["text"].strip(), int(match["note"])
        if not 1 <= number <= len(chosen) or detect_language(said) != asked.language:
            return ()
        sentence = _verified(said, number - 1, chosen, citations, council=council, asked=asked)
        if sentence is None:
            return ()
        if said not in [earlier.text for earlier in sentences]:
            sentences.append(sentence)
    return tuple(sentences)


def _answers(
    sentences: Sequence[AnswerSentence],
    asked: Asked,
    chosen: Sequence[Evidence],
    citations: Sequence[Citation],
    *,
    finder: EvidenceFinder,
) -> bool:
    """Return whether true sentences also answer: they rest on the best evidence, and hold what it holds.

    That is the kind of answer asked for, the question's names, and, where a name is asked for, a name of
    the same script: a small model likes to repeat whatever it was shown, and what is true but beside
    the question (Japan's share, where the evidence gives America's too) would be worse than the quote.
    """
    if not any(citations[0] in sentence.citations for sentence in sentences):
        return False
    said = " ".join(sentence.text for sentence in sentences)
    best = chosen[0].candidate
    if type_match(asked.expectation, said, find_quantities(said)) < min(0.5, best.type_match):
        return False
    held, written = best.coverage.degrees, finder.covers(asked, said).degrees
    names = [word.term for word in asked.words if word.is_name]
    if any(held.get(name, 0.0) >= MET > written.get(name, 0.0) for name in names):
        return False
    wanted = finder.new_names(asked, best.text) if _NAMED & set(asked.expectation.types[:1]) else frozenset()
    return not wanted or best.crossed or not wanted.isdisjoint(finder.new_names(asked, said))


def leaves_out(asked: Asked, piece: Evidence, said: str, *, finder: EvidenceFinder) -> bool:
    """Return whether what was written may lack what its evidence answers: then the quote stays as well.

    It may where the evidence is in the other language, names something the text doesn't, or holds quantities
    of the wanted kind none of which the text states as exactly (2023 for 2023-11).
    """
    if piece.candidate.crossed:
        return True
    text = piece.candidate.text
    if not finder.new_names(asked, text) <= finder.new_names(asked, said):
        return True
    wanted = wanted_quantities(asked.expectation, find_quantities(text))
    stated = wanted_quantities(asked.expectation, find_quantities(said))
    return bool(wanted) and wanted.isdisjoint(stated)


def _verified(
    said: str,
    cited: int,
    chosen: Sequence[Evidence],
    citations: Sequence[Citation],
    *,
    council: Council,
    asked: Asked,
) -> AnswerSentence | None:
    """Return a sentence with the citation that supports it: the one it names, else another given one."""
    for place in [cited, *(other for other in range(len(chosen)) if other != cited)]:
        source = chosen[place].candidate
        verified, votes = council.judge(said, [source.text], language=asked.language)
        if verified:
            return AnswerSentence(text=said, citations=(citations[place],), support="verified", votes=votes)
    return None
