"""The words of both languages that values are said with: units, money, what bounds an amount, days of the week."""

import re
from typing import Final

from kotae.dated import WEEKDAYS
from kotae.languages import ByLanguage

__all__ = [
    "AROUND",
    "ARTICLES",
    "BIG_EN",
    "BIG_JA",
    "BOUNDS",
    "DATED_JA",
    "EACH",
    "EACH_JA",
    "MONEY_EN",
    "MONEY_JA",
    "ORDINALS",
    "PARTS_EN",
    "PARTS_JA",
    "PART_EN",
    "PART_OF_DAY",
    "PER",
    "PER_EN",
    "SIGNS",
    "TITLES",
    "UNITS",
    "WEEKDAYS",
]

TITLES: Final = {
    "名誉教授": "Professor Emeritus", "准教授": "Associate Professor", "教授": "Professor", "博士": "Dr",
    "首相": "Prime Minister", "大臣": "Minister", "知事": "Governor", "市長": "Mayor", "町長": "Mayor", "村長": "Mayor",
    "社長": "President", "さん": "", "氏": "", "様": "", "先生": "", "くん": "", "ちゃん": "",
}  # fmt: skip
"""What stands behind a person's name in Japanese, and before it in English."""
PART_OF_DAY: Final = (
    ("朝", "morning"), ("午前", "morning"), ("午後", "afternoon"), ("夕方", "evening"), ("夜", "evening"),
)  # fmt: skip
ARTICLES: Final = {"条": "Article", "章": "Chapter", "節": "Section", "項": "Paragraph"}
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")

SIGNS: Final = {"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
MONEY_JA: Final = {
    "JPY": "円", "USD": "ドル", "EUR": "ユーロ", "GBP": "ポンド", "CNY": "元", "KRW": "ウォン", "INR": "ルピー",
}  # fmt: skip
MONEY_EN: Final = {
    "JPY": "yen", "USD": "dollars", "EUR": "euros", "GBP": "pounds", "CNY": "yuan", "KRW": "won", "INR": "rupees",
}  # fmt: skip
BIG_EN: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
BIG_JA: Final = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))

UNITS: Final[dict[str, tuple[str, str, str]]] = {
    "year": ("year", "years", "年"), "month": ("month", "months", "か月"), "week": ("week", "weeks", "週間"),
    "day": ("day", "days", "日"), "night": ("night", "nights", "泊"), "hour": ("hour", "hours", "時間"),
    "minute": ("minute", "minutes", "分"), "second": ("second", "seconds", "秒"),
    "decade": ("decade", "decades", "0年"), "age": ("years old", "years old", "歳"),
    "person": ("person", "people", "人"), "company": ("company", "companies", "社"),
    "country": ("country", "countries", "か国"), "university": ("university", "universities", "大学"),
    "school": ("school", "schools", "校"), "floor": ("floor", "floors", "階"),
    "place": ("place", "places", "か所"), "kind": ("kind", "kinds", "種類"),
    "km": ("km", "km", "km"), "m": ("m", "m", "m"), "cm": ("cm", "cm", "cm"), "mm": ("mm", "mm", "mm"),
    "nm": ("nm", "nm", "nm"), "ha": ("hectare", "hectares", "ヘクタール"), "m2": ("m²", "m²", "平方メートル"),
    "km2": ("km²", "km²", "平方キロメートル"), "m3": ("m³", "m³", "立方メートル"),
    "kg": ("kg", "kg", "kg"), "g": ("g", "g", "g"), "t": ("tonne", "tonnes", "トン"),
    "litre": ("litre", "litres", "リットル"), "degree": ("°C", "°C", "℃"),
    "KB": ("KB", "KB", "KB"), "MB": ("MB", "MB", "MB"), "GB": ("GB", "GB", "GB"), "TB": ("TB", "TB", "TB"),
    "kW": ("kW", "kW", "kW"), "MW": ("MW", "MW", "MW"), "GW": ("GW", "GW", "GW"),
    "kWh": ("kWh", "kWh", "kWh"), "MWh": ("MWh", "MWh", "MWh"),
    "Hz": ("Hz", "Hz", "Hz"), "MHz": ("MHz", "MHz", "MHz"), "GHz": ("GHz", "GHz", "GHz"),
    "ms": ("ms", "ms", "ミリ秒"),
}  # fmt: skip
"""How a unit is said: English singular and plural, Japanese. Counters without an English word are said as a number."""

AROUND: Final = ByLanguage[tuple[tuple[str, str, str], ...]](
    {
        "ja": (
            (r"(?:最長|最大|最高|上限は?)\Z|", r"(?:まで|を上限|が上限|以内|以下)", "up to {}"),
            (r"", r"以上", "{} or more"),
            (
                r"",
                r"未満|に(?:は)?(?:届か|達し|満た|及ば)(?:な|ず|ま)[^\s、。]*|を下回[^\s、。]*",
                "under {}",
            ),
            (r"", r"(?:を)?超(?:え)?[^\s、。]*|を上回[^\s、。]*", "more than {}"),
            (r"(?:最低|少なくとも)\Z", r"", "at least {}"),
            (r"", r"(?:ごと|毎|おき)", "every {}"),
            (r"", r"(?:後|経過後)", "after {}"),
            (r"", r"前まで(?:に)?", "by {} before"),
            (r"", r"前", "{} before"),
            (r"(?:約|およそ|おおよそ)\Z|", r"(?:ほど|程度|くらい|ぐらい|前後)|", "about {}"),
        ),
        "en": (
            (r"\b(?:within)\s*\Z", r"", "{}以内"),
            (r"\b(?:up to|a maximum of|at most|no more than|not more than|maximum)\s*\Z", r"", "{}まで"),
            (r"\b(?:at least|a minimum of|no less than|minimum)\s*\Z", r"", "{}以上"),
            (r"", r"\s*(?:or more|and over|or over)\b", "{}以上"),
            (r"", r"\s*(?:or less|or fewer|or under)\b", "{}以下"),
            (
                r"\b(?:under|below|less than|fewer than|short of|(?:not|n['’]t) (?:reach|exceed|come to))\s*\Z",
                r"",
                "{}未満",
            ),
            (r"(?<!no )(?<!not )\b(?:more than|over|above|exceed(?:s|ed|ing)?)\s*\Z", r"", "{}超"),
            (r"\bevery\s*\Z", r"", "{}ごと"),
            (r"\bafter\s*\Z", r"", "{}後"),
            (r"", r"\s*(?:before|earlier)\b", "{}前"),
            (r"\b(?:about|around|approximately|roughly|some)\s*\Z", r"", "約{}"),
            (r"\bby\s*\Z|\buntil\s*\Z|\btill\s*\Z", r"", "{}まで"),
            (r"\bfrom\s*\Z|\bsince\s*\Z", r"", "{}から"),
        ),
    }
)
"""What bounds a value, before and after it, in the language it is read in, and how the other one says it around ``{}``."""

BOUNDS: Final = ByLanguage[tuple[re.Pattern[str], re.Pattern[str]]](
    {
        "ja": (
            re.compile(r"(?:約|およそ|最低|最長|最大|最高|少なくとも)\Z"),
            re.compile(
                r"(?:以上|以下|未満|以内|超|程度|(?:に|には)(?:届か|達し|満た|及ば)(?:な|ず|ま)[^\s、。]*|を(?:下回|上回|超え)[^\s、。]*)"
            ),
        ),
        "en": (
            re.compile(
                r"(?:\b(?:about|around|approximately|roughly|nearly|almost|under|below|over|above|up to|within|short of"
                r"|(?:less|fewer|more) than|at (?:least|most)|exceed(?:s|ed|ing)?)|(?:\bnot|n['’]t) (?:reach|exceed|come to)) \Z",
                re.IGNORECASE,
            ),
            re.compile(r" (?:or (?:more|less|fewer|over|under)|at (?:least|most))\b"),
        ),
    }
)
"""What bounds an amount and must not be dropped with it: not reached, at least. Before it, and after it."""

PARTS_EN: Final = (
    (r"末日?|の?終わり", "the end of {}"),
    (r"上旬|初旬|の?(?:初め|はじめ|頭)", "early {}"),
    (r"中旬|の?(?:半ば|中頃)", "mid-{}"),
    (r"下旬", "late {}"),
)
PARTS_JA: Final = {
    "end of": "末",
    "early": "上旬",
    "beginning of": "初め",
    "middle of": "中旬",
    "mid": "中旬",
    "late": "下旬",
}
PART_EN: Final = re.compile(
    r"\b(?:the )?(end of|beginning of|middle of|early|mid|late)[\s-]*\Z", re.IGNORECASE
)
DATED_JA: Final = ((r"まで(?:に)?", "by {}"), (r"(?:から|より|以降)", "from {}"))

EACH_JA: Final = re.compile(
    r"(?:(?P<unit>1?(?:日|か?ヶ?カ?月|年|週|人|泊|晩|回|枚|個|本|口|名|台|室|時間|組|件))(?:につき|に|あたり|当たり|当り)?)[\s、]*\Z"
    r"|(?P<alone>毎[日月年週]|[日月年]額|[日月年時]給)\Z"
)
EACH: Final = {
    "日": "a day", "月": "a month", "年": "a year", "週": "a week", "人": "per person", "名": "per person",
    "泊": "per night", "晩": "per night", "時": "an hour",
}  # fmt: skip
PER_EN: Final = re.compile(
    r"\s*(?:per|a|an|each|/)\s*(?P<unit>day|month|year|week|person|night|hour|child|adult|piece)\b|\s+(?P<each>each)\b",
    re.IGNORECASE,
)
PER: Final = {
    "day": "1日", "month": "1か月", "year": "1年", "week": "1週間", "person": "1人", "night": "1泊", "hour": "1時間",
    "child": "子ども1人", "adult": "大人1人", "piece": "1個",
}  # fmt: skip
