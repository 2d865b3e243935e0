"""What is said of PDF files and pages that can't be read or were read by OCR, in both languages."""

from collections.abc import Sequence
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Message
from kotae.parsing.files import printable
from kotae.parsing.pdf.file import PdfFile
from kotae.parsing.pdf.legible import LegiblePages, OcrState

__all__ = ["file_warnings", "nothing_legible", "page_ranges", "page_warnings"]

_ADVICE: Final[dict[OcrState, Message]] = {
    "off": Message(
        "To have such pages recognised, install kotae[ocr] and set ocr = true under [reading] in kotae.toml."
    ),
    "missing": Message("OCR is switched on but not installed: pip install 'kotae[ocr]'."),
    "tried": Message("OCR found no text on them."),
    "stopped": Message("OCR ran out of time; raise max_ocr_seconds under [reading] in kotae.toml."),
}


def page_ranges(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: ``1, 3–7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def page_warnings(found: LegiblePages) -> list[str]:
    """Return what to say of pages left out, recognised or read in part; nothing where there are none."""
    notices = [
        (
            found.recognised,
            Message(
                "the text of {count:page|pages} {pages} was recognised from pictures (OCR) and may hold mistakes"
            ),
        ),
        (
            found.layered,
            Message(
                "the text of {count:page|pages} {pages} lies unseen behind a picture: another program recognised it, "
                "and it may hold mistakes"
            ),
        ),
        (
            found.scanned,
            Message("no text on {count:page|pages} {pages}, only pictures (scanned?): left out. {advice}"),
        ),
        (
            found.pictured,
            Message(
                "{count:page|pages} {pages} {count:is a picture|are pictures} but for a few characters: what "
                "{count:the picture says|the pictures say} was left out. {advice}"
            ),
        ),
        (
            found.garbled,
            Message(
                "the text layer of {count:page|pages} {pages} is garbled, its characters aren't those shown: left "
                "out. {advice}"
            ),
        ),
        (
            found.unnamed,
            Message(
                "the font of some characters of {count:page|pages} {pages} doesn't say which they are: they show "
                "as \ufffd"
            ),
        ),
        (
            found.noted,
            Message(
                "{count:page|pages} {pages} {count:holds|hold} notes that readers added (annotations): read apart "
                "from the text, under 注釈 (Note)"
            ),
        ),
        (
            found.hidden,
            Message(
                "{count:page|pages} {pages} {count:holds|hold} text that can't be seen (without ink, in the colour "
                "of the paper, covered, cut off, tiny, switched off or beside the page): left out"
            ),
        ),
    ]
    advice = _ADVICE[found.ocr]
    return [
        said.filled(pages=page_ranges(numbers), count=len(numbers), advice=advice).both()
        for numbers, said in notices
        if numbers
    ]


def file_warnings(file: PdfFile, limit: int) -> list[str]:
    """Return what to say of a file as a whole: pages over the limit, files inside, a form that is a program."""
    warnings = []
    pages = len(file)
    if pages > limit:
        warnings.append(
            Message(
                "reading stopped after {limit} of {pages} {pages:page|pages}; raise max_pages under [reading] in kotae.toml",
                limit=limit,
                pages=pages,
            )
        )
    if file.attachments:
        warnings.append(
            Message(
                "{count} attached {count:file|files} inside {count:was|were} not read; save {count:it|them} beside the PDF",
                count=file.attachments,
            )
        )
    if file.is_dynamic:
        warnings.append(
            Message("this is a dynamic form (XFA): what is filled in can't be read; print it to a PDF")
        )
    return [warning.both() for warning in warnings]


def nothing_legible(path: str, found: LegiblePages) -> ReadingError:
    """Return the error for a file of which no page can be read."""
    shown, advice = printable(path), _ADVICE[found.ocr]
    if len(found.garbled) > len(found.scanned):
        return ReadingError(
            "the text layer of this PDF is garbled on every page, its characters aren't those shown. "
            "{advice} Or export it again with its fonts embedded.",
            path=shown,
            advice=advice,
        )
    return ReadingError(
        "this PDF holds pictures of pages without any text (scanned?). {advice}", path=shown, advice=advice
    )
