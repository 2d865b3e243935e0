"""What stands around the text of a page: menus are left out, remarks, footers and forms are read.

Names and places are a guess. A footer or a column at the side is left out only where most of it is links.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from bs4.element import Tag

from kotae.parsing.html.inside import inside, strings

__all__ = ["HEADINGS", "is_bold_line", "is_frame", "is_page_number", "is_side", "main_part"]

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_MENU_TAGS: Final = _names("nav dialog")
_MENU_ROLES: Final = _names("navigation banner search menu menubar toolbar dialog")
_MENU_CLASSES: Final = _names(
    """nav navbar navigation menu breadcrumb breadcrumbs headerlink cookie-banner cookie-notice
    skip-link navheader navfooter sphinxsidebar related pagination site-header mw-editsection noprint
    toc toctree-wrapper table-of-contents list-of-tables list-of-figures list-of-examples docnav banner"""
)
_SIDE_TAGS: Final = _names("footer aside")
_SIDE_ROLES: Final = _names("contentinfo complementary")
_SIDE_CLASSES: Final = _names("sidebar footer site-footer")
# What needs a look without any attribute.
_NAMED: Final = _MENU_TAGS | _SIDE_TAGS | {"header"}
_WORDS: Final = re.compile(r"[\w-]+")
_NEVER: Final = _names("html body main article")
_MAX_BOLD_CHARS: Final = 100
# A shorter one is a teaser among others, not what the page is about.
_LONG_ARTICLE: Final = 200
# Parts that tell what a footer or column consists of: each of many within one another is looked into.
_MAX_PARTS: Final = 500


def main_part(tags: Mapping[str, Sequence[Tag]]) -> Tag | None:
    """Return the part of a page that is marked as its text; None where all of it may be.

    Args:
        tags: The elements of the page by their names, in order; under ``role=main`` those with this role.
    """
    for main in (*tags.get("main", ())[:1], *tags.get("role=main", ())[:1]):
        if main.get_text(strip=True):
            return main
    articles = tags.get("article", ())
    if len(articles) == 1 and len(articles[0].get_text(strip=True)) > _LONG_ARTICLE:
        return articles[0]
    return None


def is_frame(tag: Tag, *, inside_main: bool, by_name: bool) -> bool:
    """Whether an element is part of what surrounds the text.

    Args:
        tag: The element.
        inside_main: Whether it stands inside the part marked as the text, where remarks belong to it.
        by_name: Whether class names and the place in the page count as signs.
    """
    if tag.name == "dialog":
        return not tag.has_attr("open")
    if not tag.attrs and tag.name not in _NAMED:
        return False
    role = str(tag.attrs.get("role") or "")
    if tag.name in _MENU_TAGS or role in _MENU_ROLES:
        return True
    if tag.name in _SIDE_TAGS or role in _SIDE_ROLES:
        return not inside_main and _mostly_links(tag)
    if tag.name in _NEVER or tag.name in HEADINGS or not by_name:
        return False
    written = f"{tag.attrs.get('class') or ''} {tag.attrs.get('id') or ''}"
    named = set(_WORDS.findall(written.lower())) if len(written) > 1 else set()
    if named & _SIDE_CLASSES:
        return _mostly_links(tag)
    return bool(named & _MENU_CLASSES) or (not inside_main and _is_masthead(tag))


def is_side(tag: Tag) -> bool:
    """Whether an element beside the text is read all the same: a footer, a remark, an address."""
    if tag.name in ("footer", "aside", "address"):
        return True
    return bool(tag.attrs) and str(tag.attrs.get("role") or "") in _SIDE_ROLES


def is_bold_line(tag: Tag) -> bool:
    """Whether a paragraph is one short line in bold, as a heading or a question is written; no whole sentence."""
    within = [child for child in tag.contents[:5] if isinstance(child, Tag) or str(child).strip()]
    if len(within) != 1 or not isinstance(within[0], Tag) or within[0].name not in ("b", "strong"):
        return False
    text = " ".join(within[0].get_text(" ").split()) if len(within[0].contents) < 5 else ""
    return 0 < len(text) <= _MAX_BOLD_CHARS and not text.endswith(tuple("。．.!！:：、,"))


def is_page_number(tag: Tag) -> bool:
    """Whether an element only marks where a page of the printed book begins."""
    if not tag.attrs:
        return False
    return "pagebreak" in str(tag.attrs.get("epub:type") or "") or tag.attrs.get("role") == "doc-pagebreak"


def _is_masthead(tag: Tag) -> bool:
    """Whether this is the strip above a page: a header near the top of the tree without a heading."""
    above = [tag.parent, tag.parent and tag.parent.parent] if tag.name == "header" else []
    near_top = any(parent is not None and parent.name == "body" for parent in above)
    return near_top and tag.find(HEADINGS) is None


def _mostly_links(tag: Tag) -> bool:
    """Whether at least half of the characters are links, as in a menu."""
    linked = total = 0
    for piece in strings(islice(inside(tag), _MAX_PARTS)):
        length = len(piece.strip())
        total += length
        linked += length if _in_link(piece.parent, tag) else 0
    return 2 * linked >= total > 0 and linked > 0


def _in_link(element: Tag | None, top: Tag) -> bool:
    for _ in range(5):
        if element is None or element is top:
            return False
        if element.name == "a":
            return True
        element = element.parent
    return False
