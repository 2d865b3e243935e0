"""Word's EQ fields as text: readings over words, enclosed signs and fractions that older files set by a field.

Such a field has no result; what it shows is in what it is told. Word writes readings (ふりがな), enclosed
characters (囲い文字) and combined ones (組み文字) so in Rich Text and in files taken over from older versions.
"""

import re
from typing import Final, NamedTuple

from kotae.parsing.office.formulas import Shift, bracketed, shifted

__all__ = ["equation_text"]

_EQUATION: Final = re.compile(r"\s*EQ\b", re.IGNORECASE)
# How a field is formatted, a switch with its number, a sign that stands for itself, an end, or text.
_TOKEN: Final = re.compile(
    r'\\\*\s*(?:"[^"]*"|[^\s\\(),;]+)|\\[lrb]c\s*\\.|\\(?P<switch>[a-zA-Z]{1,2})\s*\d*\s*|\\(?P<sign>.)'
    r"|(?P<end>[(),;])|(?P<text>[^\\(),;]+)",
    re.DOTALL,
)
_ENCLOSING: Final = frozenset("○◯〇□△◇▽☆")
_MAX_DEPTH: Final = 20


class _Part(NamedTuple):
    """What stands between two commas; ``moved`` if all of it is raised or lowered."""

    text: str
    moved: bool


def equation_text(told: str) -> str:
    """Return what an EQ field shows, on one line; empty for any other field.

    Args:
        told: The field's instruction as it stands in the file.
    """
    begun = _EQUATION.match(told)
    if not begun:
        return ""
    # Each level: its switches, its parts so far, and the pieces of the part that is being read.
    levels: list[tuple[list[str], list[_Part], list[_Part]]] = [([], [], [])]
    switches: list[str] = []
    for token in _TOKEN.finditer(told, begun.end()):
        pieces = levels[-1][2]
        if token["switch"]:
            switches.append(token["switch"].lower())
        elif token["end"] == "(" and len(levels) < _MAX_DEPTH:
            levels.append((switches, [], []))
            switches = []
        elif token["end"] == ")" and len(levels) > 1:
            inner, parts, last = levels.pop()
            levels[-1][2].append(_shown(inner, [*parts, _joined(last)]))
        elif token["end"] in (",", ";") and len(levels) > 1:
            levels[-1][1].append(_joined(pieces))
            pieces.clear()
        elif written := token["text"] or token["sign"] or token["end"]:
            pieces.append(_Part(written, False))
    return " ".join("".join(piece.text for level in levels for piece in level[2]).split())


def _joined(pieces: list[_Part]) -> _Part:
    said = [piece for piece in pieces if piece.text.strip()]
    return _Part("".join(piece.text for piece in pieces).strip(), bool(said) and all(p.moved for p in said))


def _shown(switches: list[str], parts: list[_Part]) -> _Part:
    kind, texts = switches[0] if switches else "", [part.text for part in parts]
    if kind == "s":
        shift: Shift = "sup" if "up" in switches else "sub" if "do" in switches else ""
        return _Part(shifted(texts[0], shift), True)
    if kind == "o":
        # A reading stands over a word; without any word beside them, raised and lowered ones are the text.
        words = [part.text for part in parts if not part.moved] if any(not p.moved for p in parts) else texts
        inside = [word for word in words if word not in _ENCLOSING]
        return _Part("".join(inside or words), False)
    if kind == "f" and len(texts) > 1:
        return _Part(f"{bracketed(texts[0])}/{bracketed(texts[1])}", False)
    if kind == "r":
        root = shifted(texts[0], "sup") if len(texts) > 1 else ""
        return _Part(f"{root}√{bracketed(texts[-1])}", False)
    if kind == "d":
        return _Part(" ", False)
    between = {"l": ",", "x": "", "b": ""}.get(kind, " ")
    inner = between.join(text for text in texts if text)
    return _Part(f"({inner})" if kind in ("b", "") else inner, False)
