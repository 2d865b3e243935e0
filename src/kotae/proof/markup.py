"""HTML put around what documents, file names and questions say, which is escaped before."""

import html

from kotae.parsing.files import printable

__all__ = ["small", "tag", "text"]


def text(raw: str) -> str:
    """Return HTML that shows a text and does nothing else; line breaks stay."""
    return "<br>".join(html.escape(printable(line.replace("\t", " "))) for line in raw.split("\n"))


def tag(name: str, inner: str, **attributes: str) -> str:
    """Return an element around HTML; of the attributes only the values are escaped."""
    written = "".join(f' {key.rstrip("_")}="{html.escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{inner}</{name}>"


def small(raw: str) -> str:
    """Return a paragraph of small print that shows a text."""
    return tag("p", text(raw), class_="k-small")
