"""HTML → units: the text a reader of the page would read, without menus and scripts.

For HTML the text as read *is* the extracted text: that is what is quoted, and offsets count
its characters. Readings above kanji (ruby) are left out, so 権利 stays one word. What is crossed
out, hidden, or frames the page is left out too, and said in a warning. The tree is walked with
a stack of our own: pages nested a hundred thousand deep do no harm.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import AttributeDict, Tag

from kotae.language import named_language
from kotae.parsing.html.columns import collapse_columns
from kotae.parsing.html.frame import HEADINGS, main_part
from kotae.parsing.html.generated import generated_in
from kotae.parsing.html.inside import inside
from kotae.parsing.html.notices import Notices
from kotae.parsing.html.style import Styles
from kotae.parsing.html.walker import Walker
from kotae.parsing.references import mark_references
from kotae.parsing.struck import STRUCK, in_order
from kotae.parsing.units import Draft, heading_label
from kotae.records import Language

__all__ = ["declared_charset", "read_html"]

_CHARSET: Final = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(
    rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE
)
# Readings whose end tag is left out, which HTML allows and the parser doesn't know.
_OPEN_RUBY: Final = re.compile(r"(<rt\b[^<>]*>[^<]*)(?=<(?:rp|rt|/ruby)\b)", re.IGNORECASE)
# Entities a document declares itself: the parser takes them for text, and nobody expands them.
_NUMBERED: Final = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<decimal>[0-9]{1,8}));?")
_DECLARATIONS: Final = re.compile(r"<!DOCTYPE[^<>\[]{0,500}\[[^\]]{0,100000}\]\s{0,100}>", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"<\?xml", re.IGNORECASE)
# Rows and tables within a cell that is still one.
_MAX_INSIDE: Final = 40
_LAYOUT_SIGNS: Final = frozenset(["table", "pre", "blockquote", *HEADINGS])
_MAX_METADATA_CHARS: Final = 2_000
_MAX_FRAMES: Final = 20
_MAX_METAS: Final = 100


def declared_charset(data: bytes) -> str:
    """Return the charset an HTML or XHTML file names in its beginning, else the empty string."""
    found = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:8192])
    return found[1].decode("ascii", "ignore") if found else ""


def read_html(markup: str, *, sheet: Callable[[str], str | None] = lambda _: None) -> Draft:
    """Return the readable text of a page with its units, title, language, metadata and warnings.

    The title is the page's ``<title>``, or its first ``<h1>`` where the former only adds to
    it (``Setup — Manual``). Where there is a ``<main>`` or a single ``<article>``, only footers,
    remarks and addresses are read of the rest of the page.

    Args:
        markup: The page.
        sheet: Gives the text of a style sheet that it links to; None for one that isn't read.
    """
    soup = _parsed(markup)
    if "srcdoc" in markup.lower():
        _open_frames(soup)
    tags = _by_name(soup)
    title = _one_line(next(iter(tags.get("title", ())), None))
    layout_rows = _layout_rows(tags) if "tr" in tags else frozenset()
    main = main_part(tags)
    styles = Styles.of(tags.get("sheets", ()), sheet, html=next(iter(tags.get("html", ())), None))
    collapse_columns(tags, styles)
    generated = generated_in(soup, styles)
    # Names and places are a guess: a page that is all "menu" to them (a restaurant's) is read in full.
    for by_name in (True, False):
        notices = Notices()
        walker = Walker(
            layout_rows=layout_rows,
            styles=styles,
            notices=notices,
            generated=generated,
            main=main,
            frames_by_name=by_name,
        )
        walker.walk(soup)
        if walker.out.units:
            break
    text, found = walker.out.text, walker.out
    # What stands in a footer is no entry of the list of sources that ends the page.
    units = tuple(
        found.units[place] if place in found.beside else unit
        for place, unit in enumerate(mark_references(text, found.units))
    )
    heading = next((unit.label for unit in units if unit.level == 1), "") or _one_line(
        next(iter(tags.get("h1", ())), None)
    )
    return Draft(
        text=text,
        units=units,
        title=heading if heading and (not title or heading in title) else title,
        language=_language(soup),
        metadata=_metadata(tags.get("meta", ())),
        warnings=notices.warnings(),
        struck=in_order((*notices.struck.pieces(len(text)), *walker.out.struck), len(text)),
    )


class _Builder(LXMLTreeBuilder):
    """Takes elements from lxml as they come: HTML knows no namespaces, for whose sake each attribute is copied twice."""

    def start(
        self,
        tag: str | bytes,
        attrib: dict[str | bytes, str | bytes],
        nsmap: dict[str, str] | None = None,
    ) -> None:
        # While lxml feeds there is a page, and all it gives is text.
        self.soup.handle_starttag(  # type: ignore[union-attr]
            tag,  # type: ignore[arg-type]
            None,
            None,
            attrib,  # type: ignore[arg-type]
            namespaces=self.active_namespace_prefixes[-1],
        )

    def end(self, tag: str | bytes) -> None:
        self.soup.handle_endtag(tag)  # type: ignore[union-attr,arg-type]


def _unmarked(match: re.Match[str]) -> str:
    """Return U+FFFD for a character that text crossed out is written with (:mod:`kotae.parsing.struck`): a page can't."""
    number = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return "\ufffd" if number >= STRUCK else match[0]


def _parsed(markup: str) -> BeautifulSoup:
    # Beautiful Soup warns of XML (XHTML is fine) and takes text without any tag for a file name.
    markup = _NUMBERED.sub(_unmarked, markup)
    markup = _OPEN_RUBY.sub(r"\1</rt>", _XML_DECLARATION.sub("<?", _DECLARATIONS.sub("", markup, count=1)))
    # Class names stay one string: taking them apart for every element costs more than for those that are asked.
    return BeautifulSoup(
        markup if "<" in markup else f"<p>{markup}</p>",
        builder=_Builder(multi_valued_attributes=None, attribute_dict_class=AttributeDict),
    )


def _by_name(soup: BeautifulSoup) -> dict[str, list[Tag]]:
    """The elements by their names, in one pass; under ``role=main`` and ``sheets`` those that are asked for so."""
    tags: dict[str, list[Tag]] = {}
    for element in soup.descendants:
        if isinstance(element, Tag):
            tags.setdefault(element.name, []).append(element)
            if element.name in ("style", "link"):
                tags.setdefault("sheets", []).append(element)
            elif element.attrs and element.attrs.get("role") == "main":
                tags.setdefault("role=main", []).append(element)
    return tags


def _open_frames(soup: BeautifulSoup) -> None:
    """Put pages that are written into a frame's own attribute (``srcdoc``) in the frame's place."""
    for frame in soup.find_all("iframe", srcdoc=True, limit=_MAX_FRAMES):
        inner = _parsed(str(frame["srcdoc"]))
        frame.name = "div"
        frame.attrs = {}
        frame.clear()
        for child in list((inner.body or inner).contents):
            frame.append(child.extract())


def _one_line(tag: Tag | None) -> str:
    return heading_label(tag.get_text()) if tag else ""


def _language(soup: BeautifulSoup) -> Language | None:
    named = str(soup.html.get("lang") or soup.html.get("xml:lang") or "") if soup.html else ""
    return named_language(named)


def _metadata(metas: Sequence[Tag]) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for tag in metas[:_MAX_METAS]:
        name, content = str(tag.get("name") or "").lower(), str(tag.get("content") or "").strip()
        if name in ("description", "author", "keywords", "date") and content:
            metadata.setdefault(name, " ".join(content.split())[:_MAX_METADATA_CHARS])
    return metadata


def _layout_rows(tags: Mapping[str, Iterable[Tag]]) -> frozenset[int]:
    """Rows that lay out a page instead of holding data: a table or a heading stands inside."""
    rows: dict[int, Tag] = {}
    seen: set[int] = set()
    for name in _LAYOUT_SIGNS:
        for sign in tags.get(name, ()):
            for around in sign.parents:
                # What stands around this one was looked at before: all of it is one walk through the page at most.
                if id(around) in seen:
                    break
                seen.add(id(around))
                if around.name == "tr":
                    rows[id(around)] = around
    return frozenset(place for place, row in rows.items() if not _holds_data(row))


def _holds_data(row: Tag) -> bool:
    """Whether a row with small tables in its cells stands under names of columns all the same."""
    table = row.find_parent("table")
    first = next(_named(table, "tr"), None) if table is not None else None
    if first is None or first is row:
        return False
    names = [cell.name for cell in first.find_all(["th", "td"], recursive=False)]
    signs = [one.name for one in islice(_named(row, "tr", *_LAYOUT_SIGNS), _MAX_INSIDE + 1)]
    small = len(signs) <= _MAX_INSIDE and "table" in signs and set(signs) <= {"tr", "table"}
    return small and names.count("th") == len(names) > 1


def _named(tag: Tag, *names: str) -> Iterator[Tag]:
    return (part for part in inside(tag) if isinstance(part, Tag) and part.name in names)
