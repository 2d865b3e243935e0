"""A value found in one language, said in the other by rule: 2.3兆円 → ¥2.3 trillion, 5月8日まで → by 8 May.

Only what the rules know is said: quantities with the words that bound them (within, up to, or more, per day), dates,
weekdays, fractions, names by their reading or sound. Anything else is None, and the original stands. Nothing is
invented: every digit of a rendering is a digit of the original's value.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

import jaconv

from kotae.answering.phrases import (
    AROUND,
    DATED_JA,
    EACH,
    EACH_JA,
    ORDINALS,
    PART_OF_DAY,
    PER,
    PER_EN,
    WEEKDAYS,
)
from kotae.answering.values import amount_en, amount_ja, date_en, date_ja
from kotae.folding import fold
from kotae.question import find_identifiers
from kotae.records import Language
from kotae.segmentation.analyzer import Word
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["render", "romanised"]

_LATIN_UNIT: Final = re.compile(
    r"\s?([kMGm]?(?:VA|V|A|W|Wh|Pa|N|Ω|lx|dB)|[a-z]{1,2}[A-Z][A-Za-z]?)(?![A-Za-z])"
)
_FRACTION_JA: Final = re.compile(r"(?P<below>[0-9,]+)分の(?P<above>[0-9,]+)")
_WEEKDAY_JA: Final = re.compile(r"(?:(?<=毎週)|(?<![一-龠]))([月火水木金土日])曜日?")
_WEEKDAY_EN: Final = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE)
_NTH_JA: Final = re.compile(r"第([1-5一二三四五])([月火水木金土日])曜")
_NTH_EN: Final = re.compile(
    r"\b(first|second|third|fourth|fifth) (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE
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
        said = date_en(quantity)
        return next((way.format(said) for behind, way in DATED_JA if re.match(behind, after)), said)
    if place + 1 < len(quantities) and _is_rate(text, quantity, quantities[place + 1]):
        return ""
    said = amount_en(quantity) + _counted(text, quantity)
    if place and _is_rate(text, quantities[place - 1], quantity):
        said += f" {_each_en(text[quantities[place - 1].start : quantities[place - 1].end])}"
    elif each := EACH_JA.search(before):
        unit = (each["unit"] or each["alone"] or "").strip("1毎")
        said += f" {EACH.get(unit[:1] if unit[:1] in EACH else unit[-1:], 'each')}"
    return _bounded(said, before, after, "ja")


def _counted(text: str, quantity: Quantity) -> str:
    """Return what stands behind an amount in English, with a space before it: times, a unit in Latin letters."""
    if quantity.unit == "time":
        return " times"
    unit = _LATIN_UNIT.match(text, quantity.end) if quantity.kind == "number" else None
    return f" {unit[1]}" if unit else ""


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
    return next((said for key, said in EACH.items() if key in unit), "each")


def _bounded(said: str, before: str, after: str, source: Language) -> str:
    if source == "ja" and said.endswith(" years old"):
        for behind, way in (("以下", "{} or younger"), ("以上", "{} or older"), ("未満", "under {}")):
            if after.startswith(behind):
                return way.format(said.removesuffix(" years old"))
    for ahead, behind, way in AROUND[source]:
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
        return _bounded(date_ja(quantity), before, after, "en")
    said = amount_ja(quantity)
    if quantity.kind == "number" and (unit := _LATIN_UNIT.match(text, quantity.end)):
        said += f" {unit[1]}"
        after = after[unit.end() - quantity.end :]
    if per := PER_EN.match(after):
        unit = (per["unit"] or "").lower()
        said = f"{PER.get(unit, '1個')}{said}"
    return _bounded(said, before, after, "en")


def _weekdays(text: str, source: Language, target: Language) -> str | None:
    if nth := (_NTH_JA if source == "ja" else _NTH_EN).search(text):
        return _nth_weekday(nth, source)
    if source == "ja":
        days = [WEEKDAYS[day] for day in _WEEKDAY_JA.findall(text)]
        part = next((said for written, said in PART_OF_DAY if written in text), "")
        said = (
            " and ".join(filter(None, (", ".join(days[:-1]), f"{days[-1]} {part}".strip()))) if days else ""
        )
        return f"every {said}" if said and "毎" in text else said or None
    found = [match[1].capitalize() for match in _WEEKDAY_EN.finditer(text)]
    if not found:
        return None
    names = [day for stem in found for day, name in WEEKDAYS.items() if name.startswith(stem)]
    part = next((f"の{written}" for written, said in reversed(PART_OF_DAY) if said in text.lower()), "")
    return "、".join(f"{name}曜日" for name in names) + part


def _nth_weekday(match: re.Match[str], source: Language) -> str:
    """Return 毎月第2土曜日 for the second Saturday of each month, and the reverse."""
    if source == "ja":
        number = "一二三四五".find(match[1]) + 1 or int(match[1])
        return f"the {ORDINALS[number - 1]} {WEEKDAYS[match[2]]} of each month"
    number = ORDINALS.index(match[1].lower()) + 1
    day = next(day for day, name in WEEKDAYS.items() if name.startswith(match[2].capitalize()))
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
