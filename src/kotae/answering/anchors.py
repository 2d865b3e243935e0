"""Figures, dates, names and identifiers held fixed while a sentence is put into the other language.

They are taken out as numbered marks before a language model sees the sentence, said by rule in the language wanted, and put back
into what it wrote. A text that loses a mark, doubles one, makes one up or writes a figure of its own is no translation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kotae.answering.rendering import render
from kotae.folding import fold
from kotae.question import find_identifiers
from kotae.records import Language
from kotae.segmentation import Analyzer
from kotae.segmentation.quantities import find_quantities

__all__ = ["Anchored", "anchored"]

_MARK: Final = re.compile(r"\{\s*([0-9]{1,2})\s*\}")
_DIGIT: Final = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万億兆]")
_LATIN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:[ .&'-][A-Z][A-Za-z0-9]*)*")
_WRITTEN_DIGIT: Final = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """A sentence whose facts are marks.

    Attributes:
        text: The sentence, folded, with ``{1}``, ``{2}`` … in their places.
        values: What each mark stands for in the language wanted, by its number from 1.
    """

    text: str
    values: tuple[str, ...]

    def restored(self, written: str) -> str | None:
        """Return what a model wrote with the values in place of the marks; None where a mark is lost, doubled or made up.

        A digit of the model's own is refused too: every figure of the sentence is a mark.
        """
        numbers = [int(number) for number in _MARK.findall(written)]
        if sorted(numbers) != list(range(1, len(self.values) + 1)):
            return None
        if _WRITTEN_DIGIT.search(_MARK.sub("", written)):
            return None
        return " ".join(_MARK.sub(lambda match: self.values[int(match[1]) - 1], written).split())


def anchored(sentence: str, *, source: Language, target: Language, analyzer: Analyzer) -> Anchored:
    """Return a sentence with its facts as marks.

    Args:
        sentence: As it stands.
        source: Its language.
        target: The language it is to be put into.
        analyzer: Finds names and their readings.
    """
    text = fold(sentence)
    found: list[tuple[int, int, str]] = []
    for start, end, value in _facts(text, source=source, target=target, analyzer=analyzer):
        if value and not any(start < b and a < end for a, b, _ in found):
            found.append((start, end, value))
    found.sort()
    pieces, done = [], 0
    for number, (start, end, _) in enumerate(found, start=1):
        pieces += [text[done:start], f"{{{number}}}"]
        done = end
    return Anchored(text="".join([*pieces, text[done:]]), values=tuple(value for _, _, value in found))


def _facts(
    text: str, *, source: Language, target: Language, analyzer: Analyzer
) -> Iterator[tuple[int, int, str | None]]:
    """Yield the place of each fact and how it is said; the surest kinds first, which win where two overlap."""

    def said(written: str) -> str | None:
        return render(written, source=source, target=target, words=analyzer.content_words)

    for identifier in find_identifiers(text):
        if not identifier.key.startswith("article:"):
            yield identifier.start, identifier.end, identifier.written
    for quantity in find_quantities(text):
        written = text[quantity.start : quantity.end]
        yield quantity.start, quantity.end, said(written) or (written if _DIGIT.search(written) else None)
    if source == "ja":
        yield from ((match.start(), match.end(), match[0]) for match in _LATIN.finditer(text))
        names = (word for word in analyzer.content_words(text) if word.is_name and word.language == "ja")
        yield from ((name.start, name.end, said(name.surface)) for name in names)
