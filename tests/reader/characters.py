"""A cutter whose tokens are single characters, white space with the one behind it, as the real one's begin with it."""

import re

from kotae.embedding.pieces import END, START

__all__ = ["END", "START", "UNKNOWN", "CharacterCutter"]

UNKNOWN = 3


class CharacterCutter:
    """Every character is the token ``UNKNOWN``."""

    def ids(self, text: str) -> list[int]:
        return self.spans(text)[0]

    def spans(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        places = [found.span() for found in re.finditer(r"\s*\S", text)]
        return [UNKNOWN] * len(places), places
