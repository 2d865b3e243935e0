"""Days of the week in the other language: 月〜水と金曜 → Monday to Wednesday and Friday, every other Friday → 隔週金曜日."""

from collections.abc import Iterator, Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.numbered import ordinal
from kotae.answering.rendering.phrases import PART_OF_DAY, listed
from kotae.dated import WEEKDAYS
from kotae.records import Language
from kotae.scripts import KANJI
from kotae.segmentation.dates import MONTHS
from kotae.segmentation.number_words import ORDINALS
from kotae.segmentation.weekdays import Weekdays, find_weekdays

__all__ = ["days_of_months", "said_nth_weekday", "said_weekdays"]

_SIGNS, _NAMES = tuple(WEEKDAYS), tuple(WEEKDAYS.values())
_PARTS: Final = {"平日": "weekdays", "週末": "weekends"}
# Days by single kanji: 月・木.
_BARE: Final = re.compile(
    rf"(?<![0-9{KANJI}])[{''.join(_SIGNS)}](?:[・、~〜～–-][{''.join(_SIGNS)}])+(?![{KANJI}])"
)
# All that may stand with days.
_REST: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(r"毎週|[のはと]|から|まで|です|朝|午[前後]|夕方|夜|[\s、・]"),
    "en": re.compile(
        r"\b(?:until|till|by|or|and|on|at|each|every|from|mornings?|afternoons?|evenings?)\b|[\s,:]",
        re.IGNORECASE,
    ),
}
_DAY_EN: Final = r"(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_NTH_JA: Final = re.compile(
    r"(?:毎月の?|(?:毎年の?)?(?P<month>1[0-2]|[1-9])月の?)?(?:第(?P<nth>[1-5一二三四五])(?:(?:[、・,]|と|および|及び)第?(?P<also>[1-5一二三四五]))?"
    r"|(?P<last>最終))(?P<day>[月火水木金土日])曜日?(?:の?(?P<part>朝|午前|午後|夕方|夜))?"
)
_NTH_EN: Final = re.compile(
    # Last Friday alone is a week ago.
    rf"(?:on )?(?:the )?(?:(?P<nth>{'|'.join(ORDINALS)})|(?P<last>last)) {_DAY_EN}"
    rf"(?: (?:of |in )?(?:(?P<each>each|every|(?<=of )the) month|(?P<month>{'|'.join(MONTHS)})\b)|(?(last)(?!)|))",
    re.IGNORECASE,
)
_MONTHLY_JA: Final = re.compile(r"毎月の?(?P<day>[1-9]|[12][0-9]|3[01])日(?![間分目])")
_MONTHLY_EN: Final = re.compile(
    r"(?:on )?the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?: day)? of (?:each|every|the) month", re.IGNORECASE
)
# Days of one month, which is said once: 25 and 26 December.
_LIST: Final = r"[0-9]{1,2}(?:, [0-9]{1,2})*,? and [0-9]{1,2}"
_DAYS_EN: Final = re.compile(
    rf"(?<![0-9.:])(?P<days>{_LIST}) (?P<month>{'|'.join(MONTHS)})\b(?: (?P<year>20[0-9]{{2}}))?"
    rf"|\b(?P<first>{'|'.join(MONTHS)}) (?P<behind>{_LIST})(?![0-9:])(?:, (?P<later>20[0-9]{{2}}))?"
)
_BETWEEN: Final = re.compile(r"\bbetween \Z")
_EVERY_OTHER: Final = re.compile(rf"(?:on )?every (?:second|other) {_DAY_EN}", re.IGNORECASE)


def said_weekdays(text: str, source: Language) -> str | None:
    """Return the weekdays of a text that holds nothing else, with the part of the day and what bounds one; None for others.

    Args:
        text: Folded.
        source: Its language.
    """
    if source == "ja":
        text = _BARE.sub(lambda days: re.sub(rf"[{''.join(_SIGNS)}]", r"\g<0>曜", days[0]), text)
    named, rest = find_weekdays(text), text
    for one in reversed(named):
        rest = rest[: one.start] + rest[one.end :]
    if not named or _REST[source].sub("", rest):
        return None
    return (_english if source == "ja" else _japanese)(text, named, rest)


def _english(text: str, named: Sequence[Weekdays], rest: str) -> str:
    said = [_span(text, one, "en") for one in named]
    part = next((said for written, said in PART_OF_DAY if written in rest), "")
    joined = listed([*said[:-1], f"{said[-1]} {part}".strip()])
    if _is_one(named) and (bound := {"から": "from ", "まで": "by "}.get(rest[-2:])):
        return bound + joined
    return f"every {joined}" if "毎" in rest else joined


def _japanese(text: str, named: Sequence[Weekdays], rest: str) -> str:
    joint = "または" if re.search(r"\bor\b", rest) else "、"
    part = next((f"の{written}" for written, said in reversed(PART_OF_DAY) if said in rest.lower()), "")
    bound = re.match(r"(?:(by|until|till)|from) ", rest, re.IGNORECASE) if _is_one(named) else None
    ending = "" if bound is None else "まで" if bound[1] else "から"
    return joint.join(_span(text, one, "ja") for one in named) + part + ending


def _is_one(named: Sequence[Weekdays]) -> bool:
    return len(named) == 1 and len(named[0].days) == 1


def _span(text: str, one: Weekdays, target: Language) -> str:
    """Return one day, the ends of a span of days, or 平日 and 週末."""
    written = text[one.start : one.end]
    if target == "en" and written in _PARTS:
        return _PARTS[written]
    for said, part in _PARTS.items():
        if written.lower().removesuffix("s") == part.removesuffix("s"):
            return said
    first = next(day for day in one.days if (day - 1) % 7 not in one.days or len(one.days) == 7)
    last = (first + len(one.days) - 1) % 7
    if target == "en":
        joint = " and " if "土日" in written else " to "
        return joint.join(dict.fromkeys((_NAMES[first], _NAMES[last])))
    return "から".join(dict.fromkeys((f"{_SIGNS[first]}曜日", f"{_SIGNS[last]}曜日")))


def said_nth_weekday(text: str, source: Language) -> str | None:
    """Return 毎月第2土曜日 for the second Saturday of each month, 隔週 for every other one, and the reverse; None for others."""
    if source == "en" and (match := _EVERY_OTHER.fullmatch(text)):
        return f"隔週{_sign(match['day'])}曜日"
    found = next(days_of_months(text, source), None)
    return found[2] if found and found[:2] == (0, len(text)) else None


def days_of_months(text: str, source: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of days told by their place in a month: 6月第1日曜日, 毎月26日, the last Friday of June."""
    nth, monthly = (_NTH_JA, _MONTHLY_JA) if source == "ja" else (_NTH_EN, _MONTHLY_EN)
    for match in nth.finditer(text):
        yield match.start(), match.end(), (_nth_english if source == "ja" else _nth_japanese)(match)
    for match in _DAYS_EN.finditer(text) if source == "en" else ():
        if not _BETWEEN.search(text[: match.start()]):
            yield match.start(), match.end(), _days_japanese(match)
    for match in monthly.finditer(text):
        day = int(match["day"])
        yield (
            match.start(),
            match.end(),
            f"the {ordinal(day)} of every month" if source == "ja" else f"毎月{day}日",
        )


def _days_japanese(match: re.Match[str]) -> str:
    """Return days of one month: 12月25日と26日."""
    year = match["year"] or match["later"]
    *others, last = re.findall("[0-9]+", match["days"] or match["behind"])
    month = f"{year + '年' if year else ''}{MONTHS.index(match['month'] or match['first']) + 1}月"
    return f"{month}{'、'.join(f'{int(day)}日' for day in others)}と{int(last)}日"


def _nth_english(match: re.Match[str]) -> str:
    numbers = ["一二三四五".find(nth) + 1 or int(nth) for nth in match.group("nth", "also") if nth]
    which = " and ".join(ORDINALS[number - 1] for number in numbers) or "last"
    part = next((f" {said}" for written, said in PART_OF_DAY if written == match["part"]), "")
    month = MONTHS[int(match["month"]) - 1] if match["month"] else "each month"
    return f"the {which} {WEEKDAYS[match['day']]}{part} of {month}"


def _nth_japanese(match: re.Match[str]) -> str:
    which = "最終" if match["last"] else f"第{ORDINALS.index(match['nth'].lower()) + 1}"
    month = (
        f"{MONTHS.index(match['month'].capitalize()) + 1}月"
        if match["month"]
        else "毎月"
        if match["each"]
        else ""
    )
    return f"{month}{which}{_sign(match['day'])}曜日"


def _sign(stem: str) -> str:
    return _SIGNS[next(day for day, name in enumerate(_NAMES) if name.startswith(stem.capitalize()))]
