r"""The scripts of Japanese as character ranges, each said once, for use inside ``[…]`` of a regular expression.

Every module that asks "is this kanji?" asks the same: rare kanji outside the basic plane, the mark of repetition
and compatibility forms count. Half-width kana are folded before words are looked at (:mod:`kotae.folding`), so they are apart.
"""

from typing import Final

__all__ = ["HALF_WIDTH_KANA", "HIRAGANA", "JAPANESE", "KANA", "KANJI", "KATAKANA"]

HIRAGANA: Final = "\u3041-\u3096"
KATAKANA: Final = "\u30a1-\u30fa\u30fc"
KANA: Final = "\u3041-\u30ff"
"""Hiragana, katakana and what stands among them: voice and repetition marks, ・ and ー."""
KANJI: Final = "\u3400-\u9fff\uf900-\ufaff々\U00020000-\U0003ffff"
JAPANESE: Final = KANA + KANJI
HALF_WIDTH_KANA: Final = "\uff66-\uff9f"
