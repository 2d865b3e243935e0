"""A value of a document as it is said in the other language, with its original: by frames, wholes, figures, phrases, names."""

from collections.abc import Callable
from functools import partial
from typing import Final

from kotae import lazy_re as re
from kotae.answering.phrase import Phrase
from kotae.answering.rendering.asked_names import said_asked_name, said_place
from kotae.answering.rendering.bare_units import said_bare
from kotae.answering.rendering.framed_values import said_framed
from kotae.answering.rendering.named_things import NamedThings
from kotae.answering.rendering.numbered import said_in_order
from kotae.answering.rendering.render import render
from kotae.answering.rendering.whole_values import said_whole
from kotae.folding import fold
from kotae.language import opposite
from kotae.question.wanted import OF_YEARS, asked_figure, asks_name, asks_who, counter_asked
from kotae.records import Language
from kotae.segmentation import Analyzer

__all__ = ["original", "worded"]

_RELATED: Final = re.compile(r"は|早い|遅い|[^0-9]の[0-9][0-9.,]*(?:%|割|分の)")
_BARE: Final = re.compile(
    r"((?:1(?:時間|日|か月|年|週間|人|泊))?約?[0-9][0-9,.]*)(まで|以上|以下|未満|超|以内|)"
)
# What counts seats and cases is said as the question counts them: 20 places are 20人.
_VAGUE: Final = re.compile(r"([0-9])(?:か所|件|個)")
_YEAR: Final = re.compile(r"[12][0-9]{3}")
_AHEAD: Final = re.compile(r"(?P<what>[^0-9、。]{1,12}?)の?(?P<span>[0-9][^、。]*前(?:まで)?)(?:に)?")
_ASKS_TIME: Final = re.compile("何時|時刻")
_DOTTED: Final = re.compile(r"\b([01]?[0-9]|2[0-3])\.([0-5][0-9])\b(?!%)")
# Whose answer in digits is read digit by digit.
_ASKS_CODE: Final = re.compile(
    r"番号|コード|暗証|型番|品番|\b(?:PIN|ID|port|code|password"
    r"|(?:part|model|serial|phone|extension|port|account|policy|room|lot) number)\b"
)
# A firm's name: capitals around "and", or what firms end with.
_COMPANY: Final = re.compile(
    r"\A(?:[A-Z][\w.'-]* )+(?:& [A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*|(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|AG|plc|PLC)\b\.?,?)+\Z"
)


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
        known: As for :func:`kotae.answering.short.short_answer`.
        phrase: As for :func:`kotae.answering.short.short_answer`.
        question: Tells which figures may stand alone, and what a Japanese one counts with: said behind a bare number.
    """
    if _is_code(span, question):
        return fold(span).strip()
    written = span
    if target == "ja" and _ASKS_TIME.search(question):
        span = _DOTTED.sub(r"\1:\2", span)  # 7.40 to 9.10
    phrase = _fitting(phrase, question)
    say = partial(_said, target=target, analyzer=analyzer, known=known, phrase=phrase, question=question)
    said = said_framed(span, opposite(target), say)
    if said is None:
        said = say(span)
    if said is None and target == "ja":
        said = said_place(span, question, known) or said_in_order(span, question)
    said = _counted(said, span, counter_asked(question)) if said is not None else None
    return said if said is None or fold(span).strip() == said else said + original(written, target)


def _is_code(span: str, question: str) -> bool:
    """Return whether digits are a code and count nothing: the PIN 0417, port 8443."""
    plain = fold(span).strip()
    return plain.isdecimal() and (
        (len(plain) > 1 and plain[0] == "0") or _ASKS_CODE.search(question) is not None
    )


def _said(
    span: str,
    *,
    target: Language,
    analyzer: Analyzer,
    known: Callable[[str], str] | None,
    phrase: Phrase | None,
    question: str,
) -> str | None:
    """Return a value without a frame in the other language, without its original."""
    source = opposite(target)
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
    return said if said is not None else said_asked_name(span, target, question, analyzer.content_words)


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


def original(span: str, language: str) -> str:
    """Return what stands behind a value in the other language: itself, in that language's brackets."""
    return f"（{span}）" if language == "ja" else f" ({span})"
