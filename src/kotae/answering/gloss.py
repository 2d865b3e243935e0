"""A quote in the other language, word by word: every content word in order with what it means in the question's language."""

import re
from typing import Final

from kotae.answering.coverage import Translations
from kotae.answering.rendering import render
from kotae.answering.transcribing import romanised
from kotae.folding import fold
from kotae.records import Language
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities

__all__ = ["gloss"]

_LEAST: Final = 0.04
_MOST_WORDS: Final = 60
_NUMERAL: Final = re.compile(r"[0-9,.]+")


def gloss(
    text: str, *, source: Language, target: Language, analyzer: Analyzer, table: Translations | None
) -> tuple[tuple[str, str], ...]:
    """Return pairs of a word as it stands and its meaning, in order; words nothing is known of are left out.

    Args:
        text: A quote.
        source: Its language.
        target: The language of the meanings.
        analyzer: Finds content words and readings.
        table: Translations; None glosses names and quantities only.
    """
    values = [
        (quantity.start, quantity.end, said)
        for quantity in find_quantities(text)
        if (
            said := render(
                text[quantity.start : quantity.end],
                source=source,
                target=target,
                words=analyzer.content_words,
            )
        )
    ]
    found = [(start, end, text[start:end], said) for start, end, said in values]
    for word in analyzer.content_words(text):
        inside = any(start < word.end and word.start < end for start, end, _ in values)
        if not inside and (said := _meaning(word, source, table)):
            found.append((word.start, word.end, word.surface, said))
    found.sort()
    return tuple((written, said) for _, _, written, said in found[:_MOST_WORDS] if fold(written) != said)


def _meaning(word: Word, source: Language, table: Translations | None) -> str:
    if _NUMERAL.fullmatch(word.surface):
        return ""
    if word.language != source:
        return ""
    translations = table.translations(word.term, source) if table is not None else ()
    likely = [term for term, chance in translations if chance >= _LEAST][:2]
    if table is not None and likely and not (word.is_name and source == "ja" and len(word.surface) == 1):
        return " / ".join(dict.fromkeys(table.written(term) for term in likely))
    if source == "ja" and word.origin:
        return word.origin
    return romanised(word.reading) if source == "ja" and word.reading else ""
