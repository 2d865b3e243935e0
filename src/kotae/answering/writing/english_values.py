"""English values as they stand in a sentence: on 3 May, in Sapporo, for three weeks, 7 beds; empty where they don't fit.

What asks tells what the value must be: "when" is answered by a time and by nothing else.
"""

from typing import Final

from kotae import lazy_re as re

__all__ = [
    "begins_as_adverb",
    "by_when",
    "for_how_long",
    "from_when",
    "how_often",
    "how_soon",
    "is_lasting",
    "is_share",
    "number_of",
    "when",
    "where",
    "why",
]

_ADVERBS: Final = (
    "before|after|within|from|until|till|since|during|on|in|at|every|once|twice|about|around|for|up to|over|under|throughout"
    "|between|as|next to|behind|beside|near|opposite|above|below|daily|weekly|monthly|the (?:next|previous|same) "
)
_ADVERB: Final = re.compile(
    rf"\A(?:(?:no )?(?:later|earlier|sooner|longer) than|by|{_ADVERBS})\b", re.IGNORECASE
)
_PREPOSITION: Final = re.compile(
    r"(?:in|at|on|next to|behind|beside|near|opposite|above|below|under|outside|inside|in front of|to|from)\b"
)
_MONTH: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY: Final = re.compile(
    rf"(?:[0-9]{{1,2}} {_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|the [0-9]+(?:st|nd|rd|th) "
    rf"|the (?:first|second|third|fourth|last) |{_MONTH} [0-9]{{1,2}}\b(?!,? ?[0-9]{{3}}))"
)
_IN: Final = re.compile(
    rf"(?:(?:early|mid|late)[ -]|the (?:beginning|middle|end) of )?(?:{_MONTH}|spring|summer|autumn|winter|fiscal"
    r"|[12][0-9]{3})\b"
    r"(?: (?:fiscal )?[12][0-9]{3}| of .*)?\Z"
)
_CLOCK: Final = re.compile(r"[0-9]{1,2}:[0-9]{2}\Z")
_RANGE: Final = re.compile(r"\S(?: to | ?[–-] ?)\S")
_BOUNDED: Final = (
    r"(?:about |around |at least |up to |at most |more than |less than |fewer than |over |only |exactly )*"
)
_LASTING: Final = re.compile(
    rf"{_BOUNDED}[0-9][0-9.,]*(?: to [0-9.,]+)?(?: and a half)? (?:second|minute|hour|day|night|week|month|year)s?"
    r"(?: or (?:more|less))?\Z"
)
_OFTEN: Final = re.compile(
    r"\b(?:an? (?:day|week|month|year)|every|once|twice|times|daily|weekly|monthly|yearly)\b"
)
_COUNTED: Final = re.compile(
    rf"(?P<number>{_BOUNDED}[0-9][0-9.,]*(?: (?:million|billion))?)(?: (?P<unit>[a-z]+))?\Z"
)
_SHARE: Final = re.compile(rf"{_BOUNDED}[0-9][0-9.,/]*(?:%| in [0-9]+| per ?cent|(?<=/[0-9]))\Z")
_PLACE: Final = re.compile(r"(?:City|Town|Village|Prefecture|Ward|Island)\Z|\A[A-Z][a-z]+\Z")
_FLOOR: Final = re.compile(r"the [0-9]+(?:st|nd|rd|th) floor\Z|the ground floor\Z")
_SPOT: Final = re.compile(
    r"\A(?:the )?[\w' -]*?(?:reception|counter|office|desk|room|hall|gate|entrance|station|school|library|park|cent(?:re|er)"
    r"|shop|window|clinic|hospital)(?: on the [0-9]+(?:st|nd|rd|th) floor)?(?: [0-9]+)?\Z",
    re.IGNORECASE,
)


def begins_as_adverb(value: str) -> bool:
    """Return whether a value begins with what binds it to a verb: by 3 May, once a week."""
    return _ADVERB.search(value) is not None


def when(value: str) -> str:
    """Return a time behind a verb: on 3 May, in May, at 9:00, from 1 to 5 May."""
    if begins_as_adverb(value):
        return value
    day, month = _DAY.match(value), _IN.match(value)
    if (day or month or re.match(r"[0-9]{1,2}:[0-9]{2}", value)) and _RANGE.search(value):
        return f"from {value}"
    if day or month:
        return f"{'on' if day else 'in'} {value}"
    return f"at {value}" if _CLOCK.match(value) else ""


def by_when(value: str) -> str:
    """Return the time until which something is to be done: by 3 May, within a week."""
    if re.match(r"(?:by|before|within|until|at least|no later than)\b", value):
        return value
    return f"by {value}" if when(value).startswith(("on ", "in ", "at ")) else ""


def from_when(value: str) -> str:
    """Return the time from which on something is so: from 3 May."""
    said = when(value)
    return said if said.startswith("from ") else re.sub(r"\A(?:on|in|at) ", "from ", said)


def for_how_long(value: str) -> str:
    """Return how long something lasts: for 3 weeks, until 3 May."""
    if re.match(r"(?:until|till|up to and including|from|within|by)\b", value):
        return value
    return f"for {value}" if is_lasting(value) else ""


def is_lasting(value: str) -> bool:
    """Return whether a value is a span of time: about 3 weeks."""
    return _LASTING.match(value) is not None


def how_often(value: str) -> str:
    """Return how often something happens: twice a year."""
    return value if _OFTEN.search(value) else ""


def how_soon(value: str) -> str:
    """Return how early or late something may be: by 6 days before the journey."""
    return value if re.match(r"(?:by|before|after|from|within|until)\b", value) else ""


def where(value: str) -> str:
    """Return a place behind a verb: in Sapporo, on the 2nd floor, at the reception."""
    if _PREPOSITION.match(value):
        return value
    if _PLACE.search(value):
        return f"in {value}"
    return f"on {value}" if _FLOOR.match(value) else f"at {value}" if _SPOT.search(value) else ""


def why(value: str) -> str:
    """Return a reason: because of fog."""
    return value if re.match(r"(?:because|due to|owing to|so that)\b", value) else ""


def number_of(value: str, what: str) -> str:
    """Return a number with what it counts: 7 beds, 3 days of training, 900 runners; empty where it counts something else."""
    counted = _COUNTED.match(value)
    if counted is None or (counted["unit"] is None and counted["number"] == "1"):
        return ""
    first, last = what.split(" ")[0].rstrip("s"), what.split(" ")[-1].rstrip("s")
    unit = (counted["unit"] or "people").rstrip("s")
    if unit == first and first != last:
        return f"{value}{what[len(what.split(' ')[0]) :]}"
    return f"{counted['number']} {what}" if unit in ("people", last) else ""


def is_share(value: str) -> bool:
    """Return whether a value is a part of something: 45%, 1 in 3."""
    return _SHARE.match(value) is not None
