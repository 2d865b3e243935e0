"""How ordinary characters are in Japanese and in Western European prose: bytes decoded wrongly hold few that are."""

import re
from functools import cache
from typing import Final

__all__ = ["TYPOGRAPHY", "ordinariness"]

TYPOGRAPHY: Final = frozenset("“”‘’–—…€•™«»°§©®£·×½¿¡ºª")
"""Signs that Western European prose uses beside its letters."""

# Signs that stand beside figures and units only: ±2, m², µm.
_MEASURES: Final = re.compile(r"±[ 0-9]|m[²³]|µ[AFVWglms]")


@cache
def _common_kanji() -> frozenset[str]:
    """The 2,965 kanji of JIS level 1."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD0) for cell in range(0xA1, 0xFF))
    return frozenset(row.decode("euc_jp", "ignore") for row in rows)


def ordinariness(text: str) -> float:
    """Return the mean over the characters beyond ASCII, from -2 (never seen in prose) to 1; 1 for none."""
    common, total, count = _common_kanji(), 0.0, 0
    for position, character in enumerate(text):
        if character >= "\x80":
            count += 1
            total += _weight(character, text[max(0, position - 1) : position + 2], common)
        elif character < " " and character not in "\t\n\r\f":
            count += 1
            total -= 2
    return total / count if count else 1.0


def _weight(character: str, around: str, common: frozenset[str]) -> float:
    if "\u3001" <= character <= "\u30ff" or character in common or "\uff01" <= character <= "\uff5e":
        return 1.0
    # Arrows, box drawing, circled numbers, ■●★: JIS has them, prose and lists use them.
    if "\u2190" <= character <= "\u2669":
        return 0.8
    if "\uff61" <= character <= "\uff9f":
        return 0.2
    if character in TYPOGRAPHY or (character in "±²³µ" and _MEASURES.search(around)):
        return 0.5
    if "\u00c0" <= character <= "\u00ff" or character in "œŒšŠžŽ":
        return 0.8 if any(beside.isascii() and beside.isalpha() for beside in around) else -0.5
    if "\u3400" <= character <= "\u9fff":
        return 0.3
    return (
        -2.0 if character < "\u00a0" or "\ue000" <= character <= "\uf8ff" or character == "\ufffd" else -0.5
    )
