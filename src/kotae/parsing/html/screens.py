"""Which media queries hold on a screen of ordinary width."""

import re
from typing import Final

__all__ = ["on_screen"]

_WIDTH_PX: Final = 1280.0
_SCREEN: Final = re.compile(r"(?:only\s+)?(?:all|screen|not\s+print)?\s*(?:\band\b\s*)?", re.IGNORECASE)
# (width >= 40em), (400px <= width < 900px), and what people leave as it comes.
_RANGE: Final = re.compile(
    r"\(\s*(?:(?P<least>\d{1,6}(?:\.\d{1,4})?)\s*(?P<unit>px|em|rem)?\s*(?P<below><=?)\s*)?width\s*"
    r"(?:(?P<sign>[<>]=?)\s*(?P<most>\d{1,6}(?:\.\d{1,4})?)\s*(?P<of>px|em|rem)?)?\s*\)\s*(?:and\b\s*)?",
    re.IGNORECASE,
)
_USUAL: Final = re.compile(
    r"\(\s*(?:(?:any-)?hover(?:\s*:\s*hover)?|(?:any-)?pointer(?:\s*:\s*fine)?|orientation\s*:\s*landscape|color|update\s*:\s*fast"
    r"|(?:min-)?color-gamut\s*:\s*srgb|prefers-color-scheme\s*:\s*light|prefers-[a-z-]{1,30}\s*:\s*no-preference"
    r"|(?:forced|inverted)-colors\s*:\s*none|scripting(?:\s*:\s*enabled)?|display-mode\s*:\s*browser"
    r"|min-resolution\s*:\s*(?:1(?:\.0+)?dppx|1x|96dpi)|-webkit-min-device-pixel-ratio\s*:\s*(?:0|1)(?:\.\d{1,4})?)\s*\)\s*(?:and\b\s*)?",
    re.IGNORECASE,
)
_WIDTH: Final = re.compile(
    r"\(\s*(min|max)-width\s*:\s*(\d{1,6}(?:\.\d{1,4})?)\s*(px|em|rem)?\s*\)\s*(?:and\b\s*)?", re.IGNORECASE
)


def on_screen(query: str) -> bool:
    """Return whether a media query holds on a screen of ordinary width; one that asks for more doesn't."""
    return any(map(_holds, query.split(",")))


def _holds(query: str) -> bool:
    begun = _SCREEN.match(query.strip())
    rest = query.strip()[begun.end() if begun else 0 :]
    while found := _WIDTH.match(rest) or _RANGE.match(rest) or _USUAL.match(rest):
        if found.re is _WIDTH:
            width = float(found[2]) * (16 if found[3] in ("em", "rem") else 1)
            if width > _WIDTH_PX if found[1].lower() == "min" else width < _WIDTH_PX:
                return False
        elif found.re is _RANGE and not _within_range(found):
            return False
        rest = rest[found.end() :]
    return not rest


def _within_range(found: re.Match[str]) -> bool:
    least, most = (
        float(number) * (16 if unit in ("em", "rem") else 1) if number else None
        for number, unit in ((found["least"], found["unit"]), (found["most"], found["of"]))
    )
    above = least is None or least <= _WIDTH_PX
    if most is None:
        return above
    return above and (most <= _WIDTH_PX if found["sign"].startswith(">") else most >= _WIDTH_PX)
