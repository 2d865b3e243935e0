"""What kind of value a question asks for, as its own words say."""

import re
from typing import Final, Literal, TypeAlias

from kotae.folding import fold

__all__ = [
    "OF_YEARS",
    "Asked",
    "asked_figure",
    "asks_name",
    "asks_share",
    "asks_when",
    "asks_whether",
    "asks_who",
    "counter_asked",
]

Asked: TypeAlias = Literal["", "figure", "count"]
"""What a question asks for: no figure, a figure, a number of things."""
OF_YEARS: Final = "年"
# A bare number answers these as a year; 何月 and 何日 it doesn't.
_SOME_YEAR: Final = r"いつ|(?:何|なん)年"
_WHEN: Final = re.compile(
    rf"{_SOME_YEAR}|(?:何|なん)[月日]|\bwhen\b|\b(?:what|which) (?:date|day|month|year)\b", re.IGNORECASE
)
_COUNTED: Final = re.compile(
    r"何(歳|人|名|件|台|枚|個|本|回|匹|冊|社|校|棟|室|頭|羽|通|着|足|か所|箇所|種類|点|組|戸|世帯|票|問|席|基|つ|袋|箱|泊|段"
    r"|部|曲|隻|艘|軒|株|束|粒|缶|瓶|杯|皿|巻|両|品|挺|丁|球|玉|文字|字|語|ページ|区画|地点|都市|試合|公演|便)"
)
_COUNTS: Final = re.compile(
    rf"{_COUNTED.pattern}|\bhow many\b|(?:件|人|回|枚|冊|台)数|いくつ|何(?:桁|目|%|パーセント|割)",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(
    r"\bhow (?:much|long|far|deep|tall|high|big|large|wide|heavy|old|soon|late|early|often)\b|\bwhen\b|\bwhat time\b|\bby what\b"
    r"|\b(?:price|fee|cost|costs|rent|deadline|penalty|fine|percent\w*|share|limit|maximum|minimum|salary|hours)\b"
    r"|何(?:日|時|分|年|か月|ヶ月|週|円|度|メートル|センチ|ミリ|キロ|泊|曜)|いつ|いくら|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい)"
    r"|期限|締め?切|料金|手数料|金額|費用|値段|価格|割合|時間|期間|上限|下限|日程|長さ|高さ|深さ|広さ|重さ|温度",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"\b(?:which|what) (?:(?!kind|sort|type|is|are|do|does)\w+ ){0,2}(?:compan(?:y|ies)|firms?|shops?|stores?|streets?"
    r"|brand|maker|manufacturer|hotel|restaurant|bank|villages?|towns?|cit(?:y|ies)|islands?|rivers?)\b"
    r"|\b(?:is|are|was|were) \w+ (?:named|called)\b|\bthe name of\b"
    r"|何という|名前は|名称は|どこの(?:会社|店|企業)|どの(?:会社|店|企業|通り|町|村|市|島)|何[市町村]|どこ製",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    r"%|パーセント|割|率|比|\b(?:percent\w*|share|proportion|rate|part|fraction)\b", re.IGNORECASE
)
_WHO: Final = re.compile(r"\bwho(?:m|se)?\b|誰|だれ|どなた", re.IGNORECASE)
_WHETHER: Final = re.compile(
    r"\A\W*(?:(?:and|but|so|then|also)\W+)?(?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|should|will|would|shall|am)\b"
    r"|\A(?!.*(?:[何誰幾]|どこ|だれ|どなた|いつ|いくら|いくつ|どれ|どの|どう|どちら|どっち|どんな|なぜ|なん)).*(?:か|の)\W*\Z",
    re.IGNORECASE | re.DOTALL,
)


def asks_when(question: str) -> bool:
    """Return whether a question asks for a date: then another date than it states may well be the answer."""
    return _WHEN.search(fold(question)) is not None


def asks_whether(question: str) -> bool:
    """Return whether a question wants a yes or a no: is it open, 使えますか."""
    return _WHETHER.search(fold(question)) is not None


def asks_name(question: str) -> bool:
    """Return whether a question asks what something is called: which company, 何という."""
    return _NAME.search(fold(question)) is not None


def asks_share(question: str) -> bool:
    """Return whether a question asks for a part of a whole: what percentage, 何割."""
    return _SHARE.search(fold(question)) is not None


def asks_who(question: str) -> bool:
    """Return whether a question asks for somebody."""
    return _WHO.search(question) is not None


def asked_figure(question: str) -> Asked:
    """Return whether a question asks for a figure: how much, until when, 何日; or for a number of things: how many, 何件."""
    plain = fold(question)
    if _COUNTS.search(plain):
        return "count"
    return "figure" if _FIGURES.search(plain) else ""


def counter_asked(question: str) -> str:
    """Return what a Japanese question counts with: 歳 for 何歳から, 年 for いつ; empty where it asks for no number."""
    folded = fold(question)
    if asked := _COUNTED.search(folded):
        return asked[1]
    return OF_YEARS if re.search(_SOME_YEAR, folded) else ""
