"""Katakana names the dictionary takes apart: アンソロピック is アン, ソロ and ピック to it.

Such a name is indexed whole beside its parts, under a key no reading has, so that the same name
in Latin letters can be looked up by its sound.
"""

import re
from collections.abc import Container
from typing import Final

from kotae.scripts import KATAKANA

__all__ = ["NAME_MARK", "name_key", "whole_names"]

NAME_MARK: Final = "="
_RUN: Final = re.compile(f"(?<![{KATAKANA}])[{KATAKANA}]{{5,20}}(?![{KATAKANA}])")


def whole_names(folded: str, words: Container[str]) -> tuple[str, ...]:
    """Return the runs of 5 to 20 katakana in a folded text that aren't one word to the dictionary.

    Args:
        folded: The text.
        words: Its katakana words as the dictionary cuts them.
    """
    return tuple(run for run in _RUN.findall(folded) if run not in words)


def name_key(name: str) -> str:
    """Return the key a whole name is indexed under, among the readings."""
    return NAME_MARK + name
