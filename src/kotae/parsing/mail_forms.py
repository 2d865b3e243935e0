"""The two forms of a mail side by side: what its plain text says and its page doesn't is seen by hardly anybody."""

import re
from typing import Final

from kotae.parsing.html import read_html

__all__ = ["says_more"]

# So many letters in a row stand twice by hardly any chance, and a changed word spoils few of them.
_LETTERS: Final = 8
# A shorter line is a sign or a name; a letter beyond ASCII, kana or kanji mostly, says as much as two.
_LEAST: Final = 16
_HELD: Final = 0.5
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|www\.)\S+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")


def says_more(plain: str, html: str) -> bool:
    """Return whether a line of the plain text stands nowhere on the page, as far as that shows.

    Mail programs show the page; addresses, quoted lines and short ones are left aside, for they are written otherwise there.

    Args:
        plain: The plain text.
        html: The page, of which what nobody sees is passed over.
    """
    page = _squeezed(read_html(html).text)
    known = {page[at : at + _LETTERS] for at in range(len(page) - _LETTERS + 1)}
    for line in plain.split("\n"):
        if line.lstrip().startswith((">", "|", "--")):
            continue
        said = _squeezed(_ADDRESS.sub("", line))
        parts = [said[at : at + _LETTERS] for at in range(len(said) - _LETTERS + 1)]
        if len(said) + len(_BEYOND.findall(said)) >= _LEAST and sum(
            part in known for part in parts
        ) < _HELD * len(parts):
            return True
    return False


def _squeezed(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()
