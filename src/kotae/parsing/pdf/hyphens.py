"""What stands between two lines of a paragraph: nothing, a space, or a hyphen that is kept.

A hyphen at the end of a line belongs to its word (``price-determining``, ``e-mail``) unless something
proves that the word was only broken there: the text, which has it whole elsewhere, or a dictionary.
What nothing proves stays as it is printed.
"""

import re
from collections.abc import Iterable
from typing import Final

from kotae.parsing.dictionaries import words_of
from kotae.parsing.pdf.glyphs import is_wide
from kotae.scripts import EAST_ASIAN

__all__ = ["Words", "joint"]

_BROKEN_WORD: Final = re.compile(r"(?<![^\W_])([A-Za-z]+(?:['’][A-Za-z]+)?)-\Z")
_HYPHEN_INSIDE: Final = re.compile(r"(?:[^\W_][)\]'’\"]?|(?:\A|\s)-|[./_])[-‐]\Z")
_LOWER_START: Final = re.compile(r"[a-z]{2,}")
# "pre- and post-war": the hyphen stands for what follows later.
_SUSPENDED: Final = re.compile(r"(?:and|or|to|und|nor|but|versus|vs)\b|[(（]", re.IGNORECASE)
_WORDS: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_BROKEN_LINK: Final = re.compile(rf"(?:https?://|www\.)[^\s{EAST_ASIAN}]*[-/.?=&_]\Z")
_OPTION: Final = re.compile(r"(?:\A|[\s(\[,'\"`‘“])-[\w-]*\Z")
_TAIL: Final = 200
_MIN_HEAD: Final = 2


class Words:
    """The words of a document that stand whole on one line: what proves that a broken one is theirs."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Gather them.

        Args:
            lines: Every line of the document, in order.
        """
        self._found: set[str] = set()
        hyphenated = False
        for line in lines:
            words = _WORDS.findall(line)
            begin, hyphenated = (1 if hyphenated else 0), line.endswith("-")
            self._found.update(word.lower() for word in words[begin : -1 if hyphenated else None])

    def proves(self, head: str, tail: str) -> bool:
        """Return whether ``head`` and ``tail`` are one word that was broken; in any case of letters."""
        if len(head) < _MIN_HEAD:
            return False
        head, tail = head.lower(), tail.lower()
        if f"{head}-{tail}" in self._found:
            return False
        return head + tail in self._found or head + tail in words_of("en")

    def know(self, word: str) -> bool:
        """Return whether this is a word by itself; in any case of letters."""
        return word.lower() in self._found or word.lower() in words_of("en")


def joint(before: str, after: str, words: Words) -> tuple[int, str]:
    """Return how two lines are put together: how much of the first one's end goes, and what comes between.

    Args:
        before: A line, not empty.
        after: The next one, not empty.
        words: What proves a broken word.
    """
    before = before[-_TAIL:]
    if _BROKEN_LINK.search(before):
        return (1, "") if before.endswith("/-") else (0, "")
    if _HYPHEN_INSIDE.search(before) and (after[0].isalnum() or after[0] == "-"):
        return _at_hyphen(before, after, words)
    return 0, "" if is_wide(before[-1]) or is_wide(after[0]) else " "


def _at_hyphen(before: str, after: str, words: Words) -> tuple[int, str]:
    if _SUSPENDED.match(after):
        return 0, " "
    broken, start = _BROKEN_WORD.search(before), _LOWER_START.match(after)
    if broken and start and words.proves(broken[1], start[0]) and not _goes_on(before, broken, words):
        return 1, ""
    return 0, ""


def _goes_on(text: str, broken: re.Match[str], words: Words) -> bool:
    """Whether the hyphen is one of several.

    Those of an option (``--dry-run``), or of a chain whose last link is a word itself: ``day-to-day``
    isn't ``day-today``.
    """
    chain = text[: broken.start()]
    if not chain.endswith(("-", "‐")):
        return False
    return _OPTION.search(chain) is not None or words.know(broken[1])
