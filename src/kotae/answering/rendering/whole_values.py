"""Values that the rules for quantities tear or take for something else, said as wholes: quarters, 26時, 120坪, a dozen.

The second quarter of 2025 isn't 2025, 1.8 percentage points are no 1.8 %, and 12 degrees below zero no 12 °C.
"""

from collections.abc import Callable
from re import Match
from typing import Final, TypeAlias

from kotae import lazy_re as re
from kotae.answering.rendering.numbered import ordinal
from kotae.dated import WEEKDAYS
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.records import Language
from kotae.segmentation.number_words import ORDINALS
from kotae.segmentation.numerals import CARDINALS

__all__ = ["said_whole"]

_Say: TypeAlias = Callable[["Match[str]"], str]
_NUMBER: Final = r"(?P<n>[0-9][0-9,.]*)"
_OLD_UNITS: Final = {
    "坪": "tsubo", "畳": "tatami mats", "合": "go", "升": "sho", "斗": "to", "反": "tan", "町歩": "chobu", "尺": "shaku",
    "寸": "sun", "間": "ken", "里": "ri", "匁": "monme", "貫": "kan",
}  # fmt: skip
_UNITS_EN: Final = {
    "acre": "エーカー", "pint": "パイント", "gallon": "ガロン", "ounce": "オンス", "stone": "ストーン", "yard": "ヤード",
}  # fmt: skip
_OLD: Final = "|".join(_OLD_UNITS)
_FOREIGN: Final = "|".join(_UNITS_EN)
_ORDINAL: Final = rf"(?P<o>{'|'.join(ORDINALS)}|[0-9]{{1,3}}(?:st|nd|rd|th))"
_HOURS: Final = CARDINALS[1:13]
_HOUR: Final = rf"(?P<h>{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_FOLDS: Final = {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10}
_PEOPLE_JA: Final = "人名通件個台本枚冊回社校戸頭"


def _nth(written: str) -> int:
    return (
        ORDINALS.index(written.lower()) + 1 if written.lower() in ORDINALS else int(written.rstrip("stndrh"))
    )


def _clock_ja(match: "Match[str]", minutes: int) -> str:
    """Return a time that is told by its halves and quarters: half past ten at night is 22時30分."""
    written = match["h"].lower()
    hour = _HOURS.index(written) + 1 if written in _HOURS else int(written)
    late = match["part"] or ""
    total = (hour % 12) * 60 + minutes + (720 if re.search("night|evening|afternoon|p", late) else 0)
    if not late:
        total = hour * 60 + minutes
    said = f"{total // 60}時{f'{total % 60}分' if total % 60 else ''}"
    bound = {"until": "まで", "till": "まで", "by": "まで", "from": "から"}.get(
        (match["bound"] or "").lower(), ""
    )
    return said + bound


def _late_en(match: "Match[str]") -> str:
    """Return an hour beyond midnight as it is counted from the day before: 26時まで is until 2:00 the next day."""
    minute = "30" if match["half"] else match["m"] or match["mm"] or "00"
    said = f"{int(match['h']) - 24}:{minute} the next day"
    return {"まで": f"until {said}", "から": f"from {said}"}.get(match["bound"] or "", said)


def _old_units(match: "Match[str]") -> str:
    pairs = re.findall(rf"([0-9][0-9,.]*)({_OLD})", match[0])
    about = "about " if match["about"] or match["more"] else ""
    return about + " ".join(f"{number} {_OLD_UNITS[unit]}" for number, unit in pairs)


_PART: Final = r"(?P<part> (?:at night|in the (?:morning|evening|afternoon))| ?[ap]\.?m\.?)?"
_BOUND: Final = r"(?:(?P<bound>until|till|by|from|at) )?(?:a )?"
_EVERY_EN: Final = "(?P<n>[0-9]+) (?P<u>minute|hour|day|week|month|year)s"
_EVERY_JA: Final = {
    "minute": "分",
    "hour": "時間",
    "day": "日",
    "week": "週間",
    "month": "か月",
    "year": "年",
}
_WHOLE: Final = ByLanguage[tuple[tuple[str, _Say], ...]](
    {
        "ja": (
            (r"(?P<y>[12][0-9]{3})年(?P<fy>度)?の?第?(?P<q>[1-4])四半期", lambda m: (
                f"the {ordinal(int(m['q']))} quarter of {'fiscal ' if m['fy'] else ''}{m['y']}")),
            (r"第(?P<q>[1-4])四半期", lambda m: f"the {ordinal(int(m['q']))} quarter"),
            (rf"(?P<about>約)?(?:[0-9][0-9,.]*(?:{_OLD}))+(?P<more>ほど|くらい|ぐらい)?", _old_units),
            (rf"{_NUMBER}ポイント", lambda m: f"{m['n']} points"),
            (rf"{_NUMBER}[{_PEOPLE_JA}](?:余り|あまり|余)", lambda m: f"a little over {m['n']}"),
            (rf"{_NUMBER}[{_PEOPLE_JA}](?:足らず|弱)", lambda m: f"just under {m['n']}"),
            (rf"{_NUMBER}(?P<u>日|週|か月|カ月|ヶ月|年)間?(?:足らず|弱)", lambda m: f"just under {_span_en(m['n'], m['u'])}"),
            (rf"{_NUMBER}(?P<u>日|週|か月|カ月|ヶ月|年)間?(?:余り|あまり|余|強)", lambda m: (
                f"a little over {_span_en(m['n'], m['u'])}")),
            (rf"十数[{_PEOPLE_JA}]", lambda m: "more than ten, fewer than twenty"),
            (rf"数十[{_PEOPLE_JA}]", lambda m: "dozens, fewer than a hundred"),
            (rf"数百[{_PEOPLE_JA}]", lambda m: "several hundred"),
            (r"(?P<n>[0-9]+)歳から(?P<to>[0-9]+)歳(?:まで)?", lambda m: f"{m['n']} to {m['to']} years old"),
            (r"(?P<n>[0-9]+)[~〜～–-](?P<to>[0-9]+)(?P<u>日|週間|か月|カ月|ヶ月|年)間?", lambda m: (
                f"{m['n']} to {_span_en(m['to'], m['u'][0])}")),
            (r"(?P<about>約)(?P<b>[0-9]+)分の(?P<a>[0-9]+)", lambda m: f"about {m['a']}/{m['b']}"),
            (r"(?P<h>2[4-9]|30)(?:時(?:(?P<half>半)|(?P<m>[0-5][0-9])分)?|:(?P<mm>[0-5][0-9]))(?P<bound>まで|から)?", _late_en),
            (r"(?:改訂|改定)第?(?P<n>[0-9]+)版", lambda m: f"revised {ordinal(int(m['n']))} edition"),
            (r"第?(?P<n>[0-9]+)版", lambda m: f"{ordinal(int(m['n']))} edition"),
            (r"第(?P<n>[0-9]+)(?:回|期)", lambda m: f"the {ordinal(int(m['n']))}"),
            (r"隔週の?(?P<d>[月火水木金土日])曜日?", lambda m: f"every other {WEEKDAYS[m['d']]}"),
            (rf"{_NUMBER}ダース", lambda m: f"{m['n']} dozen"),
            (r"(?P<n>[1-9]|[12][0-9]|3[01])日\((?P<d>[月火水木金土日])(?:曜日?)?\)(?P<moved>に(?:延期|順延))?", lambda m: (
                f"{'postponed to ' if m['moved'] else ''}the {ordinal(int(m['n']))} ({WEEKDAYS[m['d']]})")),
            (r"(?P<n>[0-9]+)(?P<u>分|時間|日|週間|か月|カ月|ヶ月|年)に(?P<k>[0-9]+)回まで", lambda m: (
                f"up to {_times_en(int(m['k']))} every {_span_en(m['n'], m['u'])}")),
        ),
        "en": (
            (rf"(?:in |during )?(?:the )?{_ORDINAL} quarter(?: of (?P<fy>fiscal (?:year )?)?(?P<y>[12][0-9]{{3}}))?", lambda m: (
                f"{m['y'] + '年' if m['y'] else ''}{'度' if m['fy'] else ''}第{_nth(m['o'])}四半期")),
            (r"(?:in |during )?Q(?P<q>[1-4]) (?P<y>[12][0-9]{3})", lambda m: f"{m['y']}年第{m['q']}四半期"),
            (r"(?:in )?(?:the )?(?P<w>early|late|mid)[- ](?P<y>[12][0-9]{2}0)s", lambda m: (
                f"{m['y']}年代{ {'early': '前半', 'late': '後半', 'mid': '半ば'}[m['w'].lower()] }")),
            (rf"{_NUMBER} percentage points?", lambda m: f"{m['n']}ポイント"),
            (rf"(?:just|a little|slightly) over {_NUMBER}", lambda m: f"{m['n']}余り"),
            (rf"(?:just|a little|slightly) under {_NUMBER}", lambda m: f"{m['n']}弱"),
            (r"three[- ]quarters|3/4", lambda m: "4分の3"),
            (rf"{_BOUND}half past {_HOUR}{_PART}", lambda m: _clock_ja(m, 30)),
            (rf"{_BOUND}quarter past {_HOUR}{_PART}", lambda m: _clock_ja(m, 15)),
            (rf"{_BOUND}quarter to {_HOUR}{_PART}", lambda m: _clock_ja(m, -15)),
            (r"\+?[0-9]{1,4}(?: [0-9]{2,6}){2,4}", lambda m: m[0]),
            (rf"(?:the )?{_ORDINAL} edition", lambda m: f"第{_nth(m['o'])}版"),
            (r"every other (?P<u>day|week|month|year)", lambda m: (
                {"day": "1日おき", "week": "隔週", "month": "隔月", "year": "隔年"}[m["u"].lower()])),
            (rf"(?P<half>half an? )(?P<u>{_FOREIGN})", lambda m: f"半{_UNITS_EN[m['u'].lower()]}"),
            (rf"{_NUMBER} (?P<u>{_FOREIGN})s?", lambda m: f"{m['n']}{_UNITS_EN[m['u'].lower()]}"),
            ("|".join(_FOLDS), lambda m: f"{_FOLDS[m[0].lower()]}倍"),
            (rf"(?:up to|at most|no more than) (?P<k>once|twice|[0-9]+ times) every {_EVERY_EN}", lambda m: (
                f"{m['n']}{_EVERY_JA[m['u']]}に{ {'once': '1', 'twice': '2'}.get(m['k']) or m['k'].split()[0] }回まで")),
            (r"(?P<to>up to )?a fortnight", lambda m: f"2週間{'まで' if m['to'] else ''}"),
            (rf"{_NUMBER} degrees? below (?:zero|freezing)", lambda m: f"氷点下{m['n']}度"),
        ),
    }
)  # fmt: skip
_SPANS: Final = {
    "分": "minute",
    "時": "hour",
    "日": "day",
    "週": "week",
    "か": "month",
    "カ": "month",
    "ヶ": "month",
    "年": "year",
}


def _span_en(number: str, unit: str) -> str:
    return f"{number} {_SPANS[unit[0]]}{'' if number == '1' else 's'}"


def _times_en(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def said_whole(span: str, source: Language) -> str | None:
    """Return such a value in the other language; None for others.

    Args:
        span: The value as it stands.
        source: Its language.
    """
    text = fold(span).strip(" 。、,.;:")
    for pattern, say in _WHOLE[source]:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            return say(match)
    return None
