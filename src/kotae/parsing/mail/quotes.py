"""How one message marks the lines it quotes: ``>``, a bar, or the name of who wrote them (``田中> …``).

Bars begin lines of tables too, and names with ``>`` are prompts, paths and comparisons: in a message they
mark quotes only where they do so again, or in front of a sentence.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from kotae.parsing.mail.marks import is_marked, unmarked

__all__ = ["Marks", "find_marks"]

# A bar with no other behind it, and words: rows of tables have several, trees of files go on with a dash.
_BARRED: Final = re.compile(
    r"[ \t]*+[|｜¦](?:[ \t]*[|｜¦])*+[ \t]*+(?P<words>(?:[\w「『（(【\[“\"'>＞・※＊*][^|｜¦]*+)?)"
)
_BAR: Final = re.compile(r"[ \t]*[|｜¦][ \t]?")
_NAMED: Final = re.compile(
    r"[ \t]*(?P<name>[^\s<>＜＞|｜:：;；、。,，()（）「」『』\[\]【】/\\=\-\"'!?！？]{1,16})(?P<sign>[>＞])(?P<words>.*)"
)
_PROMPTS: Final = frozenset(
    "mysql mariadb sqlite sql psql ftp sftp ps irb node ghci cmd dos prompt php gdb pdb mongo redis".split()
)
# What stands behind the sign of a path or a comparison.
_COMPARED: Final = re.compile(r"[=0-9０-９]|[^\s>＞]{1,30}[>＞]\S")
_SENTENCE: Final = re.compile(r"(?:[。．.！？!?]|です|ます|か)[」』”\"）)]?\s*\Z")
_MIN_LINES: Final = 2
_MIN_WORDS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What marks quoted lines in one message, beside ``>``.

    Attributes:
        bars: Whether a bar at a line's beginning does.
        names: Names that do, with ``>`` behind them.
    """

    bars: bool = False
    names: Collection[str] = frozenset()

    def are_before(self, line: str) -> bool:
        """Whether a line is quoted."""
        return is_marked(line) or self._is_barred(line) or self.name_before(line) != ""

    def name_before(self, line: str) -> str:
        """Return the name that marks a line as quoted, empty where another mark does or none."""
        name = _name(line)
        return name if name in self.names else ""

    def off(self, line: str) -> str:
        """Return a line without the first mark at its beginning."""
        if self.name_before(line) and (found := _NAMED.fullmatch(line)):
            # Several signs behind the name are one quote within another.
            words = found["words"]
            return words if is_marked(words) else words.removeprefix(" ")
        return _BAR.sub("", line, count=1) if self._is_barred(line) else unmarked(line)

    def _is_barred(self, line: str) -> bool:
        return self.bars and _BARRED.fullmatch(line) is not None


def find_marks(lines: Sequence[str], *, people: Collection[str] = ()) -> Marks:
    """Return what marks quoted lines in a message.

    Args:
        lines: Of the message.
        people: Names of those it goes between: one of them marks a quote even if it stands once.
    """
    barred = [found["words"] for line in lines if (found := _BARRED.fullmatch(line)) and found["words"]]
    named = Counter(name for line in lines if (name := _name(line)))
    told = {name for line in lines if (name := _name(line)) and _tells(line)}
    return Marks(
        bars=len(barred) >= _MIN_LINES or any(map(_SENTENCE.search, barred)),
        names=frozenset(
            name for name, count in named.items() if name in told and (count >= _MIN_LINES or name in people)
        ),
    )


def _name(line: str) -> str:
    """The name with a sign behind it that a line begins with; empty for prompts, paths and comparisons."""
    found = _NAMED.fullmatch(line)
    if not found or found["name"].casefold() in _PROMPTS or _COMPARED.match(found["words"]):
        return ""
    apart = len(found["name"]) > 1 or found["words"][:1] in ("", " ", "\u3000")
    return found["name"] if apart and not found["name"].isdecimal() else ""


def _tells(line: str) -> bool:
    found = _NAMED.fullmatch(line)
    return found is not None and len(found["words"].strip()) >= _MIN_WORDS
