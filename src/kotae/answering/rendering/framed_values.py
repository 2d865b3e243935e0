"""Values in a frame that changes them, in the other language: each, per minute, of the following month, from delivery on."""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering import framed_in_english, framed_in_japanese
from kotae.answering.rendering.framed_in_english import FRAMED_IN_ENGLISH, Frame, Say
from kotae.answering.rendering.framed_in_japanese import FRAMED_IN_JAPANESE
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.records import Language

__all__ = ["framed_values", "said_framed"]

_FRAMES: Final = ByLanguage[tuple[tuple[str, Frame], ...]](
    {"ja": FRAMED_IN_ENGLISH, "en": FRAMED_IN_JAPANESE}
)

_IN_SENTENCES: Final = ByLanguage[tuple[Frame, ...]](
    {"ja": framed_in_english.FRAMES_OF_SENTENCES, "en": framed_in_japanese.FRAMES_OF_SENTENCES}
)


def said_framed(span: str, source: Language, say: Say) -> str | None:
    """Return a framed value in the other language; None for others, and where what it frames can't be said.

    Args:
        span: The value as it stands.
        source: Its language.
        say: Says the figure within it.
    """
    text = fold(span).strip(" 。、,.;:")
    for pattern, frame in _FRAMES[source]:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            return frame(match, say)
    return None


def framed_values(text: str, source: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of the framed values of a sentence; only those that mean the same wherever they stand.

    Args:
        text: A sentence as it stands.
        source: Its language.
    """
    for pattern, frame in _FRAMES[source]:
        if frame in _IN_SENTENCES[source]:
            for match in re.finditer(
                rf"(?<![\w.,-]){pattern}(?![\w-])" if source == "en" else pattern, text, re.IGNORECASE
            ):
                if said := frame(match, _unsaid):
                    yield match.start(), match.end(), said


def _unsaid(text: str) -> str | None:
    """Say nothing: these frames need nobody to say what they hold."""
    return None
