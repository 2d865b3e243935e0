"""Furigana: which part of a word's reading belongs over which kanji.

A dictionary gives the reading of a whole word (話し合い → ハナシアイ). The kana written in the word are
its fixed points: what lies between them belongs to the kanji between them (話 → はな, 合 → あ).
"""

import re
from functools import lru_cache
from typing import Final

from kotae.scripts import HIRAGANA, KANJI, KATAKANA
from kotae.segmentation.kana import to_hiragana, to_katakana

__all__ = ["furigana"]

# ヶ and ヵ are written small and read か or が: they count as kanji.
_KANJI: Final = f"[{KANJI}〆ヶヵ]"
_RUN: Final = re.compile(f"(?P<kanji>{_KANJI}+)|(?P<kana>[{HIRAGANA}{KATAKANA}]+)")


@lru_cache(maxsize=20_000)
def furigana(surface: str, reading: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the kanji of a word stand and how they are read.

    Args:
        surface: The word as written.
        reading: Its reading as written here, in katakana; empty where it is unknown.

    Returns:
        Start and end in ``surface`` and the reading in hiragana, one for each run of kanji; one for
        the whole word where the kana don't fit the reading; none without kanji, without a reading,
        or for a word with other signs in it.
    """
    runs = list(_RUN.finditer(surface))
    if (
        not reading
        or not any(run["kanji"] for run in runs)
        or sum(map(len, (r[0] for r in runs))) != len(surface)
    ):
        return ()
    # A kanji has one kana or more; where that leaves no way (百舌鳥 → モズ), a run has.
    for least in ("{%d,}?", "+?"):
        pattern = "".join(
            f"(.{least.replace('%d', str(len(run[0])))})" if run["kanji"] else re.escape(to_katakana(run[0]))
            for run in runs
        )
        if found := re.fullmatch(pattern, reading):
            kanji = [run for run in runs if run["kanji"]]
            return tuple(
                (*run.span(), to_hiragana(part)) for run, part in zip(kanji, found.groups(), strict=True)
            )
    return ((0, len(surface), to_hiragana(reading)),)
