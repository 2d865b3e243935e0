"""The readers that run in the worker process, by suffix.

Each gives drafts, one per document the file holds; the library behind it is imported when the first file of
the kind comes. A format is of text, and its reader gets that, or of bytes, and its reader gets the
:class:`Source`: everything else that is done by suffix follows from the two tables below.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from kotae.parsing.encodings.decoding import read_text
from kotae.parsing.files import Source
from kotae.parsing.settings import PICTURES
from kotae.parsing.units import Draft

__all__ = ["IN_MARKUP", "OF_TEXT", "READERS"]

Reader: TypeAlias = Callable[[Source], Iterable[Draft]]


def _plain(text: str) -> Draft:
    from kotae.parsing.plain.aozora import without_readings
    from kotae.parsing.plain.columns import one_below_the_other
    from kotae.parsing.plain.manual import is_manual_page, read_manual_page
    from kotae.parsing.plain.text import read_plain

    if is_manual_page(text):
        return read_manual_page(text)
    return read_plain(one_below_the_other(without_readings(text)))


def _markdown(text: str) -> Draft:
    from kotae.parsing.markup.markdown import read_markdown

    return read_markdown(text)


def _restructured(text: str) -> Draft:
    from kotae.parsing.markup.restructured import read_restructured

    return read_restructured(text)


def _asciidoc(text: str) -> Draft:
    from kotae.parsing.markup.outlines import read_asciidoc

    return read_asciidoc(text)


def _org(text: str) -> Draft:
    from kotae.parsing.markup.outlines import read_org

    return read_org(text)


def _delimited(text: str) -> Draft:
    from kotae.parsing.tables.delimited import read_delimited

    return read_delimited(text)


def _html(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.html import declared_charset, read_html

    decoded = read_text(source, declared=declared_charset(source.data))
    return (read_html(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _jsonl(source: Source) -> Iterable[Draft]:
    from kotae.parsing.jsonl import read_jsonl, refuse_questions

    refuse_questions(source.path)
    decoded = read_text(source)
    return _warned(read_jsonl(decoded.text), decoded.warnings)


def _warned(drafts: Iterable[Draft], warnings: tuple[str, ...]) -> Iterator[Draft]:
    """The drafts of one file; what was found out of all of it is said with the first."""
    for draft in drafts:
        yield replace(draft, warnings=(*warnings, *draft.warnings))
        warnings = ()


def _notebook(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.markup.notebook import read_notebook

    return (read_notebook(source),)


def _mail(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.mail.eml import read_mail

    return read_mail(source, READERS)


def _saved_page(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.mail.saved_page import read_saved_page

    return (read_saved_page(source),)


def _rtf(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.rtf.files import read_rtf

    return (read_rtf(source),)


def _pdf(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.pdf import read_pdf

    return (read_pdf(source),)


def _docx(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.word.docx import read_docx

    return (read_docx(source),)


def _xlsx(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.excel.xlsx import read_xlsx

    return (read_xlsx(source),)


def _pptx(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.slides.pptx import read_pptx

    return (read_pptx(source),)


def _opendocument(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.opendocument.files import read_opendocument

    return (read_opendocument(source),)


def _xls(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.excel.xls import read_xls

    return (read_xls(source),)


def _epub(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.packages.epub import read_epub

    return (read_epub(source),)


def _msg(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.mail.msg import read_msg

    return read_msg(source, READERS)


def _picture(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.pictures import read_picture

    return (read_picture(source),)


def _decoded(read: Callable[[str], Draft]) -> Reader:
    """Return the reader of a file whose text is read so."""

    def decoded(source: Source) -> tuple[Draft, ...]:
        text = read_text(source)
        return (read(text.text).decoded(text.encoding, text.warnings),)

    return decoded


_MARKUP: Final[dict[str, Reader]] = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), _decoded(_markdown)),
    ".rst": _decoded(_restructured),
    **dict.fromkeys((".adoc", ".asciidoc"), _decoded(_asciidoc)),
    ".org": _decoded(_org),
    ".ipynb": _notebook,
}
_TEXT: Final[dict[str, Reader]] = {
    **dict.fromkeys((".txt", ".text"), _decoded(_plain)),
    **_MARKUP,
    **dict.fromkeys((".csv", ".tsv"), _decoded(_delimited)),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    ".jsonl": _jsonl,
    ".eml": _mail,
    **dict.fromkeys((".mht", ".mhtml"), _saved_page),
    ".rtf": _rtf,
}
_BYTES: Final[dict[str, Reader]] = {
    ".pdf": _pdf,
    **dict.fromkeys((".docx", ".docm"), _docx),
    **dict.fromkeys((".xlsx", ".xlsm"), _xlsx),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx"), _pptx),
    **dict.fromkeys(
        (".odt", ".ott", ".ods", ".ots", ".odp", ".otp", ".fodt", ".fods", ".fodp"), _opendocument
    ),
    ".xls": _xls,
    ".epub": _epub,
    ".msg": _msg,
    **dict.fromkeys(PICTURES, _picture),
}

IN_MARKUP: Final = frozenset(_MARKUP)
"""Suffixes of files whose text as read holds the marks that it was written with."""

OF_TEXT: Final = frozenset(_TEXT)
"""Suffixes of files that stay the same when their line endings are exchanged, as mail and version control do."""

READERS: Final[dict[str, Reader]] = {**_TEXT, **_BYTES}
"""By suffix, in lower case with its dot."""
