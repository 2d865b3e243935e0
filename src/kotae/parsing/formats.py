"""The readers that run in the worker process, by suffix.

Each takes a :class:`Source` and gives drafts, one per document the file holds; the library
behind it is imported when the first file of the kind comes.
"""

from collections.abc import Callable, Iterable
from typing import Final

from kotae.parsing.decoding import read_text
from kotae.parsing.files import Source
from kotae.parsing.settings import PICTURES
from kotae.parsing.units import Draft

__all__ = ["COLLECTIONS", "READERS"]


def _plain(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.manual import is_manual_page, read_manual_page
    from kotae.parsing.plain import read_plain
    from kotae.parsing.plain_columns import one_below_the_other

    decoded = read_text(source)
    manual = is_manual_page(decoded.text)
    draft = read_manual_page(decoded.text) if manual else read_plain(one_below_the_other(decoded.text))
    return (draft.decoded(decoded.encoding, decoded.warnings),)


def _markdown(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.markdown import read_markdown

    decoded = read_text(source)
    return (read_markdown(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _pdf(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.pdf import read_pdf

    return (read_pdf(source),)


def _html(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.html import declared_charset, read_html

    decoded = read_text(source, declared=declared_charset(source.data))
    return (read_html(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _docx(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.docx import read_docx

    return (read_docx(source),)


def _xlsx(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.xlsx import read_xlsx

    return (read_xlsx(source),)


def _pptx(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.pptx import read_pptx

    return (read_pptx(source),)


def _opendocument(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.opendocument import read_opendocument

    return (read_opendocument(source),)


def _xls(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.xls import read_xls

    return (read_xls(source),)


def _rtf(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.rtf import read_rtf

    return (read_rtf(source),)


def _epub(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.epub import read_epub

    return (read_epub(source),)


def _mail(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.mail import read_mail

    return read_mail(source)


def _msg(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.msg import read_msg

    return read_msg(source)


def _picture(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.pictures import read_picture

    return (read_picture(source),)


def _notebook(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.notebook import read_notebook

    return (read_notebook(source),)


def _restructured(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.restructured import read_restructured

    decoded = read_text(source)
    return (read_restructured(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _asciidoc(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.outlines import read_asciidoc

    decoded = read_text(source)
    return (read_asciidoc(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _org(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.outlines import read_org

    decoded = read_text(source)
    return (read_org(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _delimited(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.delimited import read_delimited

    decoded = read_text(source)
    return (read_delimited(decoded.text).decoded(decoded.encoding, decoded.warnings),)


def _jsonl(source: Source) -> Iterable[Draft]:
    from kotae.parsing.jsonl import read_jsonl, refuse_questions

    refuse_questions(source.path)
    return read_jsonl(read_text(source).text)


COLLECTIONS: Final = frozenset([".jsonl", ".zip"])
"""Suffixes of files that hold many documents; they may be larger than others."""

READERS: Final[dict[str, Callable[[Source], Iterable[Draft]]]] = {
    ".jsonl": _jsonl,
    ".txt": _plain,
    ".text": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".mdown": _markdown,
    ".mkd": _markdown,
    ".pdf": _pdf,
    ".docx": _docx,
    ".docm": _docx,
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".pptx": _pptx,
    ".pptm": _pptx,
    ".ppsx": _pptx,
    ".xls": _xls,
    ".odt": _opendocument,
    ".ott": _opendocument,
    ".ods": _opendocument,
    ".odp": _opendocument,
    ".rtf": _rtf,
    ".epub": _epub,
    ".eml": _mail,
    ".msg": _msg,
    ".csv": _delimited,
    ".tsv": _delimited,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".ipynb": _notebook,
    ".rst": _restructured,
    ".adoc": _asciidoc,
    ".asciidoc": _asciidoc,
    ".org": _org,
    **dict.fromkeys(PICTURES, _picture),
}
