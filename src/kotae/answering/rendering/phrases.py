"""The words of both languages that values are said with: units, money, what an amount is for, days of the week."""

import re
from collections.abc import Sequence
from typing import Final

from kotae.answering.rendering.usual_words import word_list, word_pairs

__all__ = [
    "BIG_EN",
    "BIG_JA",
    "DATED_JA",
    "EACH",
    "EACH_JA",
    "MONEY_EN",
    "MONEY_JA",
    "PART_OF_DAY",
    "PER",
    "PER_EN",
    "SIGNS",
    "TITLES",
    "UNITS",
    "listed",
]

TITLES: Final = word_list("titles")
"""What stands behind a person's name in Japanese, and before it in English."""
PART_OF_DAY: Final = (
    ("朝", "morning"), ("午前", "morning"), ("午後", "afternoon"), ("夕方", "evening"), ("夜", "evening"),
)  # fmt: skip

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
    "ha": ("hectare", "hectares", "ヘクタール"), "m2": ("m²", "m²", "平方メートル"),
    "km2": ("km²", "km²", "平方キロメートル"), "m3": ("m³", "m³", "立方メートル"),
    "t": ("tonne", "tonnes", "トン"),
    "litre": ("litre", "litres", "リットル"), "degree": ("°C", "°C", "℃"),
    "ms": ("ms", "ms", "ミリ秒"), "bit": ("bit", "bits", "ビット"), "byte": ("byte", "bytes", "バイト"),
    "mile": ("mile", "miles", "マイル"), "foot": ("foot", "feet", "フィート"), "inch": ("inch", "inches", "インチ"),
    **{unit: (unit, unit, unit) for unit in "km m cm mm nm kg g mg mL KB MB GB TB kW MW GW kWh MWh GWh TWh Hz MHz GHz".split()},
}  # fmt: skip
"""How a unit is said: English singular and plural, Japanese. Counters without an English word are said as a number."""

DATED_JA: Final = (
    (r"まで(?:に)?|以前", "by {}"),
    (r"より前", "before {}"),
    (r"(?:から|より|以降)", "from {}"),
)

EACH_JA: Final = re.compile(
    r"(?:(?P<unit>1?(?:日|か?ヶ?カ?月|年|週|人|泊|晩|回|枚|個|本|口|名|台|室|時間|組|件))(?:につき|に|あたり|当たり|当り)?)[\s、]*\Z"
    r"|(?P<alone>毎[日月年週]|[日月年]額|[日月年時]給)\Z"
)
EACH: Final = {
    "日": "a day", "月": "a month", "年": "a year", "週": "a week", "人": "per person", "名": "per person",
    "泊": "per night", "晩": "per night", "時": "an hour",
}  # fmt: skip
PER: Final = {english: japanese for japanese, english in word_pairs("per")}
"""What an amount is for, in Japanese, by the English unit."""
PER_EN: Final = re.compile(
    rf"\s*(?:per|a|an|each|/)\s*(?P<unit>{'|'.join(PER)})\b|\s+(?P<each>each)\b", re.IGNORECASE
)


def listed(said: Sequence[str]) -> str:
    """Return things as English lists them: a, b and c; one alone as it is."""
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
