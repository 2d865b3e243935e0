"""A statement → a question for one of its values, and what is asked about a definition or a heading, in both languages.

"The fee of the pool is 500 yen a night." becomes "How much is the fee of the pool a night?", where the sentence lets
itself be turned; else the value's place is asked for where it stands, as somebody does who quotes from memory.
"""

import re
from typing import Final

from kotae.conflicts.values import Value, echo
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.records import Language
from kotae.scripts import HIRAGANA, JAPANESE

__all__ = [
    "about_heading",
    "about_term",
    "defined_term",
    "is_askable",
    "keyword_question",
    "numbered",
    "parts_of_cell",
    "question_for",
]

# The fee is 500 yen a night: what stands before the value and behind it.
_TURNED_EN: Final = re.compile(
    r"\A(?P<subject>(?:[^,;:]|, )+?) (?P<verb>is|are|was|were)(?P<bound> (?:about|at least|at most|up to|around))?\s*\Z"
)
_HIRAGANA: Final = re.compile(f"[{HIRAGANA}]")
# Of a longer sentence nobody would make one question.
_SENTENCE_JA: Final = 60
_CLAUSE_JA: Final = re.compile(r"(?<=[、。；])")
_DEFINED: Final = ByLanguage(
    {
        "ja": re.compile(
            r"\A[「『]?(?P<term>[^「」『』、。]{2,30}?)[」』]?とは、?.{4,}(?:をいう|を指す|のこと(?:である|です|をいう)?|である|です|をいいます|を指します)。?\Z"
        ),
        "en": re.compile(
            r"\A[\"“‘']?(?P<term>(?!(?:A|An|This|That|It|Which) )[A-Za-z][^\"”’,.;:]{2,40}?)[\"”’']? "
            r"(?:means|refers to|stands for|is defined as) (?:a|an|the|any|all|that)\b.{8,}\Z"
        ),
    }
)
_CELL: Final = ByLanguage(
    {
        "ja": re.compile(r"\A(?P<entity>.+)の(?P<label>[^の]+)は[^は]+です。\Z"),
        "en": re.compile(r"\AThe (?P<label>.+?) of (?P<entity>.+) is .+\.\Z"),
    }
)
"""How :func:`kotae.conflicts.statements.statements_of` says a cell."""
_TERM: Final = ByLanguage({"ja": "{}とは何ですか", "en": "What is meant by {}?"})
_HEADING: Final = ByLanguage({"ja": "{}について教えてください", "en": "What is said about {}?"})
_ASKED: Final = ByLanguage(
    {
        "ja": {
            "money": "はいくらですか",
            "percent": "は何%ですか",
            "date": "はいつですか",
            "time": "は何時ですか",
            "name": "は誰ですか",
            "count": "はいくつですか",
        },
        "en": {
            "money": "How much is {}?",
            "percent": "What percentage is {}?",
            "date": "When is {}?",
            "time": "What time is {}?",
            "name": "Who is {}?",
            "count": "How many for {}?",
        },
    }
)
"""What is asked in few words, by the kind of the value."""
_NUMBER: Final = re.compile(
    r"\A\s*(?:[0-9]+(?:\.[0-9]+)*[.)、．]\s*|第[0-9一二三四五六七八九十]+[条章節項]\s*|[(（][0-9]+[)）]\s*|[QA][.:：．]\s*"
    rf"|[QA0-9]\s+(?=[{JAPANESE}])|[-*・•]\s*)+"
)
# One end of a range, or one of several: asked for by itself it has two answers.
_RANGE_BEFORE: Final = re.compile(r"(?:[-–—~〜～]|から|\b(?:from|between|and|to|or)\b)\s*\Z")
_RANGE_BEHIND: Final = re.compile(r"\s*(?:[-–—~〜～]|から\S{0,3}[0-9]|、[0-9]|\b(?:to|and|or) [0-9£$€¥])")
# A request, a fragment, a list: no sentence that can be turned.
_NO_SENTENCE: Final = ByLanguage(
    {
        "ja": re.compile(r"(?:ください|下さい|ましょう|こと|[)）」])[。.]?\s*\Z|[:：]\s*\Z"),
        "en": re.compile(r"[^.!]\s*\Z|\A[a-z(]"),
    }
)
_SPELT: Final = re.compile(
    r"(?<=how many )(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety"
    r"|hundred|thousand|half|a|an)\b[ -]?)+",
    re.IGNORECASE,
)
_ASKS_ITSELF: Final = re.compile(r"[?？]\s*\Z|(?:です|ます|でしょう)か。?\s*\Z")


def numbered(text: str) -> int:
    """Return how many characters the number in front of a statement takes: (2), 第4条."""
    found = _NUMBER.match(text)
    return found.end() if found else 0


def is_askable(text: str, value: Value, language: Language) -> bool:
    """Return whether a statement can be made a question for one of its values: no end of a range, no request."""
    return not (
        _RANGE_BEFORE.search(text[: value.start])
        or _RANGE_BEHIND.match(text, value.end)
        or text[value.end : value.end + 1].isdigit()
        or _NO_SENTENCE[language].search(text)
        or (value.kind == "name" and _HIRAGANA.search(text, value.start, value.end))
    )


def question_for(text: str, value: Value, language: Language) -> str:
    """Return a question for a value of a statement, in the statement's own words.

    Args:
        text: The statement, folded.
        value: At its place in it.
        language: The statement's.
    """
    made = _in_japanese(text, value) if language == "ja" else _in_english(text, value)
    made = _SPELT.sub("", _NUMBER.sub("", made))
    return made[:1].upper() + made[1:]


def _in_english(text: str, value: Value) -> str:
    before, after = _NUMBER.sub("", text[: value.start]), text[value.end :].strip().rstrip(".;")
    asks = value.asks[0].upper() + value.asks[1:]
    if turned := _TURNED_EN.match(before):
        subject = _lowered(turned["subject"])
        return f"{asks} {turned['verb']} {subject}{turned['bound'] or ''}{f' {after}' if after else ''}?"
    return echo(text, value, "en")


def _lowered(subject: str) -> str:
    """Return a subject as it stands within a sentence: the fee; names keep their capitals."""
    first, space, rest = subject.partition(" ")
    return (
        f"{first.lower()}{space}{rest}"
        if first in {"The", "A", "An", "This", "Our", "Your", "All", "Each"}
        else subject
    )


def _in_japanese(text: str, value: Value) -> str:
    """Return the statement as a question; of a long one the clause of the value with its topic."""
    if len(text) <= _SENTENCE_JA:
        return _asking(echo(text, value, "ja"))
    at, clauses = 0, []
    for clause in _CLAUSE_JA.split(text):
        clauses.append((at, clause))
        at += len(clause)
    start, own = next((one for one in clauses if one[0] <= value.start < one[0] + len(one[1])), (0, text))
    topic = next(
        (clause for place, clause in clauses if place < start and re.search(r"[はには]、?\Z", clause)), ""
    )
    asked = own[: value.start - start] + value.asks + own[value.end - start :]
    return _asking(f"{topic}{asked}".strip(" 、。；") + "か。")


def _asking(asked: str) -> str:
    """Return a question with its verb, where the statement ended in a noun."""
    return asked if len(asked) < 3 or _HIRAGANA.match(asked[-3]) else f"{asked[:-2]}ですか。"


def defined_term(text: str, language: Language) -> str:
    """Return what a statement defines; empty where it defines nothing."""
    found = _DEFINED[language].match(_NUMBER.sub("", text))
    return found["term"].strip() if found else ""


def parts_of_cell(text: str, language: Language) -> tuple[str, str]:
    """Return entity and label of a cell's statement; both empty where it has another form."""
    found = _CELL[language].match(text)
    return (found["entity"], found["label"]) if found else ("", "")


def about_term(term: str, language: Language) -> str:
    """Return the question what a word means."""
    return _TERM[language].format(term)


def about_heading(heading: str, language: Language) -> str:
    """Return the question what stands under a heading, without its number; a heading that asks is the question."""
    if _ASKS_ITSELF.search(heading):
        return _NUMBER.sub("", fold(heading)).strip()
    return _HEADING[language].format(_NUMBER.sub("", fold(heading)).strip(" .:："))


def keyword_question(words: str, kind: str, language: Language) -> str:
    """Return a question in few words, for what was found word by word.

    Args:
        words: What it is about, as one phrase.
        kind: Of what is asked for: ``money``, ``percent``, ``date``, ``time``, ``name``; anything else is a count.
        language: To ask in.
    """
    asked = _ASKED[language].get(kind, _ASKED[language]["count"])
    return f"{words}{asked}" if language == "ja" else asked.format(words)
