"""What a numeral counts, read from its neighbours: money, a share, a count, a year, or nothing."""

from collections.abc import Sequence
from dataclasses import replace

from kotae import lazy_re as re
from kotae.scripts import HIRAGANA, KANJI
from kotae.segmentation.number_words import worded
from kotae.segmentation.numerals import Numeral, find_numerals, format_value, parse_japanese
from kotae.segmentation.readings import Reading, number, share
from kotae.segmentation.units import COUNTER, CURRENCY_AFTER, CURRENCY_BEFORE, currency, unit_word

__all__ = ["read_numerals"]

_PERCENT = re.compile(r"\s?(?:%|パーセント(?!ポイント)|(?i:per\s?cent)(?:age\s+points?)?(?![A-Za-z]))")
_WARI = re.compile(
    rf"割(?:(?P<bu>[0-9]|[〇一二三四五六七八九])分)?(?![{HIRAGANA}{KANJI}]*(?:り算|合)|[りれるっ])"
)
_FRACTION_JA = re.compile(r"\s?分の\s?")
_FRACTION_EN = re.compile(
    r"(?:[\s-]+|/)(?P<bottom>[0-9]{1,7})(?:th|st|nd|rd)?s?(?![A-Za-z0-9])"
    r"|[\s-](?P<word>half|halves|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?(?![A-Za-z])"
)
_BOTTOMS = dict(
    zip(
        "half halves third quarter fourth fifth sixth seventh eighth ninth tenth hundredth thousandth".split(),
        (2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 100, 1000),
        strict=True,
    )
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![A-Za-z0-9])")
_RANGE = re.compile(r"\s?(?:[~～〜‐-―−-]|から|ないし|to|or|and)\s?")

# Before a numeral: an identifier (GPT-4, A100), a version (3.11.2), a vague number (数百).
_IDENTIFIER_BEFORE = re.compile(r"(?:[A-Za-z_\\][-_.]?|[0-9][.:/_]|[数何幾#%])\Z")
_PREFIX = re.compile(r"\b(?i:mid|post|pre|early|late|some|top|non|twenty)-\Z")
_CODE_BEFORE = re.compile(r"\b(?i:USD?|JPY|EUR|GBP|CNY|RMB|KRW|INR)\Z")
_IDENTIFIER_AFTER = re.compile(r"[A-Za-z_]|\.[0-9]|-[A-Z]|[0-9]|/[0-9]")
_NAME_BEFORE = re.compile(r"(?:\A|[^A-Za-z])(?P<name>[A-Z][A-Za-z]+)\s\Z")
_NOT_NAMES = frozenset(
    """
    In On At By Of To The A An And Or For From With About Over Under Some All Only Nearly Around Almost
    Exactly Top Figure Table Chapter Section Article Goal Step Phase Level Part No Number Day These
    Those Its Their Our Within After Before Between Until Since During Roughly Approximately Least Most
    Than Has Have Are Is Was Were
    """.split()
)

# Kanji numerals are words too: these are not numbers.
_FALSE_KANJI = re.compile(
    r"一(?:部|方|般|体(?!の)|層|切|定|環|覧|連|致|律|瞬|番|貫|旦|度|気|時(?!間)|因|見|種の|種独|概|例|流|元|丸|名称|本化|本調|本気|本道|角|環境|代|世代|級|段|組織|巻|座|隅|助|考)"
    r"|二(?:次|重|者|酸|束)|三(?:菱|井|越|重|角|者|つ葉|次|洋|鷹|浦|宅|田|好)|四(?:国|季|半|川|つ葉|日市)|五(?:輪|感)|六本木|七夕"
    r"|八(?:王子|幡|つ当|百屋|百長|方)|九州|十(?:分(?![の間])|字|日町|勝|和田|二支|二単)|千(?:葉|代|歳|曲|住|円札)|百(?:貨|科|合|済|姓)|万(?:博|一|全|能)|五十嵐|五十音"
)
_BARE_KANJI = re.compile(
    r"[〇零一二三四五六七八九]?[十百千][〇零一二三四五六七八九十百千万億兆]+|[〇零一二三四五六七八九]+[十百千万億兆][〇零一二三四五六七八九十百千万億兆]*"
)
# 5m people are millions, a bridge is 412m long.
_MILLION_OF = re.compile(
    r" (?!(?:long|wide|high|tall|deep|thick|above|below|away|apart|from|in|of|to|and|or|by|at|is|was|for|per|x)\b)[a-z]"
)
# 25 T-shirts, 3 T: no tonnes.
_SHIRTS = re.compile(r"[\s-]?(?:T(?![A-Za-z])|t-[A-Za-z])")
# "24 世界": the counter after a space is the beginning of a longer word.
_CUT_WORD = re.compile(rf"\s[{KANJI}][{KANJI}]")
_AFTER_VAGUE = re.compile(r"数|余|幾")


def read_numerals(text: str, numerals: Sequence[Numeral]) -> list[Reading]:
    """Return what each numeral means, and quantities written without numerals (third, 半分).

    Args:
        text: The text with full-width digits made half-width.
        numerals: Its numerals, in order.
    """
    readings: list[Reading] = []
    numerals = [_measured(text, numeral) for numeral in numerals]
    skip_to = 0
    for place, numeral in enumerate(numerals):
        if numeral.start < skip_to or _is_identifier(text, numeral):
            continue
        following = numerals[place + 1] if place + 1 < len(numerals) else None
        reading = _fraction(text, numeral, following) or _plain(text, numeral)
        if reading is None:
            continue
        joined = _inherit(text, numeral, reading, following)
        readings.append(joined)
        skip_to = joined.end
    return _inherit_prefix(text, readings) + worded(text)


def _measured(text: str, numeral: Numeral) -> Numeral:
    """Return 12.5t and 412m without their letter, which is a unit where no currency makes a magnitude of it."""
    letter = text[numeral.end - 1]
    if letter not in ("t", "m") or numeral.suffix != letter:
        return numeral
    before = text[max(0, numeral.start - 6) : numeral.start]
    if CURRENCY_BEFORE.search(before) or CURRENCY_AFTER.match(text, numeral.end):
        return numeral
    if letter == "m" and _MILLION_OF.match(text, numeral.end):
        return numeral
    return replace(
        numeral,
        end=numeral.end - 1,
        value=numeral.value / numeral.magnitude,
        magnitude=1,
        text=numeral.text[:-1],
        suffix="",
    )


def _is_identifier(text: str, numeral: Numeral) -> bool:
    before = text[max(0, numeral.start - 12) : numeral.start]
    if (
        _IDENTIFIER_BEFORE.search(before)
        and numeral.written != "words"
        and not _PREFIX.search(before)
        and not _CODE_BEFORE.search(before)
    ):
        return True
    if numeral.written == "kanji" and numeral.magnitude == 1 and _FALSE_KANJI.match(text, numeral.start):
        return True
    if numeral.suffix in ("m", "b", "t", "k"):
        return not (CURRENCY_BEFORE.search(before) or text[numeral.end - 1] in "kMB")
    return False


def _fraction(text: str, numeral: Numeral, following: Numeral | None) -> Reading | None:
    if (
        following is not None
        and (middle := _FRACTION_JA.match(text, numeral.end))
        and middle.end() == following.start
    ):
        if numeral.value == 0:
            return None
        return share(numeral.start, following.end, following.value / numeral.value)
    match = _FRACTION_EN.match(text, numeral.end)
    if match is None or numeral.value.denominator != 1 or not 0 < numeral.value < 100:
        return None
    bottom = _BOTTOMS[match["word"]] if match["word"] else int(match["bottom"])
    slash, ending = match[0].startswith("/"), match[0][-1]
    if match["bottom"] and (
        (not slash and ending.isdigit())
        or bottom <= numeral.value
        or text[match.end() : match.end() + 1] == "/"
    ):
        return None
    if match["word"] in ("quarter", "third", "fourth", "fifth") and numeral.written == "digits":
        return None
    return share(numeral.start, match.end(), numeral.value / bottom)


def _plain(text: str, numeral: Numeral) -> Reading | None:
    start, end, value = numeral.start, numeral.end, numeral.value
    before = CURRENCY_BEFORE.search(text[max(0, start - 6) : start])
    after = CURRENCY_AFTER.match(text, end)
    if before or after:
        found = before or after
        code = currency(found["currency"]) if found else ""
        begin = start - len(before[0]) if before else start
        finish = after.end() if after else end
        return Reading(
            start=begin, end=finish, kind="money", key=f"{code}:{format_value(value)}", value=value, unit=code
        )
    percent = _PERCENT.match(text, end)
    if percent is None and (percent := _WARI.match(text, end)):
        value = value * 10 + (parse_japanese(percent["bu"]) if percent["bu"] else 0)
    if percent:
        return Reading(
            start=start,
            end=percent.end(),
            kind="percent",
            key=f"percent:{format_value(value)}",
            value=value,
            unit="percent",
        )
    return _counted(text, numeral)


def _counted(text: str, numeral: Numeral) -> Reading | None:
    start, end, value = numeral.start, numeral.end, numeral.value
    if numeral.start and text[start - 1] == "第" and numeral.written != "words":
        return number(start - 1, end, value)
    if (
        (counter := COUNTER.match(text, end))
        and not _CUT_WORD.match(text, end)
        and not _SHIRTS.match(text, end)
    ):
        return number(start, counter.end(), value, unit=unit_word(counter["unit"]))
    if ordinal := _ORDINAL.match(text, end):
        return number(start, ordinal.end(), value)
    if numeral.written == "kanji":
        return number(start, end, value) if _bare_kanji_is_number(text, numeral) else None
    if numeral.written == "words":
        return None if value in (0, 1) else number(start, end, value)
    return _bare_digits(text, numeral)


def _bare_kanji_is_number(text: str, numeral: Numeral) -> bool:
    return bool(_BARE_KANJI.fullmatch(numeral.text)) and not _AFTER_VAGUE.match(text, numeral.end)


def _bare_digits(text: str, numeral: Numeral) -> Reading | None:
    start, end, value = numeral.start, numeral.end, numeral.value
    if numeral.suffix == "" and _IDENTIFIER_AFTER.match(text, end):
        return None
    if re.fullmatch(r"(?:19|20)[0-9]{2}", numeral.text) and text[start - 1 : start] != ".":
        return Reading(start=start, end=end, kind="date", key=f"date:{numeral.text}", value=value)
    name = _NAME_BEFORE.search(text[max(0, start - 24) : start])
    if name and name["name"] not in _NOT_NAMES and numeral.magnitude == 1 and value < 100:
        return None
    return number(start, end, value)


def _inherit(text: str, numeral: Numeral, reading: Reading, following: Numeral | None) -> Reading:
    """Give the first number of a range what only the second says: 3~5兆円, 8兆~10兆円, 3-5%."""
    if following is None or reading.unit or reading.kind not in ("number", "date"):
        return reading
    middle = _RANGE.match(text, numeral.end)
    if middle is None or middle.end() != following.start:
        return reading
    second = _plain(text, following)
    if second is None or second.kind not in ("money", "percent", "count"):
        return reading
    value = numeral.value
    if numeral.magnitude == 1 and numeral.value <= following.value / following.magnitude:
        value *= following.magnitude
    head = second.key.partition(":")[0]
    return replace(
        second, start=reading.start, end=numeral.end, value=value, key=f"{head}:{format_value(value)}"
    )


def _inherit_prefix(text: str, readings: list[Reading]) -> list[Reading]:
    """Give the second number of $3-5 billion its currency and the first its magnitude."""
    result = list(readings)
    for place in range(1, len(result)):
        first, second = result[place - 1], result[place]
        between = text[first.end : second.start]
        if (
            first.kind != "money"
            or second.kind != "number"
            or second.unit
            or not _RANGE.fullmatch(between)
            or between.strip() in ("and", "or")
        ):
            continue
        tail = find_numerals(text[second.start : second.end])
        magnitude = tail[0].magnitude if tail else 1
        if first.value < 1000 <= second.value:
            value = first.value * magnitude
            result[place - 1] = replace(first, value=value, key=f"{first.unit}:{format_value(value)}")
        result[place] = replace(
            second, kind="money", unit=first.unit, key=f"{first.unit}:{format_value(second.value)}"
        )
    return result
