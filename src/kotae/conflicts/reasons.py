"""Why two statements that differ don't contradict one another: exact checks that need no model."""

import datetime
from fractions import Fraction
from itertools import product
from typing import Final

from kotae import lazy_re as re
from kotae.conflicts.editions import is_superseded
from kotae.conflicts.qualifiers import qualified_otherwise, told_for_other_days
from kotae.conflicts.records import Reason
from kotae.conflicts.statements import Statement
from kotae.conflicts.values import Value

__all__ = ["reason_between", "value_reason"]

_ABOUT: Final = re.compile(
    r"(?:約|およそ|おおよそ|ほぼ|概ね|\b(?:about|around|approximately|roughly|nearly|almost|some|circa)\b)\s*(?:a |the )?\Z",
    re.IGNORECASE,
)
_ABOUT_BEHIND: Final = re.compile(r"\s*(?:ほど|程度|くらい|ぐらい|前後|強|弱|余り|あまり|\bor so\b)")
_MAGNITUDE: Final = re.compile(r"[万億兆]|illion|\b(?:bn|mn)\b")
_MOST: Final = re.compile(
    r"上限|最大|最長|最高|以内|以下|定員|収容|超えて(?:は|なら)|超えない|\b(?:up to|at most|no more than"
    r"|not more than|not (?:be more than|exceed)|within|maximum|limit(?:ed)? (?:of|to)|capacity|seats|sleeps"
    r"|accommodates|carr(?:y|ies) (?=[0-9])|(?:room|space|seats|places|beds) for"
    r"|(?:takes|holds) (?=[0-9]+ (?!seconds?|minutes?|hours?|days?|weeks?|months?|years?)[a-z]))\b",
    re.IGNORECASE,
)
# Behind an amount it is a limit; behind a place it only says how far: 山荘までは5時間.
_UP_TO: Final = re.compile(r"[^、。0-9]{0,6}?(?<!前)まで")
_LEAST: Final = re.compile(
    r"下限|最低|最小|最短|少なくとも|以上|\b(?:at least|no less than|not less than|minimum|or more)\b",
    re.IGNORECASE,
)
_MEASURES: Final = (
    re.compile(r"平均|\b(?:average|mean|median)\b", re.IGNORECASE),
    re.compile(r"合計|総額|累計|\b(?:total|altogether|cumulative)\b", re.IGNORECASE),
    re.compile(
        r"予定|見込|予想|計画|目標|\b(?:planned|expected|forecast|target|estimated|projected|budgeted)\b",
        re.IGNORECASE,
    ),
    re.compile(r"前年|前期比|\b(?:year[- ]on[- ]year|previous year|compared with)\b", re.IGNORECASE),
    re.compile(r"増え|増加|減少|減っ|上昇|\b(?:increas|decreas|rose|fell|grew|up by|down by)", re.IGNORECASE),
)
# Of whom or when something holds: where one says the one and the other the other, they speak of different things.
_CONDITIONS: Final = tuple(
    tuple(re.compile(side, re.IGNORECASE) for side in sides)
    for sides in (
        (r"大人|成人|\badults?\b",
         r"子ども|子供|こども|小人|児童|幼児|小学生|中学生|\b(?:child(?:ren)?|kids?|infants?)\b"),
        (r"平日|\bweekdays?\b", r"土日|週末|休日|祝日|\b(?:weekends?|(?:public |bank )?holidays?)\b"),
        (r"(?<!非)会員(?!以外|でない)|(?<!non-)\bmembers?\b", r"非会員|会員以外|会員でない|\bnon-?members?\b"),
        (r"新規|\b(?:new|initial)\b", r"更新|継続|\brenew(?:al|ed)\b"),
        (r"国内|\bdomestic\b", r"海外|国外|国際|\b(?:overseas|abroad|international|foreign)\b"),
        (r"正社員|(?<!非)常勤|\b(?:full-time|permanent)\b",
         r"パート|アルバイト|非常勤|契約社員|\b(?:part-time|temporary|casual)\b"),
        (r"上半?期|\bfirst half\b", r"下半?期|\bsecond half\b"),
        (r"夏[期季]|\bsummer\b", r"冬[期季]|\bwinter\b"),
        (r"片道|\b(?:one[- ]way|single (?:ticket|fare))\b", r"往復|\b(?:round[- ]trip|return (?:ticket|fare)|both ways)\b"),
        (r"片面|\b(?:one|single)[- ]sided?\b", r"両面|\b(?:both sides|(?:two|double)[- ]sided)\b"),
        (r"初級|初心者|\b(?:beginners?|elementary)\b", r"上級|上級者|\badvanced\b"),
        (r"屋内|室内|\bindoors?\b", r"屋外|野外|\boutdoors?\b"),
        (r"税込|\bincluding (?:tax|VAT)\b", r"税抜|税別|\bexcluding (?:tax|VAT)\b"),
        (r"男性|男子|\b(?:men|male)\b", r"女性|女子|\b(?:women|female)\b"),
        (r"チェックイン|到着|入[場館園]|\b(?:check-?in|arrival|admission|entry)\b",
         r"チェックアウト|出発|退[場館園]|\b(?:check-?out|departure|exit)\b"),
        (r"開始|始ま|着工|着手|\b(?:starts?|started|begins?|began|opens?|opening)\b(?! (?:running|working)\b)",
         r"終了|終わ|完了|完成|竣工|最終日"
         r"|\b(?:last day|ends?|ended|closes?|closing|finish(?:es|ed)?|complet(?:es?|ed|ion)|ready)\b"),
        (r"初診|初回|初めて|\b(?:first|initial) (?:visit|time|consultation|lesson|order)s?\b",
         r"再診|再来|[2二]回目以降|\b(?:further|follow-up|subsequent|repeat) (?:visit|time|consultation|lesson|order)s?\b"),
        (r"輸入|\bimports?\b", r"輸出|\bexports?\b"),
        (r"収入|売上|\b(?:income|revenue|sales)\b",
         r"支出|費用|利益|\b(?:expenditure|expenses|profit)\b"),
    )
)  # fmt: skip
# Said of another day in every paper: the next meeting of May's minutes isn't that of June's.
_RELATIVE: Final = re.compile(
    r"次回|前回|今回|来月|先月|今月|今週|来週|先週|次期|前期|今期|来期"
    r"|\b(?:next|previous|upcoming|coming)\b"
    r"|\b(?:this|last) (?:week|month|quarter|term|season|time|meeting|session)\b",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(r"今年|本年|来年|昨年|去年|前年|今季|来季|\b(?:this|last) year\b", re.IGNORECASE)
# Papers of the same few days speak of the same next meeting.
_SAME_DAYS: Final = 7
# Which measure of a thing a length or a weight is.
_DIMENSIONS: Final = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"幅|間口|\b(?:wide|width|breadth)\b",
        r"長さ|全長|延長|\b(?:long|length)\b",
        r"深さ|水深|奥行|\b(?:deep|depth)\b",
        r"高さ|標高|全高|\b(?:high|tall|height)\b",
        r"厚さ|厚み|\b(?:thick|thickness)\b",
        r"直径|口径|\bdiameter\b",
        r"面積|\barea\b",
        r"湿度|\bhumidity\b",
        r"室温|温度|水温|気温|\btemperature\b",
    )
)
# What is said of several together isn't what one of them has.
_TOGETHER: Final = re.compile(
    r"(?:合わせ|あわせ)[てるた]|合計(?:して|する|した)|を加えた"
    r"|\b(?:taken together|together with|put together|combined|altogether|jointly|between them)\b",
    re.IGNORECASE,
)
_NEAR: Final = Fraction(1, 10)
_DATE: Final = re.compile(r"date:(?P<year>[0-9]{4}|-)(?:-(?P<month>[0-9]{2}))?(?:-(?P<day>[0-9]{2}))?")


def reason_between(
    one: Statement, other: Statement, value: Value | None, against: Value | None
) -> Reason | None:
    """Return why two statements don't speak of the same thing, whatever they say of it; None where nothing shows that.

    Args:
        one: A statement.
        other: One of another paper.
        value: Of the first; None where it is a denial.
        against: Of the second.
    """
    if one.is_of_other_parties(other):
        return "other parties"
    if (
        _names_others(one, other)
        or _holds_for_others(one.text, other.text)
        or _measures_otherwise(one.text, other.text)
    ):
        return "other subject"
    if value is None or against is None:
        if told_for_other_days(one.text, other.text) or _of_other_days(one, other):
            return "other period"
    elif qualified_otherwise(one, other, value, against):
        return "other subject"
    if value is not None and bool(_TOGETHER.search(one.text)) != bool(_TOGETHER.search(other.text)):
        return "other subject"
    years = one.years(value) or _own_year(value, against)
    others = other.years(against) or _own_year(against, value)
    if years and others and not years & others:
        return "superseded" if is_superseded(one, other) else "other period"
    return "other period" if _seen_from_other_days(one, other) else None


def _names_others(one: Statement, other: Statement) -> bool:
    """Whether both name models, articles and the like, and none in common."""
    return bool(one.identifiers and other.identifiers) and not one.identifiers & other.identifiers


def _of_other_days(one: Statement, other: Statement) -> bool:
    """Whether both say of which days they speak, and not of the same."""
    days = [{each.key for each in side.quantities if each.kind == "date"} for side in (one, other)]
    return bool(days[0] and days[1]) and not any(_is_less_exact(*keys) for keys in product(*days))


def _seen_from_other_days(one: Statement, other: Statement) -> bool:
    """Whether both tell the time from their paper's own day, and these days are apart: next week, this year."""
    if not one.day or not other.day:
        return False
    if _RELATIVE.search(one.text) and _RELATIVE.search(other.text):
        days = [datetime.date.fromisoformat(each.day) for each in (one, other)]
        return abs(days[0] - days[1]).days >= _SAME_DAYS
    return bool(_YEARLY.search(one.text) and _YEARLY.search(other.text) and one.day[:4] != other.day[:4])


def _holds_for_others(one: str, other: str) -> bool:
    """Whether one is said of adults alone and the other of children alone, and the like."""
    return any(
        [bool(side.search(one)) for side in sides] == [not side.search(other) for side in sides]
        and bool(sides[0].search(one)) != bool(sides[1].search(one))
        for sides in _CONDITIONS
    )


def _measures_otherwise(one: str, other: str) -> bool:
    """Whether each tells a measure of a thing, and not the same one: how wide a bridge is, how long."""
    told = [{place for place, way in enumerate(_DIMENSIONS) if way.search(text)} for text in (one, other)]
    return bool(told[0] and told[1]) and not told[0] & told[1]


def _own_year(value: Value | None, against: Value | None) -> frozenset[str]:
    """The year of a date, where the other one has none of its own: 1 October 2025 is held against 7 October, said of 2024."""
    dates = [_DATE.fullmatch(each.key) if each is not None else None for each in (value, against)]
    if dates[0] is None or dates[1] is None or dates[0]["year"] == "-" or dates[1]["year"] != "-":
        return frozenset()
    return frozenset((dates[0]["year"],))


def value_reason(one: Statement, other: Statement, value: Value, against: Value) -> Reason | None:
    """Return why two values of one thing agree all the same; None where they don't.

    Args:
        one: A statement.
        other: One of another paper.
        value: Of the first.
        against: Of the second, of the same kind.
    """
    if value.kind == "date":
        return "less exact" if _is_less_exact(value.key, against.key) else None
    if value.kind == "name":
        return None
    if value.key != against.key and value.amount == against.amount:
        return "same amount"
    if any(bool(way.search(one.text)) != bool(way.search(other.text)) for way in _MEASURES):
        return "other measure"
    if _is_rounded(one, value, against) or _is_rounded(other, against, value):
        return "rounded"
    if _is_within(one, other, value, against) or _is_within(other, one, against, value):
        return "within a limit"
    return None


def _is_less_exact(one: str, other: str) -> bool:
    """Whether one date is a part of the other: a year and a day in it, a day with and without its year."""
    dates = [_DATE.fullmatch(key) for key in (one, other)]
    if dates[0] is None or dates[1] is None:
        return False
    parts = [match.groupdict() for match in dates if match is not None]
    return all(
        parts[0][name] in (None, "-") or parts[1][name] in (None, "-") or parts[0][name] == parts[1][name]
        for name in ("year", "month", "day")
    )


def _is_rounded(statement: Statement, value: Value, exact: Value) -> bool:
    """Whether a value is the other one, rounded: it says so, or is written with a magnitude and fewer digits."""
    text = statement.text
    said = _ABOUT.search(text[: value.start]) or _ABOUT_BEHIND.match(text, value.end)
    written = text[value.start : value.end]
    if not exact.amount:
        return False
    if said and abs(value.amount - exact.amount) <= _NEAR * abs(exact.amount):
        return True
    return bool(said or _MAGNITUDE.search(written)) and _rounds_to(exact.amount, value.amount)


def _rounds_to(exact: Fraction, coarse: Fraction) -> bool:
    """Whether the first, rounded to the digits of the second (two at least), is the second."""
    if coarse <= 0 or exact <= 0 or exact == coarse:
        return False
    digits = f"{float(coarse):.12e}".split("e")[0].replace(".", "").rstrip("0")
    return (
        len(digits) >= 2 and f"{float(exact):.{len(digits) - 1}e}" == f"{float(coarse):.{len(digits) - 1}e}"
    )


def _says_most(statement: Statement, value: Value) -> bool:
    return bool(_MOST.search(statement.text) or _UP_TO.match(statement.text, value.end))


def _is_within(limit: Statement, other: Statement, most: Value, value: Value) -> bool:
    """Whether one says a limit that the other one's value keeps."""
    if _says_most(limit, most) and not _says_most(other, value):
        return value.amount <= most.amount
    if _LEAST.search(limit.text) and not _LEAST.search(other.text):
        return value.amount >= most.amount
    return False
