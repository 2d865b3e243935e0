"""EPUB books → one document: the chapters in the order they are read, each through the HTML reader."""

import re
from collections.abc import Callable, Iterator, Set
from functools import cache, partial
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote

from lxml import etree

from kotae.errors import ReadingError
from kotae.language import named_language
from kotae.messages import Message
from kotae.parsing.encodings.decoding import decode
from kotae.parsing.files import Source, printable
from kotae.parsing.html import declared_charset, read_html
from kotae.parsing.packages.package import Package, child_text
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["read_epub"]

_CHAPTER: Final = re.compile(r"application/xhtml\+xml|text/html|text/x-oeb1-document")
# A title some programs make of the file's name: ``developers-reference``.
_FILE_NAME: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)+")
_MAX_NAMED: Final = 10
_OBFUSCATED_FONT: Final = re.compile(r"\.(?:otf|ttf|woff2?)\Z", re.IGNORECASE)


def read_epub(source: Source) -> Draft:
    """Return the text of a book with its units, title, language and author.

    Tables of contents made for navigation are left out. Chapters that the book marks as outside of its
    reading order (notes, answers) come last.

    Raises:
        ReadingError: It is damaged, no EPUB, or protected against copying.
    """
    package = Package(source)
    opf = _rootfile(package)
    root = package.xml(opf) if opf else None
    if root is None:
        raise package.damaged()
    if any(not _OBFUSCATED_FONT.search(name) for name in _encrypted(package)):
        shown = printable(source.path)
        raise ReadingError(
            "this book is protected against copying (DRM) and can't be read. Use a copy without it.",
            path=shown,
        )
    writer = TextWriter()
    warnings: list[str] = []
    chapters = list(_chapters(root, opf))
    sheets = cache(partial(_sheet, package))
    warnings += _unlisted(root, opf, {*chapters}, {entry.filename for entry in package.entries})
    for name in chapters[: source.settings.max_pages]:
        _write_chapter(writer, package, name, warnings, sheets)
    heading = next((unit.label for unit in writer.units if unit.level == 1), "")
    title = child_text(root, "title")
    metadata = {"author": child_text(root, "creator"), "publisher": child_text(root, "publisher")}
    return Draft(
        text=writer.text,
        units=tuple(writer.units),
        struck=writer.all_struck(),
        title=heading if heading and _FILE_NAME.fullmatch(title) else title,
        language=named_language(child_text(root, "language")),
        metadata={name: value for name, value in metadata.items() if value},
        warnings=(*warnings, *_limit_warning(len(chapters), source.settings.max_pages)),
    )


def _rootfile(package: Package) -> str:
    container = package.xml("META-INF/container.xml")
    for element in container.iter("{*}rootfile") if container is not None else ():
        return str(element.get("full-path") or "")
    return next((entry.filename for entry in package.entries if entry.filename.endswith(".opf")), "")


def _encrypted(package: Package) -> Iterator[str]:
    root = package.xml("META-INF/encryption.xml")
    for reference in root.iter("{*}CipherReference") if root is not None else ():
        yield str(reference.get("URI") or "")


def _chapters(root: etree._Element, opf: str) -> Iterator[str]:
    """Yield the names of the chapters in reading order, each once; then those beside the reading order."""
    items = {str(item.get("id")): item for item in root.iter("{*}item")}
    seen: set[str] = set()
    references = sorted(root.iter("{*}itemref"), key=lambda reference: reference.get("linear") == "no")
    for reference in references:
        item = items.get(str(reference.get("idref")))
        if item is None or "nav" in str(item.get("properties") or "").split():
            continue
        name = normpath(join(dirname(opf), unquote(str(item.get("href") or "").partition("#")[0])))
        if _CHAPTER.match(str(item.get("media-type") or "")) and name not in seen:
            seen.add(name)
            yield name


def _unlisted(root: etree._Element, opf: str, chapters: Set[str], entries: Set[str]) -> Iterator[str]:
    """One warning for pages of the book that stand in no order of reading, which no program shows."""
    names = [
        normpath(join(dirname(opf), unquote(str(item.get("href") or ""))))
        for item in root.iter("{*}item")
        if _CHAPTER.match(str(item.get("media-type") or ""))
        and "nav" not in str(item.get("properties") or "").split()
    ]
    left = [printable(name) for name in names if name in entries and name not in chapters]
    if left:
        listed = ", ".join(left[:_MAX_NAMED]) + ("…" if len(left) > _MAX_NAMED else "")
        yield (
            Message(
                "pages that are in no reading order of the book were not read: {listed}", listed=listed
            ).both()
        )


def _write_chapter(
    writer: TextWriter,
    package: Package,
    name: str,
    warnings: list[str],
    sheets: Callable[[str], str | None],
) -> None:
    try:
        data = package.read(name)
    except ReadingError:
        data = b""
    if not data:
        shown = printable(name)
        warnings.append(Message("chapter {shown} is missing or damaged", shown=shown).both())
        return
    decoded = decode(data, declared=declared_charset(data))
    draft = read_html(decoded.text, sheet=lambda href: sheets(normpath(join(dirname(name), unquote(href)))))
    warnings += (f"{printable(name)}: {warning}" for warning in (*decoded.warnings, *draft.warnings))
    writer.add_draft(draft)


def _sheet(package: Package, name: str) -> str | None:
    """The text of a style sheet of the book: it may hide what a chapter holds."""
    try:
        data = package.read(name)
    except ReadingError:
        return None
    return data.decode("utf-8", "replace") if data else None


def _limit_warning(chapters: int, limit: int) -> list[str]:
    if chapters <= limit:
        return []
    return [
        Message(
            "reading stopped after {limit} of {chapters} {chapters:chapter|chapters}; raise max_pages under [reading] in "
            "kotae.toml",
            limit=limit,
            chapters=chapters,
        ).both()
    ]
