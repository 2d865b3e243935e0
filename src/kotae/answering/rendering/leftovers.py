"""Whether what stands around the figures of a short answer may be left unsaid.

A figure without what it is of says something else: *unpaid leave up to six days* isn't 6日まで, 前日の正午まで isn't *by 12:00*.
It may be said alone where nothing but grammar stands around it, or where the question asks for just such a figure and what
stands around it neither denies, nor adds, nor tells when.
"""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.bounds import AFTER
from kotae.answering.rendering.phrases import PER_EN
from kotae.languages import ByLanguage
from kotae.question.wanted import Asked
from kotae.records import Language
from kotae.segmentation.quantities import Quantity

__all__ = ["says_more"]

_SILENT: Final = frozenset(
    """the a an of on at in by for from to until till within up about around approximately roughly some at least most more less
    or fewer and over under below above than between every minimum maximum no not exceed exceeds exceeding is are it was were
    total average all together altogether valid long tall high wide deep early late beginning end middle mid fiscal year fy before
    earlier in advance beforehand minus noon midnight am pm p m reach come came short did didn t last lasts as much many only
    starting since nearly almost after afterwards onwards later during throughout daily inclusive each per half""".split()
)
_RISKY: Final = ByLanguage[re.Pattern[str]](
    {
        "en": re.compile(
            r"\b(?:not|no|never|cannot|half|plus|minus|double|each|per|every|unless|without|except|before|after|next|previous"
            r"|following|last|first|second|another|free|unpaid|paid|if|then|otherwise|but|until|when|where|which"
            r"|who|someone|because|than|and|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|day|week|fortnight|month|year|quarter|hour|morning|afternoon|evening|night)\b|n['’]t\b",
            re.IGNORECASE,
        ),
        "ja": re.compile(
            r"な[いくか]|月の|ません|ず|前[日年月週]|翌|当[日月年]|来[年月週]|昨|今[年月週]|本[年月日]|次|先[日月週年]|以外|除|半|毎|ごと|各|あた?り|当たり|一度|一回|につき"
            r"|場合|なら|れば|とき|時点|返|前借|曜|その|又|または|か[、]|ほか|加え"
        ),
    }
)
_QUIET_JA: Final = re.compile(
    r"\([月火水木金土日]曜?日?(?:・[月火水木金土日祝])*\)|[\s、。・（）()~〜～–—-]|営業日|または|又は|もしくは|若しくは|以[上下内降前]|まで|から|より|につき|あたり|当たり|当り|合計|総額|通算|全部|一律|税込み?|税別"
    r"|税抜き?|およそ|おおよそ|最[大長高低短]|平均|少なくとも|上限|ごろ|頃|程度|ほど|くらい|ぐらい|前後|ちょうど|マイナス|氷点下|零下"
    r"|[月年日時]額|[日月年時]給|毎[日月年週]|大人|おとな|成人|子ども|こども|子供|小人|小児|児童|現在|ごと|毎|おき|(?:経過)?後|前|[上中下]旬|末日?|半ば|初め"
    r"|[日月年週時口晩泊枚個本名台室組件回袋箱冊](?=[ に])|[のはがをにでとも約計1人]|です|である"
)
# Denials but those that bound a figure: no more than.
_DENIED: Final = re.compile(
    r"\b(?:not|no)\b(?! (?:more|less|fewer|later than|longer|over|under|exceed|reach|come))|\bbut not\b",
    re.IGNORECASE,
)
_EACH_EN: Final = re.compile(
    rf"{PER_EN.pattern}|(?:\s[a-z]+)?\s*(?:\bper|/) ?[a-z]+\b|\s[a-z]+ an? (?:day|month|year|week|night|hour|minute)\b",
    re.IGNORECASE,
)
_WORKING_DAYS: Final = re.compile(r"\b(?:working|business)[ -]days?\b", re.IGNORECASE)
# What a time is before is mostly what was asked of: 45 minutes before closing.
_BEFORE_WHAT: Final = re.compile(r"\bbefore (?:closing|opening|departure|the start|the end)\b", re.IGNORECASE)
_RANGE: Final = re.compile(r"\s*(?:to|and|から|[-–~〜～]|、|,|\bor\b)\s*")


def says_more(text: str, quantities: Sequence[Quantity], source: Language, asked: Asked = "") -> bool:
    """Return whether a span says more than its figures and what bounds them, so that they can't stand alone.

    Args:
        text: The span, folded.
        quantities: Those in it, in order; at least one.
        source: Its language.
        asked: What the question asks for.
    """
    rest = _rest(text, quantities, source)
    if source == "en" and _DENIED.search(text):
        return True
    silent = not _QUIET_JA.sub("", rest) if source == "ja" else not _words(rest) - _SILENT
    if silent:
        return False
    if not asked or not _is_one(text, quantities) or _RISKY[source].search(rest):
        return True
    return asked != "count" and _is_bare(text, quantities)


def _rest(text: str, quantities: Sequence[Quantity], source: Language) -> str:
    """Return a span without its quantities and what bounds them."""
    rest = text
    for quantity in reversed(quantities):
        each = _EACH_EN.match(rest, quantity.end) if source == "en" else None
        bound = each or AFTER[source].match(rest, quantity.end)
        rest = f"{rest[: quantity.start]} {rest[bound.end() if bound else quantity.end :]}"
    return _BEFORE_WHAT.sub(" ", _WORKING_DAYS.sub(" ", rest))


def _words(rest: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", rest.lower()))


def _is_one(text: str, quantities: Sequence[Quantity]) -> bool:
    """Return whether quantities are one figure: one alone, a day and an hour, a range, 1口 with its price."""
    if len(quantities) > 2:
        return False
    return (
        len(quantities) == 1
        or quantities[0].value == 1
        or {quantity.kind for quantity in quantities} == {"date", "time"}
        or _RANGE.fullmatch(text[quantities[0].end : quantities[1].start]) is not None
    )


def _is_bare(text: str, quantities: Sequence[Quantity]) -> bool:
    """Return whether a number is said without what it counts: 2 for two more contracts."""
    return any(
        quantity.kind == "number" and not text[quantity.end :].lstrip().startswith(("%", "°"))
        for quantity in quantities
    )
