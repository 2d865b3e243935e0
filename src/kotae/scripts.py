r"""The scripts of Japanese as character ranges, each said once, for use inside ``[…]`` of a regular expression.

Every module that asks "is this kanji?" asks the same: rare kanji outside the basic plane, the mark of repetition
and compatibility forms count. No other module spells a range of its own (``tests/test_scripts.py``).
Half-width kana are folded before words are looked at (:mod:`kotae.folding`), so they are apart.
"""

from typing import Final

__all__ = [
    "EAST_ASIAN",
    "HALF_WIDTH_KANA",
    "HIRAGANA",
    "IDEOGRAPHS",
    "JAPANESE",
    "KANA",
    "KANA_ROWS",
    "KANJI",
    "KATAKANA",
    "RARE_KANJI",
    "SMALL_KATAKANA",
    "WIDE",
]

HIRAGANA: Final = "\u3041-\u3096"
KATAKANA: Final = "\u30a1-\u30fa\u30fc"
KANA: Final = "\u3041-\u30ff"
"""Hiragana, katakana and what stands among them: voice and repetition marks, ・ and ー."""
SMALL_KATAKANA: Final = "\u31f0-\u31ff"
"""The small letters that Ainu is written with."""
IDEOGRAPHS: Final = "\u3400-\u9fff"
"""Kanji of the basic plane alone: what fonts and old encodings know."""
RARE_KANJI: Final = "\u3400-\u4dbf\U00020000-\U0003ffff"
KANJI: Final = f"{IDEOGRAPHS}\uf900-\ufaff々\U00020000-\U0003ffff"
JAPANESE: Final = KANA + KANJI
HALF_WIDTH_KANA: Final = "\uff66-\uff9f"
WIDE: Final = f"\u3001-\u303f{KANA}{SMALL_KATAKANA}{KANJI}\uff01-\uff9f"
"""What is written without spaces between words: Japanese, its punctuation, full and half width forms."""
EAST_ASIAN: Final = "\u3000-\u9fff"
"""The blocks that no web address goes on with: punctuation, kana, ideographs."""
KANA_ROWS: Final = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
"""The table of sounds: a consonant, and its katakana with a, i, u, e and o."""
