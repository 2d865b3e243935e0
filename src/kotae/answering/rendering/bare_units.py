"""Units that are said by their prefix alone: 3キロ are kilometres or kilograms, 400ミリ of blood are no millimetres."""

from collections.abc import Iterator
from re import Match
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.scripts import KATAKANA

__all__ = ["bare_units", "said_bare"]

_BARE: Final = re.compile(
    rf"(?P<about>約)?(?P<number>[0-9][0-9,.]*)(?P<unit>キロ|ミリ)(?![{KATAKANA}])"
    r"(?P<more>ほど|くらい|ぐらい|前後)?"
)
# What tells which unit is meant, in the sentence or in the question.
_TELLS: Final = {
    "キロ": (
        ("kg", re.compile(r"重[さい量]?|体重|[乳収漁]量|収穫|飼料|肥料|荷|積|\b(?:heavy|weigh\w*|load|lift)\b", re.IGNORECASE)),
        ("km/h", re.compile(r"時速|毎時|速度|\b(?:speed|fast)\b", re.IGNORECASE)),
        ("km", re.compile(r"距離|離れ|先[にのでま]|[走歩]|道|地点|区間|半径|沖|\b(?:far|distance|long|walk)\b", re.IGNORECASE)),
    ),
    "ミリ": (
        ("ml", re.compile(r"血|採|献|注|飲|薬|液|水を|量|\b(?:blood|drink|dose|liquid|water)\b", re.IGNORECASE)),
        ("mm", re.compile(r"雨|降|雪|積|厚|幅|長|高さ|径|深|間隔|穴|板|\b(?:rain|thick|wide|long|deep)\b", re.IGNORECASE)),
    ),
}  # fmt: skip
_EITHER: Final = {"キロ": "kg or km", "ミリ": "mm or ml"}


def bare_units(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of such amounts of a Japanese sentence; both units where nothing tells which."""
    for match in _BARE.finditer(text):
        yield match.start(), match.end(), _said(match, text)


def said_bare(span: str, about: str) -> str | None:
    """Return an answer that is nothing but such an amount in English; None for others, and where nothing tells the unit.

    Args:
        span: As it stands.
        about: The question.
    """
    match = _BARE.fullmatch(fold(span).strip())
    said = _said(match, f"{about} {span}") if match else ""
    return said if said and " or " not in said else None


def _said(match: Match[str], about: str) -> str:
    units = [unit for unit, telling in _TELLS[match["unit"]] if telling.search(about)]
    unit = units[0] if len(units) == 1 else _EITHER[match["unit"]]
    return f"{'about ' if match['about'] or match['more'] else ''}{match['number']} {unit}"
