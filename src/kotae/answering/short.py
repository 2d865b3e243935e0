"""The asked value by itself: the words the reader points at, in the question's language where a rule knows how."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from kotae.answering.evidence import Evidence, asks_when
from kotae.answering.phrases import BOUNDS
from kotae.answering.rendering import render
from kotae.folding import fold
from kotae.question import Question
from kotae.records import AnswerSentence, Language, Short, Span
from kotae.segmentation import Analyzer
from kotae.segmentation.quantities import find_quantities

__all__ = ["short_answer", "worded"]

Phrase: TypeAlias = Callable[[str, Language], str | None]
_LONGEST: Final = 80
_RELATED: Final = re.compile(r"は|早い|遅い|[^0-9]の[0-9][0-9.,]*(?:%|割|分の)")
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_BARE: Final = re.compile(r"(?P<number>[0-9][0-9,.]*)(?P<bound>まで|以[上下内]|ほど|余り)?")
# What a Japanese question counts in: 何羽, 何か国.
_COUNTER: Final = re.compile(
    r"何(?P<counter>[件台羽本枚個匹頭人名冊軒社校棟戸席室通回杯着足箱袋点曲問歳階組隻機基株品種行列色倍部章条]+(?!目)|[かカヶケ箇][国所年]|世帯)"
)
_EDGE: Final = ' \t\n\u3000。、，,;:；：.・「」『』()（）[]"“”|'
# Endings that belong to the sentence, not to the value; まで, から and 以内 belong to the value.
_ENDING: Final = re.compile(
    r"(?:です|である|だ|でした|となります|となる|とする|とします|になります|になる|にします|します|する|を|が|は|に|の|(?<!ま)で|と|へ|も)+\Z"
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
    """Return the short answer, or None where the reader pointed at no words of the quote.

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
    if start >= end:
        return None
    text = passage.text
    start, end = _whole_words(text, start - passage.start, end - passage.start, analyzer)
    span = _trimmed(text[start:end], japanese=evidence.sentence.language == "ja")
    start += text[start:end].find(span)
    start, end = _bounded(text, start, start + len(span), evidence.sentence.language)
    span = text[start:end]
    if not span or len(span) > _LONGEST:
        return None
    source = evidence.sentence.language
    place = Span(start=passage.start + start, end=passage.start + end)
    same = source == question.language
    said = (
        None
        if same
        else worded(span, question.language, analyzer=analyzer, known=known, phrase=phrase, question=question)
    )
    if said is None:
        return Short(text=span, language=source, citation=citation, span=place)
    return Short(text=said, language=question.language, citation=citation, span=place)


def worded(
    span: str,
    target: Language,
    *,
    analyzer: Analyzer,
    known: Callable[[str], str] | None = None,
    phrase: Phrase | None = None,
    question: Question | None = None,
) -> str | None:
    """Return a value as it is said in the other language, with its original; None where no rule knows how.

    Args:
        span: The value as it stands in its document.
        target: The language wanted; the value is in the other one.
        analyzer: Gives readings.
        known: As for :func:`short_answer`.
        phrase: As for :func:`short_answer`.
        question: What was asked, where a bare number is to be said as it was asked for: 1541年, 11件.
    """
    source: Language = "en" if target == "ja" else "ja"
    # What a figure is of is said with it where the phrase is known: 料金の20%, 北海道は半額.
    said = phrase(span, target) if phrase is not None and _RELATED.search(fold(span)) else None
    if said is None:
        said = render(span, source=source, target=target, words=analyzer.content_words, known=known)
    if said is None and phrase is not None:
        said = phrase(span, target)
    if said is None:
        return None
    if target == "ja" and question is not None:
        said = _as_asked(said, span, question)
    return said if fold(span).strip() == said else _with_original(said, span, target)


def _as_asked(said: str, span: str, question: Question) -> str:
    """Return a bare number as the year, or with the counter, that a Japanese question asks for; else as it is."""
    year = _YEAR.fullmatch(fold(span).strip())
    if year is not None and asks_when(question):
        return f"{year[0]}年"
    bare, counter = _BARE.fullmatch(said), _COUNTER.search(question.folded)
    if bare is None or counter is None:
        return said
    return f"{bare['number']}{counter['counter']}{bare['bound'] or ''}"


def _bounded(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return where an amount stands with what bounds it: 2,000億円に届かなかった is not 2,000億円."""
    span = text[start:end]
    quantities = find_quantities(span)
    if not quantities:
        return start, end
    before, after = BOUNDS[language]
    first, last = start, end
    if quantities[0].start == 0 and (match := before.search(text[:start])):
        first = match.start()
    if quantities[-1].end == len(span) and (match := after.match(text, end)):
        last = match.end()
    return first, last


def _with_original(said: str, span: str, language: str) -> str:
    return f"{said}（{span}）" if language == "ja" else f"{said} ({span})"


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


def _trimmed(span: str, *, japanese: bool) -> str:
    """Return the value without what surrounds it; brackets that belong together stay."""
    value = span.strip(" \t\n\u3000。、，,;；")
    if japanese:
        value = _ENDING.sub("", value) or value
    for opening, closing in ("（）", "()", "「」", "『』", "[]"):
        if value.count(opening) != value.count(closing):
            value = value.strip(opening + closing)
    stripped = value.strip(" \t\n\u3000。、，,;；|")
    return stripped if stripped.strip(_EDGE) else ""
