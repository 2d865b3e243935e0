"""Which of several rules of style sheets holds: by importance, layer, how narrow its selector is, and place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bs4.element import Tag

from kotae.parsing.html.rules import FIRST_VALUES, Rule

__all__ = ["BEFORE_ALL", "INLINE", "IN_NONE", "Layers", "Said", "candidates", "said_of"]

INLINE: Final = 1_000_000
"""What an element says itself goes before every selector, however narrow."""
IN_NONE: Final = 1_000_000
"""What stands in no layer goes before every layer."""
BEFORE_ALL: Final = -1
"""What attributes of a drawing or a formula say comes behind every layer."""
_MAX_LAYERS: Final = 5_000

Said = tuple[tuple[int, tuple[int, ...], int, int], str, str]


@dataclass(slots=True)
class Layers:
    """The layers of a page's style sheets, in the order in which they are first named."""

    _places: dict[tuple[str, ...], int] = field(default_factory=dict)

    def rank(self, layer: tuple[str, ...]) -> tuple[int, ...]:
        """Return what a layer is compared by: it gives way to one named later, to the one around it, and to none."""
        if layer == FIRST_VALUES:
            return (BEFORE_ALL,)
        ranks = []
        for depth in range(1, len(layer) + 1):
            if len(self._places) < _MAX_LAYERS:
                self._places.setdefault(layer[:depth], len(self._places))
            ranks.append(self._places.get(layer[:depth], _MAX_LAYERS))
        return (*ranks, IN_NONE)


def said_of(rule: Rule) -> list[Said]:
    """Return what a rule says, each with what decides between it and others."""
    layer, narrow, place = rule.order
    # What is important in a layer goes before what is important in a later one, or elsewhere.
    turned = tuple(-rank for rank in layer)
    return [
        ((important, turned if important else layer, narrow, place), name, value)
        for name, value, important in rule.declarations
    ]


def candidates(rules: Mapping[str, Sequence[Rule]], tag: Tag, names: Sequence[str]) -> Iterator[Rule]:
    """Yield the rules that may match an element; ``names`` are its classes."""
    keys = [f".{name}" for name in names]
    keys += [tag.name, "*", *([f"#{tag['id']}"] if tag.has_attr("id") else [])]
    for key in keys:
        yield from rules.get(key, ())
