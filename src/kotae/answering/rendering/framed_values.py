"""Values in a frame that changes them, in the other language: each, per minute, of the following month, from delivery on."""

from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.framed_in_english import FRAMED_IN_ENGLISH, Frame, Say
from kotae.answering.rendering.framed_in_japanese import FRAMED_IN_JAPANESE
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.records import Language

__all__ = ["said_framed"]

_FRAMES: Final = ByLanguage[tuple[tuple[str, Frame], ...]](
    {"ja": FRAMED_IN_ENGLISH, "en": FRAMED_IN_JAPANESE}
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
