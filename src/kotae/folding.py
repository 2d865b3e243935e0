"""Fold a text for searching: one spelling for what readers take to be the same.

Stored text is never edited; what is embedded and what goes into the word index is folded
first, and so is every question. :func:`fold` is idempotent. :func:`fold_with_offsets` keeps
the way back, so that a word found in the folded text can be shown in the text as read.

What changes: NFKC (full width, half-width kana, ligatures), old kanji forms to new ones,
kana iteration marks, look-alike dashes and quotes; footnote marks, bold marks, backticks,
bullets, soft hyphens and zero-width characters go; hard-wrapped lines are joined, without a
space between Japanese characters, with one elsewhere. A blank line stays.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from kotae.hyphens import closed_hyphen
from kotae.old_kanji import NEW_FORMS
from kotae.scripts import HIRAGANA, KATAKANA, WIDE

__all__ = ["Folded", "fold", "fold_with_offsets"]

# What one change makes may ask for another (a raised digit behind a fraction); a text that never settles
# is no reason to hang.
_MAX_PASSES = 8
_SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_INVISIBLE = "".join(
    map(
        chr,
        (
            *(0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)),
            *(*range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0100, 0xE01F0)),
        ),
    )
)
_COMBINING = "".join(map(chr, (*range(0x300, 0x370), 0x3099, 0x309A)))
_VOICE_MARKS = ("\uff9e", "\uff9f")
_ITERATION = "ゝゞヽヾ"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500"
_UNITS = frozenset(
    ["m", "cm", "mm", "km", "nm", "s", "x", "y", "z", "n", "r", "a", "b", "c", "e", "i", "k", "t"]
)

# Characters NFKC leaves alone but readers don't tell apart.
_LOOK_ALIKES = {
    "〜": "~",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "\u0085": "\n",
    "\u2028": "\n",
    "\u2029": "\n\n",
}


@cache
def _single_characters() -> dict[str, str]:
    """Return what each single character folds to, for those that change."""
    table: dict[str, str] = {}
    blocks = ((0xA0, 0xD800), (0xF900, 0x10000), (0x1F100, 0x1F300), (0x2F800, 0x2FA20))
    for code in (code for block in blocks for code in range(*block)):
        character = chr(code)
        normal = unicodedata.normalize("NFKC", character)
        if normal != character and not character.isspace() and "\u0300" <= normal[:1] <= "\u036f":
            continue
        if normal != character:
            table[character] = normal
    table.update(_LOOK_ALIKES)
    table.update(NEW_FORMS)
    for code in (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)):
        table[chr(code)] = " "
    for character, normal in table.items():
        table[character] = "".join(table.get(part, part) for part in normal)
    return table


@cache
def _triggers(*, astral: bool) -> re.Pattern[str]:
    """Return the class of characters that can begin a change: one look per character.

    Python's ``re`` looks a class up in a table, a hundred times faster, as long as the class
    stays within 16 bits; the few characters beyond are looked for only in texts that have any.
    """
    characters = set(_handlers())
    if not astral:
        characters = {character for character in characters if character <= "\uffff"}
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]")


_ASTRAL = re.compile("[^\0-\uffff]")
_FOOTNOTE = re.compile(
    r"\[\^[^\]\s]{1,32}\]:?|(?<![A-Za-z0-9_\])])\[\d{1,3}(?:\s?[,、–-]\s?\d{1,3})*\](?!\()"
)
_MARK = re.compile(r"(?<![A-Za-z0-9])\*\*+|\*\*+(?![A-Za-z0-9])|`+|[•●◦‣]\s?")
_BREAK = re.compile(r"\n\s*")
_SUPERSCRIPT = re.compile(rf"⁻?[{_SUPERSCRIPTS}](?:[,⁻–-]?[{_SUPERSCRIPTS}])*")
_LONG = re.compile(rf"(?<=[{KATAKANA}])[{_DASHES}](?=[{KATAKANA}])")
_KANA_REPEATED = re.compile(f"[{HIRAGANA}][ゝゞ]|(?!ー)[{KATAKANA}][ヽヾ]")
_COMBINED = re.compile(rf"[^\W\d_][{_COMBINING}\uff9e\uff9f]+")
_IS_INVISIBLE = re.compile(rf"[{_INVISIBLE}]+")
_IS_WIDE = re.compile(f"[{WIDE}]")

_Edit: TypeAlias = tuple[int, int, str]


def _footnote(text: str, at: int, done: int) -> _Edit | None:
    return (at, match.end(), "") if (match := _FOOTNOTE.match(text, at)) else None


def _mark(text: str, at: int, done: int) -> _Edit | None:
    return (at, match.end(), "") if (match := _MARK.match(text, at)) else None


def _invisible(text: str, at: int, done: int) -> _Edit | None:
    if closed := closed_hyphen(text, at):
        return at, *closed
    return (at, match.end(), "") if (match := _IS_INVISIBLE.match(text, at)) else None


def _dash(text: str, at: int, done: int) -> _Edit | None:
    """Return a look-alike of the long-vowel mark as one, a line-end hyphen as what stays of it, the rest as ``-``."""
    if closed := closed_hyphen(text, at):
        return at, *closed
    if _LONG.match(text, at):
        return at, at + 1, "ー"
    return (at, at + 1, "-") if text[at] in "‐‑‒–−" else None


def _line_break(text: str, at: int, done: int) -> _Edit | None:
    """Return what a line break becomes: nothing between Japanese, else a space; blank lines stay."""
    match = _BREAK.match(text, at)
    end = match.end() if match else at + 1
    start = at
    while start > done and text[start - 1] in " \t\r\u3000\xa0":
        start -= 1
    if text.count("\n", at, end) > 1:
        return start, end, "\n\n"
    before, after = text[start - 1 : start], text[end : end + 1]
    joined = "" if _IS_WIDE.match(before) and _IS_WIDE.match(after) else " "
    return start, end, joined


def _superscript(text: str, at: int, done: int) -> _Edit | None:
    """Return digits after a unit (m² → m2), ``^`` and digits after a base (10³ → 10^3), nothing for a note mark.

    A base has one or two digits and nobody writes the first power; after any other number it is a note mark.
    """
    match = _SUPERSCRIPT.match(text, at)
    end = match.end() if match else at + 1
    raised = unicodedata.normalize("NFKC", text[at:end]).replace("\u2212", "-")
    before = text[max(0, at - 8) : at]
    if word := re.search(r"[A-Za-z]+$", before):
        return at, end, raised if word.group().lower() in _UNITS else ""
    is_base = re.search(r"(?<![\d.,])\d{1,2}$", before) and re.fullmatch(r"-?\d+", raised) and raised != "1"
    return at, end, f"^{raised}" if is_base else ""


def _iteration(text: str, at: int, done: int) -> _Edit | None:
    """Return かか for かゝ and かが for かゞ."""
    if at <= done or not (match := _KANA_REPEATED.match(text, at - 1)):
        return None
    base = unicodedata.normalize("NFD", text[at - 1])[0]
    voiced = text[at] in "ゞヾ"
    repeated = unicodedata.normalize("NFC", base + "\u3099") if voiced else base
    return at, match.end(), repeated


def _combining(text: str, at: int, done: int) -> _Edit | None:
    """Return a letter and the marks on it as one character, where Unicode has that one."""
    if at <= done or not (match := _COMBINED.match(text, at - 1)):
        return None
    return at - 1, match.end(), unicodedata.normalize("NFKC", match.group())


def _single(text: str, at: int, done: int) -> _Edit | None:
    if text[at + 1 : at + 2] in _VOICE_MARKS and "ｦ" <= text[at] <= "ﾝ":
        return at, at + 2, unicodedata.normalize("NFKC", text[at : at + 2])
    normal = _single_characters()[text[at]]
    # ①5個 is not 15個, nor 2½ 21/2.
    if unicodedata.category(text[at]) == "No":
        normal = " " * (normal[0].isdigit() and text[at - 1 : at].isdigit()) + normal
        normal += " " * (normal[-1] in ".0123456789" and text[at + 1 : at + 2].isdigit())
    return at, at + 1, normal


@cache
def _handlers() -> dict[str, Callable[[str, int, int], _Edit | None]]:
    """Return which function looks at which character."""
    handlers: dict[str, Callable[[str, int, int], _Edit | None]] = dict.fromkeys(
        _single_characters(), _single
    )
    for characters, handler in (
        (_SUPERSCRIPTS + "⁻", _superscript),
        (_INVISIBLE, _invisible),
        (_COMBINING + "\uff9e\uff9f", _combining),
        (_DASHES + "-", _dash),
        (_ITERATION, _iteration),
        ("*`•●◦‣", _mark),
        ("[", _footnote),
        ("\n", _line_break),
    ):
        handlers.update(dict.fromkeys(characters, handler))
    return handlers


def _edits(text: str) -> Iterator[_Edit]:
    """Yield the changes one pass makes: start, end, replacement; in order, apart from each other."""
    handlers = _handlers()
    done = 0
    for match in _triggers(astral=_ASTRAL.search(text) is not None).finditer(text):
        at = match.start()
        if at < done:
            continue
        edit = handlers[text[at]](text, at, done)
        if edit is None:
            continue
        done = edit[1]
        if text[edit[0] : done] != edit[2]:
            yield edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text and the way back to the text it was made from.

    Attributes:
        text: The folded text.
        passes: For each pass over the text, last first, the edits made: where they begin in
            the pass's result, and for each (result start, result end, source start, source end).
    """

    text: str
    passes: tuple[tuple[tuple[int, ...], tuple[tuple[int, int, int, int], ...]], ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` came from, as a half-open span of the source."""
        for starts, edits in self.passes:
            first = _source_of(starts, edits, start)[0]
            end = _source_of(starts, edits, end - 1)[1] if end > start else first
            start = first
        return start, end


def _source_of(
    starts: tuple[int, ...], edits: tuple[tuple[int, int, int, int], ...], position: int
) -> tuple[int, int]:
    """Return the source span of the one result character at ``position``."""
    found = bisect_right(starts, position) - 1
    if found < 0:
        return position, position + 1
    result_start, result_end, source_start, source_end = edits[found]
    if position >= result_end:
        source = source_end + position - result_end
        return source, source + 1
    if result_end - result_start == source_end - source_start:
        source = source_start + position - result_start
        return source, source + 1
    return source_start, source_end


def fold_with_offsets(text: str) -> Folded:
    """Return the folded text with the way back; see the module for what folding does."""
    passes: list[tuple[tuple[int, ...], tuple[tuple[int, int, int, int], ...]]] = []
    for _ in range(_MAX_PASSES):
        pieces: list[str] = []
        edits: list[tuple[int, int, int, int]] = []
        done = length = 0
        for start, end, new in _edits(text):
            pieces += (text[done:start], new)
            length += start - done
            edits.append((length, length + len(new), start, end))
            length += len(new)
            done = end
        if not edits:
            break
        text = "".join(pieces) + text[done:]
        passes.append((tuple(edit[0] for edit in edits), tuple(edits)))
    return Folded(text=text, passes=tuple(reversed(passes)))


def fold(text: str) -> str:
    """Return the text folded for searching; ``""`` for ``""``; folding twice changes nothing."""
    for _ in range(_MAX_PASSES):
        pieces: list[str] = []
        done = 0
        for start, end, new in _edits(text):
            pieces += (text[done:start], new)
            done = end
        if not pieces:
            break
        text = "".join(pieces) + text[done:]
    return text
