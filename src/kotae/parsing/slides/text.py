"""The text of shapes on slides: which paragraphs are numbered or struck through, by themselves or by their layout."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

from lxml import etree

from kotae.parsing.ink import Sight
from kotae.parsing.losses import Losses
from kotae.parsing.office.counting import numeral
from kotae.parsing.office.drawings import drawn_text
from kotae.parsing.packages.package import DRAWING, local_name
from kotae.parsing.struck import said

__all__ = ["Seeing", "list_styles", "placeholder", "shape_lines"]

_BULLETS: Final = ("buNone", "buChar", "buBlip", "buAutoNum")
_SCHEME: Final = re.compile(
    r"(arabicDb|arabic|romanUc|romanLc|alphaUc|alphaLc|circleNumDb|circleNumWdBlack|circleNumWdWhite|ea1\w+?)"
    r"(Plain|Period|ParenR|ParenBoth|Minus)"
)
_FORMATS: Final = {
    "arabicDb": "decimalFullWidth",
    "romanUc": "upperRoman",
    "romanLc": "lowerRoman",
    "alphaUc": "upperLetter",
    "alphaLc": "lowerLetter",
    "circleNumDb": "decimalEnclosedCircle",
    "circleNumWdWhite": "decimalEnclosedCircle",
    "circleNumWdBlack": "decimalEnclosedCircle",
}
Seeing: TypeAlias = Callable[[etree._Element | None, Sequence[etree._Element]], Sight]

_BODIES: Final = ("body", "obj", "subTitle")
_MAX_LEVEL: Final = 8


def placeholder(shape: etree._Element) -> tuple[str, str]:
    """Return what a shape is a placeholder for (``body`` where it doesn't say) and its index; empty for others."""
    found = next(shape.iter("{*}ph"), None) if local_name(shape) == "sp" else None
    return (str(found.get("type") or "body"), str(found.get("idx") or "")) if found is not None else ("", "")


def list_styles(shape: etree._Element, above: Sequence[etree._Element]) -> list[etree._Element]:
    """Return what says how the paragraphs of a shape look, nearest first.

    Args:
        shape: An ``sp`` element of a slide.
        above: Its layout and master, where there are any.
    """
    styles = list(shape.iterfind("{*}txBody/{*}lstStyle"))
    kind, index = placeholder(shape)
    for root in above if kind else ():
        for other in root.iter("{*}sp"):
            other_kind, other_index = placeholder(other)
            same = other_index == index if index else other_kind == kind
            if other_kind and (same or (other_kind == kind and local_name(root) == "sldMaster")):
                styles += other.iterfind("{*}txBody/{*}lstStyle")
        wanted = (
            "titleStyle"
            if kind in ("title", "ctrTitle")
            else "bodyStyle"
            if kind in _BODIES
            else "otherStyle"
        )
        styles += root.iterfind(f"{{*}}txStyles/{{*}}{wanted}")
    return styles


@dataclass(slots=True)
class _Counter:
    """Counts the paragraphs of one shape by level."""

    counts: dict[int, tuple[str, int]] = field(default_factory=dict)

    def next(self, level: int, scheme: str, start: int) -> int:
        """Return the number of a paragraph; one without a number (``scheme`` empty) ends the count."""
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]
        if not scheme:
            self.counts.pop(level, None)
            return 0
        key = f"{scheme} {start}"
        before, number = self.counts.get(level, ("", 0))
        number = number + 1 if before == key else start
        self.counts[level] = (key, number)
        return number


def shape_lines(
    shape: etree._Element,
    losses: Losses,
    above: Sequence[etree._Element] = (),
    sight: Seeing = lambda _, __: "seen",
) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of a shape that hold text, each with its number, and whether it has one.

    Args:
        shape: Anything that holds ``a:p`` elements.
        losses: Where struck text is noted.
        above: Its layout and master, where there are any.
        sight: Tells by a run's properties and those it inherits whether its text is seen.
    """
    styles = list_styles(shape, above) if local_name(shape) == "sp" else []
    counter = _Counter()
    for paragraph in shape.iter(DRAWING + "p"):
        properties = paragraph.find(DRAWING + "pPr")
        written = str(properties.get("lvl") or "0") if properties is not None else "0"
        level = min(int(written), _MAX_LEVEL) if written.isdigit() else 0
        looks = [*([properties] if properties is not None else []), *_of_level(styles, level)]
        text = drawn_text(
            paragraph, losses, struck=_struck(looks), sight=partial(_seen, sight, looks)
        ).strip()
        if not said(text).strip():
            if text:
                yield text, False
            continue
        scheme, start = _numbering(looks)
        number = counter.next(level, scheme, start)
        yield (f"{_numbered(scheme, number)} {text}" if scheme else text), bool(scheme)


def _seen(sight: Seeing, looks: Sequence[etree._Element], run: etree._Element | None) -> Sight:
    return sight(run, looks)


def _of_level(styles: Sequence[etree._Element], level: int) -> list[etree._Element]:
    found = (style.find(f"{DRAWING}lvl{level + 1}pPr") for style in styles)
    return [one for one in found if one is not None]


def _struck(looks: Sequence[etree._Element]) -> bool:
    for look in looks:
        run = look.find(DRAWING + "defRPr")
        if run is not None and run.get("strike") is not None:
            return bool(run.get("strike") != "noStrike")
    return False


def _numbering(looks: Sequence[etree._Element]) -> tuple[str, int]:
    """The scheme of the nearest bullet that says something, and where it starts; empty for no number."""
    for look in looks:
        bullet = next((child for child in look if local_name(child) in _BULLETS), None)
        if bullet is not None:
            if local_name(bullet) != "buAutoNum":
                return "", 1
            start = str(bullet.get("startAt") or "1")
            return str(bullet.get("type") or "arabicPeriod"), int(start) if start.isdigit() and len(
                start
            ) < 6 else 1
    return "", 1


def _numbered(scheme: str, number: int) -> str:
    found = _SCHEME.fullmatch(scheme)
    kind, ending = (found[1], found[2]) if found else ("arabic", "Period")
    if kind.startswith("ea1"):
        text = numeral(number, "japaneseCounting")
        return text if ending == "Plain" else f"{text}．" if "Db" in kind else f"{text}."
    text = numeral(number, _FORMATS.get(kind, "decimal"))
    return {"Plain": text, "ParenR": f"{text})", "ParenBoth": f"({text})", "Minus": f"{text}-"}.get(
        ending, f"{text}."
    )
