"""What HTML inside of Markdown hides: comments, and elements that a page wouldn't show."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it.token import Token

from kotae.parsing.html.look import Look
from kotae.parsing.html.notices import Notices
from kotae.parsing.html.style import Styles

__all__ = ["has_hidden_marks", "named_notes", "without_hidden"]

_CODE: Final = re.compile(r"(?<!`)(?P<ticks>`{1,5})(?!`)[^`]{1,2000}(?P=ticks)(?!`)")
_NOTE_MARK: Final = re.compile(r"\[\^([^\]\s]{1,200})\]")

_PIECE: Final = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n)){1,2000}?(?P=ticks)(?!`))"
    r"|(?P<comment>(?<!\\)<!--(?:(?!-->).)*(?:-->|\Z))"
    # Obsidian's comments: on lines of their own, or tight between other words; %% in a sentence on percent signs is none.
    r"|(?P<aside>(?m:^)[ \t]*%%(?:[ \t]*\n(?:(?![ \t]*%%[ \t]*(?:\n|\Z))[^\n]*\n){1,500}[ \t]*%%|[^%\n]{1,2000}%%)"
    r"(?=[ \t]*(?:\n|\Z))"
    r"|(?<![%0-9A-Za-z\\])%%(?![\s%])[^%\n]{0,2000}(?<=[^\s%])%%(?![%0-9A-Za-z]))"
    r"|(?P<link>\]\([^\s()<>]{0,500})[ \t]+(?:\"[^\"\n]{1,500}\"|'[^'\n]{1,500}'|\([^()\n]{1,500}\))[ \t]*(?=\))"
    r"|(?<!\\)<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<said>[^<>]{0,2000})>",
    re.DOTALL,
)
_SIGNS: Final = re.compile(
    r"<!--|%%|<(?:template|dialog|datalist|style|noembed|noframes)\b|[\"')][ \t]*\)"
    r"|<[a-zA-Z][^<>]{0,2000}?\b(?:style|hidden|color|popover|width)\b",
    re.IGNORECASE,
)
# Of these a browser shows nothing; a dialog is shown once it is open.
_UNSHOWN: Final = frozenset("template dialog datalist noembed noframes".split())
_SHEET: Final = re.compile(r"<style\b[^<>]{0,500}>[^<]{1,100000}</style\s*>", re.IGNORECASE)
_VOID: Final = frozenset("br hr img input meta link area base col embed source track wbr".split())
_ID: Final = re.compile(r"""\bid=["']([^"'<>\s]{1,200})["']""")
_SAYS: Final = re.compile(r"\b(?:style|hidden|color|popover|width)\b", re.IGNORECASE)


def has_hidden_marks(text: str) -> bool:
    """Whether there is anything to look at more closely."""
    return _SIGNS.search(text) is not None


def without_hidden(text: str, code: Sequence[tuple[int, int]], notices: Notices) -> str:
    """Return the text without comments in other text and without what a page wouldn't show.

    Args:
        text: Markdown.
        code: Where code blocks stand, in order: nothing is changed there.
        notices: Where hidden elements are noted.
    """
    pieces: list[str] = []
    done = depth = 0
    name = ""
    ids = set(_ID.findall(text))
    sheet = "".join(found[0] for found in _SHEET.finditer(text))
    for found in _outside(text, code):
        if (found["comment"] or found["link"] or found["aside"]) and not depth:
            if _goes(text, found, notices):
                pieces += [text[done : found.start()], found["link"] or ""]
                done = found.end()
        elif depth and (found["name"] or "").lower() == name:
            depth += -1 if found["end"] else 1
            if not depth:
                notices.add("hidden", re.sub(r"<[^<>]*>", " ", text[done : found.start()]))
                done = found.end()
        elif not depth and found["name"] and not found["end"] and _hides(found, ids, sheet):
            pieces.append(text[done : found.start()])
            done, depth, name = found.end(), 1, found["name"].lower()
    if depth:
        # It is never closed: a page hides all that follows.
        notices.add("hidden", text[done:])
        done = len(text)
    return "".join([*pieces, text[done:]])


def _goes(text: str, found: re.Match[str], notices: Notices) -> bool:
    """Whether a comment, or the title of a link, is taken out.

    A comment that is never closed is text, unless it begins a line: then it has lines of its own. A link goes on without its
    title, of which nothing is read of a page either.
    """
    if found["aside"]:
        notices.add("hidden", found["aside"].strip("% \t\n"))
        return True
    return bool(found["link"]) or (
        found[0].endswith("-->") and not _has_lines_of_its_own(text, *found.span())
    )


def _outside(text: str, code: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield comments and tags that stand outside of code."""
    places = iter([*code, (len(text), len(text) + 1)])
    first, last = next(places)
    for found in _PIECE.finditer(text):
        while last <= found.start():
            first, last = next(places)
        if not found["code"] and not first <= found.start() < last:
            yield found


def _has_lines_of_its_own(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the lines of a comment: it is a block without text then."""
    before = text.rfind("\n", max(0, start - 100), start) + 1
    return not text[before:start].strip() and text[end : end + 1] in ("", "\n")


def _hides(found: re.Match[str], ids: Set[str], sheet: str) -> bool:
    said, name = found["said"], found["name"].lower()
    if name in _UNSHOWN:
        return name != "dialog" or re.search(r"\bopen\b", said) is None
    if name in _VOID or name == "style" or said.rstrip().endswith("/") or not (sheet or _SAYS.search(said)):
        return False
    role, label, hidden = _looked_at(found[0], name, sheet)
    # What a tab of the page opens can be seen by whoever presses it.
    return hidden and not (role == "tabpanel" and label in ids)


# The same tag stands many times in a file.
@lru_cache(maxsize=256)
def _looked_at(markup: str, name: str, sheet: str) -> tuple[str, str, bool]:
    """The role of an element, what labels it, and whether a page with that style sheet wouldn't show it."""
    page = BeautifulSoup(f"{sheet}{markup}</{name}>", "lxml", multi_valued_attributes=None)
    tag = page.find(name)
    if not isinstance(tag, Tag):
        return "", "", False
    role, label = (str(tag.get(name) or "") for name in ("role", "aria-labelledby"))
    look = Styles.of(page.find_all("style")).look(tag, Look())
    return role, label, look.hidden or look.unseen


def named_notes(tokens: Sequence[Token]) -> set[str]:
    """Return the labels of footnotes that a mark in the text leads to, or one in a footnote that is led to.

    Args:
        tokens: Of the whole text, footnotes by block.
    """
    marks = defaultdict[str, set[str]](set)
    inside = ""
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside = token.meta["label"]
        elif token.type == "footnote_reference_close":
            inside = ""
        elif token.type in ("inline", "html_block"):
            written = _CODE.sub(" ", token.content)
            marks[inside].update(_NOTE_MARK.findall(written))
    named, waiting = set[str](), [*marks[""]]
    while waiting:
        if (label := waiting.pop()) not in named:
            named.add(label)
            waiting += marks[label]
    return named
