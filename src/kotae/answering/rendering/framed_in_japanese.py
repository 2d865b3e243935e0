"""English values in a frame that changes them, said in Japanese: 納品から14日以内, 3〜4週間以内, 水曜日を除く平日.

Without the frame *12 litres a minute* was 12リットル and *within three to four weeks* 3週間以内〜4週間. As for Japanese ones
(:mod:`kotae.answering.rendering.framed_in_english`): where the figure within can't be said nothing is.
"""

from re import Match
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.bounds import bounded
from kotae.answering.rendering.framed_in_english import Frame, Say
from kotae.answering.rendering.usual_words import word_pairs
from kotae.dated import WEEKDAYS
from kotae.segmentation.dates import MONTHS
from kotae.segmentation.number_words import ORDINALS
from kotae.segmentation.numerals import WORDS

__all__ = ["FRAMED_IN_JAPANESE", "FRAMES_OF_SENTENCES"]

_SPAN_JA: Final = {
    "second": "秒",
    "minute": "分",
    "hour": "時間",
    "day": "日",
    "week": "週間",
    "month": "か月",
    "year": "年",
    "night": "泊",
}
_ENGLISH: Final = "|".join(sorted(WORDS, key=len, reverse=True))
_COUNT_EN: Final = rf"(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?|{_ENGLISH})"
_ORDINAL: Final = rf"(?P<nth>{'|'.join(ORDINALS)}|[0-9]{{1,3}}(?:st|nd|rd|th))"
_BOUND_EN: Final = (
    r"(?P<before>(?:within|about|around|roughly|approximately|up to|at least|at most|over|under|more than|less than|every"
    r"|exceeds?|exceeding|above|below|no more than|not more than|a maximum of|from|some) )?"
)
_SPEEDS: Final = {
    "m/s": "{} m/s",
    "m/min": "{} m/min",
    "km/h": "{} km/h",
    "kph": "{} km/h",
    "mph": "時速{}マイル",
    "knots": "{}ノット",
    "rpm": "{} rpm",
    "l/min": "{} L/min",
    "l/h": "{} L/h",
    "l/s": "{} L/s",
}
_SEASONS: Final = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}
_MONEYS: Final = {"pound": "ポンド", "dollar": "ドル", "euro": "ユーロ"}
_DAYS_EN: Final = {english.lower(): f"{japanese}曜日" for japanese, english in WEEKDAYS.items()}
_MONTH_EN: Final = "|".join(MONTHS)
_PLACES: Final = {"first": "最初の", "second": "第2", "third": "第3", "fourth": "第4", "last": "最後の"}


def _value(written: str) -> str:
    """Return a number in digits."""
    return str(WORDS[written.lower()]) if written.lower() in WORDS else written


def _nth(written: str) -> int:
    """Return the number that an ordinal says."""
    plain = written.lower()
    return ORDINALS.index(plain) + 1 if plain in ORDINALS else int(plain[:-2])


def _weekend_ja(match: "Match[str]", say: Say) -> str | None:
    month = [one.lower() for one in MONTHS].index(match["month"].lower()) + 1
    return f"{month}月の{_PLACES[match['which'].lower()]}週末"


def _speed_ja(match: "Match[str]", say: Say) -> str | None:
    said = _SPEEDS[match["unit"].lower()].format(_value(match["n"]))
    return bounded(said, match["before"] or "", "", "en")


def _ranged_ja(match: "Match[str]", say: Say) -> str | None:
    said = f"{_value(match['n'])}〜{_value(match['to'])}{_SPAN_JA[match['unit'].lower()]}"
    before = match["before"] or ""
    return bounded(said, "" if before == "from " else before, "", "en")


def _about_ja(match: "Match[str]", say: Say) -> str | None:
    inner = re.sub(r"^an? ", "1 ", match["inner"], flags=re.IGNORECASE)
    said = say(inner)
    return bounded(said, "about", "", "en") if said and "約" not in said else None


def _beside_ja(match: "Match[str]", say: Say) -> str | None:
    """Return a span of time with what it is counted from: 配達から14日以内, イベントの3週間前まで."""
    what, number = _COUNTED_FROM.get(match["what"].lower(), ""), _value(match["n"])
    if not what:
        return None
    span = f"{number}{'営業日' if match['working'] else _SPAN_JA[match['unit'].lower()]}"
    bound = (match["bound"] or "").strip().lower()
    if match["side"].lower() in ("before", "prior to"):
        if bound == "within":
            return None
        end = {"at least": "以上前", "": "前"}.get(bound, "前まで")
        return f"{what}の{span}{end}"
    if bound in ("", "about"):
        return f"{what}の{'約' if bound else ''}{span}後" if match["side"].lower() != "of" else None
    return f"{what}から{span}{'以上' if bound == 'at least' else '以内'}"


def _nth_day_ja(match: "Match[str]", say: Say) -> str | None:
    """Return a day by its number after something: 配達後10営業日目まで."""
    what, written = _COUNTED_FROM.get(match["what"].lower(), ""), match["nth"].lower()
    if not what:
        return None
    return (
        f"{what}後{_nth(written)}{'営業' if match['working'] else ''}日目{'まで' if match['bound'] else ''}"
    )


def _season_ja(match: "Match[str]", say: Say) -> str | None:
    part = {"early": "初め", "late": "終わり", "mid": "半ば"}.get((match["part"] or "").lower(), "")
    return f"{match['y']}年{_SEASONS[match['season'].lower()]}{f'の{part}' if part else ''}"


def _under_ja(match: "Match[str]", say: Say) -> str | None:
    """Return an age as a class of people is called by it: under-fives, the over-65s."""
    written = match["age"].lower()
    age = _AGES.get(written, written.removesuffix("s"))
    return f"{age}歳{'未満' if match['side'].lower() == 'under' else '超'}" if age.isdecimal() else None


_PARTS: Final = {"quarter": 4, "third": 3, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_AGES: Final = {
    "fives": "5",
    "sixes": "6",
    "twelves": "12",
    "sixteens": "16",
    "eighteens": "18",
    "sixties": "60",
}
# What times are counted from; a dictionary's word for it is mostly another: of receipt 領収書.
_COUNTED_FROM: Final = {english: japanese for japanese, english in word_pairs("counted from")}
_DUE_EN: Final = r"(?P<bound>no later than |not later than |within |at least |by |up to |about )?"
_WORKING_EN: Final = "(?P<working>(?:working|business) )?"
_WHAT_EN: Final = r"(?:the |your |our )?(?P<what>[a-z]+(?: [a-z]+)?)"


def _decade_ja(match: "Match[str]", say: Say) -> str | None:
    part = {"early": "前半", "late": "後半", "mid": "半ば"}[match["part"].lower()]
    return f"{match['y']}年代{part}"


def _every_other_ja(match: "Match[str]", say: Say) -> str | None:
    return f"隔週の{_DAYS_EN[match['day'].lower()]}"


def _clear_ja(match: "Match[str]", say: Say) -> str | None:
    """Return days counted without the first and the last, with what bounds them."""
    number = _value(match["n"])
    said = f"丸{number}日" if match["kind"].lower() == "clear" else f"{number}営業日"
    return bounded(said, match["before"] or "", "", "en")


def _fraction_ja(match: "Match[str]", say: Say) -> str | None:
    return f"{_PARTS[match['part'].lower().rstrip('s')]}分の{_value(match['n'])}"


FRAMED_IN_JAPANESE: Final[tuple[tuple[str, Frame], ...]] = (
    (rf"{_BOUND_EN}{_COUNT_EN} ?(?P<unit>{'|'.join(_SPEEDS)})", _speed_ja),
    (
        rf"{_BOUND_EN}{_COUNT_EN}(?: to | or |-|–)(?P<to>[0-9]+|{_ENGLISH}) (?P<unit>{'|'.join(_SPAN_JA)})s?",
        _ranged_ja,
    ),
    (r"(?P<inner>(?:an? |[0-9]|[a-z]+ )[a-z0-9 .,%-]*?)(?: or so| or thereabouts|, give or take)", _about_ja),
    (
        rf"{_DUE_EN}{_COUNT_EN} {_WORKING_EN}(?P<unit>{'|'.join(_SPAN_JA)})s? "
        rf"(?P<side>before|prior to|after|of|from|following) {_WHAT_EN}",
        _beside_ja,
    ),
    (
        rf"(?P<bound>no later than |not later than |by |within )?(?:the )?{_ORDINAL} {_WORKING_EN}day after {_WHAT_EN}",
        _nth_day_ja,
    ),
    (
        rf"(?:in |by )?(?:the )?(?:(?P<part>early|late|mid)[ -])?(?P<season>{'|'.join(_SEASONS)})(?: of)? (?P<y>[12][0-9]{{3}})",
        _season_ja,
    ),
    (
        rf"{_COUNT_EN} (?P<unit>{'|'.join(_MONEYS)})s? "
        r"(?P<cents>[1-9][0-9]|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)",
        lambda m, s: f"{_value(m['n'])}.{_value(m['cents'])}".rstrip("0") + _MONEYS[m["unit"].lower()],
    ),
    (
        rf"(?:in |at )?(?:the )?{_ORDINAL} place",
        lambda m, s: f"{_nth(m['nth'])}位",
    ),
    (
        rf"(?:on |at )?(?:the )?(?P<which>{'|'.join(_PLACES)}) weekend (?:of|in) (?P<month>{_MONTH_EN})",
        _weekend_ja,
    ),
    (
        rf"(?:on )?(?P<all>weekdays|every day|daily)(?:,)? (?:except|but not|other than)(?: on)? (?P<day>{'|'.join(_DAYS_EN)})s?",
        lambda m, s: (
            f"{_DAYS_EN[m['day'].lower()]}を除く{'平日' if m['all'].lower() == 'weekdays' else '毎日'}"
        ),
    ),
    (
        r"(?P<n>1|an|one|two|three|[2-9]) hours? and (?P<part>a quarter|three[ -]quarters)",
        lambda m, s: (
            f"{_value(m['n'].lower().replace('an', '1'))}時間{15 if m['part'].lower() == 'a quarter' else 45}分"
        ),
    ),
    (
        rf"by (?:an?|one) (?P<part>{'|'.join(_PARTS)})",
        lambda m, s: f"{_PARTS[m['part'].lower()]}分の1",
    ),
    (r"(?P<part>early|late|mid)[- ](?P<y>[12][0-9]{2}0)s", _decade_ja),
    (rf"every other (?P<day>{'|'.join(_DAYS_EN)})s?", _every_other_ja),
    (rf"{_BOUND_EN}{_COUNT_EN} (?P<kind>clear|working|business) days?", _clear_ja),
    (rf"(?P<n>one|two|three|four) (?P<part>{'|'.join(_PARTS)})s?(?! part(?:y|ies))", _fraction_ja),
    (rf"(?:the |for )?(?P<side>under|over)[- ](?P<age>{'|'.join(_AGES)}|[0-9]{{1,2}}s)", _under_ja),
    (
        r"(?P<a>[0-9][0-9.,]* ?(?:mm|cm|m|km|inches|feet)) (?:by|x|×) (?P<b>[0-9][0-9.,]* ?(?:mm|cm|m|km|inches|feet))",
        lambda m, s: f"{s(m['a'])}×{s(m['b'])}" if s(m["a"]) and s(m["b"]) else None,
    ),
)
"""By patterns of English values; of several that fit the first says it."""

FRAMES_OF_SENTENCES: Final[tuple[Frame, ...]] = (
    _speed_ja,
    _ranged_ja,
    _decade_ja,
    _every_other_ja,
    _clear_ja,
    _fraction_ja,
    _weekend_ja,
)
"""Those that mean the same in the middle of a sentence."""
