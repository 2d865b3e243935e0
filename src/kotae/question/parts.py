"""A question of several parts, taken apart: how much is it, and when is it due?"""

import re
from typing import Final

from kotae.languages import ByLanguage
from kotae.records import Language

__all__ = ["question_parts"]

# Each part is read for itself, and takes as long as a question.
_MOST: Final = 3
_LEAST_CHARS: Final = ByLanguage({"ja": 4, "en": 8})
_ASKING_JA: Final = r"(?:いつ|どこ|誰|だれ|いくら|いくつ|何|なに|なぜ|どう|どの|どれ|どちら|どんな)"
_ASKING_EN: Final = r"(?:who|whom|whose|when|where|why|how|what|which)"
_APART: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(
            rf"(?<=[？?])\s*(?=\S)|(?<=か)[、。]\s*(?:また|そして|それと|あと)?、?|(?<=で)、(?=.{{0,20}}{_ASKING_JA})"
        ),
        "en": re.compile(rf"(?<=\?)\s+(?=\S)|,?\s+and\s+(?={_ASKING_EN}\b)", re.IGNORECASE),
    }
)
_ASKS: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(rf"{_ASKING_JA}|[？?]$|か$"),
        "en": re.compile(rf"\b{_ASKING_EN}\b|\?$", re.IGNORECASE),
    }
)


def question_parts(text: str, language: Language) -> tuple[str, ...]:
    """Return the parts of a question that each ask for something, in order; itself alone where it has one.

    Each part after the first is followed by the first in brackets, for it may lean on it.

    Args:
        text: As asked.
        language: Its language.
    """
    parts = [part.strip(" 、,") for part in _APART[language].split(text) if part and part.strip(" 、,")]
    least = _LEAST_CHARS[language]
    if len(parts) < 2 or any(len(part) < least or not _ASKS[language].search(part) for part in parts):
        return (text,)
    first, *rest = parts[:_MOST]
    return (first, *(f"{part} ({first})" for part in rest))
