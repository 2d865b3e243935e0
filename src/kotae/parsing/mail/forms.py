"""The two forms of a mail side by side: what its plain text says and its page doesn't is seen by hardly anybody."""

import re
from typing import Final, Literal, TypeAlias

from kotae.parsing.html import read_html

__all__ = ["Beside", "plain_beside_page"]

Beside: TypeAlias = Literal["within", "more", "other"]

# So many letters in a row stand twice by hardly any chance, and a changed word spoils few of them.
_LETTERS: Final = 8
# A shorter line is a sign or a name; a letter beyond ASCII, kana or kanji mostly, says as much as two.
_LEAST: Final = 16
_HELD: Final = 0.5
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:|www\.)\S+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")


def plain_beside_page(plain: str, html: str) -> Beside:
    """Return whether the lines of the plain text stand on the page, as far as that shows: all, not all, or none of them.

    Where none does, it stands for the page (“This message is in HTML”). Mail programs show the page; addresses, quoted lines
    and short ones are left aside, for they are written otherwise there.

    Args:
        plain: The plain text.
        html: The page, of which what nobody sees is passed over.
    """
    page = _squeezed(read_html(html).text)
    if not page:
        return "more"
    known = {page[at : at + _LETTERS] for at in range(len(page) - _LETTERS + 1)}
    there: list[bool] = []
    short: list[bool] = []
    for line in plain.split("\n"):
        if line.lstrip().startswith((">", "|", "--")):
            continue
        said = _squeezed(_ADDRESS.sub("", line))
        parts = [said[at : at + _LETTERS] for at in range(len(said) - _LETTERS + 1)]
        if len(said) + len(_BEYOND.findall(said)) >= _LEAST:
            there.append(sum(part in known for part in parts) >= _HELD * len(parts))
        elif said:
            short.append(said in page)
    if not there and short and not any(short):
        return "other"
    if all(there):
        return "within"
    return "more" if any(there) else "other"


def _squeezed(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()
