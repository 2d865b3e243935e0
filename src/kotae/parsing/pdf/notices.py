"""What is said of PDF files and pages that can't be read or were read by OCR, in both languages."""

from collections.abc import Sequence
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.files import printable
from kotae.parsing.pdf.file import PdfFile
from kotae.parsing.pdf.legible import LegiblePages, OcrState

__all__ = ["file_warnings", "nothing_legible", "page_ranges", "page_warnings"]

_ADVICE: Final[dict[OcrState, tuple[str, str]]] = {
    "off": (
        "To have such pages recognised, install kotae[ocr] and set ocr = true under [reading] in kotae.toml.",
        "文字認識(OCR)で読むには、kotae[ocr]をインストールし、kotae.tomlの[reading]でocr = trueにしてください。",
    ),
    "missing": (
        "OCR is switched on but not installed: pip install 'kotae[ocr]'.",
        "OCRは有効ですが、インストールされていません。pip install 'kotae[ocr]' を実行してください。",
    ),
    "tried": ("OCR found no text on them.", "OCRでも文字は見つかりませんでした。"),
    "stopped": (
        "OCR ran out of time; raise max_ocr_seconds under [reading] in kotae.toml.",
        "OCRの時間が足りませんでした。kotae.tomlの[reading]でmax_ocr_secondsを大きくしてください。",
    ),
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
    en, ja = _ADVICE[found.ocr]
    notices = [
        (
            found.recognised,
            "the text of page {} was recognised from pictures (OCR) and may hold mistakes"
            " / {}ページの文章は画像から文字認識(OCR)したもので、誤りを含むことがあります",
        ),
        (
            found.layered,
            "the text of page {} lies unseen behind a picture: another program recognised it, and it may hold"
            " mistakes / {}ページの文章は画像の裏にある見えない文字(ほかのソフトの文字認識)で、誤りを含むことがあります",
        ),
        (
            found.scanned,
            f"no text on page {{}}, only pictures (scanned?): left out. {en}"
            f" / {{}}ページには文字情報がなく画像だけのため(スキャン?)、除きました。{ja}",
        ),
        (
            found.pictured,
            f"page {{}} is a picture but for a few characters: what the picture says was left out. {en}"
            f" / {{}}ページはごくわずかな文字のほかは画像のため、画像の中の文章は除きました。{ja}",
        ),
        (
            found.garbled,
            f"the text layer of page {{}} is garbled, its characters aren't those shown: left out. {en}"
            f" / {{}}ページの文字情報は壊れており、表示と異なる文字になっているため、除きました。{ja}",
        ),
        (
            found.noted,
            "page {} holds notes that readers added (annotations): read apart from its text, under 注釈 (Note)"
            " / {}ページにあとから付けられた注釈は、本文とは別に「注釈 (Note)」として読みました",
        ),
        (
            found.hidden,
            "page {} holds text that can't be seen (without ink, in the colour of the paper, covered, tiny,"
            " switched off or beside the page): left out / {}ページにある見えない文字"
            "(透明、背景と同じ色、覆われたもの、極小、非表示、ページの外)は除きました",
        ),
    ]
    return [text.format(*[page_ranges(numbers)] * 2) for numbers, text in notices if numbers]


def file_warnings(file: PdfFile, limit: int) -> list[str]:
    """Return what to say of a file as a whole: pages over the limit, files inside, a form that is a program."""
    warnings = []
    pages = len(file)
    if pages > limit:
        warnings.append(
            f"only the first {limit} of {pages} pages were read; raise max_pages under [reading] in kotae.toml"
            f" / {pages}ページのうち最初の{limit}ページだけを読みました。"
            "kotae.tomlの[reading]でmax_pagesを大きくしてください"
        )
    if file.attachments:
        warnings.append(
            f"{file.attachments} attached file(s) inside were not read; save them beside the PDF"
            f" / 添付ファイル{file.attachments}件は読んでいません。取り出して同じフォルダーに保存してください"
        )
    if file.is_dynamic:
        warnings.append(
            "this is a dynamic form (XFA): what is filled in can't be read; print it to a PDF"
            " / 動的フォーム(XFA)のため、記入された内容は読めません。PDFに印刷して保存してください"
        )
    return warnings


def nothing_legible(path: str, found: LegiblePages) -> ReadingError:
    """Return the error for a file of which no page can be read."""
    shown = printable(path)
    en, ja = _ADVICE[found.ocr]
    if len(found.garbled) > len(found.scanned):
        return ReadingError(
            en=f"{shown}: the text layer of this PDF is garbled on every page, its characters aren't those shown. "
            f"{en} Or export it again with its fonts embedded.",
            ja=f"{shown}: すべてのページで文字情報が壊れており、表示と異なる文字になっています。"
            f"{ja}または、フォントを埋め込んで書き出し直してください。",
        )
    return ReadingError(
        en=f"{shown}: this PDF holds pictures of pages without any text (scanned?). {en}",
        ja=f"{shown}: 文字情報がなく、ページの画像だけのPDFです(スキャン?)。{ja}",
    )
