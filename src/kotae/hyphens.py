"""Hyphens at the end of a line: of the word, or only of the line break."""

import re
from typing import Final

__all__ = ["closed_hyphen"]

_HYPHENATED: Final = re.compile(r"(?<=[A-Za-z])[-‐\u00ad]\n[ \t]*(?=[a-z])")
# The dash of an option, alone at the end of its line: its name follows.
_OPTION: Final = re.compile(r"(?<=\s)(--?)\n[ \t]*(?=[a-z])")
_WORD_BEFORE: Final = re.compile(r"[A-Za-z0-9_./-]*\Z")
_WORD_AFTER: Final = re.compile(r"[a-z]+")
# No word is longer; without a limit the text before would be searched anew at every hyphen.
_NEAR_CHARS: Final = 40


def closed_hyphen(text: str, at: int) -> tuple[int, str] | None:
    """Return where a hyphen at a line's end with the break behind it ends, and what stays of it.

    A hyphen that belongs to the word stays: of ``--dry-run``, ``state-of-the-art``, ``X-ray``, and where the
    text writes the same word with it in the middle of a line.

    Args:
        text: The text.
        at: Where the hyphen is.

    Returns:
        None where it isn't one that a word goes on behind.
    """
    if match := _HYPHENATED.match(text, at):
        return match.end(), "-" if text[at] != "\u00ad" and _belongs(text, at, match.end()) else ""
    if match := _OPTION.match(text, at):
        return match.end(), match[1]
    return None


def _belongs(text: str, at: int, after: int) -> bool:
    before = _WORD_BEFORE.search(text[max(0, at - _NEAR_CHARS) : at])
    word = before[0] if before else ""
    if len(word) == 1 or word[-1:].isupper() or re.search(r"[-_./0-9]", word):
        return True
    following = _WORD_AFTER.match(text, after)
    return following is not None and f"{word}-{following[0]}" in text
