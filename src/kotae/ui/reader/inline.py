"""The words of one block as safe HTML, evidence marked by offsets; inline markup where they are written in it.

Only four things are recognised, and only in formats that write them so (``2**10`` of a sheet is a power):
``**strong**``, ``*emphasis*``, ```` `code` ```` and links. The marks of the syntax are hidden, never the words, and every
piece remembers its offsets, so a quotation is marked at the same place whether or not it crosses markup. Nothing in a
document becomes an element or attribute except the address of an http(s) link.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kotae.answering.rendering.reading_aid import WordHelp
from kotae.parsing.formats import IN_MARKUP
from kotae.ui.escaping import element, escape

__all__ = [
    "Mark",
    "Words",
    "in_markup",
    "render_inline",
    "render_marked",
    "table_lines",
    "table_row",
]

_CONSTRUCT = re.compile(
    r"\*\*(?P<strong>[^*\n]+(?:\n[^*\n]+)*)\*\*"
    r"|(?<![\w*])\*(?P<em>[^*\s\n](?:[^*\n]*[^*\s\n])?)\*(?![\w*])"
    r"|`(?P<code>[^`\n]+)`"
    r"|!?\[(?P<link>[^\[\]\n]*)\]\((?P<address>[^()\s]*)(?:\s+\"[^\"\n]*\")?\)"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_TAGS = {"strong": "strong", "em": "em", "code": "code"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place to mark in a document.

    Attributes:
        start: First code point.
        end: One past the last.
        number: Counted from 1 in reading order; several marks may share it.
    """

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be shown.

    Attributes:
        text: A document's, a passage's or an answer's.
        evidence: What to mark in it, in order and apart from each other; parts outside are ignored.
        markup: Whether inline markup in it is markup, and not what its author wrote to be read.
    """

    text: str
    evidence: Sequence[Mark] = ()
    markup: bool = False


def in_markup(path: str) -> bool:
    """Whether a document at this path, as the library tells it, is written in a format with inline markup."""
    return PurePosixPath(path.partition("#")[0]).suffix.lower() in IN_MARKUP


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    start: int
    end: int
    kind: str = ""
    address: str = ""


def render_inline(words: Words, start: int, end: int, helped: Sequence[WordHelp] = ()) -> str:
    """Return ``words.text[start:end]`` as HTML.

    Args:
        words: What to show, and what to mark in it.
        start: Where the block begins.
        end: Where it ends.
        helped: What is said about its words, in order and apart from each other; parts outside are ignored.
    """
    if not words.markup:
        return render_marked(words, start, end, helped)
    return "".join(_render_piece(words, piece, helped) for piece in _pieces(words.text, start, end))


def table_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each row of a Markdown table, without the rule below its head."""
    position = start
    for line in text[start:end].splitlines(keepends=True):
        length = len(line.rstrip())
        if length and not set(line.strip()) <= set("|-: "):
            yield position, position + length
        position += len(line)


def table_row(words: Words, start: int, end: int, *, name: str = "td") -> str:
    """Return a row of a Markdown table as HTML, in ``td`` or ``th`` elements; each cell tells where it stands."""
    text = words.text
    cells = []
    position = start
    for cell in text[start:end].split("|"):
        cells.append((position, position + len(cell)))
        position += len(cell) + 1
    if len(cells) > 1 and not text[cells[0][0] : cells[0][1]].strip():
        cells = cells[1:]
    if len(cells) > 1 and not text[cells[-1][0] : cells[-1][1]].strip():
        cells = cells[:-1]
    return element(
        "tr",
        "".join(
            element(
                name,
                render_inline(words, *cell),
                scope="col" if name == "th" else None,
                data_place=f"{cell[0]}-{cell[1]}",
            )
            for cell in cells
        ),
    )


def _pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    position = start
    for found in _CONSTRUCT.finditer(text, start, end):
        if position < found.start():
            yield _Piece(start=position, end=found.start())
        kind = str(found.lastgroup if found.lastgroup != "address" else "link")
        yield _Piece(
            start=found.start(kind), end=found.end(kind), kind=kind, address=found.group("address") or ""
        )
        position = found.end()
    if position < end:
        yield _Piece(start=position, end=end)


def _render_piece(words: Words, piece: _Piece, helped: Sequence[WordHelp]) -> str:
    shown = render_marked(words, piece.start, piece.end, helped)
    if piece.kind in _TAGS:
        return element(_TAGS[piece.kind], shown)
    if piece.kind == "link":
        if _WEB_ADDRESS.fullmatch(piece.address):
            return element(
                "a", shown, href=piece.address, target="_blank", rel="noopener noreferrer nofollow"
            )
        return element("span", shown, class_="k-dead-link", title=piece.address[:200])
    return shown


def render_marked(words: Words, start: int, end: int, helped: Sequence[WordHelp] = ()) -> str:
    """Return ``words.text[start:end]`` as it stands, escaped, with the evidence in it inside ``<mark>``."""
    text = words.text
    pieces = []
    position = start
    for place in words.evidence:
        first, last = max(place.start, position), min(place.end, end)
        if first >= last:
            continue
        pieces.append(_render_words(text, position, first, helped))
        pieces.append(element("mark", _render_words(text, first, last, helped), data_evidence=place.number))
        position = last
    pieces.append(_render_words(text, position, end, helped))
    return "".join(pieces)


def _render_words(text: str, start: int, end: int, helped: Sequence[WordHelp]) -> str:
    """Return ``text[start:end]`` escaped, each word there is something to say about in a ``<span>``.

    A word that goes on outside, beyond a mark or markup, has a span on either side.
    """
    pieces = []
    position = start
    for word in helped:
        first, last = max(word.start, position), min(word.end, end)
        if first >= last:
            continue
        said = {"data_word": word.word, "data_reading": word.reading, "data_gloss": word.gloss}
        pieces.append(escape(text[position:first]))
        pieces.append(element("span", _render_ruby(text, first, last, word), class_="k-w", **said))
        position = last
    pieces.append(escape(text[position:end]))
    return "".join(pieces)


def _render_ruby(text: str, start: int, end: int, word: WordHelp) -> str:
    pieces = []
    position = start
    for first, last, kana in word.ruby:
        if first < position or last > end:
            continue
        pieces.append(escape(text[position:first]))
        pieces.append(element("ruby", escape(text[first:last]) + element("rt", escape(kana))))
        position = last
    pieces.append(escape(text[position:end]))
    return "".join(pieces)
