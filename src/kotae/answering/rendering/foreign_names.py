"""Names in katakana that the dictionary cuts in two, neither of which is a word: ハナゾノ is ハナ and ゾノ to it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kotae.answering.rendering.transcribing import romanised
from kotae.scripts import KATAKANA
from kotae.segmentation.analyzer import Word

__all__ = ["foreign_names"]

_RUN: Final = re.compile(f"(?<![{KATAKANA}])[{KATAKANA}]{{3,12}}(?![{KATAKANA}])")


def foreign_names(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, romanised) of the runs of katakana that are several words, one of them a name or unknown.

    Args:
        text: A sentence.
        words: Its content words.
    """
    for match in _RUN.finditer(text):
        within = [word for word in words if match.start() <= word.start and word.end <= match.end()]
        covered = sum(word.end - word.start for word in within) == len(match[0])
        joined = all(one.end == other.start for one, other in pairwise(within))
        if len(within) > 1 and (not covered or not joined or any(word.is_name for word in within)):
            yield match.start(), match.end(), romanised(match[0])
