"""Latin words, numbers and identifiers, alone or inside Japanese text.

One expression finds them; identifiers stay whole (``os.path.join``, ``--no-cache``, ``UTF-8``,
``C++``, addresses, versions), and :func:`parts` takes them apart for the index.
"""

from typing import Final

from kotae import lazy_re as re
from kotae.languages import LANGUAGES

__all__ = ["LATIN_TOKEN", "part_of_speech", "parts"]

# Letters that words between spaces are written with; the dictionary takes Japanese apart.
_OWN = "".join(tables.letters for code, tables in LANGUAGES.items() if code != "ja")
_LETTER = (
    r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff" + _OWN
)

LATIN_TOKEN: Final = re.compile(
    r"https?://[!#$%&'*+,./:;=?@~0-9A-Za-z_()-]*[#$%&*+/=@~0-9A-Za-z_-]"
    r"|[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9])--?[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*"
    r"|\d+(?:,\d{3})+(?:\.\d+)?"
    r"|v?\d+(?:[.:]\d+)+(?:[A-Za-z]+\d*)?"
    rf"|(?:C\+\+|[CF]#|\.NET|[A-Z]\+\+)(?![{_LETTER}0-9])"
    rf"|[{_LETTER}_][{_LETTER}0-9_]*(?:(?:\.|::|->|['/&-])[{_LETTER}0-9_]+)*"
    rf"|\d+(?:[{_LETTER}]+[{_LETTER}0-9]*)?(?:-[{_LETTER}0-9]+)*",
)
"""Matches one Latin word, number or identifier in *folded* text."""

_PART = re.compile(
    r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z\u00df-\u00f6\u00f8-\u02af]+|[A-Z]+|\d+|[\u0370-\u1fff\u00c0-\u00d6\u00d8-\u00de]+"
)


def parts(token: str) -> tuple[str, ...]:
    """Return the words and numbers inside an identifier, in order: ``getUserName2`` → get User Name 2."""
    return tuple(_PART.findall(token))


def part_of_speech(token: str) -> str:
    """Return ``"number"`` for digits, ``"symbol"`` for what has no letter or digit, else ``"word"``."""
    if token[0].isdigit() and not any(character.isalpha() for character in token):
        return "number"
    return "word" if any(character.isalnum() for character in token) else "symbol"
