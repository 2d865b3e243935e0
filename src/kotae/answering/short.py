"""The asked value by itself: the words the reader points at, in the question's language where a rule knows how."""

from collections.abc import Callable
from typing import Final

from kotae import lazy_re as re
from kotae.answering.beside_the_question import (
    BRACKETS,
    is_beside,
    is_cut,
    is_of_another,
    is_set_aside,
    repeats,
)
from kotae.answering.evidence import Evidence
from kotae.answering.open_questions import is_apart
from kotae.answering.phrase import Phrase
from kotae.answering.rendering.bounds import AFTER, BEFORE
from kotae.answering.rendering.torn_figures import whole_range
from kotae.answering.rendering.written_beside import written_beside
from kotae.answering.worded import original, worded
from kotae.question import Question
from kotae.records import AnswerSentence, Language, Passage, Short, Span
from kotae.segmentation import Analyzer
from kotae.segmentation.quantities import find_quantities

__all__ = ["short_answer"]


# What is longer is a sentence, which the quote says as well.
_LONGEST: Final = 80
# More than 20 hours, in a sentence that denies it, is at most 20 hours.
_OVER: Final = re.compile(r"超|上回|\b(?:more than|over|above|exceed\w*)\b", re.IGNORECASE)
# The same within the words pointed at: behind the amount in Japanese, before it in English.
_OVER_IT: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(r"を?(?:超え?|上回)[^0-9]*\Z"),
    "en": re.compile(r"\A(?:more than|over|above|exceed\w*)\s+", re.IGNORECASE),
}
_DENIED: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(r"な(?:い|らず|らない|く)|ません|禁|不可"),
    "en": re.compile(r"\b(?:not|no|never|cannot|nobody)\b|n['’]t\b", re.IGNORECASE),
}
_HOW_LONG_BEFORE: Final = re.compile(r"何(?:秒|分|時間|日|週間|か月|ヶ月|年)前")
_BEFORE_EN: Final = re.compile(r"\s+before\b")
_EDGE: Final = ' \t\n\u3000。、，,;:；：.・「」『』()（）[]"“”|'
# Endings that belong to the sentence, not to the value; まで, から and 以内 belong to the value, and so do こと and もの.
_ENDING: Final = re.compile(
    r"(?:です|である|だ|でした|となります|となる|とする|とします|になります|になる|にします|します|する|を|が|は|に|(?<!も)の|(?<!ま)で|(?<![こご])と|へ|も)\Z"
)


def short_answer(
    question: Question,
    evidence: Evidence,
    sentence: AnswerSentence,
    *,
    analyzer: Analyzer,
    known: Callable[[str], str] | None = None,
    phrase: Phrase | None = None,
) -> Short | None:
    """Return the short answer, or None where the reader pointed at no words of the quote, or at several lines of it.

    Args:
        question: As read.
        evidence: What the quote rests on.
        sentence: The quote.
        analyzer: Gives word boundaries and readings.
        known: Gives names that a dictionary has in the other language; empty for others.
        phrase: Says a short noun phrase in a language; None for what it doesn't know.
    """
    citation = sentence.citations[0]
    passage = evidence.hit.passage
    start, end = max(evidence.reading.start, citation.start), min(evidence.reading.end, citation.end)
    if start >= end or _runs_over_lines(passage, start, end):
        return None
    text = passage.text
    # Outwards to whole words and brackets, off with the sentence's endings, then on to what bounds it (に届かなかった).
    start, end = _whole_words(text, start - passage.start, end - passage.start, analyzer)
    end = _closed(text, start, end)
    span = _trimmed(text[start:end], japanese=evidence.sentence.language == "ja")
    start += text[start:end].find(span)
    start, end = _bounded(text, *whole_range(text, start, start + len(span)), evidence.sentence.language)
    if _HOW_LONG_BEFORE.search(question.text) and (ahead := _BEFORE_EN.match(text, end)):
        end = ahead.end()
    span = text[start:end]
    place = passage.start + start - evidence.sentence.start
    beside = (
        is_beside(question, span, evidence.text)
        or is_cut(question, span)
        or is_of_another(question, evidence.text, place)
        or is_set_aside(question, text, start, end)
    )
    if not span or len(span) > _LONGEST or beside:
        return None
    source, target = evidence.sentence.language, question.language
    said: str | None = None
    if source != target and (other := written_beside(text, start, end, target, question.text, known)):
        span, said = other[0], other[1] + original(other[0], target)
    elif source != target:
        said = worded(span, target, analyzer=analyzer, known=known, phrase=phrase, question=question.text)
        if said is not None and repeats(said.removesuffix(original(span, target)), question):
            return None
    where = Span(start=passage.start + start, end=passage.start + start + len(span))
    if said is None:
        return Short(text=span, language=source, citation=citation, span=where)
    return Short(text=said, language=target, citation=citation, span=where)


def _bounded(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return where an amount stands with what bounds it: 2,000億円に届かなかった is not 2,000億円."""
    span = text[start:end]
    quantities = find_quantities(span)
    if not quantities:
        return start, end
    if (over := _OVER_IT[language].search(span)) and _is_denied(text, start, end, language):
        return (start, start + over.start()) if language == "ja" else (start + over.end(), end)
    first, last = start, end
    if quantities[0].start == 0 and (match := BEFORE[language].search(text[:start])):
        first = match.start()
    if quantities[-1].end == len(span) and (match := AFTER[language].match(text, end)):
        last = match.end()
    return (
        (start, end)
        if _OVER.search(text[first:last]) and _is_denied(text, first, last, language)
        else (first, last)
    )


def _is_denied(text: str, start: int, end: int, language: Language) -> bool:
    """Return whether the line of some words denies what they say: 20時間を超えて働くことはできない, nobody works more than."""
    line = (
        text[text.rfind("\n", 0, start) + 1 : start]
        if language == "en"
        else re.split("[。\n]", text[end:])[0]
    )
    return _DENIED[language].search(re.split(r"[.;]\s", line)[-1]) is not None


def _runs_over_lines(passage: Passage, start: int, end: int) -> bool:
    """Return whether words lie in sentences of several lines: items and articles are told by the quote, not by one of them."""
    return any(
        start < sentence.end < end and is_apart(passage, place)
        for place, sentence in enumerate(passage.sentences[:-1])
    )


def _whole_words(text: str, start: int, end: int, analyzer: Analyzer) -> tuple[int, int]:
    """Move both ends outwards to the ends of words and of quantities: 2,000 becomes 2,000億円."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    spans = [(q.start, q.end) for q in find_quantities(line)]
    spans += [(word.start, word.end) for word in analyzer.content_words(line)]
    first, last = start - line_start, end - line_start
    for a, b in spans:
        if a < first < b:
            first = a
        if a < last < b:
            last = b
    return line_start + first, line_start + last


def _closed(text: str, start: int, end: int) -> int:
    """Return the end with a bracket closed that was opened within, if what closes it comes next; else without what it opens."""
    for opening, closing in BRACKETS:
        opened = text.rfind(opening, start, end)
        if opened > start and closing not in text[opened:end]:
            return end + 1 if text[end : end + 1] == closing else opened
    return end


def _without_endings(value: str) -> str:
    """Return what is left in front of all endings, one taken after the other: they can be told apart in many ways."""
    while (shorter := _ENDING.sub("", value)) != value:
        value = shorter
    return value


def _trimmed(span: str, *, japanese: bool) -> str:
    """Return the value without what surrounds it; brackets that belong together stay."""
    value = span.strip(" \t\n\u3000。、，,;；")
    if japanese:
        value = _without_endings(value) or value
    for opening, closing in BRACKETS:
        if value.count(opening) != value.count(closing):
            value = value.strip(opening + closing)
    stripped = value.strip(" \t\n\u3000。、，,;；|")
    return stripped if stripped.strip(_EDGE) else ""
