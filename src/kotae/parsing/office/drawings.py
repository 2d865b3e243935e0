"""What Office programs draw: text in shapes, charts and diagrams, the same in Word, Excel and PowerPoint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from kotae.parsing.ink import Sight
from kotae.parsing.losses import Losses
from kotae.parsing.office.formulas import formula_text, shifted
from kotae.parsing.office.number_formats import plain_number, shown_number
from kotae.parsing.packages.package import DRAWING, Package, local_name, unescaped
from kotae.parsing.tables.rows import cells_of, write_table
from kotae.parsing.writing import TextWriter

__all__ = ["RELATION", "drawn_text", "write_chart", "write_diagram", "write_graphics"]

RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Namespace of the attributes that refer to other parts."""

_STRUCK: Final = ("sngStrike", "dblStrike")
_NUMBERS: Final = frozenset(["numCache", "numLit", "numDim"])
_MAX_POINTS: Final = 5_000


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
    writer: TextWriter, package: Package, part: str, root: etree._Element, losses: Losses
) -> None:
    """Write the charts and diagrams a part shows, in the order of the element they stand below.

    Args:
        writer: Where to.
        package: The file.
        part: Name of the member the references are looked up for.
        root: What to look through.
        losses: Where what can't be read is noted.
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
            else write_chart(writer, found, losses)
        )
        if not wrote:
            losses.add("chart")


def write_chart(writer: TextWriter, root: etree._Element, losses: Losses) -> bool:
    """Write a chart as a table of its categories, series and values; whether there were any."""
    title = _joined(next(iter(root.iter("{*}title")), None), losses, inside=root.find(".//{*}chart"))
    series = list(root.iter("{*}ser", "{*}series"))[:_MAX_POINTS]
    extended = {str(data.get("id")): data for data in root.iter("{*}data") if data.get("id") is not None}
    columns: list[tuple[str, dict[int, str], dict[int, str]]] = []
    for one in series:
        reference = next((str(found.get("val")) for found in one.iter("{*}dataId")), "")
        source = extended.get(reference, one)
        name = _series_name(one.find("{*}tx"), losses)
        categories = (
            _points(source.find("{*}cat"))
            or _points(source.find("{*}xVal"))
            or _points(source.find("{*}strDim"))
        )
        values = (
            _points(source.find("{*}val"))
            or _points(source.find("{*}yVal"))
            or _points(source.find("{*}numDim"))
        )
        if categories or values:
            columns.append((name, categories, values))
    axes = [_joined(axis.find("{*}title"), losses) for axis in root.iter("{*}catAx", "{*}valAx", "{*}dateAx")]
    named = " ".join(filter(None, (title, *axes)))
    if columns:
        _write_columns(writer, named, columns)
    else:
        writer.add(named)
    return bool(columns or named)


def _series_name(element: etree._Element | None, losses: Losses) -> str:
    """The name of a series: of cells, written out, or rich text."""
    if element is None:
        return ""
    return (
        " ".join(_points(element).values())
        or " ".join((element.findtext("{*}v") or "").split())
        or _joined(element, losses)
    )


def _write_columns(
    writer: TextWriter, title: str, columns: Sequence[tuple[str, dict[int, str], dict[int, str]]]
) -> None:
    places = sorted({place for _, categories, values in columns for place in (*categories, *values)})
    names: dict[int, str] = {}
    for _, categories, _ in columns:
        names = {**categories, **names}
    rows = [["", *(name or title or "値 / value" for name, _, _ in columns)]]
    rows += [
        [names.get(place, str(place + 1)), *(values.get(place, "") for _, _, values in columns)]
        for place in places[:_MAX_POINTS]
    ]
    if title:
        writer.add(title, label=title)
    cells = cells_of(rows)
    header = [replace(cell, header=True) for cell in cells[0]]
    write_table(writer, [header, *cells[1:]], title=title)


def _points(element: etree._Element | None) -> dict[int, str]:
    """The cached points of a reference by their place, numbers in their format."""
    found: dict[int, str] = {}
    if element is None:
        return found
    levels = list(element.iter("{*}lvl"))
    if len(levels) > 1:
        return _levelled([_points(level) for level in levels])
    formats = [str(code.text or "") for code in element.iter("{*}formatCode")]
    for at, point in enumerate(element.iter("{*}pt")):
        place = str(point.get("idx") or at)
        value = point.findtext("{*}v") if point.find("{*}v") is not None else point.text
        if place.isdigit() and value and len(found) < _MAX_POINTS:
            numeric = any(local_name(above) in _NUMBERS for above in point.iterancestors())
            code = str(point.get("formatCode") or (formats[0] if formats else ""))
            found.setdefault(int(place), _value(value, code) if numeric else " ".join(value.split()))
    return found


def _levelled(levels: Sequence[dict[int, str]]) -> dict[int, str]:
    """Categories of several levels, innermost first, each behind the groups it belongs to: ``2025 上期``."""
    named = dict(levels[0])
    for level in levels[1:]:
        for place in named:
            group = max((begin for begin in level if begin <= place), default=None)
            if group is not None:
                named[place] = f"{level[group]} {named[place]}"
    return named


def _value(text: str, code: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return " ".join(text.split())
    return shown_number(number, code) if code not in ("", "General") else plain_number(number)


def _joined(element: etree._Element | None, losses: Losses, *, inside: etree._Element | None = None) -> str:
    """The text of a title; with ``inside`` only that of the chart's own, not of an axis."""
    if element is None or (inside is not None and element.getparent() is not inside):
        return ""
    texts = [drawn_text(paragraph, losses).strip() for paragraph in element.iter(DRAWING + "p")]
    return " ".join(filter(None, texts)) or " ".join(_points(element).values())


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
