"""What Office programs draw: text in shapes, and diagrams, the same in Word, Excel and PowerPoint."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from lxml import etree

from kotae.parsing.ink import Sight
from kotae.parsing.losses import Losses
from kotae.parsing.office.charts import write_chart
from kotae.parsing.office.formulas import formula_text, shifted
from kotae.parsing.packages.package import DRAWING, Package, local_name, unescaped
from kotae.parsing.writing import TextWriter

__all__ = ["RELATION", "drawn_text", "write_diagram", "write_graphics"]

RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Namespace of the attributes that refer to other parts."""

_STRUCK: Final = ("sngStrike", "dblStrike")


def drawn_text(
    paragraph: etree._Element,
    losses: Losses,
    *,
    struck: bool = False,
    sight: Callable[[etree._Element | None], Sight] = lambda _: "seen",
) -> str:
    r"""Return the text of a DrawingML paragraph, without what is struck through; ``\n`` for a line break.

    Args:
        paragraph: An ``a:p`` element.
        losses: Where what is left out is noted.
        struck: Whether text is struck through where its run doesn't say.
        sight: Tells by a run's properties whether its text is seen.
    """
    parts: list[str] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        name = local_name(element)
        if name in ("oMath", "oMathPara"):
            parts.append(formula_text(element))
        elif name == "br":
            parts.append("\n")
        elif name in ("r", "fld"):
            parts.append(_run(element, losses, struck=struck, sight=sight))
        elif name in ("AlternateContent", "Choice", "m"):
            pending.extend(reversed(element))
    return "".join(parts).replace("\v", "\n")


def _run(
    run: etree._Element,
    losses: Losses,
    *,
    struck: bool,
    sight: Callable[[etree._Element | None], Sight],
) -> str:
    text = unescaped("".join(piece.text or "" for piece in run.iterfind(DRAWING + "t")))
    properties = run.find(DRAWING + "rPr")
    strike = properties.get("strike") if properties is not None else None
    if text.strip() and (strike in _STRUCK or (struck and strike is None)):
        return losses.cross_out("struck", text)
    seen = sight(properties) if text.strip() else "seen"
    if seen != "seen":
        losses.add(seen, text)
    if seen == "unseen":
        return ""
    baseline = str(properties.get("baseline") or "0") if properties is not None else "0"
    moved = bool(baseline.strip("-0%"))
    return shifted(text, "" if not moved else "sub" if baseline.startswith("-") else "sup")


def write_graphics(
    writer: TextWriter,
    package: Package,
    part: str,
    root: etree._Element,
    losses: Losses,
    *,
    on_sheet: bool = False,
) -> None:
    """Write the charts and diagrams a part shows, in the order of the element they stand below.

    Args:
        writer: Where to.
        package: The file.
        part: Name of the member the references are looked up for.
        root: What to look through.
        losses: Where what can't be read is noted.
        on_sheet: Whether charts show cells of this file, which their values are cited as.
    """
    related = package.related(part)
    for element in root.iter("{*}chart", "{*}relIds"):
        identity = str(element.get(RELATION + "id") or element.get(RELATION + "dm") or "")
        kind, name = related.get(identity, ("", ""))
        found = package.xml(name) if name else None
        if found is None:
            continue
        wrote = (
            write_diagram(writer, found, losses)
            if kind == "diagramData"
            else write_chart(writer, found, partial(_rich, losses=losses), on_sheet=on_sheet)
        )
        if not wrote:
            losses.add("chart")


def _rich(element: etree._Element, *, losses: Losses) -> str:
    """The text of a title, on one line."""
    texts = (drawn_text(paragraph, losses).strip() for paragraph in element.iter(DRAWING + "p"))
    return " ".join(filter(None, texts))


def write_diagram(writer: TextWriter, root: etree._Element, losses: Losses) -> bool:
    """Write the texts of a diagram (SmartArt), each after what it hangs below; whether there were any."""
    points = {str(point.get("modelId")): point for point in root.iter("{*}pt")}
    children: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter("{*}cxn"):
        if str(link.get("type") or "parOf") == "parOf":
            order = str(link.get("srcOrd") or "0")
            children.setdefault(str(link.get("srcId")), []).append(
                (int(order) if order.isdigit() else 0, str(link.get("destId")))
            )
    top = [name for name, point in points.items() if point.get("type") == "doc"]
    written = False
    for name in _in_order(top, children, list(points)):
        point = points[name]
        if point.get("type") in ("parTrans", "sibTrans", "pres", "doc"):
            continue
        text = " ".join(filter(None, (drawn_text(p, losses).strip() for p in point.iter(DRAWING + "p"))))
        writer.add(text, "list")
        written |= bool(text)
    return written


def _in_order(
    top: Sequence[str], children: dict[str, list[tuple[int, str]]], names: Sequence[str]
) -> Iterator[str]:
    seen: set[str] = set()
    pending = [*reversed(top)]
    known = set(names)
    while pending:
        name = pending.pop()
        if name in seen or name not in known:
            continue
        seen.add(name)
        yield name
        pending.extend(child for _, child in sorted(children.get(name, ()), reverse=True))
    yield from (name for name in names if name not in seen)
