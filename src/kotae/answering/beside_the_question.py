"""Values that the reader points at and that don't answer: said in the question already, of another kind, or denied."""

from itertools import pairwise
from typing import Final

from kotae import lazy_re as re
from kotae.answering.council.denials import denials
from kotae.folding import fold
from kotae.question import Question
from kotae.question.wanted import asked_figure, asks_share, asks_whether
from kotae.scripts import KATAKANA
from kotae.segmentation.quantities import find_quantities
from kotae.translation.transliteration import is_katakana, is_latin_name, likeness

__all__ = ["BRACKETS", "is_beside", "is_cut", "is_of_another", "is_set_aside", "repeats"]

BRACKETS: Final = ("（）", "()", "「」", "『』", "[]")
"""What belongs together, an opening and a closing sign each."""
# What a question of a choice names may well be its answer.
_CHOICE: Final = re.compile(r"\bor\b|または|それとも|どちら|どっち|か、|\bwhich\b", re.IGNORECASE)
# What a question asks about by its very words: what "bit" stands for.
_QUOTED: Final = re.compile(r"[\"「『](?P<term>[^\"「」『』]{1,40})[\"」』]")
_CLAUSES: Final = re.compile(r"[、,;；]| and (?=[\"「])")
# What gives way to something else: gold instead of blue, 青ではなく金色.
_GIVES_WAY_EN: Final = re.compile(
    r"\b(?:instead of|rather than|in place of|in lieu of|as opposed to|no longer)\s+"
    r"(?:(?:at|by|for|from|in|on|to|the|an?)\s+)*\Z",
    re.IGNORECASE,
)
_GIVES_WAY_JA: Final = re.compile(r"では?(?:なく|ありません)|じゃなく|の(?:代|か)わりに|に[代か]えて")
_NOT_ALONE: Final = re.compile(r"(?:だけ|のみ|ばかり)\Z")
_ASKS_WHAT_GAVE_WAY: Final = re.compile(
    r"\b(?:instead|rather|replac\w*|old|previous\w*|former\w*|before|not|no longer)\b|n['’]t\b"
    r"|代わり|かわり|以前|前は|元は|もとは|やめ|なく|ない|ません",
    re.IGNORECASE,
)
# Two things joined as the last of three are: Anthropic, and Gemini.
_LAST_OF_MORE: Final = re.compile(r"[^\W\d]\w*(?: \w+){0,3}, (?:and|or) \w+(?: \w+){0,3}")
# A number of things that aren't named: 約1,700 of 約1,700の自治体.
_SOME: Final = re.compile(
    r"(?:約|およそ|about |around |some |nearly |over )?[0-9]{1,3}(?:,[0-9]{3})+|(?:約|およそ|about |around |nearly )[0-9]+",
    re.IGNORECASE,
)
_LOAN: Final = re.compile(f"[{KATAKANA}]{{2,}}")
_SOUNDS_ALIKE: Final = 0.7
# Shorter values stand in a question by chance: 3年, yes.
_LEAST_REPEATED: Final = 4


def is_beside(question: Question, span: str, sentence: str) -> bool:
    """Return whether a value answers something else than what is asked.

    So does a share where a number of things is asked for (How many companies? 84%), a time that the question states itself,
    and what its sentence denies where a yes or a no is wanted.

    Args:
        question: As read.
        span: The value.
        sentence: What it stands in.
    """
    if asks_whether(question.text) and denials(fold(sentence)) > denials(fold(span)):
        return True
    quantities = find_quantities(fold(span))
    shares = bool(quantities) and all(held.kind == "percent" for held in quantities)
    if shares and asked_figure(question.text) == "count" and not asks_share(question.text):
        return True
    stated = {quantity.key for quantity in question.quantities if quantity.kind in ("date", "time")}
    return any(held.key in stated and held.end - held.start == len(span) for held in quantities)


def is_cut(question: Question, span: str) -> bool:
    """Return whether a value is only a part of what is told: the last two of three, half a bracket, a count of nothing.

    A bare number answers only who asks for a figure.

    Args:
        question: As read.
        span: The value.
    """
    said = fold(span)
    if _LAST_OF_MORE.fullmatch(said) or any(span.count(one) != span.count(other) for one, other in BRACKETS):
        return True
    return _SOME.fullmatch(said) is not None and not asked_figure(question.text)


def is_of_another(question: Question, text: str, start: int) -> bool:
    """Return whether a value stands in a clause about something else than the words that the question quotes.

    「ワット」は電力、「ビット」は計算資源: asked what "bit" stands for, it is no value of the first clause.

    Args:
        question: As read.
        text: The sentence.
        start: Where the value begins in it.
    """
    terms = [match["term"].strip().lower() for match in _QUOTED.finditer(question.folded)]
    if not terms:
        return False
    ends = [0, *(match.end() for match in _CLAUSES.finditer(text)), len(text)]
    clauses = [(first, last) for first, last in pairwise(ends) if first < last]
    own = [text[first:last] for first, last in clauses if first <= start < last]
    return any(
        any(_speaks_of(term, text[first:last]) for first, last in clauses)
        and not any(_speaks_of(term, clause) for clause in own)
        for term in terms
    )


def is_set_aside(question: Question, text: str, start: int, end: int) -> bool:
    """Return whether a value is what its sentence puts something else in the place of, and the question asks for no such thing.

    Args:
        question: As read.
        text: Holds the value.
        start: Where it begins in the text.
        end: Where it ends.
    """
    if _ASKS_WHAT_GAVE_WAY.search(question.folded):
        return False
    only = _NOT_ALONE.search(text[start:end])  # 円だけでなくドルも
    return _GIVES_WAY_EN.search(text[:start]) is not None or (
        only is None and _GIVES_WAY_JA.match(text, end) is not None
    )


def _speaks_of(term: str, clause: str) -> bool:
    """Return whether a clause holds a word, or one of the other script that sounds like it."""
    plain = fold(clause).lower()
    if re.search(rf"(?<![a-z]){re.escape(term)}(?![a-z])", plain):
        return True
    if is_latin_name(term):
        return any(likeness(loan, term) >= _SOUNDS_ALIKE for loan in _LOAN.findall(plain))
    names = re.findall(r"[a-z]{2,}", plain) if is_katakana(term) else []
    return any(likeness(term, name) >= _SOUNDS_ALIKE for name in names if is_latin_name(name))


def repeats(said: str, question: Question) -> bool:
    """Return whether a short answer only says back what the question names: mirror face, asked what MirrorFace is."""
    plain, asked = (re.sub(r"\W", "", fold(text)).lower() for text in (said, question.text))
    return len(plain) >= _LEAST_REPEATED and plain in asked and _CHOICE.search(question.text) is None
