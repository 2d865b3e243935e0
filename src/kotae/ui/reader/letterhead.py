"""The lines above a message (from whom, to whom, when) as a letter shows them, not as a paragraph."""

from collections.abc import Iterator

from kotae.records import Block, Document
from kotae.ui.escaping import element
from kotae.ui.reader.inline import Words, render_marked

__all__ = ["render_letterhead"]


def render_letterhead(block: Block, document: Document, words: Words) -> str:
    """Return a paragraph of header lines as a list of names and values; empty where it is something else.

    Args:
        block: The paragraph.
        document: Every line of it must say what the document's metadata say.
        words: The document's, with what to mark.
    """
    lines = list(_lines(block, document)) if block.kind == "paragraph" and document.metadata else []
    if not all(end for *_, end in lines) or not lines:
        return ""
    rows = "".join(
        element("dt", render_marked(words, start, colon))
        + element("dd", render_marked(words, value, end), dir="auto", data_place=f"{value}-{end}")
        for start, colon, value, end in lines
    )
    return element("dl", rows, class_="k-letterhead")


def _lines(block: Block, document: Document) -> Iterator[tuple[int, int, int, int]]:
    """Yield where name and value of each line stand; an empty place for a line that is no header."""
    start = block.start
    for line in document.text[block.start : block.end].split("\n"):
        name, sign, value = line.partition(": ")
        if sign and document.metadata.get(name.lower()) == value.strip():
            yield start, start + len(name), start + len(name) + len(sign), start + len(line)
        else:
            yield 0, 0, 0, 0
        start += len(line) + 1
