"""Which words of the page belong to which component, so that the language can be switched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kotae.ui.words import text

__all__ = ["Labels"]

ComponentT = TypeVar("ComponentT")
Words = str | Callable[[str], object]


@dataclass(slots=True)
class Labels:
    """Remembers each component's worded properties.

    Attributes:
        components: In the order they were added: the outputs of the switch.
        properties: For each of them, property → key of the strings table, or a function from
            the language to the value.
    """

    components: list[Any] = field(default_factory=list)
    properties: list[dict[str, Words]] = field(default_factory=list)

    def add(self, component: ComponentT, **properties: Words) -> ComponentT:
        """Remember a component and return it."""
        self.components.append(component)
        self.properties.append(properties)
        return component

    def values(self, language: str) -> list[dict[str, object]]:
        """Return the worded properties of every component in a language, in order."""
        return [
            {
                name: words(language) if callable(words) else text(words, language)
                for name, words in entry.items()
            }
            for entry in self.properties
        ]

    def apply(self, language: str) -> None:
        """Give every component its words before the page is served."""
        for component, values in zip(self.components, self.values(language), strict=True):
            for name, value in values.items():
                setattr(component, name, value)
