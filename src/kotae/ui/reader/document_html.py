"""A document's text as safe HTML, block by block, each format with the look it has for people.

Built from the document's blocks, never from its markup: headings, paragraphs, lists, tables,
quotations and code become elements chosen here, and their words are escaped. Evidence is
marked by offsets into the text as read, so what is marked is what is cited.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, zip_longest
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from kotae.records import Block, Document, StruckText
from kotae.ui.cards import language_tag
from kotae.ui.escaping import element, escape
from kotae.ui.reader.grids import heads_a_table, render_table
from kotae.ui.reader.inline import Mark, Words, in_markup, render_inline, render_marked
from kotae.ui.reader.letterhead import render_letterhead

__all__ = ["level_of", "place_of", "render_document"]

# How what counts as a page of a format looks, where it is no sheet of paper.
_SHEETS: Final = {
    ".pptx": "k-slide",
    ".odp": "k-slide",
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "k-worksheet"),
}


def render_document(document: Document, evidence: Sequence[Mark] = (), wanted: range | None = None) -> str:
    """Return the blocks of a document as HTML, evidence inside ``<mark data-evidence>``.

    A document without blocks is shown as it is, line breaks kept.

    Args:
        document: What to read.
        evidence: What to mark.
        wanted: The numbers of the blocks to return, without gaps; None for all.
    """
    words = Words(document.text, evidence, in_markup(document.info.path))
    if not document.blocks:
        return element("pre", render_marked(words, 0, len(document.text)), class_="k-plain-text")
    return "".join(_groups(document, words, wanted or range(len(document.blocks))))


_Struck: TypeAlias = Mapping[int, Sequence[StruckText]]
"""What is crossed out, by the beginning of the block it stands in or before."""


# An item with a number of its own needs no bullet before it.
_NUMBERED = re.compile(r"\s*(?:[(（]?[0-9０-９]{1,3}[.．、)）]|[①-⑳])")


def _struck(document: Document) -> _Struck:
    found: dict[int, list[StruckText]] = {}
    blocks = iter(document.blocks)
    block = next(blocks)
    for piece in document.struck:
        while block.end < piece.at and (following := next(blocks, None)) is not None:
            block = following
        found.setdefault(block.start, []).append(piece)
    return found


def _groups(document: Document, words: Words, wanted: range) -> Iterator[str]:
    """Yield blocks; those of a page on a sheet of their own, with its number.

    A page of which only a part is wanted begins or ends open; its name and number stand once.
    """
    struck = _struck(document)
    blocks = document.blocks[wanted.start : wanted.stop]
    before, after = document.blocks[: wanted.start][-1:], document.blocks[wanted.stop :][:1]
    for page, on_page in groupby(blocks, key=lambda block: block.page):
        held = list(on_page)
        groups = _render_blocks(held, document, words, struck)
        if page is None:
            yield from groups
            continue
        went_on = held[0] is blocks[0] and any(block.page == page for block in before)
        goes_on = held[-1] is blocks[-1] and any(block.page == page for block in after)
        number = "" if goes_on else element("p", str(page), class_="k-page")
        kinds = (
            "k-sheet",
            _SHEETS.get(PurePosixPath(document.info.path.partition("#")[0]).suffix.lower(), ""),
            "k-went-on" if went_on else "",
            "k-goes-on" if goes_on else "",
        )
        yield element(
            "section",
            "".join(groups) + number,
            class_=" ".join(filter(None, kinds)),
            id=None if went_on else f"k-page-{page}",
        )


def _render_blocks(
    blocks: Sequence[Block], document: Document, words: Words, struck: _Struck
) -> Iterator[str]:
    """Yield neighbours of a kind together; a row of labels goes to the table below it."""
    groups = [list(found) for _, found in groupby(blocks, key=lambda block: (block.kind, block.headings))]
    head: Block | None = None
    for group, following in zip_longest(groups, groups[1:]):
        kind = group[0].kind
        if kind == "table":
            crossed = partial(_crossed, "tr", struck)
            yield render_table(group, words, head=head, before=crossed)
            head = None
            continue
        is_head = heads_a_table(group[-1], following[0] if following else None, document.text)
        head = group.pop() if is_head else None
        yield _render_group(kind, group, document, words, struck)


def _render_group(
    kind: str,
    blocks: Sequence[Block],
    document: Document,
    words: Words,
    struck: _Struck,
) -> str:
    """Return blocks of a kind, with what is crossed out where it stood."""
    if kind == "list":
        items = "".join(
            _crossed("li", struck, block, within=False)
            + _in_place(
                "li",
                block,
                words,
                struck,
                lang=language_tag(block.language),
                dir="auto",
                class_="k-numbered" if _NUMBERED.match(document.text, block.start, block.end) else None,
            )
            for block in blocks
        )
        return element("ul", items)
    within = kind == "code"
    return "".join(
        _crossed("p", struck, block, within=within)
        + (render_letterhead(block, document, words) or _render_block(block, words, struck))
        for block in blocks
    )


def _crossed(name: str, struck: _Struck, block: Block, *, within: bool = True) -> str:
    """What is crossed out in front of a block; ``within``: in it too, where it has no place for that."""
    pieces = [piece for piece in struck.get(block.start, ()) if within or piece.at < block.start]
    words = " ".join(element("del", escape(piece.text)) for piece in pieces)
    if words and name == "tr":
        words = element("td", words)
    return element(name, words, class_="k-struck", dir="auto") if words else ""


def _render_block(block: Block, words: Words, struck: _Struck) -> str:
    lang = language_tag(block.language)
    if block.kind == "code":
        return element("pre", render_marked(words, block.start, block.end), class_="k-code")
    if block.kind == "heading":
        name, of_kind = f"h{level_of(block) + 2}", {"id": f"k-at-{block.start}"}
    elif block.kind == "references":
        name, of_kind = "p", {"class_": "k-references"}
    else:
        name, of_kind = ("blockquote" if block.kind == "quote" else "p"), {}
    return _in_place(name, block, words, struck, **of_kind, lang=lang, dir="auto")


def _in_place(
    name: str,
    block: Block,
    words: Words,
    struck: _Struck,
    **attributes: object,
) -> str:
    """Return a block with what is crossed out inside of it.

    That is no text of the document: the stretches between are what the page's script knows, each by its place.
    """
    pieces = [piece for piece in struck.get(block.start, ()) if piece.at >= block.start]
    if not pieces:
        shown = render_inline(words, block.start, block.end)
        return element(name, shown, **attributes, data_place=place_of(block.start, block.end))
    parts: list[str] = []
    at = block.start
    for piece in [*pieces, None]:
        end = min(max(piece.at, at), block.end) if piece is not None else block.end
        if at < end:
            shown = render_inline(words, at, end)
            parts.append(element("span", shown, data_place=place_of(at, end)))
        if piece is not None:
            parts.append(element("del", escape(piece.text)))
            # The space that stood behind it.
            parts.append(
                " " if words.text[end - 1 : end] == " " and not words.text[end : end + 1].isspace() else ""
            )
        at = end
    return element(name, "".join(parts), **attributes)


def place_of(start: int, end: int) -> str:
    """Return what tells the page's script which part of the document an element shows."""
    return f"{start}-{end}"


def level_of(block: Block) -> int:
    """Return the heading's depth, 1 to 4."""
    return min(len(block.headings) + 1, 4)
