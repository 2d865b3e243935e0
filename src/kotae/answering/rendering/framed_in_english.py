"""Japanese values in a frame that changes them, said in English: 3,000 yen each, 20 km/h, the 5th of the following month.

Without the frame 翌月の5日まで was *up to 5 days* and 1日に数十人 *1 day*. Each entry is a pattern of the whole value and what
says it; the rules for quantities say the figure within, and where they can't nothing is said.
"""

from collections.abc import Callable
from re import Match
from typing import Final, TypeAlias

from kotae import lazy_re as re
from kotae.answering.rendering.bounds import bounded
from kotae.answering.rendering.numbered import ordinal
from kotae.answering.rendering.usual_words import word_list

__all__ = ["FRAMED_IN_ENGLISH", "FRAMES_OF_SENTENCES", "Frame", "Say"]

Say: TypeAlias = Callable[[str], str | None]
"""Says the figure within a frame in the other language; None where no rule knows how."""
Frame: TypeAlias = Callable[["Match[str]", Say], str | None]
"""Says a value that its pattern found whole."""

_NUMBER: Final = r"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)"
_ABOUT_JA: Final = r"(?P<about>約|およそ|おおよそ|最大|最高|最低|平均)?"
_AFTER_JA: Final = r"(?P<after>以上|以下|以内|未満|前後|程度|ほど|くらい|ぐらい|を?超(?:える)?)?"
_SPANS: Final = {
    "秒": "second",
    "分": "minute",
    "時間": "hour",
    "日": "day",
    "週間": "week",
    "か月": "month",
    "ヶ月": "month",
    "カ月": "month",
    "年": "year",
    "泊": "night",
}
_SPAN: Final = "|".join(sorted(_SPANS, key=len, reverse=True))
# What flows or moves, in a time: 毎分30リットル, 時速20キロ.
_MOVES: Final = {
    "キロメートル": "km",
    "キロ": "km",
    "メートル": "m",
    "センチ": "cm",
    "ミリ": "mm",
    "リットル": "litres",
    "立方メートル": "m³",
    "トン": "tonnes",
    "km": "km",
    "m": "m",
    "回転": "revolutions",
    "回": "times",
    "枚": "sheets",
}
_SHORT_TIMES: Final = {"秒": ("s", "second"), "分": ("min", "minute"), "時": ("h", "hour")}
_LENGTHS: Final = frozenset(["km", "m", "cm", "mm", "m³"])
_WEIGHED: Final = {
    "グラム": "gram",
    "g": "gram",
    "kg": "kilo",
    "メートル": "metre",
    "m": "metre",
    "平方メートル": "m²",
    "リットル": "litre",
    "トン": "tonne",
    "坪": "tsubo",
    "ページ": "page",
    "文字": "character",
    "字": "character",
    "語": "word",
    "株": "share",
    "ポイント": "point",
}
_VAGUE: Final = {
    "十数": "more than ten",
    "数十": "dozens",
    "数百": "several hundred",
    "数千": "several thousand",
    "数万": "tens of thousands",
    "数": "several",
}
_OF: Final = frozenset(["数十", "数万"])
_BETWEEN: Final = frozenset(["十数", "数十", "数百"])
_VAGUE_JA: Final = "|".join(_VAGUE)
_PERIODS: Final = {"日": "a day", "週": "a week", "月": "a month", "年": "a year"}
_COUNTED: Final = {
    "人": "people",
    "名": "people",
    "回": "times",
    "件": "cases",
    "度": "times",
    "円": "yen",
    "トン": "tonnes",
} | dict.fromkeys("個台本枚冊社校戸頭部羽匹通", "")
_A_YEAR: Final = 1000
_MONTHS_ON: Final = {
    "当": "the same month",
    "翌": "the following month",
    "翌々": "the month after next",
    "前": "the month before",
    "前々": "two months before",
}
_PAYERS: Final = word_list("payers")
_EARLIER: Final = {
    "前年度": "the fiscal year before",
    "前年同月": "the same month of the year before",
    "前年同期": "the same period of the year before",
    "前年": "the year before",
    "前期": "the period before",
    "前月": "the month before",
    "前回": "the last time",
    "前週": "the week before",
    "前日": "the day before",
}
_ORDERED: Final = {
    "号機": "units",
    "号車": "cars",
    "号室": "rooms",
    "号棟": "buildings",
    "番線": "platforms",
    "番窓口": "counters",
    "番": "Nos.",
    "号": "Nos.",
}
_SCHOOLS: Final = {"小学": "primary school", "中学": "junior high school", "高校": "high school"}
_SEASONS: Final = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_PAYER: Final = "|".join(sorted(_PAYERS, key=len, reverse=True))


def _speed_en(match: "Match[str]", say: Say) -> str | None:
    """Return an amount in a time: 25 m/s or more, 30 litres a minute."""
    short, long = _SHORT_TIMES[match["each"] or match["speed"]]
    unit = _MOVES[match["unit"]]
    said = (
        f"{match['n']} {unit}/{short}"
        if unit in _LENGTHS
        else f"{match['n']} {unit} {'an' if long == 'hour' else 'a'} {long}"
    )
    return bounded(said, match["about"] or "", match["after"] or "", "ja")


def _ranged_en(match: "Match[str]", say: Say) -> str | None:
    """Return a range with what bounds the whole of it: within 3 to 4 weeks, every 2 to 3 months."""
    unit, number = match["unit"], int(match["n"].replace(",", ""))
    if match["first"] not in (None, unit) or (unit == "年" and number >= _A_YEAR):
        return None
    if unit == "日" and not (match["lasting"] or match["after"]):
        return None  # 3日から5日 may be the 3rd to the 5th
    said = f"{match['n']} to {match['to']} {_SPANS[match['unit']]}s"
    return bounded(said, match["about"] or "", match["after"] or "", "ja")


def _vague_en(match: "Match[str]", say: Say) -> str | None:
    """Return a number that nobody knows exactly: several times a month, dozens of people a day."""
    unit, each, vague = match["unit"], match["each"], match["vague"]
    span = _SPANS.get(unit) or _SPANS.get(unit.removesuffix("間"))
    what = f"{span}s" if span else _COUNTED.get(unit)
    if what is None or (not each and vague in _BETWEEN and not span):
        return None  # 十数人 is said with both its ends elsewhere
    of = " of" if what and vague in _OF else ""
    return " ".join(filter(None, (_VAGUE[vague] + of, what, _PERIODS[each[-1]] if each else "")))


def _month_en(match: "Match[str]", say: Say) -> str | None:
    """Return a day of a month that is told by another one: the 10th of the month after next."""
    day = "the end" if match["end"] else f"the {ordinal(int(match['n']))}"
    until = "by " if match["until"] else ""
    return f"{until}{day} of {_MONTHS_ON[match['which']]}"


def _next_year_en(match: "Match[str]", say: Say) -> str | None:
    said = say(match["date"])
    return f"{said} of the following year" if said else None


def _each_unit_en(match: "Match[str]", say: Say) -> str | None:
    said = say(match["price"])
    return f"{said} per {_WEIGHED[match['unit']]}" if said else None


def _change_en(match: "Match[str]", say: Say) -> str | None:
    """Return by how much something went up or down, and from what: down 12% on the year before."""
    way = "up" if match["way"] == "増" else "down"
    unit = "%" if match["unit"] == "%" else " points"
    return f"{way} {match['n']}{unit} on {_EARLIER[match['than']]}"


def _by_payer_en(match: "Match[str]", say: Say) -> str | None:
    """Return prices with whom each is for: adults 1,200 yen, children 600 yen."""
    parts = re.findall(rf"({_PAYER})[はがの: ]*([0-9](?:[^、,・/]|,(?=[0-9]))*)", match[0])
    said = [(who, say(price)) for who, price in parts]
    if not all(price for _, price in said):
        return None
    return ", ".join(f"{_PAYERS[who]} {price}" for who, price in said)


def _around_en(way: str) -> Frame:
    def frame(match: "Match[str]", say: Say) -> str | None:
        said = say(match["inner"])
        return way.format(said) if said and " each" not in said else None

    return frame


def _between_en(match: "Match[str]", say: Say) -> str | None:
    return f"with {match['n']} day{'' if match['n'] == '1' else 's'} in between"


def _working_en(match: "Match[str]", say: Say) -> str | None:
    """Return days that count only when people work, with what bounds them: about 8 working days."""
    said = f"{match['n']} working day{'' if match['n'] == '1' else 's'}"
    return bounded(said, match["about"] or "", match["after"] or "", "ja")


FRAMED_IN_ENGLISH: Final[tuple[tuple[str, Frame], ...]] = (
    (
        rf"{_ABOUT_JA}(?:毎(?P<each>[秒分時])|(?P<speed>[秒分時])速){_NUMBER}(?P<unit>{'|'.join(_MOVES)}){_AFTER_JA}",
        _speed_en,
    ),
    (rf"(?P<which>当|翌々?|前々?)月の?(?:{_NUMBER}日|(?P<end>末日?))(?P<until>まで)?(?:に|払い)?", _month_en),
    (r"翌年の?(?P<date>[0-9]{1,2}月[^、。]*)", _next_year_en),
    (r"翌営業日(?P<until>まで)?に?", lambda m, s: f"{'by ' if m['until'] else ''}the next working day"),
    (
        rf"(?:(?:1|一)?(?P<each>日|週|か?月|年)間?(?:に|あたり))?(?P<vague>{_VAGUE_JA})"
        r"(?P<unit>[^0-9、。]{1,2}?)(?:ほど|程度|くらい|ぐらい)?",
        _vague_en,
    ),
    (
        rf"{_ABOUT_JA}{_NUMBER}(?P<first>{_SPAN})?間?(?:から|[~〜～–-])(?P<to>[0-9]+)(?P<unit>{_SPAN})(?P<lasting>間)?"
        r"(?P<after>以内|ごと|おき|以上|未満|ほど|程度|くらい|前後|前|後)?",
        _ranged_en,
    ),
    (
        rf"(?:1|一)?(?P<unit>{'|'.join(sorted(_WEIGHED, key=len, reverse=True))})(?:あたり|当たり|につき)(?P<price>[0-9].*)",
        _each_unit_en,
    ),
    (rf"(?:{_PAYER})[はがの: ]*[0-9][^、]*(?:[、,・/ ](?:{_PAYER})[はがの: ]*[0-9][^、]*)+", _by_payer_en),
    (
        rf"(?P<than>{'|'.join(_EARLIER)})比(?:で|は)?{_NUMBER}(?P<unit>%|ポイント)の?(?P<way>増|減)加?(?:少)?",
        _change_en,
    ),
    (
        rf"(?P<n>[0-9]+)(?P<first>{'|'.join(_ORDERED)})?(?:から|[~〜～–-])(?P<to>[0-9]+)(?P<kind>{'|'.join(_ORDERED)})(?:まで)?",
        lambda m, s: (
            f"{_ORDERED[m['kind']]} {m['n']} to {m['to']}" if m["first"] in (None, m["kind"]) else None
        ),
    ),
    (
        rf"(?P<school>{'|'.join(_SCHOOLS)})(?P<n>[1-6])年生",
        lambda m, s: f"{ordinal(int(m['n']))}-year {_SCHOOLS[m['school']]} pupils",
    ),
    (r"(?P<inner>[^0-9、]{0,4}[0-9][^、]*)ずつ", _around_en("{} each")),
    (r"(?P<inner>[0-9][^、]*[^最])近く", _around_en("nearly {}")),
    (rf"中{_NUMBER}日", _between_en),
    (rf"{_ABOUT_JA}{_NUMBER}営業日{_AFTER_JA}", _working_en),
    (
        r"縦(?P<a>[0-9][^、×x]*)[、×x]?横(?P<b>[0-9][^、×x]*)",
        lambda m, s: f"{s(m['a'])} by {s(m['b'])}" if s(m["a"]) and s(m["b"]) else None,
    ),
    (
        r"(?P<y>[12][0-9]{3})年の?(?P<season>[春夏秋冬])",
        lambda m, s: f"{_SEASONS[m['season']]} {m['y']}",
    ),
    (r"(?P<n>[0-9]+)位", lambda m, s: f"{ordinal(int(m['n']))} place"),
    (r"第(?P<n>[1-5])週", lambda m, s: f"the {ordinal(int(m['n']))} week"),
)
"""By patterns of Japanese values; of several that fit the first says it."""

FRAMES_OF_SENTENCES: Final[tuple[Frame, ...]] = (_speed_en, _month_en, _between_en, _working_en)
"""Those that mean the same in the middle of a sentence."""
