"""The answer as a sentence of the question's words: "What does a bath cost?", 550 yen: "A bath costs 550 yen" is said of it.

Where a rule can turn the question into that sentence (:mod:`kotae.answering.writing.in_place`), no model is asked. A small
model that translates a whole quote exchanges words which no rule knows. Turning the asker's own question round a value that
was said by rule is a task it can do; it sees no word of the document, so no document can give it orders. What it writes may
hold the value, the question's words, and words of grammar; whatever qualifies must stand on both sides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kotae.answering.council import Council
from kotae.answering.council.denials import denials
from kotae.answering.generators.protocol import Generator, StatementTask
from kotae.answering.rendering.irregular import IRREGULAR, PAST
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.in_place import in_place
from kotae.folding import fold
from kotae.language import detect_language
from kotae.languages import ByLanguage
from kotae.question import Question, question_parts
from kotae.records import AnswerSentence, Language, Short
from kotae.segmentation import Analyzer
from kotae.segmentation.quantities import find_quantities
from kotae.segmentation.spaced import SpacedTerms

__all__ = ["Stater", "keeps_to"]

_stems: Final = SpacedTerms()
# What asks, and the kind of thing asked for behind it: the value stands in its place.
_ASKED: Final = ByLanguage[re.Pattern[str]](
    {
        "en": re.compile(
            r"\b(?:how (?:much more|\w+)|(?:what|which|whose)(?: \w+(?: of \w+)?)?|who|whom|when|where|why)\b"
        ),
        "ja": re.compile(
            r"(?:何|なん|どの|どれ|どこ|いくつ|いくら|誰|だれ|どなた|いつ|どう|どんな|どちら)[^\s、はがをにでともへの]{0,6}"
            r"(?:の(?:期間|間隔|頻度|割合|時間|長さ|人))?"
        ),
    }
)
# Words of grammar that change what is claimed.
_QUALIFIES: Final = ByLanguage[re.Pattern[str]](
    {
        "en": re.compile(
            r"\b(?:only|all|every|each|always|about|least|most|more|less|than|before|after|until|since|over|under|without|except"
            r"|both|per|may|must|can|could|should|would|will|might|need|if|unless|or|also|again)\b"
        ),
        "ja": re.compile(
            r"まで|から|より|だけ|しか|のみ|以上|以下|以内|未満|ごと|おき|約|ほど|くらい|ぐらい|なければ|なくて|必要|べき"
            r"|てもよ|ても良|でき|ください|場合|とき|または|か、|も(?=[、はがをに])"
        ),
    }
)
_PAST: Final = ByLanguage[re.Pattern[str]](
    {
        "en": re.compile(rf"\b(?:\w+ed|was|were|cost|put|cut|let|set|read|{'|'.join(sorted(PAST))})\b"),
        "ja": re.compile(r"(?:まし|でし|だっ|[いきしちりっん])た(?:か|の|ん)?[。?]?\Z"),
    }
)
# What belongs to what asks, and to its answer: 何日前 is no 14日.
_BESIDE: Final = re.compile(r"前|後|以[上下内前後]|未満|まで|目|ごと|おき|間隔")
_LASTING: Final = re.compile(r"(?<=[日年月週分秒])間")
# What an amount is for isn't said twice: "per month" in the question, "a month" behind the amount.
_EACH: Final = ByLanguage[re.Pattern[str]](
    {
        "en": re.compile(
            r" (?:a|an|per|each|every) (?P<unit>day|week|month|year|night|hour|person|child|adult)\Z"
        ),
        "ja": re.compile(r"\A(?:1|毎)?か?(?P<unit>日|週|月|年|泊|時間|人|回)間?(?:につき)?(?=[0-9約])"),
    }
)
# Most of the question's words may be put otherwise in the quote; one that shares nothing with it is about something else.
_MOST_UNMET: Final = 0.75
# What a rule turns was never read by a model. With these bounds .85 of the right statements of two hundred papers stay, and .15
# of those over a quote of the same paper that answers something else; of a whole passage's many words some meet by chance.
_MOST_UNMET_BY_RULE: Final = 0.5
_MOST_UNMET_AROUND: Final = 0.34
_LEAST_CERTAINTY: Final = -0.5
_AUXILIARY: Final = re.compile(r"\b(?:did|was|were|had|does|do|is|are|has|have|will|must|can|may|should)\b")
_FIRST: Final = {"i": "you", "my": "your", "me": "you", "we": "you", "our": "your", "us": "you"}
_EDGE: Final = " .。?？"
# What is still a question states nothing.
_STILL_ASKS: Final = re.compile(r"\?\Z|か(?:な|ね|しら)?[。.]?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stater:
    """Says the answer in a sentence of the question's words.

    Attributes:
        generator: Turns the question round the value where no rule does; None for rules alone.
        council: Judges the sentence against the quote.
        analyzer: Finds content words.
        adequacy: Compares words; None where there is no dictionary.
    """

    generator: Generator | None
    council: Council
    analyzer: Analyzer
    adequacy: Adequacy | None = None

    def stated(
        self, question: Question, short: Short | None, quote: AnswerSentence, *, passage: str = ""
    ) -> AnswerSentence | None:
        """Return the answer as a sentence in the question's language, with the quote as its original; None where none passes.

        It passes when it holds the value as it is said, no other figure, no content word but the question's, all of these
        but what asks, the same denials and bounds, and the council finds it supported by the quote.

        Args:
            question: As read.
            short: The asked value; None, or one in the other language, states nothing.
            quote: What it was taken from.
            passage: The text around the quote: what else the answer hangs on may stand there.

        Raises:
            GeneratorError: The model is missing, fails or takes too long.
        """
        value = _value(short) if short is not None and short.language == question.language else ""
        value = _once(value, question)
        if not value or len(question_parts(question.text, question.language)) > 1:
            return None
        if short is None:
            return None
        around = f"{quote.citations[0].heading}\n{passage or quote.text}"
        turned = (
            said
            for said in in_place(question.text, value, question.language)
            # What "it" is may stand in the sentence before; a quote about something else would now say what was asked.
            if self._is_adequate(said, quote.text, value, question.language, most=_MOST_UNMET_BY_RULE)
            or self._is_adequate(said, around, value, question.language, most=_MOST_UNMET_AROUND)
        )
        held = (self._held(said, question, short, value, quote, passage) for said in turned)
        stated = next(filter(None, held), None)
        if stated is not None or self.generator is None:
            return stated
        task = StatementTask(question=question.text, answer=value, language=question.language)
        draft = self.generator.state(task)
        said = " ".join(draft.text.split())
        if draft.certainty is not None and draft.certainty < _LEAST_CERTAINTY:
            return None
        if not keeps_to(question.text, value, said, analyzer=self.analyzer):
            return None
        if not self._is_adequate(said, quote.text, value, question.language):
            return None
        return self._held(said, question, short, value, quote, passage)

    def _held(
        self, said: str, question: Question, short: Short, value: str, quote: AnswerSentence, passage: str
    ) -> AnswerSentence | None:
        """Return a sentence that its quote holds, with the quote as its original; None where it doesn't."""
        # What else the sentence hangs on may stand beside the quote: what the colours of 最も難しいのは黒です are of.
        sources = [
            quote.text,
            f"{quote.text} ({value})",
            _with_value(short, value),
            *filter(None, (passage,)),
        ]
        passed, votes = self.council.judge(said, sources, language=question.language)
        if not passed:
            return None
        return AnswerSentence(
            text=said,
            citations=quote.citations,
            support="verified",
            votes=votes,
            gloss=quote.gloss,
            original=quote.text,
            language=question.language,
        )

    def _is_adequate(
        self, said: str, held: str, value: str, language: Language, *, most: float = _MOST_UNMET
    ) -> bool:
        """Return whether enough of a sentence's words, the value apart, meet a word of the quote; True without a dictionary."""
        if self.adequacy is None:
            return True
        bare, quote = (re.sub(re.escape(value), " ", text, flags=re.IGNORECASE) for text in (said, held))
        texts = (quote, bare) if language == "en" else (bare, quote)
        return self.adequacy.unmet(*texts)[language == "en"] <= most


def _with_value(short: Short, value: str) -> str:
    """Return what is cited with the value said in the question's language."""
    span, cited = short.span, short.citation
    if span is None:
        return cited.quote
    return f"{cited.quote[: span.start - cited.start]} {value} {cited.quote[span.end - cited.start :]}"


def _value(short: Short) -> str:
    """Return a value without its original in brackets; empty where that can't be told."""
    span, cited = short.span, short.citation
    if span is None or not cited.start <= span.start < span.end <= cited.end:
        return ""
    original = cited.quote[span.start - cited.start : span.end - cited.start]
    return short.text.removesuffix(f" ({original})").removesuffix(f"（{original}）")


def _once(value: str, question: Question) -> str:
    """Return a value without what it is for where the question says that: asked per month, not "a month" once more."""
    language = question.language
    each = _EACH[language].search(value)
    unit = each["unit"] if each else ""
    said = rf"\b{unit}" if language == "en" else f"[1一毎]{unit}|{unit}(?=いくら|に?何)"
    if each is None or not re.search(said, question.folded, re.IGNORECASE):
        return value
    return value[: each.start()] + value[each.end() :]


def keeps_to(question: str, value: str, said: str, *, analyzer: Analyzer) -> bool:
    """Return whether a sentence says the question's own words with a value in the place of what asks.

    Args:
        question: As asked, in either language.
        value: As it is to be said, in the same language.
        said: The sentence; an empty one keeps to nothing.
        analyzer: Finds content words.
    """
    language = detect_language(question)
    asked, said, value = fold(question).strip(), fold(said).strip(), fold(value).strip(_EDGE)
    place = said.lower().find(value.lower())
    if (
        place < 0
        or said.lower().count(value.lower()) > 1
        or _STILL_ASKS.search(said)
        or detect_language(said) != language
    ):
        return False
    behind = (
        _LASTING.sub("", said[place:], count=1) if _LASTING.match(said, place + len(value)) else said[place:]
    )
    rest = f"{said[:place]} {behind[len(value) :]}".strip(_EDGE)
    plain = _ASKED[language].sub(" ", asked.lower())
    terms = _reader(language, analyzer)
    if not terms(rest) <= terms(asked) or not terms(plain) <= terms(said):
        return False
    if {one.key for one in find_quantities(rest)} - {one.key for one in find_quantities(asked)}:
        return False
    if _is_past(asked, language) != _is_past(rest, language) or denials(rest) != denials(asked):
        return False
    asking = " ".join(match[0] for match in _ASKED["ja"].finditer(asked)) if language == "ja" else ""
    if any(word not in said for word in _BESIDE.findall(asking)):
        return False
    qualifies = _QUALIFIES[language]
    before, after = set(qualifies.findall(plain)), set(qualifies.findall(rest.lower()))
    return after <= set(qualifies.findall(asked.lower())) and before <= after | set(
        qualifies.findall(value.lower())
    )


def _is_past(text: str, language: Language) -> bool:
    """Return whether a question or sentence speaks of the past: did it cost, it cost."""
    if language == "en" and (auxiliary := _AUXILIARY.search(text.lower())):
        return auxiliary[0] in ("did", "was", "were", "had")
    return _PAST[language].search(text.lower().strip(_EDGE)) is not None


def _reader(language: Language, analyzer: Analyzer) -> Callable[[str], frozenset[str]]:
    """Return what gives the content words of a text by their base forms."""
    if language == "en":
        return _english
    return lambda text: frozenset(word.term for word in analyzer.content_words(text))


def _english(text: str) -> frozenset[str]:
    """Return the stems of the words of content: wrote as write; my as your."""
    words = (re.sub(r"'s?\Z", "", word) for word in re.findall(r"[a-z0-9][a-z0-9'’-]*", text.lower()))
    bases = (IRREGULAR.get(_FIRST.get(word, word), _FIRST.get(word, word)) for word in words)
    return frozenset(stem for base in bases for stem in _stems.terms(base))
