"""One name, number or identifier exchanged for another of its kind: what teaches to look closely."""

import random
import re
from collections.abc import Iterable

from kotae.segmentation.dates import MONTHS

__all__ = ["Exchanger"]

_IDENTIFIER = re.compile(r"[A-Z]{1,5}[-‐]?\d+(?:-\d+)*|\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"(?<=[\s(「])[A-Z][a-z]{2,}(?:['’]s)?(?![\w])")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOT_NAMES = frozenset([*MONTHS, *_DAYS, "English", "Japanese"])


class Exchanger:
    """Exchanges names for others that were asked for elsewhere.

    Args:
        questions: Language and text of each, to take names from.
        rng: Chooses.
    """

    def __init__(self, questions: Iterable[tuple[str, str]], rng: random.Random) -> None:
        self._rng = rng
        self._names: dict[str, list[str]] = {"en": [], "ja": []}
        for language, text in questions:
            self._names[language] += [match[0] for match in _names(text, language)]

    def exchange(self, question: str, language: str, text: str) -> tuple[str, str] | None:
        """Return something the question and perhaps the text name, and what takes its place; None where there is nothing.

        What takes its place stands in neither of them.
        """
        found = [match[0] for match in _IDENTIFIER.finditer(question) if match[0] in text]
        if found:
            one = self._rng.choice(found)
            other = "".join(self._digit(c) if c.isdigit() else c for c in one)
        elif names := [match[0] for match in _names(question, language)]:
            one, other = self._rng.choice(names), self._rng.choice(self._names[language])
        else:
            return None
        return None if other == one or other in text or other in question else (one, other)

    def renumbered(self, text: str) -> str:
        """Return a text with other digits."""
        return "".join(self._digit(c) if c.isascii() and c.isdigit() else c for c in text)

    def _digit(self, digit: str) -> str:
        return self._rng.choice("123456789".replace(digit, "")) if digit != "0" else "0"


def _names(text: str, language: str) -> list[re.Match[str]]:
    pattern = _LATIN if language == "en" else _KATAKANA
    return [match for match in pattern.finditer(text) if match[0] not in _NOT_NAMES]
