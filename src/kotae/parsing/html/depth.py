"""What a transform does to text that is turned about an axis of the page or moved behind it: edge on, too small, turned away."""

import re
from collections.abc import Mapping
from typing import Final

from kotae.parsing.html.lengths import points_of, share_of

__all__ = ["DEPTH_PROPERTIES", "is_edge_on", "is_far_behind", "is_turned_away", "matrix_of", "perspective_of"]

DEPTH_PROPERTIES: Final = frozenset(["backface-visibility", "-webkit-backface-visibility", "perspective"])

# Turned about an axis in the page, or pushed over.
_TURNED: Final = re.compile(
    r"(?P<how>rotate(?:[xy]|3d)|skew[xy]?)\((?:[^()]*,)?\s*(?P<turn>-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(?P<unit>deg|turn|rad|grad)"
    r"\s*(?:,[^()]*)?\)"
)
_TURN: Final = re.compile(
    r"(?P<how>[xy]|[\d.-]+(?:\s+[\d.-]+){2})\s+(?P<turn>-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(?P<unit>deg|turn|rad|grad)"
)
_DEGREES: Final = {"deg": 1.0, "turn": 360.0, "rad": 57.29578, "grad": 0.9}
# In degrees: what is left of the letters' width there is a twentieth.
_NEARLY_EDGE_ON: Final = 3.0
_MATRIX: Final = re.compile(r"matrix(3d)?\(([^()]*)\)")
# Which of the sixteen numbers stand for the six of a flat one.
_FLAT: Final = (0, 1, 4, 5, 12, 13)
_PERSPECTIVE: Final = re.compile(r"perspective\(([^()]*)\)")
_DEPTH: Final = re.compile(r"translate(?:z\(|3d\([^(),]*,[^(),]*,)([^(),]*)\)")
_SMALLEST: Final = 0.05


def matrix_of(transform: str) -> list[float]:
    """Return the six numbers of a matrix that lie in the page; none where there is no such."""
    found = _MATRIX.search(transform)
    numbers = [share_of(part) for part in found[2].split(",")] if found else []
    known = [number for number in numbers if number is not None]
    if found is None or len(known) != (16 if found[1] else 6) or len(numbers) != len(known):
        return []
    return [known[place] for place in _FLAT] if found[1] else known


def _angles(declared: Mapping[str, str]) -> list[tuple[str, float]]:
    found = [*_TURNED.finditer(declared.get("transform", "")), *_TURN.finditer(declared.get("rotate", ""))]
    return [(turn["how"], abs(float(turn["turn"]) * _DEGREES[turn["unit"]]) % 360) for turn in found]


def is_edge_on(declared: Mapping[str, str]) -> bool:
    """Return whether an element is turned so that nothing of its letters' width or height is left."""
    return any(abs(angle % 180 - 90) < _NEARLY_EDGE_ON for _, angle in _angles(declared))


def is_turned_away(declared: Mapping[str, str]) -> bool:
    """Return whether an element shows its back, which isn't painted; what it stands in may turn it round again."""
    painted = (
        declared.get(name, "visible") for name in ("backface-visibility", "-webkit-backface-visibility")
    )
    away = [90 < angle < 270 for how, angle in _angles(declared) if not how.startswith("skew")]
    return "hidden" in painted and sum(away) % 2 == 1


def perspective_of(declared: Mapping[str, str]) -> float | None:
    """Return from how far what stands directly in an element is looked at, in points; None where that is flat."""
    return points_of(declared.get("perspective", "")) or None


def is_far_behind(declared: Mapping[str, str], around: float | None) -> bool:
    """Return whether an element lies so far behind the page that its letters are too small, or behind who looks at it.

    Args:
        declared: What is said of it, in lower case.
        around: From how far it is looked at; None where that isn't said of what it stands in.
    """
    transform = declared.get("transform", "")
    own = _PERSPECTIVE.search(transform)
    near = (points_of(own[1]) if own else None) or around
    depth = sum(points_of(part) or 0.0 for part in _DEPTH.findall(transform))
    return near is not None and near > 0 and bool(depth) and not 0 < (near - depth) < near / _SMALLEST
