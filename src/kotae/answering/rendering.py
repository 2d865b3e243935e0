"""A value found in one language, said in the other by rule: 2.3兆円 → ¥2.3 trillion, 5月8日まで → by 8 May.

Only what the rules know is said: quantities with the words that bound them (within, up to, or more, per day), dates,
weekdays, fractions, names by their reading or sound. Anything else is None, and the original stands. Nothing is
invented: every digit of a rendering is a digit of the original's value.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

import jaconv

from kotae.folding import fold
from kotae.question import find_identifiers
from kotae.records import Language
from kotae.segmentation.analyzer import Word
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["render", "romanised"]

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS: Final = dict(
    zip(
        "月火水木金土日",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        strict=True,
    )
)
_SIGNS: Final = {"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}
_MONEY_JA: Final = {
    "JPY": "円",
    "USD": "ドル",
    "EUR": "ユーロ",
    "GBP": "ポンド",
    "CNY": "元",
    "KRW": "ウォン",
    "INR": "ルピー",
}
_MONEY_EN: Final = {
    "JPY": "yen",
    "USD": "dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "CNY": "yuan",
    "KRW": "won",
    "INR": "rupees",
}
# How a unit is said: English singular and plural, Japanese. Counters without an English word are said as a number.
_UNITS: Final[dict[str, tuple[str, str, str]]] = {
    "year": ("year", "years", "年"), "month": ("month", "months", "か月"), "week": ("week", "weeks", "週間"),
    "day": ("day", "days", "日"), "night": ("night", "nights", "泊"), "hour": ("hour", "hours", "時間"),
    "minute": ("minute", "minutes", "分"), "second": ("second", "seconds", "秒"), "decade": ("decade", "decades", "0年"),
    "person": ("person", "people", "人"), "company": ("company", "companies", "社"), "country": ("country", "countries", "か国"),
    "university": ("university", "universities", "大学"), "school": ("school", "schools", "校"), "age": ("years old", "years old", "歳"),
    "floor": ("floor", "floors", "階"), "place": ("place", "places", "か所"), "kind": ("kind", "kinds", "種類"),
    "km": ("km", "km", "km"), "m": ("m", "m", "m"), "cm": ("cm", "cm", "cm"), "mm": ("mm", "mm", "mm"), "nm": ("nm", "nm", "nm"),
    "m3": ("m³", "m³", "立方メートル"), "m2": ("m²", "m²", "平方メートル"), "km2": ("km²", "km²", "平方キロメートル"), "ha": ("hectare", "hectares", "ヘクタール"),
    "kg": ("kg", "kg", "kg"), "g": ("g", "g", "g"), "t": ("tonne", "tonnes", "トン"), "litre": ("litre", "litres", "リットル"),
    "degree": ("°C", "°C", "℃"), "GB": ("GB", "GB", "GB"), "TB": ("TB", "TB", "TB"), "MB": ("MB", "MB", "MB"), "KB": ("KB", "KB", "KB"),
    "kW": ("kW", "kW", "kW"), "MW": ("MW", "MW", "MW"), "GW": ("GW", "GW", "GW"), "kWh": ("kWh", "kWh", "kWh"),
    "MWh": ("MWh", "MWh", "MWh"), "GHz": ("GHz", "GHz", "GHz"), "MHz": ("MHz", "MHz", "MHz"), "Hz": ("Hz", "Hz", "Hz"), "ms": ("ms", "ms", "ミリ秒"),
}  # fmt: skip
_BIG_EN: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_BIG_JA: Final = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
# What bounds a value, in the language it is read in, and how it is said in the other one, around ``{}``.
_AROUND: Final[dict[Language, tuple[tuple[str, str, str], ...]]] = {
    "ja": (
        (r"(?:最長|最大|最高|上限は?)\Z|", r"(?:まで|を上限|が上限|以内|以下)", "up to {}"),
        (r"", r"以上", "{} or more"), (r"", r"未満", "under {}"), (r"", r"(?:を)?超(?:え)?", "more than {}"),
        (r"(?:最低|少なくとも)\Z", r"", "at least {}"),
        (r"", r"(?:ごと|毎|おき)", "every {}"), (r"", r"(?:後|経過後)", "after {}"), (r"", r"前", "{} before"),
        (r"(?:約|およそ|おおよそ)\Z|", r"(?:ほど|程度|くらい|ぐらい|前後)|", "about {}"),
    ),
    "en": (
        (r"\b(?:within)\s*\Z", r"", "{}以内"), (r"\b(?:up to|a maximum of|at most|no more than|not more than|maximum)\s*\Z", r"", "{}まで"),
        (r"\b(?:at least|a minimum of|no less than|minimum)\s*\Z", r"", "{}以上"), (r"", r"\s*(?:or more|and over|or over)\b", "{}以上"),
        (r"", r"\s*(?:or less|or fewer|or under)\b", "{}以下"), (r"\b(?:under|below|less than|fewer than)\s*\Z", r"", "{}未満"),
        (r"(?<!no )(?<!not )\b(?:more than|over|above)\s*\Z", r"", "{}超"), (r"\bevery\s*\Z", r"", "{}ごと"), (r"\bafter\s*\Z", r"", "{}後"),
        (r"", r"\s*(?:before|earlier)\b", "{}前"), (r"\b(?:about|around|approximately|roughly|some)\s*\Z", r"", "約{}"),
        (r"\bby\s*\Z|\buntil\s*\Z|\btill\s*\Z", r"", "{}まで"), (r"\bfrom\s*\Z|\bsince\s*\Z", r"", "{}から"),
    ),
}  # fmt: skip
_DATED_JA: Final = ((r"まで(?:に)?", "by {}"), (r"(?:から|より|以降)", "from {}"))
_EACH_JA: Final = re.compile(
    r"(?:(?P<unit>1?(?:日|か?ヶ?カ?月|年|週|人|泊|晩|回|枚|個|本|口|名|台|室|時間|組|件))(?:につき|に|あたり|当たり|当り)?)[\s、]*\Z|\b(?P<alone>毎[日月年週])\Z"
)
_EACH: Final = {
    "日": "a day", "月": "a month", "年": "a year", "週": "a week", "人": "per person", "名": "per person", "泊": "per night",
    "晩": "per night", "時": "an hour",
}  # fmt: skip
_PER_EN: Final = re.compile(
    r"\s*(?:per|a|an|each|/)\s*(?P<unit>day|month|year|week|person|night|hour|child|adult|piece)\b|\s+(?P<each>each)\b",
    re.IGNORECASE,
)
_PER: Final = {
    "day": "1日", "month": "1か月", "year": "1年", "week": "1週間", "person": "1人", "night": "1泊", "hour": "1時間",
    "child": "子ども1人", "adult": "大人1人", "piece": "1個",
}  # fmt: skip
_LATIN_UNIT: Final = re.compile(
    r"\s?([kMGm]?(?:VA|V|A|W|Wh|Pa|N|Ω|lx|dB)|[a-z]{1,2}[A-Z][A-Za-z]?)(?![A-Za-z])"
)
_FRACTION_JA: Final = re.compile(r"(?P<below>[0-9,]+)分の(?P<above>[0-9,]+)")
_WEEKDAY_JA: Final = re.compile(r"(?:(?<=毎週)|(?<![一-龠]))([月火水木金土日])曜日?")
_WEEKDAY_EN: Final = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
_NTH_JA: Final = re.compile(r"第([1-5一二三四五])([月火水木金土日])曜")
_NTH_EN: Final = re.compile(
    r"\b(first|second|third|fourth|fifth) (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE
)
_PART_OF_DAY: Final = (
    ("朝", "morning"),
    ("午前", "morning"),
    ("午後", "afternoon"),
    ("夕方", "evening"),
    ("夜", "evening"),
)
_TITLE_EN: Final = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr|Prof)\b\.?\s*")
_TITLE_JA: Final = re.compile(r"(?:さん|氏|様|先生|くん|ちゃん)\Z")
_MOST_REST: Final = 6
# How Japanese names are spelt: syllables of Hepburn's system only.
_HEPBURN: Final = re.compile(
    r"(?:(?:[kgnhbpmr]y|sh|ch|j)[auo]|(?:sh|ch|j)i|tsu|fu|[ksthmnrgzdbp]?[aeiou]|y[auo]|wa|n(?![aeiouy])|([kstp])(?=\1))+",
    re.IGNORECASE,
)
_NAME_CHARS: Final = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々・\s　=＝]{1,24}\Z")


def render(
    span: str,
    *,
    source: Language,
    target: Language,
    words: Callable[[str], Sequence[Word]],
) -> str | None:
    """Return a short answer in the other language; None where no rule knows how it is said.

    Args:
        span: The words of the answer as they stand.
        source: Their language.
        target: The language wanted, the other one.
        words: Gives the content words of a text, for the readings of names.
    """
    text = fold(span).strip(" 。、,.;:")
    for attempt in (_identifier, _fraction, _values, _weekdays):
        if said := attempt(text, source, target):
            return said
    return _name(text, target, words)


def _identifier(text: str, source: Language, target: Language) -> str | None:
    """Return a code as it is, with a leading word of its kind dropped."""
    found = find_identifiers(text)
    if len(found) != 1 or found[0].key.startswith("article:"):
        return None
    rest = (text[: found[0].start] + text[found[0].end :]).strip(" #:()（）")
    return found[0].written if len(rest) <= (12 if source == "en" else 4) else None


def _fraction(text: str, source: Language, target: Language) -> str | None:
    match = _FRACTION_JA.search(text) if source == "ja" else None
    if match is None:
        return None
    said = f"{match['above']}/{match['below']}"
    if text[match.end() :].startswith("以上"):
        return f"at least {said}"
    return said


def _values(text: str, source: Language, target: Language) -> str | None:
    quantities = find_quantities(text)
    if not quantities:
        plain = re.fullmatch(r"([0-9][0-9,.]*)\s?([A-Za-z°%/²³]{0,5})", text)
        return f"{plain[1]} {plain[2]}".strip() if plain else None
    if _says_more(text, quantities, source):
        return None
    if source == "ja" and target == "en":
        said = [_english(text, quantities, place) for place in range(len(quantities))]
        said = [part for part in said if part]
        joined = re.search(r"または|又は|もしくは|若しくは", text)
        between = (
            " or "
            if joined
            else " to "
            if re.search(r"[0-9][^0-9]{0,4}[~〜～-]\s?[0-9]|から", text) and len(said) == 2
            else ", "
        )
        return between.join(said) or None
    said = [part for place in range(len(quantities)) if (part := _japanese(text, quantities, place))]
    ranged = len(said) == 2 and re.search(r"\bto\b|[-–~]", text[quantities[0].end : quantities[1].start])
    if ranged and (unit := re.search(r"[^0-9.,]+\Z", said[0])) and said[1].endswith(unit[0]):
        said[0] = said[0].removesuffix(unit[0])  # 30〜65%, not 30%〜65%
    return ("〜" if ranged else "または" if re.search(r"\bor\b", text) and len(said) == 2 else "、").join(
        said
    ) or None


def _says_more(text: str, quantities: Sequence[Quantity], source: Language) -> bool:
    """Return whether a span says more than its quantities and what bounds them: then a rule would lose meaning."""
    rest = text
    for quantity in reversed(quantities):
        rest = rest[: quantity.start] + " " + rest[quantity.end :]
    if source == "ja":
        return (
            len(
                re.sub(
                    r"[\s、。・（）()]|または|又は|もしくは|以[上下内降前]|まで|から|につき|あたり|当たり",
                    "",
                    rest,
                )
            )
            > _MOST_REST
        )
    return len(re.findall(r"[A-Za-z]+", rest)) > _MOST_REST


def _english(text: str, quantities: Sequence[Quantity], place: int) -> str:
    quantity = quantities[place]
    before = text[quantities[place - 1].end if place else 0 : quantity.start]
    after = text[quantity.end :]
    if quantity.kind in ("date", "time"):
        said = _date_en(quantity)
        for pattern, way in _DATED_JA:
            if re.match(pattern, after):
                return way.format(said)
        return said
    if place + 1 < len(quantities) and _is_rate(text, quantity, quantities[place + 1]):
        return ""
    said = _amount_en(quantity)
    if quantity.unit == "time":
        said += " times"
    elif quantity.kind == "number" and (unit := _LATIN_UNIT.match(text, quantity.end)):
        said += f" {unit[1]}"
    earlier = quantities[place - 1] if place else None
    if earlier is not None and _is_rate(text, earlier, quantity):
        said += f" {_each_en(text[earlier.start : earlier.end])}"
    elif each := _EACH_JA.search(before):
        unit = (each["unit"] or each["alone"] or "").strip("1毎")
        said += f" {_EACH.get(unit[:1] if unit[:1] in _EACH else unit[-1:], 'each')}"
    return _bounded(said, before, after, "ja")


def _is_rate(text: str, one: Quantity, other: Quantity) -> bool:
    """Return whether 1日 in 1日250円 only says for what the amount is."""
    gap = text[one.end : other.start]
    return (
        one.kind == "count"
        and one.value == 1
        and other.kind in ("money", "count")
        and re.fullmatch(r"(?:につき|に|あたり|当たり|当り|で)?[\s、]*(?:最大|最長|約)?", gap) is not None
    )


def _each_en(written: str) -> str:
    unit = written.lstrip("1一")
    return next((said for key, said in _EACH.items() if key in unit), "each")


def _amount_en(quantity: Quantity) -> str:
    value = quantity.value
    if quantity.kind == "money":
        return _money_en(value, quantity.unit)
    if quantity.kind == "percent":
        return f"{_plain(value)}%"
    names = _UNITS.get(quantity.unit)
    if quantity.kind != "count" or names is None:
        return _plain(value)
    separator = "" if names[0] == "°C" else " "
    return f"{_plain(value)}{separator}{names[0] if value == 1 else names[1]}"


def _money_en(value: Fraction, unit: str) -> str:
    for size, name in _BIG_EN:
        if value >= size and _short(value / size):
            sign = _SIGNS.get(unit)
            amount = f"{_plain(value / size)} {name}"
            return f"{sign}{amount}" if sign else f"{amount} {_MONEY_EN.get(unit, unit)}"
    return f"{_plain(value)} {_MONEY_EN.get(unit, unit)}"


def _short(value: Fraction) -> bool:
    """Return whether a number has at most two decimals, so that nothing is rounded."""
    return (value * 100).denominator == 1


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{int(value):,}"
    return f"{float(value):,.10f}".rstrip("0").rstrip(".")


def _date_en(quantity: Quantity) -> str:
    kind, _, written = quantity.key.partition(":")
    if kind == "time":
        return written.lstrip("0") if written[1:2] != ":" else written
    parts = written.removeprefix("--").split("-")
    year = "" if written.startswith("--") else parts.pop(0)
    day = str(int(parts[1])) if len(parts) > 1 else ""
    month = _MONTHS[int(parts[0]) - 1] if parts and parts[0].isdigit() else ""
    if year.endswith("c"):
        return f"{year[:-1]}th century"
    return " ".join(part for part in (day, month, year) if part)


def _bounded(said: str, before: str, after: str, source: Language) -> str:
    if source == "ja" and said.endswith(" years old"):
        for behind, way in (("以下", "{} or younger"), ("以上", "{} or older"), ("未満", "under {}")):
            if after.startswith(behind):
                return way.format(said.removesuffix(" years old"))
    for ahead, behind, way in _AROUND[source]:
        has_before = bool(ahead.strip("|")) and re.search(ahead.removesuffix("|"), before, re.IGNORECASE)
        has_after = bool(behind.strip("|")) and re.match(behind.removesuffix("|"), after, re.IGNORECASE)
        if has_before or has_after:
            if way == "up to {}" and after.startswith("以内"):
                return f"within {said}"
            return way.format(said)
    return said


def _japanese(text: str, quantities: Sequence[Quantity], place: int) -> str:
    quantity = quantities[place]
    before = text[quantities[place - 1].end if place else 0 : quantity.start]
    after = text[quantity.end : quantities[place + 1].start if place + 1 < len(quantities) else len(text)]
    if quantity.kind in ("date", "time"):
        return _bounded(_date_ja(quantity), before, after, "en")
    said = _amount_ja(quantity)
    if quantity.kind == "number" and (unit := _LATIN_UNIT.match(text, quantity.end)):
        said += f" {unit[1]}"
        after = after[unit.end() - quantity.end :]
    if per := _PER_EN.match(after):
        unit = (per["unit"] or "").lower()
        said = f"{_PER.get(unit, '1個')}{said}"
    return _bounded(said, before, after, "en")


def _amount_ja(quantity: Quantity) -> str:
    value = quantity.value
    if quantity.kind == "money":
        return f"{_number_ja(value)}{_MONEY_JA.get(quantity.unit, quantity.unit)}"
    if quantity.kind == "percent":
        return f"{_plain(value)}%"
    names = _UNITS.get(quantity.unit)
    if quantity.kind == "count" and quantity.unit == "time":
        return f"{_plain(value)}回"
    return f"{_plain(value)}{names[2]}" if quantity.kind == "count" and names else _plain(value)


def _number_ja(value: Fraction) -> str:
    """Return an amount as people write it: 346万, 2.3兆; below a million the digits."""
    if value >= 10**6:
        for size, name in _BIG_JA:
            if value >= size and _short(value / size):
                return f"{_plain(value / size)}{name}"
    return _plain(value)


def _date_ja(quantity: Quantity) -> str:
    kind, _, written = quantity.key.partition(":")
    if kind == "time":
        hour, _, minute = written.partition(":")
        return f"{int(hour)}時" + (f"{int(minute)}分" if minute != "00" else "")
    parts = written.removeprefix("--").split("-")
    year = "" if written.startswith("--") else parts.pop(0)
    if year.endswith("c"):
        return f"{year[:-1]}世紀"
    if year.endswith("s"):
        return f"{year[:-1]}年代"
    names = [f"{year}年"] if year else []
    names += [f"{int(part)}{unit}" for part, unit in zip(parts, "月日", strict=False) if part.isdigit()]
    return "".join(names)


def _weekdays(text: str, source: Language, target: Language) -> str | None:
    if nth := (_NTH_JA if source == "ja" else _NTH_EN).search(text):
        return _nth_weekday(nth, source)
    if source == "ja":
        days = [_WEEKDAYS[day] for day in _WEEKDAY_JA.findall(text)]
        part = next((said for written, said in _PART_OF_DAY if written in text), "")
        said = (
            " and ".join(filter(None, (", ".join(days[:-1]), f"{days[-1]} {part}".strip()))) if days else ""
        )
        return f"every {said}" if said and "毎" in text else said or None
    found = [match[1].capitalize() for match in _WEEKDAY_EN.finditer(text)]
    if not found:
        return None
    names = [day for stem in found for day, name in _WEEKDAYS.items() if name.startswith(stem)]
    part = next((f"の{written}" for written, said in reversed(_PART_OF_DAY) if said in text.lower()), "")
    return "、".join(f"{name}曜日" for name in names) + part


def _nth_weekday(match: re.Match[str], source: Language) -> str:
    """Return 毎月第2土曜日 for the second Saturday of each month, and the reverse."""
    if source == "ja":
        number = "一二三四五".find(match[1]) + 1 or int(match[1])
        return f"the {_ORDINALS[number - 1]} {_WEEKDAYS[match[2]]} of each month"
    number = _ORDINALS.index(match[1].lower()) + 1
    day = next(day for day, name in _WEEKDAYS.items() if name.startswith(match[2].capitalize()))
    return f"毎月第{number}{day}曜日"


def _name(text: str, target: Language, words: Callable[[str], Sequence[Word]]) -> str | None:
    """Return a person's or place's name by its reading; None for what isn't plainly a name."""
    if target == "en":
        bare = _TITLE_JA.sub("", text).strip()
        if not _NAME_CHARS.fullmatch(bare):
            return None
        found = [word for word in words(bare) if word.reading]
        if not found or not any(word.is_name for word in found):
            return None
        return " ".join(romanised(word.reading) for word in found)
    bare = _TITLE_EN.sub("", text).strip()
    parts = bare.split()
    if not 1 <= len(parts) <= 2 or not all(part[:1].isupper() and _HEPBURN.fullmatch(part) for part in parts):
        return None
    kana = [from_romaji(part) for part in parts]
    if not all(kana):
        return None
    return "・".join(kana) + ("さん" if bare != text else "")


def romanised(reading: str) -> str:
    """Return a katakana reading in Latin letters with a capital: トウキョウ → Tokyo."""
    said = jaconv.kata2alphabet(reading_key(reading))
    return str(said).capitalize()
