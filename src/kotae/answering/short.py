"""The asked value by itself: the words the reader points at, in the question's language where a rule knows how."""

from collections.abc import Callable
from functools import partial
from typing import Final

from kotae import lazy_re as re
from kotae.answering.beside_the_question import is_beside, repeats
from kotae.answering.evidence import Evidence
from kotae.answering.open_questions import is_apart
from kotae.answering.phrase import Phrase
from kotae.answering.rendering.asked_names import said_asked_name
from kotae.answering.rendering.bare_units import said_bare
from kotae.answering.rendering.bounds import AFTER, BEFORE
from kotae.answering.rendering.named_things import NamedThings
from kotae.answering.rendering.render import render
from kotae.answering.rendering.torn_figures import whole_range
from kotae.answering.rendering.whole_values import said_whole
from kotae.answering.rendering.written_beside import written_beside
from kotae.folding import fold
from kotae.language import opposite
from kotae.question import Question
from kotae.question.wanted import (
    OF_YEARS,
    asked_figure,
    asks_name,
    asks_who,
    counter_asked,
)
from kotae.records import AnswerSentence, Language, Passage, Short, Span
from kotae.segmentation import Analyzer
from kotae.segmentation.quantities import find_quantities

__all__ = ["short_answer", "worded"]


# What is longer is a sentence, which the quote says as well.
_LONGEST: Final = 80
_RELATED: Final = re.compile(r"は|早い|遅い|[^0-9]の[0-9][0-9.,]*(?:%|割|分の)")
_BARE: Final = re.compile(
    r"((?:1(?:時間|日|か月|年|週間|人|泊))?約?[0-9][0-9,.]*)(まで|以上|以下|未満|超|以内|)"
)
# What counts seats and cases is said as the question counts them: 20 places are 20人.
_VAGUE: Final = re.compile(r"([0-9])(?:か所|件|個)")
# More than 20 hours, in a sentence that denies it, is at most 20 hours.
_OVER: Final = re.compile(r"超|上回|\b(?:more than|over|above|exceed\w*)\b", re.IGNORECASE)
_DENIED: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(r"な(?:い|らず|らない|く)|ません|禁|不可"),
    "en": re.compile(r"\b(?:not|no|never|cannot|nobody)\b|n['’]t\b", re.IGNORECASE),
}
_HOW_LONG_BEFORE: Final = re.compile(r"何(?:秒|分|時間|日|週間|か月|ヶ月|年)前")
_BEFORE_EN: Final = re.compile(r"\s+before\b")
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_AHEAD: Final = re.compile(r"(?P<what>[^0-9、。]{1,12}?)の?(?P<span>[0-9][^、。]*前(?:まで)?)(?:に)?")
# A firm's name: capitals around "and", or what firms end with.
_COMPANY: Final = re.compile(
    r"\A(?:[A-Z][\w.'-]* )+(?:& [A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*|(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|AG|plc|PLC)\b\.?,?)+\Z"
)
_EDGE: Final = ' \t\n\u3000。、，,;:；：.・「」『』()（）[]"“”|'
_BRACKETS: Final = ("（）", "()", "「」", "『』", "[]")
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
    if not span or len(span) > _LONGEST or is_beside(question, span, evidence.text):
        return None
    source, target = evidence.sentence.language, question.language
    said: str | None = None
    if source != target and (beside := written_beside(text, start, end, target, question.text, known)):
        span, said = beside[0], beside[1] + _original(beside[0], target)
    elif source != target:
        said = worded(span, target, analyzer=analyzer, known=known, phrase=phrase, question=question.text)
        if said is not None and repeats(said.removesuffix(_original(span, target)), question):
            return None
    place = Span(start=passage.start + start, end=passage.start + start + len(span))
    if said is None:
        return Short(text=span, language=source, citation=citation, span=place)
    return Short(text=said, language=target, citation=citation, span=place)


def worded(
    span: str,
    target: Language,
    *,
    analyzer: Analyzer,
    known: Callable[[str], str] | None = None,
    phrase: Phrase | None = None,
    question: str = "",
) -> str | None:
    """Return a value as it is said in the other language, with its original; None where no rule knows how.

    Args:
        span: The value as it stands in its document.
        target: The language wanted; the value is in the other one.
        analyzer: Gives readings.
        known: As for :func:`short_answer`.
        phrase: As for :func:`short_answer`.
        question: Tells which figures may stand alone, and what a Japanese one counts with: said behind a bare number.
    """
    source = opposite(target)
    phrase = _fitting(phrase, question)
    said = said_whole(span, source) or (said_bare(span, question) if source == "ja" else None)
    if said is None and phrase is not None:
        said = _in_words(span, target, analyzer=analyzer, phrase=phrase)
    if said is None and source == "en" and _COMPANY.search(span):
        return span  # Japanese papers write it so, too
    if said is None:
        words, asked = analyzer.content_words, asked_figure(question)
        said = render(span, source=source, target=target, words=words, known=known, asked=asked)
    if said is None and phrase is not None:
        said = phrase(span, target)
    if said is None:
        said = said_asked_name(span, target, question, analyzer.content_words)
    said = _counted(said, span, counter_asked(question)) if said is not None else None
    return said if said is None or fold(span).strip() == said else said + _original(span, target)


def _fitting(phrase: Phrase | None, question: str) -> Phrase | None:
    """Return what says phrases as the question asks: names aren't said word by word, people by names and titles only."""
    if phrase is not None and asks_name(question):
        return _unsaid  # クレスト昇降機 is no crest elevator
    if phrase is None:
        return None
    return partial(phrase, person=True) if asks_who(question) else phrase


def _unsaid(written: str, target: Language, *, person: bool = False) -> str | None:
    """Say nothing: of a name only its parts of an address are said."""
    return None


def _in_words(span: str, target: Language, *, analyzer: Analyzer, phrase: Phrase) -> str | None:
    """Return what a figure is of with it, where the phrase is known (料金の20%, 北海道は半額), or a thing with a name."""
    said = phrase(span, target) if _RELATED.search(fold(span)) else None
    if said is None and target == "en":
        say, text = partial(phrase, target=target), fold(span).strip(" 。、，")
        said = _ahead(text, analyzer=analyzer, phrase=say) or NamedThings(say, analyzer.content_words).said(
            text
        )
    return said


def _counted(said: str, span: str, counter: str) -> str:
    """Return a bare number with what the question counts with."""
    if counter == OF_YEARS:
        return f"{fold(span).strip()}{counter}" if _YEAR.fullmatch(fold(span).strip()) else said
    if counter and (bare := _BARE.fullmatch(_VAGUE.sub(r"\1", said))):
        return f"{bare[1]}{counter}{bare[2]}"
    return said


def _ahead(text: str, *, analyzer: Analyzer, phrase: Callable[[str], str | None]) -> str | None:
    """Return a time before something with what it is before: by 10 minutes before the start."""
    match = _AHEAD.fullmatch(text)
    if match is None:
        return None
    value = render(match["span"], source="ja", target="en", words=analyzer.content_words)
    what = phrase(match["what"])
    if not value or not what or not value.endswith(" before"):
        return None
    return f"{value} {'the ' if what[0].islower() else ''}{what}"


def _bounded(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """Return where an amount stands with what bounds it: 2,000億円に届かなかった is not 2,000億円."""
    span = text[start:end]
    quantities = find_quantities(span)
    if not quantities:
        return start, end
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


def _original(span: str, language: str) -> str:
    return f"（{span}）" if language == "ja" else f" ({span})"


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
    for opening, closing in _BRACKETS:
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
    for opening, closing in _BRACKETS:
        if value.count(opening) != value.count(closing):
            value = value.strip(opening + closing)
    stripped = value.strip(" \t\n\u3000。、，,;；|")
    return stripped if stripped.strip(_EDGE) else ""
