"""HTML → units: the text a reader of the page would read, without menus and scripts.

For HTML the text as read *is* the extracted text: that is what is quoted, and offsets count
its characters. Readings above kanji (ruby) are left out, so 権利 stays one word. The tree is
walked with a stack of our own: pages nested a hundred thousand deep do no harm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from kotae.parsing.references import mark_references
from kotae.parsing.units import Draft, Unit, heading_label
from kotae.records import BlockKind, Language

__all__ = ["declared_charset", "read_html"]

_CHARSET: Final = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(
    rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE
)
# Readings whose end tag is left out, which HTML allows and the parser doesn't know.
_OPEN_RUBY: Final = re.compile(r"(<rt\b[^<>]*>[^<]*)(?=<(?:rp|rt|/ruby)\b)", re.IGNORECASE)
# Entities a document declares itself: the parser takes them for text, and nobody expands them.
_DECLARATIONS: Final = re.compile(r"<!DOCTYPE[^<>\[]{0,500}\[[^\]]{0,100000}\]\s{0,100}>", re.IGNORECASE)
_XML_DECLARATION: Final = re.compile(r"<\?xml", re.IGNORECASE)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_DROPPED: Final = _names(
    """script style noscript template head svg math iframe object embed applet canvas audio video map
    nav footer menu dialog frameset datalist button select textarea input progress meter rt rp rtc"""
)
_DROPPED_ROLES: Final = _names(
    "navigation banner contentinfo search complementary menu menubar toolbar dialog"
)
_DROPPED_CLASSES: Final = _names(
    """nav navbar navigation menu sidebar footer breadcrumb breadcrumbs headerlink cookie-banner cookie-notice
    skip-link navheader navfooter sphinxsidebar related pagination site-header site-footer mw-editsection noprint
    toc toctree-wrapper table-of-contents list-of-tables list-of-figures list-of-examples docnav banner"""
)
_HIDING: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS: Final = _names(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure form header
    hgroup hr html legend li listing main ol p plaintext pre section summary table tbody tfoot thead tr ul xmp
    td th h1 h2 h3 h4 h5 h6"""
)
_CODE: Final = frozenset(["pre", "listing", "xmp", "plaintext"])
_LISTS: Final = frozenset(["li", "dt", "dd"])
_LAYOUT_SIGNS: Final = frozenset(["table", "pre", "blockquote", *_HEADINGS])
_WIDE: Final = r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60\uffe0-\uffe6]"
_BREAK_INSIDE_JAPANESE: Final = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")
_LINE_BREAK: Final = "\x1e"
_FOOTNOTE: Final = re.compile(r"\s*\[?\s*([0-9]{1,3})\s*\]?\s*")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_METADATA_CHARS: Final = 2_000


def declared_charset(data: bytes) -> str:
    """Return the charset an HTML or XHTML file names in its beginning, else the empty string."""
    found = _XML_ENCODING.search(data[:1024]) or _CHARSET.search(data[:8192])
    return found[1].decode("ascii", "ignore") if found else ""


def read_html(markup: str) -> Draft:
    """Return the readable text of a page with its units, title, language and metadata.

    The title is the page's ``<title>``, or its first ``<h1>`` where the former only adds to
    it (``Setup — Manual``). Where there is a ``<main>`` or a single ``<article>``, the rest
    of the page is left out.
    """
    # Beautiful Soup warns of XML (XHTML is fine) and takes text without any tag for a file name.
    markup = _OPEN_RUBY.sub(r"\1</rt>", _XML_DECLARATION.sub("<?", _DECLARATIONS.sub("", markup, count=1)))
    soup = BeautifulSoup(markup if "<" in markup else f"<p>{markup}</p>", "lxml")
    title = _one_line(soup.title)
    main, layout_rows = _main_part(soup), _layout_rows(soup)
    # Names and places are a guess: a page that is all "menu" to them (a restaurant's) is read in full.
    for dropped_names in (_DROPPED_CLASSES, frozenset[str]()):
        walker = _Walker(layout_rows=layout_rows, dropped_names=dropped_names, whole_page=main is soup)
        walker.walk(main)
        if walker.units:
            break
    text = walker.text
    units = mark_references(text, walker.units)
    heading = next((unit.label for unit in units if unit.level == 1), "") or _one_line(soup.h1)
    return Draft(
        text=text,
        units=units,
        title=heading if heading and (not title or heading in title) else title,
        language=_language(soup),
        metadata=_metadata(soup),
    )


def _one_line(tag: Tag | None) -> str:
    return heading_label(tag.get_text()) if tag else ""


def _language(soup: BeautifulSoup) -> Language | None:
    named = str(soup.html.get("lang") or soup.html.get("xml:lang") or "").lower() if soup.html else ""
    return "ja" if re.match(r"ja\b", named) else "en" if re.match(r"en\b", named) else None


def _metadata(soup: BeautifulSoup) -> dict[str, str]:
    metadata: dict[str, str] = {}
    for tag in soup.find_all("meta", limit=100):
        name, content = str(tag.get("name") or "").lower(), str(tag.get("content") or "").strip()
        if name in ("description", "author", "keywords", "date") and content:
            metadata.setdefault(name, " ".join(content.split())[:_MAX_METADATA_CHARS])
    return metadata


def _main_part(soup: BeautifulSoup) -> Tag:
    for main in (soup.find("main"), soup.find(role="main")):
        if isinstance(main, Tag) and main.get_text(strip=True):
            return main
    articles = soup.find_all("article", limit=2)
    if len(articles) == 1 and len(articles[0].get_text(strip=True)) > 200:
        return articles[0]
    return soup


def _layout_rows(soup: BeautifulSoup) -> frozenset[int]:
    """Rows that lay out a page instead of holding data: a table or a heading stands inside."""
    rows: set[int] = set()
    open_rows: list[Tag] = []
    for tag, leaving in _walk(soup):
        if tag.name == "tr":
            if not leaving:
                open_rows.append(tag)
            elif open_rows and open_rows[-1] is tag:
                open_rows.pop()
        elif tag.name in _LAYOUT_SIGNS and not leaving:
            rows.update(id(row) for row in open_rows)
            open_rows.clear()
    return frozenset(rows)


def _walk(root: Tag) -> Iterator[tuple[Tag, bool]]:
    """Yield every element twice, entering and leaving, without recursion."""
    pending = [(root, False)]
    while pending:
        tag, leaving = pending.pop()
        yield tag, leaving
        if not leaving:
            pending.append((tag, True))
            pending.extend((child, False) for child in reversed(tag.contents) if isinstance(child, Tag))


@dataclass(slots=True, kw_only=True)
class _Walker:
    """Writes the text of a page and notes its units on the way."""

    layout_rows: frozenset[int]
    dropped_names: frozenset[str]
    whole_page: bool
    units: list[Unit] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _buffer: list[str] = field(default_factory=list)
    _kinds: list[tuple[BlockKind, int]] = field(default_factory=lambda: [("paragraph", 0)])
    _rows: int = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def walk(self, root: Tag) -> None:
        """Write everything below an element."""
        pending: list[tuple[PageElement, bool]] = [(root, False)]
        while pending:
            element, leaving = pending.pop()
            if isinstance(element, Tag):
                if leaving:
                    self._leave(element)
                elif mark := _footnote_mark(element):
                    self._buffer.append(mark)
                elif not self._is_dropped(element):
                    self._enter(element)
                    pending.append((element, True))
                    pending.extend((child, False) for child in reversed(element.contents))
            elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
                self._buffer.append(str(element).replace(_LINE_BREAK, " "))
        self._flush()

    def _enter(self, tag: Tag) -> None:
        if tag.name == "br":
            self._buffer.append(_LINE_BREAK)
        if tag.name in _BLOCKS and not self._rows:
            self._flush()
            self._kinds.append(self._kind(tag))
        elif tag.name in _BLOCKS:
            self._buffer.append(" ")
        self._rows += self._is_row(tag)

    def _leave(self, tag: Tag) -> None:
        row = self._is_row(tag)
        if tag.name in ("td", "th") and self._rows:
            self._buffer.append(" | ")
        if tag.name in _BLOCKS and self._rows <= row:
            self._flush()
            self._kinds.pop()
        elif tag.name in _BLOCKS:
            self._buffer.append(" ")
        self._rows -= row

    def _is_row(self, tag: Tag) -> bool:
        return tag.name == "tr" and id(tag) not in self.layout_rows

    def _is_dropped(self, tag: Tag) -> bool:
        if tag.name in _DROPPED or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
            return True
        if _HIDING.search(str(tag.get("style") or "")) or str(tag.get("role") or "") in _DROPPED_ROLES:
            return True
        # Beside the text of a page stands something else, inside of it a remark.
        if tag.name == "aside":
            return self.whole_page
        if self.dropped_names and self.whole_page and _is_masthead(tag):
            return True
        if tag.name in ("html", "body", "main", "article", *_HEADINGS):
            return False
        named = f"{tag.get('class') or ''} {tag.get('id') or ''}".lower()
        return any(name in self.dropped_names for name in re.findall(r"[\w-]+", named))

    def _flush(self) -> None:
        """Write what was gathered as one unit of the innermost open block's kind."""
        raw, self._buffer = "".join(self._buffer), []
        kind, level = self._kinds[-1]
        content = raw.replace(_LINE_BREAK, "\n").strip("\n") if kind == "code" else _collapse(raw)
        if kind == "table":
            content = content.strip("| \n")
        label = heading_label(content) if level else ""
        if not content.strip() or (level and not label):
            return
        if self._parts:
            together = kind in ("list", "table") and self.units[-1].kind == kind
            self._write("\n" if together else "\n\n")
        # Code may begin with spaces: they belong to the text, not to the unit.
        start = self._length + len(content) - len(content.lstrip())
        self._write(content.rstrip())
        self.units.append(Unit(start=start, end=self._length, kind=kind, level=level, label=label))

    def _write(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def _kind(self, tag: Tag) -> tuple[BlockKind, int]:
        """What text directly inside this element is; plain containers say what their parent says."""
        if tag.name in _CODE or self._kinds[-1][0] == "code":
            return "code", 0
        if self._is_row(tag):
            return "table", 0
        if tag.name in _HEADINGS:
            return "heading", int(tag.name[1])
        if tag.name in _LISTS:
            return "list", 0
        if tag.name == "blockquote":
            return "quote", 0
        return self._kinds[-1]


def _is_masthead(tag: Tag) -> bool:
    """Whether this is the strip above a page: a header near the top of the tree without a heading."""
    above = [tag.parent, tag.parent and tag.parent.parent] if tag.name == "header" else []
    near_top = any(parent is not None and parent.name == "body" for parent in above)
    return near_top and tag.find(_HEADINGS) is None


def _collapse(raw: str) -> str:
    """White space as a browser shows it, and none where a line of Japanese was wrapped."""
    lines = (" ".join(_BREAK_INSIDE_JAPANESE.sub("", line).split()) for line in raw.split(_LINE_BREAK))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def _footnote_mark(tag: Tag) -> str:
    """A raised number as superscript digits, so that it doesn't stick to the number before it."""
    if tag.name != "sup":
        return ""
    # A mark is a link or two around a number: one path down, not deep.
    pieces: list[str] = []
    contents = tag.contents
    for _ in range(4):
        pieces += [str(piece) for piece in contents if isinstance(piece, NavigableString)]
        inner = [piece for piece in contents if isinstance(piece, Tag)]
        if not inner:
            found = _FOOTNOTE.fullmatch("".join(pieces))
            return found[1].translate(_SUPERSCRIPTS) if found else ""
        if len(inner) > 1:
            break
        contents = inner[0].contents
    return ""
