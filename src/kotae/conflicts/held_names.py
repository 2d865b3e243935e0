"""Who or what a sentence says fills a place: the head is Tanaka, 会長に古田遼を選んだ, security is in the hands of Orion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.language import word_language
from kotae.records import Language, Span
from kotae.scripts import HIRAGANA, KANJI, KATAKANA
from kotae.segmentation.analyzer import Word

__all__ = ["Name", "find_name", "is_organisation", "is_part_of_name"]

_CALLED: Final = r"(?:氏|さん|様|教授|博士|先生)?"
_IS_JA: Final = (
    rf"(?P<name>(?:(?![はをが]|から|まで|より)[{KANJI}{KATAKANA}A-Za-z・{HIRAGANA}]){{2,20}}?){_CALLED}"
    r"(?:です|である|だ|でした|であった|となる|となった|とする|とした|が(?:務|担当|指定|行|就|代表|主催|設計|運営|診察)|が[^、。はが]{1,20}(?:。|\Z)"
    r"|[にへ](?:委託|任せ|依頼|頼|発注|預け|お願い|ご?連絡|ご?相談)|から(?:購入|買|仕入|借|調達|届)|を管轄|。|\Z)"
)
_NAME_JA: Final = re.compile(r"(?:は|には|を|のは)、?" + _IS_JA)
# Since when it holds may stand between: 司会は、春から津田さんです.
_NAME_SINCE_JA: Final = re.compile(r"(?:は|には)、?[^、。はがを]{1,10}?(?:から|より|以降)、?" + _IS_JA)
# Whom a place is given to: 会長に古田遼を選んだ.
_CHOSEN_JA: Final = re.compile(
    rf"に(?P<name>[{KANJI}{KATAKANA}A-Za-z・]{{2,20}}?){_CALLED}を(?:選|任命|指名|充て|推薦|再任|迎え)"
)
# Where another paper names somebody in that place, a name that no dictionary knows is one, too: 責任者は橘である.
_UNKNOWN_NAME_JA: Final = re.compile(
    rf"は、?(?P<name>[{KANJI}{KATAKANA}]{{1,6}}){_CALLED}(?:です|である|だ|でした|であった|とする|とした|が(?:務|担当)|。|\Z)"
)
_NAME_BEGINS_JA: Final = re.compile(
    rf"\A(?P<name>[{KANJI}{KATAKANA}A-Za-z・]{{2,20}}?){_CALLED}(?:が(?:務|担当|就任|代表|主催|設計))"
)
_TITLE_EN: Final = r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Captain)\.? "
_NO_NAME_EN: Final = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b)"
)
_CAPITALS: Final = rf"{_NO_NAME_EN}(?:{_TITLE_EN})?[A-Z][\w&'-]*(?: (?:of |the )?[A-Z][\w&'-]*){{0,4}}"
_NAME_EN: Final = re.compile(
    rf"(?:\b(?:is|was|are|were|by|to|named|called)\b(?: by| to)?(?: the)? )(?P<name>{_CAPITALS})\s*(?:[.;,]|\Z)"
    r"|\b(?:is|was|are|were)\b[^.;,]{0,40} (?:from|with|in the (?:hands|care|charge) of)(?: the)? "
    rf"(?P<giver>{_CAPITALS})\s*(?:[.;,]|\Z)"
)
_ROLE_EN: Final = r"(?:is|was|became|has been) (?:the|a|an|our|its|their|in charge|head|chair|responsible)\b"
_NAME_BEGINS_EN: Final = re.compile(
    rf"\A(?:The )?(?P<name>{_CAPITALS}) (?:{_ROLE_EN}"
    r"|(?:has|chairs|heads|runs|leads|designed|manages|directs|hosts|organi[sz]es|owns)\b)"
    # With a title it is a name, whatever somebody does.
    rf"|\A(?P<giver>{_TITLE_EN}[A-Z][\w'-]*(?: [A-Z][\w'-]*)?) [a-z]+"
)
_TITLES: Final = re.compile(r"(?:氏|さん|教授|博士|医師|先生)\Z")
_ORGANISATION: Final = re.compile(
    r"(?:財団|社団|会社|商店|商会|商事|事務所|センター|裁判所|サービス|工業|工務店|産業|製作所|建設|建築|造園|運輸|交通|警備|設備|電機|印刷|食品|法人|組合|協会|銀行|大学|学園|病院|省|庁|局|研究所|委員会"
    r"|石油|電力|ガス|鉄道|汽船|海運|倉庫|不動産|クリニック|診療所|検査所|ホテル|旅館|書店|出版|新聞社|放送局|工房|農園|牧場|酒造|醸造|製薬|薬局|損保|生命|火災"
    r"|証券|金庫|農協|漁協|学校|保育園|クラブ|ビル|物産|水産|製菓|製パン|製紙|木材|製材|重機|自動車|観光|運送|急便|航空|通信|システム|システムズ|ラボ)\Z"
)


_PATTERNS: Final[dict[Language, tuple[re.Pattern[str], ...]]] = {
    "ja": (_CHOSEN_JA, _NAME_JA, _NAME_SINCE_JA, _NAME_BEGINS_JA),
    "en": (_NAME_EN, _NAME_BEGINS_EN),
}
_PATTERNS_UNKNOWN: Final[dict[Language, tuple[re.Pattern[str], ...]]] = {"ja": (_UNKNOWN_NAME_JA,), "en": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """A name in a text.

    Attributes:
        key: Without titles, and without what is said of who bears it.
    """

    key: str


def find_name(text: str, words: Sequence[Word], language: Language, *, known: bool = True) -> Name | None:
    """Return who or what a sentence says fills a place, rather than what somebody does; None where it says no such thing.

    Args:
        text: Folded.
        words: Its content words.
        language: Its own.
        known: Whether, in Japanese, a dictionary must know it for a name, or its ending tell a firm.
    """
    for pattern in (_PATTERNS if known else _PATTERNS_UNKNOWN).get(language, ()):
        for match in pattern.finditer(text):
            start, end = match.span("name" if match["name"] else "giver")
            inside = [word for word in words if start <= word.start < end]
            named = any(word.is_name for word in inside) or _ORGANISATION.search(text[start:end])
            if inside and (language == "en" or named or not known):
                return Name(start=start, end=end, key=_key(text[start:end], inside, start))
    return None


def is_organisation(name: str) -> bool:
    """Return whether a Japanese name ends as those of firms and offices do."""
    return _ORGANISATION.search(name) is not None


def is_part_of_name(one: str, other: str) -> bool:
    """Return whether one of two names in a language is the other, said more shortly: Tanaka, Haruko Tanaka."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if word_language(short) != "ja":
        return set(short.split()) <= set(long.split())
    return long.startswith(short) or long.endswith(short)


def _key(written: str, words: Sequence[Word], start: int) -> str:
    """Return a name without its titles, and without who bears it: 編成部長の真鍋."""
    behind = written.rfind("の") + 1
    if behind and any(word.is_name for word in words if word.start >= start + behind):
        written = written[behind:]
    return _TITLES.sub("", re.sub(rf"\A{_TITLE_EN}", "", written))
