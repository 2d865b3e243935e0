"""The quantities of a short answer in the other language, with what bounds them: within 14 days, 1日250円, 3〜5日."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.bounds import bounded, part_of_date
from kotae.answering.rendering.leftovers import says_more
from kotae.answering.rendering.phrases import DATED_JA, EACH, EACH_JA, PER, PER_EN
from kotae.answering.rendering.torn_figures import ORDINAL_EN, is_torn
from kotae.answering.rendering.usual_words import usual_japanese
from kotae.answering.rendering.values import amount_en, amount_ja, date_en, date_ja
from kotae.question.wanted import Asked
from kotae.records import Language
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["said_quantities"]

_LATIN_UNIT: Final = re.compile(
    r"\s?([kMGm]?(?:VA|V|A|W|Wh|Pa|N|Ω|lx|dB)|[a-z]{1,2}[A-Z][A-Za-z]?)(?![A-Za-z])"
)
_AROUND_JA: Final = re.compile(r"ごろ|頃|ころ(?!ば)|前後")
# Three bags per person: what is counted stands between.
_PER_PERSON: Final = re.compile(
    r"\s[a-z]+ (?:per|an?|each) (?P<unit>day|month|year|week|person|night|hour|minute|child|adult)\b"
)
_PER_THING: Final = re.compile(r"(?:\s[a-z]+)?\s*(?:\bper|/) ?([a-z]+)\b", re.IGNORECASE)
_RANGED: Final = re.compile(r"から|[~〜～-]\Z|\A[^0-9]{0,4}[~〜～-]")
_AND_JA: Final = re.compile(r"と|および|及び|並びに")
_SPAN_ONCE: Final = re.compile(r"(?:から|[~〜～–-])\|に")
_LASTING: Final = frozenset(["year", "month", "week", "day", "hour", "minute"])
_ONCE: Final = frozenset(["once", "2", "3"])
_WORKING: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(r"営業日"),
    "en": re.compile(r"\s(?:working|business)[ -]days?\b", re.IGNORECASE),
}
_LATER: Final = re.compile(r"\b(?:after|before)\s*\Z", re.IGNORECASE)
_BY: Final = re.compile(r"\bby\s*\Z", re.IGNORECASE)
_MINUS: Final = re.compile(r"(?:(?<![0-9A-Za-z])[-−]|マイナス|氷点下|零下|\bminus)\s*\Z", re.IGNORECASE)
_FISCAL_EN: Final = re.compile(r"\b(?:fiscal(?: year)?|FY)\s*[0-9]{4}\Z", re.IGNORECASE)
# Units of which one duration is made up: 1時間30分, two years and three months.
_COMPOUND: Final = frozenset([("year", "month"), ("hour", "minute"), ("minute", "second")])


def said_quantities(text: str, source: Language, asked: Asked = "") -> str | None:
    """Return a span's quantities in the other language; None where it holds none, or says more than they do.

    Args:
        text: Folded.
        source: Its language.
        asked: What the question asks for.
    """
    quantities = find_quantities(text)
    if not quantities:
        plain = re.fullmatch(r"([0-9][0-9,.]*)\s?([A-Za-z°%/²³]{0,5})", text)
        return f"{plain[1]} {plain[2]}".strip() if plain else None
    if says_more(text, quantities, source, asked) or is_torn(text, quantities) or _is_mixed(quantities):
        return None
    say = _english if source == "ja" else _japanese
    said = [part for place in range(len(quantities)) if (part := say(text, quantities, place))]
    return (_joined_en if source == "ja" else _joined_ja)(text, quantities, said) or None


def _is_mixed(quantities: Sequence[Quantity]) -> bool:
    """Return whether figures of several kinds stand together, which a list doesn't tell apart: £38 to £42 on 1 April."""
    kinds = {quantity.kind for quantity in quantities} - {"time"}
    return len(quantities) > 2 and "date" in kinds and len(kinds) > 1


def _joined_en(text: str, quantities: Sequence[Quantity], said: Sequence[str]) -> str:
    if re.search(r"または|又は|もしくは|若しくは", text):
        return " or ".join(said)
    if (
        len(said) == 2
        and text[quantities[0].end : quantities[1].start] == "に"
        and said[1].split()[0] in _ONCE
    ):
        return f"{said[1]} every {said[0]}"  # 3日に1回
    if len(said) != len(quantities):
        return ", ".join(said)
    if len(said) == 3 and said[2].split()[0] in _ONCE and _SPAN_ONCE.fullmatch(_gaps(text, quantities)):
        return f"{said[2]} every {said[0].removeprefix('from ').split()[0]} to {said[1]}"  # 3年から4年に一度
    joined = said[0]
    for place, one in enumerate(said[1:]):
        gap = text[quantities[place].end : quantities[place + 1].start]
        joint = " and " if _AND_JA.fullmatch(gap) else ", "
        joined = (
            _ranged(joined, one, quantities[place + 1]) if _RANGED.search(gap) else f"{joined}{joint}{one}"
        )
    return joined


def _gaps(text: str, quantities: Sequence[Quantity]) -> str:
    """Return what stands between the quantities, with a line between."""
    return "|".join(text[one.end : other.start] for one, other in pairwise(quantities))


def _ranged(first: str, last: str, end: Quantity) -> str:
    """Return a range in English; a year from 1 April is no range to a year."""
    if end.kind == "count" and first.startswith("from ") and end.unit in _LASTING:
        return f"{first} for {last}"
    return f"{first} to {last.removeprefix('by ')}" if first.startswith("from ") else f"{first} to {last}"


def _joined_ja(text: str, quantities: Sequence[Quantity], said: list[str]) -> str:
    if len(said) != 2:
        return "、".join(said)
    before, between = text[: quantities[0].start], text[quantities[0].end : quantities[1].start]
    said[0] = said[0].removesuffix("から") if re.search(r"\bto\b", between) else said[0]
    if re.search(r"\bto\b|[-–~]", between) or (re.search(r"\bbetween\s*\Z", before) and "and" in between):
        unit = re.fullmatch(r"[0-9.,]+([^0-9.,]+)", said[0])
        if unit and said[1].endswith(unit[1]):
            return f"{said[0].removesuffix(unit[1])}〜{said[1]}"  # 30〜65%, not 30%〜65%
        return "〜".join(said)
    return ("または" if re.search(r"\bor\b", text) else "、").join(said)


def _english(text: str, quantities: Sequence[Quantity], place: int) -> str:
    quantity = quantities[place]
    after = text[quantity.end :]
    if quantity.kind in ("date", "time"):
        said = ("fiscal " if "年度" in text[quantity.start : quantity.end + 1] else "") + date_en(quantity)
        return _dated(said, after)
    if place + 1 < len(quantities) and _goes_on(text, quantity, quantities[place + 1]):
        return ""
    first = _beginning(text, quantities, place)
    before = text[quantities[first - 1].end if first else 0 : quantities[first].start]
    said = _sign(text[: quantities[first].start]) + " ".join(map(amount_en, quantities[first : place + 1]))
    if working := _WORKING["ja"].match(after):
        said, after = f"{said} working day{'' if said == '1' else 's'}", after[working.end() :]
    else:
        said += _counted(text, quantity)
    said = "once" if said == "1 times" else said
    if first and _is_rate(text, quantities[first - 1], quantities[first]):
        each_of = quantities[first - 1]
        said += f" {_each_en(text[: each_of.start], text[each_of.start : each_of.end + 1])}"
    elif each := EACH_JA.search(before):
        unit = (each["unit"] or each["alone"] or "").strip("1毎")
        said += f" {EACH.get(unit[:1] if unit[:1] in EACH else unit[-1:], 'each')}"
    return bounded(said, before, after, "ja")


def _dated(said: str, after: str) -> str:
    """Return a date with the part of it that is meant, and what bounds it: by the end of March."""
    if part := part_of_date("", after, "ja"):
        said, after = part[0].format(said), part[2]
    if match := _AROUND_JA.match(after):
        said, after = f"around {said}", after[match.end() :]
    return next((way.format(said) for behind, way in DATED_JA if re.match(behind, after)), said)


def _sign(before: str) -> str:
    """Return a minus sign where one stands, or is said, before a number."""
    return "-" if _MINUS.search(before) else ""


def _goes_on(text: str, one: Quantity, other: Quantity) -> bool:
    """Return whether the second quantity says what the first one is part of."""
    return _is_rate(text, one, other) or _is_compound(text, one, other)


def _is_compound(text: str, one: Quantity, other: Quantity) -> bool:
    """Return whether two durations are one: 1時間30分, one hour and 30 minutes; 1日8時間 is a rate."""
    parts = (one.kind, other.kind, one.unit, other.unit)
    return (
        parts[:2] == ("count", "count")
        and parts[2:] in _COMPOUND
        and (re.fullmatch(r"\s*(?:and|と)?\s*", text[one.end : other.start]) is not None)
    )


def _beginning(text: str, quantities: Sequence[Quantity], place: int) -> int:
    """Return which quantity begins the duration that ends at a place; itself for anything else."""
    while place and _is_compound(text, quantities[place - 1], quantities[place]):
        place -= 1
    return place


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
        one.kind in ("count", "number")
        and one.value == 1
        and other.kind in ("money", "count")
        and not _is_compound(text, one, other)
        and re.fullmatch(r"[口晩束]?(?:につき|に|あたり|当たり|当り|で)?[\s、]*(?:最大|最長|約)?", gap)
        is not None
    )


def _each_en(before: str, written: str) -> str:
    if who := re.search(r"(?:(大人|おとな|成人)|子ども|こども|子供|小人|小児|児童)\Z", before):
        return "per adult" if who[1] else "per child"
    unit = written.lstrip("1一")
    return next((said for key, said in EACH.items() if key in unit), "each")


def _japanese(text: str, quantities: Sequence[Quantity], place: int) -> str:
    quantity = quantities[place]
    if place + 1 < len(quantities) and _is_compound(text, quantity, quantities[place + 1]):
        return ""
    first = _beginning(text, quantities, place)
    before = text[quantities[first - 1].end if first else 0 : quantities[first].start]
    after = text[quantity.end : quantities[place + 1].start if place + 1 < len(quantities) else len(text)]
    if quantity.kind in ("date", "time"):
        said = date_ja(quantity) + ("度" if _FISCAL_EN.search(text[: quantity.end]) else "")
        if part := part_of_date(before, after, "en"):
            said, before = part[0].format(said), part[1]
        return bounded(said, before, after, "en")
    said = _sign(text[: quantities[first].start]) + "".join(map(amount_ja, quantities[first : place + 1]))
    whole = quantity.value.denominator == 1  # one third is no 3分の1番目
    if whole and quantity.kind == "number" and ORDINAL_EN.search(text[quantity.start : quantity.end]):
        return f"{said}番目"
    if working := _WORKING["en"].match(after):
        said, after = f"{said}営業日", after[working.end() :]
    elif quantity.kind == "number" and (unit := _LATIN_UNIT.match(text, quantity.end)):
        said += f" {unit[1]}"
        after = after[unit.end() - quantity.end :]
    return _with_bounds(said, quantity, before, after)


def _with_bounds(said: str, quantity: Quantity, before: str, after: str) -> str:
    """Return an amount with what it is for and what bounds it; empty where a part of that has no word."""
    each = _each_ja(after)
    # An amount without what it is for is another one; after fifteen, nobody knows what.
    if each is None or (quantity.kind == "number" and _LATER.search(before)):
        return ""
    # By six months is how much later, not until when.
    return bounded(each + said, _BY.sub("", before), after, "en")


def _each_ja(after: str) -> str | None:
    """Return what an amount is for, by what stands behind it: 1人, 1袋につき; empty for nothing, None for what has no word."""
    if per := PER_EN.match(after) or _PER_PERSON.match(after):
        return PER.get((per["unit"] or "").lower(), "各")
    if thing := _PER_THING.match(after):
        counted = usual_japanese().get(thing[1].lower())
        return f"1{counted}につき" if counted else None
    return ""
