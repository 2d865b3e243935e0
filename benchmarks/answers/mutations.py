"""True sentences made false by one change: another number, unit, date or name, or a denial.

Each mutation returns the changed sentence, or None for a sentence that has nothing to change.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kotae.language import detect_language
from kotae.segmentation.dates import MONTHS
from kotae.segmentation.quantities import Quantity, QuantityKind, find_quantities

__all__ = ["MUTATIONS", "NamePool"]

_DIGIT = re.compile(r"[0-9０-９]")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_SPELT = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SPELT_NUMBER = re.compile(rf"\b(?:{'|'.join(_SPELT)})\b", re.IGNORECASE)
_KANJI_DIGIT = re.compile(r"[二三四五六七八九](?=[万千百十年月日人社つか])")
_SLIPS = (
    ("兆", "億"), ("億", "万"), ("万", "億"), ("trillion", "billion"), ("billion", "million"), ("million", "billion"),
    ("thousand", "million"),
)  # fmt: skip
_UNITS = (
    ("億円", "億ドル"), ("万円", "万ドル"), ("兆円", "兆ドル"), ("000円", "000ドル"), ("500円", "500ユーロ"),
    ("ドル", "ユーロ"),
    ("ウォン", "円"), ("キロメートル", "メートル"), ("メートル", "キロメートル"), ("キログラム", "グラム"),
    ("時間", "日間"),
    ("年間", "か月間"), ("週間", "か月"), ("か月", "年"), ("％", "倍"), ("か国", "社"), ("日間", "週間"),
    ("テラワット時", "ギガワット時"),
    (" yen", " dollars"), ("$", "€"), (" dollars", " euros"), (" won", " yen"), ("kilometres", "metres"),
    (" km", " m"),
    ("metres", "kilometres"), ("meters", "feet"), ("kilograms", "grams"), ("hours", "days"), ("weeks", "months"),
    ("years", "months"),
    ("months", "years"), (" percent", " times"), ("%", " times"), ("countries", "companies"), ("TWh", "GWh"),
    ("days", "weeks"),
)  # fmt: skip
_INVENTED = {"katakana": "モーツァルト", "latin": "Zanzibar", "kanji": "長曽我部"}
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}(?:・[ァ-ヴー]+)*")
_STARTERS = (
    "The|This|That|These|Those|It|Its|In|On|At|By|From|To|A|An|If|When|For|You|We|I|He|She|They|There|Of|And|But|As|Free|Every"
    "|Nobody|Minors|After|Before|Since|With|All|Some|Only|More|Most|About|Take|Use|Both|Each|No|Not|Among|"
    + "|".join(MONTHS)
)
_LATIN = re.compile(
    rf"(?<![A-Za-z])(?!(?:{_STARTERS})\b)[A-Z][A-Za-z]{{2,}}(?: [A-Z][a-z]{{2,}})*(?![A-Za-z])"
)
_KANJI = re.compile(
    r"[一-龠]{2,4}(?=氏|大臣|教授|首相|知事)|[一-龠]{2,3}(?:省|庁|県|市|大学)|米国|中国|日本(?!語)|英国|韓国|東京|大阪|京都|北海道"
)
_NEIGHBOUR = dict(
    zip("ラリストンルクマサアフパシテイオドグプレ", "リルソタムロコミセイホペサトエアダゴペロ", strict=True)
)
_DENY_JA = (
    ("しました", "しませんでした"), ("されました", "されませんでした"), ("ています", "ていません"),
    ("ている", "ていない"),
    ("ました", "ませんでした"), ("でした", "ではありませんでした"), ("ます", "ません"), ("です", "ではありません"),
    ("した。", "しなかった。"),
    ("された。", "されなかった。"), ("だった。", "ではなかった。"), ("ある。", "ない。"), ("である", "ではない"),
    ("する。", "しない。"),
    ("できる", "できない"), ("めた。", "めなかった。"), ("れた。", "れなかった。"), ("いた。", "いなかった。"),
    ("った。", "わなかった。"),
)  # fmt: skip
_AFFIRM_JA = (
    ("ていません", "ています"), ("ていない", "ている"), ("ませんでした", "ました"), ("はありません", "があります"),
    ("はいません", "がいます"),
    ("ません", "ます"), ("はない", "がある"), ("しない", "する"), ("できない", "できる"), ("されない", "される"),
    ("なかった", "た"),
)  # fmt: skip
_DENY_EN = re.compile(
    r"\b(?:is|are|was|were|will|can|could|has|have|had|should|must|would|may)\b(?! not|n't)"
)
_DENIED_EN = re.compile(r"\b(?:not?|never|nobody|none|nor|without|cannot|nothing)\b|n't", re.IGNORECASE)
_AFFIRM_EN = (
    ("cannot", "can"), ("can't", "can"), (" will not ", " will "), (" is not ", " is "), (" are not ", " are "),
    (" has no ", " has "),
    (" does not ", " does "), ("doesn't", "does"), ("isn't", "is"), ("Nobody", "Somebody"), ("No one", "Everyone"),
    (" not ", " "), (" no ", " "),
    ("never ", "always "),
)  # fmt: skip
_QUANTIFIERS = (
    ("すべての", "一部の"), ("すべて", "一部が"), ("全ての", "一部の"), ("一部の", "すべての"), ("多くの", "少数の"),
    ("半数以上", "ごく一部"),
    ("ほとんど", "少数"), ("All ", "Some "), ("Every ", "No "), (" all ", " some "), ("Some ", "All "),
    (" some ", " all "), ("Most ", "Few "),
    (" most ", " few "), ("Many ", "Few "), (" many ", " few "), ("each ", "some "),
)  # fmt: skip
_TURNS = (
    ("以上", "以下"), ("超える", "下回る"), ("未満", "以上"), ("増", "減"), ("増え", "減り"), ("減ら", "増や"),
    ("長い", "短い"), ("より前", "より後"),
    ("までに", "以降に"), ("無料", "有料"), ("賛成", "反対"), ("敗れ", "勝ち"), ("more than", "less than"),
    ("over ", "under "), ("up to", "at least"),
    ("rose", "fell"), ("up ", "down "), ("increase", "decrease"), ("raise", "cut"), ("reduce", "increase"),
    ("fewer", "more"), ("longer", "shorter"),
    ("lost to", "beat"), ("free", "charged"), ("opens", "closes"), ("closes", "opens"), ("after ", "before "),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names of all sentences, so that one can be swapped for another that really occurs."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Iterator[str]) -> "NamePool":
        """Return the names of many sentences, in order, each once."""
        found = (
            name for text in sentences for start, name, _ in _found_names(text) if start or not name.isascii()
        )
        return cls(tuple(dict.fromkeys(found)))

    def other(self, name: str, sentence: str) -> str | None:
        """Return another name in the same script that the sentence doesn't hold."""
        script = _script(name)
        like = [other for other in self.names if _script(other) == script and other not in sentence]
        return like[sum(map(ord, name)) % len(like)] if like else None


def _script(name: str) -> str:
    return "latin" if name[0].isascii() else "katakana" if "ァ" <= name[0] <= "ー" else "kanji"


def _found_names(sentence: str) -> Iterator[tuple[int, str, int]]:
    for pattern in (_KATAKANA, _LATIN, _KANJI):
        for match in pattern.finditer(sentence):
            yield match.start(), match[0], match.end()


def _replaced(sentence: str, start: int, end: int, other: str) -> str:
    return sentence[:start] + other + sentence[end:]


def _quantities(sentence: str, kinds: set[QuantityKind]) -> list[Quantity]:
    return [quantity for quantity in find_quantities(sentence) if quantity.kind in kinds]


def _number(sentence: str, pool: NamePool) -> str | None:
    for quantity in _quantities(sentence, {"number", "money", "percent", "count", "time"}):
        text = sentence[quantity.start : quantity.end]
        if digits := list(_DIGIT.finditer(text)):
            place = quantity.start + digits[len(text) % len(digits)].start()
            return _replaced(sentence, place, place + 1, str(int(sentence[place]) % 9 + 1))
    if match := _SPELT_NUMBER.search(sentence):
        spelt = _SPELT[(_SPELT.index(match[0].lower()) + 3) % len(_SPELT)]
        return _replaced(sentence, *match.span(), spelt if match[0].islower() else spelt.capitalize())
    if match := _KANJI_DIGIT.search(sentence):
        return _replaced(sentence, *match.span(), "三" if match[0] != "三" else "五")
    return None


def _magnitude(sentence: str, pool: NamePool) -> str | None:
    for written, other in _SLIPS:
        if match := re.search(rf"(?<=[0-9,.])\s?{written}", sentence):
            return _replaced(sentence, match.end() - len(written), match.end(), other)
    return None


def _unit(sentence: str, pool: NamePool) -> str | None:
    for written, other in _UNITS:
        if match := re.search(rf"(?<=[0-9万億兆千]){re.escape(written)}(?![A-Za-z])|\$(?=[0-9])", sentence):
            return _replaced(sentence, *match.span(), "€" if match[0] == "$" else other)
    return None


def _year(sentence: str, pool: NamePool) -> str | None:
    for match in re.finditer(
        r"(?<![0-9,.])(?:1[5-9]|20)[0-9]{2}(?=年|\b)(?!,?[0-9]|人|円|社|件| participants)", sentence
    ):
        step = 1 if int(match[0]) % 2 else -1
        return _replaced(sentence, *match.span(), str(int(match[0]) + step))
    return None


def _month(sentence: str, pool: NamePool) -> str | None:
    if match := _MONTH.search(sentence):
        return _replaced(sentence, *match.span(), MONTHS[(MONTHS.index(match[0]) + 1) % 12])
    if match := re.search(r"(?<![0-9か])(?:1[0-2]|[1-9])(?=月)", sentence):
        return _replaced(sentence, *match.span(), str(int(match[0]) % 12 + 1))
    return None


def _day(sentence: str, pool: NamePool) -> str | None:
    months = "|".join(MONTHS)
    after_month = "|".join(rf"(?<={month} )" for month in MONTHS)
    pattern = (
        rf"(?<=月)[0-9]{{1,2}}(?=日)|\b[0-9]{{1,2}}(?= (?:{months}))|(?:{after_month})[0-9]{{1,2}}(?![0-9])"
    )
    if match := re.search(pattern, sentence):
        return _replaced(sentence, *match.span(), str(int(match[0]) % 27 + 1))
    return None


def _name(sentence: str, pool: NamePool) -> str | None:
    for start, name, end in _found_names(sentence):
        return _replaced(sentence, start, end, _INVENTED[_script(name)])
    return None


def _swapped(sentence: str, pool: NamePool) -> str | None:
    for start, name, end in _found_names(sentence):
        # The first word of an English sentence has its capital anyway.
        if (start or not name.isascii() or name in pool.names) and (other := pool.other(name, sentence)):
            return _replaced(sentence, start, end, other)
    return None


def _letter(sentence: str, pool: NamePool) -> str | None:
    """Alter one letter in the middle of a katakana or Latin name."""
    for start, name, _ in _found_names(sentence):
        for place in range(1, len(name)):
            if other := _NEIGHBOUR.get(name[place]):
                return _replaced(sentence, start + place, start + place + 1, other)
            if name[place] in "aeiour" and len(name) >= 4:
                return _replaced(
                    sentence, start + place, start + place + 1, "eiuoanr"["aeiour".index(name[place])]
                )
    return None


def _denied(sentence: str, pool: NamePool) -> str | None:
    if detect_language(sentence) == "en":
        if _DENIED_EN.search(sentence):
            return None
        match = _DENY_EN.search(sentence)
        return None if match is None else _replaced(sentence, match.end(), match.end(), " not")
    if re.search(r"ない|ません|なかった|ず", sentence):
        return None
    return _ending(sentence, _DENY_JA)


def _affirmed(sentence: str, pool: NamePool) -> str | None:
    if detect_language(sentence) == "ja":
        return _ending(sentence, _AFFIRM_JA)
    return _first(sentence, _AFFIRM_EN)


def _ending(sentence: str, pairs: tuple[tuple[str, str], ...]) -> str | None:
    for written, other in pairs:
        place = sentence.rfind(written)
        if place >= 0 and place + len(written) >= len(sentence) - 2:
            return _replaced(sentence, place, place + len(written), other)
    return None


def _first(sentence: str, pairs: tuple[tuple[str, str], ...]) -> str | None:
    for written, other in pairs:
        boundary = r"\b" if written[0].isascii() and written[0].isalpha() else ""
        if match := re.search(boundary + re.escape(written), sentence):
            return _replaced(sentence, *match.span(), other)
    return None


MUTATIONS: dict[str, Callable[[str, NamePool], str | None]] = {
    "number": _number,
    "magnitude": _magnitude,
    "unit": _unit,
    "year": _year,
    "month": _month,
    "day": _day,
    "name invented": _name,
    "name swapped": _swapped,
    "name letter": _letter,
    "denial added": _denied,
    "denial removed": _affirmed,
    "quantifier": lambda sentence, pool: _first(sentence, _QUANTIFIERS),
    "direction": lambda sentence, pool: _first(sentence, _TURNS),
}
