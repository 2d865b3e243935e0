"""Amounts per month, year, week, day, hour: 月額の合計 asks for what is called so, not for every amount of money.

The word is often all that such a question names, and single signs of it (月, month) stand in every date. So it counts only in
what a paper says of the amount itself: its label, its sentence, its heading, its title.
"""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.gathering.candidates import Candidate
from kotae.gathering.looseness import is_verb, measuring
from kotae.gathering.wish import Wish

__all__ = ["of_the_period"]

_PERIODS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![0-9])月(?:[額給謝費料払極賃]|会費|利用料)|毎月|月々|月ごと|(?:一|1|ひと)(?:か|ヶ|カ|ケ|箇)?月(?:当たり|あたり|につき)"
        r"|\bmonthly\b|\b(?:per|a|each|every) month\b",
        r"(?<![0-9])年(?:[額俸費料払収給]|会費|報酬)|毎年|(?<![0-9])年間|(?:一|1)年(?:当たり|あたり|につき)"
        r"|\b(?:annual(?:ly)?|yearly|per annum)\b|\b(?:per|a|each|every) year\b",
        r"週[額給]|毎週|(?:一|1)週間?(?:当たり|あたり|につき)|\bweekly\b|\b(?:per|a|each|every) week\b",
        r"(?<![0-9])日[額給当]|毎日|(?:一|1)日(?:当たり|あたり|につき)|\bdaily\b|\b(?:per|a|each|every) day\b",
        r"時給|時間給|(?:一|1)時間(?!半)|\bhourly\b|\b(?:per|an|each|every) hour\b",
    )
)
# The amount is called something else, and this says only per what it is: 在宅勤務手当は月額5,000円.
_BEHIND_A_NAME: Final = r"[はがも、,]\s*(?:1人)?(?:{period})\s*(?:約|[¥$])?\Z"


def of_the_period(candidates: Sequence[Candidate], wish: Wish) -> tuple[list[Candidate], int]:
    """Return the candidates whose amount is said per the period asked for, and how many are left out for another name.

    Nothing is left out where the question names no period, or anything besides it, and nothing of a language whose candidates
    never say it.

    Args:
        candidates: In order.
        wish: What is wanted.
    """
    period = next((one for one in _PERIODS if one.search(wish.question.text)), None)
    if period is None or not wish.needs_amount or "money" not in wish.kinds:
        return list(candidates), 0
    measure, text = measuring(*wish.kinds[:1]), wish.question.text
    # What it names besides tells papers apart, which may say the period otherwise or not at all.
    if any(
        not (period.search(fold(word.surface)) or measure(word.surface) or is_verb(word, text))
        for word in wish.words
    ):
        return list(candidates), 0
    saying = {id(one) for one in candidates if period.search(_said_of(one))}
    # Papers of a language that say it nowhere may call it by a word of their own.
    languages = {one.document.info.language for one in candidates if id(one) in saying}
    told = [one for one in candidates if id(one) in saying or one.document.info.language not in languages]
    called = [one for one in told if not _is_called_otherwise(one, period)]
    return (called, len(told) - len(called)) if called else (told, 0)


def _said_of(one: Candidate) -> str:
    amount = one.amount
    parts = [one.document.info.title, one.record.heading]
    if amount is not None:
        parts += [amount.label, amount.beside]
    return fold("\n".join(parts))


def _is_called_otherwise(one: Candidate, period: "re.Pattern[str]") -> bool:
    amount = one.amount
    if amount is None or not amount.beside:
        return False
    before = fold(one.document.text[one.unit.start : amount.start])
    return re.search(_BEHIND_A_NAME.format(period=period.pattern), before, re.IGNORECASE) is not None
