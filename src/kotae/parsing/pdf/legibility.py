"""Does a page's text say what the page shows? A broken text layer must not be indexed unseen.

PDF files can draw the right shapes and name the wrong characters (の as 䛾), or none at all. What
such text looks like: characters without meaning, ideographs hardly anybody uses, accented
letters in a row, or letters that never form words.
"""

import re
from typing import Final

from kotae.scripts import IDEOGRAPHS, KANA, RARE_KANJI

__all__ = ["is_garbled"]

# Of fewer, one odd sign would be a large share.
_MIN_CHARS: Final = 20
_NO_CHARACTER: Final = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\u0080-\u009f]")
_PATTERN: Final = re.compile("\ufffd{20,}")
_FEW: Final = 0.02
_MOST: Final = 0.4
_RARE: Final = re.compile(f"[{RARE_KANJI}\ua000-\ua4cf\u1400-\u167f\uac00-\ud7af]")
_IDEOGRAPH_OR_KANA: Final = re.compile(f"[{KANA}{IDEOGRAPHS}{RARE_KANJI}\uac00-\ud7af]")
_ACCENTED: Final = re.compile(
    "[\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u2018-\u2026\u2030\u2122]"
)
_ASCII_LETTER: Final = re.compile("[A-Za-z]")
_VOWEL: Final = re.compile("[aeiouAEIOU]")
_MIN_LETTERS: Final = 200


def is_garbled(text: str) -> bool:
    """Whether the text of a page can't be what is printed there; False for very little text.

    Args:
        text: The characters of one page as its text layer names them.
    """
    visible = [character for character in text if not character.isspace()]
    count = len(visible)
    if count < _MIN_CHARS:
        return False
    body = "".join(visible)
    unnamed, apart = (len(_NO_CHARACTER.findall(said)) for said in (body, _PATTERN.sub("\ufffd", body)))
    # Beside a pattern drawn with the signs of a font the text is whole; a text full of holes isn't.
    if unnamed > (0.1 if apart > _FEW * (count - unnamed) else _MOST) * count:
        return True
    eastern = len(_IDEOGRAPH_OR_KANA.findall(body))
    if len(_RARE.findall(body)) > max(3, 0.04 * eastern):
        return True
    letters = len(_ASCII_LETTER.findall(body))
    if len(_ACCENTED.findall(body)) > max(0.35 * count, letters) and not eastern:
        return True
    return letters >= _MIN_LETTERS and letters > 0.4 * count and len(_VOWEL.findall(body)) < 0.17 * letters
